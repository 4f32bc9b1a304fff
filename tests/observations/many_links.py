"""Forty offices answer at once by their links, on a file of SQLite. Prints JSON.

Usage: many_links.py FOLDER OFFICES. Not a test: `test_rounds_many.py` runs it in a process of its own, with a database
file instead of one in memory, and holds its answer against the claims.
"""

import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

FOLDER, OFFICES = sys.argv[1], int(sys.argv[2])
os.environ["CAMKET_VAR"] = FOLDER
os.environ["DJANGO_SETTINGS_MODULE"] = "camket.config.settings.test"

import django  # noqa: E402  (the settings must be chosen before)

django.setup()

from datetime import date  # noqa: E402

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from camket.measures.periods import Period  # noqa: E402
from camket.observations.models import Observation  # noqa: E402
from camket.observations.rounds.actions import Asked, MakeForm, OpenRound  # noqa: E402
from camket.observations.rounds.models import Answer, Link, LinkUse  # noqa: E402
from camket.observations.rounds.tokens import token  # noqa: E402
from camket.reviews.models import Verdict  # noqa: E402
from camket.reviews.upkeep import bring_up_to_date  # noqa: E402
from factories import IndicatorFactory, OfficeFactory, ResolutionFactory, TargetFactory  # noqa: E402

call_command("migrate", verbosity=0)
resolution = ResolutionFactory()
lines = []
for number in range(OFFICES):
    office = OfficeFactory(area=resolution.area, name=f"Phòng {number}")
    for part in range(2):
        indicator = IndicatorFactory(area=resolution.area, name=f"Chỉ số {number} phần {part}")
        TargetFactory(resolution=resolution, indicator=indicator)
        lines.append(Asked(indicator.pk, resolution.area.pk, office.pk))
bring_up_to_date(resolution.area.pk, date(2026, 1, 5))
form = MakeForm(
    by=None, area_id=resolution.area.pk, settings={"name": "Biểu"}, lines=lines, since=date(2020, 1, 1)
).execute()
held = OpenRound(by=None, form=form, period=Period.year(2025)).execute()
work = [
    (f"/bao-cao/{token(link.nonce)}/", list(held.duties.filter(office=link.office).values_list("pk", flat=True)))
    for link in Link.objects.filter(round=held)
]
connection.close()
together = Barrier(OFFICES)


def answer(given: tuple[str, list[int]]) -> tuple[int, float]:
    address, duties = given
    client = Client()
    together.wait()
    start = time.perf_counter()
    brought = {f"so-{pk}": str(100 + pk) for pk in duties} | {f"thay-{pk}": "0" for pk in duties} | {"viec": "gui"}
    status = client.post(address, brought).status_code
    connection.close()
    return status, time.perf_counter() - start


with ThreadPoolExecutor(OFFICES) as pool:
    done = list(pool.map(answer, work))
told = Observation.objects.filter(answer__isnull=False)
print(
    json.dumps(
        {
            "statuses": sorted({status for status, _ in done}),
            "answers": Answer.objects.count(),
            "figures": told.count(),
            "right": sum(one.value == 100 + one.answer.duty_id for one in told.select_related("answer")),
            "judged": Verdict.objects.exclude(attained=None).count(),
            "uses": LinkUse.objects.filter(what="sent").count(),
            "slowest": round(max(took for _, took in done), 2),
        }
    )
)
