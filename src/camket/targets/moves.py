"""Growth and change: which units they are promised and told in. Needs no settings, as files are made without them."""

from __future__ import annotations

from typing import Protocol

from camket.targets.enums import Aggregate

MOVES = (Aggregate.GROWTH, Aggregate.CHANGE)
TIMES = "lần"


class Moving(Protocol):
    """What was promised, as a target or the row of a page has it."""

    @property
    def aggregate(self) -> str: ...

    @property
    def unit(self) -> str: ...


def rate(promise: Moving) -> str:
    """The unit of the promised value: a growth in percent is a yearly one."""
    return "%/năm" if promise.aggregate == Aggregate.GROWTH and promise.unit == "%" else promise.unit
