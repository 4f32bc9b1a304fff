"""The end of a term, and what of it goes on."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from camket.foundation.access import SignedIn, needs
from camket.records.queries import areas_of
from camket.resolutions import queries as resolutions
from camket.reviews.forms import CarryForm, SignForm
from camket.reviews.handover import CarryOn, CloseTerm
from camket.reviews.queries.handover import final_review, proposals
from camket.reviews.views.posting import found, posted


@needs("reviews.read")
def handover(request: SignedIn, pk: int) -> HttpResponse:
    return _show(request, pk)


@needs("reviews.sign")
@require_POST
def close(request: SignedIn, pk: int) -> HttpResponse:
    resolution = found(resolutions.in_areas(areas_of(request.user)).filter(pk=pk).first())
    form = SignForm({}, request.POST)

    def act() -> None:
        on = min(timezone.localdate(), date(resolution.term.last_year, 12, 31))
        CloseTerm(by=request.user, resolution=resolution, on=on, **form.given).execute()

    back = reverse("reviews:handover", args=[pk])

    def again(form: SignForm) -> HttpResponse:
        # A final review that has changed meanwhile is linked on the page; the next press is for what it says now.
        final = final_review(pk)
        form.data = {"version": final.version if final else "", "signed_as": form.data.get("signed_as", "")}
        return _show(request, pk, closing=form)

    done = _("Nhiệm kỳ đã khép lại; kết quả cuối cùng được giữ nguyên.")
    return posted(request, form, act, done, back, again)


@needs("targets.record")
@require_POST
def carry_on(request: SignedIn, pk: int) -> HttpResponse:
    """The chosen targets go on, all or none."""
    resolution = found(resolutions.in_areas(areas_of(request.user)).filter(pk=pk).first())
    following = found(resolutions.following(resolution))
    form = _carrying(resolution, following, request.POST)

    @transaction.atomic
    def act() -> None:
        for target, value, year in form.chosen:
            told = {"target": target, "into": following, "value": value, "due_year": year}
            CarryOn(by=request.user, **told).execute()

    back = reverse("reviews:handover", args=[pk])
    done = _("Đã đưa các chỉ tiêu đã chọn vào nghị quyết kế tiếp.")
    return posted(request, form, act, done, back, lambda form: _show(request, pk, carrying=form))


def _carrying(resolution: Any, following: Any, data: Any = None) -> CarryForm:
    return CarryForm(proposals(resolution), (following.term.first_year, following.term.last_year), data)


def _show(request: SignedIn, pk: int, closing: Any = None, carrying: Any = None) -> HttpResponse:
    resolution = found(resolutions.in_areas(areas_of(request.user)).filter(pk=pk).first())
    following = resolutions.following(resolution)
    final = final_review(pk)
    initial = {"version": final.version} if final else {}
    context = {
        "resolution": resolution,
        "following": following,
        "final": final,
        "proposals": proposals(resolution),
        "form": carrying or (_carrying(resolution, following) if following else None),
        "closing": closing or SignForm({}, initial=initial),
        "may_sign": request.user.may("reviews.sign"),
        "may_record": request.user.may("targets.record"),
    }
    return render(request, "reviews/handover.html", context)
