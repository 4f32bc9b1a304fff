"""Who has not reported, as a review asks: by what was asked for up to its day, and had come in by its moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from camket.measures.periods import Period, name_of_day
from camket.observations.enums import OWED, Light
from camket.observations.rounds.models import AttachedReport, Duty
from camket.observations.rounds.queries import sent

_GRAVEST = (Light.OVERDUE, Light.DUE, Light.READING, Light.WAITING, Light.CHECKING, Light.REPORTED)


@dataclass(frozen=True)
class Owed:
    """A figure that was asked of an office, and how far it was; ``asked`` and ``asked_en`` name the round."""

    indicator: int
    area: int
    office: str
    office_en: str
    asked: str
    asked_en: str
    light: Light

    @property
    def is_silent(self) -> bool:
        return self.light in (Light.OVERDUE, Light.DUE)


def owed_at(area_id: int, on: date, as_of: datetime) -> Mapping[tuple[int, int], list[Owed]]:
    """By series, the gravest first: what rounds whose periods ended by the day ``on`` had asked for, as it stood at a
    moment. What falls due only after that moment is waited for, and no more. Two SQL statements."""
    day = localdate(as_of)
    found = Duty.objects.filter(area_id=area_id, round__end__lte=on, round__opens__lte=day)
    found = found.exclude(round__closed_at__lte=as_of, state__in=OWED)  # nobody is asked for it any more
    read = set(
        AttachedReport.objects.filter(round__form__area=area_id, read_at=None, at__lte=as_of).values_list(
            "round", "office"
        )
    )
    by_series: dict[tuple[int, int], list[Owed]] = defaultdict(list)
    for duty in found.select_related("round__form", "office").order_by("round__end", "pk"):
        waits = (duty.round_id, duty.office_id) in read
        by_series[duty.indicator_id, duty.area_id].append(_owed(duty, _light(duty, day, as_of, waits)))
    for owed in by_series.values():
        owed.sort(key=lambda one: _GRAVEST.index(one.light))
    return by_series


def _light(duty: Duty, day: date, as_of: datetime, waits: bool) -> Light:
    if duty.state not in OWED and (duty.submitted_at is None or duty.submitted_at <= as_of):
        return sent(duty.state, duty.round.form.approval)
    if waits:
        return Light.READING
    if day <= duty.round.due:
        return Light.WAITING
    return Light.OVERDUE if day > duty.round.grace_until else Light.DUE


def _owed(duty: Duty, light: Light) -> Owed:
    held, office = duty.round, duty.office
    period = Period(held.start, held.end)
    return Owed(
        indicator=duty.indicator_id,
        area=duty.area_id,
        office=str(office.name),
        office_en=str(office.name_en),
        asked=f"{held.form.name}, {period.name('vi')}, hạn {name_of_day(held.due)}",
        asked_en=f"{held.form.name_en or held.form.name}, {period.name('en')}, due {name_of_day(held.due, 'en')}",
        light=light,
    )
