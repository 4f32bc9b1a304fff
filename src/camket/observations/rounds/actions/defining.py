"""Making a form, and changing what it asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from camket.foundation.actions import Action
from camket.observations.rounds import queries
from camket.observations.rounds.models import Form, FormLine, FormVersion


@dataclass(frozen=True)
class Asked:
    """One line of a form, by keys."""

    indicator_id: int
    area_id: int
    office_id: int
    contact: str = ""


def propose(area_id: int, on: date) -> list[Asked]:
    """A line for each open target of an area, asked of its lead office."""
    found = queries.proposed(area_id, on)
    return [Asked(one.indicator_id, one.area_id, one.lead_id) for one in found if one.lead_id]


@dataclass(kw_only=True)
class MakeForm(Action[Form]):
    """A form with its first version. ``settings`` are field values of the form by name."""

    verb = "rounds.manage"
    area_id: int
    settings: dict[str, Any]
    lines: Sequence[Asked]
    since: date

    def subject(self) -> None:
        return None

    def perform(self) -> Form:
        made = Form.objects.create(area_id=self.area_id, **self.settings)
        _version(made, self.lines, self.since)
        return made

    def detail(self) -> dict[str, Any]:
        return {"name": self.settings["name"], "lines": len(self.lines)}


@dataclass(kw_only=True)
class ChangeLines(Action[Form]):
    """What a form asks from a day on: a new version, where it asks for something else than before."""

    verb = "rounds.manage"
    form: Form
    lines: Sequence[Asked]
    since: date

    def subject(self) -> Form:
        return self.form

    def perform(self) -> Form:
        newest = self.form.versions.order_by("-since", "-pk").first()
        if newest is None or lines_of(newest) != list(self.lines):
            _version(self.form, self.lines, self.since)
        return self.form

    def detail(self) -> dict[str, Any]:
        return {"lines": len(self.lines), "since": self.since.isoformat()}


@dataclass(kw_only=True)
class ChangeForm(ChangeLines):
    """The same, with settings that hold for rounds to come."""

    settings: dict[str, Any]

    def perform(self) -> Form:
        for name, value in self.settings.items():
            setattr(self.form, name, value)
        self.form.save()
        return super().perform()


def lines_of(version: FormVersion) -> list[Asked]:
    rows = version.lines.order_by("order", "id").values_list("indicator_id", "area_id", "office_id", "contact")
    return [Asked(*row) for row in rows]


def _version(form: Form, lines: Sequence[Asked], since: date) -> None:
    version = FormVersion.objects.create(form=form, since=since)
    FormLine.objects.bulk_create(
        FormLine(
            version=version,
            order=order,
            indicator_id=one.indicator_id,
            area_id=one.area_id,
            office_id=one.office_id,
            contact=one.contact,
        )
        for order, one in enumerate(lines)
    )
