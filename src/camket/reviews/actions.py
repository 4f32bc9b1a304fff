from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from camket.areas import queries as areas
from camket.foundation.actions import Action
from camket.observations import queries as observations
from camket.reviews import judging
from camket.reviews.models import Verdict
from camket.targets import queries as targets

if TYPE_CHECKING:
    from camket.areas.models import Area


@dataclass(kw_only=True)
class JudgeArea(Action[int]):
    """Evaluate all targets of an area on the day ``on`` by what is known at ``as_of`` (now, where it is not given).

    All verdicts of the area change together or not at all. Answers with the number of targets.
    """

    verb = "reviews.judge"
    area_id: int
    on: date
    as_of: datetime | None = None

    def subject(self) -> Area | None:
        return areas.by_id(self.area_id)

    def perform(self) -> int:
        as_of = self.as_of or timezone.now()
        given = targets.of_area(self.area_id)
        known = observations.known(self.area_id, [t.indicator_id for t in given], as_of)
        found = judging.judged(given, known, self.on, as_of)
        rows = {row.target_id: row for row in Verdict.objects.filter(target__in=found)}
        for key, verdict in found.items():
            row = rows.get(key) or Verdict(target_id=key)
            judging.write(row, verdict, self.on, as_of)
            row.save()
        return len(found)

    def detail(self) -> dict[str, Any]:
        return {"on": self.on.isoformat()}
