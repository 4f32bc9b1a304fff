"""Offices: named on first mention or added, renamed, ended; a name that one had stays known."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from camket.foundation.actions import Action
from camket.foundation.errors import CamketError
from camket.measures.folding import slug
from camket.people import queries
from camket.people.models import Office, OfficeName
from camket.people.standing import pass_on

_DEEPEST = 20


@dataclass(kw_only=True)
class RecordOffice(Action[Office]):
    """The office that has or had that name in the area, made on first mention; on a day ``on`` after its end the one
    that goes on for it."""

    verb = "resolutions.record"
    area_id: int
    name: str
    on: date | None = None

    def subject(self) -> None:
        return None

    def perform(self) -> Office:
        known = queries.office_known_as(self.area_id, self.name)
        if known:
            return queries.going_on(known, self.on) if self.on else known
        key = slug(self.name, 110)
        return Office.objects.get_or_create(area_id=self.area_id, slug=key, defaults={"name": self.name})[0]


class NameTaken(CamketError):
    """Another office of the area has or had that name."""

    def __init__(self, name: str, office: Office) -> None:
        super().__init__(
            f"“{name}” đã là tên gọi của “{office.name}”. Đặt tên khác; nếu là một cơ quan, hãy dùng cơ quan đã có.",
            f"“{name}” is a name of “{office.name}”. Choose another, or use that office if they are one.",
        )


@dataclass(kw_only=True)
class AddOffice(Action[Office]):
    """A new office of an area. Raises :class:`NameTaken`."""

    verb = "people.edit_office"
    area_id: int
    name: str
    name_en: str = ""

    def subject(self) -> None:
        return None

    def perform(self) -> Office:
        known = queries.office_known_as(self.area_id, self.name)
        if known:
            raise NameTaken(self.name, known)
        key = slug(self.name, 110)
        return Office.objects.create(area_id=self.area_id, slug=key, name=self.name, name_en=self.name_en)


class AboveItself(CamketError):
    """An office cannot stand above one that stands above it."""

    def __init__(self, office: Office) -> None:
        super().__init__(
            f"“{office.name}” không thể là cấp dưới của chính mình. Hãy chọn cơ quan cấp trên khác, hoặc bỏ trống.",
            f"“{office.name}” cannot be below itself. Choose another office above it, or none.",
        )


@dataclass(kw_only=True)
class EditOffice(Action[Office]):
    """What an office is called, where it and its head get their mail, and which office is above. ``changes`` are field
    values by name. Documents that use a former name mean it as before, and its public address stays.

    Raises :class:`AboveItself` or :class:`NameTaken`.
    """

    verb = "people.edit_office"
    office: Office
    changes: dict[str, Any]

    def subject(self) -> Office:
        return self.office

    def perform(self) -> Office:
        office = self.office
        self._keep_above()
        if self.changes.get("name", office.name) != office.name:
            self._rename(self.changes["name"])
        self.changed.note(office, self.changes)
        for name, value in self.changes.items():
            setattr(office, name, value)
        office.save(update_fields=tuple(self.changes))
        return office

    def _keep_above(self) -> None:
        above, seen = self.changes.get("parent"), 0
        while above is not None and seen < _DEEPEST:
            if above.pk == self.office.pk:
                raise AboveItself(self.office)
            above, seen = above.parent, seen + 1

    def _rename(self, name: str) -> None:
        office = self.office
        known = queries.office_known_as(office.area_id, name)
        if known and known.pk != office.pk:
            raise NameTaken(name, known)
        for called in (str(office.name), name):
            if (key := slug(called, 110)) != office.slug:
                OfficeName.objects.get_or_create(
                    area_id=office.area_id, key=key, defaults={"office": office, "name": called}
                )


@dataclass(kw_only=True)
class EndOffice(Action[Office]):
    """From the day ``since`` on there is no such office. ``successor`` goes on for it, where there is one: offices
    below it come below that one, and its accounts are that one's, where both are of one area. What offices have in the
    rooms above is passed on by ``observations.rounds.actions.RetireOffice``."""

    verb = "people.edit_office"
    office: Office
    since: date
    successor: Office | None = None
    on: date = field(default_factory=timezone.localdate)

    def subject(self) -> Office:
        return self.office

    def perform(self) -> Office:
        office, successor = self.office, self.successor
        last_day = self.since - timedelta(days=1)
        self.changed.note(office, {"ended_on": last_day, "successor": successor})
        office.ended_on, office.successor = last_day, successor
        office.save(update_fields=("ended_on", "successor"))
        if successor:
            Office.objects.filter(parent=office).exclude(pk=successor.pk).update(parent=successor)
            Office.objects.filter(pk=successor.pk, parent=office).update(parent=office.parent)
            if successor.area_id == office.area_id:
                pass_on(office, successor, self.since, self.on)
        return office
