from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class RecurringForm(forms.Form):
    """How often a line of the schedule comes: every so many minutes, or once a day at a time."""

    enabled = forms.BooleanField(label=gettext_lazy("Bật"), required=False)
    minutes = forms.IntegerField(label=gettext_lazy("Cứ mỗi (phút)"), required=False, min_value=1, max_value=10_080)
    at = forms.TimeField(
        label=gettext_lazy("Mỗi ngày lúc"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("minutes")) == bool(given.get("at")) and not self.errors:
            raise forms.ValidationError(_("Hãy chọn một trong hai: số phút, hoặc giờ trong ngày."))
        return given
