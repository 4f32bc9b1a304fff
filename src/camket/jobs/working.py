"""A worker: django-tasks' own, and beside it a keeper: says it is alive, takes up lost jobs, keeps the schedule."""

from __future__ import annotations

import logging
import os
import secrets
import signal
import socket
import threading
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker

from camket.jobs import queries, reaping, schedule
from camket.jobs.actions import run
from camket.jobs.models import Recurring, Worker

log = logging.getLogger(__name__)

BEAT = 5.0
"""Seconds between two looks of the keeper."""


class Keeper(threading.Thread):
    """Looks around every few seconds until it is stopped. ``parent`` is the process that this one ends with."""

    def __init__(self, key: str, parent: int | None, beat: float = BEAT) -> None:
        super().__init__(daemon=True, name="keeper")
        self._key, self._parent, self._beat = key, parent, beat
        self.stopped = threading.Event()

    def run(self) -> None:
        while not self.stopped.is_set():
            try:
                look_around(self._key, timezone.now())
            except Exception:
                log.exception("keeper_failed worker=%s", self._key)  # a busy database: the next look is near
                connection.close()
            if self._parent and os.getppid() != self._parent:
                os.kill(os.getpid(), signal.SIGTERM)
                return
            self.stopped.wait(self._beat)
        connection.close()


def look_around(key: str, now: datetime) -> None:
    Worker.objects.filter(pk=key).update(seen_at=now)
    reaping.reap(now)
    keep_schedule(now)


def keep_schedule(now: datetime) -> None:
    """New lines get into the table, and what is due into the queue."""
    _learn(now)
    with transaction.atomic():
        for line in queries.due(now):
            run(line, now)
            line.next_at = schedule.following(line, now)
            line.save(update_fields=("next_at",))


def _learn(now: datetime) -> None:
    known = set(Recurring.objects.values_list("name", flat=True))
    for name, entry in schedule.entries.items():
        if name not in known:
            times = {"minutes": entry.minutes, "at": entry.at, "next_at": now}
            Recurring.objects.get_or_create(name=name, defaults=times)


def work(parent: int | None = None, *, batch: bool = False, beat: float = BEAT) -> None:
    """Do jobs until a signal says stop; with ``batch`` until none is left."""
    host, pid = socket.gethostname()[:100], os.getpid()
    key = f"{host[:30]}-{pid}-{secrets.token_hex(8)}"
    Worker.objects.create(key=key, host=host, pid=pid)
    look_around(key, timezone.now())
    keeper = Keeper(key, parent, beat)
    worker = QueueWorker(
        queue_names=["*"],
        interval=0.5,
        batch=batch,
        backend_name="jobs",
        startup_delay=False,
        max_tasks=None,
        worker_id=key,
        excluded_queue_names=[],
    )
    worker.configure_signals()
    keeper.start()
    try:
        worker.run()
    finally:
        keeper.stopped.set()
        keeper.join(timeout=beat + 25)
        Worker.objects.filter(pk=key).delete()
