"""The one reader of environment variables."""

import os
from pathlib import Path


class MissingSetting(RuntimeError):
    """A variable without which production must not start."""


def text(name: str, default: str | None = None) -> str:
    """The variable ``CAMKET_<name>``; raises ``MissingSetting`` where it is absent and has no default."""
    value = os.environ.get(f"CAMKET_{name}", default)
    if value is None:
        raise MissingSetting(f"Set CAMKET_{name} before starting: there is no safe default for it.")
    return value


def flag(name: str, default: bool) -> bool:
    return text(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str) -> list[str]:
    return [word for word in text(name, default).replace(",", " ").split() if word]


def folder(name: str, default: Path) -> Path:
    path = Path(text(name, str(default))).resolve()
    path.mkdir(parents=True, exist_ok=True)
    return path
