from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate

from camket.observations.enums import Stage
from camket.observations.models import Observation


def known(area_id: int, indicators: Collection[int], as_of: datetime) -> list[Observation]:
    """Figures of an area that were known at a moment and not withdrawn by then, with their sources."""
    stood = Q(withdrawn_at=None) | Q(withdrawn_at__gt=as_of)
    found = Observation.objects.filter(stood, area_id=area_id, indicator_id__in=indicators, recorded_at__lte=as_of)
    return list(found.select_related("passage__document").defer("passage__document__text", "passage__document__layout"))


def are_more_than(area_id: int, number: int) -> bool:
    """Has an area more figures than that? Looks at no more of them."""
    return Observation.objects.filter(area_id=area_id).order_by()[: number + 1].count() > number


_TEXTS = tuple(f"passage__document__{name}" for name in ("text", "layout", "warnings"))


def sourced(area_id: int) -> QuerySet[Observation]:
    """The figures of an area that stand, plans among them, each with its sentence and document."""
    found = Observation.objects.filter(area_id=area_id, withdrawn_at=None)
    return found.select_related("passage__document").defer(*_TEXTS)


def results(area_id: int, indicators: Collection[int]) -> list[Observation]:
    """The figures of indicators that stand, without plans and without their sources: for paths and charts."""
    found = Observation.objects.filter(area_id=area_id, indicator_id__in=indicators, withdrawn_at=None)
    return list(found.exclude(stage=Stage.PLAN))


def newest(area_id: int, most: int) -> list[Observation]:
    """The figures that came last, by the date of their document, else the day they were recorded."""
    brought = Coalesce("passage__document__issued_on", TruncDate("recorded_at"))
    return list(sourced(area_id).exclude(stage=Stage.PLAN).order_by(brought.desc(), "-end", "id")[:most])
