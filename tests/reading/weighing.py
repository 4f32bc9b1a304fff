"""Weighs the doubts by the labelled passages: `python -m reading.weighing [FILE.jsonl ...]` in tests/.

A statement is right or not; its doubts are what speaks against it. The doubts about unfamiliar names are asked of the
names of the other files alone, and the second reader has learned from others alone, as with a new text. A logistic
regression with weights that are never negative (a doubt never makes surer) is fitted by plain gradient steps.
Deterministic; prints each doubt with its fitted weight, the weight in use and its counts, then how often the confident
are right, and how often as many would be by fitted weights, each fifth of the passages judged by those of the others;
then how often what is told to be in doubt is among what is wrong.
"""

import math
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from camket.reading import Statement, familiar, read, second
from camket.reading.confidence import confident, unsure_of, weights
from reading import known, scoring
from reading.forms import need_sources
from reading.second import files as second_files
from reading.second import teach

CORPUS = Path(__file__).parent / "corpus"
STEPS, RATE, SHRINK = 1500, 0.5, 0.004
FOLDS = 5
TOPIC_OF = {
    "indicator": "name",
    "period": "time",
    "versus": "comparison",
    **dict.fromkeys((*scoring.NUMBERS, "unit", "comparator"), "number"),
}
"""The topic of each field that has not the topic's name."""


class Sample(NamedTuple):
    """One statement of a passage: which doubts it has, whether all its fields are as labelled, of which topics those
    are that are not.
    """

    passage: str
    doubts: frozenset[str]
    right: bool
    wrong: frozenset[str] = frozenset()


def apart(files: Sequence[Path]) -> list[Sample]:
    """All statements of the files, each file's names asked of those of all others, and the second reader taught
    without it.
    """
    need_sources()
    held = {path: scoring.passages(path) for path in second_files()}
    found = []
    for path in files:
        others = familiar.learn(name for other in held if other != path for name in known.names(held[other]))
        with mock.patch.object(second, "learned", lambda path=path: taught_without(path)):
            found += samples(scoring.passages(path), others)
    return found


@cache
def taught_without(path: Path) -> second.Learned:
    """What the second reader learns from all files but those of the same fifth."""
    files = second_files()
    left_out = files[files.index(path) % FOLDS :: FOLDS] if path in files else []
    return _taught(tuple(each for each in files if each not in left_out))


@cache
def _taught(files: tuple[Path, ...]) -> second.Learned:
    return second.parse(teach(files))


def samples(items: Iterable[dict[str, Any]], names: familiar.Known) -> list[Sample]:
    """All statements of the passages, but those that only one annotator saw; `names`: what is known of others."""
    found = []
    for item in items:
        read_here = read(item["text"], item.get("genre")).statements
        by_span = {s.span: s for s in read_here}
        for gold, mine in scoring.pairs(item["statements"], [s.as_label() for s in read_here]):
            if mine is None or (gold and gold.get("optional")):
                continue
            statement: Statement = by_span[(mine["span"][0], mine["span"][1])]
            wrong = frozenset(TOPIC_OF.get(each, each) for each in scoring.wrong(gold, mine)) if gold else {"kind"}
            doubts = frozenset(statement.doubts) - familiar.DOUBTS
            if statement.rule != "table_row":
                doubts |= familiar.marks(statement.indicator, statement.unit, names)
            found.append(Sample(item["id"], doubts, not wrong, frozenset(wrong)))
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


def _weight(sample: Sample, taken: dict[str, float]) -> float:
    return math.fsum(taken.get(doubt, 0.0) for doubt in sample.doubts)


def judged_apart(known: Sequence[Sample], names: Sequence[str], share: float, folds: int = FOLDS) -> float:
    """How often the surest `share` of the statements is right, each fold of the passages by weights of the others."""
    order = sorted({sample.passage for sample in known})
    fold_of = {passage: at % folds for at, passage in enumerate(order)}
    ranked = []
    for fold in range(folds):
        _, taken = fit([sample for sample in known if fold_of[sample.passage] != fold], names)
        ranked += [(_weight(s, taken), s.right) for s in known if fold_of[s.passage] == fold]
    chosen = sorted(ranked, key=lambda each: each[0])[: max(1, round(share * len(known)))]
    return sum(right for _, right in chosen) / len(chosen)


def called(known: Sequence[Sample]) -> tuple[float, float]:
    """The share that the weights in use call confident, and how much of it is right."""
    sure = [sample for sample in known if confident(sample.doubts)]
    return len(sure) / len(known), sum(sample.right for sample in sure) / max(1, len(sure))


def told(known: Sequence[Sample]) -> tuple[float, float]:
    """Of the statements that are not confident: how many topics are told to be in doubt, in the mean; and of those that
    are wrong, how often one of the topics is what is wrong.
    """
    unsure = [(set(unsure_of(sample.doubts)), sample.wrong) for sample in known if not confident(sample.doubts)]
    wrong = [bool(topics & fields) for topics, fields in unsure if fields]
    return sum(len(topics) for topics, _ in unsure) / max(1, len(unsure)), sum(wrong) / max(1, len(wrong))


def main() -> int:
    sets = ("cases-*.jsonl", "heldout-*.jsonl", "pages-*.jsonl")
    files = [Path(name) for name in sys.argv[1:]] or [path for one in sets for path in sorted(CORPUS.glob(one))]
    found = apart(files)
    written = weights()
    names = sorted(written)
    base, taken = fit(found, names)
    for name in sorted(names, key=lambda name: -taken[name]):
        seen = sum(name in sample.doubts for sample in found)
        good = sum(name in sample.doubts and sample.right for sample in found)
        sys.stdout.write(f"{taken[name]:6.2f} {written[name]:6.2f}  {name:18} {good}/{seen}\n")
    share, right = called(found)
    fitted = judged_apart(found, names, share)
    sys.stdout.write(
        f"{len(found)} statements, {1 / (1 + math.exp(-base)):.3f} right without doubt; "
        f"of the surest {share:.3f} right: "
        f"{right:.3f} by the weights in use, {fitted:.3f} by fitted ones, judged apart\n"
    )
    topics, hit = told(found)
    sys.stdout.write(f"{topics:.2f} topics are told of one that is not sure; of the wrong ones {hit:.3f} rightly\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
