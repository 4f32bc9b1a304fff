"""A first guess at what a number says that the reader took for no statement. A person completes it. No database."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from camket.intake.enums import Role
from camket.intake.interpretation import PARTS_OF_MONTHS
from camket.intake.models import BY_HAND, Statement
from camket.measures.comparators import Comparator
from camket.measures.decimals import NumberError, parse_decimal
from camket.measures.units import SCALES, normalise, scale
from camket.records.enums import Kind

if TYPE_CHECKING:
    from camket.intake.models import OtherNumber
    from camket.records.models import Document

LONGEST_SIDE = 1_000
"""A sentence is looked for so far before and behind its number: a paragraph without end is not one quote."""

_ROLES = {Kind.RESOLUTION: Role.TARGET, Kind.PLAN: Role.PLAN}
_FULL_STOP = re.compile(r"[.!?…]\s+(?=[^\W\d_])")
_NUMBER = r"\d+(?:[.,]\d+)*"
_RANGE = re.compile(rf"({_NUMBER})\s?[-\u2013]\s?({_NUMBER})")
_FRACTION = re.compile(rf"({_NUMBER})\s?/\s?({_NUMBER})")
_OVER = re.compile(rf"\s?/\s?({_NUMBER})(?![\d/])")
_YEAR = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d.,]*\d)")
_PERCENT = re.compile(r"\s?(%|‰)(/năm)?")
_WORDS = re.compile(r"[^\W\d_]+(?:[²³]|[./][^\W\d_]+)*")
_MOST_WORDS = 4
_FEWEST_LETTERS = 4
_COUNTED = {"người", "hộ", "lao động", "lượt khách", "đảng viên", "trường", "xã", "hợp tác xã", "doanh nghiệp"}
_BASES = {base for base, _ in SCALES.values()} | {"đồng", "USD", "EUR", "m³", "lít"} | _COUNTED

Span = tuple[int, int]


def draft(number: OtherNumber, units: Collection[str] = ()) -> Statement:
    """The statement, not saved, that the number may be: what stands in the text, and what its document is about.

    ``units`` are those in use in the area, which are known besides the common ones.
    """
    document = number.document
    text, span = document.text, (number.start, number.end)
    sentence = sentence_around(text, span)
    value, upper, denominator = amounts(text, span)
    role = _ROLES.get(Kind(document.kind), Role.RESULT)
    year = _year_near(text, span, sentence)
    return Statement(
        document=document,
        start=number.start,
        end=number.end,
        sentence_start=sentence[0],
        sentence_end=sentence[1],
        role=role,
        indicator_name=_name_of_row(text, span),
        value=value,
        upper=upper,
        denominator=denominator,
        unit=unit_near(text, span, units),
        comparator=Comparator.EQ.value,
        aggregate="last",
        last_year=year or (None if role == Role.TARGET else document.year),
        part=_part(document, year) if role == Role.RESULT else "",
        edited=True,
        rule=BY_HAND,
    )


def sentence_around(text: str, span: Span) -> Span:
    """From the full stop, or the end of the line, before a number to the next one behind it."""
    first = max(text.rfind("\n", 0, span[0]) + 1, span[0] - LONGEST_SIDE, 0)
    last = text.find("\n", span[1])
    last = min(last if last >= 0 else len(text), span[1] + LONGEST_SIDE)
    before = [stop.end() for stop in _FULL_STOP.finditer(text, first, span[0] + 1) if stop.end() <= span[0]]
    behind = _FULL_STOP.search(text, span[1], last)
    return before[-1] if before else first, behind.start() + 1 if behind else last


def amounts(text: str, span: Span) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Value, upper and whole: "187,2"; "1,5 - 2"; "16/22", be the whole inside the span or right behind it."""
    said = text[span[0] : span[1]].strip()
    if found := _RANGE.fullmatch(said):
        return _parsed(found[1]), _parsed(found[2]), None
    if found := _FRACTION.fullmatch(said):
        return _parsed(found[1]), None, _parsed(found[2])
    over = _OVER.match(text, span[1])
    return _parsed(said), None, _parsed(over[1]) if over else None


def _parsed(text: str) -> Decimal | None:
    try:
        return parse_decimal(text)
    except NumberError:
        return None


def unit_near(text: str, span: Span, units: Collection[str] = ()) -> str:
    """The unit of measure right behind a number, or in a cell of its own in the number's row; empty where none is."""
    over = _OVER.match(text, span[1])
    behind = over.end() if over else span[1]
    percent = _PERCENT.match(text, behind)
    if percent:
        return percent[1] + (percent[2] or "")
    known = {normalise(unit) for unit in units}
    words = _WORDS.findall(re.split(r"[\n\t,;:()]", text[behind : behind + 60])[0])
    offered = [" ".join(words[:count]) for count in range(min(len(words), _MOST_WORDS), 0, -1)]
    for candidate in [*offered, *(cell for _, cell in _cells(text, span))]:
        unit = normalise(candidate)
        if unit and (unit in known or scale(unit)[0] in _BASES):
            return unit
    return ""


def _cells(text: str, span: Span) -> Iterator[tuple[int, str]]:
    """The cells of a table's row in which a number stands, with where each begins; nothing outside a table."""
    first = text.rfind("\n", 0, span[0]) + 1
    last = text.find("\n", span[1])
    row = text[first : last if last >= 0 else len(text)]
    if "\t" in row:
        for cell in row.split("\t"):
            yield first, cell.strip()
            first += len(cell) + 1


def _name_of_row(text: str, span: Span) -> str:
    """In a table the first cell with words before the number names what is measured."""
    named = (cell for start, cell in _cells(text, span) if start < span[0])
    return next((cell[:400] for cell in named if sum(map(str.isalpha, cell)) >= _FEWEST_LETTERS), "")


def _year_near(text: str, span: Span, sentence: Span) -> int | None:
    """The last year that the sentence names before the number, else the first behind it."""
    before = _YEAR.findall(text[sentence[0] : span[0]])
    behind = _YEAR.findall(text[span[1] : sentence[1]])
    return int(before[-1]) if before else int(behind[0]) if behind else None


def _part(document: Document, year: int | None) -> str:
    """The months of a nine-month report, where its own year is spoken of."""
    return PARTS_OF_MONTHS.get(document.months or 12, "") if year in {None, document.year} else ""
