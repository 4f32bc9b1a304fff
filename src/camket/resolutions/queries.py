from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

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


def of_areas(areas: QuerySet[Any]) -> list[Resolution]:
    """The resolutions of some areas with their terms, the newest term first."""
    found = Resolution.objects.filter(area__in=areas).select_related("term")
    return list(found.order_by("-term__first_year", "title"))


def programmes_in_order() -> QuerySet[Programme]:
    return Programme.objects.order_by("order")


def seats(programmes: Collection[int]) -> QuerySet[Assignment]:
    """The seats of boards that are held today, in the order of the resolution."""
    found = Assignment.objects.filter(until=None, programme_id__in=programmes).select_related("programme")
    return found.order_by("programme__order", "order")
