"""Signs of a Word document that are more than their letters: those of symbol fonts, and raised figures."""

from typing import TYPE_CHECKING

from camket.records.extract.model import raised

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PRIVATE = 0xF000  # where Word keeps the codes of symbol fonts

# By the code in the font: what a programme of work needs of them; the rest are ornaments.
_SYMBOL = {0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥"}
_SYMBOL |= {
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
    0xBC: "…",
    0xD7: "·",
    0xDE: "⇒",
    0xE5: "∑",
    0x2D: "−",
}
_SYMBOL |= {
    0x44: "Δ",
    0x53: "Σ",
    0x57: "Ω",
    0x61: "α",
    0x62: "β",
    0x64: "δ",
    0x6C: "λ",
    0x6D: "μ",
    0x70: "π",
    0x73: "σ",
}
_SYMBOL |= {code: chr(code) for code in b" !#%&()+,./0123456789:;<=>?[]_{|}"}
_TICKS = {0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0xA8: "☐", 0x6F: "☐", 0x78: "☒"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _TICKS}


def symbol(element: "etree._Element") -> str:
    """The sign that ``w:sym`` draws; empty for an ornament."""
    font = _FONTS.get((element.get(f"{W}font") or "").lower(), {})
    try:
        code = int(element.get(f"{W}char") or "", 16)
    except ValueError:
        return ""
    return font.get(code % _PRIVATE, "")


def shown(text: str, properties: "etree._Element | None") -> str:
    """The text of a run as its properties draw it: letters of a symbol font, and raised figures, which are no digits of
    the number before them ("200¹").
    """
    if properties is None:
        return text
    named = properties.find(f"{W}rFonts")
    font = _FONTS.get((named.get(f"{W}hAnsi") or named.get(f"{W}ascii") or "").lower()) if named is not None else None
    if font is not None:
        return "".join(font.get(ord(sign) % _PRIVATE, "") for sign in text)
    place = properties.find(f"{W}vertAlign")
    if place is not None and place.get(f"{W}val") == "superscript":
        return raised(text)
    return text
