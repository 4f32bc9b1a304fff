"""Offices open their links, and answer all at one moment: the server that is really used, on a file of SQLite.

Usage: many_links.py FOLDER OFFICES [form]. Prints JSON. With "form" each brings its Excel form, filled in. Not a test:
`test_rounds_many.py` holds its answer against the claims.
"""

from __future__ import annotations

import http.client
import io
import json
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from threading import Barrier
from urllib.parse import parse_qsl, urlencode, urlsplit

import openpyxl

from browser.running import RunningSite, running

TIMES = ("received", "shown", "recorded")
EDGE = "the-edge-of-a-part"
FIRST_ROW, ANSWER_COLUMN = 9, 7
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
    body: bytes
    kind: str = "application/x-www-form-urlencoded"


def opened(site: RunningSite, token: str) -> Page:
    path = f"/bao-cao/{token}/"
    status, headers, text = ask(site, "GET", path)
    assert status == 200, text[:500]
    csrf = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
    assert csrf
    figures = {name: str(100 + int(name[3:])) for name in re.findall(r'name="(so-\d+)"', text)}
    fields = {"csrfmiddlewaretoken": csrf[1], "viec": "gui", **figures}
    return Page(path, headers["Set-Cookie"].split(";")[0], urlencode(fields).encode())


def with_form(site: RunningSite, token: str) -> Page:
    """The office has its Excel form filled in."""
    page = opened(site, token)
    fields = dict(parse_qsl(page.body.decode()))
    _, _, blank = ask(site, "GET", f"{page.path}bieu.xlsx", raw=True)
    figures = [value for name, value in fields.items() if name.startswith("so-")]
    parts = [
        f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in (("csrfmiddlewaretoken", fields["csrfmiddlewaretoken"]), ("viec", "gui"))
    ]
    head = f'--{EDGE}\r\nContent-Disposition: form-data; name="bieu"; filename="bieu.xlsx"\r\n\r\n'.encode()
    body = b"".join((*parts, head, filled_in(blank, figures), f"\r\n--{EDGE}--\r\n".encode()))
    return Page(f"{page.path}bieu/", page.cookie, body, f"multipart/form-data; boundary={EDGE}")


def filled_in(blank: bytes, figures: list[str]) -> bytes:
    book, stream = openpyxl.load_workbook(io.BytesIO(blank)), io.BytesIO()
    for row, figure in enumerate(figures, start=FIRST_ROW):
        book.worksheets[0].cell(row, ANSWER_COLUMN).value = figure
    book.save(stream)
    return stream.getvalue()


def ask(site: RunningSite, method: str, path: str, body: bytes | None = None, cookie="", kind="", *, raw=False):
    connection = http.client.HTTPConnection(urlsplit(site.base).netloc, timeout=120)
    headers = {"Cookie": cookie} if cookie else {}
    if body:
        headers |= {"Content-Type": kind, "Origin": "null"}
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    return answer.status, answer.headers, text if raw else text.decode()


@dataclass(frozen=True)
class Took:
    """Seconds until a page said that it is received, until the one after it, which the page's script goes to, and until
    one said that it is recorded."""

    status: int
    received: float
    shown: float
    recorded: float


def answered(site: RunningSite, page: Page, together: Barrier) -> Took:
    """As a browser does: it goes where it is sent, and loads the page again where that asks for it."""
    together.wait()
    start = time.perf_counter()
    status, headers, text = ask(site, "POST", page.path, page.body, page.cookie, page.kind)
    received = time.perf_counter() - start
    follows = headers.get("Location") or page.path.removesuffix("bieu/")
    status, _, text = ask(site, "GET", follows, cookie=page.cookie)
    shown = time.perf_counter() - start
    while again := re.search(r'http-equiv="refresh" content="(\d+)', text):
        time.sleep(int(again[1]))
        status, _, text = ask(site, "GET", follows, cookie=page.cookie)
    return Took(status, received, shown, time.perf_counter() - start)


def spread(seconds: list[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    picked = {"p50": 0.5, "p95": 0.95, "slowest": 1}
    return {name: round(ordered[ceil(share * len(ordered)) - 1], 3) for name, share in picked.items()}


def measure(folder: Path, offices: int, *, forms: bool = False) -> dict[str, object]:
    with running(folder, FILL.format(offices=offices)) as site:
        tokens = json.loads((folder / "links.json").read_text())
        pages = [(with_form if forms else opened)(site, token) for token in tokens]
        together = Barrier(offices)
        with ThreadPoolExecutor(offices) as pool:
            done = list(pool.map(lambda page: answered(site, page, together), pages))
        counted = json.loads(site.run(COUNT))
    times = {name: spread([getattr(one, name) for one in done]) for name in TIMES}
    return {"statuses": sorted({one.status for one in done}), **counted, **times}


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]), forms=sys.argv[3:] == ["form"])))
