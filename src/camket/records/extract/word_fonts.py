"""Fonts of a Word document, as far as they tell that a run's letters are in an old Vietnamese code page."""

import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from camket.records.extract.package import Package

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMED = re.compile(rb"[\"'](?:\.vn|vni)[\w\s-]", re.IGNORECASE)
_PARTS = re.compile(r"word/(?:document\d*|styles|footnotes|endnotes)\.xml")
_SYMBOLS = {0xF000 + code: code for code in range(0x20, 0x100)}  # letters of a font that is declared as one of symbols
_DEEPEST = 10

Run = tuple[str, str]
"""A text and its font; the font is empty where it does not matter."""


@dataclass(slots=True)
class Fonts:
    """The fonts of a document's styles, by their names in the file; ``pages`` gathers what was converted."""

    own: dict[str, str] = field(default_factory=dict)
    base: dict[str, str] = field(default_factory=dict)
    usual: str = ""
    default: str = ""
    pages: dict[str, None] = field(default_factory=dict)

    def of_style(self, style: str, default: str) -> str:
        """The font of a style, its own or that of a style it rests on."""
        for _ in range(_DEEPEST):
            if self.own.get(style):
                return self.own[style]
            style = self.base.get(style, "")
        return default

    def of_paragraph(self, paragraph: "etree._Element") -> str:
        """The font of text in a paragraph that names none."""
        return self.of_style(_value(paragraph.find(f"{W}pPr/{W}pStyle")) or self.usual, self.default)

    def of_run(self, run: "etree._Element", inherited: str) -> str:
        """The font of a run."""
        own = _named(run.find(f"{W}rPr"))
        return own or self.of_style(_value(run.find(f"{W}rPr/{W}rStyle")), inherited)

    def text(self, runs: list[Run]) -> str:
        """Runs as one text, those of old fonts in Unicode; a letter may begin in one run and end in the next."""
        return "".join(
            self._settled("".join(text for text, _ in group), font)
            for font, group in groupby(runs, key=lambda run: run[1])
        )

    def _settled(self, text: str, font: str) -> str:
        from camket.records.extract import fonts, legacy

        page = fonts.code_page(font)
        if not page:
            return text
        text = text.translate(_SYMBOLS)
        if not text.isascii() and legacy.kind(text, page) is legacy.Line.UNICODE:
            return text  # typed in Unicode, whatever the font is called
        settled = legacy.converted(text, page)
        settled = settled.upper() if fonts.draws_capitals(font) else settled
        if not text.isascii():
            self.pages[page] = None
        return settled


def load(package: Package) -> Fonts | None:
    """The fonts of a document that names an old Vietnamese one; None for all others, which need not look at fonts."""
    parts = (name for name in sorted(package.names) if _PARTS.fullmatch(name))
    if not any(_NAMED.search(chunk) for name in parts for chunk in package.chunks(name)):
        return None
    fonts = Fonts()
    root = package.tree("word/styles.xml")
    if root is None:
        return fonts
    fonts.default = _named(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
    for style in root.iter(f"{W}style"):
        name = style.get(f"{W}styleId") or ""
        fonts.own[name] = _named(style.find(f"{W}rPr"))
        fonts.base[name] = _value(style.find(f"{W}basedOn"))
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
            fonts.usual = name
    return fonts


def _named(properties: "etree._Element | None") -> str:
    """The font that properties name for Latin letters; a theme's font is none of the old ones."""
    named = properties.find(f"{W}rFonts") if properties is not None else None
    if named is None:
        return ""
    theme = "theme" if named.get(f"{W}asciiTheme") or named.get(f"{W}hAnsiTheme") else ""
    return theme or named.get(f"{W}hAnsi") or named.get(f"{W}ascii") or ""


def _value(element: "etree._Element | None") -> str:
    return (element.get(f"{W}val") or "") if element is not None else ""
