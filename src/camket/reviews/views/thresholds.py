"""By which pace the targets of a resolution are judged: what holds, what a change would do, and what was changed."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from camket.foundation.access import SignedIn, needs
from camket.records.queries import areas_of
from camket.resolutions import queries as resolutions
from camket.reviews.forms import ThresholdsForm
from camket.reviews.thresholds import ChangeThresholds, is_closed, shifts
from camket.reviews.views.posting import found, posted


@needs("reviews.read")
def thresholds(request: SignedIn, pk: int) -> HttpResponse:
    return _show(request, _resolution(request, pk))


@needs("resolutions.set_thresholds")
@require_POST
def set_thresholds(request: SignedIn, pk: int) -> HttpResponse:
    """``viec`` = "xem" shows which targets would stand otherwise, and changes nothing."""
    resolution = _resolution(request, pk)
    only_look = request.POST.get("viec") == "xem"
    form = ThresholdsForm(request.POST, explained=not only_look)
    if only_look:
        return _show(request, resolution, form, form.is_valid())

    def act() -> None:
        ChangeThresholds(by=request.user, resolution=resolution, **form.given).execute()

    done, back = _("Đã đổi ngưỡng; mọi chỉ tiêu đã được đánh giá lại."), reverse("reviews:thresholds", args=[pk])

    def again(form: ThresholdsForm) -> HttpResponse:
        now = _resolution(request, pk)
        return _show(request, now, form.look_at(now))

    return posted(request, form, act, done, back, again)


def _resolution(request: SignedIn, pk: int) -> Any:
    return found(resolutions.in_areas(areas_of(request.user)).filter(pk=pk).first())


def _show(request: SignedIn, resolution: Any, form: Any = None, looks: bool = False) -> HttpResponse:
    history = resolutions.threshold_changes(resolution.pk)
    closed = is_closed(resolution.pk)
    context = {
        "resolution": resolution,
        "form": form or ThresholdsForm.of(resolution),
        "history": history,
        "undo": ThresholdsForm.of(resolution, history[0].before, _("Trở lại ngưỡng trước đó")) if history else None,
        "is_closed": closed,
        "may_set": request.user.may("resolutions.set_thresholds") and not closed,
        "looks": looks,
        "shifts": shifts(resolution.pk, *form.wanted) if looks else (),
    }
    return render(request, "reviews/thresholds.html", context)
