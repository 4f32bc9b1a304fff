"""Writes a source as .xlsx: each heading a sheet; figures are numbers in their cells, fractions are text."""

import re
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from .source import Block, Source, number

STAMP = datetime(2026, 1, 2, tzinfo=UTC).replace(tzinfo=None)
FIGURE = re.compile(r"\d{1,3}(\.\d{3})*(,\d+)?")
WIDTHS = (5, 62, 22, 18, 18, 20, 16, 14)


def _format(shown: str) -> str:
    decimals = len(shown.partition(",")[2])
    return "#,##0" + ("." + "0" * decimals if decimals else "")


class _Book:
    def __init__(self, path: Path) -> None:
        self.book = xlsxwriter.Workbook(str(path))
        self.formats: dict[str, Format] = {}

    def style(self, key: str) -> Format:
        """`bold`, `note`, `text`, `head`, or a number format."""
        if key not in self.formats:
            base = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
            extra: dict[str, object] = {"num_format": key, "border": 1}
            if key in ("bold", "note", "text", "head"):
                extra = {"bold": key in ("bold", "head"), "italic": key == "note", "text_wrap": key in ("text", "head")}
                extra["border"] = 1 if key in ("text", "head") else 0
            self.formats[key] = self.book.add_format({**base, **extra})
        return self.formats[key]

    def cell(self, sheet: Worksheet, row: int, column: int, shown: str, head: bool) -> None:
        if not head and FIGURE.fullmatch(shown):
            sheet.write_number(row, column, float(number(shown)), self.style(_format(shown)))
        else:
            sheet.write_string(row, column, shown, self.style("head" if head else "text"))

    def sheet(self, name: str, notice: str) -> Worksheet:
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&C&I{notice}")
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.write_string(0, 0, notice, self.style("note"))
        return sheet


def _blocks(book: _Book, sheet: Worksheet, row: int, block: Block) -> int:
    """Writes the block from `row` on; returns the next free row."""
    if block.kind != "table":
        sheet.write_string(row, 0, block.text, book.style("bold" if block.kind == "lead" else "note"))
        return row + 1
    for offset, cells in enumerate(block.rows):
        for column, shown in enumerate(cells):
            book.cell(sheet, row + offset, column, shown, head=offset == 0)
    sheet.freeze_panes(row + 1, 2)
    return row + len(block.rows)


def write(source: Source, path: Path) -> None:
    """Writes `path`; every sheet begins with the notice and prints it at the foot of each page."""
    book = _Book(path)
    title, notice = source.meta["title"], source.notice
    book.book.set_properties(
        {"title": title, "comments": notice, "author": "Cam Kết: dữ liệu minh họa", "created": STAMP}
    )
    row = 0
    for block in source.blocks:
        if block.kind == "h1":
            sheet = book.sheet(block.text, notice)
            sheet.write_string(1, 0, title, book.style("note"))
            row = 3
        else:
            row = _blocks(book, sheet, row, block)
    book.book.close()
