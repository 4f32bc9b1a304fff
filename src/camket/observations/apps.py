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
    """An area that came from others on the map has their history after the commit."""
    if action.verb != "areas.manage" or not hasattr(result, "successions"):
        return
    from camket.observations.actions import ComposeHistory

    areas = sorted(set(result.successions.values_list("successor", flat=True)))
    if areas:
        ComposeHistory(by=None, areas=areas).execute()
