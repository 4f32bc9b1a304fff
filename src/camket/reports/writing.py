"""A report is made, edited and composed anew. Two people never overwrite each other: see docs/decisions/0026."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from camket.foundation import clock
from camket.foundation.actions import Action
from camket.jobs.actions import start
from camket.reports import keeping, merging, queries, sentences, usual
from camket.reports.composing import Text, compose, plain
from camket.reports.enums import FileKind, Layout, Section
from camket.reports.errors import ReportChanged
from camket.reports.models import Part, Report
from camket.reports.tasks import make_file

if TYPE_CHECKING:
    from camket.jobs.models import Job
    from camket.people.models import Office
    from camket.reports.contents import Contents
    from camket.resolutions.models import Resolution
    from camket.reviews.models import Review


class Typed(NamedTuple):
    """What somebody typed for a part, and the token of the text that they had before them."""

    seen: str
    text: str


class Choice(StrEnum):
    """What is done about an edit where the composed text has changed, or simply to take it back."""

    NEW = "new"
    KEEP = "keep"
    BOTH = "both"
    AGAIN = "again"


def token(text: str) -> str:
    """Tells one text from another."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(kw_only=True)
class MakeReport(Action[Report]):
    """The report of a review, or of a year where there is none; of an ``office`` of the area, or of its committee.
    Its layout, where none is given, and the lines that say who reports are those of the office's last report. Raises
    ``YearOutsideTerm``, ``YearToCome``."""

    verb = "reports.write"
    resolution: Resolution
    dated: date
    year: int = 0
    review: Review | None = None
    office: Office | None = None
    layout: Layout | None = None
    as_of: datetime | None = None

    def subject(self) -> Resolution:
        return self.resolution

    def perform(self) -> Report:
        self.layout = self.layout or usual.layout(self.resolution.area_id, self.office)
        report = Report(resolution=self.resolution, review=self.review, layout=self.layout, made_by=self.by)
        report.year = self.review.on.year if self.review else self.year
        report.dated, report.office = self.dated, self.office
        made = _composed(report, self.as_of or clock.tick().now)
        usual.carry(made)
        return made

    def detail(self) -> dict[str, Any]:
        of = {"review": self.review.pk} if self.review else {"year": self.year}
        return {**of, "dated": self.dated.isoformat(), "layout": str(self.layout)}


@dataclass(kw_only=True)
class ComposeAgain(Action[Report]):
    """Take in what is known now. Paragraphs that nobody edited are replaced; edits stay beside what is composed."""

    verb = "reports.write"
    report: Report
    dated: date
    as_of: datetime | None = None

    def subject(self) -> Report:
        return self.report

    def perform(self) -> Report:
        self.report = _held(self.report)
        self.report.dated = self.dated
        return _composed(self.report, self.as_of or clock.tick().now)

    def detail(self) -> dict[str, Any]:
        return {"dated": self.dated.isoformat()}


@dataclass(kw_only=True)
class EditReport(Action[list[Part]]):
    """Take over what somebody typed, by the key of each part. Answers with the parts that somebody else, or a new
    composition, has changed since they were shown: those are left as they are, the others are saved."""

    verb = "reports.write"
    report: Report
    typed: Mapping[int, Typed]
    told: list[str] = field(default_factory=list, init=False)

    def subject(self) -> Report:
        return self.report

    def perform(self) -> list[Part]:
        self.report = _held(self.report)
        clashes = []
        for part in self.report.parts.filter(pk__in=self.typed):
            given = self.typed[part.pk]
            text = plain(given.text)
            if text == part.text or token(text) == given.seen:
                continue
            if token(part.text) != given.seen:
                clashes.append(part)
            else:
                self._write(part, text)
        _name(self.report)
        return clashes

    def _write(self, part: Part, text: str) -> None:
        self.changed.between(_told(part), part.text, text)
        self.told.append(_told(part))
        part.write(text, edited_by=self.by, edited_at=timezone.now())
        part.save()

    def detail(self) -> dict[str, Any]:
        return {"parts": self.told}


@dataclass(kw_only=True)
class SettlePart(Action[Part | None]):
    """Take the composed text, keep the edit, take both, or the edit that was taken back. ``seen`` is the token of the
    composed text that the person saw. Answers with nothing where the part is gone with its edit."""

    verb = "reports.write"
    part: Part
    choice: Choice
    seen: str

    def subject(self) -> Part:
        return self.part

    def perform(self) -> Part | None:
        _held(self.part.report)
        part = Part.objects.filter(pk=self.part.pk).first()
        if part is None or token(part.generated) != self.seen:
            raise ReportChanged
        text = self._text(part)
        self.changed.between(_told(part), part.text, text)
        if part.is_gone and self.choice == Choice.NEW:
            part.delete()
            return None
        if self.choice == Choice.NEW and part.edited is not None:
            part.former = part.edited
        part.write(text, edited_by=self.by, edited_at=timezone.now())
        part.save()
        _name(self.part.report)
        return part

    def _text(self, part: Part) -> str:
        edited = part.text
        if self.choice == Choice.AGAIN:
            return part.former or edited
        if self.choice == Choice.BOTH:
            return merging.merged(part.basis, edited, part.generated) or edited
        return part.generated if self.choice == Choice.NEW else edited

    def detail(self) -> dict[str, Any]:
        return {"choice": str(self.choice)}


@dataclass(kw_only=True)
class AskForFile(Action["Job"]):
    """A job that makes a file of the report. The same report gives the same bytes each time."""

    verb = "reports.file"
    report: Report
    kind: FileKind

    def subject(self) -> Report:
        return self.report

    def perform(self) -> Job:
        title = _("%(kind)s: %(title)s") % {"kind": _(str(self.kind.label)), "title": self.report.title}
        back = reverse("reports:report", args=[self.report.pk])
        return start(make_file, title=title, by=self.by, back=back, report=self.report.pk, kind=self.kind.value)

    def detail(self) -> dict[str, Any]:
        return {"kind": str(self.kind)}


def _told(part: Part) -> str:
    """What the audit trail calls a part."""
    return f"{Section(part.section).label}, đoạn {part.order + 1}"


def _held(report: Report) -> Report:
    """The report as it is now; others who change it wait."""
    held = Report.objects.select_for_update(of=("self",))
    return held.select_related("resolution__area", "review", "office").get(pk=report.pk)


def _composed(report: Report, as_of: datetime) -> Report:
    found = queries.found_for(report, as_of)
    report.as_of = report.review.as_of if report.review else as_of
    report.on, report.contents, report.title = found.on, keeping.kept(found), sentences.title(found)[:600]
    report.save()
    _put_in(report, found)
    _name(report)
    return report


def _put_in(report: Report, found: Contents) -> None:
    """Bring the parts to what is composed now. An edited part that is composed no more stays, after those that are."""
    before = {(part.section, part.key): part for part in report.parts.all()}
    composed = compose(found)
    for order, one in enumerate(composed):
        part = before.pop((one.section, one.key), None) or Part(report=report, section=one.section, key=one.key)
        _take(part, one, order)
        part.save()
    last = {section: max(n for n, one in enumerate(composed) if one.section == section) for section in Section}
    for part in before.values():
        if part.edited is None:
            part.delete()
        else:
            part.generated, part.order = "", last[Section(part.section)]
            part.save()


def _take(part: Part, one: Text, order: int) -> None:
    part.generated, part.order = one.text, order
    if part.edited == part.generated:
        part.edited = None


def _name(report: Report) -> None:
    """The report is called as its title line says."""
    part = report.parts.filter(section=Section.HEAD, key="title").first()
    report.title = (part.text or part.generated)[:600] if part else report.title
    report.save(update_fields=("title", "changed_at"))
