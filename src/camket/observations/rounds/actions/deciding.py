"""What becomes of a figure that was sent: checked, approved, or returned with a reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from camket.foundation.actions import Action
from camket.foundation.errors import CamketError
from camket.observations.actions import WithdrawObservation
from camket.observations.enums import TO_DECIDE, DutyState
from camket.observations.rounds.actions.answering import record
from camket.observations.rounds.models import Answer, Duty, Round


class NotSent(CamketError):
    """Decided meanwhile, or never sent."""

    def __init__(self, duty: Duty) -> None:
        super().__init__(
            f"“{duty.indicator}”: số liệu chưa được gửi hoặc người khác vừa xử lý. Hãy tải lại trang để xem.",
            f"“{duty.indicator}”: the figure was not sent, or somebody has just decided on it. Load the page again.",
        )


class NoReason(CamketError):
    def __init__(self) -> None:
        super().__init__(
            "Hãy ghi lý do trả lại để đơn vị biết phải sửa gì.",
            "Give the reason, so that the office knows what to change.",
        )


@dataclass(kw_only=True)
class _Decide(Action[Duty]):
    duty: Duty
    figure: Answer | None = field(default=None, init=False)

    def subject(self) -> Duty:
        return self.duty

    def _hold(self) -> Duty:
        """The duty as it is now. Raises :class:`NotSent` where there is nothing to decide."""
        held = Duty.objects.select_for_update(no_key=True).filter(pk=self.duty.pk)
        now = Duty.objects.select_related("round__form", "indicator", "office", "submitted").get(pk=held.get().pk)
        if now.state not in self._decidable():
            raise NotSent(now)
        return now

    def _decidable(self) -> frozenset[str]:
        return TO_DECIDE

    def _set(self, duty: Duty, state: DutyState, reason: str = "") -> Duty:
        self.changed.note(duty, {"state": state})
        duty.state, duty.reason = state, reason
        duty.save(update_fields=("state", "reason"))
        self.duty.state, self.duty.reason = state, reason
        self.duty.indicator, self.duty.office = duty.indicator, duty.office
        self.figure = duty.submitted
        return duty

    def detail(self) -> dict[str, Any]:
        round_, figure = self.duty.round, self.figure
        told = {"start": round_.start, "end": round_.end, "office": self.duty.office_id}
        return {**told, "figure": figure and (figure.value or figure.state), "unit": self.duty.indicator.unit}


@dataclass(kw_only=True)
class CheckDuty(_Decide):
    """Somebody has looked at it; another person approves."""

    verb = "rounds.manage"

    def perform(self) -> Duty:
        return self._set(self._hold(), DutyState.CHECKED)


@dataclass(kw_only=True)
class ApproveDuty(_Decide):
    """The figure is recorded, as it was sent."""

    verb = "rounds.approve"

    def perform(self) -> Duty:
        duty = self._hold()
        record(self.by, duty.round, duty)
        return self._set(duty, DutyState.APPROVED)


@dataclass(kw_only=True)
class ApproveAll(Action[int]):
    """All figures of a round that wait for it, or those of one office; answers with how many. Each has its own entry in
    the trail."""

    verb = "rounds.approve"
    round: Round
    office_id: int = 0

    def subject(self) -> Round:
        return self.round

    def perform(self) -> int:
        if not self.round.form.approval:
            return 0
        waits = self.round.duties.filter(state__in=TO_DECIDE).order_by("pk")
        found = waits.filter(office=self.office_id) if self.office_id else waits
        return sum(bool(ApproveDuty(by=self.by, duty=duty).execute()) for duty in found)

    def detail(self) -> dict[str, Any]:
        return {"office": self.office_id or None}


@dataclass(kw_only=True)
class ReturnDuty(_Decide):
    """Back to the office. What was recorded of it counts no more until it is sent again. Raises :class:`NoReason`."""

    verb = "rounds.approve"
    reason: str

    def perform(self) -> Duty:
        from camket.observations.models import Observation

        if not self.reason.strip():
            raise NoReason
        duty = self._hold()
        for told in Observation.objects.filter(answer__duty=duty, withdrawn_at=None).select_related("indicator"):
            WithdrawObservation(by=self.by, observation=told).execute()
        return self._set(duty, DutyState.RETURNED, self.reason.strip())

    def _decidable(self) -> frozenset[str]:
        return TO_DECIDE | {DutyState.APPROVED}

    def why(self) -> str:
        return self.reason.strip()
