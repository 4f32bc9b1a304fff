"""The picture of a commitment: what is drawn, and where."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.portal.charts import _levels, draw, spark
from camket.reviews.queries import Point
from portal.rows import commitment, row, year

D = Decimal
WALKED = tuple(year(number, value) for number, value in ((2020, "150"), (2021, "160"), (2022, "175"), (2023, "187.2")))


def corners(points: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in points.split())]


def test_the_path_walked_goes_from_the_base_year_to_the_newest_figure():
    wide, slim = draw(commitment(points=WALKED))
    assert [len(drawing.dots) for drawing in (wide, slim)] == [4, 4]
    assert wide.dots[0].x == wide.size.left
    assert [tick.text for tick in wide.years] == ["2020", "2021", "2022", "2023", "2024", "2025"]


def test_the_path_promised_leads_from_the_base_to_the_target_at_due():
    wide, _ = draw(commitment(points=WALKED))
    (first, low), (last, high) = corners(wide.promised)
    assert (first, last) == (wide.size.left, wide.right_edge)
    assert low == wide.dots[0].y
    assert high == wide.aim.at


def test_a_stated_baseline_stands_where_no_figure_does():
    wide, _ = draw(commitment(points=WALKED[1:], baseline=D(140)))
    assert len(corners(wide.promised)) == 2


def test_without_a_base_nothing_is_promised_but_the_target_is_drawn():
    wide, _ = draw(commitment(points=WALKED[1:]))
    assert wide.promised == ""
    assert wide.aim.text == "210"


def test_a_sum_piles_up_from_zero():
    wide, _ = draw(commitment(points=tuple(year(n, "5") for n in (2021, 2022, 2023)), aggregate="sum", value=D(20)))
    assert [dot.text for dot in wide.dots] == ["5", "10", "15"]
    assert corners(wide.promised)[0][1] == wide.levels[0].at


def test_a_total_of_the_whole_term_is_not_drawn_as_a_year():
    whole = Point(date(2021, 1, 1), date(2025, 12, 31), D(20))
    wide, _ = draw(commitment(points=(year(2021, "5"), whole), aggregate="sum", value=D(20)))
    assert [dot.text for dot in wide.dots] == ["5"]
    assert spark(row(points=(year(2021, "5"), whole))) == ""


def test_a_growth_promises_a_bent_path_and_no_line():
    wide, _ = draw(commitment(points=WALKED, aggregate="growth", value=D(8)))
    assert wide.aim is None
    assert len(corners(wide.promised)) == 6


def test_a_part_of_a_year_of_a_flow_is_an_open_dot_off_the_line():
    nine_months = Point(date(2024, 1, 1), date(2024, 9, 30), D(150))
    wide, _ = draw(commitment(points=(*WALKED, nine_months), nature="flow"))
    assert [dot.open for dot in wide.dots] == [False] * 4 + [True]
    assert len(corners(wide.walked)) == 4


def test_a_part_of_a_year_of_a_stock_is_a_dot_like_any_other():
    nine_months = Point(date(2024, 1, 1), date(2024, 9, 30), D(190))
    wide, _ = draw(commitment(points=(*WALKED, nine_months), nature="stock"))
    assert not any(dot.open for dot in wide.dots)


def test_a_projection_opens_from_the_newest_figure_to_the_ends_at_due():
    projection = {"value": "215", "low": "205", "high": "225"}
    wide, _ = draw(commitment(points=WALKED, projection=projection))
    tip, high, low = corners(wide.band)
    assert tip == (wide.dots[-1].x, wide.dots[-1].y)
    assert high[0] == low[0] == wide.right_edge
    assert high[1] < low[1]


def test_nothing_is_projected_once_the_window_is_over():
    projection = {"value": "215", "low": "205", "high": "225"}
    wide, _ = draw(commitment(points=(*WALKED, year(2025, "211")), projection=projection))
    assert wide.band == ""


@pytest.mark.parametrize("changed", [{"aggregate": "state", "value": None, "state": "II"}, {"points": ()}])
def test_there_is_no_picture_of_a_state_or_of_nothing(changed):
    assert draw(commitment(**{"points": WALKED, **changed})) is None


def test_labels_stay_inside_the_drawing():
    for drawing in draw(commitment(points=(*WALKED, year(2025, "211")))):
        for words in drawing.labels:
            assert 0 < words.x <= drawing.size.width
            assert 0 < words.y <= drawing.size.height


values = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


@given(st.lists(values, min_size=1, max_size=6), values)
def test_whatever_the_figures_they_lie_between_the_levels(figures, aim):
    points = tuple(Point(date(2020 + n, 1, 1), date(2020 + n, 12, 31), value) for n, value in enumerate(figures))
    for drawing in draw(commitment(points=points, value=aim)):
        top, bottom = drawing.levels[-1].at, drawing.levels[0].at
        assert 2 <= len(drawing.levels) <= 8
        assert all(top - 0.2 <= dot.y <= bottom + 0.2 for dot in drawing.dots)


@given(st.lists(values.map(float), min_size=1, max_size=9))
def test_levels_go_up_around_all_values(values):
    levels = _levels(values)
    assert levels == sorted(set(levels))
    assert levels[0] <= min(values) + 1e-6 * abs(min(values))
    assert levels[-1] >= max(values) - 1e-6 * abs(max(values))


@pytest.mark.parametrize(("points", "drawn"), [((), 0), ((year(2020, "1"),), 0), (WALKED, 4)])
def test_a_small_line_needs_two_figures(points, drawn):
    assert len(corners(spark(row(points=points)))) == drawn


def test_a_flat_line_stands_still():
    assert len({y for _, y in corners(spark(row(points=(year(2020, "5"), year(2021, "5")))))}) == 1


def test_a_small_line_leaves_out_parts_of_years_of_a_flow_and_what_came_after():
    nine_months = Point(date(2024, 1, 1), date(2024, 9, 30), D(150))
    points = (*WALKED, nine_months, year(2026, "240"))
    assert len(corners(spark(row(points=points, nature="flow")))) == 4
    assert len(corners(spark(row(points=points, nature="stock")))) == 5


def test_a_correction_is_ringed():
    from camket.reviews.queries import Figure
    from portal.rows import STANDING

    corrected = Figure(date(2021, 1, 1), date(2021, 12, 31), D(160), None, "", "final", STANDING.as_of, (), True, True)
    wide, _ = draw(replace(commitment(points=WALKED), figures=(corrected,)))
    assert [dot.ringed for dot in wide.dots] == [False, True, False, False]
