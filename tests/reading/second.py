"""Teaches the second reader, from the labels of the corpus: `python -m reading.second` in tests/.

A logistic regression for each question, learned by online steps that keep small weights at nothing (FTRL-Proximal,
McMahan et al. 2013). The order of the samples is that of the files; nothing is random.
"""

import hashlib
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from camket.reading import lexicon, passage, second
from camket.reading.tokens import Token
from reading import known, scoring
from reading.forms import need_sources

FILE = Path(lexicon.__file__).parent / "second.txt"
HEAD = "# Learned by the second reader: answer, place, word, weight; written by `python -m reading.second` in tests/.\n"
ROUNDS, LEAST = 4, 0.1

Place = tuple[str, str]


class Sample(NamedTuple):
    """What stands around the number of a statement, and its answers."""

    near: list[Place]
    answers: frozenset[str]


def sentences(text: str, genre: str | None) -> list[list[Token]]:
    """The sentences of a text, as the second reader sees them."""
    need_sources()
    runs: list[list[Token]] = []
    with mock.patch.object(second, "note", lambda drafts, run, genre: runs.append(list(run))):
        passage.read(text, genre)
    return runs


def lessons(items: Iterable[dict[str, Any]]) -> Iterator[Sample]:
    """What labelled passages teach."""
    for item in items:
        runs = sentences(item["text"], item.get("genre"))
        for label in item["statements"]:
            near = around(runs, label["span"], label["unit"], item.get("genre"))
            if near and not label.get("optional"):
                versus = label["versus"]["of"] if label["versus"] else None
                yield Sample(near, frozenset(second.told(label["role"], label["aggregate"], versus)))


def around(runs: Sequence[Sequence[Token]], span: Sequence[int], unit: str | None, genre: str | None) -> list[Place]:
    """The words near a number, each with its place."""
    run = next((run for run in runs if run and run[0].start <= span[0] and span[1] <= run[-1].end), None)
    if run is None:
        return []
    words = second.shapes(run)
    first, last = second.where([token.start for token in run], (span[0], span[1]))
    before = words[max(0, first - second.LEFT) : first]
    after = words[last + 1 : last + 1 + second.RIGHT]
    next_to = second.places(words, first, last, unit or "", genre or "")
    return [
        (second.ALWAYS, ""),
        *((second.BEFORE, word) for word in before),
        *((second.AFTER, word) for word in after),
        *zip(second.PLACES, next_to, strict=True),
    ]


RATE, SMOOTH, KEEP, SHRINK = 0.15, 1.0, 2.5, 0.5


class Regression:
    """FTRL-Proximal: weights that the samples do not ask for stay at zero."""

    def __init__(self) -> None:
        self.pull: defaultdict[Place, float] = defaultdict(float)
        self.seen: defaultdict[Place, float] = defaultdict(float)

    def weight(self, place: Place) -> float:
        pull = self.pull[place]
        if abs(pull) <= KEEP:
            return 0.0
        return -(pull - math.copysign(KEEP, pull)) / ((SMOOTH + math.sqrt(self.seen[place])) / RATE + SHRINK)

    def learn(self, near: Sequence[Place], answer: bool) -> None:
        weights = [self.weight(place) for place in near]
        miss = 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(weights))))) - answer
        square = miss * miss
        for place, weight in zip(near, weights, strict=True):
            before = self.seen[place]
            self.seen[place] = before + square
            self.pull[place] += miss - (math.sqrt(before + square) - math.sqrt(before)) / RATE * weight

    def lines(self, answer: str) -> Iterator[str]:
        for place in sorted(self.pull):
            if abs(weight := self.weight(place)) >= LEAST or not place[0]:
                yield f"{answer}\t{place[0]}\t{place[1]}\t{weight:.2f}"


def teach(files: Iterable[Path]) -> list[str]:
    """The lines of `second.txt` that the labels of some files give."""
    samples = [sample for path in files for sample in lessons(scoring.passages(path))]
    lines: list[str] = []
    for answer in sorted({answer for sample in samples for answer in sample.answers}):
        taught = Regression()
        for _ in range(ROUNDS):
            for sample in samples:
                taught.learn(sample.near, answer in sample.answers)
        lines += taught.lines(answer)
    return lines


def files() -> list[Path]:
    """The labelled sets of the corpus."""
    return [path for one in known.SETS for path in sorted(known.CORPUS.glob(one))]


def digest(paths: Iterable[Path]) -> str:
    """Which labels were learned from."""
    held = [[item["text"], item["statements"]] for path in paths for item in scoring.passages(path)]
    return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()[:16]


def page() -> str:
    paths = files()
    return f"{HEAD}# labels {digest(paths)}\n" + "\n".join(teach(paths)) + "\n"


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8")
    sys.exit(0)
