"""Word documents (.docx): paragraphs, lists, headings, tables, footnotes and text boxes, as they read in the end.

Tracked changes are shown as accepted, hidden text and comments are left out, running heads too. The XML is streamed,
one block of the body at a time, since a tree of a large document would take ten times its size.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from camket.records.extract import detect, tables, word_fonts, word_lists, word_signs
from camket.records.extract.model import Extracted, Writer, neat
from camket.records.extract.notices import notice
from camket.records.extract.package import Package
from camket.records.extract.tables import Cell

if TYPE_CHECKING:
    from lxml import etree

W = word_lists.W
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BODY_TAGS = tuple(f"{W}{name}" for name in ("p", "tbl", "sdt", "customXml", "ins", "moveTo", "altChunk"))
_SKIPPED = frozenset(
    [f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "delInstrText", "rPr", "pPr", "rt")]
    + [f"{W}{name}" for name in ("sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "object")]
)
_SIGNS = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": "\n", f"{W}cr": "\n"}
_SIGNS |= {f"{W}noBreakHyphen": "-", f"{W}softHyphen": "\u00ad"}
_TEXT = frozenset([f"{W}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"])
_NEW_LINE = re.compile(r"^(\(?\d{1,3}[.)]|\(?[a-zđ]\)|[-+–•*]|[IVX]+\.|Điều\s|Chương\s)")
_LAYOUT = re.compile(r"nơi nhận|độc lập\s*[-–]\s*tự do|đảng cộng sản việt nam|^\s*số\s*:", re.IGNORECASE | re.MULTILINE)


@dataclass(slots=True)
class Style:
    """What a paragraph style says that matters to the text."""

    name: str = ""
    base: str = ""
    list_number: str = ""
    list_depth: int = 0
    heading: bool = False


@dataclass(slots=True)
class Walk:
    """The state of one reading."""

    writer: Writer
    lists: word_lists.Lists
    styles: dict[str, Style]
    tables: int = 0
    carried: str = ""
    linked: bool = False
    boxes: list["etree._Element"] = field(default_factory=list)
    inner: list["etree._Element"] = field(default_factory=list)
    fonts: word_fonts.Fonts | None = None


def read(data: bytes) -> Extracted:
    """Read a .docx; raises :class:`ExtractError` (``corrupt``, ``too_large``, ``encrypted``)."""
    package = Package(data)
    walk = Walk(Writer(), word_lists.load(package), _styles(package), fonts=word_fonts.load(package))
    main = next(filter(detect.MAIN_PART.fullmatch, sorted(package.names)), "word/document.xml")
    for element in package.elements(main, _BODY_TAGS):
        parent = element.getparent()
        if parent is not None and parent.tag == f"{W}body":
            _block(element, walk)
            _forget(element)
    _flush(walk)
    for name, tag in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
        _notes(package, name, tag, walk)
    warnings = []
    if walk.linked:
        warnings.append(notice("linked"))
    if "word/vbaProject.bin" in package.names:
        warnings.append(notice("macros"))
    if walk.fonts is not None and walk.fonts.pages:
        from camket.records.extract import legacy

        warnings += map(legacy.told, walk.fonts.pages)
    return Extracted(walk.writer.text(), tuple(walk.writer.layout), detect.DOCX, tuple(warnings))


def _forget(element: "etree._Element") -> None:
    """Free what was read, so that memory stays flat."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _styles(package: Package) -> dict[str, Style]:
    root = package.tree("word/styles.xml")
    styles: dict[str, Style] = {}
    for element in root.iter(f"{W}style") if root is not None else ():
        name = _child_value(element, "name").lower()
        style = Style(name=name, base=_child_value(element, "basedOn"))
        style.list_number, style.list_depth = _numbering(element.find(f"{W}pPr"))
        style.heading = name.startswith("heading") or name in ("title", "subtitle")
        styles[element.get(f"{W}styleId") or ""] = style
    return styles


def _child_value(element: "etree._Element | None", tag: str) -> str:
    child = element.find(f"{W}{tag}") if element is not None else None
    return (child.get(f"{W}val") or "") if child is not None else ""


def _numbering(properties: "etree._Element | None") -> tuple[str, int]:
    numbering = properties.find(f"{W}numPr") if properties is not None else None
    depth = _child_value(numbering, "ilvl")
    return _child_value(numbering, "numId"), int(depth) if depth.isascii() and depth.isdigit() else 0


def _block(element: "etree._Element", walk: Walk) -> None:
    if element.tag == f"{W}p":
        _paragraph(element, walk)
    elif element.tag == f"{W}tbl":
        _flush(walk)
        _table(element, walk)
    elif element.tag == f"{W}altChunk":
        walk.linked = True
    elif element.tag == f"{W}sdt" and _is_contents(element):
        return
    elif element.tag not in _SKIPPED:
        for child in _choice(element):
            _block(child, walk)


def _choice(element: "etree._Element") -> Iterator["etree._Element"]:
    """Children of an element; of alternatives for several versions of Word, the first that is there."""
    if element.tag != f"{MC}AlternateContent":
        yield from element
        return
    chosen = element.find(f"{MC}Choice")
    if chosen is None or next(chosen.iter(f"{W}t"), None) is None:
        chosen = element.find(f"{MC}Fallback")
    yield from chosen if chosen is not None else ()


def _is_contents(element: "etree._Element") -> bool:
    """A table of contents repeats headings and counts pages: no text of its own."""
    gallery = next(element.iter(f"{W}docPartGallery"), None)
    return gallery is not None and "contents" in (gallery.get(f"{W}val") or "").lower()


def _paragraph(element: "etree._Element", walk: Walk, kind: str = "") -> None:
    properties = element.find(f"{W}pPr")
    style = walk.styles.get(_child_value(properties, "pStyle"), Style())
    if style.name.startswith("toc "):
        return
    text = walk.carried + _text(element, walk)
    walk.carried = ""
    if properties is not None and any(properties.find(f"{W}rPr/{W}{gone}") is not None for gone in ("del", "moveFrom")):
        walk.carried = text  # the mark that ends this paragraph was taken away: it goes on in the next one
        return
    label = _label(properties, style, walk)  # a paragraph without text is counted too
    label = label if text.strip() else ""
    heading = style.heading or _child_value(properties, "outlineLvl") not in ("", "9")
    _lines(label + text, kind or ("heading" if heading else "list" if label else "text"), walk)
    _boxes(walk)


def _boxes(walk: Walk) -> None:
    """What stands in the text boxes that were met last, a block each."""
    boxes, walk.boxes = walk.boxes, []
    for child in (child for box in boxes for child in box):
        _block(child, walk)


def _flush(walk: Walk) -> None:
    text, walk.carried = walk.carried, ""
    _lines(text, "text", walk)


def _label(properties: "etree._Element | None", style: Style, walk: Walk) -> str:
    number, depth = _numbering(properties)
    seen = 0
    while not number and style is not None and seen < 10:
        number, depth = style.list_number, style.list_depth
        style, seen = walk.styles.get(style.base, Style()), seen + 1
    return walk.lists.label(number, depth) if number and number != "0" else ""


def _lines(text: str, kind: str, walk: Walk) -> None:
    """A line break inside a paragraph parts lines where it parts thoughts, and is a blank where it only wraps."""
    line = ""
    for part in map(neat, text.split("\n")):
        if line and part and (line[-1] in ".;:!?" or line.isupper() or part.isupper() or _NEW_LINE.match(part)):
            walk.writer.line(line, kind)
            line = part
        else:
            line = f"{line} {part}".strip()
    walk.writer.line(line, kind)


def _text(element: "etree._Element", walk: Walk) -> str:
    parts: list[word_fonts.Run] = []
    _collect(element, parts, walk, walk.fonts.of_paragraph(element) if walk.fonts is not None else "")
    return walk.fonts.text(parts) if walk.fonts is not None else "".join(text for text, _ in parts)


def _collect(element: "etree._Element", parts: list[word_fonts.Run], walk: Walk, font: str) -> None:
    properties = element.find(f"{W}rPr") if element.tag == f"{W}r" else None
    if element.tag == f"{W}r" and walk.fonts is not None:
        font = walk.fonts.of_run(element, font)
    for child in _choice(element):
        tag = child.tag
        if tag in _TEXT:
            shown = word_signs.shown(child.text or "", properties)
            parts.append((shown, font if shown == child.text else ""))
        elif tag == f"{W}sym":
            parts.append((word_signs.symbol(child), ""))
        elif tag in _SIGNS:
            parts.append((_SIGNS[tag], font))
        elif tag == f"{W}txbxContent":
            walk.boxes.append(child)
        elif tag == f"{W}r" and _is_hidden(child):
            continue
        elif tag not in _SKIPPED:
            _collect(child, parts, walk, font)


def _is_hidden(run: "etree._Element") -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val") not in ("0", "false")


def _table(element: "etree._Element", walk: Walk) -> None:
    rows = [row for row in _table_rows(element) if row.find(f"{W}trPr/{W}del") is None]
    cells = [list(_row_cells(row)) for row in rows]
    if _is_layout(cells):
        for cell in (cell for row in cells for cell in row):
            for child in cell:
                _block(child, walk)
            _flush(walk)
        return
    walk.tables += 1
    number = walk.tables
    outer, walk.inner = walk.inner, []
    walk.writer.gap()
    tables.write(_grid(rows, cells, walk), walk.writer, number)
    walk.writer.gap()
    inner, walk.inner = walk.inner, outer
    _boxes(walk)
    for table in inner:
        _table(table, walk)


def _table_rows(element: "etree._Element") -> Iterator["etree._Element"]:
    for child in element:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag not in _SKIPPED:
            yield from _table_rows(child)


def _row_cells(row: "etree._Element") -> Iterator["etree._Element"]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag not in _SKIPPED:
            yield from _row_cells(child)


def _is_layout(cells: list[list["etree._Element"]]) -> bool:
    """A table that only places the head or the signature of a document side by side."""
    if len(cells) > 4 or any(len(row) > 3 for row in cells):
        return False
    if max(map(len, cells), default=0) <= 1:
        return True
    text = "\n".join(
        "".join(t.text or "" for t in paragraph.iter(f"{W}t"))
        for row in cells
        for cell in row
        for paragraph in cell.iter(f"{W}p")
    )
    return bool(_LAYOUT.search(text))


def _grid(rows: list["etree._Element"], cells: list[list["etree._Element"]], walk: Walk) -> tables.Grid:
    """Word marks a cell that goes on below as merged in each row; the grid knows only the first, with its height."""
    grid = tables.Grid({}, len(rows), 0)
    above: dict[int, Cell] = {}
    for number, (row, row_cells) in enumerate(zip(rows, cells, strict=True)):
        column = _span(row.find(f"{W}trPr"), "gridBefore", 0)
        for element in row_cells:
            properties = element.find(f"{W}tcPr")
            across = _span(properties, "gridSpan", 1)
            merge = properties.find(f"{W}vMerge") if properties is not None else None
            if merge is not None and merge.get(f"{W}val") != "restart" and column in above:
                above[column].down += 1
            else:
                cell = Cell(_cell_text(element, walk), across)
                grid.cells[number, column] = cell
                above.pop(column, None)
                if merge is not None:
                    above[column] = cell
            column += across
        grid.columns = max(grid.columns, column)
    return grid


def _span(properties: "etree._Element | None", tag: str, default: int) -> int:
    value = _child_value(properties, tag)
    return min(int(value), 500) if value.isascii() and value.isdigit() and len(value) < 6 else default


def _cell_text(cell: "etree._Element", walk: Walk) -> str:
    """All paragraphs of a cell in one line; its text boxes and the tables within it are read after the table."""
    if cell.find(f"{W}tcPr/{W}cellDel") is not None:
        return ""
    parts, labels = [], []
    for paragraph in _cell_paragraphs(cell, walk):
        properties = paragraph.find(f"{W}pPr")
        text = _text(paragraph, walk)
        style = walk.styles.get(_child_value(properties, "pStyle"), Style())
        label = _label(properties, style, walk)
        labels.append(label)
        parts.append(label + text if text.strip() else "")
    text = " ".join(parts)
    numbers = [label for label in labels if any(map(str.isalnum, label))]
    return text if text.strip() or not numbers else numbers[0]  # "TT" is often a column of numbers that Word draws


def _cell_paragraphs(element: "etree._Element", walk: Walk) -> Iterator["etree._Element"]:
    for child in _choice(element):
        if child.tag == f"{W}p":
            yield child
        elif child.tag == f"{W}tbl":
            walk.inner.append(child)
        elif child.tag not in _SKIPPED:
            yield from _cell_paragraphs(child, walk)


def _notes(package: Package, name: str, tag: str, walk: Walk) -> None:
    root = package.tree(name)
    for note in root.findall(f"{W}{tag}") if root is not None else ():
        if note.get(f"{W}type") in (None, "normal"):
            walk.writer.gap()
            for paragraph in note.iter(f"{W}p"):
                _paragraph(paragraph, walk, "footnote")
            _flush(walk)
