"""A task that takes long enough to be killed in, and writes down each time that it begins. Done by a real worker."""

import time
from pathlib import Path

from django_tasks import task

from camket.jobs.actions import doing


@task(backend="jobs")
def count(job: str, diary: str, seconds: float) -> None:
    with doing(job) as progress:
        with Path(diary).open("a") as file:
            file.write("begun\n")
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            progress.step(1, 2, "đếm")
            time.sleep(0.05)
        progress.deliver("xong.txt", b"1 2 3")
