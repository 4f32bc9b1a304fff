"""What waits for a person in the rounds of collection: an office's own figures, or those of a clerk's offices; and all
that an office has open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery

from camket.foundation.names import in_language
from camket.observations.enums import OWED, TO_DECIDE, DutyState
from camket.observations.rounds.models import Duty, FormVersion, Round
from camket.records import queries as records
from camket.targets import queries as targets


@dataclass(frozen=True)
class Owed:
    """A round in which an office still owes figures; ``returned`` of them came back with a reason."""

    round: Round
    asked: int
    left: int
    returned: int
    is_late: bool


@dataclass(frozen=True)
class Watched:
    """A round with figures to decide on, or with offices that are late."""

    round: Round
    to_decide: int
    late: int


@dataclass(frozen=True)
class Held:
    """What an office has open: how many targets that it leads or helps with, tasks, figures owed, forms that ask it."""

    targets: int = 0
    tasks: int = 0
    duties: int = 0
    forms: int = 0

    def __bool__(self) -> bool:
        return any((self.targets, self.tasks, self.duties, self.forms))


def held(office_id: int, on: date) -> Held:
    """Six SQL statements at most."""
    return Held(
        targets=len(targets.in_charge_of(office_id, on)),
        tasks=records.tasks_of_office(office_id).count(),
        duties=Duty.objects.filter(office=office_id, state__in=OWED).count(),
        forms=len(asking(office_id)),
    )


def asking(office_id: int) -> list[FormVersion]:
    """The newest version of each form, where it asks the office for something. One SQL statement."""
    newer = FormVersion.objects.filter(form=OuterRef("form")).order_by("-since", "-pk").values("pk")[:1]
    found = FormVersion.objects.filter(pk=Subquery(newer), lines__office=office_id).distinct()
    return list(found.select_related("form").order_by("pk"))


def of_office(office_id: int, on: date) -> list[Owed]:
    """Open rounds in which the office owes something, the nearest due first. Two SQL statements."""
    counted = {
        "asked": Count("pk"),
        "left": Count("pk", filter=Q(state__in=OWED)),
        "returned": Count("pk", filter=Q(state=DutyState.RETURNED)),
    }
    asked = Duty.objects.filter(office=office_id, round__opens__lte=on, round__closed_at=None).order_by()
    rows: Any = asked.values("round_id").annotate(**counted)
    by_round = {row["round_id"]: row for row in rows if row["left"]}
    return [
        Owed(held, **{name: by_round[held.pk][name] for name in counted}, is_late=on > held.due)
        for held in _rounds(by_round)
    ]


def of_areas(areas: QuerySet[Any], on: date, most: int) -> list[Watched]:
    """Rounds that ask for somebody's eye, the nearest due first, ``most`` of them. Two SQL statements."""
    counted = {
        "to_decide": Count("pk", filter=Q(state__in=TO_DECIDE, round__form__approval=True)),
        "late": Count("office", filter=Q(state__in=OWED, round__due__lt=on, round__closed_at=None), distinct=True),
    }
    asked = Duty.objects.filter(round__form__area__in=areas, round__opens__lte=on).order_by()
    rows: Any = asked.values("round_id").annotate(**counted, due=Min("round__due"))
    wanted = rows.filter(Q(to_decide__gt=0) | Q(late__gt=0)).order_by("due")[:most]
    by_round = {row["round_id"]: row for row in wanted}
    return [Watched(held, by_round[held.pk]["to_decide"], by_round[held.pk]["late"]) for held in _rounds(by_round)]


@dataclass(frozen=True)
class LateOffice:
    """An office with figures past their due day: how many, the oldest due day, and a round to look at."""

    name: str
    name_en: str
    figures: int
    since: date
    round_id: int

    @property
    def shown(self) -> str:
        return in_language(self.name, self.name_en)


def late_offices(areas: QuerySet[Any], on: date) -> list[LateOffice]:
    """Offices that have not sent what is past its due day, the longest late first. One SQL statement."""
    found = Duty.objects.filter(round__form__area__in=areas, state__in=OWED, round__due__lt=on)
    rows: Any = found.order_by().values("office_id", "office__name", "office__name_en")
    counted = rows.annotate(figures=Count("pk"), since=Min("round__due"), newest=Max("round"))
    return [
        LateOffice(row["office__name"], row["office__name_en"], row["figures"], row["since"], row["newest"])
        for row in counted.order_by("since", "office__name")
    ]


def _rounds(keys: Any) -> QuerySet[Round]:
    return Round.objects.filter(pk__in=list(keys)).select_related("form__area").order_by("due", F("pk").asc())
