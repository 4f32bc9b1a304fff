"""The first lines and the last ones of a party document, after Guideline 36-HD/VPTW (2018), part II."""

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm, Pt

from camket.reports import sentences
from camket.reports.composing import Paper
from camket.reports.word.head import RIGHT, pair
from camket.reports.word.page import BODY, rule, say

PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
_NAMED, _KIND, _LIST = Pt(15), Pt(16), Pt(12)


def head(document: WordDocument, paper: Paper) -> None:
    """The body above, the issuer and an asterisk, number and symbol on the left; the party, place and day right."""
    left, right = pair(document)
    say(left.paragraphs[0], paper.line("above").upper(), size=BODY)
    say(left.add_paragraph(), paper.line("issuer").upper(), size=BODY, bold=True)
    say(left.add_paragraph(), "*", size=BODY)
    say(left.add_paragraph(), sentences.numbering(paper), size=BODY)
    say(right.paragraphs[0], PARTY, size=_NAMED, bold=True)
    rule(right.add_paragraph(), Mm(66), RIGHT)
    day = say(right.add_paragraph(), sentences.place_and_day(paper), italic=True)
    day.paragraph_format.space_before = Pt(12)


def title(document: WordDocument, paper: Paper) -> None:
    kind = say(document.add_paragraph(), "BÁO CÁO", size=_KIND, bold=True)
    kind.paragraph_format.space_before = Pt(18)
    say(document.add_paragraph(), paper.line("title"), bold=True)
    after = say(document.add_paragraph(), "-----")
    if paper.contents.issuer.notice:
        after = say(document.add_paragraph(), f"({paper.contents.issuer.notice})", size=Pt(13), italic=True)
    after.paragraph_format.space_after = Pt(6)


def signature(document: WordDocument, paper: Paper) -> None:
    """Recipients on the left, their heading underlined; on the right on whose behalf, and the post."""
    left, right = pair(document)
    heading = say(left.paragraphs[0], "Nơi nhận:", size=BODY, align=ALIGN.LEFT)
    heading.runs[0].underline = True
    for name in paper.line("recipients").splitlines():
        say(left.add_paragraph(), f"- {name}", size=_LIST, align=ALIGN.LEFT)
    if behalf := paper.line("behalf"):
        say(right.paragraphs[0], behalf, bold=True)
    post = say(right.add_paragraph(), paper.line("post"))
    post.paragraph_format.space_after = Pt(72)
