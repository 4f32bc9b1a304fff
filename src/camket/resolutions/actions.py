from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from camket.foundation.actions import Action
from camket.foundation.english import fill
from camket.foundation.errors import CamketError
from camket.measures.decimals import format_number
from camket.measures.folding import slug
from camket.records.heads import head
from camket.resolutions import queries
from camket.resolutions.enums import SeatRole
from camket.resolutions.models import Assignment, Group, Programme, Resolution, Term
from camket.resolutions.outline import Outline
from camket.resolutions.outline import Programme as OutlinedProgramme

if TYPE_CHECKING:
    from camket.records.models import Document


@dataclass(kw_only=True)
class RecordResolution(Action[Resolution]):
    """The resolution that a document is: its term, groups, programmes and boards, read from its outline."""

    verb = "resolutions.record"
    document: Document

    def subject(self) -> Document:
        return self.document

    def perform(self) -> Resolution:
        known = queries.of_document(self.document)
        return known or self._record(queries.outlined(self.document.text))

    def _record(self, found: Outline) -> Resolution:
        resolution = Resolution.objects.create(
            document=self.document,
            area_id=self.document.area_id,
            term=self._term(),
            slug=self._slug(),
            title=self.document.title,
            issuer=self.document.issuer,
            adopted_on=self.document.issued_on,
            announced=found.announced_total,
        )
        for group in found.groups:
            Group.objects.create(
                resolution=resolution,
                order=group.order,
                name=group.name,
                slug=slug(group.name, 110),
                announced=group.announced,
            )
        for programme in found.programmes:
            _programme(resolution, programme)
        return resolution

    def _term(self) -> Term:
        years = head(self.document.text, self.document.file_name).term
        if years is None:
            name = self.document.file_name
            raise CamketError(
                f"{name}: không thấy nhiệm kỳ (ví dụ “nhiệm kỳ 2020 - 2025”). Ghi thêm vào văn bản rồi tải lại.",
                f"{name}: the resolution names no term (such as “2020 - 2025”). Add it and load the file again.",
            )
        return Term.objects.get_or_create(first_year=years[0], last_year=years[1])[0]

    def _slug(self) -> str:
        term = self._term()
        base = f"{self.document.area.slug}-{term.first_year}-{term.last_year}"
        taken = Resolution.objects.filter(slug=base).exists()
        return f"{base}-{self.document.sha256[:6]}" if taken else base


def _programme(resolution: Resolution, found: OutlinedProgramme) -> None:
    programme = Programme.objects.create(
        resolution=resolution, order=found.order, name=found.name, slug=slug(found.name, 110)
    )
    for order, seat in enumerate(found.seats, start=1):
        Assignment.objects.create(
            programme=programme,
            order=order,
            role=SeatRole(seat.role),
            title=seat.title,
            field=seat.field,
            since=resolution.adopted_on,
        )


@dataclass(kw_only=True)
class NameResolutionsInEnglish(Action[int]):
    """English for the titles, groups, programmes, posts and fields of an area's resolutions.

    ``english`` is by key: see ``foundation.english``.
    """

    verb = "targets.edit"
    area_id: int
    english: dict[str, str]

    def subject(self) -> None:
        return None

    def perform(self) -> int:
        area = {"resolution__area_id": self.area_id}
        seats = Assignment.objects.filter(programme__resolution__area_id=self.area_id)
        return sum(
            (
                fill(Resolution.objects.filter(area_id=self.area_id), "title", self.english),
                fill(Group.objects.filter(**area), "name", self.english),
                fill(Programme.objects.filter(**area), "name", self.english),
                fill(seats, "title", self.english),
                fill(seats, "field", self.english),
            )
        )


class CannotSet(CamketError):
    """The thresholds do not fit, or are others by now: the message says what to do."""


def must_fit(on_track: Decimal, at_risk: Decimal) -> None:
    """Raises :class:`CannotSet` where the two cannot be thresholds of a pace."""
    if not 0 < at_risk < on_track <= 1 or any(one != round(one, 2) for one in (on_track, at_risk)):
        raise CannotSet(
            "Hai ngưỡng phải lớn hơn 0, không quá 1, có nhiều nhất hai chữ số sau dấu phẩy, "
            "và ngưỡng có nguy cơ phải thấp hơn ngưỡng đúng tiến độ.",
            "Both thresholds have to be above 0 and at most 1, with two digits after the point at most, "
            "and that of “at risk” below that of “on track”.",
        )


@dataclass(kw_only=True)
class SetThresholds(Action[Resolution]):
    """From which pace on the targets of a resolution are on track, and from which at risk. ``seen`` are the two that
    the person saw. Raises :class:`CannotSet`."""

    verb = "resolutions.set_thresholds"
    resolution: Resolution
    on_track: Decimal
    at_risk: Decimal
    seen: tuple[Decimal, Decimal]

    def subject(self) -> Resolution:
        return self.resolution

    def perform(self) -> Resolution:
        self.resolution = Resolution.objects.select_for_update().get(pk=self.resolution.pk)
        self._check()
        wanted = {"on_track": self.on_track, "at_risk": self.at_risk}
        self.changed.note(self.resolution, wanted)
        for name, value in wanted.items():
            setattr(self.resolution, name, value)
        self.resolution.save(update_fields=tuple(wanted))
        return self.resolution

    def _check(self) -> None:
        held = (self.resolution.on_track, self.resolution.at_risk)
        if held != self.seen:
            raise CannotSet(
                f"Người khác vừa đổi ngưỡng thành {format_number(held[0])} và {format_number(held[1])}. "
                "Xem lại rồi lưu lần nữa.",
                f"Somebody else has just set the thresholds to {held[0]} and {held[1]}. Look again, then save.",
            )
        must_fit(self.on_track, self.at_risk)
        if held == (self.on_track, self.at_risk):
            raise CannotSet("Hai ngưỡng vẫn như cũ.", "The thresholds are what they were.")
        if not self.reason.strip():
            raise CannotSet("Ghi lý do đổi ngưỡng.", "Say why the thresholds change.")
