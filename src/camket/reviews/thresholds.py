"""The thresholds by which the targets of a resolution are judged while their time runs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from camket.resolutions.actions import SetThresholds
from camket.reviews.enums import Outcome
from camket.reviews.models import Verdict
from camket.reviews.queries.handover import final_review
from camket.reviews.reviewing import ReviewRefused

if TYPE_CHECKING:
    from camket.resolutions.models import Resolution

_BY_PACE = (Outcome.ON_TRACK, Outcome.AT_RISK, Outcome.OFF_TRACK)
"""What the thresholds decide; every other outcome stands, whatever they are."""


@dataclass(frozen=True)
class Shift:
    """A target that would stand otherwise."""

    name: str
    pace: Decimal
    before: Outcome
    now: Outcome


def shifts(resolution_id: int, on_track: Decimal, at_risk: Decimal) -> list[Shift]:
    """Which targets of a resolution would stand otherwise under other thresholds, in the order of its text. One SQL
    statement."""
    found = Verdict.objects.filter(target__resolution=resolution_id, outcome__in=_BY_PACE, pace__isnull=False)
    found = found.select_related("target__indicator").order_by("target__order", "target_id")
    made = [(one, one.pace or Decimal(0)) for one in found]
    judged = [(one, pace, Outcome(one.outcome), _judged(pace, on_track, at_risk)) for one, pace in made]
    return [Shift(str(one.target.indicator.shown), pace, old, new) for one, pace, old, new in judged if old != new]


def _judged(pace: Decimal, on_track: Decimal, at_risk: Decimal) -> Outcome:
    if pace >= on_track:
        return Outcome.ON_TRACK
    return Outcome.AT_RISK if pace >= at_risk else Outcome.OFF_TRACK


def is_closed(resolution_id: int) -> bool:
    """Is the scoreboard of the resolution frozen for good? One SQL statement."""
    final = final_review(resolution_id)
    return bool(final and final.is_frozen)


@dataclass(kw_only=True)
class ChangeThresholds(SetThresholds):
    """The same for a resolution whose term is not closed; its targets are judged again in the same transaction. Raises
    ``ReviewRefused`` too."""

    def perform(self) -> Resolution:
        if is_closed(self.resolution.pk):
            raise ReviewRefused(
                "Nhiệm kỳ đã khép lại nên ngưỡng giữ nguyên như lúc ký tổng kết.",
                "The term is closed, so its thresholds stay as they were when the final review was signed.",
            )
        return super().perform()
