"""Periods as a form names them: a year and "nam", "6t", "9t", "q1" to "q4", "t1" to "t12". Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

from camket.foundation.errors import CamketError
from camket.measures.periods import Period

_WRITTEN = re.compile(r"(\d{4})(?:-(nam|6t|9t|q[1-4]|t(?:[1-9]|1[0-2])))?", re.IGNORECASE)
PARTS = ("nam", "6t", "9t", *(f"q{n}" for n in range(1, 5)), *(f"t{n}" for n in range(1, 13)))


class NoSuchPeriod(CamketError):
    def __init__(self, written: str) -> None:
        super().__init__(
            f"Không hiểu kỳ “{written}”. Viết như 2025 (cả năm), 2025-6t, 2025-9t, 2025-q3 hoặc 2025-t11.",
            f"No period “{written}”. Write 2025 (the year), 2025-6t, 2025-9t, 2025-q3 or 2025-t11.",
        )


class Asked(NamedTuple):
    """A period with the name of its part."""

    period: Period
    part: str

    @property
    def written(self) -> str:
        return f"{self.period.start.year}-{self.part}"


def read(written: str) -> Asked:
    """Raises ``NoSuchPeriod``."""
    found = _WRITTEN.fullmatch(written.strip())
    if not found:
        raise NoSuchPeriod(written)
    year, part = int(found[1]), (found[2] or "nam").lower()
    return Asked(_period(year, part), part)


def _period(year: int, part: str) -> Period:
    if part == "nam":
        return Period.year(year)
    number = int(part.strip("qt"))
    if part.endswith("t"):
        return Period.months(year, number)
    return Period.quarter(year, number) if part.startswith("q") else Period.month(year, number)
