"""Registers of organisations, and the indicators that count them. Actions alone write."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from camket.evaluation.combining import Part, over_areas
from camket.evaluation.model import Nature
from camket.foundation.actions import Action
from camket.foundation.errors import CamketError
from camket.observations.deriving import Draft, derive, settle
from camket.observations.enums import Origin, Stage
from camket.observations.models import Register, RegisterCount, RegisterEntry, RegisterFact
from camket.observations.slots import Slot
from camket.observations.written import Written
from camket.targets import queries as targets
from camket.targets.enums import Nature as Natures

if TYPE_CHECKING:
    from camket.targets.models import Indicator

Spanned = RegisterEntry | RegisterFact


class CannotCount(CamketError):
    """The indicator cannot count a register: the message says why, and what to do."""


@dataclass(kw_only=True)
class RecordRegister(Action[Register]):
    verb = "observations.record"
    area_id: int
    slug: str
    name: str
    name_en: str = ""

    def subject(self) -> None:
        return None

    def perform(self) -> Register:
        named = {"name": self.name, "name_en": self.name_en}
        return Register.objects.update_or_create(area_id=self.area_id, slug=self.slug, defaults=named)[0]


@dataclass(kw_only=True)
class Counting(Action[Any]):
    """What changes a register: its counts are taken anew, at the end of each year from the earliest day concerned.

    ``on`` is the day we stand on: a year that is not over by then is not counted. ``written`` are the figures that have
    changed.
    """

    verb = "observations.record"
    on: date | None = None
    written: Written = field(default_factory=Written, init=False)

    def _count(self, counts: Collection[RegisterCount], since: date, area_ids: Collection[int]) -> None:
        self.written += take(counts, range(since.year, self._last_year() + 1), area_ids, timezone.now())

    def _last_year(self) -> int:
        """The one that is over: on its last day it is."""
        today = self.on or timezone.localdate()
        return today.year if (today.month, today.day) == (12, 31) else today.year - 1


@dataclass(kw_only=True)
class RecordEntry(Counting):
    """An organisation in a register, or what has changed of it. With ``until`` it is gone after that day."""

    register: Register
    area_id: int
    name: str
    since: date
    until: date | None = None
    entry: RegisterEntry | None = None

    def subject(self) -> Register:
        return self.register

    def perform(self) -> RegisterEntry:
        row = self.entry or RegisterEntry(register=self.register)
        before = (row.since or self.since, row.area_id or self.area_id)
        row.area_id, row.name, row.since, row.until = self.area_id, self.name, self.since, self.until
        row.save()
        self._count(_counts_of(self.register), min(before[0], self.since), {before[1], self.area_id})
        return row

    def detail(self) -> dict[str, Any]:
        return {"entry": self.name}


@dataclass(kw_only=True)
class RecordFact(Counting):
    """What holds of an organisation from a day on. What held of the same fact until then ends the day before."""

    entry: RegisterEntry
    fact: str
    value: str = ""
    since: date
    until: date | None = None

    def subject(self) -> RegisterEntry:
        return self.entry

    def perform(self) -> RegisterFact:
        eve = date.fromordinal(self.since.toordinal() - 1)
        self.entry.facts.filter(fact=self.fact, until=None, since__lt=self.since).update(until=eve)
        row = RegisterFact.objects.update_or_create(
            entry=self.entry, fact=self.fact, since=self.since, defaults={"value": self.value, "until": self.until}
        )[0]
        self._count(_counts_of(self.entry.register), self.since, {self.entry.area_id})
        return row

    def detail(self) -> dict[str, Any]:
        return {"fact": self.fact, "value": self.value, "since": self.since.isoformat()}


@dataclass(kw_only=True)
class CountRegister(Counting):
    """From now on an indicator counts a register. Raises :class:`CannotCount`."""

    indicator: Indicator
    register: Register
    fact: str = ""
    value: str = ""
    of_all: bool = False

    def subject(self) -> Indicator:
        return self.indicator

    def perform(self) -> RegisterCount:
        if self.indicator.formula or self.indicator.combined or self.indicator.nature == Natures.STATE:
            raise CannotCount(
                "Chỉ số này đã có cách tính khác, hoặc là danh hiệu. Bỏ công thức và cách cộng của nó trước.",
                "This indicator comes about in another way, or is a designation. Take its formula away first.",
            )
        how = {"register": self.register, "fact": self.fact, "value": self.value, "of_all": self.of_all}
        count = RegisterCount.objects.update_or_create(indicator=self.indicator, defaults=how)[0]
        first = self.register.entries.order_by("since").values_list("since", flat=True).first()
        if first:
            places = set(self.register.entries.order_by().values_list("area", flat=True))
            self._count([count], first, places)
        return count


@dataclass(kw_only=True)
class CountYear(Counting):
    """All counts of the year that has ended last: for the turn of the year, when nothing has changed."""

    def subject(self) -> None:
        return None

    def perform(self) -> int:
        counts = list(RegisterCount.objects.select_related("register", "indicator"))
        for count in counts:
            places = set(count.register.entries.order_by().values_list("area", flat=True))
            self._count([count], date(self._last_year(), 12, 31), places)
        return len(counts)


def _counts_of(register: Register) -> list[RegisterCount]:
    return list(register.counts.select_related("register", "indicator"))


def take(
    counts: Collection[RegisterCount], years: Iterable[int], area_ids: Collection[int], moment: datetime
) -> Written:
    """Count the registers' entries on the last day of each year, in the areas named and in the register's own, which
    has all; and derive what rests on that. Two SQL statements a register, whatever the number of years."""
    drafts: dict[Slot, Draft | None] = {}
    for count in counts:
        entries = list(count.register.entries.prefetch_related("facts"))
        for year in years:
            first, last = date(year, 1, 1), date(year, 12, 31)
            for area in {*area_ids, count.register.area_id}:
                there = [one for one in entries if area in (one.area_id, count.register.area_id) and _is_on(one, last)]
                drafts[Slot(count.indicator_id, area, first, last)] = _draft(count, there, last)
    counted = settle(drafts, moment)
    indicators = targets.with_inputs({slot.indicator for slot in drafts})
    touched = counted.series
    counted += derive(indicators, [slot for slot in drafts if (slot.indicator, slot.area) in touched], moment)
    return counted


def _draft(count: RegisterCount, there: list[RegisterEntry], day: date) -> Draft | None:
    if not there:
        return None
    counted = Decimal(sum(_holds(one, count, day) for one in there))
    if not count.of_all:
        return Draft(Origin.REGISTER, counted, Stage.FINAL)
    per = {"%": Decimal(100), "‰": Decimal(1000)}.get(count.indicator.unit, Decimal(1))
    whole = Decimal(len(there))
    found = over_areas(Nature.RATIO, [Part("", per * counted / whole, counted, whole)], per)
    return Draft(Origin.REGISTER, found.value or Decimal(0), Stage.FINAL, whole)


def _holds(entry: RegisterEntry, count: RegisterCount, day: date) -> bool:
    if not count.fact:
        return True
    facts = (one for one in entry.facts.all() if one.fact == count.fact and _is_on(one, day))
    return any(not count.value or one.value == count.value for one in facts)


def _is_on(one: Spanned, day: date) -> bool:
    return one.since <= day and (one.until is None or day <= one.until)
