from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone

from camket.areas import queries as areas
from camket.foundation import clock
from camket.foundation.actions import Action
from camket.observations import queries as observations
from camket.reviews import judging, publishing
from camket.reviews.models import Definition
from camket.targets import queries as targets

if TYPE_CHECKING:
    from camket.areas.models import Area
    from camket.targets.models import Target


@dataclass(kw_only=True)
class JudgeArea(Action[int]):
    """Evaluate all targets of an area on the day ``on`` by what is known at ``as_of`` (now, where it is not given).

    All verdicts of the area change together or not at all. Answers with the number of targets.
    """

    verb = "reviews.judge"
    area_id: int
    on: date
    as_of: datetime | None = None
    published: int = field(default=0, init=False)

    def subject(self) -> Area | None:
        return areas.by_id(self.area_id)

    def perform(self) -> int:
        moment = self.as_of or clock.tick().now
        given = targets.of_area(self.area_id)
        self.published = _judge(given, self.on, moment)
        return len(given)

    def detail(self) -> dict[str, Any]:
        return {"on": self.on.isoformat(), "published": self.published}


@dataclass(kw_only=True)
class JudgeConcerned(Action[int]):
    """Evaluate the targets that a change concerns, and no others: the cost is that of their figures alone.

    Where a resolution stands for another day, or one of its targets was never judged, all of it is brought along, so
    that a resolution never mixes days. ``as_of`` is the moment of the clock at which the change becomes known: others
    wait for its transaction. Answers with the number of targets.
    """

    verb = "reviews.judge"
    concerned: Sequence[Target]
    on: date
    as_of: datetime
    published: int = field(default=0, init=False)

    def subject(self) -> None:
        """Targets of several resolutions and areas."""

    def perform(self) -> int:
        touched = {target.resolution_id for target in self.concerned}
        behind = _behind(touched, self.on)
        given = [target for target in self.concerned if target.resolution_id not in behind]
        if behind:
            given += targets.of_resolutions(behind)
        self.published = _judge(given, self.on, self.as_of)
        return len(given)

    def detail(self) -> dict[str, Any]:
        return {"on": self.on.isoformat(), "published": self.published}


@dataclass(kw_only=True)
class PartSeries(Action[int]):
    """The figures of these indicators are other series from now on, as two of them became one: what was published by
    them is proved by the figures that it names."""

    verb = "reviews.judge"
    indicators: Sequence[int]

    def subject(self) -> None:
        """Definitions of several targets."""

    def perform(self) -> int:
        found = Definition.objects.filter(indicator__in=self.indicators, regrouped_at=None)
        return found.update(regrouped_at=timezone.now())


def _behind(touched: set[int], on: date) -> set[int]:
    """Of some resolutions those with a verdict of another day, or without one."""
    late = Q(verdict=None) | ~Q(verdict__on=on)
    return targets.resolutions_with(touched, late)


def _judge(given: Sequence[Target], on: date, as_of: datetime) -> int:
    series = defaultdict(set)
    for target in given:
        series[target.area_id].add(target.indicator_id)
    figures = [row for area, indicators in series.items() for row in observations.known(area, indicators, as_of)]
    return publishing.publish(judging.judge(given, figures, on, as_of), on, as_of)
