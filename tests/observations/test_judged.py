"""The targets of derived figures are judged with the change of what they rest on."""

from datetime import date
from decimal import Decimal

import pytest

from camket.observations.actions import RecordObservation, ReviseIndicator, WithdrawObservation
from camket.reviews.models import Verdict
from factories import IndicatorFactory, ResolutionFactory, TargetFactory
from territory import city_with_communes

pytestmark = pytest.mark.django_db


def record(of, value, area=None):
    return RecordObservation(
        by=None,
        indicator=of,
        area_id=(area or of.area).pk,
        start=date(2025, 1, 1),
        end=date(2025, 12, 31),
        stage="final",
        value=Decimal(value),
    ).execute()


def promised(of, value):
    return TargetFactory(
        resolution=ResolutionFactory(area=of.area),
        indicator=of,
        value=Decimal(value),
        aggregate="last",
        comparator="ge",
    )


def test_by_formula():
    a, b = IndicatorFactory(name="a"), IndicatorFactory(name="b")
    share = ReviseIndicator(
        by=None, indicator=IndicatorFactory(name="c", nature="level"), changes={"formula": "[a] / [b]"}
    ).execute()
    target = promised(share, 5)
    record(b, 2)
    row = record(a, 12)
    assert Verdict.objects.get(target=target).attained == 6
    WithdrawObservation(by=None, observation=row).execute()
    assert Verdict.objects.get(target=target).outcome == "no_data"


def test_over_areas():
    _, communes = city_with_communes(2)
    of = IndicatorFactory(combined=True)
    target = promised(of, 5)
    for commune in communes:
        record(of, 3, commune)
    assert Verdict.objects.get(target=target).attained == 6
