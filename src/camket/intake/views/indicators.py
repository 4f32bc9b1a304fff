"""What an area measures: the list, and a page to put one right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from camket.foundation.errors import CamketError
from camket.intake import phrases
from camket.intake.forms import IndicatorForm
from camket.intake.views.access import SignedIn, areas_of, needs
from camket.targets import queries as targets
from camket.targets.actions import EditIndicator, ForgetWording

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
        EditIndicator(by=request.user, indicator=found, changes=form.changes).execute()
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
        "figures": found.observations.filter(withdrawn_at=None).select_related("passage__document")[:200],
        "units": targets.units(found.area_id),
        "may_edit": request.user.may("targets.edit"),
    }
    return render(request, "intake/indicator.html", context, status=status)
