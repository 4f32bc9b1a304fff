"""Targets of areas that are no more: who carries them on."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from camket.areas import queries as areas
from camket.foundation.errors import CamketError
from camket.intake import phrases
from camket.intake.forms import CarryingForm
from camket.intake.views.access import SignedIn, areas_of, needs
from camket.targets import queries as targets
from camket.targets.carrying import DecideCarrying


@needs("intake.read")
def carrying(request: SignedIn) -> HttpResponse:
    return _show(request, {})


@needs("targets.edit")
@require_POST
def carry(request: SignedIn, pk: int) -> HttpResponse:
    """One decision for the chosen targets of an area, all or none."""
    waiting = targets.awaiting_decision(timezone.localdate(), areas_of(request.user).filter(pk=pk))
    if not waiting:
        raise Http404
    form = CarryingForm(waiting, areas.takers(pk), request.POST)
    if not form.is_valid():
        return _show(request, {pk: form}, status=422)
    try:
        with transaction.atomic():
            for target in form.chosen:
                DecideCarrying(by=request.user, target=target, **form.decision).execute()
    except CamketError as error:
        form.add_error(None, error.message(phrases.language()))
        return _show(request, {pk: form}, status=422)
    count = len(form.chosen)
    messages.success(
        request,
        ngettext("Đã ghi quyết định cho %(n)s chỉ tiêu.", "Đã ghi quyết định cho %(n)s chỉ tiêu.", count)
        % {"n": count},
    )
    return redirect("intake:carrying")


def _show(request: SignedIn, forms: dict[int, CarryingForm], status: int = 200) -> HttpResponse:
    today, own = timezone.localdate(), areas_of(request.user)
    waiting = groupby(targets.awaiting_decision(today, own), key=lambda target: target.area)
    context: dict[str, Any] = {
        "groups": [(area, _form(list(some), forms.get(area.pk))) for area, some in waiting],
        "decided": targets.decided(today, own),
        "may_edit": request.user.may("targets.edit"),
    }
    return render(request, "intake/carrying.html", context, status=status)


def _form(waiting: list[Any], given: CarryingForm | None) -> CarryingForm:
    return given or CarryingForm(waiting, areas.takers(waiting[0].area_id))
