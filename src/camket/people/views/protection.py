"""For administrators: how an account signs in, and what to do when its person cannot."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from camket.foundation.access import SignedIn, needs
from camket.people import queries
from camket.people.models import User
from camket.people.second_factor import PartFromTheProvince, Reset

_ACTIONS = {"lop-hai": Reset, "tinh": PartFromTheProvince}


@needs("people.reset")
def protection(request: SignedIn, pk: int) -> HttpResponseBase:
    user = get_object_or_404(User, pk=pk)
    action = _ACTIONS.get(request.POST.get("go", ""))
    if request.method == "POST" and action:
        action(by=request.user, user=user, reason=request.POST.get("reason", "").strip()).execute()
        messages.success(request, _("Đã gỡ. Mọi phiên làm việc của tài khoản %(name)s đã kết thúc.") % {"name": user})
        return redirect("people:protection", pk=pk)
    return render(request, "people/protection.html", {"account": user, "kept": queries.protection(user)})
