"""Workbooks (.xlsx): a row a line, cells parted by TAB, numbers written as a Vietnamese office prints them.

Values come from calamine. The cells' places and number formats are read first, from the XML, since calamine gives
neither the format (0.935 shown as "93,5%") nor a bound: it lays a sheet out whole, and one value in its last cell would
ask for more memory than there is.
"""

import io
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from camket.records.extract import detect
from camket.records.extract.errors import ExtractError
from camket.records.extract.limits import MAX_CELLS
from camket.records.extract.model import Extracted, Piece, Writer, clean
from camket.records.extract.notices import notice
from camket.records.extract.package import Package

if TYPE_CHECKING:
    from lxml import etree

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_P = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_REFERENCE = re.compile(r"^([A-Z]{1,3})([1-9]\d{0,6})$")
_BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
}
_BUILT_IN |= {40: "#,##0.00"}
_UNSHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DEFAULT_NAME = re.compile(r"^(sheet|trang tính|trang_tính|bảng tính|trang)\s*\d*$", re.IGNORECASE)
_HEAD_CELLS = 3
_MOST_ROWS = 1 << 20  # what a sheet can have
Value = float | int | str | bool | date | datetime | time | timedelta


@dataclass(frozen=True, slots=True)
class Shape:
    """What a number format shows: percent, how many decimals at most (None: all) and at least, thousands parted."""

    percent: bool = False
    most: int | None = None
    least: int = 0
    grouped: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visible sheet: its part in the package and the shapes of its cells by (row, column) from 0."""

    name: str
    shapes: dict[tuple[int, int], Shape]


def read(data: bytes) -> Extracted:
    """Read a workbook; raises :class:`ExtractError` (``corrupt``, ``too_large``, ``encrypted``)."""
    package = Package(data)
    package.verify(r"^xl/(worksheets/|sharedStrings|styles|workbook)")
    visible, hidden = _sheets(package)
    writer = Writer()
    if visible:
        _write_all(data, visible, writer)
    warnings = []
    if hidden:
        names = ", ".join(hidden)
        warnings.append(notice("hidden_sheets", names=names))
    if "xl/vbaProject.bin" in package.names:
        warnings.append(notice("macros"))
    return Extracted(writer.text(), tuple(writer.layout), detect.XLSX, tuple(warnings))


def _write_all(data: bytes, sheets: list[Sheet], writer: Writer) -> None:
    import python_calamine

    try:
        workbook = python_calamine.load_workbook(io.BytesIO(data))
        for sheet in sheets:
            rows = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
            writer.gap()
            if len(sheets) > 1 and not _DEFAULT_NAME.match(sheet.name):
                writer.line(sheet.name, "heading", cell=sheet.name)
            _write(rows, sheet, writer)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise ExtractError("corrupt") from error


def _sheets(package: Package) -> tuple[list[Sheet], list[str]]:
    """Visible sheets in the order of the workbook, and the names of hidden ones."""
    book = package.tree("xl/workbook.xml")
    targets = _targets(package)
    shapes = _shapes(package)
    visible: list[Sheet] = []
    hidden: list[str] = []
    for element in book.iter(f"{S}sheet") if book is not None else ():
        name = element.get("name") or ""
        part = targets.get(element.get(f"{R}id") or "", "")
        if element.get("state") in ("hidden", "veryHidden"):
            hidden.append(name)
        elif part in package.names and "worksheets/" in part:
            visible.append(Sheet(name, _cell_shapes(package, part, shapes)))
    return visible, hidden


def _targets(package: Package) -> dict[str, str]:
    """Relation id to part name; links out of the package are left out."""
    root = package.tree("xl/_rels/workbook.xml.rels")
    targets = {}
    for relation in root.iter(f"{_P}Relationship") if root is not None else ():
        if relation.get("TargetMode") != "External":
            target = relation.get("Target") or ""
            targets[relation.get("Id") or ""] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return targets


def _shapes(package: Package) -> list[Shape]:
    """The shape of each cell style, by its number."""
    root = package.tree("xl/styles.xml")
    if root is None:
        return []
    codes = dict(_BUILT_IN)
    for element in root.iter(f"{S}numFmt"):
        identity = element.get("numFmtId") or ""
        if identity.isascii() and identity.isdigit():
            codes[int(identity)] = element.get("formatCode") or ""
    styles = root.find(f"{S}cellXfs")
    return [shape(codes.get(_whole(style.get("numFmtId")), "")) for style in styles] if styles is not None else []


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0


def shape(code: str) -> Shape:
    """Read a number format's first section: "#,##0.0" shows one decimal, "0.0%" a percentage, "General" all."""
    shown = _UNSHOWN.sub("", code.split(";")[0])
    if not re.search(r"[0#?]", shown) or re.search(r"[eE/ymdhs]", shown):
        return Shape()
    whole, _, decimals = shown.partition(".")
    places = re.sub(r"[^0#?]", "", decimals)
    return Shape("%" in shown, len(places), places.count("0"), "," in whole)


def _cell_shapes(package: Package, part: str, shapes: list[Shape]) -> dict[tuple[int, int], Shape]:
    """Shapes of the styled cells; refuses a sheet whose rectangle of used cells is beyond the limit."""
    found: dict[tuple[int, int], Shape] = {}
    lowest, rightmost, row, column, rows = 0, 0, -1, -1, 0
    plain = Shape()
    for element in package.elements(part, (f"{S}c", f"{S}row")):
        if element.tag == f"{S}row":
            _forget(element)
            column, rows = -1, rows + 1
            if rows > _MOST_ROWS:
                raise ExtractError("too_large")
            continue
        place = _place(element.get("r"))
        row, column = place if place is not None else (row, column + 1)
        lowest, rightmost = max(lowest, row), max(rightmost, column)
        if (lowest + 1) * (rightmost + 1) > MAX_CELLS:
            raise ExtractError("too_large")
        style = _whole(element.get("s"))
        if style < len(shapes) and shapes[style] != plain:
            found[row, column] = shapes[style]
        element.clear()
    return found


def _forget(element: "etree._Element") -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _place(reference: str | None) -> tuple[int, int] | None:
    match = _REFERENCE.match(reference or "")
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def address(row: int, column: int) -> str:
    """ "B4" for row 3, column 1 (from 0)."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def _write(rows: list[list[Value]], sheet: Sheet, writer: Writer) -> None:
    """Rows before the first with three filled cells are title lines; from there on each is a table row of one width."""
    inside = False
    columns = range(0)
    for number, row in enumerate(rows):
        filled = _filled(row)
        if not filled:
            inside = False
            writer.gap()
            continue
        if not inside and len(filled) >= _HEAD_CELLS:
            inside, columns = True, _extent(rows, number)
        if inside:
            writer.row(_piece(row, number, column, sheet) for column in columns)
        else:
            for column in filled:
                writer.pieces([_piece(row, number, column, sheet)], "cell")


def _filled(row: list[Value]) -> list[int]:
    """Columns with something to show; calamine gives an empty string for an empty cell."""
    return [column for column, value in enumerate(row) if not isinstance(value, str) or clean(value)]


def _extent(rows: list[list[Value]], top: int) -> range:
    """The columns that a table uses, from its head to the next empty row."""
    first, last = 1 << 20, 0
    for row in rows[top:]:
        filled = _filled(row)
        if not filled:
            break
        first, last = min(first, filled[0]), max(last, filled[-1] + 1)
    return range(first, last)


def _piece(row: list[Value], number: int, column: int, sheet: Sheet) -> Piece:
    if column >= len(row) or row[column] == "":
        return Piece("")
    text = written(row[column], sheet.shapes.get((number, column), Shape()))
    return Piece(text, cell=f"{sheet.name}!{address(number, column)}")


def written(value: Value, form: Shape) -> str:
    """A cell's value as text: "1.234,5", "93,5%", "05/12/2024". Years stay "2024"."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return number_text(value, form)
    if isinstance(value, datetime) and (value.hour or value.minute):
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return str(value)


def number_text(value: float, form: Shape) -> str:
    """A number in the Vietnamese way, with as many decimals as its format shows; binary noise is rounded away."""
    number = Decimal(f"{value:.12g}") * (100 if form.percent else 1)
    if not number.is_finite():
        return ""
    if form.most is not None:
        number = number.quantize(Decimal(1).scaleb(-form.most), rounding=ROUND_HALF_UP)
    whole, _, decimals = f"{abs(number):f}".partition(".")
    decimals = decimals[: form.least] + decimals[form.least :].rstrip("0")
    year = number == int(number) and 1900 <= number <= 2100 and not (form.most is not None and form.grouped)
    text = whole if year else f"{int(whole):,}".replace(",", ".")
    sign = "-" if number < 0 else ""
    return f"{sign}{text}{',' + decimals if decimals else ''}{'%' if form.percent else ''}"
