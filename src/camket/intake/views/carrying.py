"""Targets of areas that are no more: who carries them on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from camket.areas import queries as areas
from camket.foundation.access import SignedIn, needs
from camket.foundation.errors import CamketError
from camket.intake import phrases
from camket.intake.forms import CarryingForm
from camket.records.queries import areas_of
from camket.targets import queries as targets
from camket.targets.carrying import DecideCarrying

Group = tuple[int, int]
"""The ids of an area and a resolution."""


@needs("intake.read")
def carrying(request: SignedIn) -> HttpResponse:
    return _show(request, {})


@needs("targets.edit")
@require_POST
def carry(request: SignedIn, area: int, resolution: int) -> HttpResponse:
    """One decision for the chosen targets of a resolution, all or none."""
    waiting = _waiting(request).get((area, resolution))
    if not waiting:
        raise Http404
    form = CarryingForm(waiting, areas.takers(area), request.POST)
    if not form.is_valid():
        return _show(request, {(area, resolution): form}, status=422)
    try:
        with transaction.atomic():
            for target in form.chosen:
                DecideCarrying(by=request.user, target=target, **form.decision).execute()
    except CamketError as error:
        form.add_error(None, error.message(phrases.language()))
        return _show(request, {(area, resolution): form}, status=422)
    count = len(form.chosen)
    said = ngettext("Đã ghi quyết định cho %(n)s chỉ tiêu.", "Đã ghi quyết định cho %(n)s chỉ tiêu.", count)
    messages.success(request, said % {"n": count})
    return redirect("intake:carrying")


def _waiting(request: SignedIn) -> dict[Group, list[Any]]:
    found: dict[Group, list[Any]] = {}
    for target in targets.awaiting_decision(timezone.localdate(), areas_of(request.user)):
        found.setdefault((target.area_id, target.resolution_id), []).append(target)
    return found


def _show(request: SignedIn, given: dict[Group, CarryingForm], status: int = 200) -> HttpResponse:
    waiting = _waiting(request)
    takers = {area: areas.takers(area) for area, _ in waiting}
    context = {
        "groups": [
            (some[0].area, some[0].resolution, given.get(group) or CarryingForm(some, takers[group[0]]))
            for group, some in waiting.items()
        ],
        "decided": targets.decided(timezone.localdate(), areas_of(request.user)),
        "may_edit": request.user.may("targets.edit"),
    }
    return render(request, "intake/carrying.html", context, status=status)
