"""The pages of a PDF file as words, lines and ruled tables; which of them are pictures."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from camket.records.extract import legacy, pdf_rules
from camket.records.extract.errors import ExtractError
from camket.records.extract.fonts import draws_capitals
from camket.records.extract.legacy import Finding
from camket.records.extract.limits import MAX_PAGES
from camket.records.extract.model import Box
from camket.records.extract.pdf_flow import Run
from camket.records.extract.pdf_glyphs import Line, Word, lines, words
from camket.records.extract.pdf_rules import Ruled

_ONE_AT_A_TIME = Lock()  # pdfium must not be called from two threads at once
_FEW_LETTERS = 12
_LARGE_PICTURE = 0.5  # share of the page


@dataclass(slots=True)
class Page:
    """What was found on one page, before running heads are known.

    ``ocr``: its text was recognised from a picture, by us or by the scanner, which lays it unseen over the picture.
    ``turned``: by how many degrees the page was turned clockwise to be read; width, height and lines are as it is read.
    """

    number: int
    width: float
    height: float
    lines: list[Line]
    tables: list[Ruled]
    picture: bool
    ocr: bool = False
    blocks: list[Run | Ruled] = field(default_factory=list)
    turned: int = 0

    def turn(self, degrees: int) -> None:
        """Take the page to be turned clockwise by 0, 90, 180 or 270 degrees."""
        self.turned = degrees
        if degrees in (90, 270):
            self.width, self.height = self.height, self.width

    def as_shown(self, box: Box) -> Box:
        """A box of the page as it is read, on the page as it is shown."""
        left, bottom, right, top = box
        shown = {
            90: (self.height - top, left, self.height - bottom, right),
            180: (self.width - right, self.height - top, self.width - left, self.height - bottom),
            270: (bottom, self.width - right, top, self.width - left),
        }.get(self.turned, box)
        return (round(shown[0], 1), round(shown[1], 1), round(shown[2], 1), round(shown[3], 1))

    @property
    def silent(self) -> bool:
        """A scan: a large picture and next to no letters."""
        cells = sum(len(cell.text) for table in self.tables for cell in table.grid.cells.values())
        return self.picture and cells + sum(len(line.text) for line in self.lines) < _FEW_LETTERS


def load(data: bytes, found: Finding | None = None) -> list[Page]:
    """All pages; raises :class:`ExtractError` (``encrypted``, ``corrupt``, ``empty``, ``too_large``)."""
    with opened(data) as document:
        return [_load(document, index, found) for index in range(len(document))]


@contextmanager
def opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """The document, for this thread alone."""
    with _ONE_AT_A_TIME:
        document = _open(data)
        try:
            if len(document) > MAX_PAGES:
                raise ExtractError("too_large", "", f"{len(document)} trang", f"{len(document)} pages")
            yield document
        finally:
            document.close()


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower()
        raise ExtractError("encrypted" if locked else "corrupt") from error
    if not len(document):
        raise ExtractError("empty")
    return document


def _load(document: pdfium.PdfDocument, index: int, found: Finding | None) -> Page:
    try:
        page = document[index]
    except pdfium.PdfiumError as error:
        raise ExtractError("corrupt", "", f"trang {index + 1}", f"page {index + 1}") from error
    try:
        width, height = page.get_size()
        written = words(page, fonts=found is not None)
        if found is not None:
            _settle(written, found)
        tables, rest = pdf_rules.find(page, written, index + 1)
        picture = _has_picture(page)
        return Page(index + 1, width, height, lines(rest), tables, picture, picture and _is_unseen(page))
    finally:
        page.close()


def _settle(written: list[Word], found: Finding) -> None:
    """Words in an old code page become Unicode, line by line, since words beside each other tell their capitals."""
    rows = [line.words for line in lines(written)]
    settled = legacy.convert([" ".join(word.text for word in row) for row in rows], found)
    for row, text in zip(rows, settled, strict=True):
        for word, shown in zip(row, text.split(" "), strict=True):
            word.text = shown.upper() if draws_capitals(word.font) else shown


def _has_picture(page: pdfium.PdfPage) -> bool:
    """Whether pictures cover the page; some scanners cut a page into strips."""
    width, height = page.get_size()
    covered = 0.0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        covered += (right - left) * (top - bottom)
    return covered > _LARGE_PICTURE * width * height


def _is_unseen(page: pdfium.PdfPage) -> bool:
    """Whether most of the text is drawn invisibly, as programs do that recognise the text of a scan."""
    modes = [
        raw.FPDFTextObj_GetTextRenderMode(item.raw) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=3)
    ]
    return sum(modes) * 2 > len(modes)
