"""Reading reaches what it reached before on the labelled passages. Minimums stand just under the figures reached."""

from pathlib import Path

import pytest

from reading import scoring

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
DEVELOPMENT = HERE.parents[2] / "shared" / "reading" / "dev.jsonl"


@pytest.mark.skipif(not DEVELOPMENT.exists(), reason="the labelled set lies beside the repository, not in it")
@pytest.mark.parametrize(
    ("first", "last", "found", "strict"), [(0, 100, 0.985, 0.98), (100, 150, 0.97, 0.9), (0, 150, 0.985, 0.96)]
)
def test_development_set(first: int, last: int, found: float, strict: float) -> None:
    reached = scoring.score(scoring.passages(DEVELOPMENT)[first:last])
    assert reached.found >= found
    assert reached.strict >= strict


@pytest.mark.parametrize(
    ("name", "found", "strict"),
    [
        ("change", 0.97, 0.86),
        ("comparator", 0.98, 0.95),
        ("form", 0.985, 0.9),
        ("level", 0.985, 0.95),
        ("mixed", 0.94, 0.88),
        ("parts", 0.985, 0.9),
        ("plan", 0.97, 0.91),
        ("time", 0.985, 0.92),
    ],
)
def test_corpus(name: str, found: float, strict: float) -> None:
    reached = scoring.score(scoring.passages(CORPUS / f"cases-{name}.jsonl"))
    assert reached.found >= found
    assert reached.strict >= strict


def test_passages_without_statements_give_few() -> None:
    items = scoring.passages(CORPUS / "cases-negatives.jsonl")
    reached = scoring.score(items)
    assert reached.extra <= len(items) // 7


def test_held_out_passages() -> None:
    reached = scoring.score(scoring.passages(CORPUS / "heldout-a.jsonl"))
    assert reached.found >= 0.945
    assert reached.strict >= 0.76


def test_confident_statements_are_right() -> None:
    items = [p for path in sorted(CORPUS.glob("cases-*.jsonl")) for p in scoring.passages(path)]
    reached = scoring.score(items)
    assert reached.sure >= 0.6 * reached.read
    assert reached.sure_right >= 0.95 * reached.sure
