"""Offices open their links, and answer all at one moment: the server that is really used, on a file of SQLite.

Usage: many_links.py FOLDER OFFICES. Prints JSON. Not a test: `test_rounds_many.py` holds its answer against the claims.
"""

from __future__ import annotations

import http.client
import json
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from threading import Barrier
from urllib.parse import urlencode, urlsplit

from browser.running import RunningSite, running

FILL = """
import json, sys
from datetime import date
from camket.measures.periods import Period
from camket.observations.rounds.actions import Asked, MakeForm, OpenRound
from camket.observations.rounds.models import Link
from camket.observations.rounds.tokens import token
from camket.reviews.upkeep import bring_up_to_date
from django.conf import settings
from factories import IndicatorFactory, OfficeFactory, ResolutionFactory, TargetFactory

resolution = ResolutionFactory()
lines = []
for number in range({offices}):
    office = OfficeFactory(area=resolution.area, name=f"Phòng {{number}}")
    for part in range(2):
        indicator = IndicatorFactory(area=resolution.area, name=f"Chỉ số {{number}} phần {{part}}")
        TargetFactory(resolution=resolution, indicator=indicator)
        lines.append(Asked(indicator.pk, resolution.area.pk, office.pk))
bring_up_to_date(resolution.area.pk, date(2026, 1, 5))
asked = {{"area_id": resolution.area.pk, "settings": {{"name": "Biểu", "approval": False}}, "since": date(2020, 1, 1)}}
form = MakeForm(by=None, lines=lines, **asked).execute()
OpenRound(by=None, form=form, period=Period.year(2025)).execute()
tokens = [token(link.nonce) for link in Link.objects.all()]
(settings.VAR / "links.json").write_text(json.dumps(tokens))
"""
COUNT = """
import json
from camket.observations.models import Observation
from camket.observations.rounds.models import Answer, LinkUse
from camket.observations.rounds.actions import waiting
from camket.reviews.models import Verdict
told = Observation.objects.filter(answer__isnull=False)
print(json.dumps({
    "answers": Answer.objects.count(),
    "figures": told.count(),
    "right": sum(one.value == 100 + one.answer.duty_id for one in told.select_related("answer")),
    "judged": Verdict.objects.exclude(attained=None).count(),
    "uses": LinkUse.objects.filter(what="sent").count(),
    "waiting": waiting().count(),
}))
"""


@dataclass(frozen=True)
class Page:
    """A form as the office has it before it."""

    path: str
    cookie: str
    fields: dict[str, str]


def opened(site: RunningSite, token: str) -> Page:
    path = f"/bao-cao/{token}/"
    status, headers, text = ask(site, "GET", path)
    assert status == 200, text[:500]
    csrf = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
    assert csrf
    figures = {name: str(100 + int(name[3:])) for name in re.findall(r'name="(so-\d+)"', text)}
    fields = {"csrfmiddlewaretoken": csrf[1], "viec": "gui", **figures}
    return Page(path, headers["Set-Cookie"].split(";")[0], fields)


def ask(site: RunningSite, method: str, path: str, body: str | None = None, cookie: str = ""):
    connection = http.client.HTTPConnection(urlsplit(site.base).netloc, timeout=120)
    headers = {"Cookie": cookie} if cookie else {}
    if body:
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": "null"}
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, answer.headers, text


def answered(site: RunningSite, page: Page, together: Barrier) -> tuple[int, float, float]:
    """The status of the page that follows; seconds until the answer was received, and until that page was there."""
    together.wait()
    start = time.perf_counter()
    status, headers, _ = ask(site, "POST", page.path, urlencode(page.fields), page.cookie)
    received = time.perf_counter() - start
    if status == 302:
        status, _, _ = ask(site, "GET", headers["Location"], cookie=page.cookie)
    return status, received, time.perf_counter() - start


def spread(seconds: list[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    picked = {"p50": 0.5, "p95": 0.95, "slowest": 1}
    return {name: round(ordered[ceil(share * len(ordered)) - 1], 3) for name, share in picked.items()}


def measure(folder: Path, offices: int) -> dict[str, object]:
    with running(folder, FILL.format(offices=offices)) as site:
        pages = [opened(site, token) for token in json.loads((folder / "links.json").read_text())]
        together = Barrier(offices)
        with ThreadPoolExecutor(offices) as pool:
            done = list(pool.map(lambda page: answered(site, page, together), pages))
        counted = json.loads(site.run(COUNT))
    times = {"received": spread([one for _, one, _ in done]), "shown": spread([one for _, _, one in done])}
    return {"statuses": sorted({status for status, _, _ in done}), **counted, **times}


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))))
