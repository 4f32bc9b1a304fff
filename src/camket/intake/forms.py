"""What a person types in the back office, and how it is told what would be right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from camket.areas.enums import Kind as AreaKind
from camket.foundation.fields import STORED_SCALE
from camket.intake import doubted, phrases, queries
from camket.intake.enums import Question, Role
from camket.intake.interpretation import implied_part, in_larger_unit
from camket.intake.models import Statement
from camket.measures.decimals import NumberError, format_number, parse_decimal
from camket.measures.units import normalise
from camket.observations.enums import Stage
from camket.targets.enums import Comparator, Direction, Nature

ACCEPTED = ".docx,.pdf,.html,.htm,.txt,.xlsx"
_DIGITS_BEFORE_THE_COMMA = 18

AGGREGATES = (
    ("last", _("Giá trị cuối kỳ, trong năm")),
    ("every_year", _("Hằng năm")),
    ("keep", _("Duy trì, giữ vững")),
    ("average", _("Bình quân các năm")),
    ("sum", _("Cộng dồn nhiều năm")),
    ("growth", _("Tốc độ tăng, giảm")),
    ("change", _("Mức tăng, giảm")),
    ("state", _("Danh hiệu, tiêu chuẩn đạt được")),
)
COMPARATORS = (
    (Comparator.EQ.value, _("đúng, đạt")),
    (Comparator.GE.value, _("≥ từ … trở lên")),
    (Comparator.GT.value, _("> trên, hơn")),
    (Comparator.LE.value, _("≤ không quá")),
    (Comparator.LT.value, _("< dưới")),
    (Comparator.ABOUT.value, _("≈ khoảng")),
)
PARTS = (
    ("", _("cả năm")),
    ("H1", _("6 tháng đầu năm")),
    ("Q1", _("quý I")),
    ("Q2", _("quý II")),
    ("Q3", _("quý III")),
    ("Q4", _("quý IV")),
    *((f"{n}M", format_lazy(_("{months} tháng"), months=n)) for n in (5, 7, 8, 9, 10, 11)),
    *((f"M{n:02}", format_lazy(_("tháng {month}"), month=n)) for n in range(1, 13)),
)
STAGES = (("", _("chính thức")), (Stage.PROVISIONAL.value, _("sơ bộ")), (Stage.ESTIMATE.value, _("ước")))


class DecimalEntry(forms.CharField):
    """A number as offices write it: 1.234,5. Shown and read in the Vietnamese form whatever the page's language."""

    default_error_messages = {
        "invalid": _("“%(text)s” không phải là một con số. Gõ như 1.234,5 (dấu chấm ngăn nghìn, dấu phẩy ngăn lẻ)."),
        "too_long": _("Số này dài quá: tối đa 18 chữ số trước dấu phẩy và 6 chữ số sau dấu phẩy."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return format_number(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # a number leaves, text came in
        text = super().to_python(value)
        if not text:
            return None
        try:
            number = parse_decimal(text)
        except NumberError as error:
            raise forms.ValidationError(self.error_messages["invalid"], "invalid", {"text": text}) from error
        if number != round(number, STORED_SCALE) or abs(number) >= Decimal(10) ** _DIGITS_BEFORE_THE_COMMA:
            raise forms.ValidationError(self.error_messages["too_long"], "too_long")
        return number


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once. An empty one is let through: the reader says what is wrong with it, by name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=_Files(attrs={"multiple": True, "accept": ACCEPTED}), allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, (list, tuple)) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given or [None]]


class UploadForm(forms.Form):
    """Documents of one area. Where no area is known yet, its name is asked for."""

    documents = FilesField(
        label=_("Tệp văn bản"),
        error_messages={"required": _("Chưa chọn tệp nào. Chọn một hoặc nhiều tệp rồi bấm Tải lên.")},
    )

    def __init__(self, areas: QuerySet[Any], data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        known = list(areas[:2])
        if len(known) > 1:
            self.fields["area"] = forms.ModelChoiceField(
                areas,
                label=_("Địa bàn"),
                empty_label=_("Chọn địa bàn"),
                error_messages={"required": _("Chọn địa bàn mà văn bản nói về.")},
            )
        elif not known:
            self.fields["area_name"] = forms.CharField(
                label=_("Tên địa bàn"),
                max_length=200,
                help_text=_("Ví dụ: Thành phố Minh Họa. Chỉ hỏi một lần."),
                error_messages={"required": _("Gõ tên địa bàn mà văn bản nói về.")},
            )
            self.fields["area_kind"] = forms.ChoiceField(label=_("Loại địa bàn"), choices=_said(AreaKind.choices))
        self.only = known[0] if len(known) == 1 else None
        self.order_fields(["area", "area_name", "area_kind", "documents"])


def _said(choices: Iterable[tuple[str, str]]) -> list[tuple[str, Any]]:
    """Choices of a model in the reader's language: their Vietnamese labels are the catalogue's keys."""
    return [(value, _(label)) for value, label in choices]


def _year(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1900,
        max_value=2200,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4, "autocomplete": "off"}),
        error_messages={
            "invalid": _("Gõ năm bằng bốn chữ số, ví dụ 2025."),
            "min_value": _("Gõ năm bằng bốn chữ số, ví dụ 2025."),
            "max_value": _("Gõ năm bằng bốn chữ số, ví dụ 2025."),
        },
    )


class PlaceEntry(forms.TypedChoiceField):
    """One of the places in a document's area; empty is that area itself. ``places`` are by their keys as text."""

    default_error_messages = {"invalid_choice": _("Chọn một địa bàn trong danh sách.")}

    def __init__(self, places: Mapping[str, Any], own: str) -> None:
        choices = [("", own), *((pk, one.shown) for pk, one in places.items())]
        super().__init__(
            label=_("Địa bàn"), required=False, choices=choices, coerce=places.__getitem__, empty_value=None
        )

    def prepare_value(self, value: Any) -> Any:
        return getattr(value, "pk", value)


ALIKE = "alike"


class StatementForm(forms.Form):
    """What was read of one number, to be put right."""

    bound_field_class = doubted.MarkedField

    indicator_name = forms.CharField(
        label=_("Chỉ số"),
        max_length=400,
        error_messages={"required": _("Gõ tên chỉ số, ví dụ: Thu ngân sách trên địa bàn.")},
        widget=forms.TextInput(attrs={"list": "chi-so-da-biet", "autocomplete": "off"}),
    )
    comparator = forms.ChoiceField(label=_("So sánh"), choices=COMPARATORS, required=False)
    value = DecimalEntry(label=_("Giá trị"), required=False)
    upper = DecimalEntry(label=_("đến"), required=False)
    denominator = DecimalEntry(label=_("trên tổng"), required=False)
    unit = forms.CharField(
        label=_("Đơn vị tính"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"list": "don-vi-da-biet", "autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("Vai trò"), choices=_said(Role.choices))
    aggregate = forms.ChoiceField(label=_("Cách tính"), choices=AGGREGATES)
    first_year = _year(_("Từ năm"))
    last_year = _year(_("Đến năm"))
    part = forms.ChoiceField(label=_("Phần của năm"), choices=PARTS, required=False)
    stage = forms.ChoiceField(label=_("Độ chắc chắn"), choices=STAGES, required=False)
    state_name = forms.CharField(label=_("Danh hiệu"), max_length=400, required=False)

    def __init__(self, statement: Statement, data: Any = None) -> None:
        self.statement = statement
        self.doubted = doubted.fields(statement)
        initial = {name: getattr(statement, name) for name in self.base_fields}
        initial["part"] = implied_part(statement)
        self._read = initial
        if statement.question == Question.TOO_LARGE:
            initial = {**initial, **in_larger_unit(statement)}
        super().__init__(data, initial=initial, auto_id=f"id_{statement.pk or f'so_{statement.start}'}_%s")
        self._places()
        self._alike()

    def _places(self) -> None:
        """A document that speaks of several places asks of which; what is filed under one that is no more keeps it."""
        places = {str(one.pk): one for one in queries.places(self.statement.document)}
        if self.statement.place:
            places[str(self.statement.place_id)] = self.statement.place
        if places:
            self._read["place"] = self.initial["place"] = self.statement.place
            self.fields["place"] = PlaceEntry(places, str(self.statement.document.area.shown))

    def _alike(self) -> None:
        """A time that was read wrongly is seldom alone: others that were read to be of it may be put right too."""
        others = queries.of_same_time(self.statement).count() if self.statement.pk else 0
        if others:
            told = {"count": others, "when": phrases.when(self.statement)}
            label = gettext("Sửa cả thời gian của %(count)s câu khác cũng đọc là “%(when)s”") % told
            self.fields[ALIKE] = forms.BooleanField(label=label, required=False)

    @property
    def changes(self) -> dict[str, Any]:
        """What differs from what was read, by field."""
        given = self.cleaned_data.items()
        return {name: value for name, value in given if name != ALIKE and value != self._read[name]}

    @property
    def alike(self) -> bool:
        return bool(self.cleaned_data.get(ALIKE))

    def clean_unit(self) -> str:
        return normalise(self.cleaned_data["unit"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("aggregate") == "state":
            self._designation(given)
        else:
            self._amount(given)
        first, last = given.get("first_year"), given.get("last_year")
        if first and last and first > last:
            self.add_error("last_year", _("Năm cuối phải bằng hoặc sau năm đầu."))
        # What is not yet a statement is checked when it becomes one: its number has none in any role.
        if self.statement.pk and given.get("role") and queries.spoken_for(self.statement, given["role"]):
            self.add_error("role", _("Con số này đã có một câu với vai trò đó. Sửa câu kia, hoặc bỏ câu này."))
        return given

    def _designation(self, given: dict[str, Any]) -> None:
        if not given.get("state_name"):
            self.add_error("state_name", _("Gõ danh hiệu, ví dụ: đô thị loại II."))
        given.update(value=None, upper=None, denominator=None, unit="", comparator="")

    def _amount(self, given: dict[str, Any]) -> None:
        given["state_name"] = ""
        given["comparator"] = given.get("comparator") or Comparator.EQ.value
        value, upper = given.get("value"), given.get("upper")
        if value is None and "value" not in self.errors:
            self.add_error("value", _("Gõ giá trị, ví dụ 1.234,5."))
        if value is not None and upper is not None and upper <= value:
            self.add_error("upper", _("Cận trên phải lớn hơn giá trị. Nếu chỉ có một số, để trống ô này."))
        if given.get("denominator") == 0:
            self.add_error("denominator", _("Tổng số không thể là 0. Nếu không có tổng số, để trống ô này."))


class IndicatorForm(forms.Form):
    """What an area measures, as a person puts it right."""

    name = forms.CharField(label=_("Tên"), max_length=400, error_messages={"required": _("Gõ tên chỉ số.")})
    name_en = forms.CharField(label=_("Tên tiếng Anh"), max_length=400, required=False)
    unit = forms.CharField(
        label=_("Đơn vị tính"), max_length=60, required=False, widget=forms.TextInput(attrs={"list": "don-vi-da-biet"})
    )
    nature = forms.ChoiceField(label=_("Tính chất"), choices=_said(Nature.choices))
    direction = forms.ChoiceField(label=_("Chiều"), choices=_said(Direction.choices))
    states = forms.CharField(
        label=_("Các bậc, từ thấp đến cao"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Chỉ cho danh hiệu, tiêu chuẩn. Mỗi bậc một dòng, bậc thấp nhất ở trên cùng."),
    )
    formula = forms.CharField(
        label=_("Công thức"),
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_(
            "Để trống nếu số liệu được nhập hay trích từ văn bản. Tên chỉ số viết trong ngoặc vuông, dấu phẩy là dấu "
            "thập phân. Ví dụ: [Thu ngân sách] / [Dân số] * 1000"
        ),
    )
    combined = forms.BooleanField(
        label=_("Cộng từ các địa bàn trực thuộc"),
        required=False,
        help_text=_(
            "Số của địa bàn được ghép từ số của các địa bàn trực thuộc khi đã có đủ. "
            "Tỷ lệ chỉ ghép được khi biết tổng số của từng nơi."
        ),
    )
    cycle_days = forms.IntegerField(label=_("Chu kỳ báo cáo (ngày)"), min_value=1, max_value=3660)
    grace_days = forms.IntegerField(label=_("Chờ thêm trước khi coi là cũ (ngày)"), min_value=0, max_value=3660)

    def __init__(self, indicator: Any, data: Any = None) -> None:
        self.indicator = indicator
        initial = {name: getattr(indicator, name) for name in self.base_fields}
        initial["states"] = "\n".join(indicator.states)
        super().__init__(data, initial=initial)

    @property
    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value != getattr(self.indicator, name)}

    def clean_unit(self) -> str:
        return normalise(self.cleaned_data["unit"])

    def clean_states(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["states"].splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("nature") == Nature.STATE and not given.get("states"):
            self.add_error("states", _("Danh hiệu cần ít nhất một bậc: gõ mỗi bậc một dòng."))
        if given.get("combined") and given.get("formula"):
            self.add_error("formula", _("Chọn một trong hai: công thức, hoặc cộng từ các địa bàn trực thuộc."))
        if given.get("combined") and given.get("nature") in {Nature.LEVEL, Nature.STATE}:
            self.add_error("combined", _("Mức và danh hiệu không cộng từ các địa bàn được."))
        return given


class CarryingForm(forms.Form):
    """One decision for targets of an area that is no more. All are ticked; a person unticks what is another's."""

    NOBODY = "0"

    targets = forms.MultipleChoiceField(
        label=_("Chỉ tiêu"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn ít nhất một chỉ tiêu.")},
    )
    who = forms.ChoiceField(
        label=_("Quyết định"), widget=forms.RadioSelect, error_messages={"required": _("Chọn một quyết định.")}
    )
    decided_on = forms.DateField(
        label=_("Ngày quyết định"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Chọn ngày quyết định.")},
    )
    ground = forms.CharField(
        label=_("Căn cứ"),
        max_length=400,
        help_text=_("Số, ký hiệu và ngày của văn bản quyết định."),
        error_messages={"required": _("Ghi số, ký hiệu của văn bản quyết định.")},
    )
    note = forms.CharField(label=_("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, targets: Iterable[Any], takers: Iterable[Any], data: Any = None) -> None:
        self._targets = {str(target.pk): target for target in targets}
        self._takers = {str(area.pk): area for area in takers}
        first = next(iter(self._targets))
        super().__init__(data, initial={"targets": list(self._targets)}, auto_id=f"id_{first}_%s")
        choose = self.fields["targets"], self.fields["who"]
        choose[0].choices = [(pk, _wording(target)) for pk, target in self._targets.items()]  # type: ignore[attr-defined]
        carried = [(pk, format_lazy(_("{area} tiếp tục thực hiện"), area=a.shown)) for pk, a in self._takers.items()]
        choose[1].choices = [*carried, (self.NOBODY, _("Không tiếp tục thực hiện"))]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[Any]:
        return [self._targets[pk] for pk in self.cleaned_data["targets"]]

    @property
    def decision(self) -> dict[str, Any]:
        """The fields of ``DecideCarrying`` but for the target."""
        told = {name: self.cleaned_data[name] for name in ("decided_on", "ground", "note")}
        return {"successor": self._takers.get(self.cleaned_data["who"]), **told}


def _wording(target: Any) -> str:
    gap = "" if target.unit.startswith("%") else " "
    value = target.state or f"{format_number(target.value)}{gap}{target.unit}".strip()
    how = "" if target.aggregate in ("last", "state") else f", {gettext(target.get_aggregate_display()).lower()}"
    return f"{target.indicator}: {value}{how} ({target.start.year}–{target.due.year})"
