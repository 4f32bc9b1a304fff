"""An office ends: what it has open goes on to the office that takes its place."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from camket.foundation.actions import Action
from camket.foundation.errors import CamketError
from camket.observations.enums import OWED
from camket.observations.rounds import owing
from camket.observations.rounds.actions.defining import ChangeLines, lines_of
from camket.observations.rounds.models import AttachedReport, Duty, Link
from camket.people.offices import EndOffice
from camket.records.tasks import HandOnTasks
from camket.targets.charges import HandOnTargets

if TYPE_CHECKING:
    from camket.people.models import Office


def _today() -> date:
    return timezone.localdate()


class CannotRetire(CamketError):
    """The office cannot end so: the message says why, and what to do."""


@dataclass(kw_only=True)
class RetireOffice(Action[None]):
    """From the day ``since`` on ``successor`` has the targets, tasks, figures owed and lines of forms of an office;
    what is over stays as it was. Without a successor nothing may be open. Raises :class:`CannotRetire`."""

    verb = "people.edit_office"
    office: Office
    since: date
    successor: Office | None = None
    on: date = field(default_factory=_today)
    held: owing.Held = field(default_factory=owing.Held, init=False)

    def subject(self) -> Office:
        return self.office

    def perform(self) -> None:
        self.held = owing.held(self.office.pk, self.since)
        self._check()
        if self.successor:
            self._hand_on(self.successor)
        EndOffice(by=self.by, office=self.office, since=self.since, successor=self.successor).execute()

    def _check(self) -> None:
        name, successor = self.office.name, self.successor
        if self.office.ended_on:
            raise CannotRetire(f"“{name}” đã kết thúc hoạt động.", f"“{name}” has ended already.")
        if self.since > self.on:
            raise CannotRetire(
                f"Ngày sắp xếp không được sau hôm nay ({self.on:%d/%m/%Y}).",
                f"The day cannot be later than today ({self.on:%Y-%m-%d}).",
            )
        if successor and (successor.pk == self.office.pk or successor.ended_on):
            raise CannotRetire(
                "Cơ quan kế thừa phải là một cơ quan khác đang hoạt động.",
                "The successor has to be another office that is there.",
            )
        if successor is None and self.held:
            raise CannotRetire(
                f"“{name}” còn chỉ tiêu, nhiệm vụ hoặc số liệu phải báo cáo. Chọn cơ quan kế thừa.",
                f"“{name}” still has targets, tasks or figures to report. Choose the office that goes on for it.",
            )

    def _hand_on(self, successor: Office) -> None:
        told = {"by": self.by, "office": self.office, "successor": successor}
        HandOnTargets(since=self.since, **told).execute()
        HandOnTasks(**told).execute()
        for version in owing.asking(self.office.pk):
            lines = [
                replace(one, office_id=successor.pk) if one.office_id == self.office.pk else one
                for one in lines_of(version)
            ]
            ChangeLines(by=self.by, form=version.form, lines=lines, since=max(self.since, version.since)).execute()
        self._hand_on_rounds(successor)

    def _hand_on_rounds(self, successor: Office) -> None:
        """What is owed, with the links and unread reports that belong to it."""
        owed = Duty.objects.filter(office=self.office, state__in=OWED)
        rounds = list(owed.order_by().values_list("round", flat=True).distinct())
        owed.update(office=successor)
        Link.objects.filter(office=self.office, round__in=rounds).update(office=successor)
        there = AttachedReport.objects.filter(office=successor, round__in=rounds).values("document")
        unread = AttachedReport.objects.filter(office=self.office, round__in=rounds, read_at=None)
        unread.exclude(document__in=there).update(office=successor)

    def detail(self) -> dict[str, Any]:
        return {**asdict(self.held), "since": self.since.isoformat()}
