"""Loads a folder many times, each time killed by SIGKILL at another SQL statement and run again. Prints JSON.

Usage: killed.py FOLDER WORK POINTS. Not a test: `test_loading_killed.py` runs it in a process of its own, because it
forks, and holds its answer against the claims.
"""

import json
import os
import shutil
import signal
import sys
from datetime import date
from pathlib import Path

FOLDER, WORK, POINTS = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
os.environ["CAMKET_VAR"] = str(WORK / "template")
os.environ["DJANGO_SETTINGS_MODULE"] = "camket.config.settings.test"

import django  # noqa: E402  (the settings must be chosen before)

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402

from camket.config import loading  # noqa: E402


class Killer:
    """Counts SQL statements, and ends the process at the chosen one as a power cut would."""

    def __init__(self, at):
        self.seen, self.at = 0, at

    def __call__(self, execute, sql, params, many, context):
        self.seen += 1
        if self.seen == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)


def load(at=0):
    killer = Killer(at)
    with connection.execute_wrapper(killer):
        batch = loading.plan([FOLDER], None)
        loading.Loading(batch, True, lambda items, *_: items, date(2026, 1, 31)).run()
    return killer.seen


def in_child(home, work):
    """Run ``work`` in a forked child on the database in ``home``; its answer, or the signal that ended it."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        connections.databases["default"]["NAME"] = str(home / "camket.sqlite3")
        connection.settings_dict["NAME"] = str(home / "camket.sqlite3")
        settings.MEDIA_ROOT = str(home / "media")
        with os.fdopen(writer, "wb") as answer:
            answer.write(json.dumps(work()).encode())
        connections.close_all()
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as answer:
        said = answer.read()
    _, status = os.waitpid(pid, 0)
    return json.loads(said or b"null"), os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def state():
    """All that a person could see of what was loaded, without keys and moments."""
    from wagtail.images import get_image_model
    from wagtail.models import Page

    from camket.intake.models import OtherNumber, Statement
    from camket.observations.models import Observation
    from camket.people.models import Office
    from camket.records.models import Document, Passage
    from camket.resolutions.models import Assignment, Group, Programme, Resolution
    from camket.reviews.models import Verdict
    from camket.targets.models import Indicator, Target, Wording

    def rows(model, *fields):
        return sorted([str(value) for value in row] for row in model.objects.values_list(*fields))

    return {
        "documents": rows(Document, "sha256", "title", "title_en", "slug", "file"),
        "passages": rows(Passage, "document__sha256", "start", "end", "quote"),
        "resolutions": rows(Resolution, "slug", "title", "announced"),
        "groups": rows(Group, "resolution__slug", "order", "name", "name_en"),
        "programmes": rows(Programme, "resolution__slug", "order", "name"),
        "seats": rows(Assignment, "programme__slug", "order", "title", "field"),
        "offices": rows(Office, "slug", "name", "name_en"),
        "indicators": rows(Indicator, "slug", "name", "name_en", "unit", "nature", "direction"),
        "wordings": rows(Wording, "indicator__slug", "key"),
        "targets": rows(Target, "slug", "aggregate", "value", "upper", "due", "group__name", "lead__slug", "number"),
        "observations": rows(Observation, "indicator__slug", "start", "end", "value", "state", "stage"),
        "statements": rows(Statement, "document__sha256", "start", "role", "state", "question", "version"),
        "others": rows(OtherNumber, "document__sha256", "start", "kind"),
        "verdicts": rows(Verdict, "target__slug", "outcome", "why"),
        "pages": rows(Page, "url_path", "title", "live"),
        "pictures": rows(get_image_model(), "file_hash", "title"),
    }


def main():
    template = WORK / "template"
    call_command("migrate", verbosity=0)
    connections.close_all()
    whole = WORK / "whole"
    shutil.copytree(template, whole)
    statements, _ = in_child(whole, load)
    expected, _ = in_child(whole, state)
    again, _ = in_child(whole, lambda: (load(), state())[1])
    runs = []
    for number in range(POINTS):
        home = WORK / f"killed-{number}"
        shutil.copytree(template, home)
        at = 1 + (2 * number + 1) * statements // (2 * POINTS)
        _, ended_by = in_child(home, lambda at=at: load(at))
        found, _ = in_child(home, lambda: (load(), state())[1])
        runs.append({"at": at, "ended_by": ended_by, "differs": [k for k in expected if found[k] != expected[k]]})
    counts = {name: len(rows) for name, rows in expected.items()}
    print(json.dumps({"counts": counts, "again": [k for k in expected if again[k] != expected[k]], "runs": runs}))


main()
