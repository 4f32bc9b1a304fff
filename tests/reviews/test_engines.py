"""A resolution gives the same verdicts on every engine, and a past day the same in a row as alone."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from importlib.util import find_spec

import pytest
from django.utils import timezone

from camket.observations.enums import Stage
from camket.reviews.engines import judge_resolution, replay_resolution
from factories import IndicatorFactory, ObservationFactory

ON = date(2025, 3, 1)


@pytest.fixture
def many(town):
    """A ratio, a state with a figure that names it otherwise, one unknown, a plan, a correction and a withdrawal."""
    class_ = IndicatorFactory(
        area=town.area, name="loại đô thị", nature="state", states=["loại III", "loại II"], unit=""
    )
    town.promise(class_, aggregate="state", value=None, state="loại II", unit="")
    for year, state in ((2023, "Đạt loại III"), (2024, "đô thị loại II"), (2022, "chưa xếp")):
        ObservationFactory(indicator=class_, year=year, value=None, state=state)
    town.record("180.5", year=2023)
    town.record("999", year=2024, stage=Stage.PLAN)
    town.record("187.25", year=2024)
    town.withdraw(town.record("1", year=2024))
    return town


def told(pairs):
    return [(target.pk, verdict, verdict.why_vi) for target, verdict in pairs]


@pytest.mark.parametrize("engine", ["site", "duckdb"])
def test_the_engines_agree(many, engine):
    if engine == "duckdb" and not find_spec("duckdb"):
        pytest.skip("duckdb is not installed")
    asked = (many.resolution.pk, ON, timezone.now())
    assert told(judge_resolution(*asked, engine)) == told(judge_resolution(*asked))


def test_a_state_counts_by_the_order_of_its_indicator(many):
    found = {
        target.indicator.name: verdict for target, verdict in judge_resolution(many.resolution.pk, ON, timezone.now())
    }
    assert found["loại đô thị"].verdict == "achieved"


def test_each_day_of_a_row_is_as_it_was_alone(many):
    now = timezone.now()
    days = [(date(2023, 6, 1) + timedelta(days=70 * n), now) for n in range(12)] + [(ON, now - timedelta(days=9999))]
    given, rows = replay_resolution(many.resolution.pk, days)
    alone = [[v.verdict for _, v in judge_resolution(many.resolution.pk, on, as_of)] for on, as_of in days]
    assert [[one.verdict for one in past] for past in rows] == alone
    assert [target.pk for target in given] == [target.pk for target, _ in judge_resolution(many.resolution.pk, ON, now)]


def test_a_figure_counts_in_a_row_of_days_until_it_was_withdrawn(town):
    figure = town.record("210", year=2024)
    between = timezone.now()
    town.withdraw(figure)
    _, rows = replay_resolution(town.resolution.pk, [(ON, between), (ON, timezone.now())])
    assert [past[0].attained for past in rows] == [Decimal(210), None]


def test_before_anything_was_known_there_is_no_data(town):
    _, rows = replay_resolution(town.resolution.pk, [(ON, datetime(2000, 1, 1, tzinfo=UTC))])
    assert [past[0].verdict for past in rows] == ["no_data"]
