"""Step 2b: words of time. A mention says which years it names, which part of the year, and whether it reaches back.

`until` is "đến năm 2025" (null-2025), `aim` the same as a promise; `spread` is a time of several years (a term).
Times without a year ("trong năm", "đến nay") are words of `lexicon/time.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_WORDS: Final = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười một": 11, "mười hai": 12, "i": 1, "ii": 2, "iii": 3, "iv": 4, "giêng": 1, "chạp": 12,
}  # fmt: skip
_YEARS: Final = re.compile(r"(?:19|20)\d\d")
_NUMBERS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Period:
    """A mention of time: years as written, part of the year, and how it counts."""

    start: str | None
    end: str | None
    part: str | None = None
    spread: bool = False
    until: bool = False
    past: bool = False
    aim: bool = False

    def years(self) -> dict[str, str | None] | None:
        """The labelled form, null where no year is written."""
        return None if self.end is None else {"start": self.start, "end": self.end}


def produce(name: str, words: str) -> Period:
    """The period that a matched mention names."""
    years = _YEARS.findall(words)
    last = years[-1] if years else None
    if name == "p_since" and "đầu năm" in words:
        return Period(last, last)  # "từ đầu năm 2025 đến nay": within the year
    if name == "p_since":
        return Period(None, None, spread=True)
    if name == "p_range" and re.match(r"(?:đến |vào |tới )?(?:cuối|hết|kết)", words) and "học" not in words:
        return Period(None, last, until=True, aim=words.startswith(("đến", "tới", "vào")))
    if name == "p_range":
        return Period(years[0], last, spread="học" not in words and "vụ" not in words)
    if name == "p_years":
        return Period(years[0], last, spread=True)
    if name == "p_span":
        return Period(None, None, spread=True)
    if name == "p_until":
        return Period(
            None,
            last,
            part="H1" if "giữa" in words else None,
            until=True,
            aim=words.startswith(("đến", "tới", "trước")),
        )
    if name == "p_dates":
        return Period(years[0], last, past=True)
    if name == "p_month" and words.startswith(("đến", "tính", "lũy")):
        return Period(None, last, cumulative(_count(words.split("tháng", 1)[1])), until=True)
    if name == "p_date":
        return _date(words, last)
    return Period(last, last, part=_part(name, words))


def _date(words: str, year: str | None) -> Period:
    day, month = (int(n) for n in _NUMBERS.findall(words)[:2])
    if "từ đầu năm" in words:
        return Period(year, year, part=cumulative(month) if day > 14 else None, past=True)
    if month == 12 and day == 31:
        return Period(None, year, past=True)
    if words.startswith(("tại", "thời điểm")):
        return Period(year, year, past=True)
    ends = {28, 29, 30, 31}
    return Period(None, year, part=cumulative(month) if day in ends or day > 14 else None, past=True)


def _part(name: str, words: str) -> str | None:
    if name == "p_quarter":
        return f"Q{_count(words.split('quý', 1)[1].replace('/', ' ').replace('-', ' ').split()[0])}"
    if name == "p_half":
        return "H1" if "nửa" in words else None
    if name == "p_months" and "cuối" in words:
        return "Q4" if _count(words.split(" tháng", 1)[0]) == 3 else None
    if name == "p_months":
        return cumulative(_count(words.split(" tháng", 1)[0]))
    if name == "p_month":
        month = _count(words.split("tháng", 1)[1])
        return f"M{month:02}" if 0 < month <= 12 else None
    return None


def cumulative(months: int) -> str | None:
    """The part for "n tháng" counted from January: 3 is Q1, 6 is H1, 12 the whole year."""
    if months in (3, 6):
        return "Q1" if months == 3 else "H1"
    return f"{months}M" if 0 < months < 12 else None


def _count(words: str) -> int:
    digits = _NUMBERS.search(words)
    if digits:
        return int(digits.group())
    for size in (2, 1):
        spoken = words.replace("/", " ").split()
        for at in range(len(spoken) - size + 1) if size == 2 else range(len(spoken)):
            found = _WORDS.get(" ".join(spoken[at : at + size]))
            if found:
                return found
    return 0
