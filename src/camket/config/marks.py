"""Marks beside the database that say that a step was finished."""

from pathlib import Path

from django.conf import settings


class Mark:
    def __init__(self, name: str) -> None:
        self.path = Path(settings.VAR) / f"{name}.done"

    @property
    def stands(self) -> bool:
        return self.path.exists()

    def put(self) -> None:
        self.path.touch()
