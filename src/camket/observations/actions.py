from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from camket.foundation.actions import Action
from camket.observations.models import Observation

if TYPE_CHECKING:
    from camket.records.models import Passage
    from camket.targets.models import Indicator


@dataclass(kw_only=True)
class RecordObservation(Action[Observation]):
    """A figure of an indicator. A figure read from a passage is recorded once for that passage."""

    verb = "observations.record"
    indicator: Indicator
    area_id: int
    start: date
    end: date
    stage: str
    value: Decimal | None = None
    denominator: Decimal | None = None
    state: str = ""
    passage: Passage | None = None
    recorded_at: datetime | None = None

    def subject(self) -> Indicator:
        return self.indicator

    def perform(self) -> Observation:
        known = Observation.objects.filter(passage=self.passage, withdrawn_at=None).first() if self.passage else None
        return known or Observation.objects.create(
            indicator=self.indicator,
            area_id=self.area_id,
            start=self.start,
            end=self.end,
            stage=self.stage,
            value=self.value,
            denominator=self.denominator,
            state=self.state,
            passage=self.passage,
            recorded_at=self.recorded_at or timezone.now(),
            recorded_by=self.by,
        )

    def detail(self) -> dict[str, Any]:
        return {"value": str(self.value), "state": self.state, "end": self.end.isoformat()}


@dataclass(kw_only=True)
class WithdrawObservation(Action[Observation]):
    """A figure that should not have been recorded counts no more; what was published with it stays reproducible."""

    verb = "observations.record"
    observation: Observation

    def subject(self) -> Observation:
        return self.observation

    def perform(self) -> Observation:
        self.observation.withdrawn_at = timezone.now()
        self.observation.save(update_fields=("withdrawn_at",))
        return self.observation
