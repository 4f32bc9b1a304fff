"""A document's text as blocks to read: headings, paragraphs, tables, each parted at its read numbers. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from camket.reviews.queries import Mark, Text

HEADING, PARAGRAPH, TABLE, CAPTION = "heading", "paragraph", "table", "caption"
_ROMAN = re.compile(r"(?:[IVX]{1,5}|[A-Z])\.\s")
_LONGEST_HEADING = 120


@dataclass(frozen=True)
class Run:
    """A stretch of text; with a mark it is a read number."""

    text: str
    mark: Mark | None = None

    @property
    def anchor(self) -> str:
        return f"so-{self.mark.start}" if self.mark else ""


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Block:
    """``rows`` for a table (``head``: its first row names the columns), ``runs`` for everything else."""

    kind: str
    runs: Runs = ()
    rows: tuple[tuple[Runs, ...], ...] = ()
    head: tuple[Runs, ...] = ()


@dataclass(frozen=True)
class _Line:
    start: int
    text: str
    kind: str


def blocks(shown: Text) -> tuple[Block, ...]:
    kinds = {segment["start"]: segment.get("kind", "") for segment in shown.layout}
    found: list[Block] = []
    for is_table, group in groupby(_lines(shown.text, kinds), key=lambda line: line.kind == TABLE):
        lines = list(group)
        found.extend([_table(lines, shown.marks)] if is_table else (_block(line, shown.marks) for line in lines))
    return tuple(found)


def _lines(text: str, kinds: dict[int, str]) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield _Line(start, line, _kind(line, kinds.get(start, "")))
        start += len(line) + 1


def _kind(line: str, told: str) -> str:
    if "\t" in line:
        return TABLE
    if told in (HEADING, CAPTION):
        return told
    return HEADING if _ROMAN.match(line) and len(line) <= _LONGEST_HEADING else PARAGRAPH


def _block(line: _Line, marks: Sequence[Mark]) -> Block:
    return Block(line.kind, runs=_runs(line.text, line.start, marks))


def _table(lines: list[_Line], marks: Sequence[Mark]) -> Block:
    rows = tuple(tuple(_cells(line, marks)) for line in lines)
    if len(rows) > 1 and not any(character.isdigit() for character in lines[0].text) and _all_named(rows[0]):
        return Block(TABLE, rows=rows[1:], head=rows[0])
    return Block(TABLE, rows=rows)


def _all_named(cells: tuple[Runs, ...]) -> bool:
    return all(any(run.text.strip() for run in cell) for cell in cells)


def _cells(line: _Line, marks: Sequence[Mark]) -> Iterator[Runs]:
    start = line.start
    for cell in line.text.split("\t"):
        yield _runs(cell, start, marks)
        start += len(cell) + 1


def _runs(text: str, start: int, marks: Sequence[Mark]) -> Runs:
    """The text parted at the marks that lie wholly in it."""
    runs: list[Run] = []
    reached = start
    for mark in marks:
        if start <= mark.start and mark.end <= start + len(text):
            runs.append(Run(text[reached - start : mark.start - start]))
            runs.append(Run(text[mark.start - start : mark.end - start], mark))
            reached = mark.end
    runs.append(Run(text[reached - start :]))
    return tuple(run for run in runs if run.text)
