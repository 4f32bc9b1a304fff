"""The desk of accounts: administrators keep it, auditors read it, each in the own tree of areas."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from camket.foundation.access import SignedIn, needs
from camket.foundation.errors import CamketError
from camket.people import letters, links, pictures, queries
from camket.people.account_forms import (
    AccountForm,
    EndRoleForm,
    FilterForm,
    GiveRoleForm,
    OpenForm,
    ReasonForm,
    as_it_is,
    now_beside,
)
from camket.people.accounts import (
    ChangeAccount,
    CloseAccount,
    EndSessions,
    GiveLink,
    OpenAccount,
    ReopenAccount,
)
from camket.people.desk import ChangedMeanwhile, OfAccount, roles_seen, seen
from camket.people.enums import AccountState
from camket.people.models import User
from camket.people.second_factor import PartFromTheProvince, Reset

PER_PAGE = 50
_COLUMNS = (
    ("ten", gettext_lazy("Người dùng")),
    ("vai-tro", gettext_lazy("Vai trò")),
    ("co-quan", gettext_lazy("Cơ quan, địa bàn")),
    ("", gettext_lazy("Xác thực hai lớp")),
    ("lan-cuoi", gettext_lazy("Đăng nhập lần cuối")),
    ("", gettext_lazy("Tình trạng")),
)
# By the button that was pressed: what is done, and what is said then.
_ACTS: dict[str, tuple[type[OfAccount[Any]], Any]] = {
    "ngung": (CloseAccount, gettext_lazy("Tài khoản %(name)s đã ngừng hoạt động. Mọi phiên làm việc đã kết thúc.")),
    "mo-lai": (ReopenAccount, gettext_lazy("Tài khoản %(name)s hoạt động lại.")),
    "phien": (EndSessions, gettext_lazy("Mọi phiên làm việc của tài khoản %(name)s đã kết thúc.")),
    "lop-hai": (Reset, gettext_lazy("Đã gỡ. Mọi phiên làm việc của tài khoản %(name)s đã kết thúc.")),
    "tinh": (PartFromTheProvince, gettext_lazy("Đã bỏ nối. Mọi phiên làm việc của tài khoản %(name)s đã kết thúc.")),
}


@never_cache
@needs("people.read")
def index(request: SignedIn) -> HttpResponse:
    form = FilterForm(request.GET, list(queries.offices_of(request.user)))
    sort = request.GET.get("xep", "")
    page = Paginator(queries.accounts(request.user, form.asked(sort)), PER_PAGE).get_page(request.GET.get("trang"))
    told = {"query": _without(request, "trang"), "columns": _columns(request, sort), "sort": sort}
    shown = {"form": form, "page": page, "rows": list(page), "is_narrowed": bool(_without(request, "xep"))}
    return render(request, "people/accounts.html", {**shown, **told, "may_write": request.user.may("people.manage")})


def _without(request: HttpRequest, *names: str) -> str:
    kept = request.GET.copy()
    for name in ("trang", *names):
        kept.pop(name, None)
    return kept.urlencode()


def _columns(request: HttpRequest, sort: str) -> list[dict[str, Any]]:
    """Each with the address that sorts by it, the other way round where it does already."""
    query, now = _without(request, "xep"), sort or "ten"
    turned = {"ascending": "-", "descending": ""}
    found = []
    for name, label in _COLUMNS:
        way = {name: "ascending", f"-{name}": "descending"}.get(now, "") if name else ""
        link = f"?{query}&xep={turned.get(way, '')}{name}" if name else ""
        found.append({"label": label, "link": link, "way": way})
    return found


@never_cache
@needs("people.manage")
def open_account(request: SignedIn) -> HttpResponse:
    form = OpenForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.values()
        told = {"name": given["first_name"], "mail": given["email"], "username": form.cleaned_data["username"]}
        groups = given.get("groups", ())
        try:
            user = OpenAccount(by=request.user, **told, **form.role_given(), groups=groups).execute()
        except CamketError as error:
            form.add_error("username", error.message(language()))
        else:
            return _linked(request, user)
    return render(request, "people/open.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@needs("people.read", to_write="people.manage")
def account(request: SignedIn, pk: int) -> HttpResponse:
    """What an account is, and what may be done with it. Of two who change it, the second sees what it has become."""
    user = an_account(request, pk)
    form = _form(request, user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        # A form that was sent without its mark has seen nothing.
        mark = form.cleaned_data["seen"] or "?"
        try:
            ChangeAccount(by=request.user, user=user, changes=form.values(), seen=mark).execute()
        except ChangedMeanwhile as late:
            typed = request.POST.copy()
            typed["seen"] = seen(late.now)
            form.data = typed
            form.add_error(None, late.message(language()))
            return shown(request, late.now, form=form, beside=list(now_beside(form, late.now)))
        except CamketError as error:
            form.add_error(None, error.message(language()))
        else:
            messages.success(request, _("Đã lưu tài khoản %(name)s.") % {"name": user.username})
            return redirect("people:account", pk=pk)
    return shown(request, user, form=form) if request.method == "POST" else shown(request, user)


def _form(request: SignedIn, user: User, given: Any = None) -> AccountForm:
    return AccountForm(request.user, given, initial={**as_it_is(user), "seen": seen(user)})


def shown(request: SignedIn, user: User, ending: tuple[int, EndRoleForm] | None = None, **told: Any) -> HttpResponse:
    """The page of an account; ``told`` are the forms on it that were filled in, and what has to be said beside them."""
    is_own, may_write = user.pk == request.user.pk, request.user.may("people.manage")
    writes = may_write and not is_own
    about = {
        "account": user,
        "roles": list(_roles(user, writes, ending)),
        "kept": queries.protection(user),
        "sessions": queries.sessions_since(user),
        "state": queries.state_of(user).label,
        "is_open": user.is_active,
        "is_new": queries.state_of(user) is AccountState.WAITING,
        "is_own": is_own,
        "may_write": may_write,
    }
    if writes:
        about |= {"form": _form(request, user), "reason": ReasonForm(), "role_form": role_form(request, user)}
    return render(request, "people/account.html", {**about, **told}, status=422 if told or ending else 200)


def _roles(user: User, writes: bool, ending: tuple[int, EndRoleForm] | None) -> Iterator[tuple[Any, Any, Any]]:
    """Each role with what it is today, and with the form that ends it where it is not over."""
    on = timezone.localdate()
    for one, state in queries.roles_of(user, on):
        first = {"until": one.until or max(on, one.since or on)}
        form = EndRoleForm(None, one.pk, first) if writes and state != "over" else None
        yield one, state, ending[1] if form and ending and ending[0] == one.pk else form


def role_form(request: SignedIn, user: User, given: Any = None) -> GiveRoleForm:
    first = {"since": timezone.localdate(), "office": user.held.office_id, "seen": roles_seen(user)}
    return GiveRoleForm(request.user, given, initial=first, auto_id="id_given_%s")


@never_cache
@needs("people.manage")
@require_POST
def act(request: SignedIn, pk: int) -> HttpResponse:
    user, go = an_account(request, pk), request.POST.get("go", "")
    if go == "duong-dan":
        return _try(request, pk, lambda: _linked(request, user))
    if go not in _ACTS:
        return redirect("people:account", pk=pk)
    action, said = _ACTS[go]
    form = ReasonForm(request.POST, asked=action is Reset)
    if not form.is_valid():
        return shown(request, user, reason=form)

    def done() -> HttpResponse:
        action(by=request.user, user=user, reason=form.cleaned_data["reason"]).execute()
        messages.success(request, said % {"name": user.username})
        return redirect("people:account", pk=pk)

    return _try(request, pk, done)


def _try(request: SignedIn, pk: int, do: Callable[[], HttpResponse]) -> HttpResponse:
    try:
        return do()
    except CamketError as error:
        messages.error(request, error.message(language()))
        return redirect("people:account", pk=pk)


def _linked(request: SignedIn, user: User) -> HttpResponse:
    """The link goes by letter; where that cannot be, it is shown once, to be printed."""
    link = GiveLink(by=request.user, user=user).execute()
    if letters.send_link(user, link):
        messages.success(request, _("Đã gửi đường dẫn đặt mật khẩu đến %(mail)s.") % {"mail": user.email})
        return redirect("people:account", pk=user.pk)
    told = {"account": user, "link": link, "until": links.good_until(), "drawn": pictures.drawn(link)}
    return render(request, "people/link.html", {**told, "not_sent": bool(user.email) and letters.goes_out()})


def an_account(request: SignedIn, pk: int) -> User:
    found: User = get_object_or_404(queries.accounts_of(request.user), pk=pk)
    return found


def language() -> str:
    return "en" if get_language() == "en" else "vi"
