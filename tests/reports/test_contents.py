"""What a report of a year says, on the invented city of `city.py`."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from camket.observations.enums import Stage
from camket.reports.contents import NOTHING, Cell
from camket.reports.errors import NoSuchResolution, YearOutsideTerm, YearToCome
from camket.reports.lines import ENTERED, NO_DATA
from camket.reviews.enums import Outcome
from camket.targets.enums import Aggregate, Comparator
from city import City
from factories import ObservationFactory, TargetFactory
from reports.yearly import DATED, RUNNING, line, reported


@pytest.mark.parametrize(
    ("number", "aim", "plan", "result", "of_plan", "of_aim"),
    [
        (1, "210", "190", Cell("196,3", "", (1,)), "103,3", "93,5"),
        (2, "20", "5", Cell("4", "lũy kế 18", (2,)), "80", "90"),
        (3, "58,5", NOTHING, Cell("58,5", "", (2,)), NOTHING, "100"),
        (4, "1,5", "2,3", Cell("2,2", "", (2,)), "95,7", "146,7"),
        (5, "≤\u00a07", NOTHING, Cell(NO_DATA, "đến năm 2023: 7,6"), NOTHING, "108,6"),
        (6, ">\u00a070", NOTHING, Cell(NO_DATA), NOTHING, NOTHING),
    ],
)
def test_a_line_holds_aim_plan_result_and_both_ratios(
    minh_hoa: City, number: int, aim: str, plan: str, result: Cell, of_plan: str, of_aim: str
) -> None:
    found = line(reported(), number)
    assert (found.aim, found.plan.text, found.result) == (aim, plan, result)
    assert (found.of_plan, found.of_aim) == (of_plan, of_aim)


def test_each_figure_names_its_source(minh_hoa: City) -> None:
    number = minh_hoa.report.symbol_line
    assert reported().sources == (f"Báo cáo số {number} ngày 20/01/2026: Báo cáo kết quả năm 2025.", ENTERED)


def test_the_count_is_that_of_the_year_not_of_today(minh_hoa: City) -> None:
    assert (reported(2022).good, reported(2025).good, len(reported(2025).counted)) == (0, 4, 6)


def test_a_plan_is_met_by_the_direction_of_the_indicator(minh_hoa: City) -> None:
    found = reported()
    assert [line(found, number).meets_plan for number in (1, 2, 3, 4)] == [True, False, None, True]


def test_a_part_of_the_year_says_nothing_about_the_plan_of_the_year(minh_hoa: City) -> None:
    trees = minh_hoa.running.targets.get(number=3).indicator
    trees.observations.all().update(end=date(2026, 9, 30))
    ObservationFactory(indicator=trees, year=2026, value=Decimal(50), stage=Stage.PLAN)
    found = line(reported(2026, slug=RUNNING), 3)
    assert (found.result.text, found.result.remark) == ("38", "9 tháng; lũy kế 38")
    assert (found.of_plan, found.meets_plan) == ("76", None)


def test_an_estimate_is_marked_as_one(minh_hoa: City) -> None:
    minh_hoa.finished.targets.get(number=1).indicator.observations.filter(stage=Stage.FINAL).update(
        withdrawn_at=datetime(2026, 11, 4, tzinfo=UTC)
    )
    assert line(reported(), 1).result == Cell("195", "ước", (2,))


def test_a_rate_of_growth_is_shown_over_its_years(minh_hoa: City) -> None:
    revenue = minh_hoa.finished.targets.get(number=1).indicator
    TargetFactory(
        resolution=minh_hoa.finished,
        indicator=revenue,
        number=7,
        slug="tang-thu",
        aggregate=Aggregate.GROWTH,
        comparator=Comparator.GE,
        value=Decimal(8),
        unit="%",
        start=date(2021, 1, 1),
    )
    found = line(reported(), 7)
    assert found.name == "Thu ngân sách trên địa bàn (mức tăng bình quân năm)"
    assert (found.aim, found.result.text, found.result.remark) == ("≥\u00a08", "7,2", "2020–2024")
    assert (found.plan, found.outcome, found.unit) == (Cell(), Outcome.AT_RISK, "%/năm")


def test_a_promised_fall_is_not_called_a_growth(minh_hoa: City) -> None:
    revenue = minh_hoa.finished.targets.get(number=1).indicator
    told = {"aggregate": Aggregate.GROWTH, "value": Decimal(-5), "unit": "%", "start": date(2021, 1, 1)}
    TargetFactory(resolution=minh_hoa.finished, indicator=revenue, number=7, slug="giam-thu", **told)
    assert line(reported(), 7).name == "Thu ngân sách trên địa bàn (mức tăng, giảm bình quân năm)"


def test_a_change_in_percent_of_its_baseline_is_reported_in_percent(minh_hoa: City) -> None:
    revenue = minh_hoa.finished.targets.get(number=1).indicator
    told = {"aggregate": Aggregate.CHANGE, "value": Decimal(50), "unit": "%", "start": date(2021, 1, 1)}
    began = {"baseline": Decimal(157), "baseline_year": 2020}
    made = TargetFactory(resolution=minh_hoa.finished, indicator=revenue, slug="tang-thu", **told, **began)
    found = next(one for one in reported().lines if one.slug == made.slug)
    assert (found.result.text, found.unit, found.of_aim) == ("25,03", "%", "50,1")


def test_parts_follow_their_whole_and_do_not_count(minh_hoa: City) -> None:
    whole = minh_hoa.finished.targets.get(number=1)
    within = {"resolution": whole.resolution, "indicator": whole.indicator, "part_of": whole, "group": whole.group}
    TargetFactory(**within, slug="phan", order=99, aggregate=Aggregate.MEAN, value=Decimal(100))
    found = reported()
    assert [line.is_part for line in found.lines[:3]] == [False, True, False]
    assert [line.number for line in found.lines[:3]] == ["1", "", "2"]
    assert (len(found.lines), len(found.counted)) == (7, 6)


def test_groups_keep_the_order_of_the_resolution(minh_hoa: City) -> None:
    assert [group.heading for group in reported().groups] == ["Về kinh tế", "Về văn hóa - xã hội"]


def test_what_the_cross_checks_found_about_the_year_is_said(minh_hoa: City) -> None:
    assert len(reported(2024).disagreements) == 1
    assert reported(2023).disagreements == ()


@pytest.mark.parametrize("year", [2019, 2020, 2026])
def test_a_year_outside_the_term_is_refused(minh_hoa: City, year: int) -> None:
    with pytest.raises(YearOutsideTerm, match="từ 2021 đến 2025"):
        reported(year)


def test_a_year_that_has_not_begun_is_refused(minh_hoa: City) -> None:
    with pytest.raises(YearToCome, match="23/11/2026"):
        reported(2027, slug=RUNNING)


def test_an_unknown_resolution_is_answered_with_those_that_exist(minh_hoa: City) -> None:
    with pytest.raises(NoSuchResolution) as refused:
        reported(slug="khong-co")
    assert refused.value.vi == "Không có nghị quyết “khong-co”. Đang có: minh-hoa-2020-2025, minh-hoa-2025-2030."
    assert "There are: minh-hoa-2020-2025" in refused.value.en


@pytest.mark.django_db
def test_an_empty_database_is_answered_with_how_to_load() -> None:
    with pytest.raises(NoSuchResolution, match="camket load"):
        reported()


def test_statements_of_sql_do_not_grow_with_targets(minh_hoa: City, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]  # pytest-django's fixture
    with django_assert_max_num_queries(14):
        reported()


@pytest.mark.parametrize(
    ("whole", "parts", "ends"), [(1, 0, "2026-12-31"), (1, 1, "2026-12-31"), (1, 2, "2026-11-23"), (0, 0, "2026-11-23")]
)
@pytest.mark.django_db
def test_an_open_year_is_closed_by_estimates_of_half_of_its_indicators(whole: int, parts: int, ends: str) -> None:
    from camket.reports.years import ends as closes

    estimates = [ObservationFactory.build(indicator_id=n, area_id=1, year=2026) for n in range(whole)]
    nine_months = [
        ObservationFactory.build(indicator_id=9 + n, area_id=1, year=2026, end=date(2026, 9, 30)) for n in range(parts)
    ]
    assert closes([*estimates, *nine_months], 2026, DATED) == date.fromisoformat(ends)
