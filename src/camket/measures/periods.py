"""Periods: closed pairs of dates, with the names that Vietnamese reports use."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from camket.measures.decimals import Language

_ROMAN = ("I", "II", "III", "IV")
_ORDINALS = ("first", "second", "third", "fourth")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_EN_DASH = "\N{EN DASH}"


class PeriodError(ValueError):
    """The end of a period lies before its start."""


@dataclass(frozen=True, order=True)
class Period:
    """From the first to the last day, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise PeriodError(f"a period must not end ({self.end}) before it starts ({self.start})")

    @classmethod
    def year(cls, year: int) -> "Period":
        return cls.years(year, year)

    @classmethod
    def years(cls, first: int, last: int) -> "Period":
        return cls(date(first, 1, 1), date(last, 12, 31))

    @classmethod
    def quarter(cls, year: int, quarter: int) -> "Period":
        return _whole_months(year, 3 * quarter - 2, 3 * quarter)

    @classmethod
    def half(cls, year: int, half: int) -> "Period":
        return _whole_months(year, 6 * half - 5, 6 * half)

    @classmethod
    def months(cls, year: int, months: int) -> "Period":
        """Cumulative from 1 January: "9 tháng năm 2024"."""
        return _whole_months(year, 1, months)

    @classmethod
    def month(cls, year: int, month: int) -> "Period":
        return _whole_months(year, month, month)

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def contains(self, other: "Period | date") -> bool:
        first, last = (other.start, other.end) if isinstance(other, Period) else (other, other)
        return self.start <= first and last <= self.end

    def overlaps(self, other: "Period") -> bool:
        return self.start <= other.end and other.start <= self.end

    def name(self, language: Language = "vi") -> str:
        """The customary name ("quý I/2024", "9 tháng năm 2024", "giai đoạn 2020–2025"), else the dates."""
        if self._whole_years:
            return self._name_of_years(language)
        if self._whole_months:
            named = _name_of_months(self.start.year, self.start.month, self.end.month, language)
            if named:
                return named
        return self._dates(language)

    @property
    def _whole_years(self) -> bool:
        return (self.start.month, self.start.day, self.end.month, self.end.day) == (1, 1, 12, 31)

    @property
    def _whole_months(self) -> bool:
        same_year = self.start.year == self.end.year
        return same_year and self.start.day == 1 and self.end.day == monthrange(self.end.year, self.end.month)[1]

    def _name_of_years(self, language: Language) -> str:
        if self.start.year == self.end.year:
            return f"năm {self.start.year}" if language == "vi" else str(self.start.year)
        span = f"{self.start.year}{_EN_DASH}{self.end.year}"
        return f"giai đoạn {span}" if language == "vi" else span

    def _dates(self, language: Language) -> str:
        if self.start == self.end:
            return f"ngày {name_of_day(self.end, 'vi')}" if language == "vi" else name_of_day(self.end, "en")
        first, last = name_of_day(self.start, language), name_of_day(self.end, language)
        return f"từ {first} đến {last}" if language == "vi" else f"{first} to {last}"


def name_of_day(day: date, language: Language = "vi") -> str:
    """ "05/9/2024" as official documents write it (Decree 30/2020: 0 before days under 10 and months 1 and 2)."""
    if language == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"{day.day:02}/{month}/{day.year}"


def _whole_months(year: int, first: int, last: int) -> Period:
    if not 1 <= first <= last <= 12:
        raise PeriodError(f"a year has no months {first} to {last}")
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _name_of_months(year: int, first: int, last: int, language: Language) -> str | None:
    if first == last:
        return f"tháng {first}/{year}" if language == "vi" else f"{_MONTHS[first - 1]} {year}"
    if (first, last) in ((1, 6), (7, 12)):
        return _name_of_half(year, first, language)
    if last - first == 2 and last % 3 == 0:
        quarter = last // 3 - 1
        return f"quý {_ROMAN[quarter]}/{year}" if language == "vi" else f"the {_ORDINALS[quarter]} quarter of {year}"
    if first == 1:
        return f"{last} tháng năm {year}" if language == "vi" else f"the first {last} months of {year}"
    return None


def _name_of_half(year: int, first: int, language: Language) -> str:
    if first == 1:
        return f"6 tháng đầu năm {year}" if language == "vi" else f"the first half of {year}"
    return f"6 tháng cuối năm {year}" if language == "vi" else f"the second half of {year}"
