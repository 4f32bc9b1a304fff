"""What comes by a link is kept first, in one short statement, and worked off then.

On the last day many offices send within the same minute, and SQLite has one writer: reading, recording and judging an
answer takes ten times as long as keeping it. So an office is told "received" when it is true, and what follows is done
at once where it is calm, else when the office's page is shown again, and by the schedule at the latest.

Whoever works off takes up what waits of others as well: each is an action of its own, but they are committed together,
and judged once for all of them. The others wait for that, and find theirs done.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from django.db import OperationalError
from django.db.models import Q, QuerySet
from django.utils import timezone

from camket.foundation.actions import Action, together
from camket.observations.rounds import queries
from camket.observations.rounds.actions.answering import Given, SaveAnswers, Sent, SubmitAnswers
from camket.observations.rounds.models import Delivery, Link

log = logging.getLogger(__name__)

CALM = timedelta(seconds=1)
"""Where nobody else has sent anything for so long, an answer is worked off at once."""
LET_WAIT = timedelta(seconds=10)
"""While others go on sending, what came in so lately is told to be received, and they are served before it is worked
off."""
JUST_NOW = timedelta(minutes=1)
"""What has come since then is worked off together with one's own."""
TOGETHER = 50
"""As many in one transaction: others who write wait for it."""


def receive(link: Link, given: Sequence[Given], *, sends: bool, address: str | None) -> Delivery:
    """Keep what came. The trail tells of it when it is worked off: that is when something comes of it."""
    brought = [asdict(one) for one in given]
    return Delivery.objects.create(link=link, given=brought, sends=sends, address=address)


def receive_form(link: Link, name: str, form: bytes, *, sends: bool, address: str | None) -> Delivery:
    """Keep an Excel form; reading it takes longer than all else together."""
    told = {"link": link, "sends": sends, "address": address}
    return Delivery.objects.create(**told, form=form, form_name=name[-200:], unread=True)


def put_in(delivery: Delivery, given: Sequence[Given]) -> None:
    """What stands in its form. Where that is nothing, there is nothing to work off."""
    delivery.given, delivery.unread = [asdict(one) for one in given], False
    delivery.worked_at = delivery.worked_at or (None if given else timezone.now())
    delivery.save(update_fields=("given", "unread", "worked_at"))


def is_calm(delivery: Delivery) -> bool:
    """Nobody else sent anything just before."""
    lately = Delivery.objects.filter(at__gt=delivery.at - CALM).exclude(link=delivery.link_id)
    return not lately.exists()


def is_let_wait(delivery: Delivery) -> bool:
    """It came lately, and others go on sending."""
    now = timezone.now()
    others = Delivery.objects.filter(at__gt=now - CALM).exclude(link=delivery.link_id)
    return delivery.at > now - LET_WAIT and others.exists()


def work_off_at_once(delivery: Delivery) -> Sent | None:
    """What became of it, where that is known here: not where others come with it, nor where the database is busy or by
    our own fault. Then it waits, if nobody else has worked it off."""
    try:
        if not is_calm(delivery):
            work_off_for(delivery.link)
            return None
        work_off(waiting(delivery.link).filter(pk__lt=delivery.pk))  # what was typed before goes before
        return WorkOff(by=None, delivery=delivery).execute()
    except Exception:
        log.exception("delivery_failed delivery=%s", delivery.pk)
        return None


def waiting(link: Link | None = None) -> QuerySet[Delivery]:
    """What is not worked off: of a link, or of all."""
    found = Delivery.objects.filter(worked_at=None).defer("form")
    return found.filter(link=link) if link else found


def work_off_for(link: Link) -> None:
    """What waits of a link, and what has come from others just now: they find theirs done. Raises what ``work_off``
    does."""
    last = waiting(link).filter(unread=False).order_by("pk").last()
    if last is None:
        return
    ready = waiting().filter(unread=False)
    crowd = Q(link=link) | Q(at__gt=timezone.now() - JUST_NOW)  # older ones are left to the schedule
    before = ready.filter(crowd, pk__lte=last.pk).count()
    work_off(ready.filter(crowd), -(-before // TOGETHER) * TOGETHER)


def work_off(found: QuerySet[Delivery], most: int | None = None) -> int:
    """In the order in which they came, some in one transaction; how many there were. One that fails by our own fault
    stays kept, and keeps no other from being worked off. Raises ``OperationalError`` where the database is busy. Forms
    that nobody has read yet are left out."""
    keys = list(found.filter(unread=False).order_by("pk").values_list("pk", flat=True)[:most])
    for first in range(0, len(keys), TOGETHER):
        _work_off(keys[first : first + TOGETHER])
    return len(keys)


def _work_off(keys: Sequence[int]) -> None:
    """All of them or, where the process is killed, none."""
    with together():
        # Who has waited for another looks at what that one has left.
        free = waiting().filter(pk__in=keys).order_by("pk").select_for_update(no_key=True, of=("self",))
        held = list(free.select_related("link__round__form", "link__office"))
        lines = _lines([one.link for one in held])
        for one in held:
            # An office's second delivery reads again what its first one has left.
            known = lines.pop((one.link.round_id, one.link.office_id), None)
            try:
                WorkOff(by=None, delivery=one, lines=known).execute()
            except OperationalError:
                raise
            except Exception:
                log.exception("delivery_failed delivery=%s", one.pk)


def _lines(links: Sequence[Link]) -> dict[tuple[int, int], list[queries.Line]]:
    """By round and office."""
    rounds = {link.round_id: link.round for link in sorted(links, key=lambda link: link.round_id)}
    offices = {pk: {link.office_id for link in links if link.round_id == pk} for pk in rounds}
    return {
        (pk, office): lines
        for pk, held in rounds.items()
        for office, lines in queries.held_lines(held, offices[pk]).items()
    }


@dataclass(kw_only=True)
class WorkOff(Action[Sent | None]):
    """Save or send what came, as of when it came; once, however many try: the others get nothing."""

    verb = "rounds.answer"
    delivery: Delivery
    lines: Sequence[queries.Line] | None = None

    def subject(self) -> Delivery:
        return self.delivery

    def perform(self) -> Sent | None:
        free = Delivery.objects.filter(pk=self.delivery.pk, worked_at=None)
        if not free.update(worked_at=timezone.now()):
            return None
        held, link = self.delivery, self.delivery.link
        told: dict[str, Any] = {
            "by": None,
            "round": link.round,
            "office_id": link.office_id,
            "link": link,
            "lines": self.lines,
        }
        told |= {"given": [Given(**one) for one in held.given], "address": held.address, "at": held.at}
        if held.sends:
            return SubmitAnswers(**told).execute()
        return Sent((), SaveAnswers(**told).execute())

    def detail(self) -> dict[str, Any]:
        link = self.delivery.link
        return {"received": self.delivery.at.isoformat(), "office": link.office_id, "link": link.pk}
