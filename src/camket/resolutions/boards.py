"""Who sits on the board of a programme, and from when to when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
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


def _belong(programme_id: int, targets: Collection[int]) -> None:
    """Raises :class:`CannotSeat` where a target is none of the programme's."""
    belonging = Programme.objects.filter(pk=programme_id, targets__in=targets)
    if belonging.values("targets").distinct().count() != len(set(targets)):
        raise CannotSeat(
            "Có chỉ tiêu không thuộc chương trình này. Tải lại trang rồi chọn lại.",
            "A target does not belong to this programme. Load the page again and choose anew.",
        )


def _next_place(programme_id: int) -> int:
    last = Assignment.objects.filter(programme=programme_id).aggregate(last=Max("order"))["last"]
    return (last or 0) + 1


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
    mail: str = ""
    targets: Collection[int] = ()

    def subject(self) -> Programme:
        return self.programme

    def perform(self) -> Assignment:
        Programme.objects.select_for_update().get(pk=self.programme.pk)
        self._check()
        seat = Assignment.objects.create(
            programme=self.programme,
            order=_next_place(self.programme.pk),
            role=self.role,
            title=self.title,
            field=self.field,
            since=self.since,
            holder=self.holder,
            mail=self.mail,
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
        _belong(self.programme.pk, self.targets)

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


@dataclass(kw_only=True)
class ChangeSeat(Action[Assignment]):
    """A seat answers for something else from the day ``since`` on: the seat as it was ends the day before and stays in
    the board's history; a new one takes its place. From its own first day on, or where only ``holder`` and ``mail`` are
    others, it is put right where it stands. Answers with the seat that is held from then on. Raises
    :class:`CannotSeat`."""

    verb = "resolutions.appoint"
    seat: Assignment
    since: date
    field: str
    targets: Collection[int]
    holder: User | None = None
    mail: str = ""

    def subject(self) -> Assignment:
        return self.seat

    def perform(self) -> Assignment:
        Programme.objects.select_for_update().get(pk=self.seat.programme_id)
        self.seat.refresh_from_db(fields=("field", "since", "until", "order", "holder", "mail"))
        self._check()
        answered = sorted(self.seat.targets.values_list("pk", flat=True))
        self.changed.note(self.seat, {"field": self.field, "holder": self.holder, "mail": self.mail})
        self.changed.between("targets", answered, sorted(self.targets))
        duties_stay = self.field == self.seat.field and answered == sorted(self.targets)
        begun = self.seat.since is None or self.seat.since < self.since
        return self._put_right(self.seat) if duties_stay or not begun else self._put_right(self._successor())

    def _check(self) -> None:
        _belong(self.seat.programme_id, self.targets)
        if self.seat.until is not None:
            raise CannotSeat("Phân công này đã kết thúc.", "This seat has ended already.")

    def _successor(self) -> Assignment:
        """Stands where the seat stood in the board's order, which goes behind the others."""
        former = Assignment.objects.get(pk=self.seat.pk)
        place, former.order = former.order, _next_place(former.programme_id)
        former.until = self.since - timedelta(days=1)
        former.save(update_fields=("order", "until"))
        former.pk, former._state.adding = None, True
        former.order, former.since, former.until = place, self.since, None
        former.field_en = former.field_en if former.field == self.field else ""
        former.save()
        return former

    def _put_right(self, seat: Assignment) -> Assignment:
        if seat.field != self.field:
            seat.field, seat.field_en = self.field, ""
        seat.holder, seat.mail = self.holder, self.mail
        seat.save(update_fields=("field", "field_en", "holder", "mail"))
        seat.targets.set(self.targets)
        return seat

    def detail(self) -> dict[str, Any]:
        return {"title": self.seat.title, "since": self.since.isoformat()}
