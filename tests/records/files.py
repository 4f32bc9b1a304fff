"""Small real files, made when a test runs."""

import io
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import docx
import pytest
import xlsxwriter
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from fpdf import FPDF

from camket.records.extract import Extracted, ExtractError, extract

SAMPLES = Path(__file__).parents[2] / "samples"
FONTS = (
    SAMPLES / "build" / "fonts" / "SampleSerif-Regular.ttf",
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"),
)


def word(*paragraphs: str, build: Callable[[Document], None] | None = None) -> bytes:
    """A .docx of plain paragraphs; ``build`` adds what else it needs."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if build is not None:
        build(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def word_body(xml: str) -> bytes:
    """A .docx whose body begins with these elements of WordprocessingML."""

    def build(document: Document) -> None:
        root = parse_xml(f"<w:body {nsdecls('w')} {EXTRA}>{xml}</w:body>")
        for number, element in enumerate(list(root)):
            document.element.body.insert(number, element)

    return word(build=build)


EXTRA = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def table(rows: Iterable[Iterable[str]]) -> Callable[[Document], None]:
    """Adds a Word table."""
    texts = [list(row) for row in rows]

    def build(document: Document) -> None:
        grid = document.add_table(len(texts), len(texts[0]))
        for i, row in enumerate(texts):
            for j, text in enumerate(row):
                grid.cell(i, j).text = text

    return build


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same Office file with one part added or replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry.filename))
        new.writestr(name, content)
    return stream.getvalue()


def workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    """An .xlsx filled by ``fill``."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    fill(book)
    book.close()
    return stream.getvalue()


def sheet(rows: Iterable[Iterable[object]], name: str = "Sheet1") -> bytes:
    """An .xlsx of one sheet."""

    def fill(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet(name)
        for number, row in enumerate(rows):
            page.write_row(number, 0, list(row))

    return workbook(fill)


def vietnamese_font() -> Path:
    """A font with Vietnamese letters, or the test is skipped."""
    found = next((path for path in FONTS if path.is_file()), None)
    if found is None:
        pytest.skip("no font with Vietnamese letters here")
    return found


def blank_pdf() -> FPDF:
    """A PDF to write on, with a Vietnamese font set."""
    document = FPDF()
    document.add_font("serif", "", str(vietnamese_font()))
    document.set_font("serif", "", 13)
    return document


def pdf(*pages: str) -> bytes:
    """A PDF with one text a page, paragraphs parted by newlines, justified."""
    document = blank_pdf()
    for text in pages:
        document.add_page()
        for paragraph in text.split("\n"):
            document.set_x(document.l_margin)
            document.multi_cell(0, 7, paragraph, align="J")
            document.ln(3)
    return bytes(document.output())


def read_or_refused(data: bytes, name: str) -> Extracted | str:
    """What was read, or the code of the error; anything else that is raised fails the test."""
    try:
        return extract(data, name)
    except ExtractError as error:
        return error.code


def page_of(text: str, head: str = "") -> bytes:
    """A web page with the usual surroundings of a Vietnamese portal."""
    return f"""<!doctype html><html lang="vi"><head><meta charset="utf-8">
<title>Trang | Cổng thông tin</title>{head}</head><body>
<header><a href="/">Trang chủ</a></header><nav><ul><li>Giới thiệu</li><li>147 người trực tuyến</li></ul></nav>
{text}
<div class="tin-lien-quan"><h3>Tin liên quan</h3><ul><li>Tin số 99</li></ul></div>
<footer>Giấy phép số 12/GP</footer><script>var x = 5;</script></body></html>""".encode()
