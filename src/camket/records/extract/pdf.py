"""PDF files with a text layer: paragraphs in reading order, tables as rows, running heads and page numbers left out."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from camket.records.extract import detect, legacy, pdf_flow, pdf_guard, pdf_ocr, pdf_pages, tables
from camket.records.extract.legacy import Finding
from camket.records.extract.model import Extracted, Notice, Piece, Segment, Writer
from camket.records.extract.notices import listed, notice
from camket.records.extract.pdf_flow import Run
from camket.records.extract.pdf_glyphs import Line
from camket.records.extract.pdf_joining import glue
from camket.records.extract.pdf_pages import Page
from camket.records.extract.pdf_rules import Ruled
from camket.records.extract.tables import Grid

_EDGE = 0.12  # share of the page's height at its top and bottom where running heads stand
_PAGE_NUMBER = re.compile(r"^[-–—\s]*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*$", re.IGNORECASE)
_FEW_LINES = 10
_SAME_BORDER = 6.0  # points
_SAME_BLANK = 30.0  # points: the middle of a blank moves with the words beside it
_FOOTNOTE = re.compile(r"^\(?\d{1,2}\)?[.)]?\s")


@dataclass(slots=True)
class Flow:
    """What is being written: the open paragraph, the open table, footnotes kept for the end."""

    writer: Writer
    open_lines: list[tuple[Line, int]] = field(default_factory=list)
    margins: pdf_flow.Margins | None = None
    table: Ruled | None = None
    tables: int = 0
    footnotes: list[tuple[Line, int]] = field(default_factory=list)


def read(data: bytes, found: Finding | None = None) -> Extracted:
    """Read a .pdf; ``found`` is the old code page that its text is in: it is converted while words are still words.

    Raises :class:`ExtractError` (``encrypted``, ``scanned``, ``corrupt``, ``too_large``).
    """
    if pdf_guard.is_ordinary(data):
        return read_here(data, found)
    from camket.records.extract import pdf_apart

    return pdf_apart.read(data, found)


def read_here(data: bytes, found: Finding | None) -> Extracted:
    """The same, in this process whatever the file is."""
    pages = pdf_pages.load(data, found)
    unread = pdf_ocr.recognise(data, pages)
    _drop_running(pages)
    flow = Flow(Writer())
    for page in pages:
        _page(page, flow)
    margins = _margins(pages)
    for page in pages:
        _write(page, margins, flow)
    _close(flow)
    _write_footnotes(flow)
    scans = {page.number: page for page in pages if page.ocr}
    recognised = list(scans)
    layout = tuple(_marked(flow.writer.layout, scans))
    return Extracted(flow.writer.text(), layout, detect.PDF, tuple(_warnings(recognised, unread, found)))


def _marked(layout: list[Segment], scans: dict[int, Page]) -> Iterator[Segment]:
    for segment in layout:
        page = scans.get(segment.page or 0)
        box = page.as_shown(segment.box) if page is not None and segment.box is not None else segment.box
        yield replace(segment, kind="ocr", box=box) if page is not None else segment


def _warnings(recognised: list[int], unread: list[int], found: Finding | None) -> Iterator[Notice]:
    if recognised:
        yield notice("ocr", pages=listed(recognised))
    if unread:
        yield notice("scanned_pages", pages=listed(unread))
    if found is not None:
        yield legacy.told(found.name)


def _drop_running(pages: list[Page]) -> None:
    """Leave out lines at the edge of pages that are page numbers, or repeat from page to page but for digits."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_fingerprint(line) for line in page.lines if _at_edge(line, page)})
    needed = max(2, round(len(pages) * 0.4))
    for page in pages:
        page.lines = [line for line in page.lines if not _is_running(line, page, seen, needed)]


def _is_running(line: Line, page: Page, seen: Counter[tuple[str, int]], needed: int) -> bool:
    if not _at_edge(line, page):
        return False
    repeated = max(seen[text, place] for text, at in [_fingerprint(line)] for place in (at - 1, at, at + 1))
    return repeated >= needed or bool(_PAGE_NUMBER.match(line.text) and _is_outermost(line, page))


def _at_edge(line: Line, page: Page) -> bool:
    return line.bottom > (1 - _EDGE) * page.height or line.top < _EDGE * page.height


def _is_outermost(line: Line, page: Page) -> bool:
    others = [other for other in page.lines if other is not line]
    return all(other.top < line.bottom for other in others) or all(other.bottom > line.top for other in others)


def _fingerprint(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.bottom / 6)


def _page(page: Page, flow: Flow) -> None:
    """Arrange a page: what stands above a table before it, what stands below after it."""
    body = _without_footnotes(page, flow)
    for table in page.tables:
        page.blocks += pdf_flow.arranged([line for line in body if line.bottom > table.bottom])
        page.blocks.append(table)
        body = [line for line in body if line.bottom <= table.bottom]
    page.blocks += pdf_flow.arranged(body)


def _margins(pages: list[Page]) -> dict[int, pdf_flow.Margins]:
    """The margins of running text, one for all pages of one width; a short page alone would not show them."""
    found: dict[int, list[Line]] = {}
    for page in pages:
        for block in page.blocks:
            if isinstance(block, Run) and not block.side:
                found.setdefault(round(page.width), []).extend(block.lines)
    return {width: _of_page(pdf_flow.margins(lines), width, len(lines)) for width, lines in found.items()}


def _of_page(column: pdf_flow.Margins, width: int, lines: int) -> pdf_flow.Margins:
    """A few short lines do not show the right margin: it is then taken to be no wider than the left one."""
    if lines < _FEW_LINES:
        column.right = max(column.right, width - column.left)
    return column


def _without_footnotes(page: Page, flow: Flow) -> list[Line]:
    """Small print at the foot of a page that begins with a note's number waits for the end of the document."""
    usual = Counter(round(line.height, 1) for line in page.lines).most_common(1)
    size = usual[0][0] if usual else 0.0
    small = len(page.lines)
    while small and page.lines[small - 1].height < 0.9 * size and page.lines[small - 1].top < 0.5 * page.height:
        small -= 1
    while small < len(page.lines) and not _FOOTNOTE.match(page.lines[small].text):
        small += 1
    flow.footnotes.extend((line, page.number) for line in page.lines[small:])
    return page.lines[:small]


def _write(page: Page, margins: dict[int, pdf_flow.Margins], flow: Flow) -> None:
    for block in page.blocks:
        if isinstance(block, Ruled):
            for cell in block.grid.cells.values():
                cell.page = page.number
            _add_table(block, flow)
        elif block.side and not pdf_flow.is_running_text(block.lines):
            _write_side(block.lines, page.number, flow)
        elif block.lines:
            column = pdf_flow.margins(block.lines) if block.side else margins[round(page.width)]
            _write_run(block.lines, page.number, column, flow)


def _write_side(found: list[Line], number: int, flow: Flow) -> None:
    """A letterhead or a signature."""
    _close(flow)
    for line in found:
        if flow.open_lines and pdf_flow.starts_line(flow.open_lines[-1][0], line):
            _close_paragraph(flow)
        flow.open_lines.append((line, number))
    _close_paragraph(flow)


def _write_run(found: list[Line], number: int, column: pdf_flow.Margins, flow: Flow) -> None:
    """Running text; its first line may go on from the page before, or from the column beside."""
    _close_table(flow)
    for line in found:
        if flow.open_lines:
            above, page = flow.open_lines[-1]
            apart = page != number or line.bottom > above.bottom
            known = flow.margins if apart and flow.margins is not None else column
            if pdf_flow.starts_paragraph(above, line, known, across_pages=apart):
                _close_paragraph(flow)
        flow.open_lines.append((line, number))
    flow.margins = column


def _close(flow: Flow) -> None:
    _close_paragraph(flow)
    _close_table(flow)


def _close_paragraph(flow: Flow) -> None:
    found, flow.open_lines = flow.open_lines, []
    flow.writer.pieces(_pieces(found))


def _pieces(found: list[tuple[Line, int]]) -> Iterator[Piece]:
    """Each printed line keeps its own page and box; a hyphen that only breaks a word is left out."""
    between = ""
    for index, (line, page) in enumerate(found):
        below = found[index + 1][0].text if index + 1 < len(found) else ""
        text, after = glue(line.text, below)
        yield Piece(text, between, page=page, box=line.box)
        between = after


def _add_table(table: Ruled, flow: Flow) -> None:
    """A table that goes on from the page before is one table; the head it repeats is left out."""
    _close_paragraph(flow)
    if flow.table is not None and _same_columns(flow.table, table):
        _append(flow.table.grid, table.grid, cut=flow.table.cut)
        flow.table.cut = table.cut
        return
    _close_table(flow)
    flow.table = table


def _same_columns(above: Ruled, below: Ruled) -> bool:
    """Whether a table goes on in another: with the same columns, and without lines, with no head of its own."""
    if above.drawn != below.drawn or len(above.borders) != len(below.borders):
        return False
    near = _SAME_BORDER if above.drawn else _SAME_BLANK
    if not all(abs(a - b) < near for a, b in zip(above.borders[1:-1], below.borders[1:-1], strict=True)):
        return False
    return above.drawn or _row_texts(above.grid, 0) == _row_texts(below.grid, 0) or tables.holds_figures(below.grid, 0)


def _append(grid: Grid, more: Grid, *, cut: bool) -> None:
    skipped = 0
    while skipped < more.rows and skipped < grid.rows and _row_texts(more, skipped) == _row_texts(grid, skipped):
        skipped += 1
    if skipped < more.rows and (cut or _goes_on(more, skipped)):
        for column in range(more.columns):
            text = more.cells.get((skipped, column))
            cell = grid.cells.get((grid.rows - 1, column))
            if text is not None and cell is not None:
                cell.text = f"{cell.text} {text.text}".strip()
        skipped += 1
    for (row, column), cell in more.cells.items():
        if row >= skipped:
            grid.cells[row - skipped + grid.rows, column] = cell
    grid.rows += more.rows - skipped


def _row_texts(grid: Grid, row: int) -> list[str]:
    return [grid.cells[row, column].text for column in range(grid.columns) if (row, column) in grid.cells]


def _goes_on(grid: Grid, row: int) -> bool:
    """A row cut by the page's end: its first cell is empty and its text begins in mid-sentence."""
    texts = [grid.cells[row, column].text if (row, column) in grid.cells else "" for column in range(grid.columns)]
    filled = [text for text in texts if text]
    return bool(filled) and not texts[0] and filled[0][0].islower()


def _close_table(flow: Flow) -> None:
    table, flow.table = flow.table, None
    if table is not None:
        flow.tables += 1
        _write_grid(table.grid, flow)


def _write_grid(grid: Grid, flow: Flow) -> None:
    flow.writer.gap()
    tables.write(grid, flow.writer, flow.tables)
    flow.writer.gap()


def _write_footnotes(flow: Flow) -> None:
    notes: list[list[tuple[Line, int]]] = []
    for line, page in flow.footnotes:
        if not notes or _FOOTNOTE.match(line.text):
            notes.append([])
        notes[-1].append((line, page))
    for note in notes:
        flow.writer.gap()
        flow.writer.pieces(_pieces(note), "footnote")
