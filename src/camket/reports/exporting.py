"""Forms of other systems are kept, changed and filled."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from camket.foundation.actions import Action
from camket.foundation.errors import CamketError
from camket.jobs.actions import start
from camket.reports.composing import plain
from camket.reports.exports import filling, form, periods
from camket.reports.models import ExportForm
from camket.reports.tasks import make_export
from camket.reports.writing import token

if TYPE_CHECKING:
    from camket.areas.models import Area
    from camket.jobs.models import Job

SAMPLES = {
    "thong-ke": gettext_noop("Biểu của cơ quan thống kê (mẫu hư cấu)"),
    "chuong-trinh": gettext_noop("Phiếu của hệ thống chương trình (mẫu hư cấu)"),
}


class TwoForms(CamketError):
    """Somebody else has changed the form meanwhile. ``now`` is how it reads; nothing of either text is lost."""

    def __init__(self, now: str) -> None:
        self.now = now
        super().__init__(
            "Người khác vừa sửa biểu này. Dưới đây có cả hai bản: ghép lại rồi lưu.",
            "Somebody else has just changed this form. Both texts are below: put them together, then save.",
        )


def sample(name: str) -> str:
    """The text of a form to begin with."""
    return (files("camket.reports.exports") / "samples" / f"{name}.toml").read_text()


def called(text: str) -> str:
    """What a form says that it is called, also where the rest of it is wrong yet."""
    try:
        return form.read(text).name
    except form.FormWrong:
        line = next((one for one in text.splitlines() if one.startswith("ten")), "")
        return line.partition("=")[2].strip().strip('"') or _("Biểu chưa đặt tên")


@dataclass(kw_only=True)
class BeginForm(Action[ExportForm]):
    """A form of an area, from a sample."""

    verb = "exports.edit"
    area: Area
    name: str

    def subject(self) -> Area:
        return self.area

    def perform(self) -> ExportForm:
        text = sample(self.name)
        return ExportForm.objects.create(area=self.area, text=text, name=called(text)[:400], changed_by=self.by)


@dataclass(kw_only=True)
class ChangeForm(Action[ExportForm]):
    """``seen`` is the token of the text that the person changed; raises :class:`TwoForms` where it is another now.

    What is wrong in the new text does not keep it from being kept.
    """

    verb = "exports.edit"
    form: ExportForm
    seen: str
    text: str

    def subject(self) -> ExportForm:
        return self.form

    def perform(self) -> ExportForm:
        now = ExportForm.objects.select_for_update(of=("self",)).get(pk=self.form.pk)
        text = f"{plain(self.text)}\n"
        if token(now.text) != self.seen and now.text != text:
            raise TwoForms(now.text)
        self.changed.note(now, {"text": text})
        now.text, now.name, now.changed_by = text, called(text)[:400], self.by
        now.save()
        return now


@dataclass(kw_only=True)
class FillForm(Action[filling.Filled]):
    """The form filled for some periods. Raises ``FormWrong``, ``NoSuchPeriod``."""

    verb = "exports.read"
    area: Area
    text: str
    asked: Sequence[str]
    allowed: Collection[int] | None = None
    as_of: datetime | None = None
    lacking: int = field(default=0, init=False)

    def subject(self) -> Area:
        return self.area

    def perform(self) -> filling.Filled:
        wanted = [periods.read(one) for one in self.asked]
        made = filling.fill(form.read(self.text), wanted, self.as_of or timezone.now(), self.area.pk, self.allowed)
        self.lacking = len(made.missing)
        return made

    def detail(self) -> dict[str, Any]:
        return {"form": called(self.text), "periods": list(self.asked), "missing": self.lacking}


@dataclass(kw_only=True)
class AskForExport(Action["Job"]):
    """A job that makes the file of a filled form: ``suffix`` is that of a sheet or of plain text."""

    verb = "exports.read"
    form: ExportForm
    asked: Sequence[str]
    suffix: str
    allowed: Collection[int]

    def subject(self) -> ExportForm:
        return self.form

    def perform(self) -> Job:
        back = reverse("reports:form", args=[self.form.pk])
        given = {
            "form": self.form.pk,
            "asked": list(self.asked),
            "suffix": self.suffix,
            "allowed": sorted(self.allowed),
        }
        return start(
            make_export, title=_("Xuất biểu: %(name)s") % {"name": self.form.name}, by=self.by, back=back, **given
        )

    def detail(self) -> dict[str, Any]:
        return {"periods": list(self.asked), "suffix": self.suffix}
