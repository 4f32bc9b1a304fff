"""Weighs the doubts by the labelled passages: `python -m reading.weighing [FILE.jsonl ...]` in tests/.

A statement is right or not; its doubts are what speaks against it. A logistic regression with weights that are never
negative (a doubt never makes surer) is fitted to all labelled sets by plain gradient steps, and scaled so that the
statements whose doubts weigh less than 1 together are right as often as is asked. Deterministic; prints each doubt with
its weight, and how often the confident are right when each fifth of the passages is judged by weights of the others.
"""

import math
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from camket.reading import Statement, read
from camket.reading.confidence import weights
from reading import scoring

CORPUS = Path(__file__).parent / "corpus"
ASKED = 0.97
STEPS, RATE, SHRINK = 1500, 0.5, 0.004


class Sample(NamedTuple):
    """One statement of a passage: which doubts it has, and whether all its fields are as labelled."""

    passage: str
    doubts: frozenset[str]
    right: bool


def samples(items: Iterable[dict[str, Any]]) -> list[Sample]:
    """All statements of the passages, but those that only one annotator saw."""
    found = []
    for item in items:
        read_here = read(item["text"], item.get("genre")).statements
        by_span = {s.span: s for s in read_here}
        for gold, mine in scoring.pairs(item["statements"], [s.as_label() for s in read_here]):
            if mine is None or (gold and gold.get("optional")):
                continue
            statement: Statement = by_span[(mine["span"][0], mine["span"][1])]
            right = bool(gold) and scoring.is_right(gold or {}, mine)
            found.append(Sample(item["id"], frozenset(statement.doubts), right))
    return found


def fit(known: Sequence[Sample], names: Sequence[str]) -> tuple[float, dict[str, float]]:
    """Log odds of a statement without doubts, and what each doubt takes away."""
    places = {name: at for at, name in enumerate(names)}
    rows = [([places[d] for d in sample.doubts if d in places], float(sample.right)) for sample in known]
    base, taken = 2.0, [0.5] * len(names)
    for _ in range(STEPS):
        slope, slopes = 0.0, [SHRINK * weight for weight in taken]
        for row, right in rows:
            odds = base - sum(taken[at] for at in row)
            miss = (1 / (1 + math.exp(-odds)) - right) / len(rows)
            slope += miss
            for at in row:
                slopes[at] -= miss
        base -= RATE * slope
        taken = [max(0.0, weight - RATE * 8 * s) for weight, s in zip(taken, slopes, strict=True)]
    return base, dict(zip(names, taken, strict=True))


def bound(known: Sequence[Sample], taken: dict[str, float], asked: float) -> float:
    """The most that doubts may weigh together so that those below are right as often as asked."""
    ranked = sorted(known, key=lambda sample: _weight(sample, taken))
    best, right = 0.0, 0
    for count, sample in enumerate(ranked, 1):
        right += sample.right
        following = ranked[count] if count < len(ranked) else None
        here = _weight(sample, taken)
        if right / count >= asked and (following is None or _weight(following, taken) > here):
            best = here if following is None else (here + _weight(following, taken)) / 2
    return best


def _weight(sample: Sample, taken: dict[str, float]) -> float:
    return sum(taken.get(doubt, 0.0) for doubt in sample.doubts)


def judged_apart(known: Sequence[Sample], names: Sequence[str], folds: int = 5) -> tuple[float, float]:
    """Share of the confident that is right, and share that is confident, each fold by weights of the others."""
    order = sorted({sample.passage for sample in known})
    fold_of = {passage: at % folds for at, passage in enumerate(order)}
    sure = right = 0
    for fold in range(folds):
        rest = [sample for sample in known if fold_of[sample.passage] != fold]
        _, taken = fit(rest, names)
        most = bound(rest, taken, ASKED)
        chosen = [s for s in known if fold_of[s.passage] == fold and _weight(s, taken) < most]
        sure, right = sure + len(chosen), right + sum(s.right for s in chosen)
    return right / max(1, sure), sure / len(known)


def main() -> int:
    files = [Path(name) for name in sys.argv[1:]] or sorted(CORPUS.glob("cases-*.jsonl")) + sorted(
        CORPUS.glob("heldout-*.jsonl")
    )
    known = samples(item for path in files for item in scoring.passages(path))
    names = sorted(weights())
    base, taken = fit(known, names)
    most = bound(known, taken, ASKED)
    for name in sorted(names, key=lambda name: -taken[name]):
        seen = sum(name in sample.doubts for sample in known)
        good = sum(name in sample.doubts and sample.right for sample in known)
        sys.stdout.write(f"{taken[name] / most:6.2f}  {name:18} {good}/{seen}\n")
    share = sum(_weight(sample, taken) < most for sample in known) / len(known)
    right, sure = judged_apart(known, names)
    sys.stdout.write(
        f"{len(known)} statements; without doubt {1 / (1 + math.exp(-base)):.3f}; "
        f"bound {most:.2f}, {share:.3f} confident; "
        f"judged apart: {right:.3f} right, {sure:.3f} confident\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
