"""A figure becomes known at its commit: nobody's judgement claims to have known one that it could not see."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any, ClassVar

import pytest
from benchmarks import postgresql
from django.db import connection
from django.utils import timezone

from camket.foundation import clock
from camket.foundation.actions import Action
from camket.observations.actions import ReviseIndicator
from camket.observations.models import Observation
from camket.reviews.collecting import collect
from camket.reviews.enums import ReviewKind
from camket.reviews.models import ReviewTarget
from camket.reviews.reviewing import OpenReview
from camket.reviews.upkeep import bring_up_to_date
from camket.reviews.verifying import verify
from factories import IndicatorFactory
from foundation.test_crowd import database, environment, run
from reviews.conftest import Town

LONGEST = 10
PROGRAM = Path(__file__).with_name("many_writers.py")
ONLY_THERE = "PostgreSQL alone has several writers"


@dataclass(kw_only=True)
class Slow(Action[Any]):
    """Something that takes its time after its figures are written."""

    verb: ClassVar[str] = "tests.slow"
    work: Any
    meanwhile: Any

    def subject(self):
        """Whatever the work is on."""

    def perform(self):
        result = self.work()
        self.meanwhile()
        return result


def differences():
    return [(one.number, one.what, one.now) for one in verify(lambda batches, what: batches).differences]


def test_a_figure_that_nobody_could_have_missed_keeps_its_moment(town, monkeypatch):
    written = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: written)
    assert town.record("195").recorded_at == Observation.objects.latest("pk").recorded_at == written


def test_what_others_have_not_seen_becomes_known_after_they_looked(town):
    looked = []
    found = Slow(by=None, work=lambda: town.record("195"), meanwhile=lambda: looked.append(clock.tick().now)).execute()
    kept = Observation.objects.get(pk=found.pk).recorded_at
    assert (kept, kept > looked[0]) == (found.recorded_at, True)
    assert town.newest().inputs[-1] == found.pk
    assert differences() == []


def test_what_was_withdrawn_meanwhile_stood_when_others_looked(town):
    told, looked = town.record("195"), []
    Slow(by=None, work=lambda: town.withdraw(told), meanwhile=lambda: looked.append(clock.tick().now)).execute()
    assert Observation.objects.get(pk=told.pk).withdrawn_at > looked[0]
    assert differences() == []


def test_a_moment_that_was_told_stays(town):
    told = timezone.now().replace(year=2024)
    Slow(by=None, work=lambda: town.record("195", recorded_at=told), meanwhile=clock.tick).execute()
    assert Observation.objects.latest("pk").recorded_at == told


# --- several writers


@pytest.fixture
def busy(transactional_db, monkeypatch):
    """A town with two targets that stand for themselves, and one that is computed from a third and fourth."""
    if connection.vendor != "postgresql":
        pytest.skip(ONLY_THERE)
    town = Town(monkeypatch)
    town.other, town.trade, town.people = (
        IndicatorFactory(area=town.area, name=name, slug=name) for name in ("khac", "ban-le", "dan-so")
    )
    each = IndicatorFactory(area=town.area, name="bán lẻ bình quân", slug="binh-quan", nature="level")
    for indicator in (town.other, town.trade, town.people, each):
        town.promise(indicator)
    ReviseIndicator(by=None, indicator=each, changes={"formula": "[ban-le] / [dan-so]"}).execute()
    town.record("40", indicator=town.people)
    town.record("80", indicator=town.trade)
    town.stood = town.record("180")
    return town


def open_review(town):
    return OpenReview(by=None, resolution=town.resolution, kind=ReviewKind.MONTH, on=timezone.localdate()).execute()


SLOW = {
    "a figure": lambda town: town.record("195"),
    "a figure of an earlier year": lambda town: town.record("170", year=2023),
    "a figure that another is computed from": lambda town: town.record("41", indicator=town.people),
    "a withdrawal": lambda town: town.withdraw(town.stood),
}
MEANWHILE = {
    "a figure of the series": lambda town: town.record("176.5"),
    "a figure of the resolution": lambda town: town.record("42", indicator=town.other),
    "the daily run": lambda town: bring_up_to_date(town.area.pk, timezone.localdate()),
    "a review": open_review,
}


@pytest.mark.parametrize("meanwhile", MEANWHILE.values(), ids=MEANWHILE)
@pytest.mark.parametrize("slow", SLOW.values(), ids=SLOW)
def test_who_is_committed_later_is_known_later(busy, slow, meanwhile):
    written, done = Event(), Event()

    def wait():
        written.set()
        assert done.wait(LONGEST)

    def work():
        with closing(connection):
            Slow(by=None, work=lambda: slow(busy), meanwhile=wait).execute()

    with ThreadPoolExecutor(1) as pool:
        slowly = pool.submit(work)
        assert written.wait(LONGEST)
        try:
            meanwhile(busy)
        finally:
            done.set()
        slowly.result(LONGEST)
    assert differences() == []
    assert changed_rows() == []


def changed_rows():
    """Rows of reviews that would say something else by what was known at their moment."""
    rows = ReviewTarget.objects.select_related("review")
    now = {
        (row.review_id, row.target_id): row.hash
        for review in {one.review for one in rows}
        for row in collect(review).rows
    }
    return [row.slug for row in rows if now[row.review_id, row.target_id] != row.hash]


@pytest.mark.parametrize(
    "kind",
    [
        "sqlite",
        pytest.param(
            "postgresql", marks=pytest.mark.skipif(not postgresql.programs(), reason="PostgreSQL is not installed")
        ),
    ],
)
def test_many_who_write_correct_and_judge_at_once_leave_nothing_to_doubt(kind, tmp_path):
    with database(kind) as address:
        given = environment(tmp_path, address)
        given["PYTHONPATH"] += f":{PROGRAM.parents[1]}"
        made = run(given, "manage.py", "migrate", "-v0")
        assert made.returncode == 0, made.stderr
        done = run(given, str(PROGRAM))
        assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])
    sys.stdout.write(f"{kind}: {told}\n")
    assert (told["told"], told["withdrawn"], told["differences"], told["wrong"]) == (200, 40, [], [])
    assert told["judgements"] > 100
