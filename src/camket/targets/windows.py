"""The days that count for a target, put right by a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from camket.foundation.actions import Action
from camket.foundation.errors import CamketError
from camket.foundation.models import AuditEntry
from camket.targets.models import Target

Window = tuple[date, date]


class CannotMove(CamketError):
    """The window does not fit, or is another by now: the message says what to do."""


@dataclass(kw_only=True)
class SetWindow(Action[Target]):
    """From the first to the last day that count for a target. ``seen`` are those that the person saw. Raises
    :class:`CannotMove`."""

    verb = "targets.edit"
    target: Target
    start: date
    due: date
    seen: Window

    def subject(self) -> Target:
        return self.target

    def perform(self) -> Target:
        self.target = Target.objects.select_for_update(of=("self",)).select_related("indicator").get(pk=self.target.pk)
        self._check((self.target.start, self.target.due))
        wanted = {"start": self.start, "due": self.due}
        self.changed.note(self.target, wanted)
        self.target.start, self.target.due = self.start, self.due
        self.target.save(update_fields=tuple(wanted))
        return self.target

    def _check(self, held: Window) -> None:
        if held != self.seen:
            raise CannotMove(
                f"Người khác vừa đổi thời gian tính thành {held[0]:%d/%m/%Y} – {held[1]:%d/%m/%Y}. "
                "Xem lại rồi lưu lần nữa.",
                f"Somebody else has just set the window to {held[0]} – {held[1]}. Look again, then save.",
            )
        if held == (self.start, self.due):
            raise CannotMove("Thời gian tính vẫn như cũ.", "The window is what it was.")
        if self.start > self.due:
            raise CannotMove("Ngày đầu phải trước ngày cuối.", "The first day has to be before the last one.")
        if not self.reason.strip():
            raise CannotMove("Ghi lý do đổi thời gian tính.", "Say why the window changes.")
        same = ("resolution_id", "indicator_id", "area_id", "aggregate")
        others = Target.objects.filter(**{name: getattr(self.target, name) for name in same}, due=self.due)
        if others.exclude(pk=self.target.pk).exists():
            raise CannotMove(
                f"Nghị quyết đã có một chỉ tiêu như vậy, đến hết ngày {self.due:%d/%m/%Y}.",
                f"The resolution has such a target already, due {self.due}.",
            )


@dataclass(frozen=True)
class Moved:
    """A window that was set: when, by which account, from what to what and why."""

    at: datetime
    by: str
    before: Window
    after: Window
    reason: str


def moves(target: Target) -> list[Moved]:
    """How the window of a target was changed, the newest first, as the audit trail has it. One SQL statement."""
    told = AuditEntry.objects.filter(object_type="targets.target", object_id=str(target.pk), verb=SetWindow.verb)
    held, found = (target.start, target.due), []
    for entry in told.select_related("actor").order_by("-number"):
        if entry.after.keys() & {"start", "due"}:
            before = _with(held, entry.before)
            found.append(Moved(entry.at, str(entry.actor or ""), before, held, entry.reason))
            held = before
    return found


def _with(window: Window, told: dict[str, Any]) -> Window:
    start, due = (date.fromisoformat(told[name]) if name in told else None for name in ("start", "due"))
    return start or window[0], due or window[1]
