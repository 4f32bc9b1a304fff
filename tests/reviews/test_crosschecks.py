"""Each cross-check on tables of cases: what it tells, and what it must leave alone."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from camket.measures.periods import Period
from camket.observations.enums import Stage
from camket.reviews import crosschecks
from camket.reviews.crosschecks import Cite, Disagreement, Facts, Measure, Promised, Seen, Stated

REVENUE = Measure(1, "thu ngân sách trên địa bàn", "budget revenue", "tỷ đồng", "flow")
POVERTY = Measure(2, "tỷ lệ hộ nghèo đa chiều", "poverty rate", "%", "ratio")
SCHOOLS = Measure(3, "số trường đạt chuẩn quốc gia", "schools at standard", "trường", "stock")
TRAINED = Measure(4, "tỷ lệ lao động qua đào tạo", "trained workers", "%", "ratio")
CERTIFIED = Measure(5, "tỷ lệ lao động có bằng cấp", "workers with a degree", "%", "ratio")
OUTPUT = Measure(6, "giá trị sản xuất công nghiệp", "output of industry", "tỷ đồng", "flow")
TERM = Period.years(2021, 2025)

_numbers = iter(range(1, 1_000_000))


def cite(source: str = "Báo cáo A", quote: str = "", sentence: tuple[int, int] = (0, 99)) -> Cite:
    number = next(_numbers)
    return Cite(1, (number, number + 1), sentence, source, source.replace("Báo cáo", "Report"), quote)


def seen(measure: Measure, period: Period | int, value: str, **kept: object) -> Seen:
    """A figure of a period, or of a whole year."""
    days = Period.year(period) if isinstance(period, int) else period
    given = {"recorded_at": datetime(2026, 1, 1, tzinfo=UTC), "cite": cite(), **kept}
    return Seen(next(_numbers), measure, days, Decimal(value), **given)  # type: ignore[arg-type]  # made from a table


def promised(measure: Measure, value: str, aggregate: str = "last", **kept: object) -> Promised:
    given = {"unit": measure.unit, "window": TERM, "cite": cite("Nghị quyết"), **kept}
    return Promised(next(_numbers), measure, 1, aggregate, Decimal(value), **given)  # type: ignore[arg-type]  # as above


def stated(figure: Seen | None, **kept: object) -> Stated:
    given = {"role": "result", "name": "", "value": figure.value if figure else None, "unit": "%", "cite": cite()}
    return Stated(**{**given, "seen": figure.key if figure else None, **kept})  # type: ignore[arg-type]  # as above


def told(name: str, **facts: object) -> list[Disagreement]:
    return list(crosschecks.CHECKS[name](Facts(**{kind: tuple(given) for kind, given in facts.items()})))  # type: ignore[arg-type]  # as above


# --- two sources


@pytest.mark.parametrize(
    ("values", "findings"),
    [
        (("2.41", "2.14"), 1),
        (("2.41", "2.14", "2.3"), 1),
        (("2.41", "2.410000"), 0),
        (("183.9", "184"), 0),  # the one rounds the other
        (("183.9", "183"), 1),
        (("3610", "3600"), 1),
        (("2.41",), 0),
    ],
)
def test_different_values_of_one_period_are_told_once(values: tuple[str, ...], findings: int) -> None:
    assert len(told("sources_disagree", seen=[seen(POVERTY, 2023, value) for value in values])) == findings


def test_the_sentence_names_sources_and_values_in_both_languages() -> None:
    both = [seen(POVERTY, 2023, "2.41", cite=cite("Báo cáo A")), seen(POVERTY, 2023, "2.14", cite=cite("Tin B"))]
    (found,) = told("sources_disagree", seen=both)
    assert found.vi == "Tỷ lệ hộ nghèo đa chiều năm 2023: Báo cáo A nêu 2,41%; Tin B nêu 2,14%."
    assert found.en == "Poverty rate, 2023: Report A says 2.41%; Tin B says 2.14%."
    assert found.cites == tuple(one.cite for one in both)


@pytest.mark.parametrize(
    "other",
    [
        seen(POVERTY, 2022, "2.14"),
        seen(POVERTY, 2023, "2.14", stage=Stage.ESTIMATE),
        seen(POVERTY, Period.months(2023, 9), "2.14"),
        seen(TRAINED, 2023, "2.14"),
    ],
    ids=["another year", "another stage", "a part of the year", "another indicator"],
)
def test_other_periods_stages_and_indicators_may_differ(other: Seen) -> None:
    assert told("sources_disagree", seen=[seen(POVERTY, 2023, "2.41"), other]) == []


def test_a_figure_entered_by_hand_is_a_source_too() -> None:
    (found,) = told("sources_disagree", seen=[seen(POVERTY, 2023, "2"), seen(POVERTY, 2023, "3", cite=None)])
    assert "số nhập trực tiếp nêu 3%" in found.vi
    assert len(found.cites) == 1


def test_states_that_differ_are_told() -> None:
    city = Measure(9, "thành phố", nature="state")
    given = {"recorded_at": datetime(2026, 1, 1, tzinfo=UTC), "cite": cite()}
    classes = [
        Seen(n, city, Period.year(2025), None, state=state, **given) for n, state in enumerate(("loại II", "loại III"))
    ]  # type: ignore[arg-type]  # as above
    (found,) = told("sources_disagree", seen=classes)
    assert "“loại II”" in found.vi


# --- range


@pytest.mark.parametrize(
    ("name", "unit", "value", "findings"),
    [
        ("tỷ lệ che phủ rừng", "%", "158.5", 1),
        ("tỷ lệ che phủ rừng", "%", "-3", 1),
        ("tỷ lệ che phủ rừng", "%", "100", 0),
        ("tỷ lệ tăng dân số tự nhiên", "%", "-0.4", 0),
        ("tuyển chọn và gọi công dân nhập ngũ", "%", "102", 0),  # a plan can be exceeded
        ("tỷ lệ thực hiện kế hoạch vốn", "%", "104", 0),
        ("thu ngân sách", "tỷ đồng", "158.5", 0),
    ],
)
def test_a_share_lies_between_nothing_and_all(name: str, unit: str, value: str, findings: int) -> None:
    measure = Measure(8, name, unit=unit, nature="ratio")
    assert len(told("ratio_out_of_range", seen=[seen(measure, 2023, value)])) == findings
    assert len(told("ratio_out_of_range", promised=[promised(measure, value)])) == findings


@pytest.mark.parametrize(("value", "whole", "findings"), [("17", "22", 0), ("22", "22", 0), ("23", "22", 1)])
def test_a_counted_part_is_within_its_whole(value: str, whole: str, findings: int) -> None:
    found = told("ratio_out_of_range", seen=[seen(SCHOOLS, 2023, value, denominator=Decimal(whole))])
    assert len(found) == findings
    assert all("23/22\u00a0trường, lớn hơn tổng số" in one.vi for one in found)


# --- units


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        (("712", "758", "0.842", "896", "968"), ["0.842"]),
        (("712", "758", "842000", "896", "968"), ["842000"]),
        (("712", "758", "842000000", "896", "968"), ["842000000"]),
        (("712", "758", "842", "896", "9680"), ["9680"]),
        (("712", "758", "8420", "896", "968"), ["8420"]),
        (("71.2", "758", "842", "896", "968"), ["71.2"]),
        (("712", "758000"), ["758000"]),
        (("712", "758", "842", "896", "968"), []),
        (("100", "250", "600", "1500", "4000"), []),  # grows fast
        (("1", "3", "12", "2", "11"), []),  # small counts jump
        (("0", "0", "3", "0"), []),
        (("758",), []),
    ],
)
def test_a_value_far_from_its_neighbours_is_told(values: tuple[str, ...], wrong: list[str]) -> None:
    series = [seen(OUTPUT, 2020 + place, value) for place, value in enumerate(values)]
    found = told("unit_slip", seen=series)
    keys = {f"seen:{one.key}": one for one in series}
    assert [keys[one.key].value for one in found] == [Decimal(value) for value in wrong]


def test_a_slip_is_told_with_its_neighbours() -> None:
    series = [seen(OUTPUT, 2021 + place, value) for place, value in enumerate(("758", "0.842", "896"))]
    (found,) = told("unit_slip", seen=series)
    assert found.vi.replace("\u00a0", " ") == (
        "Giá trị sản xuất công nghiệp năm 2022: Báo cáo A nêu 0,842 tỷ đồng, khoảng 1/1.000 các kỳ liền kề "
        "(năm 2021: 758 tỷ đồng; năm 2023: 896 tỷ đồng); có thể sai đơn vị tính."
    )
    assert "about 1/1,000 of the periods beside it" in found.en
    assert len(found.cites) == 3


def test_plans_and_parts_of_years_are_series_of_their_own() -> None:
    series = [
        *(seen(REVENUE, year, "180") for year in (2021, 2022, 2023)),
        seen(REVENUE, 2024, "0.2", stage=Stage.PLAN),
        seen(REVENUE, Period.month(2024, 1), "0.18"),
    ]
    assert told("unit_slip", seen=series) == []


@pytest.mark.parametrize(
    ("value", "aggregate", "findings"),
    [("4200000", "last", 1), ("4.2", "last", 1), ("4200", "last", 0), ("42000", "last", 0), ("4.2", "growth", 0)],
)
def test_a_promise_far_from_what_is_measured_is_told(value: str, aggregate: str, findings: int) -> None:
    series = [seen(REVENUE, year, "3100") for year in (2019, 2020)]
    assert len(told("unit_slip", seen=series, promised=[promised(REVENUE, value, aggregate)])) == findings


@pytest.mark.parametrize(("strange", "measure", "findings"), [(True, REVENUE, 1), (True, None, 0), (False, REVENUE, 0)])
def test_a_unit_that_cannot_be_turned_into_the_indicators_is_told(
    strange: bool, measure: Measure | None, findings: int
) -> None:
    sentence = stated(None, unit="triệu USD", measure=measure, unit_is_strange=strange)
    found = told("unit_differs", stated=[sentence])
    assert len(found) == findings
    assert all("nêu theo “triệu USD”, còn chỉ số này tính theo “tỷ đồng”" in one.vi for one in found)


# --- cumulative figures


@pytest.mark.parametrize(
    ("figures", "findings"),
    [
        (((6, "90"), (9, "140")), 0),
        (((6, "140"), (9, "90")), 1),
        (((6, "90"), (9, "140"), (12, "130")), 1),
        (((6, "90"), (9, "90")), 0),
        (((9, "140"),), 0),
    ],
)
def test_what_adds_up_does_not_fall_within_the_year(figures: tuple[tuple[int, str], ...], findings: int) -> None:
    series = [seen(REVENUE, Period.months(2026, months), value) for months, value in figures]
    assert len(told("cumulative_falls", seen=series)) == findings


@pytest.mark.parametrize(
    "pair",
    [
        (seen(SCHOOLS, Period.months(2026, 6), "20"), seen(SCHOOLS, Period.months(2026, 9), "19")),
        (seen(REVENUE, Period.months(2025, 9), "140"), seen(REVENUE, Period.months(2026, 9), "90")),
        (seen(REVENUE, 2025, "200", stage=Stage.PLAN), seen(REVENUE, Period.months(2025, 9), "140")),
        (seen(REVENUE, Period.quarter(2026, 2), "90"), seen(REVENUE, Period.quarter(2026, 3), "60")),
        (
            seen(REVENUE, Period.months(2026, 6), "140", stage=Stage.ESTIMATE),
            seen(REVENUE, Period.months(2026, 6), "90"),
        ),
    ],
    ids=["a stock", "another year", "a plan", "quarters", "an estimate made final"],
)
def test_what_does_not_add_up_may_fall(pair: tuple[Seen, Seen]) -> None:
    assert told("cumulative_falls", seen=pair) == []


# --- all together


def test_nothing_is_told_of_nothing() -> None:
    assert list(crosschecks.disagreements(Facts())) == []


def test_every_check_has_a_name_that_fits_its_column() -> None:
    assert all(len(name) <= 40 for name in crosschecks.CHECKS)
