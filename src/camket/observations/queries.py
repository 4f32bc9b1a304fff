from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate

from camket.areas import queries as areas
from camket.observations.enums import Stage
from camket.observations.models import Observation
from camket.observations.provenance import with_provenance
from camket.observations.rounds import queries as rounds
from camket.observations.slots import Slot, end_seen


class Vintage(NamedTuple):
    """A figure as it is stored, whether it counts or not."""

    key: int
    indicator: int
    area: int
    start: date
    end: date
    value: Decimal | None
    state: str
    stage: str
    recorded_at: datetime
    withdrawn_at: datetime | None
    closed_on: date | None

    def seen(self, on: date) -> Vintage:
        """With the last day that it has for somebody who stands on a day."""
        return self._replace(end=end_seen(on, self.end, self.closed_on))


_COLUMNS = ("pk", "indicator_id", "area_id", *Vintage._fields[3:])


def vintages(area_id: int, indicators: Collection[int]) -> list[Vintage]:
    """All figures of some indicators in an area that were ever recorded, withdrawn ones and plans among them."""
    found = Observation.objects.filter(area_id=area_id, indicator_id__in=indicators).order_by()
    return [Vintage(*row) for row in found.values_list(*_COLUMNS)]


def vintages_of(keys: Collection[int]) -> list[Vintage]:
    """The figures with these keys that there are."""
    found = Observation.objects.filter(pk__in=keys).order_by()
    return [Vintage(*row) for row in found.values_list(*_COLUMNS)]


def known(area_id: int, indicators: Collection[int], as_of: datetime) -> list[Observation]:
    """Figures of an area that were known at a moment and not withdrawn by then, with their sources."""
    stood = Q(withdrawn_at=None) | Q(withdrawn_at__gt=as_of)
    found = Observation.objects.filter(stood, area_id=area_id, indicator_id__in=indicators, recorded_at__lte=as_of)
    # By the key: the indicator's own order is that of its name, and would bring its table along.
    ordered = found.order_by("indicator_id", "end", "recorded_at", "pk").select_related("passage__document")
    return list(ordered.defer("passage__document__text", "passage__document__layout"))


def turns(area_id: int, indicators: Collection[int]) -> set[date]:
    """The days on which a figure that was closed before its period was over begins to count, and counts for all of it.
    One SQL statement."""
    closed = Observation.objects.filter(area_id=area_id, indicator_id__in=indicators, closed_on__isnull=False)
    return {day for days in closed.order_by().values_list("closed_on", "end") for day in days if day}


def are_more_than(area_id: int, number: int) -> bool:
    """Has an area more figures than that? Looks at no more of them."""
    return Observation.objects.filter(area_id=area_id).order_by()[: number + 1].count() > number


_TEXTS = tuple(f"passage__document__{name}" for name in ("text", "layout", "warnings"))


def sourced(area_id: int) -> QuerySet[Observation]:
    """The figures of an area that stand, plans among them, each with its sentence and document."""
    found = Observation.objects.filter(area_id=area_id, withdrawn_at=None)
    return found.select_related("passage__document").defer(*_TEXTS)


def taken_back(area_id: int, indicator_id: int) -> list[Observation]:
    """Reported figures of an indicator that stood once and count no more, the newest first; those that were reported
    again just so are left out. One SQL statement."""
    found = Observation.objects.filter(area_id=area_id, indicator_id=indicator_id, answer__isnull=False)
    same = {name: OuterRef(name) for name in ("start", "end", "value", "state", "area_id", "indicator_id")}
    again = Observation.objects.filter(**same, withdrawn_at=None).exclude(stage=Stage.PLAN)
    return list(found.filter(~Exists(again), withdrawn_at__isnull=False).order_by("-end", "-withdrawn_at", "-pk"))


def results(area_id: int, indicators: Collection[int]) -> list[Observation]:
    """The figures of indicators that stand, without plans and without their sources: for paths and charts."""
    found = Observation.objects.filter(area_id=area_id, indicator_id__in=indicators, withdrawn_at=None)
    return list(found.exclude(stage=Stage.PLAN))


def newest(area_id: int, most: int) -> list[Observation]:
    """The figures that came last, by the date of their document, else the day they were recorded."""
    brought = Coalesce("passage__document__issued_on", TruncDate("recorded_at"))
    return list(sourced(area_id).exclude(stage=Stage.PLAN).order_by(brought.desc(), "-end", "id")[:most])


def states_of(indicators: Collection[int]) -> list[tuple[int, str]]:
    """Each text that was recorded as a state of one of the indicators."""
    found = Observation.objects.filter(indicator_id__in=indicators).exclude(state="").order_by("indicator_id", "state")
    return list(found.values_list("indicator_id", "state").distinct())


def withdrawals(area_id: int, indicators: Collection[int]) -> list[datetime]:
    """The moments at which figures were withdrawn."""
    found = Observation.objects.filter(area_id=area_id, indicator_id__in=indicators, withdrawn_at__isnull=False)
    moments = found.order_by().values_list("withdrawn_at", flat=True).distinct()
    return sorted(moment for moment in moments if moment is not None)


def standing(slots: Collection[Slot]) -> dict[Slot, list[Observation]]:
    """The results that stand in each of the slots, plans not among them. One SQL statement, by the index of series."""
    found = Observation.objects.filter(
        withdrawn_at=None,
        indicator__in={slot.indicator for slot in slots},
        area__in={slot.area for slot in slots},
        end__in={slot.end for slot in slots},
        start__in={slot.start for slot in slots},
    )
    by_slot: dict[Slot, list[Observation]] = {}
    for row in found.exclude(stage=Stage.PLAN).order_by():
        by_slot.setdefault(Slot(row.indicator_id, row.area_id, row.start, row.end), []).append(row)
    return {slot: rows for slot, rows in by_slot.items() if slot in slots}


def slots(indicators: Collection[int]) -> set[Slot]:
    """Where results of the indicators stand. One SQL statement."""
    found = Observation.objects.filter(withdrawn_at=None, indicator__in=indicators).exclude(stage=Stage.PLAN).order_by()
    return {Slot(*row) for row in found.values_list("indicator", "area", "start", "end").distinct()}


def slots_before(area_ids: Iterable[int]) -> set[Slot]:
    """Where results of the areas that these came from stand. Two SQL statements, and one an area."""
    before = {part.area_id for pk in area_ids for part in areas.predecessors(pk)}
    found = Observation.objects.filter(withdrawn_at=None, area__in=before).exclude(stage=Stage.PLAN).order_by()
    return {Slot(*row) for row in found.values_list("indicator", "area", "start", "end").distinct()}


def slots_within(whole: Slot) -> set[Slot]:
    """Where results of the same indicator and area stand, of periods within a period. One SQL statement."""
    found = Observation.objects.filter(
        withdrawn_at=None, indicator=whole.indicator, area=whole.area, start__gte=whole.start, end__lte=whole.end
    )
    told = found.exclude(stage=Stage.PLAN).order_by()
    return {Slot(*row) for row in told.values_list("indicator", "area", "start", "end").distinct()}


def provenance(row: Observation) -> str:
    """What a derived figure is made of, in the reader's language; empty for one that was told."""
    return str(with_provenance([row])[0].provenance or "")


def latest_slots(indicators: Collection[int], area_ids: Collection[int] | None, most: int) -> set[Slot]:
    """Where results of the indicators stand, in some areas or all, of the latest periods alone. Two SQL statements."""
    found = Observation.objects.filter(withdrawn_at=None, indicator__in=indicators)
    told = (found if area_ids is None else found.filter(area__in=area_ids)).exclude(stage=Stage.PLAN).order_by()
    ends = told.values_list("end", flat=True).distinct().order_by("-end")[:most]
    return {Slot(*row) for row in told.filter(end__in=list(ends)).values_list("indicator", "area", "start", "end")}


Asked = rounds.Asked
light = rounds.light


def reporting(area_id: int, on: date) -> dict[tuple[int, int], list[Asked]]:
    """By indicator and area, what each round that has opened by a day asks for; of it ``light`` makes the second light.
    Series that no form asks for are not in it. One SQL statement."""
    return rounds.reporting(area_id, on)
