"""What the desk of accounts does about roles: gives one, ends one."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from camket.foundation.access import SignedIn, needs
from camket.foundation.errors import CamketError
from camket.people.account_forms import EndRoleForm
from camket.people.desk import RolesChanged, roles_seen
from camket.people.models import User
from camket.people.roles import EndRole, GiveRole
from camket.people.views.accounts import an_account, language, role_form, shown


@never_cache
@needs("people.manage")
@require_POST
def give(request: SignedIn, pk: int) -> HttpResponse:
    user = an_account(request, pk)
    form = role_form(request, user, request.POST)
    if not form.is_valid():
        return shown(request, user, role_form=form)
    given = form.role_given()
    if given["since"] is None and user.roles.exists():
        given["since"] = timezone.localdate()
    # A form that was sent without its mark has seen nothing.
    more = {"seen": form.cleaned_data["seen"] or "?", "reason": form.cleaned_data["reason"]}
    try:
        GiveRole(by=request.user, user=user, **given, **more).execute()
    except CamketError as error:
        if isinstance(error, RolesChanged):
            form.data = request.POST.copy()
            form.data["seen"] = roles_seen(user)
        form.add_error(None, error.message(language()))
        return shown(request, user, role_form=form)
    messages.success(request, _("Đã giao vai trò cho tài khoản %(name)s.") % {"name": user.username})
    return redirect("people:account", pk=pk)


@never_cache
@needs("people.manage")
@require_POST
def end(request: SignedIn, pk: int, held: int) -> HttpResponse:
    """Its last day; or, by the button for one that has not begun, the day before its first."""
    user = an_account(request, pk)
    form = EndRoleForm(_asked(request, user, held), held)
    if not form.is_valid():
        return shown(request, user, ending=(held, form))
    until, reason = form.cleaned_data["until"], form.cleaned_data["reason"]
    try:
        EndRole(by=request.user, user=user, held=held, until=until, reason=reason).execute()
    except CamketError as error:
        form.add_error(None, error.message(language()))
        return shown(request, user, ending=(held, form))
    messages.success(request, _("Đã ghi ngày cuối giữ vai trò của tài khoản %(name)s.") % {"name": user.username})
    return redirect("people:account", pk=pk)


def _asked(request: SignedIn, user: User, held: int) -> QueryDict:
    given = request.POST.copy()
    row = get_object_or_404(user.roles, pk=held)
    if "bo" in given and row.since:
        given["until"] = f"{row.since - timedelta(days=1):%Y-%m-%d}"
    return given
