from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from camket.reports import leading, sentences
from camket.reports.composing import Paper
from camket.reports.enums import Layout, Section
from camket.reports.pdf import engine
from camket.reports.word.grid import titles
from camket.reports.word.head import MOTTO, STATE
from camket.reports.word.party import PARTY


def document(paper: Paper) -> bytes:
    """Raises ``CannotMakePdf``."""
    html = _html("reports/pdf/paper.html", _of_paper(paper))
    return engine.written(engine.rendered(html, "paper.css"), html)


def leaders(paper: Paper) -> bytes:
    """One page, whatever there is to tell: what does not fit is told more shortly. Raises ``CannotMakePdf``."""
    for density in leading.densities(paper.contents):
        html = _html("reports/leaders.html", {"sheet": leading.sheet(paper, density), "made": _made(paper)})
        pages = engine.rendered(html, "leaders.css")
        if len(pages.pages) == 1:
            break
    return engine.written(pages, html)


def _html(template: str, context: dict[str, Any]) -> str:
    with override("vi"):
        return render_to_string(template, context)


def _made(paper: Paper) -> str:
    return engine.moment(paper.contents.dated)


def _of_paper(paper: Paper) -> dict[str, Any]:
    found = paper.contents
    heads = ("above", "issuer", "behalf", "post", "title")
    return {
        "paper": paper,
        "found": found,
        "made": _made(paper),
        "party": found.layout == Layout.PARTY,
        "line": {key: paper.line(key) for key in heads},
        "state": PARTY if found.layout == Layout.PARTY else STATE,
        "motto": MOTTO,
        "numbering": sentences.numbering(paper),
        "place_and_day": sentences.place_and_day(paper),
        "author": sentences.issuer(found),
        "opening": paper.paragraphs(Section.OPENING),
        "sections": [(sentences.heading(n, one), texts) for n, (one, texts) in enumerate(paper.sections, start=1)],
        "closing": paper.paragraphs(Section.CLOSING),
        "recipients": paper.line("recipients").splitlines(),
        "annex": sentences.ANNEX,
        "belonging": sentences.belonging(paper),
        "titles": titles(found.year),
        "groups": [(sentences.roman(n), group) for n, group in enumerate(found.groups, start=1)],
        "below": list(sentences.below_table(found)),
        "sources": sentences.sources(found),
    }
