"""Step 3: a sentence as tokens: words, punctuation, mentions of time, named numbers, and quantities with their unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from .lexicon import firsts, lasts
from .periods import Period


class Token:
    """kind: w word, p punctuation, n number, q quantity, t time, o a number that is part of a name or no quantity."""

    __slots__ = ("end", "kind", "ref", "start", "text")

    def __init__(self, kind: str, text: str, start: int, end: int, ref: Any = None) -> None:
        self.kind, self.text, self.start, self.end, self.ref = kind, text, start, end, ref

    def __repr__(self) -> str:
        return f"{self.kind}:{self.text}"


@dataclass(slots=True)
class Mention:
    """A stretch read by a rule: a time (`period` set) or a number that is no quantity."""

    start: int
    end: int
    rule: str
    kind: str
    period: Period | None = None


_TOKEN: Final = re.compile(
    r"(k?m[23]\b|đ/c\b|[^\W\d_]+(?:\.[^\W\d_]+)*)|(\d+(?:[.,]\d+)*)|([,;:()\[\].!?…])|([^\w\s]|_|\w)"
)
_NUMERAL: Final = re.compile(r"(\d+(?:[.,]\d+)*)([%,;:.]?)")
_KINDS: Final = ("", "w", "n", "p", "w")


def tokens(folded: str, start: int, end: int, mentions: list[Mention]) -> list[Token]:
    """Tokens of folded[start:end]; `mentions` lie inside, sorted."""
    found: list[Token] = []
    at = start
    for mention in mentions:
        _plain(found, folded, at, mention.start)
        text = folded[mention.start : mention.end]
        if mention.period is not None:
            found.append(Token("t", text, mention.start, mention.end, mention))
        else:
            found.append(Token("o", text, mention.start, mention.end, mention))
        at = mention.end
    _plain(found, folded, at, end)
    return found


# "chế tạotăng1,36%": two words that lost the blank between them.
_LONGEST_SYLLABLE: Final = 6
_GLUED: Final = re.compile(r"([a-zà-ỹđ]{2,}?)(tăng|giảm|chiếm|đạt)")


def _plain(found: list[Token], folded: str, start: int, end: int) -> None:
    """Most words stand between two blanks; what else stands there is taken apart."""
    at = start
    for piece in folded[start:end].split(" "):
        stop = at + len(piece)
        if len(piece) <= _LONGEST_SYLLABLE and piece.isalpha():
            found.append(Token("w", piece, at, stop))
        elif piece:
            _apart(found, folded, at, stop)
        at = stop + 1


def _apart(found: list[Token], folded: str, start: int, end: int) -> None:
    last = end - 1
    if folded[last] in ",;.:" and last - start <= _LONGEST_SYLLABLE and folded[start:last].isalpha():
        found += (Token("w", folded[start:last], start, last), Token("p", folded[last], last, end))
        return
    if match := _NUMERAL.fullmatch(folded, start, end):
        found.append(Token("n", match.group(1), start, match.end(1)))
        if match.end(1) < end:
            found.append(Token("w" if match.group(2) == "%" else "p", match.group(2), end - 1, end))
        return
    for match in _TOKEN.finditer(folded, start, end):
        text = match.group()
        if len(text) > _LONGEST_SYLLABLE and (glued := _GLUED.fullmatch(text)):
            middle = match.start() + glued.end(1)
            found.append(Token("w", glued.group(1), match.start(), middle))
            found.append(Token("w", glued.group(2), middle, match.end()))
            continue
        found.append(Token(_KINDS[match.lastindex or 1], text, *match.span()))


def forward(run: list[Token], at: int, limit: int, name: str, section: str, most: int = 6) -> tuple[str, int] | None:
    """The longest phrase of a lexicon section that begins at `at`: what it is, and the index after it."""
    if at >= limit:
        return None
    node = firsts(name, section).get(run[at].text)
    if node is None:
        return None
    found = None
    limit = min(limit, at + most)
    while node is not None:
        at += 1
        if "" in node:
            found = node[""], at
        if at >= limit:
            break
        node = node.get(run[at].text)
    return found


def backward(run: list[Token], at: int, floor: int, name: str, section: str, most: int = 6) -> tuple[str, int] | None:
    """The longest phrase that ends before `at`: what it is, and the index of its first token."""
    if at <= floor:
        return None
    node = lasts(name, section).get(run[at - 1].text)
    if node is None:
        return None
    found = None
    floor = max(floor, at - most)
    while node is not None:
        at -= 1
        if "" in node:
            found = node[""], at
        if at <= floor:
            break
        node = node.get(run[at - 1].text)
    return found
