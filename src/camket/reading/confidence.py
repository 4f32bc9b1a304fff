"""Step 11: which statements are surely right: those whose doubts, weighed by `lexicon/doubts.toml`, stay below 1."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from . import familiar
from .draft import Draft
from .lexicon import load

_RULES = {"time_gained": "early", "rank": "rank", "count": "count_alone", "level.elided": "elided"}
_ENOUGH = 1.0


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
