"""What an action tells of itself in the audit trail, from what is in memory: no SQL statement is spent on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from camket.foundation.chain import plain

_NAMES = ("name", "title", "indicator_name", "text", "username", "quote", "number")
_SECRET = ("password", "token", "secret", "otp", "key_hash")
_DEEP = 3
"""How far from object to object: what they hold may come round."""
_HIDDEN = "•••"


@dataclass
class Changes:
    """Which fields went from what to what."""

    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    def note(self, row: models.Model, values: Mapping[str, Any]) -> None:
        """The row is about to get the values. Called before it does; what stays as it is is not told."""
        for name, value in values.items():
            self.between(name, getattr(row, name), value)

    def between(self, name: str, old: Any, new: Any) -> None:
        """A secret is told as changed, and never as what it was or is."""
        if old == new:
            return
        hidden = any(word in name.lower() for word in _SECRET)
        self.before[name], self.after[name] = (_HIDDEN, _HIDDEN) if hidden else (_told(old), _told(new))


def _told(value: Any) -> Any:
    return called(value) or value.pk if isinstance(value, models.Model) else plain(value)


def called(row: Any, deep: int = _DEEP) -> str:
    """What people call the object, or what it belongs to."""
    if not isinstance(row, models.Model) or not deep:
        return ""
    of_others = (called(row._state.fields_cache.get(name), deep - 1) for name in getattr(row, "named_by", ()))
    if text := ": ".join(filter(None, of_others)):
        return text[:200]
    own = next((text for name in _NAMES if (text := str(_fields(row).get(name) or ""))), "")
    return own[:200] or next((text for one in _held(row) if (text := called(one, deep - 1))), "")


def area_of(row: Any, deep: int = _DEEP) -> int | None:
    """The area that the object belongs to, as far as it is known without looking it up."""
    if not isinstance(row, models.Model) or not deep:
        return None
    if row._meta.label_lower == "areas.area":
        return row.pk
    if area := _fields(row).get("area_id"):
        return int(area)
    return next((found for one in _held(row) if (found := area_of(one, deep - 1))), None)


def _fields(row: models.Model) -> dict[str, Any]:
    """What is in memory. The account of a request is wrapped."""
    return vars(getattr(row, "_wrapped", row))


def _held(row: models.Model) -> list[Any]:
    """The objects that it points to and has at hand. Who wrote a row is not what it belongs to."""
    return [one for name, one in row._state.fields_cache.items() if one is not None and not name.endswith("_by")]
