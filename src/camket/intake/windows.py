"""The form of the days that count for a target."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def _day(label: Any) -> forms.DateField:
    picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, widget=picker, error_messages={"required": _("Chọn ngày."), "invalid": _("Ngày chưa đúng.")}
    )


class WindowForm(forms.Form):
    """``seen`` is the window that the page was opened with."""

    start = _day(_("Tính từ ngày"))
    due = _day(_("Đến hết ngày"))
    reason = forms.CharField(
        label=_("Vì sao đổi"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Ô này cần có nội dung.")},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, target: Any, wanted: tuple[date, date] | None = None, reason: Any = "") -> WindowForm:
        """What a target has; or what is ``wanted`` instead, for a press."""
        start, due = wanted or (target.start, target.due)
        told = {"start": start, "due": due, "reason": reason, "seen": _seen(target)}
        return cls(initial=told, auto_id=False if wanted else "id_window_%s")

    def look_at(self, target: Any) -> WindowForm:
        """What was typed stays, and is saved by the next press over what the target has now."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a query that was sent
        data["seen"] = _seen(target)
        self.data = data
        return self

    def clean_seen(self) -> tuple[date, date]:
        try:
            start, due = map(date.fromisoformat, self.cleaned_data["seen"].split())
        except ValueError:  # of a request made by hand: whoever has seen nothing looks again
            return date.min, date.min
        return start, due

    @property
    def given(self) -> dict[str, Any]:
        return self.cleaned_data


def _seen(target: Any) -> str:
    return f"{target.start.isoformat()} {target.due.isoformat()}"
