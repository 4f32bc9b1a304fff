"""Page, fonts and lines after Decree 30/2020/NĐ-CP, annex I, part I: what every paragraph rests on."""

from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING as SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
BODY, TABLE, SMALL = Pt(14), Pt(11), Pt(11)
"""Body 13–14, names of recipients 11 (annex I, table of fonts); figures in the table may be smaller."""

WIDTH = Mm(210 - 30 - 15)
"""Between the margins."""

_SCRIPTS = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")
_THEMES = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")


def blank() -> WordDocument:
    """An empty A4 document with the decree's margins, fonts and page numbers."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    _styles(document)
    _number(section.header.paragraphs[0])
    return document


def _styles(document: WordDocument) -> None:
    normal = document.styles["Normal"]
    _font(normal, BODY, bold=False)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    language = normal.element.get_or_add_rPr()
    _child(language, "w:lang", {"w:val": "vi-VN", "w:eastAsia": "vi-VN"})
    heading = document.styles["Heading 1"]
    _font(heading, BODY, bold=True)
    form = heading.paragraph_format
    form.space_before, form.space_after, form.first_line_indent = Pt(10), Pt(6), Mm(10)
    form.keep_with_next = True


def _font(style: Any, size: Length, bold: bool) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, size, bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in _SCRIPTS:
        fonts.set(qn(script), FONT)
    for theme in _THEMES:
        fonts.attrib.pop(qn(theme), None)


def _number(paragraph: Paragraph) -> None:
    """The page number, in Arabic figures, centred in the top margin; the first page has another, empty header."""
    paragraph.alignment = ALIGN.CENTER
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        run.font.size = BODY
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text
        run._r.append(element)


def notice(document: WordDocument, text: str) -> None:
    """A line at the foot of every page."""
    section = document.sections[0]
    for footer in (section.footer, section.first_page_footer):
        say(footer.paragraphs[0], text, size=Pt(10), italic=True)


def say(
    paragraph: Paragraph,
    text: str,
    *,
    size: Length = BODY,
    bold: bool = False,
    italic: bool = False,
    align: ALIGN = ALIGN.CENTER,
) -> Paragraph:
    """Put the text into the paragraph, which is centred unless ``align`` says otherwise."""
    paragraph.alignment = align
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, size
    return paragraph


def prose(document: WordDocument, text: str) -> Paragraph:
    """A paragraph of the body: justified, first line indented 1 cm, at least 6 pt to the next."""
    paragraph = say(document.add_paragraph(), text, align=ALIGN.JUSTIFY)
    form = paragraph.paragraph_format
    form.first_line_indent, form.space_after, form.line_spacing = Mm(10), Pt(6), 1.1
    return paragraph


def rule(paragraph: Paragraph, length: Length, room: Length) -> None:
    """Make the paragraph a drawn line of that length in the middle of the room that it has."""
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Length((room - length) // 2)
    form.line_spacing_rule, form.line_spacing = SPACING.EXACTLY, Pt(4)
    form.space_before = Pt(2)
    borders = OxmlElement("w:pBdr")
    _child(borders, "w:top", {"w:val": "single", "w:sz": "6", "w:space": "1", "w:color": "000000"})
    # The schema wants the borders before spacing and indents.
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def cell_margins(table: Table, inner: int) -> None:
    """The space inside the table's cells, left and right, in twentieths of a point."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        _child(margins, side, {"w:w": str(inner), "w:type": "dxa"})
    # The schema wants the margins before the look of the table.
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")


def _child(parent: Any, name: str, attributes: dict[str, str]) -> None:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(key), value)
    parent.append(element)
