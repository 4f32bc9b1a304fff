"""The numbers that Word draws before list paragraphs: they stand in no run, yet "(12)" is what programmes refer to."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from camket.records.extract.package import Package

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"))
_ROMAN_SMALL = ((9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_MOST_ROMAN = 3999


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: ``text`` is Word's pattern, in which %1 stands for the number of the first level."""

    form: str
    text: str
    start: int
    glued: bool
    legal: bool = False  # figures only, whatever the form of the levels above


@dataclass(slots=True)
class Lists:
    """Definitions and running counts of a document's lists."""

    levels: dict[tuple[str, int], Level] = field(default_factory=dict)
    definition: dict[str, str] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    restarted: set[str] = field(default_factory=set)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, number: str, depth: int) -> str:
        """The label of the next paragraph in list ``number`` at ``depth`` (from 0), with the blank after it."""
        key = self.definition.get(number)
        level = self.levels.get((key, depth)) if key is not None else None
        if key is None or level is None or level.form == "none":
            return ""
        self._count(number, key, depth, level)
        if level.form == "bullet":
            return "+ " if level.text.strip() == "+" else "- "
        text = level.text
        for other in range(depth + 1):
            text = text.replace(f"%{other + 1}", self._number(key, other, legal=level.legal))
        return text + ("" if level.glued else " ") if text.strip() else ""

    def _count(self, number: str, key: str, depth: int, level: Level) -> None:
        counts = self.counts.setdefault(key, {})
        if number not in self.restarted:
            self.restarted.add(number)
            for other, start in self.restarts.get(number, {}).items():
                counts[other] = start - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]

    def _number(self, key: str, depth: int, *, legal: bool) -> str:
        level = self.levels.get((key, depth))
        if level is None:
            return ""
        return numeral(self.counts[key].get(depth, level.start), "decimal" if legal else level.form)


def numeral(value: int, form: str) -> str:
    """A number in one of Word's numbering forms; unknown forms are written in digits."""
    if form in ("upperRoman", "lowerRoman") and 0 < value <= _MOST_ROMAN:
        return roman(value) if form == "upperRoman" else roman(value).lower()
    if form in ("upperLetter", "lowerLetter") and value > 0:
        letter = chr(ord("a") + (value - 1) % 26) * min((value - 1) // 26 + 1, 10)
        return letter.upper() if form == "upperLetter" else letter
    if form == "decimalZero":
        return f"{value:02d}"
    return str(value)


def roman(value: int) -> str:
    """1 to 3999 in Roman capitals."""
    letters = []
    for size, sign in _ROMAN + _ROMAN_SMALL:
        count, value = divmod(value, size)
        letters.append(sign * count)
    return "".join(letters)


def load(package: Package) -> Lists:
    """The lists of ``word/numbering.xml``; none where the part is missing."""
    lists = Lists()
    root = package.tree("word/numbering.xml")
    if root is None:
        return lists
    for abstract in root.findall(f"{W}abstractNum"):
        key = abstract.get(f"{W}abstractNumId") or ""
        for level in abstract.findall(f"{W}lvl"):
            lists.levels[key, _whole(level.get(f"{W}ilvl"))] = _level(level)
    linked = _linked(root)
    for number in root.findall(f"{W}num"):
        _load_number(number, lists, linked)
    return lists


def _linked(root: "etree._Element") -> dict[str, str]:
    """Definitions that only point to a list style, and the definition that has this style's levels."""
    styles = {_value(abstract, "styleLink"): abstract.get(f"{W}abstractNumId") or "" for abstract in _abstract(root)}
    pointing = {
        abstract.get(f"{W}abstractNumId") or "": _value(abstract, "numStyleLink") for abstract in _abstract(root)
    }
    return {key: styles[style] for key, style in pointing.items() if style is not None and style in styles}


def _abstract(root: "etree._Element") -> "list[etree._Element]":
    return root.findall(f"{W}abstractNum")


def _load_number(number: "etree._Element", lists: Lists, linked: dict[str, str]) -> None:
    name = number.get(f"{W}numId") or ""
    definition = _value(number, "abstractNumId") or ""
    lists.definition[name] = linked.get(definition, definition)
    for override in number.findall(f"{W}lvlOverride"):
        depth = _whole(override.get(f"{W}ilvl"))
        start = _value(override, "startOverride")
        if start is not None:
            lists.restarts.setdefault(name, {})[depth] = _whole(start)
        changed = override.find(f"{W}lvl")
        if changed is not None:
            own = f"{lists.definition[name]}/{name}"
            _own_levels(lists, name, own)
            lists.levels[own, depth] = _level(changed)


def _own_levels(lists: Lists, name: str, own: str) -> None:
    """A list that changes a level of its definition gets a copy of the definition, and counts apart."""
    base = lists.definition[name]
    if base != own:
        for (key, depth), level in list(lists.levels.items()):
            if key == base:
                lists.levels[own, depth] = level
        lists.definition[name] = own


def _level(element: "etree._Element") -> Level:
    return Level(
        form=_value(element, "numFmt") or "decimal",
        text=_value(element, "lvlText") or "",
        start=_whole(_value(element, "start"), 1),
        glued=_value(element, "suff") == "nothing",
        legal=element.find(f"{W}isLgl") is not None,
    )


def _value(element: "etree._Element", tag: str) -> str | None:
    child = element.find(f"{W}{tag}")
    return None if child is None else child.get(f"{W}val")


def _whole(text: str | None, default: int = 0) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 7 else default
