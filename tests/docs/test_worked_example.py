"""The example of the guide, computed: what the page says is what the engine says."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from camket.evaluation import Aggregate, Direction, Nature, Observation, Stage, Standing, Target, evaluate
from camket.measures.decimals import format_number
from docs.markdown import GUIDE

REVENUE = {2020: "148.6", 2021: "158.2", 2022: "171.5", 2023: "183.9", 2025: "221.6"}
POVERTY = {2020: "4.2", 2021: "3.62", 2022: "3.05", 2023: "2.41"}
TERM = {"area": 1, "start": date(2021, 1, 1), "due": date(2025, 12, 31), "aggregate": Aggregate.LAST}


def _observations(indicator, values):
    return [
        Observation(
            id=year,
            indicator=indicator,
            area=1,
            start=date(year, 1, 1),
            end=date(year, 12, 31),
            value=Decimal(value),
            stage=Stage.FINAL,
            recorded_at=datetime(year + 1, 1, 20, tzinfo=UTC),
        )
        for year, value in values.items()
    ]


def _judged(target, values, year):
    on = date(year, 1, 31)
    moment = datetime(year, 1, 31, 12, tzinfo=UTC)
    return evaluate([target], _observations(target.indicator, values), on, moment)[0]


@pytest.fixture
def revenue():
    return Target(
        id=1,
        indicator="revenue",
        value=Decimal(210),
        unit="tỷ đồng",
        nature=Nature.FLOW,
        name_vi="thu ngân sách trên địa bàn",
        name_en="budget revenue in the city",
        **TERM,
    )


@pytest.fixture(params=["vi", "en"])
def page(request):
    text = " ".join((GUIDE / request.param / "05-cach-tinh.md").read_text("utf8").split())
    return request.param, text


def _shown(value, places, language):
    return format_number(round(value, places), language)


def test_the_numbers_of_the_example_are_those_of_the_engine(revenue, page):
    language, text = page
    verdict = _judged(revenue, REVENUE, 2024)
    assert verdict.verdict == Standing.AT_RISK
    assert f"{_shown(verdict.expected, 1, language)} " in text
    assert f"{_shown(verdict.pace, 2, language)} |" in text
    assert f"{_shown(verdict.ratio * 100, 1, language)}% |" in text
    assert f"{_shown(verdict.required.amount, 1, language)}%" in text
    assert (verdict.why_vi if language == "vi" else verdict.why_en).replace("\u00a0", " ") in text


def test_the_end_of_the_example_is_that_of_the_engine(revenue, page):
    language, text = page
    verdict = _judged(revenue, REVENUE, 2026)
    assert verdict.verdict == Standing.EXCEEDED
    assert f"{_shown(verdict.ratio * 100, 1, language)}%" in text


def test_the_falling_example_is_that_of_the_engine(page):
    language, text = page
    poverty = Target(
        id=2, indicator="poverty", value=Decimal("1.5"), direction=Direction.DOWN, nature=Nature.RATIO, unit="%", **TERM
    )
    verdict = _judged(poverty, POVERTY, 2024)
    assert verdict.verdict == Standing.ON_TRACK
    assert f"{_shown(verdict.expected, 2, language)}%" in text
    assert f"{_shown(verdict.pace, 2, language)}: ◐" in text
