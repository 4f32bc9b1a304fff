"""Forms of the pages of reviews, boards and hand-over. What is missing is said in Vietnamese beside its field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from camket.intake import phrases
from camket.intake.forms import DecimalEntry
from camket.measures.periods import name_of_day
from camket.resolutions.actions import CannotSet, must_fit
from camket.resolutions.enums import SeatRole
from camket.reviews import entries
from camket.reviews.enums import NoteKind, ObstacleKind, ProjectStage, ReviewKind
from camket.reviews.queries.handover import Proposal
from camket.targets.wording import dated

_REQUIRED = {"required": _("Ô này cần có nội dung.")}
_DAY = {"required": _("Chọn ngày."), "invalid": _("Ngày chưa đúng.")}


def _text(label: Any, rows: int = 3, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=area, error_messages=_REQUIRED, **more)


def _line(label: Any, most: int = 400, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, error_messages=_REQUIRED, **more)


def _day(label: Any, **more: Any) -> forms.DateField:
    picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=picker, error_messages=_DAY, **more)


def _kind(label: Any, kinds: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[(one.value, _(str(one.label))) for one in kinds])


class Chosen(forms.Form):
    """A form that offers rows by name. ``offered`` are the rows of each field; ``given`` answers with rows for keys."""

    offers: Mapping[str, Any] = {}

    def __init__(self, offered: Mapping[str, Iterable[Any]], data: Any = None, **more: Any) -> None:
        self._offered = {name: {str(one.pk): one for one in rows} for name, rows in offered.items()}
        super().__init__(data, **{"auto_id": f"id_{type(self).__name__.lower()}_%s", **more})
        for name, empty in self.offers.items():
            rows = [(key, self.called(name, one)) for key, one in self._offered.get(name, {}).items()]
            self.fields[name].choices = [("", empty), *rows] if empty else rows  # type: ignore[attr-defined]  # of choice

    def called(self, name: str, row: Any) -> str:
        """What a row is called in the choice of a field: two targets of one indicator by what they promise."""
        alike = [one for one in self._offered[name].values() if str(one) == str(row)]
        return f"{row} ({dated(row)})" if len(alike) > 1 and name.startswith("target") else str(row)

    @property
    def given(self) -> dict[str, Any]:
        return {name: self._row(name, value) for name, value in self.cleaned_data.items()}

    def _row(self, name: str, value: Any) -> Any:
        if name not in self.offers:
            return value
        known = self._offered.get(name, {})
        return [known[key] for key in value] if isinstance(value, list) else known.get(value)


class Again(forms.Form):
    """An entry once more. ``seen`` is the stamp of what it said when its page was opened."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def meet(self, now: Mapping[str, Any]) -> None:
        """Somebody else has changed it meanwhile: what it says ``now`` stands beside each field that differs; what was
        typed stays, and is saved by the next press."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a query that was sent
        self.data = data
        data["seen"] = entries.stamp(now)
        for name, value in now.items():
            theirs = self._words(name, value)
            if theirs != self._words(name, self.cleaned_data.get(name)):
                self.add_error(name, _("Bản đang lưu: %(text)s") % {"text": theirs or "–"})

    def _words(self, name: str, value: Any) -> str:
        called = {str(key): str(label) for key, label in getattr(self.fields[name], "choices", ())}
        if isinstance(value, date):
            return name_of_day(value, phrases.language())
        if isinstance(value, list):
            return ", ".join(label for key, label in called.items() if key in map(str, value))
        text = "" if value is None else str(value)
        return called.get(text, text)


class OpenForm(Chosen):
    kind = _kind(_("Kỳ"), ReviewKind)
    on = _day(_("Tính đến ngày"))


class NoteForm(Chosen):
    offers = {"target": _("Cả nghị quyết")}
    kind = _kind(_("Loại"), NoteKind)
    target = forms.ChoiceField(label=_("Nói về"), required=False)
    text = _text(_("Nội dung"))


class EditForm(forms.Form):
    """A note again. ``seen`` is the version that the person changes."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    text = _text(_("Nội dung"))

    @property
    def given(self) -> dict[str, Any]:
        return self.cleaned_data


class ObstacleForm(Chosen):
    offers = {"target": _("Không riêng chỉ tiêu nào"), "project": _("Không riêng công trình nào")}
    kind = _kind(_("Loại"), ObstacleKind)
    what = _text(_("Vướng mắc gì"), rows=2)
    place = _line(_("Ở đâu"), required=False)
    since = _day(_("Từ ngày"))
    waiting_for = _line(_("Đang chờ cơ quan nào giải quyết"))
    target = forms.ChoiceField(label=_("Ảnh hưởng chỉ tiêu"), required=False)
    project = forms.ChoiceField(label=_("Thuộc công trình"), required=False)


class EditObstacleForm(Again, ObstacleForm):
    pass


class RemedyForm(Chosen):
    """The six things that a task has to be clear about, and what it is for."""

    offers = {
        "target": _("Chọn nếu là cho chỉ tiêu"),
        "obstacle": _("Chọn nếu là để gỡ vướng"),
        "office": _("Chọn cơ quan"),
    }
    what = _text(_("Việc phải làm"), rows=2)
    target = forms.ChoiceField(label=_("Cho chỉ tiêu"), required=False)
    obstacle = forms.ChoiceField(label=_("Gỡ vướng mắc"), required=False)
    office = forms.ChoiceField(label=_("Cơ quan thực hiện"), error_messages={"required": _("Chọn cơ quan thực hiện.")})
    post = _line(_("Chức danh phụ trách"), help_text=_("Ghi chức danh, không ghi tên người."))
    due = _day(_("Hạn hoàn thành"))
    answers_to = _line(_("Chịu trách nhiệm trước"))
    product = _line(_("Sản phẩm phải có"), 600)
    authority = _line(_("Thẩm quyền, căn cứ giao"))


class EditRemedyForm(Again, RemedyForm):
    pass


class EndTaskForm(forms.Form):
    words = _line(_("Sản phẩm đã có, hoặc lý do thôi"), 600)


class StepForm(Chosen):
    reason = _text(_("Nội dung"), rows=2)


class ExtendTaskForm(Chosen):
    due = _day(_("Hạn mới"))
    reason = _text(_("Lý do"), rows=2)


class HandTaskForm(Chosen):
    offers = {"office": _("Chọn cơ quan")}
    office = forms.ChoiceField(label=_("Cơ quan nhận"), error_messages={"required": _("Chọn cơ quan thực hiện.")})
    reason = _text(_("Lý do"), rows=2)


class SignForm(Chosen):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    signed_as = _line(_("Chức danh người ký"))


class ReasonForm(Chosen):
    reason = _text(_("Lý do"), rows=2)


class AddendumForm(Chosen):
    text = _text(_("Nội dung bổ sung"))
    text_en = _text(_("Bản tiếng Anh, nếu có"), rows=2, required=False)


class _Seat(Chosen):
    """What a seat answers for, and where its post is told."""

    offers = {"targets": None, "holder": _("Chưa có tài khoản")}
    field = _line(_("Lĩnh vực phụ trách"), 600, required=False)
    targets = forms.MultipleChoiceField(
        label=_("Chỉ tiêu phụ trách"), widget=forms.CheckboxSelectMultiple, required=False
    )
    holder = forms.ChoiceField(
        label=_("Tài khoản của chức danh"),
        required=False,
        help_text=_("Số liệu và nhiệm vụ quá hạn được báo đến thư của tài khoản này."),
    )
    mail = forms.EmailField(
        label=_("Địa chỉ thư của chức danh"),
        required=False,
        help_text=_("Dùng khi chức danh chưa có tài khoản. Ghi thư công vụ của chức danh, không ghi thư riêng."),
    )

    def called(self, name: str, row: Any) -> str:
        if name != "holder":
            return super().called(name, row)
        return f"{row.username} – {row.office.shown}" if row.office else row.username


class SeatForm(_Seat):
    role = _kind(_("Vai trò"), SeatRole)
    title = _line(_("Chức danh"), help_text=_("Ghi chức danh, không ghi tên người."))
    since = _day(_("Từ ngày"))
    field_order = ("role", "title", "field", "since", "targets", "holder", "mail")


class ChangeSeatForm(_Seat):
    since = _day(
        _("Áp dụng từ ngày"),
        help_text=_("Trước ngày này, lĩnh vực và chỉ tiêu cũ vẫn được giữ trong lịch sử của Ban Chủ nhiệm."),
    )


class EndSeatForm(forms.Form):
    until = _day(_("Ngày cuối cùng"))


class ProjectForm(Chosen):
    offers = {"targets": None}
    name = _line(_("Tên công trình, dự án"))
    place = _line(_("Địa điểm"), required=False)
    targets = forms.MultipleChoiceField(
        label=_("Phục vụ chỉ tiêu"), widget=forms.CheckboxSelectMultiple, required=False
    )


class EditProjectForm(Again, ProjectForm):
    pass


class MilestonesForm(Again):
    """Planned and actual days of each stage."""

    def __init__(self, project: Any, data: Any = None) -> None:
        now = entries.of_days(project)
        super().__init__(data, auto_id=f"id_{project.pk}_%s", initial={**now, "seen": entries.stamp(now)})
        for stage in ProjectStage:
            for name, label in (("planned", _("kế hoạch")), ("actual", _("thực tế"))):
                self.fields[f"{name}_{stage.value}"] = _day(f"{_(str(stage.label))}, {label}", required=False)

    def days(self, name: str) -> dict[ProjectStage, Any]:
        return {stage: self.cleaned_data[f"{name}_{stage.value}"] for stage in ProjectStage}


class CarryForm(forms.Form):
    """A tick, a value and a due year for each target that may go on."""

    def __init__(self, proposals: Iterable[Proposal], years: tuple[int, int], data: Any = None) -> None:
        self.proposals = [one for one in proposals if not one.carried]
        super().__init__(data)
        for one in self.proposals:
            key = one.target.pk
            self.fields[f"on_{key}"] = forms.BooleanField(label=str(one.target.indicator.shown), required=False)
            if one.target.value is not None:
                value = DecimalEntry(label=_("Mục tiêu mới"), error_messages=_REQUIRED)
                value.initial = one.target.value
                value.label = f"{value.label} ({_(one.target.unit)})" if one.target.unit else value.label
                self.fields[f"value_{key}"] = value
            year = forms.IntegerField(label=_("Đến năm"), min_value=years[0] + 1, max_value=years[1])
            year.initial = years[1]
            self.fields[f"year_{key}"] = year

    @property
    def lines(self) -> list[tuple[Proposal, list[Any]]]:
        names = ("on", "value", "year")
        return [
            (one, [self[f"{name}_{one.target.pk}"] for name in names if f"{name}_{one.target.pk}" in self.fields])
            for one in self.proposals
        ]

    @property
    def chosen(self) -> list[tuple[Any, Decimal | None, int]]:
        told = self.cleaned_data
        return [
            (one.target, told.get(f"value_{one.target.pk}"), told[f"year_{one.target.pk}"])
            for one in self.proposals
            if told[f"on_{one.target.pk}"]
        ]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not any(value for name, value in told.items() if name.startswith("on_")):
            raise forms.ValidationError(_("Chọn ít nhất một chỉ tiêu."))
        return told


def _seen(resolution: Any) -> str:
    return f"{resolution.on_track} {resolution.at_risk}"


class ThresholdsForm(forms.Form):
    """``explained``: whoever saves says why; to look at what would change, nobody has to."""

    on_track = DecimalEntry(label=_("Đúng tiến độ khi nhịp độ từ"), error_messages=_REQUIRED)
    at_risk = DecimalEntry(label=_("Có nguy cơ khi nhịp độ từ"), error_messages=_REQUIRED)
    reason = _text(_("Vì sao đổi"), rows=2, max_length=500)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, explained: bool = True, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["reason"].required = explained

    @classmethod
    def of(cls, resolution: Any, wanted: Any = None, reason: Any = "") -> ThresholdsForm:
        """What a resolution has; or what is ``wanted`` instead, for a press."""
        told = {"reason": reason, "seen": _seen(resolution)}
        for name in ("on_track", "at_risk"):
            told[name] = getattr(wanted or resolution, name).normalize()
        return cls(initial=told, auto_id=False if wanted else "id_%s")

    def look_at(self, resolution: Any) -> ThresholdsForm:
        """What was typed stays, and is saved by the next press over what the resolution has now."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a query that was sent
        data["seen"] = _seen(resolution)
        self.data = data
        return self

    def clean_seen(self) -> tuple[Decimal, Decimal]:
        try:
            on_track, at_risk = map(Decimal, self.cleaned_data["seen"].split())
        except (ArithmeticError, ValueError):  # of a request made by hand: whoever has seen nothing looks again
            return Decimal(0), Decimal(0)
        return on_track, at_risk

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if {"on_track", "at_risk"} <= told.keys():
            try:
                must_fit(*self.wanted)
            except CannotSet as error:
                raise forms.ValidationError(error.message(phrases.language())) from error
        return told

    @property
    def wanted(self) -> tuple[Decimal, Decimal]:
        return self.cleaned_data["on_track"], self.cleaned_data["at_risk"]

    @property
    def given(self) -> dict[str, Any]:
        return self.cleaned_data
