"""Two changes of one text put together, where they touch different sentences. Pure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_SENTENCE = re.compile(r".+?(?:[.;:]\s+|\n|$)", re.DOTALL)
Change = tuple[int, int, list[str]]
"""From which sentence to which, and what stands there instead."""


def merged(basis: str, mine: str, theirs: str) -> str | None:
    """``None`` where both have changed the same place, or one of them has changed nothing."""
    sentences = _SENTENCE.findall(basis)
    one, other = _changes(sentences, mine), _changes(sentences, theirs)
    if not (one and other) or any(_touch(a, b) for a in one for b in other):
        return None
    for start, end, instead in sorted(one + other, key=lambda change: change[:2], reverse=True):
        sentences[start:end] = instead
    return "".join(_spaced(sentences)).strip()


def _changes(sentences: list[str], text: str) -> list[Change]:
    wanted = _SENTENCE.findall(text)
    matcher = SequenceMatcher(None, [one.strip() for one in sentences], [one.strip() for one in wanted], autojunk=False)
    return [(a, b, wanted[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]


def _touch(one: Change, other: Change) -> bool:
    """One reaches into the other, or both put something in at one place, where neither comes first."""
    return (one[0] < other[1] and other[0] < one[1]) or one[:2] == other[:2]


def _spaced(sentences: list[str]) -> list[str]:
    """The last sentence of a text ends without a space; inside the new one it needs it."""
    return [one if one[-1:].isspace() else f"{one} " for one in sentences]
