"""The scoring rules of the labelled set: pairing by span, agreement by field, `found` and `strict`."""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from camket.reading import read

Label = dict[str, Any]
STRICT = ("role", "value", "upper", "denominator", "unit", "comparator", "aggregate", "period", "versus", "indicator")
NUMBERS = ("value", "upper", "denominator")
LEAST_WORDS = 0.8


class Score(NamedTuple):
    """found and strict as F1; extra: statements read where there is none; sure and sure_right count the confident."""

    found: float
    strict: float
    extra: int
    read: int
    sure: int
    sure_right: int


def passages(path: Path) -> list[Label]:
    """The lines of a labelled file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def score(items: Sequence[Label]) -> Score:
    """Reads each passage and compares with its labels; optional statements count neither way."""
    n: Counter[str] = Counter()
    for item in items:
        got = [statement.as_label() for statement in read(item["text"], item.get("genre")).statements]
        for gold, mine in pairs(item["statements"], got):
            if gold and gold.get("optional"):
                continue
            right = bool(gold and mine) and is_right(gold or {}, mine or {})
            sure = bool(mine and mine["confident"])
            n.update(gold=gold is not None, got=mine is not None, pairs=bool(gold and mine), strict=right)
            n.update(sure=sure, sure_right=sure and right)
    return Score(_f1(n["pairs"], n), _f1(n["strict"], n), n["got"] - n["pairs"], n["got"], n["sure"], n["sure_right"])


def _f1(hits: int, n: Counter[str]) -> float:
    return 2 * hits / (n["gold"] + n["got"]) if n["gold"] + n["got"] else 1.0


def is_right(gold: Label, mine: Label) -> bool:
    """Do all fields that count agree?"""
    return not wrong(gold, mine)


def wrong(gold: Label, mine: Label) -> list[str]:
    """The fields that count and do not agree."""
    return [field for field in STRICT if not _agrees(field, gold, mine)]


def pairs(gold: Sequence[Label], got: Sequence[Label]) -> Iterator[tuple[Label | None, Label | None]]:
    """Labels and statements that share a character; None where one has no partner."""
    left = sorted(got, key=lambda s: s["span"])
    for label in sorted(gold, key=lambda s: s["span"]):
        hit = next((s for s in left if s["span"][0] < label["span"][1] and label["span"][0] < s["span"][1]), None)
        if hit is not None:
            left.remove(hit)
        yield label, hit
    for statement in left:
        yield None, statement


def _agrees(field: str, gold: Label, mine: Label) -> bool:
    return any(
        _same(field, value, mine.get(field)) for value in (gold.get(field), *gold.get("also", {}).get(field, ()))
    )


def _same(field: str, gold: Any, mine: Any) -> bool:
    if field in NUMBERS:
        return _number(gold) == _number(mine)
    if field == "indicator":
        return _word_f1(gold, mine) >= LEAST_WORDS
    if field == "versus" and gold and mine:
        return gold["of"] == mine["of"] and _number(gold["percent"]) == _number(mine["percent"])
    return bool(gold == mine)


def _number(value: Any) -> float | None:
    return None if value is None else round(float(value), 6)


def _word_f1(a: str | None, b: str | None) -> float:
    one, two = (Counter(unicodedata.normalize("NFC", x or "").lower().replace(",", " ").split()) for x in (a, b))
    both = sum((one & two).values())
    return 2 * both / (one.total() + two.total()) if both else float(not one and not two)
