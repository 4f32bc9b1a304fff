"""Step 11c: a second reader. It knows no rule; from labelled passages it learned which words stand around a figure of
this role, aggregate and base of comparison. Where it would read otherwise, that is a doubt. `lexicon/second.txt` holds
what it learned, a logistic regression for each answer; `python -m reading.second` in tests/ writes it
(docs/decisions/0038).
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple

from .draft import Draft
from .lexicon import text
from .tokens import Token

QUESTIONS: Final = ("role", "aggregate", "versus")
LEFT, RIGHT = 16, 12
_SELDOM, _OFTEN = 0.12, 0.55
ALWAYS, BEFORE, AFTER = "", "before", "after"
PLACES: Final = (
    "genre",
    "unit",
    "genre, unit",
    "1 before",
    "2 before",
    "pair before",
    "1 after",
    "2 after",
    "pair after",
    "genre, years before",
    "opening",
    "opening pair",
)


class Learned(NamedTuple):
    """`rows`: of each place and the word in it, what it weighs for each answer; `answers`: where an answer stands."""

    answers: dict[str, int]
    rows: dict[str, dict[str, tuple[float, ...]]]


def parse(lines: Iterable[str]) -> Learned:
    """Lines of `answer TAB place TAB word TAB weight`."""
    weights = [line.split("\t") for line in lines]
    answers = {answer: at for at, answer in enumerate(dict.fromkeys(answer for answer, *_ in weights))}
    found: dict[str, dict[str, list[float]]] = {place: {} for place in (ALWAYS, BEFORE, AFTER, *PLACES)}
    for answer, place, word, weight in weights:
        found[place].setdefault(word, [0.0] * len(answers))[answers[answer]] = float(weight)
    # Tuples of numbers are nothing that the collector of garbage must look through.
    return Learned(answers, {place: {word: tuple(row) for word, row in rows.items()} for place, rows in found.items()})


@cache
def learned() -> Learned:
    """What the file holds."""
    return parse(line for line in text("second").splitlines() if line[:1] not in ("", "#"))


def note(drafts: list[Draft], run: list[Token], genre: str | None) -> None:
    """Notes where the second reader gives the answers of a statement a small chance to be all right."""
    if not drafts:
        return
    answers, rows = learned()
    words = shapes(run)
    starts = [token.start for token in run]
    before, after = list(map(rows[BEFORE].get, words)), list(map(rows[AFTER].get, words))
    always, tables = rows[ALWAYS][""], [rows[place] for place in PLACES]
    for draft in drafts:
        first, last = where(starts, draft.span)
        near = before[max(0, first - LEFT) : first] + after[last + 1 : last + 1 + RIGHT]
        next_to = places(words, first, last, draft.unit or "", genre or "")
        near += [table.get(word) for table, word in zip(tables, next_to, strict=True)]
        role, aggregate, versus = (answers[each] for each in told(draft.role, draft.aggregate, draft.versus_of))
        odds, odds2, odds3 = always[role], always[aggregate], always[versus]
        for row in near:
            if row is not None:
                odds += row[role]
                odds2 += row[aggregate]
                odds3 += row[versus]
        _doubt(draft, (odds, odds2, odds3))


def _doubt(draft: Draft, odds: tuple[float, float, float]) -> None:
    """`odds`: log odds of role, aggregate and base."""
    chance = math.prod(1 / (1 + math.exp(-each)) for each in odds)
    if chance < _SELDOM:
        draft.doubts.add(f"second_{QUESTIONS[odds.index(min(odds))]}")
    elif chance < _OFTEN:
        draft.doubts.add("second_unsure")


def told(role: str, aggregate: str, versus: str | None) -> tuple[str, str, str]:
    """The answers of a statement to the questions."""
    return f"role {role}", f"aggregate {aggregate}", f"versus {versus or 'none'}"


def shapes(run: list[Token]) -> list[str]:
    """Words as they are; numbers, times with and without a year, and other numbers as one sign each."""
    return [token.text if token.kind in "wp" else _sign(token) for token in run]


def _sign(token: Token) -> str:
    if token.kind == "t":
        return "@" if token.ref.period.end else "@-"
    return "#" if token.kind == "n" else "o"


def where(starts: Sequence[int], span: tuple[int, int]) -> tuple[int, int]:
    """The first and last token of a span."""
    first = max(0, bisect_right(starts, span[0]) - 1)
    return first, max(first, bisect_left(starts, span[1]) - 1)


def places(words: Sequence[str], first: int, last: int, unit: str, genre: str) -> tuple[str, ...]:
    """What stands in each of the places next to a number (`PLACES`)."""
    before, before2 = words[first - 1] if first else "^", words[first - 2] if first > 1 else "^"
    after, after2 = (*words[last + 1 : last + 3], "$", "$")[:2]
    opening = words[0] if first else ""
    return (
        genre,
        unit,
        f"{genre} {unit}",
        before,
        before2,
        f"{before2} {before}",
        after,
        after2,
        f"{after} {after2}",
        f"{genre} {min(2, words[:first].count('@'))}",
        opening,
        f"{opening} {words[1]}" if first > 1 else "",
    )
