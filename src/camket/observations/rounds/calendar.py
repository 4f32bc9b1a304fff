"""Working days, and when the figures of a period are asked for. Days off are data: see ``holidays``."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from camket.measures.periods import Period
from camket.observations.enums import Cycle
from camket.observations.rounds import holidays
from camket.resolutions import queries as resolutions

if TYPE_CHECKING:
    from camket.observations.rounds.models import Form

_DAY = timedelta(days=1)
_EARLIEST, _LATEST = time(7), time(18)
_REMINDED = (7, 3, 1, 0)

After = Callable[[str], date | None]
"""The day that the last letter to an address told of; what fell on a day since then on which nothing ran is made up
for. None where a day stands for itself alone."""


def only_today(to: str) -> None:
    """Nothing is made up for."""


def is_working(day: date) -> bool:
    return day.weekday() < 5 and not holidays.on(day)


def next_working(day: date) -> date:
    """That day, or the first working day after it."""
    while not is_working(day):
        day += _DAY
    return day


def working_before(day: date) -> date:
    """That day, or the last working day before it."""
    while not is_working(day):
        day -= _DAY
    return day


def may_send(moment: datetime) -> bool:
    """Not at night, not on a holiday. ``moment`` in local time."""
    return is_working(moment.date()) and _EARLIEST <= moment.time() < _LATEST


@dataclass(frozen=True)
class Schedule:
    opens: date
    due: date
    grace_until: date


def schedule(form: Form, period: Period, late: date | None = None) -> Schedule:
    """Opened the day after the figures are closed; due and grace end on working days. A round that is opened ``late``
    leaves its offices as many days as ever, from then on."""
    closed = _closed(form, period)
    due = next_working((late or closed) + timedelta(days=form.due_days))
    return Schedule(closed + _DAY, due, next_working(due + timedelta(days=form.grace_days)))


def _closed(form: Form, period: Period) -> date:
    end = period.end
    last = monthrange(end.year, end.month)[1]
    return end.replace(day=min(form.closing_day, last)) if form.closing_day else end


def closed_before(form: Form, period: Period) -> date | None:
    """The day on which the figures of a period are closed, where that is before its last one."""
    closed = _closed(form, period)
    return closed if closed < period.end else None


def opening(form: Form, on: date) -> list[Period]:
    """The periods whose figures are asked for on a day."""
    found = (period for year in (on.year - 1, on.year) for period in periods(form, year))
    return [period for period in found if (s := schedule(form, period)).opens <= on <= s.grace_until]


def missed(form: Form, on: date) -> Period | None:
    """The newest period that is closed, where its grace has passed: it was to be opened, and perhaps nothing ran then.
    Those before it are let go."""
    newest = latest(form, on)
    return newest if newest and schedule(form, newest).grace_until < on else None


def latest(form: Form, on: date) -> Period | None:
    """The newest period that is closed on a day."""
    found = [one for year in (on.year - 1, on.year) for one in periods(form, year) if schedule(form, one).opens <= on]
    return found[-1] if found else None


def periods(form: Form, year: int) -> Iterator[Period]:
    """The periods of a form that end in a year."""
    if form.cycle == Cycle.MONTH:
        yield from ((Period.months if form.cumulative else Period.month)(year, month) for month in range(1, 13))
    elif form.cycle == Cycle.QUARTER:
        quarters = range(1, 5)
        yield from (Period.months(year, 3 * q) if form.cumulative else Period.quarter(year, q) for q in quarters)
    elif form.cycle == Cycle.HALF:
        yield Period.half(year, 1)
    elif form.cycle == Cycle.NINE_MONTHS:
        yield Period.months(year, 9)
    elif form.cycle == Cycle.YEAR:
        yield Period.year(year)
    else:
        terms = resolutions.terms_of(form.area_id)
        yield from (Period.years(first, last) for first, last in terms if last == year)


def is_reminded(due: date, on: date, after: date | None = None) -> bool:
    """7, 3 and 1 days before, and on the day; on the working day before where that one is none."""
    return falls((working_before(due - timedelta(days=left)) for left in _REMINDED), on, after)


def is_told_late(due: date, grace_until: date, on: date, after: date | None = None) -> bool:
    """On the working days after the due day and after the grace."""
    return falls((next_working(due + _DAY), next_working(grace_until + _DAY)), on, after)


def is_told_again(grace_until: date, on: date, after: date | None = None) -> bool:
    """Each week after the day on which the end of the grace was told, on a working day."""
    first = next_working(grace_until + _DAY)
    weeks = max((on - first).days // 7, 0)
    return falls((next_working(first + timedelta(weeks=n)) for n in range(1, weeks + 1)), on, after)


def falls(days: Iterable[date], on: date, after: date | None = None) -> bool:
    """Is one of the days that day; or, where ``after`` is given, later than that and before it: nothing ran then."""
    begin = on - _DAY if after is None else after
    return any(begin < day <= on for day in days)
