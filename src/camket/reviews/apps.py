from __future__ import annotations

from typing import Any

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "camket.reviews"
    label = "reviews"
    verbose_name = "Đánh giá"

    def ready(self) -> None:
        from camket.foundation.actions import settling
        from camket.intake import notes
        from camket.reviews.beside import beside, beside_numbers

        settling.connect(_settle, dispatch_uid="reviews.settle")
        if beside not in notes.providers:
            notes.providers.append(beside)
            notes.number_providers.append(beside_numbers)


def _settle(done: Any, **kwargs: Any) -> None:
    from camket.reviews.upkeep import settle

    settle(done)
