"""Writes a source as a .docx in the layout of Decree 30/2020 (annex I), same bytes at each run."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from .source import Block, Source

FONT = "Times New Roman"
# Widths of the columns in mm by the head of the first; 165 in all.
WIDTHS = {"Vai trò": (34, 74, 57), "Chỉ tiêu số": (25, 65, 75), "Chỉ tiêu": (64, 45, 28, 28)}
STAMP = datetime(2026, 1, 2, tzinfo=UTC)


def _field(paragraph: Paragraph, code: str) -> None:
    for kind, text in (("begin", None), (None, code), ("end", None)):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text
        run._r.append(element)


def _font(style: Any, size: float, bold: bool = False) -> None:
    font = style.font
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, False
    font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)


def _styles(document: DocumentType) -> None:
    _font(document.styles["Normal"], 14)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    for level, size in ((1, 14), (2, 14), (3, 13)):
        style = document.styles[f"Heading {level}"]
        _font(style, size, bold=True)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(10), Pt(4)


def _page(document: DocumentType, notice: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = ALIGN.CENTER
    _field(number, "PAGE")
    for footer in (section.footer, section.first_page_footer):
        _line(footer.paragraphs[0], notice, size=10, italic=True)


def _line(paragraph: Paragraph, text: str, size: float = 14, bold: bool = False, italic: bool = False) -> None:
    paragraph.alignment = ALIGN.CENTER
    paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _pairs(document: DocumentType, rows: list[tuple[str, str]], bold: int) -> None:
    """The two columns without borders at the head of the first page; the first `bold` rows are bold."""
    table = document.add_table(rows=0, cols=2)
    for index, row in enumerate(rows):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            _line(cell.paragraphs[0], text, size=13, bold=index < bold, italic=index >= bold and "ngày" in text)


def _head(document: DocumentType, source: Source) -> None:
    meta = source.meta
    notice = document.add_paragraph()
    _line(notice, source.notice, size=12, italic=True)
    notice.paragraph_format.space_after = Pt(8)
    above, _, issuer = meta["issuer"].partition(" / ")
    _pairs(document, [(above, meta["motto"]), (issuer, ""), (meta["number"], meta["dated"])], bold=2)
    document.add_paragraph()
    _line(document.add_paragraph(), meta["type"], size=16, bold=True)
    title = document.add_paragraph()
    _line(title, meta["title"], bold=True)
    title.paragraph_format.space_after = Pt(12)


def _grid(document: DocumentType, rows: tuple[tuple[str, ...], ...]) -> None:
    table: Table = document.add_table(rows=0, cols=len(rows[0]))
    table.style = "Table Grid"
    table.autofit = False
    widths = WIDTHS[rows[0][0]]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for index, row in enumerate(rows):
        for cell, text, width in zip(table.add_row().cells, row, widths, strict=True):
            cell.width = Mm(width)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            run = paragraph.add_run(text)
            run.bold, run.font.size = index == 0, Pt(12)
    for line in table.rows:
        line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document.add_paragraph()


def _signature(document: DocumentType, meta: dict[str, str]) -> None:
    table = document.add_table(rows=1, cols=2)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    left, right = table.rows[0].cells
    _line(left.paragraphs[0], "Nơi nhận:", size=12, bold=True, italic=True)
    left.paragraphs[0].alignment = ALIGN.LEFT
    for name in meta["recipients"].split("; "):
        left.add_paragraph().add_run(f"- {name};").font.size = Pt(11)
    _line(right.paragraphs[0], meta["signed"], bold=True)
    _line(right.add_paragraph(), "(bản minh họa, không có chữ ký)", size=12, italic=True)


def _body(document: DocumentType, block: Block, meta: dict[str, str]) -> None:
    if block.kind.startswith("h"):
        heading = document.add_heading(block.text, level=int(block.kind[1:]))
        heading.paragraph_format.page_break_before = block.text.startswith("PHỤ LỤC")
    elif block.kind == "lead":
        _line(document.add_paragraph(), block.text, bold=True)
    elif block.kind == "table":
        _grid(document, block.rows)
    elif block.kind == "signature":
        _signature(document, meta)
    else:
        paragraph = document.add_paragraph(block.text)
        paragraph.alignment = ALIGN.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(10)
        # The last paragraph stays with the signature.
        paragraph.paragraph_format.keep_with_next = block.text.endswith("./.")


def _properties(document: DocumentType, source: Source) -> None:
    properties = document.core_properties
    properties.title, properties.subject = source.meta["title"], source.notice
    properties.author = properties.last_modified_by = "Cam Kết: dữ liệu minh họa"
    properties.comments, properties.keywords, properties.language = source.notice, "minh họa, hư cấu", "vi-VN"
    properties.created = properties.modified = STAMP
    properties.revision = 1


def rezip(data: bytes) -> bytes:
    """The same archive with every member dated 1980-01-01, so that two builds have the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return out.getvalue()


def write(source: Source, path: Path) -> None:
    """Writes `path`; the source's front matter gives issuer, number, date and title."""
    document = Document()
    _styles(document)
    _page(document, source.notice)
    _head(document, source)
    for block in source.blocks:
        _body(document, block, source.meta)
    _properties(document, source)
    buffer = io.BytesIO()
    document.save(buffer)
    path.write_bytes(rezip(buffer.getvalue()))
