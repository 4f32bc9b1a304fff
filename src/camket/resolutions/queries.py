from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, QuerySet

from camket.foundation.models import AuditEntry
from camket.resolutions.enums import SeatRole
from camket.resolutions.models import Assignment, Programme, Resolution
from camket.resolutions.outline import Outline, outline

if TYPE_CHECKING:
    from camket.records.models import Document


@lru_cache(maxsize=16)
def outlined(text: str) -> Outline:
    """The outline of a document's text; one document is asked about many times while it is taken in."""
    return outline(text)


def covering(area_id: int, year: int) -> Resolution | None:
    """The resolution of the area whose term a year's promise belongs to, the newest first."""
    return (
        Resolution.objects.filter(area_id=area_id, term__first_year__lt=year, term__last_year__gte=year)
        .order_by("-term__first_year")
        .first()
    )


def of_document(document: Document) -> Resolution | None:
    return Resolution.objects.filter(document=document).select_related("term").first()


def by_slug(slug: str) -> Resolution | None:
    return Resolution.objects.filter(slug=slug).select_related("term", "area", "document").first()


def hold(resolutions: Collection[int]) -> None:
    """Wait until nobody else writes of these resolutions, then keep others waiting until the transaction ends."""
    held = Resolution.objects.select_for_update(no_key=True).filter(pk__in=resolutions).order_by("pk")
    list(held.values_list("pk"))


def slugs() -> list[str]:
    return list(Resolution.objects.values_list("slug", flat=True))


def of_area(area_id: int) -> QuerySet[Resolution]:
    """The resolutions of an area with their terms and documents, the newest term first."""
    found = Resolution.objects.filter(area_id=area_id).select_related("term", "document")
    return found.defer("document__text", "document__layout", "document__warnings")


def terms_of(area_id: int) -> list[tuple[int, int]]:
    """First and last year of each term that an area has a resolution for. One SQL statement."""
    found = Resolution.objects.filter(area_id=area_id).order_by("term__first_year")
    return list(found.values_list("term__first_year", "term__last_year").distinct())


def of_areas(areas: QuerySet[Any]) -> list[Resolution]:
    """The resolutions of some areas with their terms, the newest term first."""
    found = Resolution.objects.filter(area__in=areas).select_related("term")
    return list(found.order_by("-term__first_year", "title"))


def programmes_in_order() -> QuerySet[Programme]:
    return Programme.objects.order_by("order")


def seats(programmes: Collection[int], on: date, target_id: int) -> QuerySet[Any]:
    """The seats of boards that are held on a day, in the order of the resolution; ``is_answering`` says which of them
    answer for a target."""
    found = Assignment.objects.filter(programme_id__in=programmes).on(on).select_related("programme")
    answering = Exists(Assignment.objects.filter(pk=OuterRef("pk"), targets=target_id))
    return found.annotate(is_answering=answering).order_by("programme__order", "order")


def seats_of_programme(resolution_id: int, slug: str, on: date) -> QuerySet[Assignment]:
    """The board of a programme that is known by the slug in its resolution, on a day. One SQL statement."""
    return Assignment.objects.filter(programme__resolution=resolution_id, programme__slug=slug).on(on).order_by("order")


def board_on(programme_id: int, on: date) -> list[Assignment]:
    """The board of a programme as it was on a day, each seat with its ``targets``. Three SQL statements."""
    found = Assignment.objects.filter(programme_id=programme_id).on(on)
    return list(found.prefetch_related("targets__indicator").order_by("order"))


def board_history(programme_id: int) -> list[Assignment]:
    """All seats that a board ever had. Three SQL statements."""
    found = Assignment.objects.filter(programme_id=programme_id).select_related("holder")
    return list(found.prefetch_related("targets__indicator").order_by("order"))


def seats_of_target(target_id: int, on: date) -> list[Assignment]:
    """Who answers for a target on a day. One SQL statement."""
    found = Assignment.objects.filter(targets=target_id).on(on).select_related("programme")
    return list(found.order_by("programme__order", "order"))


def answerable(targets: Collection[int], on: date) -> dict[int, list[Assignment]]:
    """For each of some targets who answers for it on a day. Two SQL statements."""
    found: dict[int, list[Assignment]] = {}
    pairs = Assignment.objects.filter(targets__in=targets).on(on).order_by("order").values_list("targets", "pk")
    kept = [(target, pk) for target, pk in pairs if target in targets]
    seats_by_key = Assignment.objects.in_bulk({pk for _, pk in kept})
    for target, pk in kept:
        found.setdefault(target, []).append(seats_by_key[pk])
    return found


def chairs(programmes: Collection[int], on: date) -> dict[int, str]:
    """The post that chairs the board of each programme on a day, in Vietnamese. One SQL statement."""
    found = Assignment.objects.filter(programme__in=programmes, role=SeatRole.CHAIR).on(on)
    return {one.programme_id: str(one.title) for one in found.order_by("-order")}


def programme_of(pk: int, areas: QuerySet[Any]) -> Programme | None:
    """A programme of a resolution of one of the areas. One SQL statement."""
    found = Programme.objects.filter(pk=pk, resolution__area__in=areas)
    return found.select_related("resolution__term", "resolution__area").first()


def seat_of(pk: int, areas: QuerySet[Any]) -> Assignment | None:
    """A seat on a board in one of the areas. One SQL statement."""
    found = Assignment.objects.filter(pk=pk, programme__resolution__area__in=areas)
    return found.select_related("programme__resolution", "holder").first()


def in_areas(areas: QuerySet[Any]) -> QuerySet[Resolution]:
    """The resolutions of some areas, with term, area and programmes, the newest term first. Two SQL statements."""
    found = Resolution.objects.filter(area__in=areas).select_related("term", "area").prefetch_related("programmes")
    return found.order_by("-term__first_year", "pk")


def following(resolution: Resolution) -> Resolution | None:
    """The area's resolution of the term that comes next. One SQL statement."""
    later = Resolution.objects.filter(area=resolution.area_id, term__first_year__gt=resolution.term.first_year)
    return later.select_related("term", "area").order_by("term__first_year", "pk").first()


@dataclass(frozen=True)
class Thresholds:
    """From which pace on a target is on track, and from which at risk."""

    on_track: Decimal
    at_risk: Decimal


@dataclass(frozen=True)
class ThresholdChange:
    """Thresholds that were set: when, by which account, from what to what and why."""

    at: datetime
    by: str
    before: Thresholds
    after: Thresholds
    reason: str


def threshold_changes(resolution_id: int) -> list[ThresholdChange]:
    """How the thresholds of a resolution were changed, the newest first, as the audit trail has it. One SQL
    statement."""
    told = AuditEntry.objects.filter(object_type="resolutions.resolution", object_id=str(resolution_id))
    entries = told.filter(verb="resolutions.set_thresholds").select_related("actor").order_by("number")
    usual = Resolution()
    held = {"on_track": usual.on_track, "at_risk": usual.at_risk}
    found = []
    for entry in entries:
        before = {**held, **_decimals(entry.before)}
        held = {**before, **_decimals(entry.after)}
        by = str(entry.actor) if entry.actor else ""
        found.append(ThresholdChange(entry.at, by, Thresholds(**before), Thresholds(**held), entry.reason))
    return found[::-1]


def _decimals(values: dict[str, Any]) -> dict[str, Decimal]:
    return {name: Decimal(values[name]) for name in ("on_track", "at_risk") if name in values}
