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
        ("change", 0.99, 0.91),
        ("comparator", 0.99, 0.96),
        ("form", 0.99, 0.955),
        ("level", 0.99, 0.975),
        ("mixed", 0.97, 0.935),
        ("pages", 0.98, 0.925),
        ("parts", 0.99, 0.97),
        ("plan", 0.985, 0.95),
        ("time", 0.99, 0.96),
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
        ("heldout-a", 0.99, 0.95),
        ("heldout-b", 0.965, 0.825),
        ("heldout-c", 0.97, 0.88),
        ("pages-a", 0.985, 0.875),
        ("pages-b", 0.98, 0.86),
        ("pages-c", 0.985, 0.91),
        ("pages-d", 0.985, 0.94),
    ],
)
def test_passages_that_were_held_out_at_first(name: str, found: float, strict: float) -> None:
    reached = scoring.score(scoring.passages(CORPUS / f"{name}.jsonl"))
    assert reached.found >= found
    assert reached.strict >= strict
