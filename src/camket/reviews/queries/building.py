"""From models to rows. No SQL here: everything needed was selected together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from camket.observations import queries as observations
from camket.observations.enums import Stage
from camket.reviews.enums import GOOD, Outcome, Reporting
from camket.reviews.models import ReviewTarget, Verdict
from camket.reviews.queries.rows import Closing, Figure, Label, Listed, Mandate, Point, Promise, Row, Source, Standing
from camket.targets.enums import Aggregate

if TYPE_CHECKING:
    from camket.observations.models import Observation
    from camket.people.models import Office
    from camket.records.models import Document, Passage
    from camket.resolutions.models import Group, Programme, Resolution
    from camket.targets.models import Indicator, Target

_SURENESS = {Stage.FINAL: 3, Stage.PROVISIONAL: 2, Stage.ESTIMATE: 1, Stage.PLAN: 0}


def label(named: Group | Programme | Office) -> Label:
    return Label(named.slug, str(named.name), str(named.name_en))


def mandate(resolution: Resolution, closing: Closing | None = None) -> Mandate:
    """Needs ``term`` and ``document``."""
    return Mandate(
        id=resolution.pk,
        slug=resolution.slug,
        name=resolution.title,
        name_en=resolution.title_en,
        issuer=str(resolution.issuer),
        adopted_on=resolution.adopted_on,
        first_year=resolution.term.first_year,
        last_year=resolution.term.last_year,
        document_slug=resolution.document.slug,
        symbol_line=resolution.document.symbol_line,
        announced=resolution.announced,
        counts_parts=resolution.counts_parts,
        on_track=resolution.on_track,
        at_risk=resolution.at_risk,
        closing=closing,
    )


def promise(target: Target | ReviewTarget) -> Promise:
    """A review keeps no baseline beside what it judged by."""
    return Promise(
        aggregate=target.aggregate,
        comparator=target.comparator,
        value=target.value,
        upper=target.upper,
        state=str(target.state),
        unit=target.unit,
        start=target.start,
        due=target.due,
        baseline=getattr(target, "baseline", None),
        baseline_year=getattr(target, "baseline_year", None),
    )


Lights = Mapping[tuple[int, int], Sequence[observations.Asked]]
"""What rounds of collection ask for: by indicator and area."""


def lights(found: Iterable[Verdict]) -> Lights:
    """For the series of some verdicts, as on the newest of their days. One SQL statement an area."""
    days: dict[int, date] = {}
    for one in found:
        area = one.target.area_id
        days[area] = max(one.on, days.get(area, one.on))
    return {series: asked for area, on in days.items() for series, asked in observations.reporting(area, on).items()}


def reporting(
    verdict: Verdict | ReviewTarget, indicator: Indicator, start: date, asked: Lights = MappingProxyType({})
) -> Reporting:
    """The second light. Where rounds ask for figures of the window, their owner owes what the rounds say.

    Once the newest figure covers the window, or a state is reached, nothing else is awaited. Till then a figure is
    awaited one reporting cycle after the newest one (after the window's start where there is none), and late when the
    time of grace has passed too. Of a target without a figure nobody is said to have reported, unless a round says so.
    """
    target = verdict.target
    owed = observations.light(asked.get((indicator.pk, target.area_id), ()), target.start, target.due)
    if owed and owed != Reporting.REPORTED:
        return Reporting(owed)
    reached = target.aggregate == Aggregate.STATE and Outcome(verdict.outcome) in GOOD
    covered = verdict.attained_end is not None and verdict.attained_end >= target.due
    if reached or covered or (owed and not verdict.stale):
        return Reporting.REPORTED
    awaited = (verdict.attained_end or start) + timedelta(days=indicator.cycle_days)
    if verdict.stale or verdict.on > awaited + timedelta(days=indicator.grace_days):
        return Reporting.OVERDUE
    if verdict.on > awaited:
        return Reporting.DUE
    return Reporting.WAITING if Outcome(verdict.outcome) == Outcome.NO_DATA else Reporting.REPORTED


def standing(verdict: Verdict | ReviewTarget, light: Reporting) -> Standing:
    return Standing(
        outcome=Outcome(verdict.outcome),
        on=verdict.on,
        as_of=verdict.as_of,
        attained=verdict.attained,
        attained_state=verdict.attained_state,
        attained_end=verdict.attained_end,
        ratio=verdict.ratio,
        expected=verdict.expected,
        pace=verdict.pace,
        days_ahead=verdict.days_ahead,
        stale=verdict.stale,
        projection=verdict.projection or {},
        why=verdict.why,
        why_en=verdict.why_en,
        changed_at=getattr(verdict, "changed_at", None),
        previous=verdict.previous,
        reporting=light,
    )


def row(verdict: Verdict, points: tuple[Point, ...], asked: Lights, closing: Closing | None = None) -> Row:
    """Needs the target with indicator, group, lead, resolution (with term and document) and programmes."""
    target = verdict.target
    return Row(
        id=target.pk,
        indicator=target.indicator_id,
        slug=target.slug,
        number=target.number,
        name=str(target.indicator.name),
        name_en=str(target.indicator.name_en),
        unit=target.indicator.unit,
        direction=target.indicator.direction,
        nature=target.indicator.nature,
        mandate=mandate(target.resolution, closing),
        group=label(target.group) if target.group else None,
        programmes=tuple(label(programme) for programme in target.programmes.all()),
        lead=label(target.lead) if target.lead else None,
        part_of=target.part_of_id,
        promise=promise(target),
        standing=standing(verdict, reporting(verdict, target.indicator, target.start, asked)),
        points=points,
        counts=target.part_of_id is None or target.resolution.counts_parts,
    )


def source(passage: Passage) -> Source:
    """Needs ``document``."""
    return Source(
        document_slug=passage.document.slug,
        name=passage.document.title,
        name_en=passage.document.title_en,
        symbol_line=passage.document.symbol_line,
        issued_on=passage.document.issued_on,
        before=passage.before,
        number=passage.number,
        after=passage.after,
        where=passage.where,
        start=passage.start,
    )


def figures(told: Iterable[Observation]) -> tuple[Figure, ...]:
    """What was told, newest period first; within a period the value that counts first. Needs the passages."""
    ranked = sorted(told, key=rank, reverse=True)
    shown: list[Figure] = []
    for _, same in groupby(ranked, key=lambda seen: (seen.end, seen.start)):
        shown.extend(_of_period(list(same)))
    return tuple(shown)


def rank(seen: Observation) -> tuple[object, ...]:
    """By period, then by what counts more: the surer stage, then what was recorded later."""
    return seen.end, seen.start, _SURENESS[Stage(seen.stage)], seen.recorded_at, seen.pk


def by_period(seen: Iterable[Observation]) -> dict[int, tuple[Point, ...]]:
    """The value that counts for each period of each indicator, oldest first."""
    counting: dict[int, dict[tuple[date, date], Point]] = {}
    for one in sorted(seen, key=rank):
        if one.value is not None:
            periods = counting.setdefault(one.indicator_id, {})
            periods[one.end, one.start] = Point(one.start, one.end, one.value)
    return {indicator: tuple(periods.values()) for indicator, periods in counting.items()}


def _of_period(ranked: list[Observation]) -> Iterator[Figure]:
    """The first result of the period counts; the same value of the same stage is told once, with all its sources."""
    first = ranked[0]
    told: dict[tuple[object, ...], list[Observation]] = {}
    for seen in ranked:
        told.setdefault((seen.stage, seen.value, seen.state), []).append(seen)
    others = {_said(seen) for seen in ranked if seen.stage != Stage.PLAN} - {_said(first)}
    for same in told.values():
        is_plan = same[0].stage == Stage.PLAN
        counts = same[0] is first and not is_plan
        replaced = not is_plan and _said(same[0]) != _said(first)
        yield replace(figure(same), counts=counts, corrects=counts and bool(others), replaced=replaced)


def _said(seen: Observation) -> tuple[object, ...]:
    return seen.value, seen.state


def figure(same: list[Observation]) -> Figure:
    """One value, told by one observation or several."""
    seen = same[0]
    return Figure(
        start=seen.start,
        end=seen.end,
        value=seen.value,
        denominator=seen.denominator,
        state=str(seen.state),
        stage=seen.stage,
        recorded_at=min(one.recorded_at for one in same),
        sources=tuple(source(one.passage) for one in same if one.passage),
        derived_from=seen.provenance,
        withdrawn_at=seen.withdrawn_at,
    )


def listed(document: Document) -> Listed:
    return Listed(
        id=document.pk,
        slug=document.slug,
        kind=document.kind,
        name=document.title,
        name_en=document.title_en,
        symbol_line=document.symbol_line,
        issuer=str(document.issuer),
        issued_on=document.issued_on,
        file_url=document.file.url if document.file else "",
        file_name=document.file_name,
    )
