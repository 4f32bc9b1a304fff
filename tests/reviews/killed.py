"""Judges many times, each time killed by SIGKILL at another SQL statement, looked at, and run again. Prints JSON.

Usage: killed.py WORK POINTS. Not a test: `test_judging_killed.py` runs it in a process of its own, because it forks,
and holds its answer against the claims. Four resolutions stand as judged on an older day; then figures are recorded one
by one, which brings their resolution to the new day, and each area is judged as a whole.
"""

import gc
import hashlib
import json
import os
import shutil
import signal
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

WORK, POINTS = Path(sys.argv[1]), int(sys.argv[2])
os.environ["CAMKET_VAR"] = str(WORK / "template")
os.environ["DJANGO_SETTINGS_MODULE"] = "camket.config.settings.test"

import django  # noqa: E402  (the settings must be chosen before)

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from camket.observations.actions import RecordObservation  # noqa: E402
from camket.observations.models import Observation  # noqa: E402
from camket.reviews import upkeep  # noqa: E402
from camket.reviews.actions import JudgeArea  # noqa: E402
from camket.reviews.models import Judgement, Verdict  # noqa: E402
from camket.targets.models import Indicator, Target  # noqa: E402
from factories import AreaFactory, IndicatorFactory, ObservationFactory, ResolutionFactory, TermFactory  # noqa: E402

AREAS, TARGETS, WORKERS = 2, 50, 2
OLD, NEW = date(2024, 6, 1), date(2025, 3, 1)
RECORDED = datetime(2025, 2, 1, tzinfo=UTC)
KINDS = ("last", "every", "mean", "sum", "growth", "change")
_STATE = (
    "target_id",
    "outcome",
    "on",
    "attained",
    "ratio",
    "expected",
    "pace",
    "stale",
    "why",
    "inputs",
    "inputs_hash",
)
_MADE = (*_STATE, "number", "previous", "cause", "cause_figures", "told", "published_at")


class Killer:
    """Counts the moments before and after each SQL statement, and ends the process at one as a power cut would."""

    def __init__(self, at):
        self.seen, self.at = 0, at

    def __call__(self, execute, sql, params, many, context):
        self.count()
        done = execute(sql, params, many, context)
        self.count()
        return done

    def count(self):
        self.seen += 1
        if self.seen == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


def build():
    """Two resolutions an area, of one term after the other; all is judged on the older day."""
    timezone.localdate = lambda *_: OLD
    upkeep.CHECKED_AT_ONCE = 0  # the cross-checks are no part of this
    for number in range(AREAS):
        area = AreaFactory(slug=f"dia-ban-{number}", code=f"{number:03}", name=f"Địa bàn {number}")
        indicators = [IndicatorFactory(area=area, name=f"chỉ số {place}") for place in range(TARGETS)]
        for first in (2020, 2021):
            promise(area, first, indicators)
        for indicator in indicators:
            for year in (2019, 2020, 2022, 2023):
                ObservationFactory(indicator=indicator, year=year, value=Decimal(100 + 7 * (year % 10) + indicator.pk))
        JudgeArea(by=None, area_id=area.pk, on=OLD).execute()
        record(indicators[-1])  # what is imported late is imported before the forks
    timezone.localdate = lambda *_: NEW


def promise(area, first, indicators):
    term = TermFactory(first_year=first, last_year=first + 5)
    resolution = ResolutionFactory(area=area, term=term)
    made = [
        Target(
            resolution=resolution,
            indicator=indicator,
            area=area,
            slug=f"chi-tieu-{place}",
            aggregate=KINDS[place % len(KINDS)],
            value=Decimal(8 if KINDS[place % len(KINDS)] == "growth" else 180),
            unit="tỷ đồng",
            start=date(first, 1, 1),
            due=date(first + 5, 12, 31),
        )
        for place, indicator in enumerate(indicators)
    ]
    Target.objects.bulk_create(made)


def judge(at=0):
    """Record what is not recorded yet, then bring each area up to the day."""
    killer = Killer(at)
    with connection.execute_wrapper(killer):
        for area_id in sorted(set(Indicator.objects.values_list("area_id", flat=True))):
            for place in (0, 14, 28, 42):
                record(Indicator.objects.filter(area_id=area_id).order_by("pk")[place])
            JudgeArea(by=None, area_id=area_id, on=NEW).execute()
    return killer.seen


def record(indicator):
    start, end = date(2024, 1, 1), date(2024, 12, 31)
    if not Observation.objects.filter(indicator=indicator, end=end).exists():
        told = {"start": start, "end": end, "stage": "final", "value": Decimal(300), "recorded_at": RECORDED}
        RecordObservation(by=None, indicator=indicator, area_id=indicator.area_id, **told).execute()


def state():
    """A fingerprint of the verdicts of each resolution, and one of all that was published, without moments."""
    found = {}
    for resolution, *row in Verdict.objects.order_by("target").values_list("target__resolution", *_STATE):
        found.setdefault(str(resolution), []).append(row)
    made = [row[:-1] for row in Judgement.objects.order_by("target", "number").values_list(*_MADE)]
    return {"published": digest(made), "verdicts": {key: digest(rows) for key, rows in found.items()}}


def digest(rows):
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def steps():
    """The states that each resolution goes through where nothing disturbs the work: after each commit."""
    seen = [state()["verdicts"]]

    def look(*_, **__):
        seen.append(state()["verdicts"])

    from camket.foundation.actions import performed

    performed.connect(look)
    judge()
    return {key: sorted({one[key] for one in seen}) for key in seen[0]}


def begin(home, work):
    """Run ``work`` in a forked child on the database in ``home``."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        connections.databases["default"]["NAME"] = str(home / "camket.sqlite3")
        connection.settings_dict["NAME"] = str(home / "camket.sqlite3")
        with os.fdopen(writer, "wb") as answer:
            answer.write(json.dumps(work()).encode())
        connections.close_all()
        os._exit(0)
    os.close(writer)
    return pid, reader


def end(pid, reader):
    """The child's answer, or the signal that ended it."""
    with os.fdopen(reader, "rb") as answer:
        said = answer.read()
    _, status = os.waitpid(pid, 0)
    return json.loads(said or b"null"), os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def in_child(home, work):
    return end(*begin(home, work))


def copy(name):
    home = WORK / name
    shutil.copytree(WORK / "template", home)
    return home


def kill(number, at, allowed, expected):
    home = copy(f"killed-{number}")
    _, ended_by = in_child(home, lambda: judge(at))
    left, healed = in_child(home, lambda: (state()["verdicts"], (judge(), state())[1]))[0]
    shutil.rmtree(home)
    mixed = [key for key, one in left.items() if one not in allowed[key]]
    return {"at": at, "ended_by": ended_by, "mixed": mixed, "healed": healed == expected}


def main():
    call_command("migrate", verbosity=0)
    build()
    connections.close_all()
    allowed, _ = in_child(copy("steps"), steps)
    whole = copy("whole")
    gc.disable()
    gc.freeze()
    moments, _ = in_child(whole, judge)
    expected, _ = in_child(whole, state)
    points = [1 + number * moments // POINTS for number in range(POINTS)]

    def some(first):
        return [kill(number, points[number], allowed, expected) for number in range(first, POINTS, WORKERS)]

    workers = [begin(WORK, lambda first=first: some(first)) for first in range(WORKERS)]
    runs = [run for worker in workers for run in end(*worker)[0]]
    counts = {key: len(found) for key, found in allowed.items()}
    print(json.dumps({"targets": 2 * AREAS * TARGETS, "moments": moments, "states": counts, "runs": runs}))


main()
