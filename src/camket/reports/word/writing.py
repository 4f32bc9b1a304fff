"""The report put together, and closed into a file whose bytes depend on nothing but what it says."""

import io
import zipfile
from datetime import UTC, datetime, time

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm, Pt

from camket.reports import sentences
from camket.reports.contents import Contents, Layout
from camket.reports.word import head, party
from camket.reports.word.grid import grid
from camket.reports.word.page import blank, notice, prose, say

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip archive can name


def document(found: Contents) -> bytes:
    """The report as a .docx."""
    made = blank()
    if found.issuer.notice:
        notice(made, found.issuer.notice)
    laid_out = party if found.layout == Layout.PARTY else head
    laid_out.head(made, found)
    laid_out.title(made, found)
    _body(made, found)
    laid_out.signature(made, found)
    _properties(made, found)
    buffer = io.BytesIO()
    made.save(buffer)
    return _settled(buffer.getvalue())


def _body(made: WordDocument, found: Contents) -> None:
    for text in sentences.opening(found):
        prose(made, text)
    made.add_heading("I. KẾT QUẢ CHUNG")
    for text in sentences.summary(found):
        prose(made, text)
    made.add_heading("II. KẾT QUẢ TỪNG CHỈ TIÊU")
    grid(made, found)
    _notes(made, found)
    made.add_heading("III. HẠN CHẾ, TỒN TẠI")
    _not_well(made, found)
    made.add_heading("IV. NGUỒN SỐ LIỆU")
    _sources(made, found)
    last = prose(made, sentences.closing(found)).paragraph_format
    last.space_before, last.space_after, last.keep_with_next = Pt(6), Pt(12), True


def _notes(made: WordDocument, found: Contents) -> None:
    """Below the table, smaller, so that it is read with it."""
    for place, text in enumerate(sentences.below_table(found)):
        paragraph = say(made.add_paragraph(), f"- {text}", size=Pt(12), italic=True, align=ALIGN.JUSTIFY)
        paragraph.paragraph_format.space_before = Pt(4 if place == 0 else 0)


def _not_well(made: WordDocument, found: Contents) -> None:
    said = False
    for lead, lines in sentences.not_well(found):
        prose(made, lead).paragraph_format.keep_with_next = True
        for line in lines:
            prose(made, f"- {line.why}")
        said = True
    unknown = sentences.unknown(found)
    if unknown:
        prose(made, unknown)
    if not (said or unknown):
        prose(made, "Không có chỉ tiêu chậm tiến độ, không đạt hoặc thiếu số liệu.")


def _sources(made: WordDocument, found: Contents) -> None:
    if not found.sources:
        prose(made, f"Chưa có số liệu nào của năm {found.year} được ghi nhận.")
    for number, text in enumerate(found.sources, start=1):
        prose(made, f"({number}) {text}")
    if found.disagreements:
        prose(made, "Điểm cần đối chiếu giữa các nguồn:").paragraph_format.keep_with_next = True
    for text in found.disagreements:
        prose(made, f"- {text}").paragraph_format.left_indent = Mm(0)


def _properties(made: WordDocument, found: Contents) -> None:
    properties = made.core_properties
    properties.title, properties.subject = sentences.title(found), found.mandate.title
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
