"""Writes docs/reference/reading.md: each rule with an example and its counts. `python -m reading.reference` in tests/.

Counts are over the labelled passages of corpus/ that the rules may be developed on; test_reference.py fails where the
page says something else than the reader does.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from camket.reading import Statement, kinds, read
from camket.reading.lexicon import load
from camket.reading.normalise import normalise
from reading import scoring, weighing

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "reading.md"
CORPUS = Path(__file__).parent / "corpus"
SETS = {
    "cases-*": "written by construction, one construction after another",
    "heldout-*": "written by people who had not seen the reader; first read blind, then developed on",
    "pages-*": "longer, built as public pages are; first read blind, then developed on",
    "table-*": "tables of plans and reports",
}
FILES = [path for pattern in SETS for path in sorted(CORPUS.glob(f"{pattern}.jsonl"))]

PRODUCTIONS = {
    "level": "a verb gives the value: đạt, là, còn, lên",
    "level.adjacent": "the value stands directly behind the name",
    "level.elided": "the name stands with an earlier number",
    "count": "what is counted stands behind the number",
    "percent_of": "a share: what it is of stands behind the number",
    "fraction": "a part of a whole",
    "share": "chiếm",
    "zero": "none left",
    "state": "a designation reached; no number",
    "growth": "a relative difference",
    "difference": "an absolute difference, or one in points",
    "ratio": "a ratio to a plan or to another time, without a level before it",
    "multiple": "so many times as much",
    "exceed": "more than was planned",
    "contribution": "points contributed to growth",
    "time_gained": "earlier or later than planned",
    "rank": "a place among others",
    "from_to.start": "where a from-to begins, if it has a time of its own",
    "from_to.end": "where a from-to ends",
    "promised": "the promised figure beside a result",
    "pair.done": "what was done, before the slash",
    "earlier": "the figure of the year that is compared with, in brackets",
    "pair.promised": "what was promised, behind the slash",
    "table_row": "a cell of a table, named by its row and its column's head",
}


@dataclass
class Count:
    """How often something was read, how often rightly, and the shortest sentence in which it was read rightly."""

    read: int = 0
    right: int = 0
    example: str = ""

    def add(self, right: bool, example: str) -> None:
        self.read += 1
        self.right += right
        if right and (not self.example or (len(example), example) < (len(self.example), self.example)):
            self.example = example


@dataclass
class Counts:
    productions: dict[str, Count] = field(default_factory=dict)
    doubts: dict[str, Count] = field(default_factory=dict)
    mentions: dict[str, Count] = field(default_factory=dict)
    others: Counter[str] = field(default_factory=Counter)


def counted() -> Counts:
    """Every rule over every passage."""
    found = Counts()
    for path in FILES:
        for passage in scoring.passages(path):
            _productions(found, passage)
            _mentions(found, passage)
    return found


def _productions(found: Counts, passage: scoring.Label) -> None:
    reading = read(passage["text"], passage.get("genre"))
    found.others.update(other.kind for other in reading.others)
    labels = {id(label := s.as_label()): (s, label) for s in reading.statements}
    for gold, mine in scoring.pairs(passage["statements"], [label for _, label in labels.values()]):
        if mine is None or (gold and gold.get("optional")):
            continue
        statement, label = labels[id(mine)]
        right = bool(gold) and scoring.is_right(gold or {}, label)
        found.productions.setdefault(statement.rule, Count()).add(right, _marked(passage["text"], statement))
        for doubt in statement.doubts:
            found.doubts.setdefault(doubt, Count()).add(right, "")


def _marked(text: str, statement: Statement) -> str:
    (start, end), (first, last) = statement.span, statement.sentence
    return f"{text[first:start]}«{text[start:end]}»{text[end:last]}"


def _mentions(found: Counts, passage: scoring.Label) -> None:
    told = [label["span"] for label in passage["statements"]]
    for mention in kinds.mentions(normalise(passage["text"]).folded):
        right = not any(start < mention.end and mention.start < end for start, end in told)
        found.mentions.setdefault(mention.rule, Count()).add(right, "")


def page() -> str:
    """The whole page."""
    found = counted()
    return "\n".join([*_head(), *_sets(), *_statements(found), *_times(found), *_doubts(found), *_rest(found)]) + "\n"


def _head() -> Iterator[str]:
    yield "# What the reader knows"
    yield ""
    yield "Made by `python -m reading.reference` in `tests/`; a test holds it current. Counts are over the labelled"
    yield "passages in `tests/reading/corpus/`: how often a rule read, and how often all fields of the statement were"
    yield "as labelled. Words and weights lie in `src/camket/reading/lexicon/`."


def _sets() -> Iterator[str]:
    rows = []
    for pattern, what in SETS.items():
        files = sorted(CORPUS.glob(f"{pattern}.jsonl"))
        items = [passage for path in files for passage in scoring.passages(path)]
        reached, (sure, right) = scoring.score(items), weighing.called(weighing.apart(files))
        shares = (f"{share:.3f}" for share in (reached.found, reached.strict, sure, right))
        rows.append((f"`{pattern}`", what, len(items), sum(len(i["statements"]) for i in items), *shares))
    about = (
        "found and strict as in the scoring rules (F1); confident: the share called so, and of these right, where the "
        "names of a file are no known names while it is read."
    )
    head = ("set", "what it is", "passages", "statements", "found", "strict", "confident", "right of these")
    yield from _table("How right it is", about, head, rows)


def _table(title: str, about: str, head: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""
    yield about
    yield ""
    yield "| " + " | ".join(head) + " |"
    yield "|" + " --- |" * len(tuple(head))
    for row in rows:
        yield "| " + " | ".join(_cell(value) for value in row) + " |"


def _cell(value: object) -> str:
    return " ".join(str(value).replace("|", "\\|").replace("<", "&lt;").split())


def _statements(found: Counts) -> Iterator[str]:
    rows = ((f"`{name}`", what, *_counts(found.productions.get(name))) for name, what in PRODUCTIONS.items())
    about = "Productions: how a number with its words becomes a statement. The number that was read stands in «»."
    yield from _table("Statements", about, ("rule", "what it reads", "example", "read", "right"), rows)


def _counts(count: Count | None) -> tuple[str, int, int]:
    return (count.example, count.read, count.right) if count else ("", 0, 0)


def _times(found: Counts) -> Iterator[str]:
    for title, name, about in (
        ("Times", "periods", "Mentions of time. Right: the number is no figure of a statement."),
        ("Numbers that are no statement", "kinds", "Right: the number is no figure of a statement."),
    ):
        rows = (
            (f"`{entry['name']}`", entry["why"], entry["example"], *_counts(found.mentions.get(str(entry["name"])))[1:])
            for entry in load(name)["rule"]
        )
        yield from _table(title, about, ("rule", "what it reads", "example", "read", "right"), rows)


def _doubts(found: Counts) -> Iterator[str]:
    rows = (
        (
            f"`{entry['name']}`",
            entry["why"],
            entry["of"],
            entry["weight"],
            *_counts(found.doubts.get(str(entry["name"])))[1:],
        )
        for entry in load("doubts")["doubt"]
    )
    about = "A statement is confident while its doubts weigh less than 1 together. Counted are all statements with one."
    yield from _table("Doubts", about, ("doubt", "why", "of", "weight", "statements", "right"), rows)


def _rest(found: Counts) -> Iterator[str]:
    rows = ((f"`{kind}`", count) for kind, count in sorted(found.others.items(), key=lambda item: (-item[1], item[0])))
    yield from _table(
        "Kinds of other numbers", "Every number that is in no statement has a kind.", ("kind", "read"), rows
    )


def main() -> int:
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name} written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
