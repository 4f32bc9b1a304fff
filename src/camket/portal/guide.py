"""The guide: Markdown pages in two languages, shown in the frame of the public site.

A page is a file ``guide/<language>/<number>-<name>.md`` with one heading of the first level; its address is its name.
``README.md`` is the front of the guide. Links between the files work where the files stand, and are turned into
addresses of the site here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import get_language, override
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from wagtail.models import Locale, Site

from camket.portal.models import HomePage
from camket.reviews.enums import SHAPES

FOLDER = Path(__file__).with_name("guide")
FRONT = "README"
# The labels around the pages stand here, not in the catalogue: the guide is written in each language, not translated.
WORDS = {
    "vi": {"guide": "Hướng dẫn", "inside": "Trong trang này", "all": "Các trang", "before": "Trước", "after": "Tiếp"},
    "en": {"guide": "Guide", "inside": "On this page", "all": "Pages", "before": "Previous", "after": "Next"},
}
_NUMBER = re.compile(r"^\d+-")
_NEITHER_WORD_NOR_SPACE = re.compile(r"[^\w\s-]")
_SHAPE = (
    '<svg class="shape v-{0}" width="16" height="16" aria-hidden="true" focusable="false"><use href="#s-{0}"/></svg>'
)
_LINK = re.compile(r"^(?P<file>[\w-]+)\.md(?P<anchor>#.*)?$")


@dataclass(frozen=True)
class GuidePage:
    """``slug`` is empty for the front; ``contents`` are the anchors and texts of the second level's headings,
    ``headings`` those of all levels."""

    slug: str
    title: str
    html: str
    contents: tuple[tuple[str, str], ...]
    headings: tuple[tuple[str, str], ...]


def anchor(heading: str) -> str:
    """The id of a heading, as code hosting sites form it: "Máy chủ, cổng" -> "máy-chủ-cổng"."""
    return re.sub(r"\s", "-", _NEITHER_WORD_NOR_SPACE.sub("", heading.strip().lower()))


def slug(file_name: str) -> str:
    """ "02-dua-van-ban-vao" -> "dua-van-ban-vao"; the front has none."""
    return "" if file_name == FRONT else _NUMBER.sub("", file_name)


def address(name: str) -> str:
    """Of a page in the language that is active."""
    return reverse("guide", args=[name]) if name else reverse("guide-front")


@cache
def pages(language: str) -> tuple[GuidePage, ...]:
    """The front, then the others by number. The files are part of the package: read once."""
    files = sorted((FOLDER / language).glob("*.md"), key=lambda path: (path.stem != FRONT, path.stem))
    with override(language):
        return tuple(_page(path) for path in files)


def _page(path: Path) -> GuidePage:
    parser = _parser()
    tokens = parser.parse(path.read_text("utf8"))
    headings = list(_headings(tokens))
    for opening, text in headings:
        opening.attrSet("id", anchor(text))
    inner = tuple((anchor(text), text) for opening, text in headings if opening.tag == "h2")
    title = next(text for opening, text in headings if opening.tag == "h1")
    every = tuple((anchor(text), text) for _, text in headings)
    return GuidePage(slug(path.stem), title, parser.renderer.render(tokens, parser.options, {}), inner, every)


def _headings(tokens: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            yield opening, "".join(one.content for one in inline.children or () if one.type in ("text", "code_inline"))


def _parser() -> MarkdownIt:
    """CommonMark with tables; HTML is text here. What may be wider than a phone can be scrolled by keyboard too."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.add_render_rule("link_open", _link_open)
    parser.add_render_rule("text", _text)
    parser.add_render_rule("table_open", lambda *_: '<div class="scroll" tabindex="0"><table>\n')
    parser.add_render_rule("table_close", lambda *_: "</table></div>\n")
    parser.add_render_rule("fence", _fence)
    return parser


def _link_open(self: RendererHTML, tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
    link = tokens[place]
    found = _LINK.match(str(link.attrGet("href") or ""))
    if found:
        link.attrSet("href", address(slug(found["file"])) + (found["anchor"] or ""))
    return self.renderToken(tokens, place, options, env)


def _text(self: RendererHTML, tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
    """The signs of the verdicts as the site draws them: few fonts have them all."""
    shown = str(escape(tokens[place].content))
    for outcome, sign in SHAPES.items():
        shown = shown.replace(sign, _SHAPE.format(outcome.value))
    return shown


def _fence(self: RendererHTML, tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
    return self.code_block(tokens, place, options, env).replace("<pre", '<pre tabindex="0"', 1)


def page(request: HttpRequest, name: str = "") -> HttpResponse:
    language = get_language() or "vi"
    known = pages(language)
    place = next((n for n, one in enumerate(known) if one.slug == name), None)
    if place is None:
        raise Http404
    context = {
        "shown": known[place],
        "known": known,
        "before": known[place - 1] if place else None,
        "after": known[place + 1] if place + 1 < len(known) else None,
        "words": WORDS[language],
    }
    return render(request, "portal/guide.html", {**_frame(request, name, language), **context})


def _frame(request: HttpRequest, name: str, language: str) -> dict[str, Any]:
    """The menu and foot of the site, where there is one yet; the same page in the other language."""
    with override("en" if language == "vi" else "vi"):
        elsewhere = address(name)
    home = _home(request)
    return {**(home.frame(request) if home else {}), "here": request.path, "elsewhere": elsewhere}


def _home(request: HttpRequest) -> HomePage | None:
    site = Site.find_for_request(request)
    front = site.root_page.specific if site else None
    if not isinstance(front, HomePage):
        return None
    found: HomePage = front.get_translation_or_none(Locale.get_active()) or front
    return found
