"""Keeping verdicts and findings in step with what is known.

Verdicts are made again in the transaction of what changed a figure or a target, for the targets concerned; findings
after its commit. Both are made anew for whole areas once a day.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import OperationalError, transaction
from django.utils import timezone

from camket.foundation import clock
from camket.observations import queries as observations
from camket.observations.actions import RecordObservation, WithdrawObservation
from camket.observations.written import Written, become_known
from camket.resolutions.actions import SetThresholds
from camket.reviews.actions import JudgeArea, JudgeConcerned, PartSeries
from camket.reviews.checking import FindDisagreements
from camket.reviews.queries import published
from camket.targets import queries as targets
from camket.targets.actions import MergeIndicators, RecordTarget

if TYPE_CHECKING:
    from camket.targets.models import Target

log = logging.getLogger(__name__)

CHECKED_AT_ONCE = 5_000
"""The cross-checks read all figures of an area: where it has more than these, they wait for the daily run."""

# What is decided on documents and on what they mean. Figures that come in otherwise wait for the daily run as well.
_CHANGING = frozenset({"intake.assent", "intake.undo", "targets.edit"})
_once: ContextVar[bool] = ContextVar("once", default=False)


def bring_up_to_date(area_id: int, on: date) -> int:
    """Judge the area's targets as on that day and run the cross-checks; the number of targets."""
    judged = JudgeArea(by=None, area_id=area_id, on=on).execute()
    FindDisagreements(by=None, area_id=area_id).execute()
    return judged


@contextmanager
def judged_at_the_end() -> Iterator[None]:
    """For a batch that ends with :func:`bring_up_to_date`: nothing is judged in between."""
    mark = _once.set(True)
    try:
        yield
    finally:
        _once.reset(mark)


@dataclass
class Touched:
    """What some actions changed: series as pairs of an indicator and an area, whole indicators, indicators that became
    one, whole resolutions, and areas whose cross-checks may come out otherwise; and the figures that they wrote."""

    written: list[Written] = field(default_factory=list)
    series: set[tuple[int, int]] = field(default_factory=set)
    indicators: set[int] = field(default_factory=set)
    merged: set[int] = field(default_factory=set)
    resolutions: set[int] = field(default_factory=set)
    areas: set[int] = field(default_factory=set)

    def add(self, action: Any, result: Any) -> None:
        if isinstance(action, RecordObservation | WithdrawObservation | RecordTarget):
            self.series.add((result.indicator_id, result.area_id))
        if isinstance(action, SetThresholds):
            self.resolutions.add(result.pk)
        if written := getattr(action, "written", None):
            # What was derived anew with it, of other indicators and in other areas.
            self.series |= written.series
            self.written.append(written)
        if action.verb not in _CHANGING:
            return
        subject = action.subject()
        if action.verb == "targets.edit" and subject is not None:
            # An indicator, or something of one: a target, a wording.
            self.indicators.add(getattr(subject, "indicator_id", subject.pk))
        if isinstance(action, MergeIndicators):
            self.merged |= {action.kept.pk, action.gone_key}
        self.areas |= {area for thing in (subject, result) if (area := _area_of(thing))}

    @property
    def is_anything(self) -> bool:
        return bool(self.series or self.indicators or self.merged or self.resolutions or self.areas)


def _area_of(thing: Any) -> int | None:
    """Of a figure, a target, an indicator, a document, or a statement of one."""
    return getattr(getattr(thing, "document", thing), "area_id", None)


def settle(done: Iterable[tuple[Any, Any]]) -> None:
    """Judge again what the actions of a transaction concern, each target once, inside the transaction.

    The moment comes first: of those who change what is judged one settles after the other, so that each judges by all
    that the ones before have made known, and by nothing that somebody else makes known with an earlier moment.
    """
    touched = Touched()
    for action, result in done:
        touched.add(action, result)
    if not touched.is_anything:
        return
    tick = clock.tick()
    become_known(touched.written, tick)
    if not _once.get():
        _judge(touched, tick.now)


def _judge(touched: Touched, moment: datetime) -> None:
    if touched.areas:
        transaction.on_commit(lambda: _check(touched.areas), robust=True)
    if touched.merged and published.rests_on(touched.merged):
        PartSeries(by=None, indicators=sorted(touched.merged)).execute()
    concerned = targets.resting_on(touched.series, touched.indicators)
    if touched.resolutions:
        known = {one.pk for one in concerned}
        concerned += [one for one in targets.of_resolutions(touched.resolutions) if one.pk not in known]
    if concerned:
        _judge_all(concerned, moment)


def _judge_all(concerned: Sequence[Target], moment: datetime) -> None:
    """Together; where that fails, in halves, so that a target that cannot be judged keeps no other from it."""
    try:
        JudgeConcerned(by=None, concerned=concerned, on=timezone.localdate(), as_of=moment).execute()
    except OperationalError:
        raise
    except Exception:
        if len(concerned) == 1:
            log.exception("not_judged target=%s", concerned[0].pk)
            return
        half = len(concerned) // 2
        _judge_all(concerned[:half], moment)
        _judge_all(concerned[half:], moment)


def _check(areas: Iterable[int]) -> None:
    for area_id in sorted(areas):
        if not observations.are_more_than(area_id, CHECKED_AT_ONCE):
            FindDisagreements(by=None, area_id=area_id).execute()
