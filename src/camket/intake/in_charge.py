"""The form of the offices in charge of a target."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class InChargeForm(forms.Form):
    """Which offices lead a target and help with it, from which day on. ``offices`` are those that may be chosen, those
    in charge now among them."""

    lead = forms.ChoiceField(label=_("Cơ quan chủ trì"), required=False)
    partners = forms.MultipleChoiceField(
        label=_("Cơ quan phối hợp"), widget=forms.CheckboxSelectMultiple, required=False
    )
    since = forms.DateField(
        label=_("Từ ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Chọn ngày."), "invalid": _("Ngày chưa đúng.")},
        help_text=_("Trước ngày này, cơ quan cũ vẫn được giữ trong lịch sử của chỉ tiêu."),
    )

    def __init__(self, target: Any, offices: Iterable[Any], since: date, data: Any = None) -> None:
        partners = list(target.partners.all())
        known = {str(one.pk): one for one in (*offices, *filter(None, [target.lead]), *partners)}
        now = {"lead": target.lead_id or "", "partners": [one.pk for one in partners]}
        super().__init__(data, initial={**now, "since": since})
        rows = [(pk, one.shown) for pk, one in known.items()]
        self.fields["lead"].choices = [("", _("Chưa giao")), *rows]  # type: ignore[attr-defined]  # a choice of rows
        self.fields["partners"].choices = rows  # type: ignore[attr-defined]  # as above
        self._known = known

    @property
    def given(self) -> dict[str, Any]:
        told = self.cleaned_data
        partners = [self._known[pk] for pk in told["partners"]]
        return {"lead": self._known.get(told["lead"]), "partners": partners, "since": told["since"]}
