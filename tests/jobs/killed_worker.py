"""A worker is killed in the middle of a job, and started anew by who watches it. Prints JSON.

Usage: killed_worker.py FOLDER. Not a test: `test_killed_worker.py` runs it in a process of its own.
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path(sys.argv[1])
os.environ["CAMKET_VAR"] = str(FOLDER)
os.environ["DJANGO_SETTINGS_MODULE"] = "camket.config.settings.development"

import django  # noqa: E402  (the settings must be chosen before)

django.setup()

from django.core.management import call_command  # noqa: E402

from camket.jobs.actions import start  # noqa: E402
from camket.jobs.enums import JobState  # noqa: E402
from camket.jobs.models import Job, Recurring, Worker  # noqa: E402
from jobs.slow import count  # noqa: E402

call_command("migrate", verbosity=0)
diary = FOLDER / "diary.txt"
job = start(count, title="Đếm", by=None, diary=str(diary), seconds=1.5)
watcher = subprocess.Popen([sys.executable, "-m", "camket.config.cli", "work", "--for", str(os.getpid())])


def until(true, seconds=60):
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise SystemExit("waited in vain")
        time.sleep(0.1)


try:
    until(lambda: Job.objects.get().state == JobState.RUNNING)
    first = Worker.objects.get()
    os.kill(first.pid, signal.SIGKILL)
    until(lambda: Job.objects.get().state == JobState.DONE)
    done = Job.objects.get()
    lines = sorted(Recurring.objects.exclude(last_at=None).values_list("name", flat=True))
    told = {"begun": diary.read_text().count("begun"), "file": done.file.read().decode(), "schedule": lines}
finally:
    watcher.terminate()
    status = watcher.wait(60)
told["others_left"] = Worker.objects.exclude(pk=first.pk).count()
print(json.dumps({**told, "status": status}))
