"""A document as it lies on the desk: cut into sheets, numbers marked, statements beside their lines. No database."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from camket.intake.models import OtherNumber, Statement

SHEET_CHARACTERS = 20_000
SHEET_STATEMENTS = 50
LONGEST_HEADING = 160
LONGEST_NUMBERING = 5
LONGEST_LINE = 4_000
"""A paragraph beyond this is shown in parts, so that one endless line is not one endless page."""


@dataclass(frozen=True)
class Sheet:
    """A stretch of whole lines: what is shown at once. ``number`` counts from 1."""

    number: int
    start: int
    end: int


@dataclass(frozen=True)
class Piece:
    """A run of text: plain, or a number that belongs to a statement or to a named kind of other numbers."""

    text: str
    statement: Statement | None = None
    other: str = ""
    number: OtherNumber | None = None


@dataclass(frozen=True)
class Line:
    """A paragraph, or a table row with more than one cell, and the statements that begin in it."""

    cells: tuple[tuple[Piece, ...], ...]
    statements: tuple[Statement, ...]
    start: int = 0
    end: int = 0
    heading: bool = False
    place: str = ""
    """Where in the file the line stands, given on the first line of each page or sheet."""

    @property
    def numbered(self) -> bool:
        """Is it a row of a table whose first cell only numbers it?"""
        return len(self.cells) > 1 and sum(len(piece.text) for piece in self.cells[0]) <= LONGEST_NUMBERING


def line_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line that has text; one that is too long comes in parts, cut at spaces."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            yield from _parts(text, start, end)
        start = end + 1


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_LINE:
        cut = text.rfind(". ", start, start + LONGEST_LINE) + 1 or text.rfind(" ", start, start + LONGEST_LINE)
        cut = cut if cut > start else start + LONGEST_LINE
        yield start, cut
        start = cut
    yield start, end


def sheets(text: str, starts: Sequence[int]) -> list[Sheet]:
    """Cut a text where a sheet has enough characters or statements; ``starts`` says where statements begin, sorted."""
    found: list[Sheet] = []
    first = None
    last = counted = 0
    for start, end in line_spans(text):
        count = bisect_left(starts, end) - bisect_left(starts, start)
        if first is not None and (end - first > SHEET_CHARACTERS or counted + count > SHEET_STATEMENTS):
            found.append(Sheet(len(found) + 1, first, last))
            first, counted = None, 0
        first = start if first is None else first
        last, counted = end, counted + count
    return [*found, Sheet(len(found) + 1, first or 0, last)]


def sheet_at(found: Sequence[Sheet], position: int) -> Sheet:
    """The sheet on which a position of the text stands."""
    return found[max(bisect_right([sheet.start for sheet in found], position) - 1, 0)]


def lines(
    text: str,
    sheet: Sheet,
    statements: Sequence[Statement],
    others: Sequence[OtherNumber],
    layout: Sequence[dict[str, Any]] = (),
) -> list[Line]:
    """The lines of a sheet. ``statements`` and ``others`` are those that begin on the sheet, in reading order."""
    marks: list[Any] = [*statements, *others]
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    places = Places(layout)
    found = []
    begin = sheet.start
    for start, end in line_spans(text[sheet.start : sheet.end]):
        first, last = begin + start, begin + end
        here = [mark for mark in marks if first <= mark.start < last]
        own = tuple(s for s in statements if first <= s.start < last)
        heading = places.is_heading(first) or _shouts(text[first:last])
        found.append(Line(_cells(text, first, last, here), own, first, last, heading, places.new(first)))
    return found


def _shouts(line: str) -> bool:
    """Official documents set their headings in capitals."""
    return len(line) <= LONGEST_HEADING and line.isupper()


def _cells(text: str, start: int, end: int, marks: Sequence[Any]) -> tuple[tuple[Piece, ...], ...]:
    cells, first = [], start
    for cell in text[start:end].split("\t"):
        last = first + len(cell)
        cells.append(tuple(_pieces(text, first, last, marks)))
        first = last + 1
    return tuple(cells)


def _pieces(text: str, start: int, end: int, marks: Sequence[Any]) -> Iterator[Piece]:
    """The runs of a stretch; where two marks overlap (one number read in two roles), the first one is shown."""
    at = start
    for mark in marks:
        if mark.start < at or mark.start >= end:
            continue
        stop = min(mark.end, end)
        if mark.start > at:
            yield Piece(text[at : mark.start])
        kind = getattr(mark, "kind", "")
        shown = text[mark.start : stop]
        yield Piece(shown, other=kind, number=mark) if kind else Piece(shown, mark)
        at = stop
    if at < end:
        yield Piece(text[at:end])


class Places:
    """Looks up where lines stand in the file, and says it once a page."""

    def __init__(self, layout: Sequence[dict[str, Any]]) -> None:
        self.layout = layout
        self.starts = [segment["start"] for segment in layout]
        self.shown: object = None

    def segment(self, position: int) -> dict[str, Any]:
        """The part of the file in which a position stands, as the document's layout has it."""
        at = bisect_right(self.starts, position) - 1
        return self.layout[at] if at >= 0 else {}

    def is_heading(self, position: int) -> bool:
        return str(self.segment(position).get("kind", "")) in {"heading", "title"}

    def new(self, position: int) -> str:
        """The page, or the sheet of a workbook, where it is another one than that of the line before."""
        found = self.segment(position)
        cell = str(found.get("cell") or "")
        here = found.get("page") or (cell.rpartition("!")[0] if "!" in cell else None)
        if not here or here == self.shown:
            return ""
        self.shown = here
        return str(here)
