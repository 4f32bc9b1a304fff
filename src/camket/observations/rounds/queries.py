"""What is due of whom, and what is known of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from camket.observations.enums import GRAVITY, OWED, TO_DECIDE, Light, Purpose
from camket.observations.rounds.known import Known as Known
from camket.observations.rounds.known import Line as Line
from camket.observations.rounds.known import lines as lines
from camket.observations.rounds.known import told_by
from camket.observations.rounds.models import (
    Answer,
    AttachedReport,
    Duty,
    Form,
    FormLine,
    FormVersion,
    Letter,
    Link,
    Round,
)
from camket.observations.rounds.tokens import hashed
from camket.targets import queries as targets
from camket.targets.enums import Nature

if TYPE_CHECKING:
    from camket.targets.models import Target

Series = tuple[int, int]


@dataclass(frozen=True)
class Asked:
    """A round asks for a figure of a period that ends on a day."""

    end: date
    light: Light


def reporters(answers: Collection[int]) -> dict[int, tuple[str, str]]:
    """Who told each answer, in both languages. One SQL statement."""
    found = Answer.objects.filter(pk__in=answers).select_related("duty__office")
    return {one.pk: told_by(one) for one in found}


def link(token: str) -> Link | None:
    """The link of a token, whether it still holds or not. One SQL statement, or none for what cannot be one."""
    key = hashed(token)
    found = (
        Link.objects.filter(token_hash=key).select_related("office", "round__form__area")
        if key
        else Link.objects.none()
    )
    return found.first()


def duties(round_id: int, office_id: int, *, hold: bool = False) -> list[Duty]:
    """What an office owes in a round, in order; held until the transaction ends where asked."""
    return _duties(round_id, [office_id], hold=hold)


def _duties(round_id: int, offices: Collection[int], *, hold: bool) -> list[Duty]:
    found = Duty.objects.filter(round_id=round_id, office__in=offices)
    if hold:
        list(found.order_by("pk").select_for_update(no_key=True).values_list("pk"))
    with_all = found.select_related("round__form", "indicator", "area", "office", "current", "submitted")
    return list(with_all.order_by("order", "id"))


def held_lines(held: Round, offices: Collection[int]) -> dict[int, list[Line]]:
    """What each of some offices owes in a round, with what is known; held until the transaction ends, for whoever goes
    on to answer for one after the other. Five SQL statements for any number."""
    found: dict[int, list[Line]] = {office: [] for office in offices}
    for line in lines(held, _duties(held.pk, offices, hold=True)):
        found[line.duty.office_id].append(line)
    return found


def reporting(area_id: int, on: date) -> dict[Series, list[Asked]]:
    """Of the series of an area what each round that has opened asks for, and how far that is; closed ones await nothing
    more. One SQL statement."""
    found = Duty.objects.filter(area_id=area_id, round__opens__lte=on).order_by()
    found = found.exclude(state__in=OWED, round__closed_at__isnull=False)
    told = ("state", "round__form__approval", "round__due", "round__grace_until", _in_a_report())
    asked: dict[Series, list[Asked]] = defaultdict(list)
    for indicator, area, end, *rest in found.values_list("indicator_id", "area_id", "round__end", *told):
        asked[indicator, area].append(Asked(end, _light(*rest, on=on)))
    return dict(asked)


def light(asked: Iterable[Asked], start: date, due: date) -> Light | None:
    """The second light of what is promised for a window: the gravest of the rounds whose periods end in it; none where
    none does."""
    found = [one.light for one in asked if start <= one.end <= due]
    return max(found, key=GRAVITY.index, default=None)


def _in_a_report() -> Exists:
    """Of duties: has the office sent a report in which nobody has looked yet?"""
    return Exists(AttachedReport.objects.filter(round=OuterRef("round"), office=OuterRef("office"), read_at=None))


def _light(state: str, approval: bool, due: date, until: date, waits: bool, *, on: date) -> Light:
    if state not in OWED:
        return sent(state, approval)
    if waits:
        return Light.READING
    if on < due:
        return Light.WAITING
    return Light.OVERDUE if on > until else Light.DUE


def sent(state: str, approval: bool) -> Light:
    """The light of what was sent, under a form that asks for approval or does not."""
    return Light.CHECKING if approval and state in TO_DECIDE else Light.REPORTED


def is_late(duty: Duty, held: Round, on: date) -> bool:
    """Sent after the due day, or not sent by now."""
    sent = duty.submitted_at
    if duty.is_owed or sent is None:
        return on > held.due
    return _local(sent) > held.due


def _local(moment: datetime) -> date:
    from django.utils import timezone

    return timezone.localdate(moment)


def rounds(areas: QuerySet[Any]) -> QuerySet[Round]:
    """The rounds of some areas, the newest first, with ``asked`` and ``reported``."""
    counted = {"asked": Count("duties"), "reported": Count("duties", filter=~Q(duties__state__in=OWED))}
    return (
        Round.objects.filter(form__area__in=areas)
        .select_related("form__area")
        .annotate(**counted)
        .order_by("-end", "-pk")
    )


def a_round(pk: int, areas: QuerySet[Any]) -> Round | None:
    return Round.objects.filter(pk=pk, form__area__in=areas).select_related("form__area", "version").first()


def a_round_of(pk: int, office_id: int | None) -> Round | None:
    """A round that asks the office for something, whoever holds it."""
    found = Round.objects.filter(pk=pk, duties__office=office_id or 0).select_related("form__area", "version")
    return found.first()


def all_duties(held: Round) -> list[Duty]:
    """All that is due in a round, by office. One SQL statement."""
    found = held.duties.select_related("indicator", "area", "office", "current", "submitted")
    return list(found.order_by("office__name", "office_id", "order", "id"))


def links(held: Round) -> dict[int, Link]:
    """The newest link of each office in a round, with ``used``, the number of its uses. One SQL statement."""
    found = Link.objects.filter(round=held).annotate(used=Count("uses")).order_by("pk")
    return {one.office_id: one for one in found}


def reports(held: Round, office_id: int | None = None) -> dict[int, list[AttachedReport]]:
    """The reports of each office in a round, the newest first, without their texts. One SQL statement."""
    found = AttachedReport.objects.filter(round=held).select_related("document")
    found = found.defer("document__text", "document__layout", "document__warnings").order_by("-pk")
    by_office: dict[int, list[AttachedReport]] = defaultdict(list)
    for one in found if office_id is None else found.filter(office=office_id):
        by_office[one.office_id].append(one)
    return dict(by_office)


def a_report(pk: int, areas: QuerySet[Any]) -> AttachedReport | None:
    found = AttachedReport.objects.filter(pk=pk, round__form__area__in=areas)
    return found.select_related("round__form", "office", "document").first()


def forms(areas: QuerySet[Any]) -> list[Form]:
    """The forms of some areas with their versions and lines. Three SQL statements."""
    versions = Prefetch("versions", FormVersion.objects.prefetch_related("lines__office", "lines__indicator"))
    return list(Form.objects.filter(area__in=areas).select_related("area").prefetch_related(versions))


def a_form(pk: int, areas: QuerySet[Any]) -> Form | None:
    return next((one for one in forms(areas) if one.pk == pk), None)


def versions(form: Form) -> list[FormVersion]:
    """All that a form has asked, each version with its lines. Two SQL statements."""
    lines = FormLine.objects.select_related("indicator", "office", "area")
    return list(FormVersion.objects.filter(form=form).prefetch_related(Prefetch("lines", lines)))


def every_form() -> list[Form]:
    return list(Form.objects.select_related("area").order_by("pk"))


def version_on(form: Form, on: date) -> FormVersion | None:
    """What a form asks on a day."""
    return form.versions.filter(since__lte=on).order_by("-since", "-pk").first()


def a_duty(pk: int, areas: QuerySet[Any]) -> Duty | None:
    found = Duty.objects.filter(pk=pk, round__form__area__in=areas)
    return found.select_related("round__form", "indicator", "area", "office", "current", "submitted").first()


def unanswered(on: date) -> list[Duty]:
    """What is owed in all open rounds, with what a letter tells of it. Nobody is reminded whose report waits for the
    clerk. One SQL statement."""
    found = Duty.objects.filter(~_in_a_report(), state__in=OWED, round__opens__lte=on, round__closed_at=None)
    return list(
        found.select_related("round__form", "indicator", "area", "office__parent").order_by(
            "round__due", "round_id", "order", "pk"
        )
    )


def told(rounds: Collection[int]) -> set[tuple[int, str]]:
    """Which addresses have had a letter about which of the rounds. One SQL statement."""
    return set(Letter.objects.filter(rounds__in=rounds, sent_at__isnull=False).values_list("rounds", "to"))


def unsent(on: date) -> dict[str, list[Letter]]:
    """The digests of days before that could not be sent, by address. One SQL statement."""
    found = Letter.objects.filter(purpose=Purpose.DIGEST, sent_at=None, claimed_at=None)
    by_address: dict[str, list[Letter]] = defaultdict(list)
    for letter in found.exclude(key__startswith=f"digest:{on.isoformat()}:"):
        by_address[letter.to].append(letter)
    return dict(by_address)


def last_digests(on: date, days: int) -> dict[str, date]:
    """The day of the last digest to each address, of so many days before a day. One SQL statement."""
    before = [on - timedelta(days=n) for n in range(days, 0, -1)]
    that_day = (Q(key__startswith=f"digest:{day.isoformat()}:") for day in before)
    found = Letter.objects.filter(reduce(or_, that_day), purpose=Purpose.DIGEST).order_by("key")
    return {to: date.fromisoformat(key.split(":")[1]) for to, key in found.values_list("to", "key")}


def letters(held: Round) -> list[Letter]:
    return list(held.letters.order_by("-pk")[:100])


def waiting_letters() -> list[Letter]:
    """Those that nobody has begun to send, the oldest first."""
    return list(Letter.objects.filter(sent_at=None, claimed_at=None).order_by("pk"))


def proposed(area_id: int, on: date) -> list[Target]:
    """The open targets of an area that somebody leads and whose indicator is told, not derived; one an indicator."""
    return [one for one in _asked_of(area_id, on) if one.lead_id]


def without_lead(area_id: int, on: date) -> list[Target]:
    """Those of which nobody has said who leads them."""
    led = {one.indicator_id for one in proposed(area_id, on)}
    return [one for one in _asked_of(area_id, on) if one.indicator_id not in led]


def _asked_of(area_id: int, on: date) -> list[Target]:
    found = [one for one in targets.of_area_with_leads(area_id) if one.start <= on <= one.due]
    told = [one for one in found if not one.indicator.formula and not one.indicator.combined]
    return list({(one.indicator_id, one.lead_id is None): one for one in told}.values())


def is_state(duty: Duty) -> bool:
    return duty.indicator.nature == Nature.STATE


def is_ratio(duty: Duty) -> bool:
    """It may be typed as a part and its whole: "16/22"."""
    return duty.indicator.nature == Nature.RATIO
