from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet
from django.utils.timezone import localdate

from camket.observations import queries as observations
from camket.resolutions import queries as resolutions
from camket.reviews.models import Verdict
from camket.reviews.queries.building import by_period, figure, lights, mandate, row
from camket.reviews.queries.closed import as_closed, closings
from camket.reviews.queries.rows import Change, Mandate, Point, Row

if TYPE_CHECKING:
    from camket.observations.models import Observation

_WITH = ("indicator", "group", "lead", "resolution__term", "resolution__document")
_DOCUMENT_TEXTS = tuple(f"target__resolution__document__{name}" for name in ("text", "layout", "warnings"))
_LOOKED_AT = 60


def mandates(area_id: int) -> tuple[Mandate, ...]:
    """The resolutions of an area, the newest term first. Two SQL statements."""
    ended = closings(area_id)
    return tuple(mandate(one, ended.get(one.pk)) for one in resolutions.of_area(area_id))


def verdicts(area_id: int) -> QuerySet[Verdict]:
    """Published verdicts with all that a row needs: two SQL statements."""
    programmes = Prefetch("target__programmes", resolutions.programmes_in_order())
    found = Verdict.objects.filter(target__resolution__area_id=area_id)
    chosen = found.select_related(*(f"target__{name}" for name in _WITH)).prefetch_related(programmes)
    return chosen.defer("inputs", *_DOCUMENT_TEXTS)


def scoreboard(area_id: int, resolution_slug: str | None = None) -> tuple[Row, ...]:
    """The rows of one resolution, or of all of the area, in the order of the text; of closed terms as they were
    at the end. Five SQL statements, and more only where a term is closed (see ``closed.as_closed``)."""
    chosen = verdicts(area_id)
    if resolution_slug is not None:
        chosen = chosen.filter(target__resolution__slug=resolution_slug)
    ordered = chosen.order_by(
        "-target__resolution__term__first_year", "target__resolution", "target__group__order", "target__order", "target"
    )
    found = list(ordered)
    seen = points(area_id, {verdict.target.indicator_id for verdict in found})
    asked, ended = lights(found), closings(area_id)
    rows = (
        row(one, seen.get(one.target.indicator_id, ()), asked, ended.get(one.target.resolution_id)) for one in found
    )
    return as_closed(area_id, tuple(rows))


def points(area_id: int, indicators: Iterable[int]) -> dict[int, tuple[Point, ...]]:
    """The value that counts for each period of each indicator, oldest first. One SQL statement."""
    return by_period(observations.results(area_id, list(indicators)))


def changes(area_id: int, rows: Iterable[Row], limit: int = 6) -> tuple[Change, ...]:
    """The newest figures that came in, one a commitment, by the date of their document. One SQL statement."""
    by_indicator: dict[int, list[Row]] = {}
    for one in rows:
        by_indicator.setdefault(one.indicator, []).append(one)
    found: dict[int, Change] = {}
    for seen in observations.newest(area_id, _LOOKED_AT):
        change = _change(seen, by_indicator.get(seen.indicator_id, []))
        if change and len(found) < limit:
            found.setdefault(seen.indicator_id, change)
    return tuple(found.values())


def _change(seen: Observation, rows: list[Row]) -> Change | None:
    inside = [one for one in rows if one.promise.start <= seen.end <= one.promise.due]
    if not inside:
        return None
    brought_on = seen.passage.document.issued_on if seen.passage else None
    return Change(brought_on or localdate(seen.recorded_at), inside[0], figure([seen]))
