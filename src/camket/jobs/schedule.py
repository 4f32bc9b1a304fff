"""What comes back by itself: which task, how often. Said when the site starts; times are changed in the table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from camket.jobs.models import Recurring


@dataclass(frozen=True)
class Entry:
    """``title`` is what an administrator reads; ``minutes`` or ``at`` is how often, until somebody changes it."""

    task: Any
    title: Any
    minutes: int | None = None
    at: time | None = None


entries: dict[str, Entry] = {}


def every(name: str, task: Any, title: Any, *, minutes: int | None = None, at: time | None = None) -> None:
    """The task takes no arguments, and may be done twice without harm."""
    entries[name] = Entry(task, title, minutes, at)


def following(line: Recurring, now: datetime) -> datetime:
    """When a line is due after ``now``. What was missed while no worker ran is done once, not once for each time."""
    if line.minutes:
        return now + timedelta(minutes=line.minutes)
    today = timezone.localtime(now)
    day = today.date() if line.at and today.time() < line.at else today.date() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, line.at or time()))
