"""Step 11: which statements are surely right: those whose doubts, weighed by `lexicon/doubts.toml`, stay below 1."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Final

from . import familiar
from .draft import Draft
from .lexicon import load

_RULES: Final = {"time_gained": "early", "rank": "rank", "count": "count_alone", "level.elided": "elided"}
_ENOUGH: Final = 1.0
_TRIFLING: Final = 1 / 3

TOPICS: Final = ("name", "number", "time", "role", "aggregate", "comparison", "kind")
"""What a doubt may be of: fields that belong together; what the number is compared with; whether it is a statement."""


@cache
def weights() -> dict[str, float]:
    """Each doubt and how much it weighs."""
    return {str(entry["name"]): float(str(entry["weight"])) for entry in load("doubts")["doubt"]}


def doubts(draft: Draft) -> tuple[str, ...]:
    """The doubts about a statement, heaviest first."""
    found = set(draft.doubts)
    if draft.aggregate == "average":
        found.add("average")
    if draft.rule in _RULES:
        found.add(_RULES[draft.rule])
    if draft.rule != "table_row":
        found |= familiar.marks(draft.indicator, draft.unit, familiar.known())
    known = weights()
    return tuple(sorted(found & known.keys(), key=lambda doubt: (-known[doubt], doubt)))


def confident(found: Iterable[str]) -> bool:
    """Do the doubts weigh less than 1 together? The heaviest first, so that the order of a set decides nothing."""
    known = weights()
    return sum(sorted((known[doubt] for doubt in found), reverse=True)) < _ENOUGH


@cache
def topics() -> dict[str, str]:
    """Each doubt and what it puts in doubt, one of `TOPICS`."""
    return {str(entry["name"]): str(entry["of"]) for entry in load("doubts")["doubt"]}


@cache
def _in_words() -> dict[str, dict[str, str]]:
    return {str(entry["name"]): {lang: str(entry[lang]) for lang in ("vi", "en")} for entry in load("doubts")["topic"]}


def in_words(topics: Iterable[str], language: str) -> str:
    """Topics as a person reads them, in "vi" or "en": "tên chỉ số, thời gian". One that is unknown is left out."""
    known = _in_words()
    return ", ".join(known[topic][language] for topic in topics if topic in known)


def unsure_of(found: Iterable[str]) -> tuple[str, ...]:
    """What the doubts put in doubt, heaviest first: the topics with at least a third of the weight of the heaviest.

    What weighs less is seldom what is wrong: docs/decisions/0039. Empty only where there is no doubt.
    """
    known, of = weights(), topics()
    heavy: defaultdict[str, float] = defaultdict(float)
    for doubt in sorted(found, key=lambda doubt: (-known[doubt], doubt)):
        heavy[of[doubt]] += known[doubt]
    least = max(heavy.values(), default=0.0) * _TRIFLING
    told = (topic for topic in TOPICS if topic in heavy and heavy[topic] >= least)
    return tuple(sorted(told, key=lambda topic: -heavy[topic]))
