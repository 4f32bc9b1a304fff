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
    founded = getattr(result, "successions", None)
    areas = sorted(set(founded.values_list("successor", flat=True))) if founded is not None else []
    if getattr(result, "valid_from", None) is not None:
        areas.append(result.pk)
    if areas:
        from camket.observations.actions import ComposeHistory

        ComposeHistory(by=None, areas=areas).execute()
