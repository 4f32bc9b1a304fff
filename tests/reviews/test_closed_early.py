"""Figures of a form with a closing day keep the customary name of their period, and count from the closing day on."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from camket.measures.periods import Period
from camket.observations.actions import ReviseIndicator
from camket.observations.models import Observation
from camket.observations.rounds.actions import OpenRound
from camket.reviews import engines
from camket.reviews.upkeep import bring_up_to_date
from camket.reviews.verifying import verify
from factories import IndicatorFactory
from observations.rounds import collected

pytestmark = pytest.mark.django_db

CLOSED, OVER = date(2025, 11, 14), date(2025, 11, 30)


@pytest.fixture
def city():
    city = collected(opened=False, cycle="month", cumulative=True, closing_day=14)
    city.round = OpenRound(by=None, form=city.form, period=Period.months(2025, 11)).execute()
    return city


def _stands(city, on, engine="memory"):
    target = city.revenue.targets.get()
    judged = dict(engines.judge_resolution(target.resolution_id, on, timezone.now(), engine))
    return next(found for one, found in judged.items() if one.pk == target.pk)


@pytest.mark.parametrize("engine", ["memory", "site"])
@pytest.mark.parametrize(
    ("on", "end"),
    [
        (date(2025, 11, 13), date(2024, 12, 31)),
        (CLOSED, CLOSED),
        (date(2025, 11, 29), CLOSED),
        (OVER, OVER),
        (date(2025, 12, 15), OVER),
    ],
)
def test_eleven_months_closed_on_the_14th_count_from_that_day_on(city, engine, on, end):
    city.submit(city.give(city.revenue, "190"))
    assert Observation.objects.get(answer__isnull=False).end == OVER
    assert _stands(city, on, engine).reasons.attained_end == end


def test_a_replay_shows_the_same_on_each_day(city):
    city.submit(city.give(city.revenue, "190"))
    target = city.revenue.targets.get()
    days = [date(2025, 11, day) for day in (13, 14, 29, 30)]
    given, found = engines.replay_resolution(target.resolution_id, [(day, timezone.now()) for day in days])
    place = [one.pk for one in given].index(target.pk)
    assert [past[place].verdict for past in found] == [_stands(city, day).verdict for day in days]


def test_what_rests_on_it_counts_from_then_on_too(city):
    share = IndicatorFactory(area=city.form.area, name="Thu bình quân", nature="level")
    formula = f"[{city.revenue.slug}] / 2"
    share = ReviseIndicator(by=None, indicator=share, changes={"formula": formula}).execute()
    city.submit(city.give(city.revenue, "190"))
    made = Observation.objects.get(indicator=share, end=OVER)
    assert (made.value, made.closed_on) == (Decimal(95), CLOSED)


def test_a_figure_closed_with_its_period_has_no_day_of_its_own():
    city = collected()
    city.submit(city.give(city.revenue, "205,4"))
    assert Observation.objects.get(answer__isnull=False).closed_on is None


def test_what_was_published_meanwhile_can_be_proved(city):
    city.submit(city.give(city.revenue, "190"))
    bring_up_to_date(city.form.area_id, date(2025, 11, 20))
    bring_up_to_date(city.form.area_id, OVER)
    assert verify(lambda batches, _name: batches).differences == []
