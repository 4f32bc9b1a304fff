"""For administrators: how an account signs in, and what to do when its person cannot."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from camket.foundation.access import SignedIn, needs
from camket.people import queries
from camket.people.actions import OpenAccount
from camket.people.enums import Role
from camket.people.models import User
from camket.people.second_factor import PartFromTheProvince, Reset

_ACTIONS = {"lop-hai": Reset, "tinh": PartFromTheProvince}


@never_cache
@needs("people.reset")
def protection(request: SignedIn, pk: int) -> HttpResponseBase:
    user = get_object_or_404(User, pk=pk)
    go, reason = request.POST.get("go", ""), request.POST.get("reason", "").strip()
    password = ""
    if action := _ACTIONS.get(go):
        action(by=request.user, user=user, reason=reason).execute()
        messages.success(request, _("Đã gỡ. Mọi phiên làm việc của tài khoản %(name)s đã kết thúc.") % {"name": user})
        return redirect("people:protection", pk=pk)
    if go == "mat-khau":
        given = OpenAccount(by=request.user, username=user.username, role=Role(user.role), reason=reason)
        user, password = given.execute()
    shown = {"account": user, "kept": queries.protection(user), "password": password}
    return render(request, "people/protection.html", shown)
