"""What an area measures: the list, and a page to put one right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from camket.foundation.access import SignedIn, needs
from camket.foundation.errors import CamketError
from camket.intake import phrases, queries
from camket.intake.forms import IndicatorForm
from camket.intake.views.addresses import address, sheets_of
from camket.observations import queries as observations
from camket.observations.actions import ReviseIndicator
from camket.observations.lacking import lacking
from camket.records.queries import areas_of
from camket.targets import queries as targets
from camket.targets.actions import ForgetWording, MergeIndicators, conflict
from camket.targets.defining import FormulaRefused

if TYPE_CHECKING:
    from camket.targets.models import Indicator

PER_PAGE = 50


@needs("intake.read")
def indicators(request: SignedIn) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    page = Paginator(targets.listed(areas_of(request.user), words), PER_PAGE).get_page(request.GET.get("trang"))
    several = areas_of(request.user).count() > 1
    return render(request, "intake/indicators.html", {"page": page, "words": words, "several_areas": several})


@needs("intake.read")
def indicator(request: SignedIn, pk: int) -> HttpResponse:
    found = _indicator(request, pk)
    if request.method != "POST":
        return _show(request, found, IndicatorForm(found))
    form = IndicatorForm(found, request.POST)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    try:
        ReviseIndicator(by=request.user, indicator=found, changes=form.changes).execute()
    except FormulaRefused as error:
        form.add_error("formula", error.message(phrases.language()))
        return _show(request, found, form, status=422)
    except CamketError as error:
        form.add_error("unit", error.message(phrases.language()))
        return _show(request, found, form, status=422)
    messages.success(request, _("Đã lưu chỉ số “%(name)s”.") % {"name": form.cleaned_data["name"]})
    return redirect("intake:indicator", pk)


@needs("targets.edit")
@require_POST
def forget_wording(request: SignedIn, pk: int, wording: int) -> HttpResponse:
    found = _indicator(request, pk).wordings.filter(pk=wording).first()
    if found:
        ForgetWording(by=request.user, wording=found).execute()
        messages.success(request, _("Từ nay “%(text)s” không còn là cách gọi của chỉ số này.") % {"text": found.text})
    return redirect("intake:indicator", pk)


@needs("targets.edit")
def merge(request: SignedIn, pk: int) -> HttpResponse:
    """First what merging into ``vao`` would do, or what stands in its way; once confirmed, it is done.

    ``cau`` is the statement from whose card somebody came, and goes back to.
    """
    gone, given = _indicator(request, pk), request.GET
    into = given.get("vao", "")
    if not into.isdecimal():
        messages.warning(request, _("Chọn chỉ số để gộp vào."))
        return redirect("intake:indicator", pk)
    kept, back = _indicator(request, int(into)), given.get("cau", "")
    if request.method != "POST":
        return _show_merge(request, gone, kept, back)
    try:
        MergeIndicators(by=request.user, kept=kept, gone=gone).execute()
    except CamketError:
        return _show_merge(request, gone, kept, back, status=422)
    messages.success(request, _("Đã gộp “%(gone)s” vào “%(kept)s”.") % {"gone": gone.name, "kept": kept.name})
    statement = queries.statement(int(back), areas_of(request.user)) if back.isdecimal() else None
    if statement:
        return redirect(address(statement, sheets_of(statement.document)))
    return redirect("intake:indicator", kept.pk)


def _show_merge(request: SignedIn, gone: Indicator, kept: Indicator, back: str, status: int = 200) -> HttpResponse:
    problem = conflict(kept, gone)
    context = {
        "gone": gone,
        "kept": kept,
        "back": back,
        "problem": problem.message(phrases.language()) if problem else "",
        "wordings": gone.wordings.order_by("text"),
        "targets": targets.targets_of(gone),
        "figures": gone.observations.filter(withdrawn_at=None).count(),
    }
    return render(request, "intake/merge.html", context, status=status)


def _indicator(request: SignedIn, pk: int) -> Indicator:
    found = targets.of_id(pk, areas_of(request.user))
    if found is None:
        raise Http404
    return found


def _show(request: SignedIn, found: Indicator, form: IndicatorForm, status: int = 200) -> HttpResponse:
    context = {
        "indicator": found,
        "form": form,
        "wordings": found.wordings.order_by("text"),
        "targets": targets.targets_of(found),
        "figures": observations.with_provenance(
            found.observations.filter(withdrawn_at=None).select_related("passage__document")[:200]
        ),
        "lacks": lacking(found),
        "units": targets.units(found.area_id),
        "others": targets.likest(found),
        "may_edit": request.user.may("targets.edit"),
    }
    return render(request, "intake/indicator.html", context, status=status)
