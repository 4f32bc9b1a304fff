"""The moments at which things become known, in the order in which they are committed.

The machine's clock says when something was written; others learn of it at the commit. Between the two somebody else may
have looked, at a later moment, without seeing it: what that one then claims to have been known is wrong. So whoever
writes what counts from a moment on, or keeps what was known at one, takes the moment here, as late as it can: from then
until its transaction ends nobody else gets one, and each is later than all before it.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from camket.foundation.models import Clock

_BEGINNING = timezone.make_aware(datetime(1, 1, 2))
_NEXT = timedelta(microseconds=1)
_KEY = 1


class Tick(NamedTuple):
    """``now`` is the moment; ``before`` the one that was given out last: whatever is later was seen by nobody yet."""

    before: datetime
    now: datetime


def tick() -> Tick:
    """Two SQL statements, inside a transaction. On PostgreSQL one waits here for whoever has the last moment until that
    is committed; SQLite has one writer anyway."""
    held, _ = Clock.objects.select_for_update(no_key=True).get_or_create(pk=_KEY, defaults={"at": _BEGINNING})
    now = max(timezone.now(), held.at + _NEXT)
    Clock.objects.filter(pk=_KEY).update(at=now)
    return Tick(held.at, now)
