"""All that a report of one resolution and one year says, in a bounded number of SQL statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects

from camket.measures.periods import name_of_day
from camket.observations import queries as observations
from camket.reports import sentences, years
from camket.reports.contents import Contents, Group, Issuer, Layout, Line, Mandate
from camket.reports.errors import NoSuchResolution, YearOutsideTerm, YearToCome
from camket.reports.lines import Sources, line
from camket.resolutions import queries as resolutions
from camket.reviews import judging
from camket.targets import queries as targets

if TYPE_CHECKING:
    from camket.evaluation import Verdict
    from camket.observations.models import Observation
    from camket.resolutions.models import Resolution
    from camket.targets.models import Target

Judged = list[tuple["Target", "Verdict"]]
_INVENTED = "Địa phương và số liệu là hư cấu, dùng để minh họa."


def resolution(slug: str) -> Resolution:
    """Raises ``NoSuchResolution`` with the names of those that exist."""
    found = resolutions.by_slug(slug)
    if found is None:
        raise NoSuchResolution(slug, sorted(resolutions.slugs()))
    return found


def contents(slug: str, year: int, dated: date, as_of: datetime, layout: Layout = Layout.DECREE) -> Contents:
    """What is to be reported of the year by what is known at ``as_of``; at most eight SQL statements.

    Verdicts are as on 31 December, or as on ``dated`` while the year is open (see ``years.ends``).
    Raises ``NoSuchResolution``, ``YearOutsideTerm``, ``YearToCome``.
    """
    mandate = resolution(slug)
    _check(mandate, year, dated)
    given = targets.of_resolution(mandate.pk)
    prefetch_related_objects(given, "group")
    known = observations.known(mandate.area_id, {target.indicator_id for target in given}, as_of)
    known = observations.with_provenance(known)
    on = years.ends(known, year, dated)
    found = judging.judged(given, known, on, as_of)
    sources = Sources()
    groups = _groups([(target, found[target.pk]) for target in given], _by_indicator(known), year, sources)
    return Contents(
        layout=layout,
        issuer=_issuer(mandate),
        mandate=_mandate(mandate),
        year=year,
        on=on,
        dated=dated,
        groups=groups,
        sources=tuple(sources.found),
        disagreements=_disagreements(known, year),
    )


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


def _groups(judged: Judged, known: dict[int, list[Observation]], year: int, sources: Sources) -> tuple[Group, ...]:
    """In the order of the resolution; targets under no heading come last."""
    by_group: dict[tuple[int, str], list[Line]] = {}
    for target, verdict in _in_order(judged):
        key = (target.group.order, str(target.group)) if target.group else (1 << 16, "")
        by_group.setdefault(key, []).append(line(target, verdict, known.get(target.indicator_id, []), year, sources))
    return tuple(Group(heading, tuple(lines)) for (_, heading), lines in by_group.items())


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


def _issuer(mandate: Resolution) -> Issuer:
    area = mandate.area
    notice = (area.note or _INVENTED) if area.invented else ""
    above = str(area.parent) if area.parent else ""
    return Issuer(str(area), area.kind, str(mandate.document.place) or sentences.without_kind(str(area)), notice, above)


def _mandate(mandate: Resolution) -> Mandate:
    return Mandate(
        title=mandate.title,
        symbol_line=mandate.document.symbol_line,
        adopted_on=mandate.adopted_on,
        announced=mandate.announced,
        on_track=mandate.on_track,
        at_risk=mandate.at_risk,
    )


def _disagreements(known: Sequence[Observation], year: int) -> tuple[str, ...]:
    """What the cross-checks found about figures of the year."""
    passages = [row.passage for row in known if row.passage and row.end.year == year]
    prefetch_related_objects(passages, "findings")
    found = {finding.pk: finding.text for passage in passages for finding in passage.findings.all()}
    return tuple(text for _, text in sorted(found.items()))
