"""Whatever is recorded and withdrawn: at each past moment stands what followed from what was known then."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from camket.observations import actions
from camket.observations.actions import RecordObservation, ReviseIndicator, WithdrawObservation
from camket.observations.enums import Stage
from camket.observations.models import Observation
from factories import IndicatorFactory
from territory import city_with_communes

pytestmark = pytest.mark.django_db
STEPS = 30
BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
SURENESS = [Stage.ESTIMATE, Stage.PROVISIONAL, Stage.FINAL]


def best(rows, moment):
    """What counted at a moment among told figures, else among derived ones."""
    known = [
        row
        for row in rows
        if row.stage != Stage.PLAN
        and row.recorded_at <= moment
        and (row.withdrawn_at is None or moment < row.withdrawn_at)
    ]
    told = [row for row in known if not row.is_derived]
    return max(told or known, key=lambda row: (SURENESS.index(row.stage), row.recorded_at, row.pk), default=None)


def happen(chance, places, clock):
    """One thing after another: figures come, of any stage, and some go."""
    told = []
    for step in range(STEPS):
        clock[0] = BEGIN + timedelta(days=step)
        if told and chance.random() < 0.3:
            WithdrawObservation(by=None, observation=told.pop(chance.randrange(len(told)))).execute()
            continue
        indicator, area = chance.choice(places)
        row = RecordObservation(
            by=None,
            indicator=indicator,
            area_id=area.pk,
            start=date(2024, 1, 1),
            end=date(2024, 12, 31),
            stage=chance.choice([*SURENESS, Stage.PLAN]),
            value=Decimal(chance.randint(1, 4)),
        ).execute()
        told.append(row)


@pytest.fixture
def clock(monkeypatch):
    now = [BEGIN]
    monkeypatch.setattr(actions.timezone, "now", lambda: now[0])
    return now


def moments():
    return [BEGIN + timedelta(days=step) for step in range(STEPS)]


@pytest.mark.parametrize("seed", range(4))
def test_of_formulas(seed, clock):
    a, b, x, y = (IndicatorFactory(name=name, nature="stock") for name in "abxy")
    x = ReviseIndicator(by=None, indicator=x, changes={"formula": "[a] / [b]"}).execute()
    y = ReviseIndicator(by=None, indicator=y, changes={"formula": "[x] * 2 + [a]"}).execute()
    happen(random.Random(seed), [(a, a.area), (b, b.area)], clock)
    rows = {one: list(Observation.objects.filter(indicator=one)) for one in (a, b, x, y)}
    for moment in moments():
        of_a, of_b = (best(rows[one], moment) for one in (a, b))
        ratio, double = (best(rows[one], moment) for one in (x, y))
        if of_a is None or of_b is None:
            assert (ratio, double) == (None, None)
        else:
            assert ratio.value == round(of_a.value / of_b.value, 6)
            assert double.value == ratio.value * 2 + of_a.value
            assert SURENESS.index(ratio.stage) == min(SURENESS.index(one.stage) for one in (of_a, of_b))


@pytest.mark.parametrize("seed", range(4))
def test_over_areas_with_what_the_whole_tells_itself(seed, clock):
    city, communes = city_with_communes(2)
    of = IndicatorFactory(combined=True)
    happen(random.Random(seed), [(of, area) for area in (city, *communes)], clock)
    rows = {area: list(Observation.objects.filter(indicator=of, area=area)) for area in (city, *communes)}
    for moment in moments():
        parts = [best(rows[area], moment) for area in communes]
        whole = best(rows[city], moment)
        if whole and not whole.is_derived:
            assert not [row for row in rows[city] if row.is_derived and best([row], moment)]
        elif None in parts:
            assert whole is None
        else:
            assert whole.value == sum(one.value for one in parts)
