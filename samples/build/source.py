"""Reads a source: front matter, blocks, and the marks of the statements.

A mark is `{shown ~ indicator ~ unit ~ period ~ flags}`: the number (or designation) as printed, then what it says.
`period` is `2021`, `2021-2025` or `-2025`; `flags` are words such as `growth`, `part`, `plan`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

NOTICE = "Tài liệu minh họa: địa phương và số liệu là hư cấu."
ROLES = ("target", "result", "plan")
AGGREGATES = ("growth", "change", "every", "mean", "sum", "state")
MARK = re.compile(r"\{([^{}~]+)~([^{}~]*)~([^{}~]*)~([^{}~]*)(?:~([^{}]*))?\}")


class SourceError(ValueError):
    """A source line that cannot be understood; the message names the file and the line."""


@dataclass(frozen=True)
class Mark:
    """One statement as its writer meant it. `value` is signed; `upper` and `denominator` as in the labelled set."""

    shown: str
    indicator: str
    unit: str
    start: str | None
    end: str | None
    role: str
    aggregate: str
    flags: tuple[str, ...] = ()
    value: Decimal | None = None
    upper: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, table, figure or signature; `rows` only for tables, `detail` for what a figure needs."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    detail: tuple[str, ...] = ()


@dataclass
class Source:
    """One document before it gets its file format."""

    meta: dict[str, str]
    blocks: list[Block] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    @property
    def path(self) -> str:
        return self.meta["file"]

    @property
    def notice(self) -> str:
        return self.meta.get("notice", NOTICE)


def number(shown: str) -> Decimal:
    """`1.234,5` -> 1234.5; the sources use Vietnamese forms only."""
    return Decimal(shown.replace(".", "").replace(",", "."))


def _amounts(shown: str, falls: bool) -> tuple[Decimal, Decimal | None, Decimal | None]:
    sign = -1 if falls else 1
    if "/" in shown:
        part, whole = shown.split("/")
        return number(part), None, number(whole)
    if " - " in shown:
        low, high = sorted(sign * number(piece) for piece in shown.split(" - "))
        return low, high, None
    return sign * number(shown), None, None


def _period(text: str) -> tuple[str | None, str | None]:
    if not text:
        return None, None
    start, dash, end = text.partition("-")
    return (start or None, end) if dash else (start, start)


def make_mark(shown: str, indicator: str, unit: str, period: str, flags: Iterable[str], role: str) -> Mark:
    """The statement behind one printed number; `role` holds unless a flag names another."""
    flags = tuple(flags)
    start, end = _period(period)
    aggregate = next((flag for flag in flags if flag in AGGREGATES), "last")
    role = next((flag for flag in flags if flag in ROLES), role)
    mark = Mark(shown, indicator, unit, start, end, role, aggregate, flags)
    if aggregate == "state":
        return mark
    value, upper, denominator = _amounts(shown, "fall" in flags)
    return replace(mark, value=value, upper=upper, denominator=denominator)


def unmark(line: str, role: str) -> tuple[str, list[Mark]]:
    """The line as printed, and its marks in order."""
    marks: list[Mark] = []

    def strip(found: re.Match[str]) -> str:
        shown, indicator, unit, period, flags = (part.strip() for part in found.groups(default=""))
        marks.append(make_mark(shown, indicator, unit, period, flags.split(), role))
        return shown

    return MARK.sub(strip, line), marks


def _front_matter(lines: Iterator[str]) -> dict[str, str]:
    meta: dict[str, str] = {}
    for line in lines:
        if line == "---":
            return meta
        key, colon, value = line.partition(": ")
        if not colon:
            raise SourceError(f"front matter line without ': ': {line!r}")
        meta[key] = value
    raise SourceError("no '---' after the front matter")


HEADS = (("### ", "h3"), ("## ", "h2"), ("# ", "h1"), ("= ", "lead"))


def _block(line: str) -> Block:
    for prefix, kind in HEADS:
        if line.startswith(prefix):
            return Block(kind, line.removeprefix(prefix))
    if line.startswith("! figure "):
        name, alt, caption = line.removeprefix("! figure ").split(" | ")
        return Block("figure", caption, detail=(name, alt))
    if line.startswith("! "):
        return Block(line.removeprefix("! "))
    return Block("p", line)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.removeprefix("|").split("|"))


def column_marks(columns: list[str], row: tuple[str, ...], role: str) -> list[Mark]:
    """Statements of a table row. A column is `name`, `unit`, `-` (no statement) or `role:period[:flag…]`."""
    cells = dict(zip(columns, row, strict=True))
    marks = []
    for column, shown in zip(columns, row, strict=True):
        if ":" not in column or not shown:
            continue
        kind, period, *flags = column.split(":")
        marks.append(make_mark(shown, cells["name"].lower(), cells["unit"], period, [kind, *flags], role))
    return marks


class _Reader:
    """Collects lines into blocks; a table ends with the first line that is not a row."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.rows: list[tuple[str, ...]] = []
        self.columns: list[str] = []
        self.role = source.meta.get("role", "result")

    def line(self, line: str) -> None:
        if line.startswith("|"):
            self.row(line)
            return
        self.close()
        if line.startswith("! columns "):
            self.columns = line.split()[2:]
        elif line:
            printed, marks = unmark(line, self.role)
            self.source.marks += marks
            self.source.blocks.append(_block(printed))

    def row(self, line: str) -> None:
        printed, marks = unmark(line, self.role)
        cells = _cells(printed)
        if self.columns and self.rows:
            marks += column_marks(self.columns, cells, self.role)
        self.source.marks += marks
        self.rows.append(cells)

    def close(self) -> None:
        if self.rows:
            self.source.blocks.append(Block("table", rows=tuple(self.rows)))
            self.rows, self.columns = [], []


def read_source(path: Path) -> Source:
    """Reads one `.src` file; raises SourceError naming it."""
    lines = iter(path.read_text(encoding="utf-8").splitlines())
    try:
        source = Source(_front_matter(lines))
        reader = _Reader(source)
        for line in lines:
            reader.line(line.rstrip())
        reader.close()
    except (SourceError, ValueError, ArithmeticError) as error:
        raise SourceError(f"{path.name}: {error}") from error
    return source
