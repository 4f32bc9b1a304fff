"""Letters: written once a day for each address, kept, and sent by Django's backends when the day allows it.

A letter is claimed before it is handed to the mail server, so that of two commands one sends it. A server that says no
gives it back; where the machine dies at that very moment it is not tried again, rather than sent twice.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from camket.foundation.actions import Action
from camket.measures.periods import Period, name_of_day
from camket.observations.enums import Purpose, Rung
from camket.observations.rounds import calendar, chain, queries, tasked, tokens, wording
from camket.observations.rounds.actions.opening import link_for
from camket.observations.rounds.doubts import language
from camket.observations.rounds.models import Duty, Letter, Link, Round
from camket.observations.rounds.tasked import TaskPart

log = logging.getLogger(__name__)

MOST_TRIES = 20
_MADE_UP = 7
"""So many days back is told what fell on a day on which nothing ran."""


@dataclass(frozen=True)
class Part:
    """What a letter tells of one office in one round. ``place`` stands for the link until the letter is sent."""

    round: Round
    office: str
    names: tuple[str, ...]
    link: Link | None
    is_late: bool = False
    returned: tuple[tuple[str, str], ...] = ()
    rung: Rung = Rung.FOLLOWER
    post: str = ""

    @property
    def period(self) -> str:
        return Period(self.round.start, self.round.end).name(language())

    @property
    def due(self) -> str:
        return name_of_day(self.round.due, language())

    @property
    def message(self) -> str:
        form = self.round.form
        return form.late_message if self.is_late else form.message

    @property
    def place(self) -> str:
        return f"[[{self.link.pk}]]" if self.link else ""


@dataclass
class Digest:
    """All that one address is told on a day: what it owes itself, which offices below it are late, and tasks."""

    own: list[Part] = field(default_factory=list)
    watched: list[Part] = field(default_factory=list)
    tasks: list[TaskPart] = field(default_factory=list)

    @property
    def parts(self) -> list[Part]:
        return [*self.own, *self.watched]

    @property
    def post(self) -> str:
        """Whom the letter greets: who is asked for figures; where the address owes nothing itself, who is told."""
        if self.own:
            return next((part.post for part in self.own if part.post), "")
        return next((part.post for part in self.above if part.post), "") if not self.own_tasks else ""

    @property
    def above(self) -> list[Part | TaskPart]:
        """What is told to somebody above the office that owes it."""
        return [*self.watched, *self.late_tasks]

    @property
    def own_tasks(self) -> list[TaskPart]:
        return [part for part in self.tasks if part.rung is None]

    @property
    def late_tasks(self) -> list[TaskPart]:
        """Those of offices below."""
        return [part for part in self.tasks if part.rung is not None]

    @property
    def rungs(self) -> list[tuple[Rung, list[Part]]]:
        """What is told, by as whom, from the nearest upwards."""
        found = [(rung, [part for part in self.watched if part.rung == rung]) for rung in Rung]
        return [(rung, parts) for rung, parts in found if parts]


@dataclass(kw_only=True)
class WriteLetters(Action[list[Letter]]):
    """The letters of a working day, one an address; those written already stay. A day on which nothing ran is made up
    for on the next. What a letter of a day before could not tell, as it was never sent, is told in the new one, which
    takes its place. With ``only``, a round that was just opened, those to its offices alone."""

    verb = "rounds.manage"
    on: date
    only: Round | None = None
    late: dict[str, list[Letter]] = field(default_factory=dict, init=False)
    last: dict[str, date] = field(default_factory=dict, init=False)

    def subject(self) -> Round | None:
        return self.only

    def perform(self) -> list[Letter]:
        if not calendar.is_working(self.on):
            return []
        self.last = queries.last_digests(self.on, _MADE_UP)
        self.late = queries.unsent(self.on)
        owed = queries.unanswered(self.on)
        told = queries.told({duty.round_id for duty in owed})
        by_address: dict[str, Digest] = defaultdict(Digest)
        for duties in _by_office(owed):
            self._tell(duties, told, by_address)
        for above in chain.told(owed, self.on, self.late, self._after):
            part = self._part(above.duties, with_link=False)
            by_address[above.to].watched.append(replace(part, rung=above.rung, post=above.post))
        for task in tasked.told(self.on, self._after) if self.only is None else ():
            by_address[task.to].tasks.append(task)
        wanted = {one.to for one in owed if self.only is None or one.round_id == self.only.pk}
        if self.only is None:
            wanted |= set(by_address)
        written = set(Letter.objects.filter(key__in=[self._key(to) for to in wanted]).values_list("key", flat=True))
        chosen = [to for to in by_address if to in wanted and self._key(to) not in written]
        return [self._write(to, by_address[to]) for to in chosen]

    def _tell(self, duties: Sequence[Duty], told: set[tuple[int, str]], by_address: dict[str, Digest]) -> None:
        held, contact = duties[0].round, duties[0].to
        fresh = (held.pk, contact) not in told or contact in self.late
        days = (self._late, self._reminded, self._again)
        if contact and (fresh or any(falls(held, contact) for falls in days)):
            by_address[contact].own.append(self._part(duties, with_link=True))
        watcher = held.form.contact
        if watcher and (self._late(held, watcher) or (watcher in self.late and self.on > held.due)):
            by_address[watcher].watched.append(replace(self._part(duties, with_link=False), post=""))

    def _reminded(self, held: Round, to: str) -> bool:
        return calendar.is_reminded(held.due, self.on, self._after(to))

    def _late(self, held: Round, to: str) -> bool:
        return calendar.is_told_late(held.due, held.grace_until, self.on, self._after(to))

    def _again(self, held: Round, to: str) -> bool:
        return calendar.is_told_again(held.grace_until, self.on, self._after(to))

    def _after(self, to: str) -> date:
        """An address that has had no letter in those days hears of all of them."""
        return self.last.get(to) or self.on - timedelta(days=_MADE_UP)

    def _part(self, duties: Sequence[Duty], *, with_link: bool) -> Part:
        held, office = duties[0].round, duties[0].office
        newest = Link.objects.filter(round=held, office=office).order_by("-pk").first() if with_link else None
        link = link_for(self.by, held, office.pk, newest) if with_link else None
        return _part_of(duties, link, is_late=self.on > held.due)

    def _key(self, to: str) -> str:
        return f"digest:{self.on.isoformat()}:{to}"[:200]

    def _write(self, to: str, digest: Digest) -> Letter:
        with override("vi"):
            made = write(self._key(to), to, Purpose.DIGEST, digest)
        merged = [letter.pk for letter in self.late.get(to, ())]
        told = f"gộp vào thư ngày {name_of_day(self.on)}"
        Letter.objects.filter(pk__in=merged, claimed_at=None).update(claimed_at=timezone.now(), failed=told)
        return made

    def detail(self) -> dict[str, Any]:
        return {"on": self.on.isoformat()}


def _by_office(owed: Iterable[Duty]) -> list[list[Duty]]:
    found: dict[tuple[int, int, str], list[Duty]] = defaultdict(list)
    for duty in owed:
        found[duty.round_id, duty.office_id, duty.to].append(duty)
    return list(found.values())


def _part_of(duties: Sequence[Duty], link: Link | None, *, is_late: bool) -> Part:
    """Letters are in Vietnamese, whoever has them written."""
    with override("vi"):
        names = tuple(duty.called for duty in duties)
        returned = tuple((duty.called, duty.reason) for duty in duties if duty.reason)
    post = next((str(duty.post) for duty in duties if duty.post), "")
    return Part(duties[0].round, str(duties[0].office.name), names, link, is_late, returned, post=post)


def write(key: str, to: str, purpose: Purpose, digest: Digest) -> Letter:
    parts = digest.parts
    made = Letter.objects.create(
        key=key,
        to=to,
        purpose=purpose,
        subject=_subject(digest),
        text=_text("rounds/mail/digest.txt", digest),
        behalf=[[str(part.rung), part.post, part.office] for part in digest.above],
    )
    made.links.set({part.link.pk for part in parts if part.link})
    made.rounds.set({part.round.pk for part in parts})
    return made


def _text(template: str, digest: Digest) -> str:
    context = {"digest": digest, "site": settings.WAGTAIL_SITE_NAME, "words": wording.words()}
    return render_to_string(template, context)


def _subject(digest: Digest) -> str:
    return " ".join(_text("rounds/mail/subject.txt", digest).split())[:300]


@dataclass(kw_only=True)
class SendAgain(Action[Letter | None]):
    """The link of an office once more, to the address that its lines name; none where they name none, or where
    nothing is owed. Pressed twice in one minute, it is written once."""

    verb = "rounds.manage"
    round: Round
    office_id: int

    def subject(self) -> Round:
        return self.round

    def perform(self) -> Letter | None:
        owed = [one for one in queries.duties(self.round.pk, self.office_id) if one.to and one.is_owed]
        newest = Link.objects.filter(round=self.round, office=self.office_id).order_by("-pk").first()
        link = link_for(self.by, self.round, self.office_id, newest) if owed else None
        if link is None:
            return None
        key = f"again:{link.pk}:{timezone.now():%Y%m%d%H%M}"
        known = Letter.objects.filter(key=key).first()
        return known or self._write(key, owed, link)

    def _write(self, key: str, owed: Sequence[Duty], link: Link) -> Letter:
        part = _part_of(owed, link, is_late=timezone.localdate() > self.round.due)
        with override("vi"):
            return write(key, owed[0].to, Purpose.AGAIN, Digest(own=[part]))

    def detail(self) -> dict[str, Any]:
        return {"office": self.office_id}


@dataclass(kw_only=True)
class _Claim(Action[bool]):
    """Is the letter ours to send?"""

    verb = "rounds.manage"
    letter: Letter

    def subject(self) -> Letter:
        return self.letter

    def perform(self) -> bool:
        free = Letter.objects.filter(pk=self.letter.pk, claimed_at=None, sent_at=None)
        return free.update(claimed_at=timezone.now()) == 1


@dataclass(kw_only=True)
class _Close(Action[None]):
    """It has gone out; or it could not, and waits for the next time."""

    verb = "rounds.manage"
    letter: Letter
    failed: str = ""

    def subject(self) -> Letter:
        return self.letter

    def perform(self) -> None:
        letter = self.letter
        letter.tries += 1
        letter.failed = self.failed
        letter.sent_at = None if self.failed else timezone.now()
        letter.claimed_at = None if self.failed and letter.tries < MOST_TRIES else timezone.now()
        letter.save(update_fields=("tries", "failed", "sent_at", "claimed_at"))

    def detail(self) -> dict[str, Any]:
        return {"failed": self.failed[:200]}


def send_due(now: datetime | None = None) -> tuple[int, int]:
    """Sends what waits, unless it is night or a holiday; answers with how many went out and how many could not."""
    if not calendar.may_send(timezone.localtime(now)):
        return 0, 0
    connection = get_connection()
    told = [_send(letter, connection) for letter in queries.waiting_letters()]
    return told.count(True), told.count(False)


def _send(letter: Letter, connection: Any) -> bool | None:
    if not _Claim(by=None, letter=letter).execute():
        return None
    failed = ""
    try:
        EmailMessage(letter.subject, filled(letter), to=[letter.to], connection=connection).send()
    except Exception as error:  # noqa: BLE001  (whatever a mail server answers: the letter waits, and says why)
        log.warning("letter_failed letter=%s error=%r", letter.pk, error)
        failed = str(error) or type(error).__name__
    _Close(by=None, letter=letter, failed=failed).execute()
    return not failed


def filled(letter: Letter) -> str:
    """The text with its links."""
    text = letter.text
    for link in letter.links.all():
        text = text.replace(f"[[{link.pk}]]", address(link))
    return text


def address(link: Link) -> str:
    """Where a link leads, with the name of the site."""
    with override("vi"):
        return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{reverse('round-link', args=[tokens.token(link.nonce)])}"
