"""A target: what it promises, which days count for it, and which offices are in charge of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from camket.foundation.access import SignedIn, needs
from camket.foundation.errors import CamketError
from camket.intake import phrases
from camket.intake.in_charge import InChargeForm
from camket.intake.windows import WindowForm
from camket.people import queries as people
from camket.records.queries import areas_of
from camket.targets import queries as targets
from camket.targets.charges import AssignOffices
from camket.targets.windows import SetWindow, moves

if TYPE_CHECKING:
    from collections.abc import Mapping

    from camket.targets.models import Target


@needs("intake.read")
def target(request: SignedIn, pk: int) -> HttpResponse:
    found = _target(request, pk)
    return _show(request, found, _form(request, found))


@needs("targets.edit")
@require_POST
def assign(request: SignedIn, pk: int) -> HttpResponse:
    found = _target(request, pk)
    form = _form(request, found, request.POST)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    try:
        AssignOffices(by=request.user, target=found, **form.given).execute()
    except CamketError as error:
        form.add_error("since", error.message(phrases.language()))
        return _show(request, found, form, status=422)
    messages.success(request, _("Đã lưu cơ quan phụ trách."))
    return redirect("intake:target", pk)


@needs("targets.edit")
@require_POST
def move(request: SignedIn, pk: int) -> HttpResponse:
    found = _target(request, pk)
    form = WindowForm(request.POST, auto_id="id_window_%s")
    if form.is_valid():
        try:
            SetWindow(by=request.user, target=found, **form.given).execute()
        except CamketError as error:
            form.add_error("due", error.message(phrases.language()))
        else:
            messages.success(request, _("Đã đổi thời gian tính; chỉ tiêu đã được đánh giá lại."))
            return redirect("intake:target", pk)
    now = _target(request, pk)
    return _show(request, now, _form(request, now), status=422, window=form.look_at(now))


def _target(request: SignedIn, pk: int) -> Target:
    found = targets.a_target(pk, areas_of(request.user))
    if found is None:
        raise Http404
    return found


def _form(request: SignedIn, found: Target, data: Mapping[str, str] | None = None) -> InChargeForm:
    return InChargeForm(found, people.offices(areas_of(request.user)), timezone.localdate(), data)


def _show(
    request: SignedIn, found: Target, form: InChargeForm, status: int = 200, window: WindowForm | None = None
) -> HttpResponse:
    moved = moves(found)
    history = targets.in_charge(found.pk)
    context = {
        "target": found,
        "form": form,
        "changed": [one for one in history if one.until is None],
        "former": [one for one in history if one.until],
        "window": window or WindowForm.of(found),
        "moved": moved,
        "undo": WindowForm.of(found, moved[0].before, _("Trở lại thời gian tính trước đó")) if moved else None,
        "may_edit": request.user.may("targets.edit"),
    }
    return render(request, "intake/target.html", context, status=status)
