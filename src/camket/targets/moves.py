"""Growth and change: which units they are promised and told in. Needs no settings, as files are made without them."""

from __future__ import annotations

from typing import Protocol

from camket.targets.enums import Aggregate

MOVES = (Aggregate.GROWTH, Aggregate.CHANGE)


class Moving(Protocol):
    """What was promised, as a target or the row of a page has it."""

    @property
    def aggregate(self) -> str: ...

    @property
    def unit(self) -> str: ...


def is_relative(promise: Moving, unit: str) -> bool:
    """Is a change promised in parts of what was at its beginning, of an indicator in ``unit``?"""
    by_parts = promise.unit == "lần" or (promise.unit == "%" and unit != "%")
    return promise.aggregate == Aggregate.CHANGE and by_parts


def rate(promise: Moving) -> str:
    """The unit of the promised value: a growth in percent is a yearly one."""
    return "%/năm" if promise.aggregate == Aggregate.GROWTH and promise.unit == "%" else promise.unit
