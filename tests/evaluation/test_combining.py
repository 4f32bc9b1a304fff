"""The table of natures, row by row; shares; and what cannot be put together."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.evaluation.combining import Part, after_change, over_areas, over_time
from camket.evaluation.model import Nature
from camket.measures.periods import Period

HALF = Decimal("0.5")
YEAR = Period.year(2024)


def part(value=None, denominator=None, name="Xã A", share=Decimal(1), numerator=None, period=None):
    value, denominator = (None if number is None else Decimal(str(number)) for number in (value, denominator))
    return Part(name, value, numerator, denominator, share, period)


@pytest.mark.parametrize(
    ("nature", "parts", "expected"),
    [
        (Nature.FLOW, [part(10), part(5)], "15"),
        (Nature.STOCK, [part(10), part(5)], "15"),
        (Nature.FLOW, [part(10), part(5, share=HALF)], "12.5"),
        (Nature.FLOW, [part("56.7"), part("37.5"), part("5.8")], "100"),
        (Nature.RATIO, [part("72.727273", 22), part(50, 8)], "66.666667"),
        (Nature.RATIO, [part(100, 1), part(0, 99)], "1"),
        (Nature.RATIO, [part(10, 100), part(20, 100, share=HALF)], "13.333333"),
        (Nature.RATIO, [Part("A", Decimal("72.7"), Decimal(16), Decimal(22))], "72.727273"),
    ],
)
def test_over_areas(nature, parts, expected):
    assert over_areas(nature, parts).value == Decimal(expected)


def test_a_ratio_keeps_its_numerator_and_denominator():
    found = over_areas(Nature.RATIO, [part(50, 10), part(25, 20)])
    assert (found.numerator, found.denominator) == (10, 30)


def test_a_ratio_per_thousand():
    assert over_areas(Nature.RATIO, [part(5, 1000), part(15, 3000)], per=Decimal(1000)).value == Decimal("12.5")


@pytest.mark.parametrize(
    ("nature", "parts", "vi", "en"),
    [
        (Nature.LEVEL, [part(1), part(2)], "không cộng", "neither added"),
        (Nature.STATE, [part(1), part(2)], "không cộng", "neither added"),
        (Nature.FLOW, [], "Chưa có số liệu nào", "no figures"),
        (Nature.FLOW, [part(1), part(name="Xã B"), part(name="Xã C")], "Xã B, Xã C", "Xã B, Xã C"),
        (Nature.STOCK, [part(1), part(2, name="Xã B", share=None)], "Xã B đã được chia tách", "in which shares"),
        (Nature.RATIO, [part(50, 10), part(25, name="Xã B")], "chưa biết của Xã B", "of Xã B is not known"),
        (Nature.RATIO, [part(50, 0)], "bằng 0", "denominator is 0"),
    ],
)
def test_what_cannot_be_combined_says_why(nature, parts, vi, en):
    found = over_areas(nature, parts)
    assert found.value is None
    assert vi in found.lack.message()
    assert en in found.lack.message("en")


def test_a_level_goes_on_where_one_area_goes_on_whole():
    assert after_change(Nature.LEVEL, [part(42)]).value == 42
    assert after_change(Nature.LEVEL, [part(42, share=HALF)]).value is None
    assert after_change(Nature.LEVEL, [part(42), part(43)]).value is None


QUARTERS = [part(quarter, period=Period.quarter(2024, quarter)) for quarter in (1, 2, 3, 4)]
RATIOS = [part(50, 10, period=Period.half(2024, 1)), part(20, 20, period=Period.half(2024, 2))]


@pytest.mark.parametrize(
    ("nature", "parts", "expected"),
    [
        (Nature.FLOW, QUARTERS, "10"),
        (Nature.STOCK, QUARTERS, "4"),
        (Nature.LEVEL, QUARTERS, "4"),
        (Nature.STATE, QUARTERS[::-1], "4"),
        (Nature.RATIO, RATIOS, "30"),
        (Nature.RATIO, [*RATIOS[:1], part(20, period=Period.half(2024, 2))], "20"),
        (Nature.STOCK, QUARTERS[:2], "2"),
    ],
)
def test_over_time(nature, parts, expected):
    assert over_time(nature, parts, YEAR).value == Decimal(expected)


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        (QUARTERS[:3], "từ ngày 01/10/2024"),
        (QUARTERS[1:], "từ ngày 01/01/2024"),
        ([*QUARTERS, part(9, period=Period.half(2024, 1))], "cùng tính ngày 01/01/2024"),
        ([part(1, period=Period.year(2023))], "Chưa có số liệu nào"),
    ],
)
def test_a_flow_with_a_gap_or_a_day_twice_is_no_sum(parts, reason):
    assert reason in over_time(Nature.FLOW, parts, YEAR).lack.message()


def test_of_figures_that_end_on_one_day_the_longest_counts():
    half, quarter = part(95, period=Period.half(2024, 2)), part(99, period=Period.quarter(2024, 4))
    assert over_time(Nature.LEVEL, [half, quarter], Period.year(2024)).value == 95


def test_a_period_outside_does_not_count():
    assert (
        over_time(Nature.STOCK, [*QUARTERS, part(9, period=Period(date(2025, 1, 1), date(2025, 3, 31)))], YEAR).value
        == 4
    )


FIGURES = st.lists(st.decimals(-(10**6), 10**6, places=6).map(part), min_size=2, max_size=8)


@given(FIGURES, st.integers(1, 7))
def test_a_sum_of_sums_is_the_sum_of_all(parts, cut):
    cut = min(cut, len(parts) - 1)
    halves = [Part("", over_areas(Nature.FLOW, some).value) for some in (parts[:cut], parts[cut:])]
    assert over_areas(Nature.FLOW, halves) == over_areas(Nature.FLOW, parts)


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(1, 1000)), min_size=1, max_size=8))
def test_a_ratio_lies_between_the_ratios_of_its_parts(pairs):
    parts = [Part("", Decimal(100) * n / d, Decimal(n), Decimal(d)) for n, d in pairs]
    found = over_areas(Nature.RATIO, parts).value
    assert min(p.value for p in parts) - 1 <= found <= max(p.value for p in parts) + 1
