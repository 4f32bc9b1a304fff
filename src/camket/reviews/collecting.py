"""What a review opens with: the verdicts of its day, and what else is known without anybody saying it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from camket.observations import queries as observations
from camket.observations.rounds.silence import Owed, owed_at
from camket.records.enums import UNDONE
from camket.reviews import definitions, judging, naming
from camket.reviews.contents import About, Changed, Content, Doubt, Silent, TaskLine
from camket.reviews.enums import IN_FORCE, Outcome, Reporting, ReviewKind
from camket.reviews.models import Definition, Finding, Judgement, Remedy, Review, ReviewTarget
from camket.reviews.queries import published
from camket.reviews.queries.building import reporting
from camket.targets import queries as targets

if TYPE_CHECKING:
    from camket.records.models import Task
    from camket.targets.models import Target


Asked = Mapping[tuple[int, int], list[Owed]]
"""By series, the gravest first."""


@dataclass(frozen=True)
class Collected:
    rows: list[ReviewTarget]
    content: Content


def collect(review: Review) -> Collected:
    """The rows are not stored yet. A bounded number of SQL statements, however many targets there are."""
    given = targets.of_resolution(review.resolution_id)
    areas = sorted({target.area_id for target in given})
    owed = {series: some for area in areas for series, some in owed_at(area, review.on, review.as_of).items()}
    rows = _rows(review, given, owed)
    moment = _since(review)
    content = Content(
        since=timezone.localdate(moment),
        changes=tuple(_changes(review, given, moment)),
        silent=tuple(_silent(rows, {target.pk: owed.get(_series(target), []) for target in given})),
        doubts=tuple(_doubts(review, given)),
        former=tuple(_former(review, timezone.localdate(moment))),
    )
    return Collected(rows, content)


def _since(review: Review) -> datetime:
    """The moment of the review before, else the first day of the period."""
    before = Review.objects.filter(resolution=review.resolution_id, state__in=IN_FORCE, as_of__lt=review.as_of)
    last = before.order_by("-as_of").first()
    if last:
        return last.as_of
    term = review.resolution.term
    first = naming.first_day(ReviewKind(review.kind), review.on, (term.first_year, term.last_year))
    return timezone.make_aware(datetime.combine(first, time.min))


def _series(target: Target) -> tuple[int, int]:
    return target.indicator_id, target.area_id


def _rows(review: Review, given: Sequence[Target], owed: Asked) -> list[ReviewTarget]:
    indicators = [target.indicator_id for target in given]
    areas = {target.area_id for target in given}
    figures = [row for area in sorted(areas) for row in observations.known(area, indicators, review.as_of)]
    found = judging.judge(given, figures, review.on, review.as_of)
    rows = [_row(review, one, order, owed) for order, one in enumerate(found)]
    kept = _definitions(found)
    proofs = Judgement.objects.filter(target__in=[target.pk for target in given], published_at__lte=review.as_of)
    published_as = {(one.target_id, one.inputs_hash): one for one in proofs.order_by("number").defer("projection")}
    for row, one in zip(rows, found, strict=True):
        row.definition = kept[definitions.digest(definitions.content(one.definition))]
        row.inputs_hash = definitions.fingerprint(row.definition.hash, row.evidence)
        row.judgement = published_as.get((row.target_id, row.inputs_hash))
        row.hash = fingerprint(row)
    return rows


def _row(review: Review, one: judging.Judged, order: int, owed: Asked) -> ReviewTarget:
    target, indicator = one.target, one.target.indicator
    row = ReviewTarget(
        review=review,
        target=target,
        order=order,
        slug=target.slug,
        name=str(indicator.name),
        name_en=str(indicator.name_en),
        unit=target.unit,
        group=str(target.group.name) if target.group else "",
        group_en=str(target.group.name_en) if target.group else "",
        lead=str(target.lead.name) if target.lead else "",
        lead_en=str(target.lead.name_en) if target.lead else "",
        counts=target.part_of_id is None or target.resolution.counts_parts,
        **{name: getattr(target, name) for name in _PROMISED},
    )
    judging.write(row, one.verdict, review.on, review.as_of)
    row.evidence = definitions.figures(one.verdict.evidence)
    row.reporting = _light(row, target, owed)
    return row


def _light(row: ReviewTarget, target: Target, owed: Asked) -> Reporting:
    """The second light: the gravest of what rounds had asked for. Where none had, by the cycle of the indicator."""
    asked = owed.get(_series(target))
    return Reporting(asked[0].light) if asked else reporting(row, target.indicator, target.start)


_PROMISED = ("aggregate", "comparator", "value", "upper", "state", "start", "due")
_NOT_HASHED = frozenset({"id", "review_id", "definition_id", "judgement_id", "hash"})


def fingerprint(row: ReviewTarget) -> str:
    """A hash over all that a row says, and over the definition that it was judged by."""
    names = [one.attname for one in ReviewTarget._meta.concrete_fields if one.attname not in _NOT_HASHED]
    said = definitions.plain({name: getattr(row, name) for name in names})
    return definitions.digest({**said, "definition": row.definition.hash})


def _definitions(found: Iterable[judging.Judged]) -> dict[str, Definition]:
    """By hash; those that were never published are kept now."""
    wanted: dict[str, Definition] = {}
    for one in found:
        content = definitions.content(one.definition)
        key = definitions.digest(content)
        series = {"indicator": one.target.indicator_id, "area": one.target.area_id}
        wanted.setdefault(key, Definition(hash=key, content=content, **series))
    Definition.objects.bulk_create(wanted.values(), ignore_conflicts=True)
    return {one.hash: one for one in Definition.objects.filter(hash__in=wanted)}


def about(target: Target) -> About:
    return About(target.slug, str(target.indicator.name), str(target.indicator.name_en))


def _changes(review: Review, given: Iterable[Target], since: datetime) -> Iterator[Changed]:
    known = {target.pk: target for target in given}
    for event in published.changes_between(review.resolution.area_id, since, review.as_of):
        if event.target in known:
            yield Changed(
                about=about(known[event.target]),
                on=timezone.localdate(event.published_at),
                before=event.before.value if event.before else "",
                outcome=event.outcome.value,
                text=event.text,
                text_en=event.text_en,
            )


def _silent(rows: Iterable[ReviewTarget], owed: Mapping[int, list[Owed]]) -> list[Silent]:
    """By office, those without one last."""
    found = [silent for row in rows for silent in _silences(row, owed.get(row.target_id, []))]
    return sorted(found, key=lambda one: (not one.lead, one.lead))


def _silences(row: ReviewTarget, owed: list[Owed]) -> Iterator[Silent]:
    """What rounds asked for in vain, by office and round; else what the verdict lacks."""
    about = About(row.slug, row.name, row.name_en)
    late = [one for one in owed if one.is_silent]
    for one in late:
        yield Silent(one.office, one.office_en, about, one.light.value, one.asked, one.asked_en)
    overdue = row.reporting == Reporting.OVERDUE
    why = "no_data" if row.outcome == Outcome.NO_DATA else "stale" if row.stale else "overdue" if overdue else ""
    if why and not late:
        yield Silent(row.lead, row.lead_en, about, why)


def _doubts(review: Review, given: Iterable[Target]) -> Iterator[Doubt]:
    """Findings on the resolution itself, or on a figure of one of its targets."""
    indicators = {target.indicator_id for target in given}
    concerning = Q(passages__document=review.resolution.document_id) | Q(
        passages__observations__indicator__in=indicators
    )
    found = Finding.objects.filter(concerning, area=review.resolution.area_id).distinct()
    yield from (Doubt(one.text, one.text_en) for one in found)


def _former(review: Review, since: date) -> Iterator[TaskLine]:
    """What earlier reviews decided and is still open on the day, or has ended since the last one."""
    decided = Remedy.objects.filter(review__resolution=review.resolution_id, taken_back_at=None)
    earlier = decided.exclude(review=review.pk)
    still = Q(task__state__in=UNDONE) | Q(task__ended_on__gte=since)
    yield from (task_line(one, review.on) for one in with_tasks(earlier.filter(still)))


def with_tasks(remedies: Iterable[Remedy]) -> Iterable[Remedy]:
    chosen = remedies.select_related("task__office", "target__indicator", "obstacle")  # type: ignore[attr-defined]  # a query set
    return chosen.order_by("task__due", "pk")


def task_line(remedy: Remedy, on: date) -> TaskLine:
    task: Task = remedy.task
    return TaskLine(
        key=task.pk,
        what=task.what,
        office=str(task.office.name),
        office_en=str(task.office.name_en),
        post=str(task.post),
        due=task.due,
        answers_to=str(task.answers_to),
        product=task.product,
        authority=task.authority,
        state=task.standing(on).value,
        ended_on=task.ended_on,
        outcome=task.outcome,
        about=about(remedy.target) if remedy.target else About(),
        obstacle=remedy.obstacle.what if remedy.obstacle else "",
    )
