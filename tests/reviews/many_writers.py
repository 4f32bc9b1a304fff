"""Writers who record, withdraw and judge at once, in the database of the environment; then all is verified.

Prints JSON. Not a test: `test_moments.py` runs it in a process of its own and holds its answer against the claims. Two
towns share a formula's inputs; each writer goes through all series, and every fifth figure is taken back.
"""

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "camket.config.settings.development")
django.setup()

from django.db import connection  # noqa: E402  (after the apps are loaded)
from django.utils import timezone  # noqa: E402

from camket.observations.actions import RecordObservation, ReviseIndicator, WithdrawObservation  # noqa: E402
from camket.observations.models import Observation  # noqa: E402
from camket.reviews import upkeep  # noqa: E402
from camket.reviews.judging import judge_resolution  # noqa: E402
from camket.reviews.models import Judgement, Verdict  # noqa: E402
from camket.reviews.verifying import verify  # noqa: E402
from factories import IndicatorFactory, ObservationFactory, ResolutionFactory, TargetFactory  # noqa: E402

WRITERS, EACH, JUDGES, RUNS = 8, 25, 2, 5
TODAY = date(2025, 3, 1)
timezone.localdate = lambda *_: TODAY
upkeep.CHECKED_AT_ONCE = 0  # the cross-checks are no part of this


def build():
    """A resolution of three targets, the third one computed from the others' figures."""
    resolution = ResolutionFactory()
    revenue, people = (IndicatorFactory(area=resolution.area, name=name, slug=name) for name in ("thu", "nguoi"))
    each = IndicatorFactory(area=resolution.area, name="thu mot nguoi", slug="moi-nguoi", nature="level")
    for indicator in (revenue, people, each):
        TargetFactory(resolution=resolution, indicator=indicator)
    for indicator in (revenue, people):
        ObservationFactory(indicator=indicator, year=2019, value=Decimal(150))
    ReviseIndicator(by=None, indicator=each, changes={"formula": "[thu] / [nguoi]"}).execute()
    upkeep.bring_up_to_date(resolution.area.pk, TODAY)
    return resolution, (revenue, people)


def write(number, indicators, together):
    together.wait()
    for place in range(EACH):
        year = 2021 + place % 4
        told = RecordObservation(
            by=None,
            indicator=indicators[(number + place) % 2],
            area_id=indicators[0].area_id,
            start=date(year, 1, 1),
            end=date(year, 12, 31),
            stage="final",
            value=Decimal(100 + number * EACH + place),
        ).execute()
        if place % 5 == 4:
            WithdrawObservation(by=None, observation=told).execute()
    connection.close()


def judge(area_id, together):
    together.wait()
    for _ in range(RUNS):
        upkeep.bring_up_to_date(area_id, TODAY)
    connection.close()


def wrong(resolution):
    """Targets whose verdict in force is not the one of all figures."""
    kept = {row.target_id: row for row in Verdict.objects.all()}
    now = judge_resolution(resolution.pk, TODAY, timezone.now())
    return [target.slug for target, found in now if list(found.inputs) != kept[target.pk].inputs]


def main():
    resolution, indicators = build()
    together = Barrier(WRITERS + JUDGES)
    with ThreadPoolExecutor(WRITERS + JUDGES) as pool:
        work = [pool.submit(write, number, indicators, together) for number in range(WRITERS)]
        work += [pool.submit(judge, resolution.area_id, together) for _ in range(JUDGES)]
    for one in work:
        one.result()
    written = Observation.objects.filter(indicator__in=indicators, end__year__gt=2019)
    found = verify(lambda batches, what: batches)
    told = {
        "told": written.count(),
        "withdrawn": written.exclude(withdrawn_at=None).count(),
        "judgements": Judgement.objects.count(),
        "differences": [(one.name, one.number, one.what, one.now) for one in found.differences],
        "wrong": wrong(resolution),
    }
    sys.stdout.write(json.dumps(told))


main()
