from __future__ import annotations

from typing import Any

from django.apps import AppConfig


class ObservationsConfig(AppConfig):
    name = "camket.observations"
    label = "observations"
    verbose_name = "Số liệu"

    def ready(self) -> None:
        from camket.foundation.actions import performed

        performed.connect(_compose, dispatch_uid="observations.compose")


def _compose(action: Any, result: Any, **kwargs: Any) -> None:
    """An area that came from others on the map has their history after the commit: those that a change founded, or one
    of which it was said which on the map it is."""
    if action.verb != "areas.manage":
        return
    from camket.areas import queries

    areas = queries.came_to_be(result)
    if areas:
        from camket.observations.actions import ComposeHistory

        ComposeHistory(by=None, areas=areas).execute()
