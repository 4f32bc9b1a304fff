from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from camket.trail import words
from camket.trail.queries import Asked


class Filter(forms.Form):
    person = forms.ChoiceField(label=gettext_lazy("Người"), required=False)
    verb = forms.ChoiceField(label=gettext_lazy("Việc"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Đối tượng"), required=False)
    first = forms.DateField(
        label=gettext_lazy("Từ ngày"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    last = forms.DateField(
        label=gettext_lazy("Đến ngày"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    # Set by the page of the object, which leads here.
    object = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def __init__(self, given: Mapping[str, Any], persons: Iterable[tuple[int, str]]) -> None:
        super().__init__(given)
        every = [("", _("Tất cả"))]
        self._choose("person", [*every, *((str(pk), name) for pk, name in persons)])
        self._choose("verb", every + sorted(((name, str(said)) for name, said in words.VERBS.items()), key=_said))
        self._choose("kind", every + sorted(((name, str(said)) for name, said in words.KINDS.items()), key=_said))

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def asked(self) -> Asked:
        """What of it was understood."""
        self.is_valid()
        given = self.cleaned_data
        person = given.get("person")
        return Asked(
            person=int(person) if person else None,
            verb=given.get("verb") or "",
            kind=given.get("kind") or "",
            first=given.get("first"),
            last=given.get("last"),
            object=given.get("object") or "",
        )


def _said(choice: tuple[str, str]) -> str:
    return choice[1]
