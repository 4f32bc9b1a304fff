"""What happened to areas, and forms for what happens to them: merged, divided, renamed; each with what it touches."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail import hooks

from camket.areas import queries
from camket.areas.actions import CannotChange, TakeBack
from camket.areas.forms import ChangeForm, MergeForm, RenameForm, SplitForm
from camket.areas.models import Change
from camket.foundation.access import SignedIn, needs

PANELS = "construct_areas_panels"
"""A hook as Wagtail's construct_homepage_panels: what other rooms say beside the changes of areas."""
_PER_PAGE = 30
_BUTTONS = frozenset({"csrfmiddlewaretoken", "ghi", "xem", "them", "da-xem"})


@needs("audit.read")
def index(request: SignedIn) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    page = Paginator(queries.changes(words), _PER_PAGE).get_page(request.GET.get("trang"))
    panels: list[Any] = []
    for construct in hooks.get_hooks(PANELS):
        construct(request, panels)
    told = [(change, queries.told(change)) for change in page]
    context = {"page": page, "told": told, "words": words, "panels": panels}
    return render(request, "areas/index.html", {**context, "may_write": request.user.may("areas.manage")})


@needs("areas.manage")
def merge(request: SignedIn) -> HttpResponse:
    return _change(request, MergeForm(request.POST or None), _("Sáp nhập địa bàn"))


@needs("areas.manage")
def split(request: SignedIn) -> HttpResponse:
    if "them" in request.POST:
        given = request.POST.copy()
        given["toi-TOTAL_FORMS"] = str(int(given.get("toi-TOTAL_FORMS") or 0) + 3)
        return _show(request, SplitForm(given), _("Chia tách địa bàn"))
    return _change(request, SplitForm(request.POST or None), _("Chia tách địa bàn"))


@needs("areas.manage")
def rename(request: SignedIn) -> HttpResponse:
    return _change(request, RenameForm(request.POST or None), _("Đổi tên địa bàn"))


@needs("areas.manage")
@require_POST
def take_back(request: SignedIn, pk: int) -> HttpResponse:
    change = get_object_or_404(Change, pk=pk)
    try:
        TakeBack(by=request.user, change=change).execute()
    except CannotChange as error:
        messages.error(request, error.message(get_language() or "vi"))
    else:
        messages.success(request, _("Đã hoàn tác thay đổi địa giới."))
    return redirect("areas:index")


def _change(request: SignedIn, form: Any, title: Any) -> HttpResponse:
    """First what it would touch; the change is made once that has been seen of the very same words."""
    if request.method != "POST":
        return _show(request, form, title)
    if not form.is_valid():
        return _show(request, form, title, status=422)
    action, seen = form.action(request.user), _digest(request)
    try:
        if request.POST.get("da-xem") != seen or "ghi" not in request.POST:
            action.check()
            touched = queries.preview(_old(form), form.cleaned_data["on"])
            ends = not isinstance(form, RenameForm)
            return _show(request, form, title, preview=touched, seen=seen, ends=ends)
        action.execute()
    except CannotChange as error:
        form.add_error(None, error.message(get_language() or "vi"))
        return _show(request, form, title, status=422)
    messages.success(request, _("Đã ghi thay đổi địa giới."))
    return redirect("areas:index")


def _old(form: ChangeForm) -> list[Any]:
    return list(getattr(form, "areas", None) or [getattr(form, "area", None)])


def _digest(request: SignedIn) -> str:
    """Of what was typed, so that a preview of other words is none."""
    given = sorted((name, value) for name, value in request.POST.items() if name not in _BUTTONS)
    return hashlib.sha256(repr(given).encode()).hexdigest()


def _show(request: SignedIn, form: Any, title: Any, status: int = 200, **more: Any) -> HttpResponse:
    return render(request, "areas/change.html", {"form": form, "title": title, **more}, status=status)
