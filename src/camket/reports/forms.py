from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from camket.reports.enums import Layout
from camket.reports.exporting import SAMPLES

if TYPE_CHECKING:
    from camket.resolutions.models import Resolution
    from camket.reviews.queries.reviewed import Headed


PARTS = (
    ("nam", _("Cả năm")),
    ("6t", _("6 tháng đầu năm")),
    ("9t", _("9 tháng")),
    ("q1", _("Quý I")),
    ("q2", _("Quý II")),
    ("q3", _("Quý III")),
    ("q4", _("Quý IV")),
    *((f"t{n}", format_lazy(_("Tháng {n}"), n=n)) for n in range(1, 13)),
)


class Subject(NamedTuple):
    """What a report is about: a review of a resolution, or a year."""

    resolution: Any
    review: Any
    year: int


def _day(label: Any) -> forms.DateField:
    wrong = {"required": _("Chọn ngày."), "invalid": _("Ngày chưa đúng.")}
    picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=picker, error_messages=wrong)


class MakeForm(forms.Form):
    """Which report, whose, and how it is laid out. ``mandates`` are the resolutions that the account may report on,
    with their reviews by key; ``offices`` those of its areas."""

    about = forms.ChoiceField(label=_("Báo cáo về"))
    office = forms.ChoiceField(label=_("Cơ quan ban hành"), required=False)
    layout = forms.ChoiceField(
        label=_("Thể thức"),
        required=False,
        choices=[("", _("Như lần trước của cơ quan này")), *((one.value, _(str(one.label))) for one in Layout)],
        help_text=_("Lần đầu: cơ quan của Đảng theo thể thức của Đảng, cơ quan khác theo thể thức hành chính."),
    )
    dated = _day(_("Ngày ghi trên báo cáo"))

    def __init__(
        self,
        mandates: Iterable[Resolution],
        reviews: Mapping[int, list[Headed]],
        offices: Iterable[Any],
        data: Any = None,
        about: str = "",
    ) -> None:
        today = timezone.localdate()
        super().__init__(data, initial={"dated": today, "about": about})
        self._subjects: dict[str, Subject] = {}
        groups = []
        for one in mandates:
            offered = dict(self._offered(one, reviews.get(one.pk, []), today.year))
            self._subjects |= {key: subject for key, (_name, subject) in offered.items()}
            groups.append((one.shown, [(key, name) for key, (name, _subject) in offered.items()]))
        self.fields["about"].choices = groups  # type: ignore[attr-defined]  # of choice
        self._offices = {str(one.pk): one for one in offices}
        committee = ("", _("Ủy ban nhân dân, cấp ủy của địa bàn"))
        named = [(key, str(one)) for key, one in self._offices.items()]
        self.fields["office"].choices = [committee, *named]  # type: ignore[attr-defined]  # of choice

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        office = self._offices.get(told.get("office", ""))
        if office and told.get("about") and office.area_id != self._subjects[told["about"]].resolution.area_id:
            self.add_error("office", _now("Cơ quan này không thuộc địa bàn của nghị quyết. Chọn cơ quan khác."))
        return told

    @property
    def issuer(self) -> Any:
        """The office that was chosen; nothing for the committee."""
        return self._offices.get(self.cleaned_data["office"])

    def _offered(
        self, mandate: Any, reviews: list[Headed], this_year: int
    ) -> Iterable[tuple[str, tuple[str, Subject]]]:
        for one in reviews:
            state = _now(str(one.review.get_state_display()))
            yield f"ky-{one.review.pk}", (f"{one.name} ({state.lower()})", Subject(mandate, one.review, 0))
        for year in range(min(mandate.term.last_year, this_year), mandate.term.first_year, -1):
            name = _now("Năm %(year)s, không theo kỳ sơ kết") % {"year": year}
            yield f"nam-{mandate.pk}-{year}", (name, Subject(mandate, None, year))

    @property
    def subject(self) -> Subject:
        return self._subjects[self.cleaned_data["about"]]


class BeginForm(forms.Form):
    """A form of another system, of an area, from a sample. ``offered`` are the areas by key."""

    area = forms.ChoiceField(label=_("Địa bàn"))
    name = forms.ChoiceField(label=_("Bắt đầu từ"), choices=[(key, _(text)) for key, text in SAMPLES.items()])

    def __init__(self, offered: Mapping[str, Any], data: Any = None) -> None:
        super().__init__(data)
        self.fields["area"].choices = [(key, str(one)) for key, one in offered.items()]  # type: ignore[attr-defined]


class PeriodForm(forms.Form):
    """For which year and which parts of it a form is filled."""

    year = forms.IntegerField(label=_("Năm"), min_value=1990, max_value=2100)
    parts = forms.MultipleChoiceField(
        label=_("Kỳ"),
        choices=PARTS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn ít nhất một kỳ.")},
    )

    @property
    def asked(self) -> list[str]:
        return [f"{self.cleaned_data['year']}-{part}" for part in self.cleaned_data["parts"]]


class ComposeForm(forms.Form):
    dated = _day(_("Ngày ghi trên báo cáo"))
