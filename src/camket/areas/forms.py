"""Forms for what happens to areas. Areas are typed by code or name: the country has too many for a list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from camket.areas import queries
from camket.areas.actions import Merge, NewArea, Rename, Split
from camket.areas.actions.changing import ROUNDING, Changing
from camket.areas.enums import Kind
from camket.areas.models import Area
from camket.measures.decimals import NumberError, format_number, parse_decimal

_REQUIRED = {"required": _("Ô này cần có nội dung.")}
_KINDS = [("", "—"), *((one.value, _(str(one.label))) for one in Kind)]
_SHOWN = 5


def _line(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=400, error_messages=_REQUIRED, **more)


class ChangeForm(forms.Form):
    """``action`` is what it asks for, once it is valid."""

    on = forms.DateField(
        label=_("Có hiệu lực từ ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Chọn ngày."), "invalid": _("Ngày chưa đúng.")},
    )
    decree = _line(_("Căn cứ"), help_text=_("Số, ký hiệu và ngày của nghị quyết hoặc quyết định."))

    def found(self, field: str, words: str) -> Area | None:
        """The area of that code or so called on the day before; what stands in the way is said beside the field."""
        on = self.cleaned_data.get("on")
        if not words or on is None:
            return None
        eve = on - timedelta(days=1)
        by_code = queries.at(words, eve)
        areas = [by_code] if by_code else [area for area in queries.called(words, eve) if area.is_there(eve)]
        if len(areas) == 1:
            return areas[0]
        self.add_error(field, _several(words, areas) if areas else _none(words, eve))
        return None

    def around(self, beside: Area | None) -> Area | None:
        """Where a new area lies: where it is said, else where the old one lay."""
        words, on = self.cleaned_data.get("parent", ""), self.cleaned_data.get("on")
        if words:
            return self.found("parent", words)
        above = queries.parent_on(beside.pk, on - timedelta(days=1)) if beside and on else None
        return queries.by_id(above) if above else None


def _none(words: str, day: date) -> str:
    text = gettext("Ngày %(day)s không có địa bàn nào có mã hoặc tên “%(words)s”. Kiểm tra lại tên, mã và ngày.")
    return text % {"words": words, "day": f"{day:%d/%m/%Y}"}


def _several(words: str, areas: Iterable[Area]) -> str:
    listed = list(areas)
    some = "; ".join(f"{area.code} {area.shown}" for area in listed[:_SHOWN])
    text = gettext("Có %(n)s địa bàn hợp với “%(words)s”: %(some)s%(more)s. Hãy gõ mã của địa bàn cần chọn.")
    return text % {"n": len(listed), "words": words, "some": some, "more": "…" if len(listed) > _SHOWN else ""}


class MergeForm(ChangeForm):
    old = forms.CharField(
        label=_("Các địa bàn sáp nhập"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Mỗi dòng một địa bàn: mã hoặc tên."),
        error_messages=_REQUIRED,
    )
    code = _line(_("Mã của địa bàn mới"))
    name = _line(_("Tên của địa bàn mới"), help_text=_("Cả loại, ví dụ: Phường Đức Xuân."))
    name_en = _line(_("Tên tiếng Anh"), required=False)
    kind = forms.ChoiceField(label=_("Loại"), choices=_KINDS, error_messages=_REQUIRED)
    parent = _line(
        _("Thuộc"), required=False, help_text=_("Mã hoặc tên đơn vị cấp trên. Để trống nếu vẫn thuộc nơi như trước.")
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        lines = [line.strip() for line in given.get("old", "").splitlines() if line.strip()]
        self.areas = [area for line in lines if (area := self.found("old", line))]
        self.above = self.around(self.areas[0] if self.areas else None)
        if len(self.areas) == 1 and "old" not in self.errors:
            self.add_error("old", _("Cần ít nhất hai địa bàn. Một địa bàn chỉ đổi tên thì dùng mục Đổi tên."))
        return given

    def action(self, by: Any) -> Changing:
        given = self.cleaned_data
        into = NewArea(given["code"], given["name"], given["kind"], self.above, given["name_en"])
        return Merge(by=by, on=given["on"], decree=given["decree"], predecessors=self.areas, successor=into)


class SuccessorForm(forms.Form):
    """One area that a divided one went to."""

    code = _line(_("Mã"), required=False)
    name = _line(_("Tên"), required=False)
    kind = forms.ChoiceField(label=_("Loại"), choices=_KINDS, required=False)
    share = _line(_("Phần (%)"), required=False)

    def clean_share(self) -> Decimal | None:
        text = self.cleaned_data["share"].strip().removesuffix("%").strip()
        if not text:
            return None
        try:
            return parse_decimal(text) / 100
        except NumberError as error:
            raise forms.ValidationError(_("Gõ một số phần trăm, ví dụ 62,5.")) from error

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if any(given.get(name) for name in ("code", "name", "kind", "share")):
            for name in ("code", "name", "kind"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Ô này cần có nội dung."))
        return given


Successors = forms.formset_factory(SuccessorForm, extra=3, max_num=40)


class SplitForm(ChangeForm):
    """``rows`` are the areas that it goes to."""

    old = _line(_("Địa bàn chia tách"), help_text=_("Mã hoặc tên."))
    parent = _line(
        _("Các địa bàn mới thuộc"),
        required=False,
        help_text=_("Mã hoặc tên đơn vị cấp trên. Để trống nếu vẫn thuộc nơi như trước."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.rows = Successors(data, prefix="toi")

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.rows.is_valid()]) and self._is_whole()

    def _is_whole(self) -> bool:
        shares = [row.cleaned_data["share"] for row in self.rows if row.cleaned_data.get("share")]
        if not shares or abs(sum(shares) - 1) <= ROUNDING:
            return True
        text = gettext(
            "Các phần cộng lại phải bằng 100%%; hiện là %(sum)s%%. Chưa có số chính thức thì để trống tất cả."
        )
        self.add_error(None, text % {"sum": format_number(round(sum(shares) * 100, 2))})
        return False

    def clean(self) -> dict[str, Any]:
        if self.is_bound and sum(bool(row["code"].value()) for row in self.rows) < 2:
            self.add_error(None, _("Cần ít nhất hai địa bàn mới."))
        self.area = self.found("old", self.cleaned_data.get("old", ""))
        self.above = self.around(self.area)
        return self.cleaned_data

    def action(self, by: Any) -> Changing:
        given = self.cleaned_data
        rows = [row.cleaned_data for row in self.rows if row.cleaned_data.get("code")]
        into = [(NewArea(row["code"], row["name"], row["kind"], self.above), row["share"]) for row in rows]
        assert self.area is not None
        return Split(by=by, on=given["on"], decree=given["decree"], predecessor=self.area, successors=into)


class RenameForm(ChangeForm):
    old = _line(_("Địa bàn"), help_text=_("Mã hoặc tên hiện nay."))
    name = _line(_("Tên mới"), help_text=_("Cả loại, ví dụ: Phường Đức Xuân."))
    name_en = _line(_("Tên tiếng Anh"), required=False)
    kind = forms.ChoiceField(
        label=_("Loại mới"), choices=_KINDS, required=False, help_text=_("Để trống nếu không đổi.")
    )

    def clean(self) -> dict[str, Any]:
        self.area = self.found("old", self.cleaned_data.get("old", ""))
        return self.cleaned_data

    def action(self, by: Any) -> Changing:
        given = self.cleaned_data
        assert self.area is not None
        told = {"name": given["name"], "name_en": given["name_en"], "to_kind": given["kind"]}
        return Rename(by=by, on=given["on"], decree=given["decree"], area=self.area, **told)
