"""The table of targets as an Excel file: figures are numbers, and ratios and counts are formulas over them."""

import io
from datetime import datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter

from camket.measures.decimals import NumberError, parse_decimal
from camket.reports import sentences
from camket.reports.composing import Paper
from camket.reports.contents import NOTHING, Cell, Contents, Line
from camket.reports.word.grid import titles
from camket.reviews.enums import GOOD, Outcome

WIDTHS = (6, 46, 14, 14, 14, 14, 14, 12, 12, 18, 60)
_HEAD_ROW = 4
_AIM, _PLAN, _RESULT, _COMPARED, _OF_PLAN, _OF_AIM, _OUTCOME, _REMARKS = range(3, 11)
_HUNDRED = Decimal(100)


def workbook(paper: Paper) -> bytes:
    """An .xlsx; equal papers give equal bytes."""
    found = paper.contents
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": paper.line("title"), "created": datetime.combine(found.dated, time())})
        sheet = book.add_worksheet(f"Năm {found.year}")
        styles = _styles(book)
        _head(sheet, styles, paper)
        last = _rows(sheet, styles, found)
        _counts(sheet, styles, last)
        _sources(book.add_worksheet("Nguồn số liệu"), styles, found)
    return buffer.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    cell = {"border": 1, "valign": "vcenter", "font_name": "Times New Roman", "font_size": 12}
    return {
        "title": book.add_format({"bold": True, "font_name": "Times New Roman", "font_size": 14}),
        "note": book.add_format({"italic": True, "font_name": "Times New Roman", "font_size": 11}),
        "head": book.add_format({**cell, "bold": True, "text_wrap": True, "align": "center", "bg_color": "#EFEBE2"}),
        "group": book.add_format({**cell, "bold": True}),
        "text": book.add_format({**cell, "text_wrap": True}),
        "middle": book.add_format({**cell, "align": "center", "text_wrap": True}),
        "number": book.add_format({**cell, "num_format": "#,##0.######"}),
        "computed": book.add_format({**cell, "num_format": "#,##0.00"}),
        "percent": book.add_format({**cell, "num_format": "0.0"}),
    }


def _head(sheet: Any, styles: dict[str, Any], paper: Paper) -> None:
    found = paper.contents
    sheet.write_string(0, 0, paper.line("title"), styles["title"])
    sheet.write_string(1, 0, sentences.mandate(found), styles["note"])
    sheet.write_string(2, 0, found.issuer.notice, styles["note"])
    named = titles(found.year)
    words = (*named[:_COMPARED], "Số đem so với mục tiêu", *named[_COMPARED:], "Ghi chú, nguồn")
    for column, (text, width) in enumerate(zip(words, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEAD_ROW, column, text, styles["head"])
    sheet.freeze_panes(_HEAD_ROW + 1, 2)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _rows(sheet: Any, styles: dict[str, Any], found: Contents) -> int:
    """The place of the last row."""
    row = _HEAD_ROW
    for number, group in enumerate(found.groups, start=1):
        if group.heading:
            row += 1
            sheet.merge_range(row, 1, row, len(WIDTHS) - 1, group.heading, styles["group"])
            sheet.write_string(row, 0, sentences.roman(number), styles["middle"])
        for line in group.lines:
            row += 1
            _line(sheet, styles, row, line)
    return row


def _line(sheet: Any, styles: dict[str, Any], row: int, line: Line) -> None:
    sheet.write_string(row, 0, line.number, styles["middle"])
    name = f"Trong đó: {line.name[:1].lower()}{line.name[1:]}" if line.is_part else line.name
    sheet.write_string(row, 1, name, styles["text"])
    sheet.write_string(row, 2, line.unit, styles["middle"])
    aim, planned, result = _number(line.aim), _in_full(line.plan), _in_full(line.result)
    _figure(sheet, styles, row, _AIM, aim, line.aim)
    _figure(sheet, styles, row, _PLAN, planned, line.plan.text)
    _figure(sheet, styles, row, _RESULT, result, line.result.text)
    _compared(sheet, styles, row, line, result)
    _ratio(sheet, styles, row, _OF_PLAN, (_RESULT, result), (_PLAN, planned), line.of_plan)
    _ratio(sheet, styles, row, _OF_AIM, (_COMPARED, line.compared), (_AIM, aim), line.of_aim)
    sheet.write_string(row, _OUTCOME, str(line.outcome.label), styles["middle"])
    sheet.write_string(row, _REMARKS, _remarks(line), styles["text"])


def _figure(sheet: Any, styles: dict[str, Any], row: int, column: int, value: Decimal | None, text: str) -> None:
    if value is None:
        sheet.write_string(row, column, "" if text == NOTHING else text, styles["middle"])
    else:
        sheet.write_number(row, column, float(value), styles[_style(value)])


def _style(value: Decimal) -> str:
    """What is computed has more places than documents give, and is shown with two."""
    return "number" if value == round(value, 2) else "computed"


def _compared(sheet: Any, styles: dict[str, Any], row: int, line: Line, result: Decimal | None) -> None:
    """What the ratio to the aim is of: the result beside it, or a number that the remark names ("lũy kế")."""
    value = line.compared
    if value is None:
        sheet.write_blank(row, _COMPARED, None, styles["text"])
    elif value == result:
        sheet.write_formula(row, _COMPARED, f"={_letter(_RESULT)}{row + 1}", styles[_style(value)], float(value))
    else:
        sheet.write_number(row, _COMPARED, float(value), styles[_style(value)])


def _ratio(
    sheet: Any,
    styles: dict[str, Any],
    row: int,
    column: int,
    over: tuple[int, Decimal | None],
    under: tuple[int, Decimal | None],
    shown: str,
) -> None:
    """A formula over two cells of the row, each with its column and value. A number stands only where one of the cells
    has none: the aim is a span."""
    value = _number(shown)
    if value is None:
        sheet.write_blank(row, column, None, styles["percent"])
    elif over[1] is not None and under[1]:
        cells = f"{_letter(over[0])}{row + 1}/{_letter(under[0])}{row + 1}*100"
        sheet.write_formula(row, column, f"={cells}", styles["percent"], float(over[1] / under[1] * _HUNDRED))
    else:
        sheet.write_number(row, column, float(value), styles["percent"])


def _counts(sheet: Any, styles: dict[str, Any], last: int) -> None:
    """How many stand how, counted from the table: parts of other targets among them."""
    column = _letter(_OUTCOME)
    span = f"${column}${_HEAD_ROW + 2}:${column}${last + 1}"
    row = last + 2
    good = "+".join(f'COUNTIF({span},"{outcome.label}")' for outcome in Outcome if outcome in GOOD)
    for text, formula in (
        ("Đạt, vượt và đạt trước hạn (cả chỉ tiêu thành phần)", good),
        *((str(outcome.label), f'COUNTIF({span},"{outcome.label}")') for outcome in Outcome),
    ):
        sheet.write_string(row, 1, text, styles["text"])
        sheet.write_formula(row, 2, f"={formula}", styles["number"])
        row += 1


def _sources(sheet: Any, styles: dict[str, Any], found: Contents) -> None:
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 1, 120)
    for row, text in enumerate(found.sources):
        sheet.write_number(row, 0, row + 1, styles["middle"])
        sheet.write_string(row, 1, text, styles["text"])


def _remarks(line: Line) -> str:
    numbers = sorted({*line.plan.sources, *line.result.sources})
    source = f"nguồn {', '.join(map(str, numbers))}" if numbers else ""
    aside = f"so với mục tiêu là {line.of_aim_of}" if line.of_aim_of else ""
    return "; ".join(text for text in (line.result.remark, aside, source) if text)


def _in_full(cell: Cell) -> Decimal | None:
    return cell.value if cell.value is not None else _number(cell.text)


def _number(text: str) -> Decimal | None:
    """A figure as the report shows it, as a number; ``None`` for words, ranges and fractions."""
    try:
        return parse_decimal(text.lstrip("≥><≤≈").replace("\u00a0", ""))
    except NumberError:
        return None


def _letter(column: int) -> str:
    return "ABCDEFGHIJK"[column]
