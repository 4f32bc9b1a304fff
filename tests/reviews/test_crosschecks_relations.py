"""Cross-checks between figures, targets, plans and announced counts: what they tell, and what they leave alone."""

from decimal import Decimal

import pytest

from camket.measures.periods import Period
from camket.observations.enums import Stage
from camket.reviews.crosschecks import Announced, Measure, Seen, Stated
from reviews.test_crosschecks import (
    CERTIFIED,
    OUTPUT,
    POVERTY,
    REVENUE,
    TERM,
    TRAINED,
    cite,
    promised,
    seen,
    stated,
    told,
)

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


def test_a_slip_is_not_told_again_as_a_wrong_ratio() -> None:
    series = [seen(REVENUE, 2021 + place, value) for place, value in enumerate(("758", "0.842", "896"))]
    ratio = stated(series[2], versus="previous_year", percent=Decimal("106.4"))
    assert told("stated_ratio", seen=series, stated=[ratio]) == []


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
