from django.db.models import Q

from camket.observations.models import Observation
from camket.records.models import Passage
from camket.resolutions.models import Assignment
from camket.reviews import models
from camket.reviews.models import Verdict
from camket.reviews.queries.building import figures, label, source
from camket.reviews.queries.rows import Commitment, Finding, Row, Seat, Source
from camket.reviews.queries.scoreboard import scoreboard, verdicts

_TEXTS = tuple(f"passage__document__{name}" for name in ("text", "layout", "warnings"))


def commitment(area_id: int, resolution_slug: str, slug: str) -> Commitment | None:
    """All about one target, or ``None``. At most ten SQL statements, however many figures there are."""
    chosen = verdicts(area_id).filter(target__resolution__slug=resolution_slug, target__slug=slug)
    found = chosen.prefetch_related("target__partners").first()
    if found is None:
        return None
    rows = scoreboard(area_id, resolution_slug)
    return _commitment(found, {row.id: row for row in rows})


def _commitment(found: Verdict, rows: dict[int, Row]) -> Commitment:
    target = found.target
    seen = list(_observations(target.indicator_id, target.area_id))
    passages = [target.passage_id, *(one.passage_id for one in seen)]
    row = rows[target.pk]
    return Commitment(
        row=row,
        source=_source(target.passage_id),
        states=tuple(target.indicator.states),
        partners=tuple(label(office) for office in target.partners.all()),
        seats=_seats([programme.pk for programme in target.programmes.all()]),
        figures=figures(seen),
        findings=_findings([pk for pk in passages if pk is not None]),
        whole=rows.get(row.part_of or 0),
        parts=tuple(other for other in rows.values() if other.part_of == row.id),
    )


def _observations(indicator_id: int, area_id: int) -> list[Observation]:
    found = Observation.objects.filter(indicator_id=indicator_id, area_id=area_id, withdrawn_at=None)
    return list(found.select_related("passage__document").defer(*_TEXTS))


def _source(passage_id: int | None) -> Source | None:
    found = Passage.objects.filter(pk=passage_id).select_related("document")
    passage = found.defer("document__text", "document__layout", "document__warnings").first()
    return source(passage) if passage else None


def _seats(programmes: list[int]) -> tuple[Seat, ...]:
    found = Assignment.objects.filter(Q(until=None), programme__in=programmes).select_related("programme")
    return tuple(
        Seat(
            programme=label(seat.programme),
            role=seat.role,
            title=str(seat.title),
            title_en=str(seat.title_en),
            field=seat.field,
            field_en=seat.field_en,
            since=seat.since,
        )
        for seat in found.order_by("programme__order", "order")
    )


def _findings(passages: list[int]) -> tuple[Finding, ...]:
    found = models.Finding.objects.filter(passages__in=passages).distinct()
    found = found.prefetch_related("passages__document")
    return tuple(
        Finding(one.text, one.text_en, tuple(source(passage) for passage in one.passages.all())) for one in found
    )
