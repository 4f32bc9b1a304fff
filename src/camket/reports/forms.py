from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

FORMATS = (
    ("decree", _("Word, thể thức hành chính (Nghị định 30/2020)")),
    ("party", _("Word, thể thức văn bản của Đảng (Hướng dẫn 36-HD/VPTW)")),
    ("sheet", _("Excel, bảng chỉ tiêu còn công thức")),
)


class ReportForm(forms.Form):
    """Which report, of which year, and how it is laid out. ``mandates`` are those that the account may report on."""

    resolution = forms.ChoiceField(label=_("Nghị quyết"))
    year = forms.TypedChoiceField(label=_("Năm báo cáo"), coerce=int)
    dated = forms.DateField(
        label=_("Ngày ghi trên báo cáo"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    layout = forms.ChoiceField(label=_("Loại tệp"), choices=FORMATS)

    def __init__(self, mandates: list[Any], given: Any = None) -> None:
        today = timezone.localdate()
        initial = {"dated": today, "layout": "decree", "year": today.year}
        super().__init__(given, initial=initial)
        self.fields["resolution"].choices = [(one.slug, one.title) for one in mandates]  # type: ignore[attr-defined]
        years = sorted({year for one in mandates for year in _years(one)}, reverse=True)
        self.fields["year"].choices = [(year, year) for year in years if year <= today.year]  # type: ignore[attr-defined]


def _years(mandate: Any) -> range:
    return range(mandate.term.first_year, mandate.term.last_year + 1)
