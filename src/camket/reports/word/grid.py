"""The table of targets: its head is repeated on each page, no row is broken between two."""

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.table import _Cell, _Row

from camket.reports import sentences
from camket.reports.contents import NOTHING, Cell, Contents, Group, Line
from camket.reports.word.page import TABLE, cell_margins, say

WIDTHS = (8.5, 38, 17, 17.5, 16.5, 20.5, 15, 15, 17)
"""Millimetres; they fill the room between the margins."""

_RIGHT, _MIDDLE, _START = ALIGN.RIGHT, ALIGN.CENTER, ALIGN.LEFT
_REMARK = Pt(9)
_HEAD = Pt(10.5)
_MAY_BREAK = "/\u200b"  # a slash after which a line may break
_INNER = 70  # twentieths of a point


def grid(document: WordDocument, found: Contents) -> None:
    table = document.add_table(rows=1, cols=len(WIDTHS))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    cell_margins(table, _INNER)
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Mm(width)
    _head(table.rows[0], found.year)
    for number, group in enumerate(found.groups, start=1):
        if group.heading:
            _heading(table.add_row(), number, group)
        for line in group.lines:
            _line(table.add_row(), line)
    for row in table.rows:
        _whole(row)


def titles(year: int) -> tuple[str, ...]:
    return (
        "TT",
        "Chỉ tiêu",
        "Đơn vị tính",
        "Mục tiêu nhiệm kỳ",
        f"Kế hoạch năm {year}",
        f"Thực hiện năm {year}",
        "So với kế hoạch (%)",
        "So với mục tiêu (%)",
        "Đánh giá",
    )


def _head(row: _Row, year: int) -> None:
    for cell, text in zip(row.cells, titles(year), strict=True):
        say(cell.paragraphs[0], text, size=_HEAD, bold=True)
        cell.vertical_alignment = VERTICAL.CENTER
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _heading(row: _Row, number: int, group: Group) -> None:
    """A row that names the group and stays with the first of its lines."""
    cells = row.cells
    say(cells[0].paragraphs[0], sentences.roman(number), size=TABLE, bold=True)
    named = cells[1].merge(cells[-1])
    say(named.paragraphs[0], group.heading, size=TABLE, bold=True, align=_START)
    for cell in (cells[0], named):
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def _line(row: _Row, line: Line) -> None:
    cells = row.cells
    name = f"Trong đó: {line.name[:1].lower()}{line.name[1:]}" if line.is_part else line.name
    _say(cells[0], line.number, _MIDDLE)
    _say(cells[1], name, _START, italic=line.is_part)
    _say(cells[2], line.unit.replace("/", _MAY_BREAK), _MIDDLE)
    _say(cells[3], line.aim, _side(line.aim))
    _figure(cells[4], line.plan)
    _figure(cells[5], line.result)
    _say(cells[6], line.of_plan, _RIGHT)
    _figure(cells[7], Cell(line.of_aim, line.of_aim_of))
    _say(cells[8], str(line.outcome.label), _MIDDLE)


def _side(text: str) -> ALIGN:
    """Figures stand to the right; words, and the dash for nothing, in the middle."""
    return _RIGHT if any(sign.isdigit() for sign in text) else _MIDDLE


def _say(cell: _Cell, text: str, align: ALIGN, *, italic: bool = False) -> None:
    say(cell.paragraphs[0], text, size=TABLE, italic=italic, align=_MIDDLE if text == NOTHING else align)
    cell.vertical_alignment = VERTICAL.CENTER


def _figure(cell: _Cell, shown: Cell) -> None:
    align = _side(shown.text)
    _say(cell, shown.text, align)
    if shown.sources:
        _raised(cell, shown.sources)
    if shown.remark:
        say(cell.add_paragraph(), f"({shown.remark})", size=_REMARK, italic=True, align=align)


def _raised(cell: _Cell, sources: Sequence[int]) -> None:
    run = cell.paragraphs[0].add_run(f" ({', '.join(map(str, sources))})".replace(" ", "\u00a0", 1))
    run.font.superscript, run.font.size = True, TABLE


def _whole(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, width in zip(row.cells, WIDTHS, strict=True):
        if cell._tc.grid_span == 1:
            cell.width = Mm(width)
