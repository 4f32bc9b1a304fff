"""A filled form as a sheet or as plain text. Equal fillings give equal bytes."""

from __future__ import annotations

import csv
import io
from datetime import datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter

from camket.reports.exports.filling import Filled, Value

SUFFIXES = (".xlsx", ".csv")


def made(filled: Filled, suffix: str) -> bytes:
    return workbook(filled) if suffix == ".xlsx" else text(filled)


def text(filled: Filled) -> bytes:
    """CSV in UTF-8, with the mark by which Excel knows it."""
    form = filled.form
    out = io.StringIO()
    writer = csv.writer(out, delimiter=form.separator, lineterminator="\r\n")
    writer.writerow([column.title for column in form.columns])
    writer.writerows([_plain(value, form.decimal_mark) for value in row] for row in filled.rows)
    return out.getvalue().encode("utf-8-sig")


def _plain(value: Value, mark: str) -> str:
    """Words that a sheet would take for a formula are kept from being one."""
    if isinstance(value, Decimal):
        return shown(value).replace(".", mark)
    return f"'{value}" if value and value[0] in "=+-@\t\r" else value or ""


def shown(value: Decimal) -> str:
    """All digits, no exponent, no zeros at the end of a fraction."""
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def workbook(filled: Filled) -> bytes:
    """The form on one sheet, what is missing on another."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        made_on = max((one.period.end for one in filled.asked), default=None)
        created = datetime.combine(made_on, time()) if made_on else datetime(2000, 1, 1)
        book.set_properties({"title": filled.form.name, "subject": filled.form.receiver, "created": created})
        head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"})
        _table(book.add_worksheet("Biểu"), head, [column.title for column in filled.form.columns], filled.rows)
        names = ["Mã", "Tên", "Địa bàn", "Kỳ", "Cột còn thiếu"]
        _table(book.add_worksheet("Còn thiếu"), head, names, filled.missing)
    return buffer.getvalue()


def _table(sheet: Any, head: Any, titles: list[str], rows: Any) -> None:
    for column, title in enumerate(titles):
        sheet.write_string(0, column, title, head)
        sheet.set_column(column, column, 40 if title.lower().startswith("tên") else 16)
    sheet.freeze_panes(1, 0)
    for place, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            _write(sheet, place, column, value)


def _write(sheet: Any, row: int, column: int, value: Value) -> None:
    """A sheet holds 15 or 16 digits: what they cannot tell to the last one stands as text."""
    if isinstance(value, Decimal) and Decimal(f"{float(value):.16G}") == value:
        sheet.write_number(row, column, float(value))
    elif value:
        sheet.write_string(row, column, shown(value) if isinstance(value, Decimal) else value)
