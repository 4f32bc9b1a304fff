"""One cell of a table: a value as a clerk types it, with its comparator and, rarely, its unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from camket.measures.units import normalise as normal_unit

from .model import Span
from .numbers import parse

_NUMBER: Final = r"\d+(?:[.,]\d+)*"
_BEFORE: Final = (
    ("ge", r"≥|>=|từ|tối thiểu|ít nhất|không dưới|đạt từ"),
    ("le", r"≤|<=|không quá|tối đa|không vượt quá"),
    ("gt", r">|trên|hơn"),
    ("lt", r"<|dưới"),
    ("about", r"khoảng|gần|xấp xỉ|≈|~"),
)
_CELL: Final = re.compile(
    rf"(?P<before>{'|'.join(words for _, words in _BEFORE)})?\s*(?:đạt |từ )?"
    rf"(?P<number>(?P<minus>-\s?)?(?P<first>{_NUMBER})(?:\s*(?P<link>-|đến|/)\s*(?P<second>{_NUMBER}))?)"
    r"\s*(?P<unit>%|[a-zà-ỹđ²³%/. ]{1,24}?)?\s*(?P<after>trở lên|trở xuống)?\s*$"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """Text between two TABs, without blanks at its ends, and where it stands."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """A number of a cell; `span` covers the number alone."""

    span: Span
    value: Decimal
    upper: Decimal | None = None
    denominator: Decimal | None = None
    comparator: str = "eq"
    unit: str = ""


def value_of(cell: Cell, *, counted: bool) -> Value | None:
    """The value of a cell that holds one number and nothing else of weight; None for all others."""
    match = _CELL.match(cell.text)
    if match is None:
        return None
    span = (cell.start + match.start("number"), cell.start + match.end("number"))
    first = parse(match["first"], counted=counted)
    second = parse(match["second"], counted=counted) if match["second"] else None
    is_fraction = match["link"] == "/"
    if second is not None and not is_fraction and second < first:
        return None
    value = first.copy_negate() if match["minus"] else first
    return Value(
        span,
        value,
        upper=None if is_fraction else second,
        denominator=second if is_fraction else None,
        comparator=_comparator(match["before"], match["after"]),
        unit=normal_unit(match["unit"].strip()) if match["unit"] and match["unit"].strip() else "",
    )


def _comparator(before: str | None, after: str | None) -> str:
    if after:
        return "ge" if after == "trở lên" else "le"
    return next((name for name, words in _BEFORE if before and re.fullmatch(words, before)), "eq")
