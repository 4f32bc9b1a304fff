"""Days off, added and taken away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from camket.foundation.actions import Action
from camket.foundation.errors import CamketError
from camket.observations.rounds import calendar, holidays
from camket.observations.rounds.models import Holiday, Round


class KnownAlready(CamketError):
    """The day is off already."""

    def __init__(self, known: Holiday) -> None:
        super().__init__(
            f"Ngày {known.day:%d/%m/%Y} đã có trong danh sách: {known.name}. Bỏ dòng đó trước nếu muốn ghi lại.",
            f"{known.day:%Y-%m-%d} is in the list already: {known.name}. Take that line away first to write it anew.",
        )


@dataclass(kw_only=True)
class AddHoliday(Action[Holiday]):
    """A day off; rounds that are due on it, or whose grace ends then, are so on the next working day. Raises
    :class:`KnownAlready`."""

    verb = "rounds.set_holidays"
    day: date
    name: str
    source: str
    yearly: bool = False

    def subject(self) -> None:
        """Days off of the whole site."""

    def perform(self) -> Holiday:
        known = Holiday.objects.filter(day=self.day).first()
        if known:
            raise KnownAlready(known)
        made = Holiday.objects.create(day=self.day, name=self.name, source=self.source, yearly=self.yearly)
        holidays.forget()
        transaction.on_commit(holidays.forget)
        for field in ("due", "grace_until"):
            Round.objects.filter(**{field: self.day}).update(**{field: calendar.next_working(self.day)})
        return made

    def detail(self) -> dict[str, Any]:
        return {"on": self.day.isoformat(), "name": self.name, "ground": self.source}


@dataclass(kw_only=True)
class RemoveHoliday(Action[None]):
    """A working day again; what was due on the day after it stays so."""

    verb = "rounds.set_holidays"
    holiday: Holiday

    def subject(self) -> Holiday:
        return self.holiday

    def perform(self) -> None:
        Holiday.objects.filter(pk=self.holiday.pk).delete()
        holidays.forget()
        transaction.on_commit(holidays.forget)

    def detail(self) -> dict[str, Any]:
        return {"on": self.holiday.day.isoformat(), "name": self.holiday.name}
