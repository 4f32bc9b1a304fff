"""What a site puts round an article, taken out of its page: menus, forms, hidden parts, news beside it."""

import re
from itertools import islice

from lxml import html

from camket.records.extract import web_encoding

_DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "button",
        "select",
        "option",
        "input",
        "textarea",
        "nav",
        "footer",
        "aside",
        "svg",
        "canvas",
        "audio",
        "video",
        "map",
        "dialog",
        "head",
    ]
)
_CHROME = re.compile(
    r"(^|[\s_-])(menu|navbar|nav|sidebar|breadcrumbs?|comments?|binh-luan|related|lien-quan|tin-khac|tin-moi|share|sharing|social|footer"
    r"|banner|advert\w*|ads|quang-cao|pagination|paging|toolbar|skip-link|sr-only|visually-hidden|print|rating|poll|counter|login)($|[\s_-])",
    re.IGNORECASE,
)
_ROOTS = ("html", "body", "article", "main", "head")
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_OTHER_NEWS = re.compile(
    r"^\W*(?:(?:các|những|xem)\s+)?(?:tin|bài|văn bản|tin bài)(?:\s+(?:tức|viết|bài))?(?:\s+\w+)?\s+"
    r"(?:khác|liên quan|mới(?: nhất| hơn)?|cũ(?: hơn)?|đã đưa|cùng chuyên mục|cùng loại|nổi bật|đọc nhiều)\W*$"
    r"|^\W*(?:xem thêm|đọc thêm|có thể bạn quan tâm)\W*$",
    re.IGNORECASE,
)
_LONGEST_CUE = 60
_MOST_CUES = 30
_CUES = ("h2", "h3", "h4", "h5", "h6", "p", "div", "strong", "b", "span")
_MOST = 0.9  # of a page's text: no menu holds so much
_HALF = 0.5
_LINKED = 0.6  # of a list of other news, so much is links
_BEGINS_ARTICLE = frozenset(("h1", "h2", "article", "main"))


def drop_hidden(root: html.HtmlElement) -> None:
    """Take out what is no text, what is not shown, and what is named as a part of the site; never most of the page.

    Some sites put all of a page into one form, or name a wrapper after the column beside it ("has-sidebar").
    """
    for element in list(root.iter()):
        if (
            not isinstance(element.tag, str)
            or (element.tag in _DROPPED and element.tag != "head")
            or _is_hidden(element)
        ):
            _remove(element)
    elements = list(root.iter())
    lengths = _lengths(elements)
    whole = lengths[root]
    for element in elements:
        if element.tag not in _ROOTS and (element.tag == "form" or _CHROME.search(names(element))):
            share = lengths[element] / max(whole, 1)
            if share < _HALF or (share < _MOST and next(element.iter(*_BEGINS_ARTICLE), None) is None):
                _remove(element)


def _lengths(elements: list[html.HtmlElement]) -> dict[html.HtmlElement, int]:
    """Letters within each element, its own and those of all that it holds."""
    lengths: dict[html.HtmlElement, int] = {}
    for element in reversed(elements):
        lengths[element] = lengths.get(element, 0) + len((element.text or "").strip())
        parent = element.getparent()
        if parent is not None:
            lengths[parent] = lengths.get(parent, 0) + lengths[element] + len((element.tail or "").strip())
    return lengths


def _is_hidden(element: html.HtmlElement) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style") or ""))
    )


def drop_other_news(main: html.HtmlElement) -> None:
    """Take out lists of links below a line such as "Các tin khác", with the box that holds nothing else."""
    found = (cue for cue in main.iter(*_CUES) if _OTHER_NEWS.match(_short(cue)))
    for cue in list(islice(found, _MOST_CUES)):
        if not _is_below(cue, main):
            continue
        box = cue
        while box.getparent() is not main and box.getparent() is not None and _is_links(box.getparent()):
            box = box.getparent()
        behind = box.getnext()
        found_links = box is not cue or (behind is not None and _is_links(behind))
        while behind is not None and _is_links(behind):
            after = behind.getnext()
            _remove(behind)
            behind = after
        if found_links:
            _remove(box)


def _is_below(element: html.HtmlElement, main: html.HtmlElement) -> bool:
    """Whether an element is still within the main part: what held it may have been taken out."""
    return any(ancestor is main for ancestor in element.iterancestors())


def _short(element: html.HtmlElement) -> str:
    """The text of an element, as far as a cue may be long."""
    text = ""
    for part in element.itertext():
        text += part
        if len(text.strip()) > _LONGEST_CUE:
            break
    return " ".join(text.split())


def _is_links(element: html.HtmlElement) -> bool:
    if not isinstance(element.tag, str) or next(element.iter("a"), None) is None:
        return False
    links = sum(_letters(link) for link in element.iter("a"))
    return links >= _LINKED * _letters(element)


def _letters(element: html.HtmlElement) -> int:
    return sum(len(part.strip()) for part in element.itertext())


def names(element: html.HtmlElement) -> str:
    """The classes and the name of an element."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _remove(element: html.HtmlElement) -> None:
    """Take an element out and leave the text behind it in its place."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        previous = element.getprevious()
        if previous is not None:
            previous.tail = web_encoding.printable(f"{previous.tail or ''} {element.tail}")
        else:
            parent.text = web_encoding.printable(f"{parent.text or ''} {element.tail}")
    parent.remove(element)
