"""Opening a round, and the links that lead into it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from camket.foundation.actions import Action
from camket.foundation.errors import CamketError
from camket.measures.periods import Period
from camket.observations.enums import Use
from camket.observations.rounds import calendar, queries, tokens
from camket.observations.rounds.models import Duty, Form, FormVersion, Link, LinkUse, Round

KEPT = timedelta(days=30)
"""How long a link holds after the grace: late is a state, not a lock."""


class NothingAsked(CamketError):
    """A form without lines on that day."""

    def __init__(self, form: Form, on: date) -> None:
        super().__init__(
            f"Biểu “{form.name}” chưa có dòng nào áp dụng vào ngày {on:%d/%m/%Y}. "
            "Hãy thêm dòng, hoặc lùi ngày áp dụng, rồi mở kỳ.",
            f"The form “{form.name}” asks for nothing on {on}. Add lines, or let them begin earlier, then open it.",
        )


@dataclass(kw_only=True)
class OpenRound(Action[Round]):
    """The round of a form and a period, opened on first asking, with a link for each office; what is due is that of the
    version in effect then. ``late`` is the day on which it is opened, where its own days have passed.

    Raises :class:`NothingAsked`.
    """

    verb = "rounds.manage"
    form: Form
    period: Period
    late: date | None = None

    def subject(self) -> Form:
        return self.form

    def perform(self) -> Round:
        # Of two who open at once the second finds the round of the first.
        list(Form.objects.select_for_update(no_key=True).filter(pk=self.form.pk).values_list("pk"))
        known = Round.objects.filter(form=self.form, start=self.period.start, end=self.period.end).first()
        if known:
            return known
        when = calendar.schedule(self.form, self.period, self.late)
        version = queries.version_on(self.form, max(when.opens, timezone.localdate()))
        if version is None or not version.lines.exists():
            raise NothingAsked(self.form, when.opens)
        made = self._make(version, when)
        owed = Duty.objects.bulk_create(_owed(made, version))
        for office in dict.fromkeys(duty.office_id for duty in owed):
            GiveLink(by=self.by, round=made, office_id=office).execute()
        return made

    def _make(self, version: FormVersion, when: calendar.Schedule) -> Round:
        return Round.objects.create(
            form=self.form,
            version=version,
            start=self.period.start,
            end=self.period.end,
            opens=min(when.opens, timezone.localdate()),  # sooner, where somebody opens it by hand
            due=when.due,
            grace_until=when.grace_until,
            opened_by=self.by,
        )

    def detail(self) -> dict[str, Any]:
        return {"start": self.period.start.isoformat(), "end": self.period.end.isoformat()}


def _owed(made: Round, version: FormVersion) -> list[Duty]:
    same = ("order", "indicator_id", "area_id", "office_id", "post", "contact")
    return [Duty(round=made, **{name: getattr(line, name) for name in same}) for line in version.lines.all()]


def open_due(on: date) -> list[Round]:
    """Opens each round whose day has come, as the daily command does, and of a form that has had rounds the newest one
    whose days have passed while nothing ran; those that are open stay as they are."""
    opened = []
    for form in queries.every_form():
        known = set(form.rounds.values_list("start", "end"))
        missed = calendar.missed(form, on) if known else None
        for period in [*filter(None, [missed]), *calendar.opening(form, on)]:
            version = queries.version_on(form, calendar.schedule(form, period).opens)
            if (period.start, period.end) not in known and version and version.lines.exists():
                late = on if period == missed else None
                opened.append(OpenRound(by=None, form=form, period=period, late=late).execute())
    return opened


@dataclass(kw_only=True)
class CloseRound(Action[Round]):
    """Nobody is reminded of the round any more, and what is missing counts as overdue no longer; or it is asked for
    again, where ``closes`` is not so. Whoever has a link may still send."""

    verb = "rounds.manage"
    round: Round
    closes: bool

    def subject(self) -> Round:
        return self.round

    def perform(self) -> Round:
        self.round.closed_at = timezone.now() if self.closes else None
        self.round.save(update_fields=("closed_at",))
        return self.round

    def detail(self) -> dict[str, Any]:
        return {"closed": self.closes}


@dataclass(kw_only=True)
class GiveLink(Action[Link]):
    """A new link for an office to its figures of a round."""

    verb = "rounds.manage"
    round: Round
    office_id: int

    def subject(self) -> Round:
        return self.round

    def perform(self) -> Link:
        seed = tokens.nonce()
        return Link.objects.create(
            token_hash=tokens.hashed(tokens.token(seed)),
            nonce=seed,
            office_id=self.office_id,
            round=self.round,
            given_by=self.by,
            expires_at=self._expires(),
        )

    def _expires(self) -> datetime:
        last = max(self.round.grace_until, timezone.localdate()) + KEPT
        return timezone.make_aware(datetime.combine(last, time.max))

    def detail(self) -> dict[str, Any]:
        return {"office": self.office_id}


@dataclass(kw_only=True)
class RevokeLink(Action[int]):
    """Whatever links an office has to a round lead nowhere from now on; answers with how many did."""

    verb = "rounds.manage"
    round: Round
    office_id: int

    def subject(self) -> Round:
        return self.round

    def perform(self) -> int:
        held = Link.objects.filter(round=self.round, office=self.office_id, revoked_at=None)
        return held.update(revoked_at=timezone.now())

    def detail(self) -> dict[str, Any]:
        return {"office": self.office_id}


@dataclass(kw_only=True)
class LogUse(Action[LinkUse]):
    """A link was used. ``address`` is that of the machine, as far as the server knows it."""

    verb = "rounds.answer"
    link: Link
    what: Use
    address: str | None

    def subject(self) -> Link:
        return self.link

    def perform(self) -> LinkUse:
        return LinkUse.objects.create(link=self.link, what=self.what, address=self.address)

    def detail(self) -> dict[str, Any]:
        return {"what": self.what, "office": self.link.office_id, "link": self.link.pk}


def is_held(link: Link, moment: datetime) -> bool:
    return link.revoked_at is None and link.expires_at > moment


def is_known(link: Link) -> bool:
    """Can its address be made again? Not where the site's secret has changed since."""
    return tokens.hashed(tokens.token(link.nonce)) == link.token_hash


def leads_on(link: Link) -> bool:
    """It holds now, and its address can be shown."""
    return is_held(link, timezone.now()) and is_known(link)


def link_for(by: Any, round_: Round, office_id: int, newest: Link | None) -> Link | None:
    """The link to put into a letter: the one that there is, else a new one; none where somebody revoked it."""
    if newest and newest.revoked_at:
        return None
    if newest and leads_on(newest):
        return newest
    return GiveLink(by=by, round=round_, office_id=office_id).execute()
