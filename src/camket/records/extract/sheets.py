"""Workbooks (.xlsx): a row a line, cells parted by TAB, numbers written as a Vietnamese office prints them.

Values come from calamine. The cells' places, number formats and merged ranges are read first, from the XML, since
calamine gives neither the format (0.935 shown as "93,5%") nor a bound: it lays a sheet out whole, and one value in its
last cell would ask for more memory than there is.
"""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from camket.records.extract import detect, sheet_tables
from camket.records.extract.errors import ExtractError
from camket.records.extract.limits import MAX_CELLS, MAX_MERGED
from camket.records.extract.model import Extracted, Writer
from camket.records.extract.notices import notice
from camket.records.extract.package import Package
from camket.records.extract.sheet_formats import BUILT_IN, Shape, shape
from camket.records.extract.sheet_tables import DEFAULT_NAME, Sheet, place

if TYPE_CHECKING:
    from lxml import etree

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_P = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_MOST_ROWS = 1 << 20  # what a sheet can have
_MOST_COLUMNS = 1 << 14
_TRUE = ("1", "true")
_PLAIN = Shape()


def read(data: bytes) -> Extracted:
    """Read a workbook; raises :class:`ExtractError` (``corrupt``, ``too_large``, ``encrypted``)."""
    package = Package(data)
    package.verify(r"^xl/(worksheets/|sharedStrings|styles|workbook)")
    visible, hidden = _sheets(package)
    writer = Writer()
    if visible:
        _write_all(data, visible, writer)
    warnings = []
    unseen = [name for sheet in visible for name in sheet.unseen]
    if unseen:
        warnings.append(notice("hidden_cells", names=", ".join(unseen)))
    if any(sheet.uncounted for sheet in visible):
        names = ", ".join(f"{sheet.name} ({sheet.uncounted})" for sheet in visible if sheet.uncounted)
        warnings.append(notice("uncounted", names=names))
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
            if len(sheets) > 1 and not DEFAULT_NAME.match(sheet.name):
                writer.line(sheet.name, "heading", cell=sheet.name)
            sheet_tables.write(rows, sheet, writer)
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
            visible.append(_looked_over(Sheet(name), package, part, shapes))
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
    codes = dict(BUILT_IN)
    for element in root.iter(f"{S}numFmt"):
        identity = element.get("numFmtId") or ""
        if identity.isascii() and identity.isdigit():
            codes[int(identity)] = element.get("formatCode") or ""
    styles = root.find(f"{S}cellXfs")
    return [shape(codes.get(_whole(style.get("numFmtId")), "")) for style in styles] if styles is not None else []


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0


def _looked_over(sheet: Sheet, package: Package, part: str, shapes: list[Shape]) -> Sheet:
    """The sheet with what its XML says beside values; refuses one whose rectangle of used cells is beyond the limit."""
    lowest, rightmost, row, column, rows = 0, 0, -1, -1, 0
    for element in package.elements(part, tuple(f"{S}{name}" for name in ("c", "row", "col", "mergeCell"))):
        if element.tag != f"{S}c":
            if element.tag == f"{S}row":
                column, rows = -1, rows + 1
                _look_at_row(element, row, sheet)
                if rows > _MOST_ROWS:
                    raise ExtractError("too_large")
            else:
                _look_at_range(element, sheet)
            _forget(element)
            continue
        at = place(element.get("r"))
        row, column = at if at is not None else (row, column + 1)
        lowest, rightmost = max(lowest, row), max(rightmost, column)
        if (lowest + 1) * (rightmost + 1) > MAX_CELLS:
            raise ExtractError("too_large")
        style = _whole(element.get("s"))
        if style < len(shapes) and shapes[style] != _PLAIN:
            sheet.shapes[row, column] = shapes[style]
        sheet.uncounted += _is_uncounted(element)
        element.clear()
    return sheet


def _is_uncounted(cell: "etree._Element") -> bool:
    """A formula whose result no program has worked out: calamine gives it as empty."""
    return cell.find(f"{S}f") is not None and not cell.findtext(f"{S}v")


def uncounted(package: Package) -> dict[str, list[tuple[int, int]]]:
    """By the name of each sheet, hidden ones too, row and column (from 0 on) of formulas without a result.

    Raises :class:`ExtractError`.
    """
    book, targets = package.tree("xl/workbook.xml"), _targets(package)
    found: dict[str, list[tuple[int, int]]] = {}
    for element in book.iter(f"{S}sheet") if book is not None else ():
        part = targets.get(element.get(f"{R}id") or "", "")
        if part in package.names:
            found[element.get("name") or ""] = list(_uncounted(package, part))
    return found


def _uncounted(package: Package, part: str) -> Iterator[tuple[int, int]]:
    for cell in package.elements(part, (f"{S}c",)):
        at = place(cell.get("r"))
        if at is not None and _is_uncounted(cell):
            yield at
        cell.clear()


def _look_at_row(element: "etree._Element", row: int, sheet: Sheet) -> None:
    if element.get("hidden") in _TRUE:
        number = _whole(element.get("r"))
        sheet.hidden_rows.add(number - 1 if number else row)


def _look_at_range(element: "etree._Element", sheet: Sheet) -> None:
    """A range of columns, or one of merged cells."""
    if element.tag == f"{S}col":
        if element.get("hidden") in _TRUE:
            last = min(_whole(element.get("max")), _MOST_COLUMNS)
            sheet.hidden_columns.update(range(max(_whole(element.get("min")) - 1, 0), last))
        return
    first, _, last_cell = (element.get("ref") or "").partition(":")
    corner, end = place(first), place(last_cell)
    if corner is not None and end is not None:
        sheet.merged[corner] = (end[0] - corner[0] + 1, end[1] - corner[1] + 1)
    if len(sheet.merged) > MAX_MERGED:
        raise ExtractError("too_large", "", "quá nhiều ô gộp", "too many merged cells")


def _forget(element: "etree._Element") -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
