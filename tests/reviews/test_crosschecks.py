"""Each cross-check on tables of cases: what it tells, and what it must leave alone."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from camket.measures.periods import Period
from camket.observations.enums import Stage
from camket.reviews import crosschecks
from camket.reviews.crosschecks import Announced, Cite, Disagreement, Facts, Measure, Promised, Seen, Stated

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


# --- stated ratios


@pytest.mark.parametrize(
    ("value", "target", "percent", "findings"),
    [
        ("3200", "3700", "107", 1),
        ("3200", "2990", "107", 0),
        ("3200", "2990", "107.0", 0),
        ("221.6", "210", "105.5", 0),
        ("221.6", "210", "104.5", 1),
        ("66.3", "65", "102", 0),
        ("413", "400", "103.3", 0),
        ("150", "0", "107", 0),  # nothing is a ratio of zero
    ],
)
def test_a_ratio_to_the_resolution_must_fit_the_target(value: str, target: str, percent: str, findings: int) -> None:
    figure = seen(REVENUE, 2025, value)
    facts = {
        "seen": [figure],
        "promised": [promised(REVENUE, target)],
        "stated": [stated(figure, versus="resolution", percent=Decimal(percent))],
    }
    assert len(told("stated_ratio", **facts)) == findings


def test_a_ratio_that_does_not_fit_shows_both_computations() -> None:
    figure = seen(REVENUE, 2025, "3200")
    facts = {
        "seen": [figure],
        "promised": [promised(REVENUE, "3700")],
        "stated": [stated(figure, versus="resolution", percent=Decimal(107))],
    }
    (found,) = told("stated_ratio", **facts)
    assert found.vi.replace("\u00a0", " ") == (
        "Thu ngân sách trên địa bàn năm 2025: Báo cáo A nêu 3.200 tỷ đồng, bằng 107% mục tiêu nghị quyết; "
        "nhưng so với 3.700 tỷ đồng đã ghi nhận thì bằng 86,5%."
    )
    assert "it is 86.5%" in found.en
    assert len(found.cites) == 2


@pytest.mark.parametrize(
    ("figure", "plan", "percent", "findings"),
    [
        (seen(REVENUE, 2023, "183.9"), seen(REVENUE, 2023, "182", stage=Stage.PLAN), "101", 0),
        (seen(REVENUE, 2023, "183.9"), seen(REVENUE, 2023, "172", stage=Stage.PLAN), "101", 1),
        (seen(REVENUE, Period.months(2026, 9), "181.3"), seen(REVENUE, 2026, "242", stage=Stage.PLAN), "74.9", 0),
        (seen(REVENUE, 2023, "183.9"), seen(REVENUE, 2022, "172", stage=Stage.PLAN), "101", 0),
        (seen(REVENUE, 2023, "183.9"), seen(REVENUE, 2023, "172"), "101", 0),
    ],
    ids=["fits", "does not", "a part of the year and the year's plan", "the plan of another year", "no plan known"],
)
def test_a_ratio_to_the_plan_must_fit_the_plan(figure: Seen, plan: Seen, percent: str, findings: int) -> None:
    ratio = stated(figure, versus="plan", percent=Decimal(percent))
    assert len(told("stated_ratio", seen=[figure, plan], stated=[ratio])) == findings


@pytest.mark.parametrize(
    ("measure", "before", "percent", "findings"),
    [
        (REVENUE, "148.6", "106.5", 0),
        (REVENUE, "140", "106.5", 1),
        (OUTPUT, "140", "106.5", 0),  # grows in constant prices, stands in current ones
    ],
)
def test_growth_must_fit_the_year_before(measure: Measure, before: str, percent: str, findings: int) -> None:
    figure = seen(measure, 2021, "158.2")
    ratio = stated(figure, versus="previous_year", percent=Decimal(percent))
    assert len(told("stated_ratio", seen=[figure, seen(measure, 2020, before)], stated=[ratio])) == findings


@pytest.mark.parametrize(
    ("aggregate", "period", "findings"),
    [
        ("sum", TERM, 1),
        ("sum", Period.year(2023), 0),
        ("growth", Period.year(2023), 0),
        ("every", Period.year(2023), 1),
    ],
)
def test_a_sum_is_compared_over_years_and_a_level_within_one(aggregate: str, period: Period, findings: int) -> None:
    figure = seen(REVENUE, period, "20")
    facts = {
        "seen": [figure],
        "promised": [promised(REVENUE, "40", aggregate)],
        "stated": [stated(figure, versus="resolution", percent=Decimal(100))],
    }
    assert len(told("stated_ratio", **facts)) == findings


def test_one_of_several_targets_that_fits_is_enough() -> None:
    figure = seen(REVENUE, 2025, "221.6")
    facts = {
        "seen": [figure],
        "promised": [promised(REVENUE, "100", "every"), promised(REVENUE, "210")],
        "stated": [stated(figure, versus="resolution", percent=Decimal("105.5"))],
    }
    assert told("stated_ratio", **facts) == []


def test_the_year_before_a_leap_day_is_found() -> None:
    figure = seen(REVENUE, Period.months(2024, 2), "30")
    earlier = seen(REVENUE, Period.months(2023, 2), "20")
    ratio = stated(figure, versus="previous_year", percent=Decimal(110))
    assert len(told("stated_ratio", seen=[figure, earlier], stated=[ratio])) == 1


# --- structure

SENTENCE = "Cơ cấu kinh tế năm 2023: thương mại - dịch vụ chiếm 55,6%; công nghiệp chiếm 37,9%; nông nghiệp chiếm 6,9%."


def shares(*values: str, quote: str = SENTENCE, part_of: str = "", names: tuple[str, ...] = ()) -> list[Stated]:
    called = names or tuple(f"ngành {place}" for place in range(len(values)))
    return [
        stated(None, name=name, value=Decimal(value), cite=cite(quote=quote), part_of=part_of, years=(2023, 2023))
        for name, value in zip(called, values, strict=True)
    ]


@pytest.mark.parametrize(
    ("values", "findings"),
    [
        (("55.6", "37.9", "6.9"), 1),  # 100.4
        (("56.7", "37.5", "5.8"), 0),
        (("55.6", "37.9", "6.8"), 0),  # 100.3: three roundings
        (("55.6", "37.9", "6.1"), 1),  # 99.6
        (("55.6", "37.9"), 0),  # one is not given
        (("20", "30", "25"), 0),  # neither here
        (("80", "30", "25"), 1),
    ],
)
def test_shares_of_a_structure_sum_to_a_hundred(values: tuple[str, ...], findings: int) -> None:
    assert len(told("shares_do_not_sum", stated=shares(*values))) == findings


def test_the_sum_is_shown() -> None:
    (found,) = told("shares_do_not_sum", stated=shares("55.6", "37.9", "6.9"))
    assert "năm 2023 cộng lại không bằng 100%: 55,6% + 37,9% + 6,9% = 100,4%" in found.vi
    assert "in 2023 do not sum to 100%: 55.6% + 37.9% + 6.9% = 100.4%" in found.en
    assert len(found.cites) == 3


@pytest.mark.parametrize(
    "several",
    [
        shares("90.4", "97", "86", quote="Kết quả xếp loại đảng viên năm 2023."),
        [*shares("55.6", "37.9"), *shares("100", names=("tỷ lệ đô thị hóa",))],
        shares("8.2", "7.1", "99", names=("ngành", "ngành", "tốc độ tăng chung")),
    ],
    ids=["no structure", "a rate beside it", "a growth beside it"],
)
def test_percentages_that_are_no_shares_are_left_alone(several: list[Stated]) -> None:
    assert told("shares_do_not_sum", stated=several) == []


def test_parts_of_a_structure_are_known_without_the_sentence() -> None:
    assert len(told("shares_do_not_sum", stated=shares("60", "30", "20", quote="", part_of="cơ cấu kinh tế"))) == 1


# --- part and whole


@pytest.mark.parametrize(
    ("part", "whole", "findings"), [("35", "68", 0), ("68", "68", 0), ("70", "68", 1)], ids=["less", "all", "more"]
)
def test_a_promised_part_must_not_exceed_its_whole(part: str, whole: str, findings: int) -> None:
    of = promised(TRAINED, whole)
    assert len(told("part_exceeds_whole", promised=[of, promised(CERTIFIED, part, part_of=of.key)])) == findings


@pytest.mark.parametrize(
    ("part", "findings"),
    [
        (seen(CERTIFIED, 2023, "31.2"), 0),
        (seen(CERTIFIED, 2023, "65"), 1),
        (seen(CERTIFIED, 2022, "65"), 0),
        (seen(CERTIFIED, 2023, "65", stage=Stage.PLAN), 0),
    ],
    ids=["less", "more", "another year", "a plan"],
)
def test_an_observed_part_must_not_exceed_its_whole(part: Seen, findings: int) -> None:
    of = promised(TRAINED, "68")
    facts = {"seen": [seen(TRAINED, 2023, "64.1"), part], "promised": [of, promised(CERTIFIED, "35", part_of=of.key)]}
    assert len(told("part_exceeds_whole", **facts)) == findings


def test_a_share_of_the_whole_is_no_amount_beside_it() -> None:
    of = promised(POVERTY, "4")
    part = promised(CERTIFIED, "80", part_of=of.key, cite=cite(quote="trong đó hộ ở xã chiếm 80%"))
    assert told("part_exceeds_whole", promised=[of, part]) == []


def test_an_excess_says_which_is_part_of_which() -> None:
    of = promised(TRAINED, "68")
    (found,) = told("part_exceeds_whole", promised=[of, promised(CERTIFIED, "70", part_of=of.key)])
    assert found.vi == (
        "Tỷ lệ lao động có bằng cấp (70%) là một phần của “tỷ lệ lao động qua đào tạo” (68%) mà lại lớn hơn (mục tiêu)."
    )
    assert "is a part of “Trained workers” (68%), but is more (as promised)" in found.en


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


def test_a_slip_is_not_told_again_as_a_wrong_ratio() -> None:
    series = [seen(REVENUE, 2021 + place, value) for place, value in enumerate(("758", "0.842", "896"))]
    ratio = stated(series[2], versus="previous_year", percent=Decimal("106.4"))
    assert told("stated_ratio", seen=series, stated=[ratio]) == []


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


# --- counts


def announced(number: int | None = 37, **kept: object) -> Announced:
    given = {"recorded": 37, "fitting": frozenset({37, 40}), "years": (2020, 2025), "cite": cite("Nghị quyết")}
    return Announced(1, "Nghị quyết", number, **{**given, **kept})  # type: ignore[arg-type]  # as above


@pytest.mark.parametrize(("number", "findings"), [(37, 0), (40, 0), (None, 0), (38, 1)])
def test_an_announced_number_fits_with_parts_or_without(number: int | None, findings: int) -> None:
    assert len(told("announced_count", announced=[announced(number)])) == findings


def test_a_group_is_counted_by_itself() -> None:
    groups = [announced(14, group=1, recorded=14, fitting=frozenset({14})), announced(11, group=2)]
    (found,) = told("announced_count", announced=[announced(), *groups])
    assert found.key == "1:2"


@pytest.mark.parametrize(
    ("met", "of", "plausible", "findings"),
    [
        (32, 37, {32}, 0),
        (32, 37, set(), 0),  # the term still runs
        (32, 36, {32}, 1),
        (33, 37, {32}, 1),
        (33, 37, {32, 33}, 0),  # one target has no figure yet
    ],
)
def test_targets_met_must_fit_what_was_recorded(met: int, of: int, plausible: set[int], findings: int) -> None:
    sentence = stated(
        None,
        name="chỉ tiêu Nghị quyết đạt và vượt",
        value=Decimal(met),
        denominator=Decimal(of),
        unit="chỉ tiêu",
        years=(2020, 2025),
    )
    facts = {"announced": [announced(good=32, plausible=frozenset(plausible))], "stated": [sentence]}
    assert len(told("announced_result", **facts)) == findings


@pytest.mark.parametrize(
    "other",
    [
        {"years": (2015, 2020)},
        {"years": (2023, 2023)},
        {"name": "số trường đạt chuẩn"},
        {"name": "chỉ tiêu kế hoạch năm đạt và vượt"},
        {"role": "target"},
    ],
    ids=["another term", "one year", "other things", "a yearly plan", "a promise"],
)
def test_other_counts_are_left_alone(other: dict[str, object]) -> None:
    given = {"name": "chỉ tiêu Nghị quyết đạt và vượt", "years": (2020, 2025), "unit": "chỉ tiêu"}
    sentence = stated(None, value=Decimal(41), denominator=Decimal(44), **{**given, **other})
    assert told("announced_result", announced=[announced(good=32)], stated=[sentence]) == []


# --- all together


def test_nothing_is_told_of_nothing() -> None:
    assert list(crosschecks.disagreements(Facts())) == []


def test_every_check_has_a_name_that_fits_its_column() -> None:
    assert all(len(name) <= 40 for name in crosschecks.CHECKS)
