"""Signs that fonts of symbols draw for the codes of letters."""

import re

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
_FONTS = {"symbol": _SYMBOL, "symbolmt": _SYMBOL, "opensymbol": _SYMBOL, "wingdings": _TICKS}
_STYLE = re.compile(r"[,-].*$")


def is_symbolic(font: str) -> bool:
    """Whether a font is one of symbols."""
    return _STYLE.sub("", font.lower()) in _FONTS


def drawn(font: str, code: int) -> str:
    """What a font of symbols draws for a code, its own or that of Unicode's private area; empty for an ornament."""
    return _FONTS.get(_STYLE.sub("", font.lower()), {}).get(code % _PRIVATE, "")
