"""The page about the reader says what the reader does: every rule with its example and its counts."""

import pytest

from camket.reading import kinds
from camket.reading.lexicon import load
from reading import reference
from reading.forms import replacing


@pytest.fixture(scope="module")
def found() -> reference.Counts:
    return reference.counted()


@replacing
def test_the_page_is_current() -> None:
    assert reference.PAGE.read_text(encoding="utf-8") == reference.page()


def test_every_production_that_reads_is_named(found: reference.Counts) -> None:
    assert set(found.productions) == set(reference.PRODUCTIONS)


def test_every_doubt_that_is_raised_has_a_weight(found: reference.Counts) -> None:
    assert set(found.doubts) <= {str(entry["name"]) for entry in load("doubts")["doubt"]}


def test_every_production_is_right_somewhere(found: reference.Counts) -> None:
    assert [name for name, count in found.productions.items() if not count.right] == []


def test_every_rule_of_times_and_kinds_is_on_the_page() -> None:
    page = reference.PAGE.read_text(encoding="utf-8")
    assert [rule.name for rule in kinds.rules() if f"`{rule.name}`" not in page] == []
