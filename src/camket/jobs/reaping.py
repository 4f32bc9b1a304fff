"""Jobs whose worker is gone go back into the queue; what is long over goes away."""

from __future__ import annotations

import os
import socket
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext, override
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from camket.jobs.enums import UNFINISHED, JobState
from camket.jobs.models import Job, Worker
from camket.jobs.queries import ALIVE

MOST_TRIES = 3
"""A job that takes its worker with it each time is not tried for ever."""
KEPT = timedelta(days=14)


def reap(now: datetime) -> int:
    """The number of jobs that were taken from dead workers."""
    running = DBTaskResult.objects.filter(backend_name="jobs", status=TaskResultStatus.RUNNING)
    living = {worker.key for worker in Worker.objects.all() if is_alive(worker, now)}
    lost = [task for task in running if not task.worker_ids or task.worker_ids[-1] not in living]
    _close_the_failed(now)
    return sum(_take_from_the_dead(task, now) for task in lost)


def _close_the_failed(now: datetime) -> None:
    """A worker that is made to stop at once fails its task, and the job hears nothing of it."""
    open_ones = Job.objects.filter(state__in=UNFINISHED).exclude(task="").values_list("task", flat=True)
    for task in DBTaskResult.objects.filter(pk__in=list(open_ones), status=TaskResultStatus.FAILED):
        _give_up(str(task.pk), now)


def is_alive(worker: Worker, now: datetime) -> bool:
    """It was heard of lately; and of a process on this machine we can ask at once."""
    return worker.seen_at > now - ALIVE and (worker.host != socket.gethostname() or _runs(worker.pid))


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@transaction.atomic
def _take_from_the_dead(task: DBTaskResult, now: datetime) -> bool:
    """Only one reaper takes it, and only from the worker that was found dead."""
    rows = DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING, worker_ids=task.worker_ids)
    if len(task.worker_ids) >= MOST_TRIES:
        taken = rows.update(
            status=TaskResultStatus.FAILED, finished_at=now, traceback="the worker was killed each time"
        )
        _give_up(str(task.pk), now)
    else:
        taken = rows.update(status=TaskResultStatus.READY, started_at=None)
        Job.objects.filter(task=str(task.pk)).update(state=JobState.WAITING, said="")
    return bool(taken)


def _give_up(task: str, now: datetime) -> None:
    for job in Job.objects.filter(task=task):
        with override(job.language):
            job.said = gettext("Việc này bị ngắt giữa chừng. Hãy thử lại; nếu vẫn thế, hãy báo người quản trị.")
        job.state, job.ended_at = JobState.FAILED, now
        job.save(update_fields=("state", "said", "ended_at"))


def put_back(task: str) -> None:
    """A task that has failed is done once more, with a new count of tries."""
    failed = DBTaskResult.objects.filter(pk=task, status=TaskResultStatus.FAILED)
    failed.update(status=TaskResultStatus.READY, worker_ids=[], started_at=None, finished_at=None)


def forget(now: datetime) -> int:
    """What ended more than :data:`KEPT` ago, with its file; the number of jobs."""
    Worker.objects.filter(seen_at__lt=now - KEPT).delete()
    over = (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED)
    DBTaskResult.objects.filter(backend_name="jobs", status__in=over, finished_at__lt=now - KEPT).delete()
    old = list(Job.objects.filter(ended_at__lt=now - KEPT))
    for job in old:
        job.file.delete(save=False)
        job.delete()
    return len(old)
