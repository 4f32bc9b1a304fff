"""The end of a term, and what of it goes on."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from camket.foundation.access import SignedIn, needs
from camket.foundation.names import in_language
from camket.records.queries import areas_of
from camket.resolutions import queries as resolutions
from camket.reviews import naming
from camket.reviews.enums import Outcome
from camket.reviews.forms import CarryForm, ReasonForm, SignForm
from camket.reviews.handover import CarryOn, CloseTerm, ReopenTerm, what_keeps_closed
from camket.reviews.queries.handover import final_review, proposals
from camket.reviews.views.posting import found, posted


@needs("reviews.read")
def handover(request: SignedIn, pk: int) -> HttpResponse:
    return _show(request, pk)


@needs("reviews.sign")
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: SignedIn, pk: int) -> HttpResponse:
    """First what will be frozen, then, on a second press, the closing."""
    resolution = found(resolutions.in_areas(areas_of(request.user)).filter(pk=pk).first())
    if request.method != "POST":
        return _confirm(request, resolution)
    form = SignForm({}, request.POST)

    def act() -> None:
        on = min(timezone.localdate(), naming.last_day(resolution.term.last_year))
        CloseTerm(by=request.user, resolution=resolution, on=on, **form.given).execute()

    back = reverse("reviews:handover", args=[pk])

    def again(form: SignForm) -> HttpResponse:
        # A final review that has changed meanwhile is linked on the page; the next press is for what it says now.
        final = final_review(pk)
        form.data = {"version": final.version if final else "", "signed_as": form.data.get("signed_as", "")}
        return _confirm(request, resolution, form)

    done = _("Nhiệm kỳ đã khép lại; kết quả cuối cùng được giữ nguyên.")
    return posted(request, form, act, done, back, again)


def _confirm(request: SignedIn, resolution: Any, form: Any = None) -> HttpResponse:
    """What closing does: how the targets stand that it keeps, how many of them go on, and until when nothing can be."""
    final = final_review(resolution.pk)
    offered = proposals(resolution)
    counted = [one for one in offered if one.target.part_of_id is None or resolution.counts_parts]
    outcomes = [one.outcome for one in counted]
    ends_on = naming.last_day(resolution.term.last_year)
    context = {
        "resolution": resolution,
        "final": final,
        "ends_on": ends_on,
        "is_early": timezone.localdate() < ends_on,
        "all": len(offered),
        "parts": len(offered) - len(counted),
        "counts": [(one, outcomes.count(one)) for one in Outcome if one in outcomes],
        "carried": sum(one.carried for one in offered),
        "following": resolutions.following(resolution),
        "form": form or SignForm({}, initial={"version": final.version} if final else {}),
    }
    return render(request, "reviews/close.html", context)


@needs("reviews.sign")
@require_POST
def reopen(request: SignedIn, pk: int) -> HttpResponse:
    resolution = found(resolutions.in_areas(areas_of(request.user)).filter(pk=pk).first())
    form = ReasonForm({}, request.POST)

    def act() -> None:
        ReopenTerm(by=request.user, resolution=resolution, **form.given).execute()

    done, back = (
        _("Nhiệm kỳ đã mở lại; bản tổng kết cũ được giữ trong danh sách."),
        reverse("reviews:handover", args=[pk]),
    )
    return posted(request, form, act, done, back, lambda form: _show(request, pk, reopening=form))


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


def _show(request: SignedIn, pk: int, carrying: Any = None, reopening: Any = None) -> HttpResponse:
    resolution = found(resolutions.in_areas(areas_of(request.user)).filter(pk=pk).first())
    following = resolutions.following(resolution)
    final = final_review(pk)
    closed = bool(final and final.is_frozen)
    context = {
        "resolution": resolution,
        "following": following,
        "final": final,
        "proposals": proposals(resolution),
        "form": carrying or (_carrying(resolution, following) if following else None),
        "ends_on": naming.last_day(resolution.term.last_year),
        "is_early": timezone.localdate() < naming.last_day(resolution.term.last_year),
        "reopening": reopening or ReasonForm({}),
        "keeps_closed": in_language(*(what_keeps_closed(resolution, final) or ("", ""))) if closed else "",
        "may_sign": request.user.may("reviews.sign"),
        "may_record": request.user.may("targets.record"),
    }
    return render(request, "reviews/handover.html", context)
