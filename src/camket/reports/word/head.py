"""The first lines and the last ones: who, where, when, what; to whom, and signed by which post."""

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.shared import Length, Mm, Pt
from docx.table import _Cell

from camket.reports import sentences
from camket.reports.composing import Paper
from camket.reports.word.page import BODY, SMALL, WIDTH, cell_margins, rule, say

LEFT, RIGHT = Mm(67), Length(WIDTH - Mm(67))
CAPITALS = Pt(13)

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def head(document: WordDocument, paper: Paper) -> None:
    """Issuer and state side by side, each over its line; number and symbol; place and day."""
    left, right = pair(document)
    # The body above an office is not bold; the first line of a committee's own name is.
    say(left.paragraphs[0], paper.line("above").upper(), size=CAPITALS, bold=not paper.contents.issuer.office)
    say(left.add_paragraph(), paper.line("issuer").upper(), size=CAPITALS, bold=True)
    rule(left.add_paragraph(), Mm(25), LEFT)
    say(right.paragraphs[0], STATE, size=CAPITALS, bold=True)
    say(right.add_paragraph(), MOTTO, size=BODY, bold=True)
    rule(right.add_paragraph(), Mm(60), RIGHT)
    left, right = pair(document)
    say(left.paragraphs[0], sentences.numbering(paper), size=CAPITALS)
    say(right.paragraphs[0], sentences.place_and_day(paper), size=BODY, italic=True)


def title(document: WordDocument, paper: Paper) -> None:
    kind = say(document.add_paragraph(), "BÁO CÁO", bold=True)
    kind.paragraph_format.space_before = Pt(14)
    say(document.add_paragraph(), paper.line("title"), bold=True)
    rule(document.add_paragraph(), Mm(45), WIDTH)
    after = document.add_paragraph()
    if paper.contents.issuer.notice:
        say(after, f"({paper.contents.issuer.notice})", size=CAPITALS, italic=True)
    after.paragraph_format.space_after = Pt(6)


def signature(document: WordDocument, paper: Paper) -> None:
    """Recipients on the left; on the right the post, and room for the seal. The name is left to who signs."""
    left, right = pair(document)
    say(left.paragraphs[0], "Nơi nhận:", size=Pt(12), bold=True, italic=True, align=ALIGN.LEFT)
    for name in paper.line("recipients").splitlines():
        say(left.add_paragraph(), f"- {name}", size=SMALL, align=ALIGN.LEFT)
    if behalf := paper.line("behalf"):
        say(right.paragraphs[0], behalf, bold=True)
    post = say(right.add_paragraph(), paper.line("post"), bold=True)
    post.paragraph_format.space_after = Pt(72)


def pair(document: WordDocument) -> tuple[_Cell, _Cell]:
    """Two cells without borders or inner margins, kept on one page."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    cell_margins(table, 0)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cells = table.rows[0].cells
    for column, cell, width in zip(table.columns, cells, (LEFT, RIGHT), strict=True):
        column.width = cell.width = width
    return cells[0], cells[1]
