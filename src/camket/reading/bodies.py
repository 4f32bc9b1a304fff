"""Step 3b: the area and the office that a sentence names with a proper name: "xã Bình Minh", "Phòng Tài chính".

A name is known by its capitals, so it is cut from the text as it was given. Heads lie in `lexicon/bodies.toml`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from .draft import Draft
from .lexicon import firsts, table, words
from .tokens import Token, forward

_LONGEST: Final = 8


class Named(NamedTuple):
    """A body with a proper name, and where it stands."""

    start: int
    end: int
    text: str


def areas(text: str, run: list[Token], said: set[str]) -> list[Named]:
    """The areas that a sentence names, in order; `said` are its words in small letters."""
    begins = firsts("bodies", "area")
    if begins.keys().isdisjoint(said):
        return []
    found: list[Named] = []
    after = 0
    for at, token in enumerate(run):
        if at < after or token.text not in begins or not (known := forward(run, at, len(run), "bodies", "area", 3)):
            continue
        after = known[1] + (known[1] < len(run) and run[known[1]].text == "." and run[known[1] - 1].text == "tp")
        stop = after
        while stop < len(run) and _proper(text, run[stop], first=stop == after):
            stop += 1
        if stop > after:
            span = (token.start, run[stop - 1].end)
            found.append(Named(*span, " ".join(text[slice(*span)].split())))
        after = max(stop, at + 1)
    return found


def _proper(text: str, token: Token, *, first: bool) -> bool:
    """Is the token a part of a proper name: "Bình", or the number of a ward?"""
    if token.kind == "o" or (token.kind == "n" and first):
        return token.text.isdecimal() and first
    return token.kind == "w" and text[token.start].isupper() and text[token.start + 1 : token.start + 2].islower()


def offices(text: str, run: list[Token], end: int, said: set[str]) -> list[Named]:
    """The offices that a sentence names, in order: a head and the words of its name up to what it does."""
    begins = firsts("bodies", "office")
    found: list[Named] = []
    if begins.keys().isdisjoint(said):
        return found
    for at, token in enumerate(run):
        if token.text not in begins or (found and token.start < found[-1].end):
            continue
        known = forward(run, at, len(run), "bodies", "office", 6)
        if known is None or not text[token.start].isupper():
            continue
        head = text[token.start : run[known[1] - 1].end]
        stop = _name_ends(text, token.start + len(head), end)
        if stop > token.start + len(head) or head.isupper() or head.casefold() in table("bodies", "whole"):
            found.append(Named(token.start, stop, " ".join(text[token.start : stop].split())))
    return found


_WORD: Final = re.compile(r"[ ,-]*([^\W\d_]+|&)")


def _name_ends(text: str, at: int, end: int) -> int:
    """Where the name of an office ends: before a word that begins to say what it does, or a stop."""
    stops, levels = words("bodies", "stop"), words("bodies", "level")
    kept, stop = 0, at
    while kept < _LONGEST and (match := _WORD.match(text, at, end)):
        word = match.group(1)
        comma = "," in text[at : match.start(1)]
        small = word[0].islower()
        if word in stops or (small and comma) or (small and not kept and word not in levels):
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
        if inside and token.kind in "wp" and kept[-1].start >= found[at].start and not _of_kind(kept, token):
            kind = "huyện" if kept[-1].text == "tp" else kept[-1].text  # a place like any other: "TP. Sông Hoa"
            kept[-1] = Token("w", kind, kept[-1].start, token.end)
        else:
            kept.append(token)
    return kept


def acting(run: list[Token], found: Sequence[Named]) -> list[Token]:
    """Tokens in which an office that begins a clause and does something is one word for who acts."""
    if not found:
        return run
    kept: list[Token] = []
    at = 0
    for office in found:
        while at < len(run) and run[at].start < office.start:
            kept.append(run[at])
            at += 1
        stop = at
        while stop < len(run) and run[stop].end <= office.end:
            stop += 1
        begins = stop > at and (not kept or kept[-1].kind in "pt")
        if begins and _acts(run, stop) and all(token.kind in "wp" for token in run[at:stop]):
            kept.append(Token("w", _ACTOR, run[at].start, run[stop - 1].end))
            at = stop
    return [*kept, *run[at:]]


def _acts(run: list[Token], at: int) -> bool:
    """Does the verb of what was done follow? "thực hiện" does not say what."""
    if at >= len(run) or [t.text for t in run[at : at + 2]] == ["thực", "hiện"]:
        return False
    return run[at].text in _DOES or forward(run, at, len(run), "heads", "event", 4) is not None


_ACTOR: Final = "hđnd"  # a body that is known to act: whatever falls away before its verbs does so before an office's
_DOES: Final = frozenset({"đã", "thu"})


def _of_kind(kept: list[Token], token: Token) -> bool:
    """Is it still the kind of the place: "thị [xã] …", "thành [phố] …"?"""
    return (kept[-1].text, token.text) in _TWO_WORDS


_TWO_WORDS: Final = frozenset({
    ("thành", "phố"), ("thị", "xã"), ("thị", "trấn"), ("đặc", "khu"), ("khu", "phố"), ("dân", "phố"), ("tổ", "dân"),
})  # fmt: skip


def name(drafts: list[Draft], found_areas: Sequence[Named], found_offices: Sequence[Named]) -> None:
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
