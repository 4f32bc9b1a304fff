"""Step 11b: does a name look like those that are known? One that was cut at the wrong place holds words side by side
that no known name has. `lexicon/names.txt` holds names and units; `python -m reading.known` in tests/ writes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from .lexicon import text

_ENDS: Final = ("^", "$")
_STRANGE: Final = 0.35
_MANY: Final = 4
DOUBTS: Final = frozenset({"new_wording", "much_new", "strange_name", "new_unit"})


class Known(NamedTuple):
    """Words that stand side by side in a known name, and how names begin that have a unit of this kind."""

    pairs: frozenset[tuple[str, str]]
    measured: frozenset[tuple[str, str]]


def learn(names: Iterable[tuple[str, str | None]]) -> Known:
    """What names with their units teach."""
    pairs: set[tuple[str, str]] = set()
    measured: set[tuple[str, str]] = set()
    for name, unit in names:
        words = _words(name)
        pairs.update(pairwise(words))
        measured.add((_begin(words), _kind(unit)))
    return Known(frozenset(pairs), frozenset(measured))


@cache
def known() -> Known:
    """What the file of names teaches."""
    lines = (line.split("\t") for line in text("names").splitlines() if line and line[0] != "#")
    return learn((name, unit) for name, unit in lines)


def marks(name: str, unit: str | None, known: Known) -> set[str]:
    """The doubts that an unfamiliar name gives."""
    words = _words(name)
    new = len(set(pairwise(words)) - known.pairs)
    found: set[str] = set()
    if new:
        found.add("new_wording")
    if new >= _MANY:
        found.add("much_new")
    if new > _STRANGE * (len(words) - 1):
        found.add("strange_name")
    if (_begin(words), _kind(unit)) not in known.measured:
        found.add("new_unit")
    return found


def _words(name: str) -> list[str]:
    return [_ENDS[0], *name.replace(",", " ,").split(), _ENDS[1]]


def _begin(words: list[str]) -> str:
    return " ".join(words[1:3])


def _kind(unit: str | None) -> str:
    """Money and shares are of one kind each, whatever their scale; other units are what they count."""
    if not unit:
        return ""
    if unit.startswith("%"):
        return "%"
    return "đồng" if "đồng" in unit or "USD" in unit else unit.split("/")[0]
