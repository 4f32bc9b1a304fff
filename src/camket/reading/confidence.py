"""Step 11: which statements are surely right: those whose doubts, weighed by `lexicon/doubts.toml`, stay below 1."""

from __future__ import annotations

from functools import cache

from .draft import Draft
from .lexicon import load

_RULES = {"time_gained": "early", "rank": "rank"}
_ENOUGH = 1.0


@cache
def weights() -> dict[str, float]:
    """Each doubt and how much it weighs."""
    return {str(entry["name"]): float(str(entry["weight"])) for entry in load("doubts")["doubt"]}


def confident(draft: Draft) -> bool:
    """Do the doubts weigh less than 1 together?"""
    doubts = set(draft.doubts)
    if draft.aggregate == "average":
        doubts.add("average")
    if draft.rule in _RULES:
        doubts.add(_RULES[draft.rule])
    known = weights()
    return sum(known.get(doubt, 0.0) for doubt in doubts) < _ENOUGH
