"""Who sits on the board of a programme, and from when to when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Max

from camket.foundation.actions import Action
from camket.foundation.errors import CamketError
from camket.resolutions.enums import SeatRole
from camket.resolutions.models import Assignment, Programme

if TYPE_CHECKING:
    from camket.people.models import User


class CannotSeat(CamketError):
    """The appointment does not fit the board: the message says why, and what to do."""


@dataclass(kw_only=True)
class AppointSeat(Action[Assignment]):
    """A post takes a seat on a programme's board. ``targets`` are the keys of the programme's targets it answers for.

    A board has one chair at a time. Raises :class:`CannotSeat`.
    """

    verb = "resolutions.appoint"
    programme: Programme
    role: SeatRole
    title: str
    since: date
    field: str = ""
    holder: User | None = None
    targets: Collection[int] = ()

    def subject(self) -> Programme:
        return self.programme

    def perform(self) -> Assignment:
        Programme.objects.select_for_update().get(pk=self.programme.pk)
        self._check()
        last = Assignment.objects.filter(programme=self.programme).aggregate(last=Max("order"))["last"] or 0
        seat = Assignment.objects.create(
            programme=self.programme,
            order=last + 1,
            role=self.role,
            title=self.title,
            field=self.field,
            since=self.since,
            holder=self.holder,
        )
        # The targets are of a room above, which keeps the pairs: see ``targets.models.Target.seats``.
        seat.targets.set(self.targets)
        return seat

    def _check(self) -> None:
        chairs = Assignment.objects.filter(programme=self.programme, role=SeatRole.CHAIR)
        chair = chairs.on(self.since).first() or chairs.filter(since__gte=self.since).first()
        if self.role == SeatRole.CHAIR and chair:
            raise CannotSeat(
                f"“{chair.title}” đang là Chủ nhiệm. Kết thúc phân công đó trước, rồi phân công người kế nhiệm.",
                f"“{chair.title}” is the chair. End that seat first, then appoint the next one.",
            )
        belonging = Programme.objects.filter(pk=self.programme.pk, targets__in=self.targets)
        if belonging.values("targets").distinct().count() != len(set(self.targets)):
            raise CannotSeat(
                "Có chỉ tiêu không thuộc chương trình này. Tải lại trang rồi chọn lại.",
                "A target does not belong to this programme. Load the page again and choose anew.",
            )

    def detail(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "role": str(self.role),
            "since": self.since.isoformat(),
            "targets": sorted(self.targets),
        }


@dataclass(kw_only=True)
class EndSeat(Action[Assignment]):
    """``until`` is the seat's last day. The seat stays in the board's history. Raises :class:`CannotSeat`."""

    verb = "resolutions.appoint"
    seat: Assignment
    until: date

    def subject(self) -> Assignment:
        return self.seat

    def perform(self) -> Assignment:
        self.seat = Assignment.objects.select_for_update().get(pk=self.seat.pk)
        if self.seat.until is not None:
            raise CannotSeat("Phân công này đã kết thúc.", "This seat has ended already.")
        if self.seat.since and self.until < self.seat.since:
            raise CannotSeat(
                f"Ngày kết thúc phải từ {self.seat.since:%d/%m/%Y} trở đi.",
                f"The last day has to be {self.seat.since:%Y-%m-%d} or later.",
            )
        self.seat.until = self.until
        self.seat.save(update_fields=("until",))
        return self.seat

    def detail(self) -> dict[str, Any]:
        return {"title": self.seat.title, "until": self.until.isoformat()}
