from __future__ import annotations

import uuid

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils import timezone

from camket.jobs.enums import UNFINISHED, JobState


class Results(FileSystemStorage):
    """Files that jobs made: outside of what the web server hands to whoever knows a name."""

    @property
    def location(self) -> str:  # asked for each time: tests have folders of their own
        return str((settings.VAR / "jobs").resolve())


def results() -> Results:
    return Results()


class Job(models.Model):
    """Work that somebody has asked for and follows. ``said`` is what is being done, or what stands in the way."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField("việc", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=8, default="vi")
    back = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=JobState.choices, default=JobState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    said = models.CharField(max_length=500, blank=True)
    file = models.FileField(storage=results, max_length=300, blank=True)
    name = models.CharField("tên tệp", max_length=200, blank=True)
    task = models.CharField(max_length=64, blank=True, db_index=True)
    created_at = models.DateTimeField(default=timezone.now)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at",)
        verbose_name = "việc nền"
        verbose_name_plural = "việc nền"

    def __str__(self) -> str:
        return self.title

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED

    @property
    def percent(self) -> int:
        """0 to 100."""
        return 100 if self.state == JobState.DONE else min(99, 100 * self.done // self.total) if self.total else 0


class Recurring(models.Model):
    """A line of the schedule: every so many minutes, or once a day at a time of the site's time zone."""

    name = models.SlugField(unique=True)
    enabled = models.BooleanField("bật", default=True)
    minutes = models.PositiveIntegerField("cứ mỗi (phút)", null=True, blank=True)
    at = models.TimeField("mỗi ngày lúc", null=True, blank=True)
    next_at = models.DateTimeField("lần tới")
    last_at = models.DateTimeField("lần gần nhất", null=True, blank=True)
    task = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("name",)
        verbose_name = "việc định kỳ"
        verbose_name_plural = "việc định kỳ"
        constraints = (
            models.CheckConstraint(
                name="recurring_minutes_or_time",
                condition=models.Q(minutes__gt=0, at=None) | models.Q(minutes=None, at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Worker(models.Model):
    """A process that does jobs; it says every few seconds that it is alive."""

    key = models.CharField(max_length=64, primary_key=True)
    host = models.CharField(max_length=100)
    pid = models.PositiveIntegerField()
    began_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-began_at",)
        verbose_name = "tiến trình"
        verbose_name_plural = "tiến trình"

    def __str__(self) -> str:
        return f"{self.host}:{self.pid}"
