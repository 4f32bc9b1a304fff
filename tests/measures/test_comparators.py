from decimal import Decimal

import pytest

from camket.measures.comparators import Comparator

D = Decimal


@pytest.mark.parametrize(
    ("comparator", "below", "equal", "above"),
    [
        ("eq", False, True, False),
        ("ge", False, True, True),
        ("gt", False, False, True),
        ("le", True, True, False),
        ("lt", True, False, False),
        ("about", False, True, False),
    ],
)
def test_a_comparator_holds(comparator: str, below: bool, equal: bool, above: bool) -> None:
    holds = Comparator(comparator).holds
    assert [holds(D(v), D("65.5")) for v in ("65.499999", "65.50", "65.500001")] == [below, equal, above]


@pytest.mark.parametrize("comparator", list(Comparator))
def test_a_mirrored_comparator_holds_of_the_negated_numbers(comparator: Comparator) -> None:
    for attained in map(D, ("-5.1", "-5", "-4.9")):
        assert comparator.holds(attained, D(-5)) == comparator.mirrored.holds(-attained, D(5))


def test_an_unknown_comparator_is_refused() -> None:
    with pytest.raises(ValueError, match="ne"):
        Comparator("ne")
