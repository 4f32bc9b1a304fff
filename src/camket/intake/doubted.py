"""What the reader was not sure of in a statement, and where on its card that stands. No database."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import TYPE_CHECKING

from django.forms import BoundField

if TYPE_CHECKING:
    from camket.intake.models import Statement

FIELDS: Mapping[str, tuple[str, ...]] = {
    "name": ("indicator_name",),
    "number": ("value", "upper", "denominator", "comparator", "state_name"),
    "time": ("last_year", "first_year", "part"),
    "role": ("role",),
    "aggregate": ("aggregate",),
    "comparison": (),
    "kind": (),
}
"""The fields of the form by what may be in doubt; where one begins to look comes first. What a number is compared with
and whether it is a statement at all stand in no field."""

_NEVER = {"state": frozenset({"value", "upper", "denominator", "comparator"})}
_WITHOUT_A_DESIGNATION = frozenset({"state_name"})


def fields(statement: Statement) -> tuple[str, ...]:
    """The fields that are in doubt while the statement waits, heaviest first: of each topic the first that the form
    shows, and the others that hold something."""
    return tuple(name for topic in statement.doubted for name in _of(topic, statement))


def _of(topic: str, statement: Statement) -> list[str]:
    never = _NEVER.get(statement.aggregate, _WITHOUT_A_DESIGNATION)
    shown = [name for name in FIELDS.get(topic, ()) if name not in never]
    return shown[:1] + [name for name in shown[1:] if getattr(statement, name) not in {"", None}]


def left(statement: Statement, edited: Set[str]) -> str:
    """What stays in doubt once a person has edited those fields, as the row keeps it. Who corrects a statement has
    looked at what stands in no field, and takes it as one."""
    return " ".join(topic for topic in statement.doubted if FIELDS.get(topic) and not edited & set(FIELDS[topic]))


class MarkedField(BoundField):
    """A field of the form with what was read; where that is in doubt, the card marks it and describes it so."""

    @property
    def doubted(self) -> bool:
        return self.name in self.form.doubted  # type: ignore[attr-defined]  # only of a form for a statement

    @property
    def aria_describedby(self) -> str | None:
        told = super().aria_describedby
        return f"{self.auto_id}_doubt {told or ''}".rstrip() if self.doubted else told
