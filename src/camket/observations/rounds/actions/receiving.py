"""What comes by a link is kept first, in one short statement, and worked off then.

On the last day many offices send within the same minute, and SQLite has one writer: reading, recording and judging an
answer takes ten times as long as keeping it. So an office is told "received" when it is true, and what follows is done
at once where it is calm, else when the office's page is shown again, and by the schedule at the latest.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from django.db import OperationalError
from django.db.models import QuerySet
from django.utils import timezone

from camket.foundation.actions import Action
from camket.observations.rounds.actions.answering import Given, SaveAnswers, SubmitAnswers
from camket.observations.rounds.models import Delivery, Link

log = logging.getLogger(__name__)

CALM = timedelta(seconds=1)
"""Where nobody else has sent anything for so long, an answer is worked off at once."""


def receive(link: Link, given: Sequence[Given], *, sends: bool, address: str | None) -> Delivery:
    """Keep what came. The trail tells of it when it is worked off: that is when something comes of it."""
    brought = [asdict(one) for one in given]
    return Delivery.objects.create(link=link, given=brought, sends=sends, address=address)


def is_calm(delivery: Delivery) -> bool:
    """Nobody else sent anything just before."""
    lately = Delivery.objects.filter(at__gt=delivery.at - CALM).exclude(pk=delivery.pk)
    return not lately.exists()


def waiting(link: Link | None = None) -> QuerySet[Delivery]:
    """What is not worked off: of a link, or of all."""
    found = Delivery.objects.filter(worked_at=None)
    return found.filter(link=link) if link else found


def work_off(found: QuerySet[Delivery]) -> int:
    """Each in the order in which it came, in a transaction of its own; how many there were. One that fails by our own
    fault stays kept, and keeps no other from being worked off. Raises ``OperationalError`` where the database is busy.
    """
    held = list(found.select_related("link__round__form", "link__office").order_by("pk"))
    for one in held:
        try:
            WorkOff(by=None, delivery=one).execute()
        except OperationalError:
            raise
        except Exception:
            log.exception("delivery_failed delivery=%s", one.pk)
    return len(held)


@dataclass(kw_only=True)
class WorkOff(Action[bool]):
    """Save or send what came, as of when it came; once, however many try."""

    verb = "rounds.answer"
    delivery: Delivery

    def subject(self) -> Delivery:
        return self.delivery

    def perform(self) -> bool:
        free = Delivery.objects.filter(pk=self.delivery.pk, worked_at=None)
        if not free.update(worked_at=timezone.now()):
            return False
        held, link = self.delivery, self.delivery.link
        (SubmitAnswers if held.sends else SaveAnswers)(
            by=None,
            round=link.round,
            office_id=link.office_id,
            given=[Given(**one) for one in held.given],
            link=link,
            address=held.address,
            at=held.at,
        ).execute()
        return True

    def detail(self) -> dict[str, Any]:
        link = self.delivery.link
        return {"received": self.delivery.at.isoformat(), "office": link.office_id, "link": link.pk}
