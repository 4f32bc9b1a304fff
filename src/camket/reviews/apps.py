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
        from camket.observations.rounds import tasked
        from camket.reviews.beside import beside, beside_numbers
        from camket.reviews.queries.reviewed import targets_served

        settling.connect(_settle, dispatch_uid="reviews.settle")
        if beside not in notes.providers:
            notes.providers.append(beside)
            notes.number_providers.append(beside_numbers)
        if targets_served not in tasked.serving:
            tasked.serving.append(targets_served)


def _settle(done: Any, **kwargs: Any) -> None:
    from camket.reviews.upkeep import settle

    settle(done)
