"""What a review is called, and the days that it looks back on. Pure."""

from __future__ import annotations

from datetime import date

from camket.foundation.names import in_language
from camket.reviews.enums import ReviewKind

Term = tuple[int, int]
"""First and last year."""

_ROMAN = ("I", "II", "III", "IV")
_MONTHS = {ReviewKind.MONTH: 1, ReviewKind.QUARTER: 3, ReviewKind.HALF: 6, ReviewKind.YEAR: 12}
_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def slug(kind: ReviewKind, on: date) -> str:
    return {
        ReviewKind.MONTH: f"thang-{on.month}-{on.year}",
        ReviewKind.QUARTER: f"quy-{_quarter(on)}-{on.year}",
        ReviewKind.HALF: f"6-thang-{on.year}",
        ReviewKind.YEAR: f"nam-{on.year}",
        ReviewKind.MIDTERM: "giua-nhiem-ky",
        ReviewKind.FINAL: "tong-ket",
    }[kind]


def called(kind: ReviewKind, on: date, term: Term) -> str:
    """In the reader's language."""
    return in_language(name(kind, on, term), name_en(kind, on, term))


def name(kind: ReviewKind, on: date, term: Term) -> str:
    years = f"{term[0]}–{term[1]}"
    return {
        ReviewKind.MONTH: f"Sơ kết tháng {on.month} năm {on.year}",
        ReviewKind.QUARTER: f"Sơ kết quý {_ROMAN[_quarter(on) - 1]} năm {on.year}",
        ReviewKind.HALF: f"Sơ kết 6 tháng đầu năm {on.year}",
        ReviewKind.YEAR: f"Sơ kết năm {on.year}",
        ReviewKind.MIDTERM: f"Sơ kết giữa nhiệm kỳ {years}",
        ReviewKind.FINAL: f"Tổng kết nhiệm kỳ {years}",
    }[kind]


def name_en(kind: ReviewKind, on: date, term: Term) -> str:
    years = f"{term[0]}–{term[1]}"
    return {
        ReviewKind.MONTH: f"Review of {_ENGLISH_MONTHS[on.month - 1]} {on.year}",
        ReviewKind.QUARTER: f"Review of quarter {_ROMAN[_quarter(on) - 1]} of {on.year}",
        ReviewKind.HALF: f"Review of the first half of {on.year}",
        ReviewKind.YEAR: f"Review of {on.year}",
        ReviewKind.MIDTERM: f"Mid-term review {years}",
        ReviewKind.FINAL: f"Final review {years}",
    }[kind]


def first_day(kind: ReviewKind, on: date, term: Term) -> date:
    """The first day of the months that end with the month of ``on``, or of the term."""
    months = _MONTHS.get(kind)
    if months is None:
        return date(term[0], 1, 1)
    count = on.year * 12 + on.month - months
    return date(count // 12, count % 12 + 1, 1)


def last_day(last_year: int) -> date:
    """Of a term."""
    return date(last_year, 12, 31)


def _quarter(on: date) -> int:
    return (on.month + 2) // 3
