"""What a report was composed from as JSON, and back: dataclasses of texts, numbers, days, tuples and each other."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Kept = TypeVar("Kept")


def kept(value: Any) -> Any:
    """As JSON has it."""
    if is_dataclass(value):
        return {one.name: kept(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [kept(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, date | Decimal) else value


def revived(kind: type[Kept], stored: Any) -> Kept:
    """A value of the kind. Fields that were not known yet when it was kept have their defaults."""
    made: Kept = _revived(kind, stored)
    return made


def _revived(kind: Any, stored: Any) -> Any:
    if stored is None:
        return None
    if get_origin(kind) is UnionType:
        return _revived(next(one for one in get_args(kind) if one is not type(None)), stored)
    if get_origin(kind) is tuple:
        return tuple(_revived(get_args(kind)[0], one) for one in stored)
    if is_dataclass(kind):
        return _of(kind, stored)
    if issubclass(kind, date):
        return date.fromisoformat(stored)
    return kind(stored) if issubclass(kind, Decimal | Enum) else stored


def _of(kind: Any, stored: dict[str, Any]) -> Any:
    hints = _hints(kind)
    return kind(**{name: _revived(hints[name], value) for name, value in stored.items() if name in hints})


@lru_cache(maxsize=64)
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
