"""The report put together, and closed into a file whose bytes depend on nothing but what it says."""

import io
import zipfile
from datetime import UTC, datetime, time

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Pt

from camket.reports import sentences
from camket.reports.composing import Paper
from camket.reports.contents import Contents
from camket.reports.enums import Layout, Section
from camket.reports.word import head, party
from camket.reports.word.grid import grid
from camket.reports.word.page import blank, notice, prose, say

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip archive can name


def document(paper: Paper) -> bytes:
    """The report as a .docx."""
    made, found = blank(), paper.contents
    if found.issuer.notice:
        notice(made, found.issuer.notice)
    laid_out = party if found.layout == Layout.PARTY else head
    laid_out.head(made, paper)
    laid_out.title(made, paper)
    _body(made, paper)
    laid_out.signature(made, paper)
    _annex(made, paper)
    _properties(made, paper)
    buffer = io.BytesIO()
    made.save(buffer)
    return _settled(buffer.getvalue())


def _body(made: WordDocument, paper: Paper) -> None:
    for text in paper.paragraphs(Section.OPENING):
        prose(made, text)
    for number, (section, paragraphs) in enumerate(paper.sections, start=1):
        made.add_heading(sentences.heading(number, section))
        for text in paragraphs:
            prose(made, text).paragraph_format.keep_with_next = text.endswith(":")
    for text in paper.paragraphs(Section.CLOSING):
        last = prose(made, text).paragraph_format
        last.space_before, last.space_after, last.keep_with_next = Pt(6), Pt(12), True


def _annex(made: WordDocument, paper: Paper) -> None:
    """All targets on pages of their own, with what they rest on."""
    first = say(made.add_paragraph(), "PHỤ LỤC", bold=True)
    first.paragraph_format.page_break_before = True
    say(made.add_paragraph(), sentences.ANNEX, bold=True)
    after = say(made.add_paragraph(), f"({sentences.belonging(paper)})", italic=True)
    after.paragraph_format.space_after = Pt(8)
    grid(made, paper.contents)
    _notes(made, paper.contents)
    made.add_heading("Nguồn số liệu")
    for text in sentences.sources(paper.contents):
        prose(made, text).paragraph_format.keep_with_next = text.endswith(":")


def _notes(made: WordDocument, found: Contents) -> None:
    """Below the table, smaller, so that it is read with it."""
    for place, text in enumerate(sentences.below_table(found)):
        paragraph = say(made.add_paragraph(), f"- {text}", size=Pt(12), italic=True, align=ALIGN.JUSTIFY)
        paragraph.paragraph_format.space_before = Pt(4 if place == 0 else 0)


def _properties(made: WordDocument, paper: Paper) -> None:
    properties, found = made.core_properties, paper.contents
    properties.title, properties.subject = paper.line("title"), found.mandate.title
    properties.author = properties.last_modified_by = sentences.issuer(found)
    properties.comments, properties.keywords, properties.language = found.issuer.notice, "", "vi-VN"
    properties.created = properties.modified = datetime.combine(found.dated, time(), UTC)
    properties.revision = 1


def _settled(data: bytes) -> bytes:
    """The same archive without the moment at which it was packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, _LONG_AGO)
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(member, old.read(name))
    return out.getvalue()
