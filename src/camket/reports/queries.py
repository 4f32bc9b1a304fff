"""All that a report of one resolution and one year says, in a bounded number of SQL statements."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from camket.measures.periods import name_of_day
from camket.observations import queries as observations
from camket.reports import keeping, sentences, years
from camket.reports.composing import Paper, Text
from camket.reports.contents import Contents, Group, Issuer, Line, Mandate, Programme
from camket.reports.enums import Layout, Section
from camket.reports.errors import NoSuchResolution, NoSuchReview, YearOutsideTerm, YearToCome
from camket.reports.lines import Sources, as_reviewed, line, of_row
from camket.reports.models import ExportForm, Part, Report
from camket.resolutions import queries as resolutions
from camket.reviews import judging, naming, saying
from camket.reviews.contents import About, Content, Silent
from camket.reviews.enums import Outcome, ReviewKind
from camket.reviews.queries import reviewed
from camket.targets import queries as targets

if TYPE_CHECKING:
    from camket.evaluation import Verdict
    from camket.observations.models import Observation
    from camket.resolutions.models import Resolution
    from camket.reviews.models import Review, ReviewTarget
    from camket.targets.models import Target

Judged = list[tuple["Target", "Verdict"]]
_INVENTED = "Địa phương và số liệu là hư cấu, dùng để minh họa."


def resolution(slug: str) -> Resolution:
    """Raises ``NoSuchResolution`` with the names of those that exist."""
    found = resolutions.by_slug(slug)
    if found is None:
        raise NoSuchResolution(slug, sorted(resolutions.slugs()))
    return found


def review(resolution_slug: str, slug: str) -> Review:
    """Raises ``NoSuchResolution``, and ``NoSuchReview`` with the names of those that the resolution has."""
    mandate = resolution(resolution_slug)
    known = {one.review.slug: one.review for one in reviewed.of_resolution(mandate.pk)}
    if slug not in known:
        raise NoSuchReview(slug, sorted(known))
    return known[slug]


def contents(
    slug: str, year: int, dated: date, as_of: datetime, layout: Layout = Layout.DECREE, office: str = ""
) -> Contents:
    """What is to be reported of the year by what is known at ``as_of``; a bounded number of SQL statements.

    Verdicts are as on 31 December, or as on ``dated`` while the year is open (see ``years.ends``).
    Raises ``NoSuchResolution``, ``YearOutsideTerm``, ``YearToCome``.
    """
    mandate = resolution(slug)
    _check(mandate, year, dated)
    found = _gather(mandate, as_of)
    on = years.ends(found.known, year, dated)
    judged = found.judged(on, as_of)
    said = saying.live(mandate.pk, date(year, 1, 1), on, tuple(_silent(judged)))
    return _put_together(found, judged, on, Frame(year, dated, layout, office), said)


def of_review(review: Review, dated: date, layout: Layout = Layout.DECREE, office: str = "") -> Contents:
    """What a review says, on its day and by what was known at it. A signed one is told as it was signed: its targets
    with their names, promises and verdicts, and what people said, whatever became of the targets since."""
    mandate = resolution(review.resolution.slug)
    found = _gather(mandate, review.as_of)
    rows = {row.target_id: row for row in reviewed.proved(review.pk)}
    verdicts = judging.again(rows.values(), found.known, review.on, review.as_of)
    kept = [(_promised(one, rows[one.pk]), verdicts[one.pk]) for one in found.targets if one.pk in verdicts]
    term = mandate.term
    occasion = naming.name(ReviewKind(review.kind), review.on, (term.first_year, term.last_year))
    frame = Frame(review.on.year, dated, layout, office, occasion, rows)
    return _put_together(found, kept, review.on, frame, saying.content(review))


def _promised(target: Target, row: ReviewTarget) -> Target:
    """A target with the promise that its review keeps."""
    as_then = copy(target)
    for name in ("aggregate", "comparator", "value", "upper", "state", "unit", "start", "due"):
        setattr(as_then, name, getattr(row, name))
    return as_then


def found_for(report: Report, as_of: datetime) -> Contents:
    """What a kept report is composed from: its review, or its year by what is known at ``as_of``."""
    layout, office = Layout(report.layout), str(report.office or "")
    if report.review:
        return of_review(report.review, report.dated, layout, office)
    return contents(report.resolution.slug, report.year, report.dated, as_of, layout, office)


def kept_paper(report: Report) -> Paper:
    """A report as it is printed now: what it was composed from, and its words with all edits. One SQL statement."""
    texts = tuple(Text(Section(part.section), part.key, part.text) for part in report.parts.all())
    return Paper(keeping.revived(Contents, report.contents), texts)


def kept_reports(areas: QuerySet[Any]) -> QuerySet[Report]:
    """The reports of some areas, the one changed last first."""
    found = Report.objects.filter(resolution__area__in=areas).select_related("resolution__term", "made_by")
    return found.defer("contents").order_by("-changed_at", "-pk")


def kept_report(pk: int, areas: QuerySet[Any]) -> Report | None:
    """A report of one of the areas. One SQL statement."""
    found = Report.objects.filter(pk=pk, resolution__area__in=areas)
    return found.select_related("resolution__area", "resolution__term", "review", "office").first()


def export_forms(areas: QuerySet[Any]) -> QuerySet[ExportForm]:
    """The forms of other systems that some areas hand in."""
    return ExportForm.objects.filter(area__in=areas).select_related("area", "changed_by").order_by("name", "pk")


def form_for_file(pk: int) -> ExportForm:
    return ExportForm.objects.get(pk=pk)


def for_file(pk: int) -> Report:
    """A report with what its files and their names need. One SQL statement."""
    return Report.objects.select_related("resolution", "review").get(pk=pk)


def parts(report: Report) -> list[Part]:
    """In their order, with who edited them. One SQL statement."""
    return list(report.parts.select_related("edited_by"))


@dataclass(frozen=True)
class Frame:
    """Which report is asked for. ``office`` issues it, where the committee does not; ``rows`` are those of its review,
    by target."""

    year: int
    dated: date
    layout: Layout
    office: str = ""
    occasion: str = ""
    rows: Mapping[int, ReviewTarget] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """A resolution's targets, and the figures of their indicators as they were known at a moment."""

    mandate: Resolution
    targets: list[Target]
    known: list[Observation]

    def judged(self, on: date, as_of: datetime) -> Judged:
        verdicts = judging.judged(self.targets, self.known, on, as_of)
        return [(target, verdicts[target.pk]) for target in self.targets]


def _gather(mandate: Resolution, as_of: datetime) -> Found:
    given = targets.of_resolution(mandate.pk)
    prefetch_related_objects(given, Prefetch("programmes", resolutions.programmes_in_order()))
    known = observations.known(mandate.area_id, {target.indicator_id for target in given}, as_of)
    return Found(mandate, given, observations.with_provenance(known))


def _put_together(found: Found, judged: Judged, on: date, frame: Frame, said: Content) -> Contents:
    sources = Sources()
    groups = _groups(judged, found.known, on, frame, sources)
    return Contents(
        layout=frame.layout,
        issuer=_issuer(found.mandate, frame.office),
        mandate=_mandate(found.mandate, frame.rows),
        year=frame.year,
        on=on,
        dated=frame.dated,
        groups=groups,
        said=said,
        programmes=_programmes(judged, on),
        sources=tuple(sources.found),
        disagreements=tuple(one.text for one in said.doubts) if frame.rows else _disagreements(found.known, frame.year),
        occasion=frame.occasion,
    )


def _programmes(judged: Judged, on: date) -> tuple[Programme, ...]:
    known = {one.pk: one for target, _ in judged for one in target.programmes.all()}
    chairs = resolutions.chairs(known, on)
    ordered = sorted(known.values(), key=lambda one: (one.order, one.pk))
    return tuple(Programme(one.slug, str(one.name), chairs.get(one.pk, "")) for one in ordered)


def _silent(judged: Judged) -> Iterator[Silent]:
    """Targets without a figure, or without a new one: by office, those without one last."""
    for target, verdict in sorted(judged, key=lambda pair: (not pair[0].lead, str(pair[0].lead or ""))):
        why = "no_data" if verdict.verdict.value == Outcome.NO_DATA else "stale" if verdict.stale else ""
        if why:
            lead = str(target.lead or "")
            yield Silent(lead, "", About(target.slug, str(target.indicator.name)), why)


def _check(mandate: Resolution, year: int, dated: date) -> None:
    """A term's figures begin the year after its first: the first one closes the term before."""
    first, last = mandate.term.first_year + 1, mandate.term.last_year
    if not first <= year <= last:
        raise YearOutsideTerm(year, first, last)
    if year > dated.year:
        raise YearToCome(year, name_of_day(dated), name_of_day(dated, "en"))


def _by_indicator(known: Iterable[Observation]) -> dict[int, list[Observation]]:
    found: dict[int, list[Observation]] = defaultdict(list)
    for row in known:
        found[row.indicator_id].append(row)
    return found


def _groups(
    judged: Judged, known: Iterable[Observation], on: date, frame: Frame, sources: Sources
) -> tuple[Group, ...]:
    """In the order of the resolution, numbered without gaps; parts have no number, targets under no heading come last.
    A target that is gone since its review stands where that has it."""
    by_group: dict[tuple[int, str], list[Line]] = {}
    seen = _by_indicator(years.by(known, on))
    seats = resolutions.answerable([target.pk for target, _ in judged], on)
    for target, verdict in _in_order(judged):
        posts = [str(seat.title) for seat in seats.get(target.pk, ())]
        made = line(target, verdict, seen.get(target.indicator_id, []), frame.year, sources, posts)
        row = frame.rows.get(target.pk)
        heading = row.group if row else str(target.group or "")
        key = (target.group.order if target.group else 1 << 16, heading)
        by_group.setdefault(key, []).append(as_reviewed(made, row) if row else made)
    for row in _gone(judged, frame):
        key = next((key for key in by_group if key[1] == row.group), (1 << 16, row.group))
        by_group.setdefault(key, []).append(of_row(row))
    number = itertools.count(1)
    return tuple(
        Group(heading, tuple(replace(one, number="" if one.is_part else str(next(number))) for one in lines))
        for (_, heading), lines in sorted(by_group.items(), key=_by_order)
    )


def _by_order(group: tuple[tuple[int, str], list[Line]]) -> int:
    return group[0][0]


def _gone(judged: Judged, frame: Frame) -> list[ReviewTarget]:
    """Targets of the review that are no more, or are judged otherwise by what is known of them today."""
    known = {target.pk for target, _ in judged}
    return [row for pk, row in frame.rows.items() if pk not in known]


def _in_order(judged: Judged) -> Judged:
    """By group, each whole with its parts right after it."""
    ids = {target.pk for target, _ in judged}
    order = {target.pk: place for place, (target, _) in enumerate(judged)}

    def place(pair: tuple[Target, Verdict]) -> tuple[int, int, int]:
        target = pair[0]
        whole = target.part_of_id if target.part_of_id in ids else target.pk
        group = target.group.order if target.group else 1 << 16
        return group, order[whole], -1 if whole == target.pk else order[target.pk]

    return sorted(judged, key=place)


def _issuer(mandate: Resolution, office: str) -> Issuer:
    area = mandate.area
    notice = (area.note or _INVENTED) if area.invented else ""
    above = str(area.parent) if area.parent else ""
    place = str(mandate.document.place) or sentences.without_kind(str(area))
    return Issuer(str(area), area.kind, place, notice, above, office)


def _mandate(mandate: Resolution, rows: Mapping[int, ReviewTarget]) -> Mandate:
    """With the thresholds of today; of a review with those that its targets were judged by."""
    kept: Mapping[str, Any] = next((row.definition.content for row in rows.values()), {})
    on_track, at_risk = (Decimal(kept.get(name, getattr(mandate, name))) for name in ("on_track", "at_risk"))
    return Mandate(
        title=mandate.title,
        symbol_line=mandate.document.symbol_line,
        adopted_on=mandate.adopted_on,
        announced=mandate.announced,
        on_track=on_track,
        at_risk=at_risk,
    )


def _disagreements(known: Sequence[Observation], year: int) -> tuple[str, ...]:
    """What the cross-checks found about figures of the year."""
    passages = [row.passage for row in known if row.passage and row.end.year == year]
    prefetch_related_objects(passages, "findings")
    found = {finding.pk: finding.text for passage in passages for finding in passage.findings.all()}
    return tuple(text for _, text in sorted(found.items()))


def file_stem(report: Report) -> str:
    """What the files of a report are called, without their ending. Needs its resolution and review."""
    about = report.review.slug if report.review else str(report.year)
    return f"bao-cao-{report.resolution.slug}-{about}"
