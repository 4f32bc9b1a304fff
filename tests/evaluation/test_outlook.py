"""Where the trend leads, and how the sentences hold together."""

from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from camket.evaluation import Observation, Projection, Target, evaluate
from evaluation.generated import a_case, a_vantage

D = Decimal
NBSP = "\N{NO-BREAK SPACE}"


def projected(figures: dict[int, str], on: date = date(2025, 3, 1), **given: Any) -> Projection | None:
    target = Target(
        id=1,
        indicator=1,
        area=1,
        start=date(2020, 1, 1),
        due=date(2025, 12, 31),
        **{"value": D(150), "comparator": "ge", "nature": "flow", **given},
    )
    observations = [
        Observation(
            id=year,
            indicator=1,
            area=1,
            start=date(year, 1, 1),
            end=date(year, 12, 31),
            value=D(value),
            recorded_at=datetime(year + 1, 1, 1, tzinfo=UTC),
        )
        for year, value in figures.items()
    ]
    return evaluate([target], observations, on, datetime(2026, 6, 30, tzinfo=UTC))[0].projection


LINE = {2020: "100", 2021: "110", 2022: "120", 2023: "130"}


SHARE = {"nature": "ratio", "unit": "%", "value": D(99)}
FALL = {"comparator": "le", "value": D(1), "direction": "down"}
GROWTH = {"aggregate": "growth", "value": D(10), "baseline": D(100), "baseline_year": 2019}


@pytest.mark.parametrize(
    ("given", "figures", "low", "value", "high", "verdict"),
    [
        ({}, LINE, "150", "150", "150", "met"),
        ({"value": D(151)}, LINE, "150", "150", "150", "missed"),
        # slopes 10, 15 and 20; from 2020 on 100 + 15 x 5
        ({}, {2020: "100", 2021: "110", 2022: "130"}, "150", "175", "190", "exceeded"),
        # what was never below zero stays there, and a share stays within 100%
        (FALL, {2020: "4", 2021: "2", 2022: "1"}, "0", "0", "0", "exceeded"),
        (SHARE, {2020: "90", 2021: "95", 2022: "99"}, "100", "100", "100", "exceeded"),
        # 100 + 110 + 120 + 130 + 140 + 150
        ({"aggregate": "sum", "value": D(760)}, LINE, "750", "750", "750", "missed"),
        ({"aggregate": "mean", "value": D(125)}, LINE, "125", "125", "125", "met"),
        ({"aggregate": "every", "value": D(101)}, {**LINE, 2020: "101"}, "101", "101", "101", "met"),
        ({"aggregate": "change", "value": D(60)}, {2019: "90", **LINE}, "60", "60", "60", "met"),
        (
            {"aggregate": "times", "value": D("1.5")},
            {2019: "90", **LINE},
            "1.666667",
            "1.666667",
            "1.666667",
            "exceeded",
        ),
        # (150 / 100) ** (1 / 6) - 1
        (GROWTH, {2019: "90", **LINE}, "6.991319", "6.991319", "6.991319", "missed"),
    ],
)
def test_the_trend_leads_to(
    given: dict[str, Any], figures: dict[int, str], low: str, value: str, high: str, verdict: str
) -> None:
    projection = projected(figures, **given)
    assert projection is not None
    assert (projection.value, projection.verdict) == (D(value), verdict)
    assert (projection.low, projection.high) == (D(low), D(high))


@pytest.mark.parametrize(
    ("figures", "on"),
    [({2020: "100", 2021: "110"}, date(2022, 3, 1)), (LINE, date(2025, 12, 31)), ({}, date(2022, 1, 1))],
)
def test_two_years_make_no_trend_and_a_closed_window_needs_none(figures: dict[int, str], on: date) -> None:
    assert projected(figures, on) is None


def test_one_wild_year_does_not_turn_the_trend() -> None:
    wild = projected({2020: "100", 2021: "110", 2022: "400", 2023: "130", 2024: "140"})
    assert wild is not None
    assert D(145) <= wild.value <= D(160)


@pytest.mark.parametrize("seed", range(3))
def test_any_verdict_has_one_sentence_in_each_language(seed: int) -> None:
    chance = Random(seed)
    (on, as_of), cases = a_vantage(chance), [a_case(chance, key) for key in range(600)]
    verdicts = evaluate([target for target, _ in cases], [one for _, many in cases for one in many], on, as_of)
    for sentence in [sentence for verdict in verdicts for sentence in (verdict.why_vi, verdict.why_en)]:
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert "  " not in sentence
        assert "None" not in sentence
        assert " %" not in sentence.replace("điểm %", "").replace(f"điểm{NBSP}%", "")


def test_numbers_are_tied_to_their_units() -> None:
    target = Target(
        id=1,
        indicator=1,
        area=1,
        start=date(2025, 1, 1),
        due=date(2025, 12, 31),
        value=D(200),
        unit="tỷ đồng",
        name_vi="thu ngân sách",
    )
    figure = Observation(
        id=1,
        indicator=1,
        area=1,
        start=date(2025, 1, 1),
        end=date(2025, 12, 31),
        value=D(214),
        recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    sentence = evaluate([target], [figure], date(2026, 1, 1), datetime(2026, 1, 2, tzinfo=UTC))[0].why_vi
    assert (
        sentence == f"Thu ngân sách năm 2025 đạt 214{NBSP}tỷ đồng, bằng 107% mục tiêu 200{NBSP}tỷ đồng; vượt mục tiêu."
    )
