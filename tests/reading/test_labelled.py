"""Reading reaches what it reached before on the labelled passages. Minimums stand just under the figures reached."""

from pathlib import Path

import pytest

from reading import scoring

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
DEVELOPMENT = HERE.parents[2] / "shared" / "reading" / "dev.jsonl"


@pytest.mark.skipif(not DEVELOPMENT.exists(), reason="the labelled set lies beside the repository, not in it")
@pytest.mark.parametrize(
    ("first", "last", "found", "strict"), [(0, 100, 0.99, 0.985), (100, 150, 0.985, 0.94), (0, 150, 0.99, 0.975)]
)
def test_development_set(first: int, last: int, found: float, strict: float) -> None:
    reached = scoring.score(scoring.passages(DEVELOPMENT)[first:last])
    assert reached.found >= found
    assert reached.strict >= strict


@pytest.mark.parametrize(
    ("name", "found", "strict"),
    [
        ("change", 0.975, 0.885),
        ("comparator", 0.985, 0.96),
        ("form", 0.99, 0.91),
        ("level", 0.99, 0.975),
        ("mixed", 0.95, 0.895),
        ("pages", 0.97, 0.895),
        ("parts", 0.99, 0.94),
        ("plan", 0.975, 0.925),
        ("time", 0.99, 0.935),
    ],
)
def test_corpus(name: str, found: float, strict: float) -> None:
    reached = scoring.score(scoring.passages(CORPUS / f"cases-{name}.jsonl"))
    assert reached.found >= found
    assert reached.strict >= strict


def test_passages_without_statements_give_few() -> None:
    items = scoring.passages(CORPUS / "cases-negatives.jsonl")
    reached = scoring.score(items)
    assert reached.extra <= len(items) // 25


@pytest.mark.parametrize(
    ("name", "found", "strict"),
    [
        ("heldout-a", 0.985, 0.935),
        ("heldout-b", 0.96, 0.81),
        ("heldout-c", 0.97, 0.87),
        ("pages-a", 0.98, 0.85),
        ("pages-b", 0.975, 0.84),
        ("pages-c", 0.98, 0.87),
    ],
)
def test_passages_that_were_held_out_at_first(name: str, found: float, strict: float) -> None:
    reached = scoring.score(scoring.passages(CORPUS / f"{name}.jsonl"))
    assert reached.found >= found
    assert reached.strict >= strict
