"""Where figures are told."""

from datetime import date
from typing import NamedTuple


class Slot(NamedTuple):
    """One indicator in one area over one period. Keys of the two rows."""

    indicator: int
    area: int
    start: date
    end: date
