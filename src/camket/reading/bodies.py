"""Step 12: the area and the office that a sentence names with a proper name: "xã Bình Minh", "Phòng Tài chính".

A name is known by its capitals, so it is cut from the text as it was given. Heads lie in `lexicon/bodies.toml`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from functools import cache
from typing import NamedTuple

from .draft import Draft
from .lexicon import table, words
from .tokens import Token

_CAPITAL = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_LONGEST = 8


class Named(NamedTuple):
    """A body with a proper name, and where it stands."""

    start: int
    end: int
    text: str


@cache
def _pattern(section: str) -> re.Pattern[str]:
    heads = sorted(words("bodies", section), key=len, reverse=True)
    spelled = "|".join(f"[{h[0]}{h[0].upper()}]{re.escape(h[1:])}" if h[0].isalpha() else re.escape(h) for h in heads)
    capitals = "|".join(re.escape(h.upper()) for h in heads if len(h) <= len("ubnd"))
    name = rf"(?:[{_CAPITAL}][^\W\d_A-ZĐ]['’\w-]*|\d+(?![.,/]?\d))"
    if section == "area":
        return re.compile(rf"(?<![\w.])(?:{spelled}|{capitals})\s+{name}(?:[ -]{name})*")
    return re.compile(rf"(?<!\w)(?:{spelled}|{capitals})(?=[ ,.;:)\n]|$)")


@cache
def _begins(section: str) -> frozenset[str]:
    return frozenset(head.split(" ")[0].rstrip(".") for head in words("bodies", section))


def areas(text: str, start: int, end: int, said: Set[str]) -> list[Named]:
    """The areas that text[start:end] names, in order; `said` are its words, in small letters."""
    if _begins("area").isdisjoint(said):
        return []
    return [Named(*m.span(), " ".join(m.group().split())) for m in _pattern("area").finditer(text, start, end)]


def offices(text: str, start: int, end: int, said: Set[str]) -> list[Named]:
    """The offices that text[start:end] names, in order: a head and the words of its name up to what it does."""
    found: list[Named] = []
    if _begins("office").isdisjoint(said):
        return found
    for match in _pattern("office").finditer(text, start, end):
        if found and match.start() < found[-1].end:
            continue
        stop = _name_ends(text, match.end(), end)
        if stop > match.end() or match.group().isupper() or match.group().casefold() in table("bodies", "whole"):
            found.append(Named(match.start(), stop, " ".join(text[match.start() : stop].split())))
    return found


_WORD = re.compile(r"[ ,-]*([^\W\d_]+|&)")


def _name_ends(text: str, at: int, end: int) -> int:
    """Where the name of an office ends: before a word that begins to say what it does, or a stop."""
    stops, levels = words("bodies", "stop"), words("bodies", "level")
    kept, stop = 0, at
    while kept < _LONGEST and (match := _WORD.match(text, at, end)):
        word = match.group(1)
        comma = "," in text[at : match.start(1)]
        if (
            word in stops
            or (comma and not word[0].isupper())
            or (not kept and word[0].islower() and word not in levels)
        ):
            break
        at, kept = match.end(), kept + 1
        if word not in ("và", "&"):
            stop = at
    return stop


def fuse(run: list[Token], found: Sequence[Named]) -> list[Token]:
    """Tokens in which "xã Bình Minh" is the one word "xã", spelled whole: a place acts as such, whatever its name."""
    if not found:
        return run
    kept: list[Token] = []
    at = 0
    for token in run:
        while at < len(found) and found[at].end <= token.start:
            at += 1
        inside = at < len(found) and found[at].start < token.start < found[at].end
        if inside and token.kind in "wp" and kept and kept[-1].start >= found[at].start and not _of_kind(kept, token):
            kept[-1].end = token.end
            if kept[-1].text == "tp":
                kept[-1].text = "huyện"  # a place like any other: "TP. Sông Hoa"
        else:
            kept.append(token)
    return kept


def _of_kind(kept: Sequence[Token], token: Token) -> bool:
    """Is it still the kind of the place: "thị [xã] …", "thành [phố] …"?"""
    return (kept[-1].text, token.text) in _TWO_WORDS


_TWO_WORDS = frozenset({
    ("thành", "phố"), ("thị", "xã"), ("thị", "trấn"), ("đặc", "khu"), ("khu", "phố"), ("dân", "phố"), ("tổ", "dân"),
})  # fmt: skip


def name(drafts: Sequence[Draft], found_areas: Sequence[Named], found_offices: Sequence[Named]) -> None:
    """Writes the nearest area and office named before each number, or the only one of its sentence, into its draft."""
    for draft in drafts:
        draft.area = _nearest(found_areas, draft.span[0])
        draft.office = _nearest(found_offices, draft.span[0])


def _nearest(found: Sequence[Named], at: int) -> str | None:
    if not found:
        return None
    before = bisect_left(found, (at,))
    if before:
        return found[before - 1].text
    return found[0].text if len(found) == 1 else None
