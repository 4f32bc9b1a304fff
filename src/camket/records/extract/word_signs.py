"""Signs of a Word document that are more than their letters: those of symbol fonts, and raised figures."""

from typing import TYPE_CHECKING

from camket.records.extract import symbols
from camket.records.extract.model import raised

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def symbol(element: "etree._Element") -> str:
    """The sign that ``w:sym`` draws; empty for an ornament."""
    try:
        return symbols.drawn(element.get(f"{W}font") or "", int(element.get(f"{W}char") or "", 16))
    except ValueError:
        return ""


def shown(text: str, properties: "etree._Element | None") -> str:
    """The text of a run as its properties draw it: letters of a symbol font, and raised figures, which are no digits of
    the number before them ("200¹").
    """
    if properties is None:
        return text
    named = properties.find(f"{W}rFonts")
    font = named.get(f"{W}hAnsi") or named.get(f"{W}ascii") or "" if named is not None else ""
    if symbols.is_symbolic(font):
        return "".join(symbols.drawn(font, ord(sign)) for sign in text)
    place = properties.find(f"{W}vertAlign")
    if place is not None and place.get(f"{W}val") == "superscript":
        return raised(text)
    return text
