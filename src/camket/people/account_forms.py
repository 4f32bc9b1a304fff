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


class _ByForm(forms.Form):
    """``by`` is who fills it in: what may be chosen follows from that."""

    def __init__(self, by: Any, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.by = by
        self.offer()

    def offer(self) -> None:
        """Puts what may be chosen into the fields."""


class AccountForm(_ByForm):
    """An account as it is to be, but for its roles."""

    name = forms.CharField(label=gettext_lazy("Họ và tên"), required=False, max_length=150)
    mail = forms.EmailField(
        label=gettext_lazy("Địa chỉ thư"),
        required=False,
        help_text=gettext_lazy("Đường dẫn đặt mật khẩu gửi đến đây. Bỏ trống thì in đường dẫn ra để trao tận tay."),
    )
    groups = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Nhóm viết trang công khai"),
        queryset=Group.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def offer(self) -> None:
        super().offer()
        groups = self.fields["groups"]
        assert isinstance(groups, forms.ModelMultipleChoiceField)
        groups.queryset = queries.groups_of_pages()
        if self.by.held.office_id is not None or not groups.queryset.exists():
            del self.fields["groups"]

    def values(self) -> dict[str, Any]:
        """By the fields of the model; the person's name goes into one of its two fields, as Vietnamese names do."""
        given = self.cleaned_data
        groups = {"groups": tuple(given["groups"])} if "groups" in self.fields else {}
        return {"first_name": given["name"], "last_name": "", "email": given["mail"], **groups}


def _day(label: Any, help_text: Any = "", required: bool = False) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=required, widget=widget)


class RoleForm(_ByForm):
    """A role that is to be given."""

    role = forms.ChoiceField(label=gettext_lazy("Vai trò"))
    office = OfficeField(label=gettext_lazy("Cơ quan, địa bàn"), queryset=Office.objects.none(), required=False)
    since = _day(gettext_lazy("Từ ngày"), gettext_lazy("Bỏ trống: có hiệu lực ngay."))
    until = _day(gettext_lazy("Đến hết ngày"), gettext_lazy("Bỏ trống: không có ngày kết thúc."))

    def offer(self) -> None:
        super().offer()
        role, office = self.fields["role"], self.fields["office"]
        assert isinstance(role, forms.ChoiceField)
        assert isinstance(office, OfficeField)
        given = [(one.value, _(one.label)) for one in Role if one is not Role.PUBLIC]
        role.choices = [("", _("Chọn vai trò")), *given]
        office.queryset = queries.offices_of(self.by)
        office.required = self.by.held.office_id is not None
        office.offer(office.queryset, _("Chọn cơ quan") if office.required else str(EVERY_AREA))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("role") == Role.REPORTER and "office" in given and given["office"] is None:
            self.add_error("office", _("Cán bộ báo cáo trả lời cho một cơ quan: hãy chọn cơ quan đó."))
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("Ngày cuối phải từ ngày đầu trở đi."))
        return given

    def role_given(self) -> dict[str, Any]:
        given = {name: self.cleaned_data[name] for name in ("office", "since", "until")}
        return {**given, "role": Role(self.cleaned_data["role"])}


class GiveRoleForm(RoleForm):
    reason = forms.CharField(label=gettext_lazy("Căn cứ (ghi vào nhật ký)"), required=False, max_length=300)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class OpenForm(AccountForm, RoleForm):
    username = forms.CharField(
        label=gettext_lazy("Tên đăng nhập"),
        max_length=150,
        validators=[User.username_validator],
        help_text=gettext_lazy("Chữ không dấu, chữ số và dấu . - _ Ví dụ: phongkinhte.01"),
        widget=forms.TextInput({"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ("username", "name", "mail", "role", "office", "since", "until", "groups")


def as_it_is(user: User) -> dict[str, Any]:
    """The account as the form begins with it."""
    name = user.called if user.called != user.username else ""
    return {"name": name, "mail": user.email, "groups": [group.pk for group in user.groups.all()]}


def now_beside(form: AccountForm, now: User) -> Iterator[tuple[str, str]]:
    """Label and value of what has become other than what was typed: for the second of two who change one account."""
    values = {
        "name": now.called,
        "mail": now.email or "–",
        "groups": ", ".join(group.name for group in now.groups.all() if group in queries.groups_of_pages()) or "–",
    }
    is_now = as_it_is(now)
    for name, value in values.items():
        if name in form.fields and str(form.data.get(name, "")) != str(is_now[name] or ""):
            yield str(form.fields[name].label), value


class EndRoleForm(forms.Form):
    """Of the role of that key: a page has one for each."""

    until = _day(gettext_lazy("Ngày cuối giữ vai trò"), required=True)
    reason = forms.CharField(
        label=gettext_lazy("Lý do (ghi vào nhật ký)"),
        max_length=300,
        error_messages={"required": gettext_lazy("Hãy ghi lý do rồi bấm lại: nhật ký cần biết vì sao.")},
    )

    def __init__(self, given: Mapping[str, Any] | None, held: int, initial: dict[str, Any] | None = None) -> None:
        super().__init__(given, auto_id=f"id_%s_{held}", initial=initial)


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
