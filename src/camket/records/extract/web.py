"""Web pages: the main text, its headings and tables, pictures with their captions apart.

What a site puts round every article (menus, related news, comments, counters) is left out. The main part is what the
page itself marks as such, else the block that holds most of the running text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from lxml import etree, html

from camket.records.extract import detect, tables, web_encoding
from camket.records.extract.errors import ExtractError
from camket.records.extract.limits import MAX_WEB_ELEMENTS
from camket.records.extract.model import Extracted, Figure, Writer, clean

_DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "form",
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
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "caption",
        "html",
    ]
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CHROME = re.compile(
    r"(^|[\s_-])(menu|navbar|nav|sidebar|breadcrumbs?|comments?|binh-luan|related|lien-quan|tin-khac|tin-moi|share|sharing|social|footer"
    r"|banner|advert\w*|ads|quang-cao|pagination|paging|toolbar|skip-link|sr-only|visually-hidden|print|rating|poll|counter|login)($|[\s_-])",
    re.IGNORECASE,
)
_MAIN = (
    "//*[@itemprop='articleBody']",
    "//article",
    "//main",
    "//*[@role='main']",
)
_CAPTION = re.compile(r"(^|[\s_-])(caption|chu-thich|chuthich|image-desc|pcaption)($|[\s_-])", re.IGNORECASE)
_OPENING = re.compile(r"<\w")
_ENOUGH = 140
_DATE = re.compile(r"^\s*(\d{4})-(\d{2})-(\d{2})")
_DEEPEST = 220


@dataclass(slots=True)
class Walk:
    """The state of one reading; ``line`` gathers the inline text of the block at hand."""

    writer: Writer
    line: list[str] = field(default_factory=list)
    kind: str = "text"
    tables: int = 0
    figures: list[Figure] = field(default_factory=list)


def read(data: bytes) -> Extracted:
    """Read a web page; raises :class:`ExtractError` (``empty``, ``corrupt``, ``legacy_encoding``, ``binary``)."""
    text, guessed = web_encoding.decode(data)
    if "\0" in text:
        raise ExtractError("binary")
    if text.count("<") > 2 * MAX_WEB_ELEMENTS or len(_OPENING.findall(text)) > MAX_WEB_ELEMENTS:
        raise ExtractError("too_large", "", "quá nhiều thẻ HTML", "too many HTML elements")
    root = _parse(web_encoding.printable(text))
    _drop_hidden(root)
    warnings = web_encoding.settle(root, guessed=guessed)
    main = _main(root)
    walk = Walk(Writer())
    heading = _heading_outside(root, main)
    if heading:
        walk.writer.line(heading, "heading")
    _block(main, walk)
    _end(walk)
    title = heading or _title(root, main)
    layout = tuple(walk.writer.layout)
    published = _published(root, main)
    return Extracted(walk.writer.text(), layout, detect.HTML, warnings, tuple(walk.figures), title, published)


def _parse(text: str) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise ExtractError("corrupt") from error
    return root


def _drop_hidden(root: html.HtmlElement) -> None:
    for element in list(root.iter()):
        if (
            not isinstance(element.tag, str)
            or (element.tag in _DROPPED and element.tag != "head")
            or element.get("hidden") is not None
            or element.get("aria-hidden") == "true"
            or (element.tag not in ("html", "body", "article", "main", "head") and _CHROME.search(_names(element)))
        ):
            _remove(element)


def _names(element: html.HtmlElement) -> str:
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


def _main(root: html.HtmlElement) -> html.HtmlElement:
    """The element that holds the article."""
    for path in _MAIN:
        found = root.xpath(path)
        if found:
            best = max(found, key=_length)
            if _length(best) >= min(_ENOUGH, _length(root) // 2):
                return best
    body = root.find("body")
    return _densest(body if body is not None else root)


def _length(element: html.HtmlElement) -> int:
    return sum(len(part.strip()) for part in element.itertext())


def _densest(body: html.HtmlElement) -> html.HtmlElement:
    """Go down as long as one child holds most of what its parent holds, links not counted."""
    here = body
    own = _running(here)
    while own:
        children = [
            child
            for child in here
            if isinstance(child.tag, str) and child.tag in _BLOCKS and child.tag not in ("table", "p")
        ]
        best = max(children, key=_running, default=None)
        if best is None or _running(best) < own * 0.75:
            break
        here, own = best, _running(best)
    return here


def _running(element: html.HtmlElement) -> int:
    links = sum(_length(link) for link in element.iter("a"))
    return _length(element) - links


def _heading_outside(root: html.HtmlElement, main: html.HtmlElement) -> str:
    """The page's first heading where the main part has none of its own."""
    if main.find(".//h1") is not None or main.tag == "h1":
        return ""
    found = root.find(".//h1")
    return clean(_flat(found)) if found is not None else ""


def _title(root: html.HtmlElement, main: html.HtmlElement) -> str:
    found = main.find(".//h1")
    found = found if found is not None else root.find(".//title")
    return clean(_flat(found)) if found is not None else ""


def _published(root: html.HtmlElement, main: html.HtmlElement) -> date | None:
    stated = [time.get("datetime") or "" for time in main.iter("time")]
    stated += root.xpath("//meta[@property='article:published_time' or @itemprop='datePublished']/@content")
    stated += [time.get("datetime") or "" for time in root.iter("time")]
    for text in stated:
        match = _DATE.match(text)
        if match:
            try:
                return date(*map(int, match.groups()))
            except ValueError:
                continue
    return None


def _end(walk: Walk) -> tuple[int, int]:
    """Close the line at hand."""
    text, walk.line = "".join(walk.line), []
    return walk.writer.line(text, walk.kind)


def _block(element: html.HtmlElement, walk: Walk, depth: int = 0) -> None:
    """Read an element and what is in it; its tail belongs to the caller."""
    tag = element.tag
    if tag == "head" or depth > _DEEPEST:
        return
    if tag == "table" and not _is_layout(element):
        _end(walk)
        _table(element, walk)
        return
    if tag == "img":
        _picture(element, walk)
        return
    if tag == "br":
        _end(walk)
        return
    apart = tag in _BLOCKS or bool(_CAPTION.search(_names(element)))
    before = walk.kind
    if apart:
        _end(walk)
        walk.kind = _kind(element, before)
    walk.line.append(_wrapped(element.text, tag))
    for child in element:
        _block(child, walk, depth + 1)
        walk.line.append(_wrapped(child.tail, tag))
    if apart:
        span = _end(walk)
        walk.kind = before
        _caption(element, walk, span)


def _wrapped(text: str | None, tag: str) -> str:
    return text or ""


def _kind(element: html.HtmlElement, outer: str) -> str:
    if element.tag in _HEADINGS:
        return "heading"
    if element.tag == "figcaption" or _CAPTION.search(_names(element)):
        return "caption"
    return "list" if element.tag == "li" else outer


def _picture(element: html.HtmlElement, walk: Walk) -> None:
    source = (element.get("src") or element.get("data-src") or "").strip()
    if source and not source.startswith("data:"):
        here = walk.writer.length
        walk.figures.append(Figure(source, clean(element.get("alt") or ""), "", here, here))


def _caption(element: html.HtmlElement, walk: Walk, span: tuple[int, int]) -> None:
    """A caption belongs to the last picture before it that has none."""
    if _kind(element, "text") != "caption" or span[0] == span[1]:
        return
    text = walk.writer.parts[-1]
    for number in range(len(walk.figures) - 1, -1, -1):
        figure = walk.figures[number]
        if not figure.caption:
            walk.figures[number] = Figure(figure.source, figure.alternative, text, *span)
            return


def _is_layout(table: html.HtmlElement) -> bool:
    """A table that only places blocks: one column, or tables within it."""
    if table.find(".//table") is not None:
        return True
    return all(len(row) <= 1 for row in table.iter("tr"))


def _table(table: html.HtmlElement, walk: Walk) -> None:
    caption = table.find("caption")
    walk.writer.gap()
    if caption is not None:
        walk.writer.line(_flat(caption), "caption")
    rows = [list(_cells(row)) for row in table.iter("tr")]
    walk.tables += 1
    tables.write(tables.from_rows([row for row in rows if row]), walk.writer, walk.tables)
    walk.writer.gap()


def _cells(row: html.HtmlElement) -> Iterator[tables.Cell]:
    for element in row:
        if element.tag in ("td", "th"):
            yield tables.Cell(_flat(element), _span(element, "colspan"), _span(element, "rowspan"))


def _flat(element: html.HtmlElement) -> str:
    """Text of an element in one line; blocks and breaks in it part words."""
    parts = []
    for node in element.iter():
        if node.tag in _BLOCKS or node.tag == "br":
            parts.append(" ")
        parts.append(node.text or "")
        if node is not element:
            parts.append(f" {node.tail or ''}" if node.tag in _BLOCKS else node.tail or "")
    return "".join(parts)


def _span(element: html.HtmlElement, name: str) -> int:
    text = (element.get(name) or "1").strip()
    return max(1, min(int(text), 500)) if text.isascii() and text.isdigit() and len(text) < 10 else 1
