"""The fields of a report form, and of its lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from camket.measures.periods import Period
from camket.observations.enums import Cycle, Stage
from camket.observations.rounds.actions import Asked
from camket.observations.rounds.models import Form
from camket.observations.rounds.wording import SENTENCES, Sentence, words

if TYPE_CHECKING:
    from camket.people.models import Office

SETTINGS = (
    *("name", "name_en", "cycle", "cumulative", "closing_day", "due_days", "grace_days", "stage", "approval"),
    *("contact", "message", "late_message", "head_days", "board_days", "leader_days"),
)


def _days(label: Any, usual: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=180,
        initial=usual,
        help_text=_("Số ngày sau hạn gửi. Bỏ trống thì không báo."),
    )


def _words(label: Any, help_text: Any) -> forms.CharField:
    area = forms.Textarea({"rows": 3})
    return forms.CharField(label=label, required=False, max_length=2000, widget=area, help_text=help_text)


class FormForm(forms.Form):
    """Settings of a form. ``area`` is asked for only where there are several."""

    area: forms.ModelChoiceField[Any] = forms.ModelChoiceField(queryset=None, label=_("Địa bàn"), empty_label=None)
    name = forms.CharField(label=_("Tên biểu"), max_length=400)
    name_en = forms.CharField(label=_("Tên tiếng Anh"), max_length=400, required=False)
    cycle = forms.ChoiceField(label=_("Chu kỳ"))
    cumulative = forms.BooleanField(
        label=_("Số cộng dồn từ đầu năm"), required=False, help_text=_("Chỉ dùng cho biểu tháng và biểu quý.")
    )
    closing_day = forms.IntegerField(
        label=_("Ngày chốt số liệu"),
        required=False,
        min_value=1,
        max_value=31,
        help_text=_("Ngày của tháng cuối kỳ, ví dụ 14. Bỏ trống thì chốt vào ngày cuối kỳ."),
    )
    due_days = forms.IntegerField(label=_("Hạn gửi, số ngày sau ngày chốt"), min_value=1, max_value=180, initial=10)
    grace_days = forms.IntegerField(label=_("Số ngày gia hạn"), min_value=0, max_value=180, initial=5)
    stage = forms.ChoiceField(label=_("Ghi nhận là số"), initial=Stage.FINAL)
    approval = forms.BooleanField(label=_("Phải duyệt mới ghi nhận"), required=False, initial=True)
    contact = forms.EmailField(
        label=_("Thư của người theo dõi biểu"),
        required=False,
        help_text=_("Nhận thư khi có đơn vị quá hạn, và là nơi đơn vị hỏi."),
    )
    message = _words(_("Lời nhắn trong thư nhắc"), _("In trong thư gửi đơn vị, dưới hạn gửi. Bỏ trống thì không có."))
    late_message = _words(_("Lời nhắn khi quá hạn"), _("Thay lời nhắn trên khi đơn vị đã quá hạn."))
    head_days = _days(_("Báo người đứng đầu đơn vị"), 1)
    board_days = _days(_("Báo thành viên Ban Chủ nhiệm phụ trách"), 3)
    leader_days = _days(_("Báo lãnh đạo"), 5)
    since = forms.DateField(
        label=_("Các dòng áp dụng từ ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Kỳ đã mở giữ nguyên các dòng của nó."),
    )

    def __init__(
        self, areas: QuerySet[Any], on: date, form: Form | None, data: Mapping[str, Any] | None = None
    ) -> None:
        before = {name: getattr(form, name) for name in SETTINGS} if form else {}
        super().__init__(data, initial={"since": on, **before})
        self._choose("cycle", Cycle)
        self._choose("stage", [one for one in Stage if one != Stage.PLAN])
        if form or areas.count() < 2:
            del self.fields["area"]
        else:
            self.fields["area"].queryset = areas  # type: ignore[attr-defined]  # a choice of rows
        self.form, self.areas = form, areas

    def _choose(self, name: str, kinds: Iterable[Any]) -> None:
        self.fields[name].choices = [(one.value, _(one.label)) for one in kinds]  # type: ignore[attr-defined]  # as above

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"]).strip()
        if any(one != self.form for one in Form.objects.filter(area__in=self.areas, name=name)):
            raise ValidationError(_("Đã có biểu mang tên này. Hãy đặt tên khác hoặc sửa biểu đã có."))
        return name

    @property
    def settings(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in SETTINGS}

    @property
    def area_id(self) -> int | None:
        """Of a new form: as chosen, or the only one that there is."""
        chosen = self.cleaned_data.get("area") or self.areas.first()
        return chosen.pk if chosen else None


class OfficeForm(forms.Form):
    """What an office is called, where it and its head get their mail, and who is above."""

    name = forms.CharField(
        label=_("Tên cơ quan, đơn vị"),
        max_length=400,
        help_text=_("Đổi tên thì văn bản dùng tên cũ vẫn được hiểu là cơ quan này."),
        error_messages={"required": _("Ghi tên cơ quan, đơn vị.")},
    )
    name_en = forms.CharField(label=_("Tên tiếng Anh"), max_length=400, required=False)
    mail = forms.EmailField(
        label=_("Địa chỉ thư của đơn vị"), required=False, help_text=_("Thư nhắc và đường dẫn gửi đến đây.")
    )
    head_post = forms.CharField(
        label=_("Chức danh người đứng đầu"),
        max_length=400,
        required=False,
        help_text=_("Ghi chức danh, không ghi tên người, ví dụ “Trưởng phòng”."),
    )
    head_mail = forms.EmailField(
        label=_("Địa chỉ thư của người đứng đầu"),
        required=False,
        help_text=_("Được báo khi đơn vị quá hạn. Bỏ trống thì báo cho cấp trên trực tiếp."),
    )
    parent = forms.ChoiceField(label=_("Cấp trên trực tiếp"), required=False)

    def __init__(self, office: Office, others: Iterable[Office], data: Mapping[str, Any] | None = None) -> None:
        kept = {name: getattr(office, name) for name in ("name", "name_en", "mail", "head_post", "head_mail")}
        super().__init__(data, initial={**kept, "parent": office.parent_id or ""})
        known = [*others, *filter(None, [office.parent])]
        self.others = {str(one.pk): one for one in known}
        choices = [("", _("không có")), *((key, one.shown) for key, one in self.others.items())]
        self.fields["parent"].choices = choices  # type: ignore[attr-defined]  # a choice of rows

    @property
    def changes(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {**told, "parent": self.others.get(told["parent"])}


class NewOfficeForm(forms.Form):
    """``area`` is asked for only where there are several."""

    area: forms.ModelChoiceField[Any] = forms.ModelChoiceField(queryset=None, label=_("Địa bàn"), empty_label=None)
    name = forms.CharField(
        label=_("Tên cơ quan, đơn vị"), max_length=400, error_messages={"required": _("Ghi tên cơ quan, đơn vị.")}
    )
    name_en = forms.CharField(label=_("Tên tiếng Anh"), max_length=400, required=False)

    def __init__(self, areas: QuerySet[Any], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, prefix="moi", initial={"area": areas.order_by("pk").first()})
        self.areas = areas
        if areas.count() < 2:
            del self.fields["area"]
        else:
            self.fields["area"].queryset = areas  # type: ignore[attr-defined]  # a choice of rows

    @property
    def given(self) -> dict[str, Any]:
        chosen = self.cleaned_data.get("area") or self.areas.get()
        return {"area_id": chosen.pk, "name": self.cleaned_data["name"], "name_en": self.cleaned_data["name_en"]}


class RetireForm(forms.Form):
    """Which office goes on for one that ends, and since when."""

    successor = forms.ChoiceField(label=_("Cơ quan kế thừa"), required=False)
    since = forms.DateField(
        label=_("Từ ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Chọn ngày."), "invalid": _("Ngày chưa đúng.")},
        help_text=_("Ngày đầu tiên cơ quan kế thừa nhận việc; cơ quan cũ kết thúc hoạt động vào ngày trước đó."),
    )

    def __init__(self, others: Iterable[Office], since: date, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"since": since})
        self._others = {str(one.pk): one for one in others}
        choices = [("", _("không có, giải thể")), *((pk, one.shown) for pk, one in self._others.items())]
        self.fields["successor"].choices = choices  # type: ignore[attr-defined]  # a choice of rows

    @property
    def given(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"since": told["since"], "successor": self._others.get(told["successor"])}


class BadAddress(ValueError):
    """The mail address of a line cannot be one; says which."""


def asked(post: Mapping[str, str], before: Iterable[Asked], offices: set[int]) -> list[Asked]:
    """The lines as a clerk left them. Raises :class:`BadAddress`."""
    return [_line(post, one, offices) for one in before if f"bo-{_key(one)}" not in post]


def _key(line: Asked) -> str:
    return f"{line.indicator_id}-{line.area_id}"


def _line(post: Mapping[str, str], line: Asked, offices: set[int]) -> Asked:
    key = _key(line)
    chosen = number(post.get(f"co-quan-{key}"))
    contact = post.get(f"thu-{key}", line.contact).strip()
    if contact:
        try:
            validate_email(contact)
        except ValidationError:
            raise BadAddress(contact) from None
    who = post.get(f"chuc-danh-{key}", line.post).strip()[:400]
    return replace(line, office_id=chosen if chosen in offices else line.office_id, contact=contact, post=who)


def number(text: str | None) -> int:
    """A key from a form; 0 for what is none."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else 0


def period(text: str) -> Period | None:
    """ "2025-01-01_2025-12-31", as the choice of periods sends it."""
    try:
        first, last = (date.fromisoformat(part) for part in text.split("_"))
        return Period(first, last)
    except ValueError:
        return None


class HolidayForm(forms.Form):
    day = forms.DateField(
        label=_("Ngày nghỉ"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Chọn ngày."), "invalid": _("Ngày chưa đúng.")},
    )
    name = forms.CharField(
        label=_("Tên ngày nghỉ"), max_length=200, error_messages={"required": _("Ghi tên ngày nghỉ.")}
    )
    source = forms.CharField(
        label=_("Căn cứ"),
        max_length=300,
        help_text=_("Số, ký hiệu và ngày của văn bản quy định ngày nghỉ."),
        error_messages={"required": _("Ghi số, ký hiệu của văn bản.")},
    )
    yearly = forms.BooleanField(label=_("Nghỉ ngày này hằng năm, từ năm đó"), required=False)


class WordsForm(forms.Form):
    """A field for each sentence; empty is what it came with."""

    def __init__(self, brought: Any = None) -> None:
        super().__init__(brought, initial=words())
        for name, sentence in SENTENCES.items():
            self.fields[name] = _sentence(sentence)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name, sentence in SENTENCES.items():
            text = given.get(name, "").strip()
            if text and (lacking := sentence.lacks(text)):
                self.add_error(name, _("Cần giữ %(places)s trong câu.") % {"places": _named(lacking)})
            if strange := sentence.strange(text):
                self.add_error(name, _("Không có %(places)s để điền vào câu này.") % {"places": ", ".join(strange)})
        return given


def _sentence(sentence: Sentence) -> forms.CharField:
    told = _("Lời gốc: %(text)s") % {"text": sentence.text}
    area = forms.Textarea({"rows": 2})
    return forms.CharField(label=sentence.label, required=False, max_length=1000, widget=area, help_text=told)


def _named(places: list[str]) -> str:
    return ", ".join(f"{{{place}}}" for place in places)
