"""Tables: lines whose cells are parted by TAB or "|", the first one the head. A row is a statement for each column of
values.

A column is known by the words of its head ("Thực hiện năm 2023", "Kế hoạch", "So với cùng kỳ (%)"). A table without any
such column, a list of who answers for what, holds ordinals and names, and no statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from camket.measures.units import normalise as normal_unit

from . import kinds
from .bases import Base
from .cells import Cell, Value, value_of
from .draft import Compared, Draft, Passage
from .model import Span
from .names import Named, name_of
from .normalise import Normal
from .periods import Period

_ORDINAL: Final = re.compile(r"(?:s?tt|số tt|stt\.?|số thứ tự|tt\.)$")
_UNIT: Final = re.compile(r"(?:đvt|đơn vị tính|đơn vị|đvt\.|đ\.v\.t)$")
_NAME: Final = re.compile(
    r"(?:tên )?(?:các )?(?:chỉ tiêu|nội dung|danh mục|tiêu chí|chỉ số|lĩnh vực|hạng mục|mục tiêu|sản phẩm|nhiệm vụ)"
)
_LISTED: Final = re.compile(r"(?:chỉ tiêu|mục|số|nội dung|nhiệm vụ) số$")
_NOTE: Final = re.compile(
    r"ghi chú|chủ trì|phối hợp|thời hạn|cơ quan|đơn vị thực hiện|phụ trách|chức danh|vai trò|lĩnh vực phụ"
)
_VERSUS: Final = (
    ("previous_year", re.compile(r"cùng kỳ|năm trước|so (?:với )?(?:năm )?20\d\d|ck\b")),
    ("resolution", re.compile(r"(?:so với|/|%|đạt|bằng).*nghị quyết|nghị quyết.*%|/nq|% nq")),
    (
        "plan",
        re.compile(r"th/kh|(?:so (?:với )?|% ?)(?:kế hoạch|kh|dự toán|dt|mục tiêu|chỉ tiêu|thực hiện)"),
    ),
    (
        "plan",
        re.compile(
            r"(?:tỷ lệ|mức độ) (?:đạt|thực hiện|hoàn thành)|^(?:đạt|tỷ lệ|hoàn thành|so sánh) ?\(?%\)?$|kết quả so"
        ),
    ),
)
_ROLES: Final = (
    ("result", re.compile(r"thực hiện|kết quả|ước|\bth\b|số liệu|đạt được|hiện trạng|hiện có|đã đạt|số .{2,20} đạt")),
    ("plan", re.compile(r"kế hoạch|\bkh\b|dự toán|\bdt\b|giao|dự kiến")),
    ("target", re.compile(r"mục tiêu|nghị quyết|\bnq\b|phấn đấu|chỉ tiêu|đến năm|định hướng")),
)
_ESTIMATE: Final = re.compile(r"ước|\buth\b")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BRACKETED: Final = re.compile(r"\(([^()]{1,30})\)\s*$")
_PART: Final = re.compile(r"(?:trong đó|gồm|bao gồm|riêng)\s*:?\s*")
_UNIT_LINE: Final = re.compile(r"(?:đvt|đơn vị(?: tính)?)\s*:\s*([^()\n\t]{1,30}?)\s*\)?$")
_MARKER: Final = re.compile(r"^(?:(?:\d{1,2}|[ivx]{1,4}|[a-zđ])[.)]\s+)?[-+• ]*")
_LONGEST_NAME: Final = 240


@dataclass(slots=True)
class Column:
    """What a column holds: "name", "unit", "ordinal", "note", "value" or "versus"; for values the role and the time."""

    kind: str
    role: str = ""
    of: str = ""
    unit: str = ""
    stage: str | None = None
    period: Period | None = None


@dataclass(slots=True)
class Table:
    """Rows of cells, each with its place in the text."""

    start: int
    end: int
    rows: list[list[Cell]]
    columns: list[Column] = field(default_factory=list)


def find(normal: Normal) -> list[Table]:
    """The tables of a text, in order: runs of at least two lines with a TAB, or with "|" at two places."""
    found: list[Table] = []
    if "\t" not in normal.folded and "|" not in normal.folded:
        return found
    run: list[Span] = []
    for start, end in (*_lines(normal.folded), (len(normal.folded) + 1, 0)):
        if end and _is_row(normal.folded[start:end]):
            if not _RULED.fullmatch(normal.folded, start, end):
                run.append((start, end))
        elif run:
            if len(run) > 1:
                rows = [[*_cells(normal.folded, *line)] for line in run]
                _named_first(rows)
                found.append(Table(run[0][0], run[-1][1], rows))
            run = []
    return found


def _named_first(rows: list[list[Cell]]) -> None:
    """The head of the names' column may be left out: "| Trung ương giao | Tỉnh giao |" above rows of three cells."""
    head = rows[0]
    if len(head) == len(rows[1]) - 1 and rows[1][0].text and not any(_NAME.match(cell.text) for cell in head):
        head.insert(0, Cell(head[0].start, head[0].start, ""))


def _is_row(line: str) -> bool:
    return "\t" in line or line.count("|") > 1


_RULED: Final = re.compile(r"[-:|\s]+")
_PARTED: Final = re.compile(r"[\t|]")


def _lines(text: str) -> Iterator[Span]:
    at = 0
    for line in text.split("\n"):
        yield at, at + len(line)
        at += len(line) + 1


def _cells(text: str, start: int, end: int) -> Iterator[Cell]:
    if text[start] == "|" and text[end - 1] == "|":
        start, end = start + 1, end - 1
    elif text[end - 1] == "|":
        end -= 1
    at = start
    for piece in _PARTED.split(text[start:end]):
        inner = piece.strip()
        begin = at + (piece.find(inner) if inner else 0)
        yield Cell(begin, begin + len(inner), inner)
        at += len(piece) + 1


def read_table(table: Table, normal: Normal, passage: Passage) -> tuple[list[Draft], list[Span]]:
    """The statements of a table, and the places of figures that belong to one of them as its comparison."""
    table.columns = _columns(table, normal, passage)
    kinds = [column.kind for column in table.columns]
    if "name" not in kinds or "value" not in kinds:
        return [], []
    drafts: list[Draft] = []
    folded: list[Span] = []
    whole: str | None = None
    for row in table.rows[1:]:
        named = _named(table, row, normal)
        if named is None:
            continue
        made = [*_row(table, row, named, passage, whole)]
        if not _is_part(table, row):
            whole = named.name
        drafts.extend(made)
        folded.extend(_fold(table, row, made))
    return drafts, folded


def ordinals(table: Table) -> Iterator[Span]:
    """The numbers of rows: they stand in a column of their own and count nothing."""
    places = [i for i, column in enumerate(table.columns) if column.kind == "ordinal"]
    for row in table.rows[1:]:
        for place in places:
            if place < len(row) and (number := _ROW_NUMBER.fullmatch(row[place].text)):
                yield row[place].start + number.start(1), row[place].start + number.end(1)


_ROW_NUMBER: Final = re.compile(r"[^\w]{0,2}(\d+(?:\.\d+)*)[^\w]{0,2}")


def _columns(table: Table, normal: Normal, passage: Passage) -> list[Column]:
    heads = [cell.text for cell in table.rows[0]]
    found = [_column(head, place) for place, head in enumerate(heads)]
    if not any(column.kind == "name" for column in found):
        first = next((c for c, h in zip(found, heads, strict=True) if c.kind == "other" and (h or c is found[0])), None)
        if first:
            first.kind = "name"
    _parts(heads, found)
    before = normal.folded[max(0, table.start - 300) : table.start].rstrip().split("\n")[-3:]
    context = _context(before, passage)
    unit = next((normal_unit(m.group(1)) for line in reversed(before) if (m := _UNIT_LINE.search(line))), "")
    values = [c for c in found if c.kind == "value"]
    for column in values:
        column.period, column.unit = column.period or context, column.unit or unit
    roles = {column.role for column in values}
    for column in found:
        if column.of == "plan" and "target" in roles and "plan" not in roles:
            column.of = "resolution"
    _bare_years(values, passage.genre)
    return found


def _parts(heads: Sequence[str], found: Sequence[Column]) -> None:
    """ "Kế hoạch 2024 | Thực hiện 6 tháng": a part of the year that the head beside it names."""
    years = {c.period.end for c in found if c.kind == "value" and c.period is not None and c.period.end}
    for column, head in zip(found, heads, strict=True):
        parts = [m.period.part for m in kinds.mentions(head) if m.period is not None and m.period.part]
        if column.kind == "value" and column.period is None and parts and len(years) == 1:
            year = next(iter(years))
            column.period = Period(year, year, parts[0])


def _column(head: str, place: int) -> Column:
    if _LISTED.match(head):
        return Column("ordinal")
    if _ORDINAL.match(head):
        return Column("ordinal")
    if _UNIT.match(head):
        return Column("unit")
    if _NOTE.search(head):
        return Column("note")
    for of, words in _VERSUS:
        if words.search(head) and (place > 0):
            return Column("versus", of=of)
    role = next((role for role, words in _ROLES if words.search(head)), "")
    years = _YEAR.search(head)
    if place < 2 and _NAME.match(head) and not years:
        return Column("name")
    period = _period(head)
    if role or period:
        bracketed = _BRACKETED.search(head)
        unit = normal_unit(bracketed.group(1)) if bracketed and not _YEAR.search(bracketed.group(1)) else ""
        return Column(
            "value", role=role, unit=unit, stage="estimate" if _ESTIMATE.search(head) else None, period=period
        )
    return Column("other")


def _period(head: str) -> Period | None:
    """The time that a head names: as in running text, else its one bare year."""
    for mention in kinds.mentions(head):
        if mention.period is not None and mention.period.end is not None:
            return mention.period
    years = _YEAR.findall(head)
    return Period(years[-1], years[-1]) if years else None


def _context(before: Sequence[str], passage: Passage) -> Period | None:
    """The time of a table whose heads name none: that of the lines before it, else what the passage carries."""
    return next((found for line in reversed(before) if (found := _period(line))), passage.period)


def _bare_years(values: Sequence[Column], genre: str | None) -> None:
    """Columns that only name a year: promises where the text promises and it is the last, else results."""
    for column in values:
        if not column.role:
            last = column is values[-1]
            column.role = "target" if genre in ("resolution", "council") and last else "result"


def _named(table: Table, row: Sequence[Cell], normal: Normal) -> Named | None:
    place = next(i for i, column in enumerate(table.columns) if column.kind == "name")
    cell = row[place] if place < len(row) else None
    if cell is None or not cell.text:
        return None
    start = cell.start + (skipped.end() if (skipped := _PART.match(cell.text)) else 0)
    text = _MARKER.sub("", normal.folded[start : cell.end])
    start = cell.end - len(text)
    bracketed = _BRACKETED.search(text)
    unit = _of_column(table, row, "unit")
    if bracketed and not unit and not _YEAR.search(bracketed.group(1)):
        unit = bracketed.group(1)
        text = text[: bracketed.start()].rstrip()
    heads = [table.rows[0][i].text for i, c in enumerate(table.columns) if c.kind == "value"]
    return name_of(normal.lower[start : start + len(text)], normal_unit(unit) if unit else "", heads)


def _of_column(table: Table, row: Sequence[Cell], kind: str) -> str:
    return next((c.text for c, column in zip(row, table.columns, strict=False) if column.kind == kind), "")


def _is_part(table: Table, row: Sequence[Cell]) -> bool:
    place = next(i for i, column in enumerate(table.columns) if column.kind == "name")
    return place < len(row) and bool(_PART.match(row[place].text))


def _row(table: Table, row: Sequence[Cell], named: Named, passage: Passage, whole: str | None) -> Iterator[Draft]:
    for cell, column in zip(row, table.columns, strict=False):
        if column.kind != "value":
            continue
        value = value_of(cell, counted=named.counted)
        if value is None:
            continue
        draft = _draft(value, column, named, passage)
        draft.part_of = whole if _is_part(table, row) else None
        draft.sentence = (row[0].start, row[-1].end)
        yield draft


def _draft(value: Value, column: Column, named: Named, passage: Passage) -> Draft:
    unit = named.unit or value.unit or column.unit or None
    draft = Draft("table_row", value.span, named.name, value.value, unit, role=column.role, upper=value.upper)
    draft.denominator, draft.comparator = value.denominator, value.comparator
    draft.stage, draft.heading = column.stage, passage.heading
    if column.period is not None:
        draft.period, draft.part = column.period.years(), column.period.part
    spread = bool(column.period and column.period.spread)
    draft.aggregate = named.aggregate or ("sum" if spread and named.event else "last")
    if named.falls and draft.value is not None:
        less = draft.value.copy_negate()
        draft.value, draft.upper = (less, None) if draft.upper is None else (draft.upper.copy_negate(), less)
    if unit is None or len(named.name) > _LONGEST_NAME:
        draft.doubts.add("table")
    return draft


def _fold(table: Table, row: Sequence[Cell], made: list[Draft]) -> Iterator[Span]:
    """Percentages against the plan or the year before belong to the last result that stands before them."""
    for cell, column in zip(row, table.columns, strict=False):
        if column.kind != "versus":
            continue
        value = value_of(cell, counted=False)
        if value is None:
            continue
        yield value.span
        about = [d for d in made if d.role == "result" and d.span[0] < cell.start]
        if about:
            ratio = _ratio(table, column, value.value)
            about[-1].compared.append(Compared(Base(column.of), column.of, ratio, span=value.span))
            if about[-1].versus_of is None:
                about[-1].versus_of, about[-1].versus_percent = column.of, ratio


def _ratio(table: Table, column: Column, stated: Decimal) -> Decimal:
    """ "Tăng (+), giảm (-)" columns state the difference; others the ratio."""
    head = table.rows[0][table.columns.index(column)].text
    return stated + 100 if re.search(r"tăng|giảm", head) and stated < 60 else stated
