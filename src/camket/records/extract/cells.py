"""The cells of a workbook as they stand: what a form that was filled in comes back as (.xlsx, .xls, .ods).

``python -m camket.records.extract.cells`` reads one from its standard input, in a process of its own with bounds on
memory and time: calamine lays a sheet out whole, and one value in its last cell would ask for more than there is.
"""

import io
import json
import sys
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from camket.records.extract import programs, sheets
from camket.records.extract.errors import ExtractError
from camket.records.extract.limits import (
    MAX_CELL_COLUMNS,
    MAX_CELL_ROWS,
    MAX_FORM_BYTES,
    MAX_FORM_MEMORY,
    MAX_FORM_SECONDS,
)
from camket.records.extract.package import Package

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_BOOKS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_OLD_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OPEN_SHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_MOST_SHEETS = 20
_OURS = {"too_large": "form_too_large"}


class Cell(NamedTuple):
    """``kind`` is "text", "number" (``text`` with a decimal point), "date" (ISO), "truth", or "formula" for one without
    a result; empty cells are None."""

    kind: str
    text: str


Rows = list[list[Cell | None]]


def read(data: bytes, name: str = "") -> dict[str, Rows]:
    """The sheets of a workbook by name, the hidden ones among them, from the first row and column on.

    Raises :class:`ExtractError`: ``too_large``, ``empty``, ``not_a_sheet``, ``macros``, ``encrypted``, ``corrupt``.
    """
    try:
        _refuse(data)
        return _read_apart(data)
    except ExtractError as error:
        raise ExtractError(_OURS.get(error.code, error.code), name) from error


def _refuse(data: bytes) -> None:
    """What need not even be opened."""
    if len(data) > MAX_FORM_BYTES:
        raise ExtractError("form_too_large")
    if not data:
        raise ExtractError("empty")
    if data.startswith(_OLE):
        _refuse_old(data)
    elif data.startswith(b"PK"):
        _refuse_zip(data)
    else:
        raise ExtractError("not_a_sheet")


def _refuse_old(data: bytes) -> None:
    if _ENCRYPTED in data:
        raise ExtractError("encrypted")
    if not any(name in data for name in _OLD_BOOKS):
        raise ExtractError("not_a_sheet")
    if _OLD_MACROS in data:
        raise ExtractError("macros")


def _refuse_zip(data: bytes) -> None:
    package = Package(data)
    if "xl/workbook.xml" not in package.names and _OPEN_SHEET not in package.read("mimetype"):
        raise ExtractError("not_a_sheet")
    if any(name.endswith("vbaProject.bin") or name.startswith(("Basic/", "Scripts/")) for name in package.names):
        raise ExtractError("macros")


def _read_apart(data: bytes) -> dict[str, Rows]:
    bounds = programs.Bounds(MAX_FORM_MEMORY, MAX_FORM_SECONDS)
    with tempfile.TemporaryDirectory(prefix="camket-cells-") as folder:
        command = [sys.executable, "-m", __name__]
        printed = programs.run(command, Path(folder), 2 * MAX_FORM_SECONDS, data, bounds, python=True)
    if printed is None:
        raise ExtractError("form_too_large")
    found = json.loads(printed)
    if found is None:
        raise ExtractError("corrupt")
    return {name: [[Cell(*cell) if cell else None for cell in row] for row in rows] for name, rows in found.items()}


def _sheets(data: bytes) -> dict[str, Any] | None:
    import python_calamine

    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        found = {name: _rows(book.get_sheet_by_name(name)) for name in book.sheet_names[:_MOST_SHEETS]}
        for name, places in _uncounted(data).items():
            _mark(found.get(name, []), places)
        return found
    except (python_calamine.CalamineError, ExtractError, OSError, ValueError):
        return None


def _uncounted(data: bytes) -> dict[str, list[tuple[int, int]]]:
    """Formulas without a result: calamine takes them for empty cells. Programs that write .ods always store one."""
    return sheets.uncounted(Package(data)) if data.startswith(b"PK") else {}


def _mark(rows: list[Any], places: list[tuple[int, int]]) -> None:
    for row, column in places:
        if row < MAX_CELL_ROWS and column < MAX_CELL_COLUMNS:
            rows.extend([] for _ in range(row + 1 - len(rows)))
            rows[row].extend(None for _ in range(column + 1 - len(rows[row])))
            rows[row][column] = ("formula", "")


def _rows(sheet: Any) -> list[Any]:
    rows = sheet.to_python(skip_empty_area=False, nrows=MAX_CELL_ROWS)
    return [[_cell(value) for value in row[:MAX_CELL_COLUMNS]] for row in rows]


def _cell(value: Any) -> tuple[str, str] | None:
    if isinstance(value, str):
        return ("text", value) if value.strip() else None
    if isinstance(value, bool):
        return "truth", str(value)
    if isinstance(value, int | float):
        return "number", f"{value:.10f}".rstrip("0").rstrip(".")
    if isinstance(value, datetime | date):
        return "date", value.isoformat()[:10]
    return "text", str(value)


if __name__ == "__main__":
    json.dump(_sheets(sys.stdin.buffer.read()), sys.stdout)
