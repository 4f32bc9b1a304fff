from __future__ import annotations

from typing import Any

from django.apps import AppConfig

# What changes figures or targets: their verdicts are stale from then on.
_CHANGING = frozenset({"intake.assent", "intake.undo", "targets.edit"})


class ReviewsConfig(AppConfig):
    name = "camket.reviews"
    label = "reviews"
    verbose_name = "Đánh giá"

    def ready(self) -> None:
        from camket.foundation.actions import performed
        from camket.intake import notes
        from camket.reviews.beside import beside, beside_numbers

        performed.connect(_judge_again, dispatch_uid="reviews.judge_again")
        if beside not in notes.providers:
            notes.providers.append(beside)
            notes.number_providers.append(beside_numbers)


def _judge_again(action: Any, **kwargs: Any) -> None:
    """Bring the verdicts up to date after a commit, once for all that the commit changed."""
    if action.verb not in _CHANGING:
        return
    from django.utils import timezone

    from camket.reviews.upkeep import areas_outdated, bring_up_to_date

    # A direction or a nature that was put right changes verdicts though no figure has changed.
    edited = getattr(action.subject(), "area_id", None) if action.verb == "targets.edit" else None
    for area_id in {*areas_outdated(), *([edited] if edited else [])}:
        bring_up_to_date(area_id, timezone.localdate())
