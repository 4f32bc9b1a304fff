"""Making a form, and changing what it asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from camket.foundation.actions import Action
from camket.measures.folding import fold
from camket.observations.rounds import queries
from camket.observations.rounds.models import Form, FormLine, FormVersion

if TYPE_CHECKING:
    from camket.areas.models import Area
    from camket.people.models import Office

_COMMITTEES = ("uy ban nhan dan", "ubnd")


@dataclass(frozen=True)
class Asked:
    """One line of a form, by keys. ``post`` and ``contact`` are those of a person who reports for the office."""

    indicator_id: int
    area_id: int
    office_id: int
    contact: str = ""
    post: str = ""

    @property
    def key(self) -> tuple[int, int]:
        return self.indicator_id, self.area_id


def propose(area_id: int, on: date) -> list[Asked]:
    """A line for each open target of an area, asked of its lead office."""
    found = queries.proposed(area_id, on)
    return [Asked(one.indicator_id, one.area_id, one.lead_id) for one in found if one.lead_id]


def per_area(
    indicator_id: int, areas: Sequence[Area], offices: Sequence[Office], other: int | None
) -> tuple[list[Asked], list[Area]]:
    """A line for each area, asked of the area's own office, else of the ``other`` one; and the areas for which there is
    neither."""
    owners = {area.pk: _office_of(area, offices) or other for area in areas}
    lines = [Asked(indicator_id, area.pk, owner) for area in areas if (owner := owners[area.pk])]
    return lines, [area for area in areas if not owners[area.pk]]


def _office_of(area: Area, offices: Sequence[Office]) -> int | None:
    """The people's committee of an area, else its only office."""
    own = [one for one in offices if one.area_id == area.pk]
    committees = [one for one in own if fold(str(one.name)).startswith(_COMMITTEES)]
    chosen = committees or own
    return chosen[0].pk if len(chosen) == 1 else None


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
    rows = version.lines.order_by("order", "id").values_list("indicator_id", "area_id", "office_id", "contact", "post")
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
            post=one.post,
            contact=one.contact,
        )
        for order, one in enumerate(lines)
    )
