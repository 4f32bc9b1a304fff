from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.evaluation import ScaleError, from_millionths, to_millionths
from camket.evaluation.outlook import at_scale
from camket.evaluation.scale import LIMIT
from camket.foundation.fields import MOST

D = Decimal


@pytest.mark.parametrize(
    ("value", "stored"),
    [("65.5", 65_500_000), ("-0.000001", -1), ("0.0000005", 1), ("0.0000004", 0), ("1E12", 10**18), ("0", 0)],
)
def test_a_value_is_stored_in_millionths_halves_away_from_zero(value: str, stored: int) -> None:
    assert to_millionths(D(value)) == stored


@pytest.mark.parametrize("value", ["1000000000000.1", "-1E13", "NaN", "Infinity"])
def test_a_value_beyond_the_scale_is_refused_with_what_to_do(value: str) -> None:
    with pytest.raises(ScaleError, match="đơn vị tính lớn hơn"):
        to_millionths(D(value))


@pytest.mark.parametrize(("stored", "value"), [(65_500_000, "65.5"), (200_000_000, "200"), (0, "0"), (-1, "-0.000001")])
def test_a_stored_value_is_shown_without_trailing_zeros_or_exponent(stored: int, value: str) -> None:
    assert str(from_millionths(stored)) == value


def test_what_may_be_recorded_is_what_can_be_judged():
    assert MOST == LIMIT


@given(st.integers(-(10**18), 10**18))
def test_storing_what_was_stored_changes_nothing(stored: int) -> None:
    assert to_millionths(from_millionths(stored)) == stored


@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=5000))
def test_a_computed_figure_is_rounded_halves_up(value: Fraction) -> None:
    with_digits = D(value.numerator) / D(value.denominator)
    assert at_scale(with_digits) == D(int((value * 10**6 + Fraction(1, 2)).__floor__())).scaleb(-6)
