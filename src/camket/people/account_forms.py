"""Forms of the desk of accounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from camket.people import queries
from camket.people.enums import AccountState, Role
from camket.people.models import Office, User

EVERY_AREA = gettext_lazy("Không thuộc cơ quan nào: thấy mọi địa bàn")


class OfficeField(forms.ModelChoiceField):
    """Offices under the names of their areas: which office an account has decides in which areas it works."""

    def offer(self, offices: Iterable[Office], nothing: str) -> None:
        by_area = groupby(offices, key=lambda one: one.area)
        listed = [(area.shown, [(one.pk, one.shown) for one in some]) for area, some in by_area]
        self.widget.choices = [("", nothing), *listed]


class FilterForm(forms.Form):
    q = forms.CharField(label=gettext_lazy("Tìm"), required=False, max_length=100)
    role = forms.ChoiceField(label=gettext_lazy("Vai trò"), required=False)
    area = forms.ChoiceField(label=gettext_lazy("Địa bàn"), required=False)
    office = forms.ChoiceField(label=gettext_lazy("Cơ quan"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("Tình trạng"), required=False)

    def __init__(self, given: Mapping[str, Any], offices: list[Office]) -> None:
        super().__init__(given)
        areas = {one.area.pk: one.area.shown for one in offices}
        self._choose("role", [(role.value, _(role.label)) for role in Role])
        self._choose("area", [(str(pk), name) for pk, name in areas.items()])
        self._choose("office", [(str(one.pk), one.shown) for one in offices])
        self._choose("state", [(state.value, _(state.label)) for state in AccountState])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Tất cả")), *choices]

    def asked(self, sort: str) -> queries.AskedAccounts:
        """What of it was understood."""
        self.is_valid()
        given = self.cleaned_data
        return queries.AskedAccounts(
            words=given.get("q") or "",
            role=given.get("role") or "",
            office=int(given.get("office") or 0) or None,
            area=int(given.get("area") or 0) or None,
            state=given.get("state") or "",
            sort=sort if sort.lstrip("-") in queries.SORTS else "",
        )


class AccountForm(forms.Form):
    """An account as it is to be. ``by`` is who fills it in: what may be chosen follows from that."""

    name = forms.CharField(label=gettext_lazy("Họ và tên"), required=False, max_length=150)
    mail = forms.EmailField(
        label=gettext_lazy("Địa chỉ thư"),
        required=False,
        help_text=gettext_lazy("Đường dẫn đặt mật khẩu gửi đến đây. Bỏ trống thì in đường dẫn ra để trao tận tay."),
    )
    role = forms.ChoiceField(label=gettext_lazy("Vai trò"))
    office = OfficeField(label=gettext_lazy("Cơ quan, địa bàn"), queryset=Office.objects.none(), required=False)
    groups = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Nhóm viết trang công khai"),
        queryset=Group.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, by: Any, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        role, office, groups = (self.fields[name] for name in ("role", "office", "groups"))
        assert isinstance(role, forms.ChoiceField)
        assert isinstance(office, OfficeField)
        assert isinstance(groups, forms.ModelMultipleChoiceField)
        # Who has no rights yet is shown so, and is given none by a form that changes something else.
        shown = [one for one in Role if one is not Role.PUBLIC or self.initial.get("role") == Role.PUBLIC]
        role.choices = [("", _("Chọn vai trò")), *((one.value, _(one.label)) for one in shown)]
        office.queryset = queries.offices_of(by)
        office.required = by.office_id is not None
        office.offer(office.queryset, _("Chọn cơ quan") if office.required else str(EVERY_AREA))
        groups.queryset = queries.groups_of_pages()
        if by.office_id is not None or not groups.queryset.exists():
            del self.fields["groups"]

    def values(self) -> dict[str, Any]:
        """By the fields of the model; the person's name goes into one of its two fields, as Vietnamese names do."""
        given = self.cleaned_data
        told = {"first_name": given["name"], "last_name": "", "email": given["mail"], "office": given["office"]}
        groups = {"groups": tuple(given["groups"])} if "groups" in self.fields else {}
        return {**told, "role": Role(given["role"]), **groups}


class OpenForm(AccountForm):
    username = forms.CharField(
        label=gettext_lazy("Tên đăng nhập"),
        max_length=150,
        validators=[User.username_validator],
        help_text=gettext_lazy("Chữ không dấu, chữ số và dấu . - _ Ví dụ: phongkinhte.01"),
        widget=forms.TextInput({"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ("username", "name", "mail", "role", "office", "groups")


def as_it_is(user: User) -> dict[str, Any]:
    """The account as the form begins with it."""
    name = user.called if user.called != user.username else ""
    told = {"name": name, "mail": user.email, "role": user.role, "office": user.office_id}
    return {**told, "groups": [group.pk for group in user.groups.all()]}


def now_beside(form: AccountForm, now: User) -> Iterator[tuple[str, str]]:
    """Label and value of what has become other than what was typed: for the second of two who change one account."""
    values = {
        "name": now.called,
        "mail": now.email or "–",
        "role": _(str(now.get_role_display())),
        "office": now.office.shown if now.office else str(EVERY_AREA),
        "groups": ", ".join(group.name for group in now.groups.all() if group in queries.groups_of_pages()) or "–",
    }
    is_now = as_it_is(now)
    for name, value in values.items():
        if name in form.fields and str(form.data.get(name, "")) != str(is_now[name] or ""):
            yield str(form.fields[name].label), value


class ReasonForm(forms.Form):
    """Why something is done to an account; ``asked`` is whether it is to be sworn to, too."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do (ghi vào nhật ký)"),
        max_length=300,
        error_messages={"required": gettext_lazy("Hãy ghi lý do rồi bấm lại: nhật ký cần biết vì sao.")},
    )
    sure = forms.BooleanField(
        label=gettext_lazy("Tôi đã hỏi lại và biết chắc đúng là người đó nhờ gỡ xác thực hai lớp"), required=False
    )

    def __init__(self, given: Mapping[str, Any] | None = None, asked: bool = False) -> None:
        super().__init__(given)
        self.asked = asked

    def clean_sure(self) -> bool:
        sure = bool(self.cleaned_data["sure"])
        if self.asked and not sure:
            raise forms.ValidationError(_("Hãy hỏi lại chính người đó, đánh dấu ô này rồi bấm lại."))
        return sure
