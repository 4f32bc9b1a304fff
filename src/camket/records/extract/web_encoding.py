"""The encoding of a web page: what it declares, what its bytes are, and old Vietnamese code pages under either."""

import re

from lxml import html

from camket.records.extract import plain
from camket.records.extract.fonts import draws_capitals
from camket.records.extract.model import Notice

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_FONT = re.compile(r"font-family\s*:\s*[\"']?([^;,\"']+)", re.IGNORECASE)
_UNPRINTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text without signs that XML does not allow: a parsed page gives some out and takes none back."""
    return _UNPRINTED.sub(" ", text)


def settle(root: html.HtmlElement, *, guessed: bool) -> tuple[Notice, ...]:
    """Put the texts of a page that is in an old code page into Unicode; the figures of its tags stay as they are."""
    nodes = [(element, name) for element in root.iter() for name in ("text", "tail") if getattr(element, name)]
    texts = [getattr(element, name) for element, name in nodes]
    settled, warnings = plain.settled(texts, guessed=guessed)
    if not warnings:
        return ()
    for (element, name), old, new in zip(nodes, texts, settled, strict=True):
        shown = new.upper() if _in_capitals(element if name == "text" else element.getparent()) else new
        if shown != old:
            setattr(element, name, printable(shown))
    return warnings


def _in_capitals(element: html.HtmlElement | None) -> bool:
    """Whether the nearest font that is named is one that draws capitals only."""
    while element is not None:
        found = _FONT.search(element.get("style") or "")
        name = found[1] if found else element.get("face")
        if name:
            return draws_capitals(name)
        element = element.getparent()
    return False


def decode(data: bytes) -> tuple[str, bool]:
    """A page's text, by what it declares or by its bytes; True where it is no Unicode and nothing was declared."""
    declared = _CHARSET.search(data[:4096])
    name = declared[1].decode("ascii").lower() if declared else ""
    if (
        name
        and name not in ("utf-8", "utf8", "unicode")
        and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    ):
        try:
            return data.decode("utf-8"), False
        except UnicodeDecodeError:
            pass
        try:
            return data.decode(name), False
        except (UnicodeDecodeError, LookupError):
            pass
    return plain.decode(data)
