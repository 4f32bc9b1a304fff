from django.db.models import Prefetch, Q

from camket.observations.models import Observation
from camket.records.models import Passage
from camket.resolutions.models import Assignment
from camket.reviews import models
from camket.reviews.models import Verdict
from camket.reviews.queries.building import figures, label, row, source
from camket.reviews.queries.rows import Commitment, Finding, Row, Seat, Source
from camket.reviews.queries.scoreboard import points, verdicts

_TEXTS = tuple(f"passage__document__{name}" for name in ("text", "layout", "warnings"))


def commitment(area_id: int, resolution_slug: str, slug: str) -> Commitment | None:
    """All about one target, or ``None``. At most nine SQL statements, however many figures there are."""
    family = Q(target__slug=slug) | Q(target__part_of__slug=slug) | Q(target__parts__slug=slug)
    chosen = verdicts(area_id).filter(family, target__resolution__slug=resolution_slug).distinct()
    verdicts_of = {verdict.target.slug: verdict for verdict in chosen.prefetch_related("target__partners")}
    if slug not in verdicts_of:
        return None
    seen = points(area_id, [verdict.target.indicator_id for verdict in verdicts_of.values()])
    rows = (row(verdict, seen.get(verdict.target.indicator_id, ())) for verdict in verdicts_of.values())
    return _commitment(verdicts_of[slug], {one.id: one for one in rows})


def _commitment(found: Verdict, rows: dict[int, Row]) -> Commitment:
    target = found.target
    seen = list(_observations(target.indicator_id, target.area_id))
    passages = [target.passage_id, *(one.passage_id for one in seen)]
    return Commitment(
        row=rows[target.pk],
        source=_source(target.passage_id),
        states=tuple(target.indicator.states),
        partners=tuple(label(office) for office in target.partners.all()),
        seats=_seats([programme.pk for programme in target.programmes.all()]),
        figures=figures(one for one in seen if one.start <= target.due),
        findings=_findings([pk for pk in passages if pk is not None]),
        whole=rows.get(target.part_of_id or 0),
        parts=tuple(other for other in rows.values() if other.part_of == target.pk),
    )


def _observations(indicator_id: int, area_id: int) -> list[Observation]:
    found = Observation.objects.filter(indicator_id=indicator_id, area_id=area_id, withdrawn_at=None)
    return list(found.select_related("passage__document").defer(*_TEXTS))


def _source(passage_id: int | None) -> Source | None:
    found = Passage.objects.filter(pk=passage_id or 0).select_related("document")
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
    quoted = Passage.objects.select_related("document").defer("document__text", "document__layout")
    found = models.Finding.objects.filter(passages__in=passages).distinct()
    found = found.prefetch_related(Prefetch("passages", quoted))
    return tuple(
        Finding(one.text, one.text_en, tuple(source(passage) for passage in one.passages.all())) for one in found
    )
