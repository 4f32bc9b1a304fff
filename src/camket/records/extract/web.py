"""Web pages: the main text, its headings and tables, pictures with their captions apart.

What a site puts round every article (menus, related news, comments, counters) is left out. The main part is what the
page itself marks as such, else the block that holds most of the running text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from lxml import etree, html

from camket.records.extract import detect, tables, web_encoding, web_pruning
from camket.records.extract.errors import ExtractError
from camket.records.extract.limits import MAX_WEB_ELEMENTS
from camket.records.extract.model import Extracted, Figure, Writer, clean, raised
from camket.records.extract.web_pruning import names
from camket.records.extract.word_lists import numeral

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
        "form",
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
_BREAK = "\x0b"  # stands for <br> in the line at hand
_WRAPPED = 40  # letters of a line that a break may only have wrapped
_LONG = 7
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LAYOUT_ROWS = 2
_PAGE_BLOCKS = 3
_PAGE_LETTERS = 300


@dataclass(slots=True)
class Walk:
    """The state of one reading; ``line`` gathers the inline text of the block at hand."""

    writer: Writer
    line: list[str] = field(default_factory=list)
    kind: str = "text"
    tables: int = 0
    figures: list[Figure] = field(default_factory=list)
    counts: dict[html.HtmlElement, int] = field(default_factory=dict)
    label: str = ""


def read(data: bytes) -> Extracted:
    """Read a web page; raises :class:`ExtractError` (``empty``, ``corrupt``, ``legacy_encoding``, ``binary``)."""
    text, guessed = web_encoding.decode(data)
    if "\0" in text:
        raise ExtractError("binary")
    if text.count("<") > 2 * MAX_WEB_ELEMENTS or len(_OPENING.findall(text)) > MAX_WEB_ELEMENTS:
        raise ExtractError("too_large", "", "quá nhiều thẻ HTML", "too many HTML elements")
    root = _parse(web_encoding.printable(text))
    web_pruning.drop_hidden(root)
    warnings = web_encoding.settle(root, guessed=guessed)
    main = _main(root)
    web_pruning.drop_other_news(main)
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
            if isinstance(child.tag, str) and child.tag in _BLOCKS and child.tag != "p" and not _is_data(child)
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
    """Close the line at hand; a break within it parts lines, except where it only wraps a sentence."""
    text, walk.line = "".join(walk.line), []
    line, label = "", walk.label
    for part in map(str.strip, text.split(_BREAK)):
        if len(line) >= _WRAPPED and part[:1].islower() and line[-1] not in ".;:!?":
            line = f"{line} {part}"
            continue
        if line:
            walk.writer.line(label + line, walk.kind)
            walk.label = label = ""
        line = part
    if not line:
        return walk.writer.length, walk.writer.length
    walk.label = ""
    return walk.writer.line(label + line, walk.kind)


def _block(element: html.HtmlElement, walk: Walk, depth: int = 0, *, high: bool = False) -> None:
    """Read an element and what is in it; its tail belongs to the caller. ``high``: within raised text."""
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
        walk.line.append(_BREAK)
        return
    apart = tag in _BLOCKS or bool(_CAPTION.search(names(element)))
    before = walk.kind
    if apart:
        _end(walk)
        walk.kind = _kind(element, before)
        walk.label = _label(element, walk) or walk.label
    high = high or tag == "sup"
    _add(element.text, walk, high=high)
    for child in element:
        _block(child, walk, depth + 1, high=high)
        _add(child.tail, walk, high=high)
    if apart:
        span = _end(walk)
        walk.kind = before
        walk.label = "" if tag == "li" else walk.label
        _caption(element, walk, span)


def _add(text: str | None, walk: Walk, *, high: bool) -> None:
    if text:
        text = text.replace(_BREAK, " ")
        walk.line.append(raised(text) if high else text)


def _label(element: html.HtmlElement, walk: Walk) -> str:
    """The number that a page draws before an item of a list."""
    parent = element.getparent()
    if element.tag != "li" or parent is None or parent.tag != "ol" or "none" in (parent.get("style") or ""):
        return ""
    value = element.get("value") or (parent.get("start") if parent not in walk.counts else "") or ""
    last = walk.counts.get(parent, 0)
    walk.counts[parent] = int(value) if value.isascii() and value.isdigit() and len(value) < _LONG else last + 1
    return f"{numeral(walk.counts[parent], _FORMS.get(parent.get('type') or '', 'decimal'))}. "


def _kind(element: html.HtmlElement, outer: str) -> str:
    if element.tag in _HEADINGS:
        return "heading"
    if element.tag == "figcaption" or _CAPTION.search(names(element)):
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


def _is_data(element: html.HtmlElement) -> bool:
    return element.tag == "table" and not _is_layout(element)


def _is_layout(table: html.HtmlElement) -> bool:
    """A table that only places blocks: one column, tables within it, or a page of text in one of its cells."""
    if table.find(".//table") is not None:
        return True
    rows = list(table.iter("tr"))
    if all(len(row) <= 1 for row in rows):
        return True
    return len(rows) <= _LAYOUT_ROWS and any(_is_page(cell) for row in rows for cell in row)


def _is_page(cell: html.HtmlElement) -> bool:
    return cell.find(".//h1") is not None or (
        len(cell.findall(".//p")) >= _PAGE_BLOCKS and _length(cell) >= _PAGE_LETTERS
    )


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
    parts: list[str] = []
    high = 0
    for event, node in etree.iterwalk(element, events=("start", "end")):
        blank = " " if node.tag in _BLOCKS or node.tag == "br" else ""
        high += (node.tag == "sup") * (1 if event == "start" else -1)
        text = node.text if event == "start" else node.tail if node is not element else ""
        parts += (blank, raised(text or "") if high else text or "")
    return "".join(parts)


def _span(element: html.HtmlElement, name: str) -> int:
    text = (element.get(name) or "1").strip()
    return max(1, min(int(text), 500)) if text.isascii() and text.isdigit() and len(text) < 10 else 1
