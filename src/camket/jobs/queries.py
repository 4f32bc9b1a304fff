from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from camket.jobs import schedule
from camket.jobs.models import Job, Recurring, Worker

ALIVE = timedelta(seconds=60)
"""A worker that has said nothing for longer is taken for dead."""
_UNFINISHED = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


def own(user: Any) -> QuerySet[Job]:
    """The jobs that an account may see: its own, or all for who manages them."""
    found = Job.objects.select_related("by")
    return found if user.may("jobs.manage") else found.filter(by=user)


def lines() -> list[tuple[Recurring, schedule.Entry]]:
    """The schedule, as far as the site still knows the work."""
    known = Recurring.objects.filter(name__in=schedule.entries)
    return [(line, schedule.entries[line.name]) for line in known]


def due(now: datetime) -> list[Recurring]:
    """The lines whose time has come, held until the transaction ends; those that another worker holds are its own."""
    found = Recurring.objects.filter(enabled=True, next_at__lte=now, name__in=schedule.entries)
    return list(found.select_for_update(skip_locked=True))


def is_unfinished(task: str) -> bool:
    return bool(task) and DBTaskResult.objects.filter(pk=task, status__in=_UNFINISHED).exists()


def troubled() -> QuerySet[DBTaskResult]:
    """Recurring work whose last run failed."""
    tasks = [line.task for line in Recurring.objects.exclude(task="")]
    return DBTaskResult.objects.filter(pk__in=tasks, status=TaskResultStatus.FAILED)


def workers(now: datetime) -> list[Worker]:
    """Those that are alive."""
    return list(Worker.objects.filter(seen_at__gt=now - ALIVE))
