"""Where figures are told, and until when they are counted."""

from datetime import date
from typing import NamedTuple


class Slot(NamedTuple):
    """One indicator in one area over one period. Keys of the two rows."""

    indicator: int
    area: int
    start: date
    end: date


def end_seen(on: date, end: date, closed_on: date | None) -> date:
    """The last day of a figure, seen from a day: the one on which it was closed, as long as its period goes on."""
    return closed_on if closed_on and closed_on <= on < end else end
