"""Who carries on a target whose area has ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from camket.foundation.actions import Action
from camket.foundation.errors import CamketError
from camket.targets.enums import Decision
from camket.targets.models import Carrying, Target

if TYPE_CHECKING:
    from camket.areas.models import Area


class CannotCarry(CamketError):
    """The decision does not fit the target: the message says why."""


@dataclass(kw_only=True)
class DecideCarrying(Action[Carrying]):
    """``successor`` carries the target on from the day on which its area is no more; nobody does where it is none.

    ``ground`` is the document that says so, as others cite it. A later decision replaces an earlier one. Raises
    :class:`CannotCarry`.
    """

    verb = "targets.edit"
    target: Target
    successor: Area | None
    decided_on: date
    ground: str
    note: str = ""

    def subject(self) -> Target:
        return self.target

    def perform(self) -> Carrying:
        self._check()
        decided = {
            "decision": Decision.CARRIED if self.successor else Decision.DROPPED,
            "successor": self.successor,
            "decided_on": self.decided_on,
            "ground": self.ground,
            "note": self.note,
            "recorded_by": self.by,
        }
        return Carrying.objects.update_or_create(target=self.target, defaults=decided)[0]

    def _check(self) -> None:
        area = self.target.area
        if area.valid_to is None or self.target.due <= area.valid_to:
            raise CannotCarry(
                f"“{area}” chưa kết thúc trong thời gian thực hiện chỉ tiêu, nên không cần quyết định.",
                f"“{area}” has not ended within the window of the target, so there is nothing to decide.",
            )
        if self.successor and not self.successor.is_there(area.valid_to + timedelta(days=1)):
            raise CannotCarry(
                f"“{self.successor}” không có sau ngày {area.valid_to:%d/%m/%Y}, nên không thể tiếp tục chỉ tiêu.",
                f"“{self.successor}” is not there after {area.valid_to:%Y-%m-%d}, so it cannot carry the target on.",
            )

    def why(self) -> str:
        return self.reason or self.ground

    def detail(self) -> dict[str, Any]:
        return {"successor": self.successor.pk if self.successor else None, "ground": self.ground}
