from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q
from django.utils.timezone import localdate

from camket.observations import queries as observations
from camket.records import queries as records
from camket.resolutions import queries as resolutions
from camket.reviews import models
from camket.reviews.models import Verdict
from camket.reviews.queries.building import figure, figures, label, lights, row, source
from camket.reviews.queries.closed import as_closed, closings
from camket.reviews.queries.published import events
from camket.reviews.queries.rows import Commitment, Event, Figure, Finding, Row, Seat, Source
from camket.reviews.queries.scoreboard import points, verdicts

if TYPE_CHECKING:
    from camket.observations.models import Observation


def commitment(area_id: int, resolution_slug: str, slug: str) -> Commitment | None:
    """All about one target, or ``None``. Of a closed term as it was at the end. At most thirteen SQL
    statements, however many figures there are, and three more where the term is closed."""
    family = Q(target__slug=slug) | Q(target__part_of__slug=slug) | Q(target__parts__slug=slug)
    chosen = verdicts(area_id).filter(family, target__resolution__slug=resolution_slug).distinct()
    verdicts_of = {verdict.target.slug: verdict for verdict in chosen.prefetch_related("target__partners")}
    if slug not in verdicts_of:
        return None
    seen = points(area_id, [verdict.target.indicator_id for verdict in verdicts_of.values()])
    asked, closing = lights(verdicts_of.values()), closings(area_id).get(verdicts_of[slug].target.resolution_id)
    rows = [row(verdict, seen.get(verdict.target.indicator_id, ()), asked, closing) for verdict in verdicts_of.values()]
    return _commitment(verdicts_of[slug], {one.id: one for one in [*rows, *as_closed(area_id, rows)]})


def _commitment(found: Verdict, rows: dict[int, Row]) -> Commitment:
    target = found.target
    told = observations.sourced(target.area_id).filter(indicator_id=target.indicator_id)
    gone = observations.taken_back(target.area_id, target.indicator_id)
    seen = observations.with_provenance(told)
    passages = [target.passage_id, *(one.passage_id for one in seen)]
    return Commitment(
        row=rows[target.pk],
        source=_source(target.passage_id),
        states=tuple(target.indicator.states),
        partners=tuple(label(office) for office in target.partners.all()),
        seats=_seats(target.pk, [programme.pk for programme in target.programmes.all()]),
        figures=_told(target.area_id, rows[target.pk], [one for one in seen if one.start <= target.due]),
        findings=_findings([pk for pk in passages if pk is not None]),
        whole=rows.get(target.part_of_id or 0),
        parts=tuple(other for other in rows.values() if other.part_of == target.pk),
        events=_events(rows[target.pk]),
        withdrawn=tuple(figure([one]) for one in observations.with_provenance(gone) if one.start <= target.due),
    )


def _told(area_id: int, row: Row, seen: list[Observation]) -> tuple[Figure, ...]:
    """Of a closed term what counted at its end, and beside it what came since. One SQL statement for such a term."""
    closing = row.mandate.closing
    if closing is None or not row.is_kept:
        return figures(seen)
    known = observations.known(area_id, [row.indicator], closing.as_of)
    before = figures(observations.with_provenance([one for one in known if one.start <= row.promise.due]))
    since = figures(one for one in seen if one.recorded_at > closing.as_of)
    aside = (replace(one, counts=False, corrects=False, replaced=False, late=True) for one in since)
    return tuple(sorted((*before, *aside), key=lambda one: (one.end, one.start), reverse=True))


def _events(row: Row) -> tuple[Event, ...]:
    """Of a closed term those that came since are marked: its result is another matter."""
    closing, found = row.mandate.closing, events(row.id)
    if closing is None or not row.is_kept:
        return found
    return tuple(replace(one, late=one.published_at > closing.as_of) for one in found)


def _source(passage_id: int | None) -> Source | None:
    passage = records.quoted().filter(pk=passage_id or 0).first()
    return source(passage) if passage else None


def _seats(target_id: int, programmes: list[int]) -> tuple[Seat, ...]:
    return tuple(
        Seat(
            programme=label(seat.programme),
            role=seat.role,
            title=str(seat.title),
            title_en=str(seat.title_en),
            field=seat.field,
            field_en=seat.field_en,
            since=seat.since,
            answers=seat.is_answering,
        )
        for seat in resolutions.seats(programmes, localdate(), target_id)
    )


def _findings(passages: list[int]) -> tuple[Finding, ...]:
    found = models.Finding.objects.filter(passages__in=passages).distinct()
    found = found.prefetch_related(Prefetch("passages", records.quoted()))
    return tuple(
        Finding(one.text, one.text_en, tuple(source(passage) for passage in one.passages.all())) for one in found
    )
