"""Which of the known figures speak for one year. Pure: works on rows with the columns of an observation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from camket.measures.periods import Period
from camket.observations.enums import Stage

if TYPE_CHECKING:
    from camket.evaluation import Verdict
    from camket.observations.models import Observation

_SURENESS = {Stage.FINAL: 3, Stage.PROVISIONAL: 2, Stage.ESTIMATE: 1, Stage.PLAN: 0}


@dataclass(frozen=True)
class Figure:
    """A value or a state over a period, with the observations that it is made of."""

    period: Period
    value: Decimal | None
    state: str
    denominator: Decimal | None
    stage: Stage
    made_of: tuple[Observation, ...]


def plan(seen: Iterable[Observation], year: int) -> Figure | None:
    """The newest plan of the whole year."""
    whole = Period.year(year)
    plans = [row for row in seen if row.stage == Stage.PLAN and (row.start, row.end) == (whole.start, whole.end)]
    return surest(plans)


def surest(same: Sequence[Observation]) -> Figure | None:
    """Of figures of one period the surest stage, and of that the newest."""
    return _of(max(same, key=_standing)) if same else None


def by(seen: Iterable[Observation], on: date) -> list[Observation]:
    """What can be reported on a day: plans, and results of periods that have ended. An estimate of the whole year is
    nothing that has come about in September, and the verdict of that day does not rest on it."""
    return [row for row in seen if row.stage == Stage.PLAN or row.end <= on]


def result(seen: Sequence[Observation], verdict: Verdict, year: int) -> Figure | None:
    """What counts for the year, of figures :func:`by` the day of the verdict: the surest and newest figure of the whole
    year, else what the verdict took of it."""
    whole = Period.year(year)
    results = [row for row in seen if row.stage != Stage.PLAN and (row.start, row.end) == (whole.start, whole.end)]
    if results:
        return surest(results)
    taken = {one.observation for one in verdict.evidence if one.inside and one.end.year == year}
    parts = [row for row in seen if row.pk in taken and row.start.year == year]
    return _together(sorted(parts, key=lambda row: row.end)) if parts else None


def latest(seen: Sequence[Observation], verdict: Verdict, year: int) -> Figure | None:
    """What a verdict on the latest value stands on, where that is of the year."""
    end = verdict.reasons.attained_end
    used = {one.observation for one in verdict.evidence if one.inside and one.end == end}
    found = [row for row in seen if row.pk in used and row.end.year == year and row.value == verdict.attained]
    return surest(found)


def _standing(row: Observation) -> tuple[object, ...]:
    return _SURENESS[Stage(row.stage)], row.recorded_at, row.pk


def _together(parts: list[Observation]) -> Figure:
    """Parts of a year: those that the engine kept apart add up, of anything else there is one."""
    if len(parts) == 1:
        return _of(parts[0])
    least = min(parts, key=lambda row: _SURENESS[Stage(row.stage)])
    total = sum((row.value or Decimal(0) for row in parts), Decimal(0))
    return Figure(Period(parts[0].start, parts[-1].end), total, "", None, Stage(least.stage), tuple(parts))


def _of(row: Observation) -> Figure:
    return Figure(Period(row.start, row.end), row.value, str(row.state), row.denominator, Stage(row.stage), (row,))


def is_whole(figure: Figure, year: int) -> bool:
    return figure.period == Period.year(year)


def ends(known: Iterable[Observation], year: int, dated: date) -> date:
    """The day on which a report of the year stands: 31 December, or its own date while the year is open.

    A report of December speaks of the whole year by estimates; so the year counts as closed once at least half of the
    indicators that have a figure of it have one of the whole year.
    """
    whole = Period.year(year)
    results = [row for row in known if row.stage != Stage.PLAN and row.start.year == row.end.year == year]
    with_whole = {row.indicator_id for row in results if (row.start, row.end) == (whole.start, whole.end)}
    with_any = {row.indicator_id for row in results}
    estimated = bool(with_any) and 2 * len(with_whole) >= len(with_any)
    return whole.end if estimated else min(whole.end, dated)
