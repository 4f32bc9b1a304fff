"""One promise with its figures, for tests of judging: revenue from 150 in 2019 to 200 by 2025."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from camket.observations.actions import RecordObservation, WithdrawObservation
from camket.observations.enums import Stage
from camket.reviews.models import Judgement
from factories import IndicatorFactory, ObservationFactory, ResolutionFactory, TargetFactory


class Town:
    """A resolution with one target, judged on a day that stands still unless it is moved."""

    def __init__(self, monkeypatch):
        self.monkeypatch = monkeypatch
        self.resolution = ResolutionFactory()
        self.area = self.resolution.area
        self.indicator = IndicatorFactory(area=self.area)
        self.target = self.promise(self.indicator)
        ObservationFactory(indicator=self.indicator, year=2019, value=Decimal(150))
        self.stand_on(date(2025, 3, 1))

    def promise(self, indicator, **more):
        return TargetFactory(resolution=self.resolution, indicator=indicator, **more)

    def stand_on(self, day):
        self.monkeypatch.setattr(timezone, "localdate", lambda *_: day)

    def record(self, value, year=2024, stage=Stage.FINAL, indicator=None, **more):
        start, end = date(year, 1, 1), date(year, 12, 31)
        indicator = indicator or self.indicator
        told = {"indicator": indicator, "area_id": self.area.pk, "start": start, "end": end, "stage": stage}
        return RecordObservation(by=None, value=Decimal(value), **told, **more).execute()

    def withdraw(self, observation):
        WithdrawObservation(by=None, observation=observation).execute()

    def judgements(self, target=None):
        return list(Judgement.objects.filter(target=target or self.target).order_by("number"))

    def newest(self):
        return self.judgements()[-1]


@pytest.fixture
def town(db, monkeypatch):
    return Town(monkeypatch)


def just_before(moment: datetime) -> datetime:
    return moment - timedelta(microseconds=1)
