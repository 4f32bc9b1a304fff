"""Starting, doing and ending jobs. Progress is no deed of a person: it leaves no trace in the audit trail."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time
from time import monotonic
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, gettext, override

from camket.foundation.actions import Action
from camket.foundation.errors import CamketError
from camket.jobs import queries, schedule
from camket.jobs.enums import JobState
from camket.jobs.models import Job, Recurring
from camket.jobs.reaping import put_back

log = logging.getLogger(__name__)

_SECONDS = 0.5
"""Progress is written down no more often than this."""


def start(task: Any, *, title: str, by: Any, back: str = "", **given: Any) -> Job:
    """Put a task of django-tasks in the queue, together with what the caller's transaction writes.

    The task, of the backend "jobs", is called with ``job``, the key of the job as text, and with ``given``, which is
    plain JSON. It may be done twice: a worker that is killed leaves it to the next one. ``back`` is the address that
    the job's page leads back to.
    """
    with transaction.atomic():
        job = Job.objects.create(title=title[:200], by=by, back=back[:300], language=get_language() or "vi")
        result = task.enqueue(job=str(job.pk), **given)
        Job.objects.filter(pk=job.pk).update(task=result.id)
    job.refresh_from_db()
    return job


class Progress:
    """How far a job has come, told while it is done. Nothing of it is lost but the last half second."""

    def __init__(self, key: str) -> None:
        self._rows = Job.objects.filter(pk=key)
        self._told = 0.0

    def step(self, done: int, total: int, said: str = "") -> None:
        now = monotonic()
        if now - self._told >= _SECONDS:
            self._rows.update(done=done, total=total, said=said[:500])
            self._told = now

    def deliver(self, name: str, content: bytes) -> None:
        """The file that the job was asked for; that of an earlier attempt goes."""
        job = self._rows.get()
        job.file.delete(save=False)
        job.file.save(f"{job.pk}/{name}", ContentFile(content), save=False)
        job.name = name
        job.save(update_fields=("file", "name"))


@contextmanager
def doing(key: str) -> Iterator[Progress]:
    """Around the work of a task: begun, then done or failed, in the language of whoever asked for it.

    Our own errors are told to the person; others are logged, and told as what they are for the person: our fault.
    """
    rows = Job.objects.filter(pk=key)
    language = rows.values_list("language", flat=True).get()
    rows.update(state=JobState.RUNNING, began_at=timezone.now(), said="", done=0)
    with override(language):
        try:
            yield Progress(key)
        except CamketError as error:
            _end(rows, JobState.FAILED, error.message("en" if language == "en" else "vi"))
        except Exception:
            sorry = gettext(
                "Hệ thống gặp lỗi khi làm việc này; lỗi đã được ghi lại. Hãy thử lại, hoặc báo người quản trị."
            )
            _end(rows, JobState.FAILED, sorry)
            raise
        else:
            _end(rows, JobState.DONE, "")


def _end(rows: Any, state: JobState, said: str) -> None:
    rows.update(state=state, said=said[:500], ended_at=timezone.now())


@dataclass(kw_only=True)
class TryAgain(Action[Job]):
    """A job that failed goes into the queue once more, with what it was given."""

    verb = "jobs.follow"
    job: Job

    def subject(self) -> Job:
        return self.job

    def perform(self) -> Job:
        waits = Job.objects.filter(pk=self.job.pk, state=JobState.FAILED)
        if waits.update(state=JobState.WAITING, said="", ended_at=None, done=0):
            put_back(self.job.task)
        return self.job


@dataclass(kw_only=True)
class ChangeRecurring(Action[Recurring]):
    """On or off, and how often."""

    verb = "jobs.manage"
    line: Recurring
    enabled: bool
    minutes: int | None = None
    at: time | None = None

    def subject(self) -> Recurring:
        return self.line

    def perform(self) -> Recurring:
        line = Recurring.objects.select_for_update().get(pk=self.line.pk)
        self.changed.note(line, {"enabled": self.enabled, "minutes": self.minutes, "at": self.at})
        line.enabled, line.minutes, line.at = self.enabled, self.minutes, self.at
        line.next_at = schedule.following(line, timezone.now())
        line.save()
        return line


@dataclass(kw_only=True)
class RunNow(Action[Recurring]):
    """A line of the schedule at once; the next regular time stays."""

    verb = "jobs.manage"
    line: Recurring

    def subject(self) -> Recurring:
        return self.line

    def perform(self) -> Recurring:
        run(self.line, timezone.now())
        return self.line


def run(line: Recurring, now: datetime) -> None:
    """Into the queue, unless it waits there or is being done already."""
    entry = schedule.entries.get(line.name)
    if entry is None or queries.is_unfinished(line.task):
        return
    line.task = entry.task.enqueue().id
    line.last_at = now
    line.save(update_fields=("task", "last_at"))
