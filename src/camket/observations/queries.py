from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from camket.observations.models import Observation


def known(area_id: int, indicators: Collection[int], as_of: datetime) -> list[Observation]:
    """Figures of an area that were known at a moment and not withdrawn by then, with their sources."""
    stood = Q(withdrawn_at=None) | Q(withdrawn_at__gt=as_of)
    found = Observation.objects.filter(stood, area_id=area_id, indicator_id__in=indicators, recorded_at__lte=as_of)
    return list(found.select_related("passage__document").defer("passage__document__text", "passage__document__layout"))


def changed_since(area_id: int, moment: datetime) -> bool:
    """Was a figure of the area recorded or withdrawn after that moment?"""
    later = Q(recorded_at__gt=moment) | Q(withdrawn_at__gt=moment)
    return Observation.objects.filter(later, area_id=area_id).exists()
