"""The reports of an account's areas, and making a new one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from camket.foundation.access import SignedIn, needs
from camket.foundation.errors import CamketError
from camket.intake import phrases
from camket.people import queries as people
from camket.records.queries import areas_of
from camket.reports import queries
from camket.reports.enums import Layout
from camket.reports.forms import MakeForm
from camket.reports.writing import MakeReport
from camket.resolutions import queries as resolutions
from camket.reviews.queries import reviewed

PER_PAGE = 25


@needs("reports.read")
def reports(request: SignedIn) -> HttpResponse:
    """``?ky=`` is a review, by its key: the form begins with it."""
    return _show(request, _form(request))


@needs("reports.write")
@require_POST
def make(request: SignedIn) -> HttpResponse:
    """On to the report, or the page again with what was chosen and what to mend."""
    form = _form(request)
    if not form.is_valid():
        return _show(request, form, status=422)
    about, asked = form.subject, form.cleaned_data
    action = MakeReport(
        by=request.user,
        resolution=about.resolution,
        review=about.review,
        year=about.year,
        office=form.issuer,
        dated=asked["dated"],
        layout=Layout(asked["layout"]) if asked["layout"] else None,
    )
    try:
        report = action.execute()
    except CamketError as error:
        form.add_error(None, error.message(phrases.language()))
        return _show(request, form, status=422)
    return redirect("reports:report", report.pk)


def _form(request: SignedIn) -> MakeForm:
    mandates = resolutions.of_areas(areas_of(request.user))
    reviews = reviewed.of_resolutions([one.pk for one in mandates])
    chosen = request.GET.get("ky", "")
    offices = people.offices(areas_of(request.user))
    return MakeForm(mandates, reviews, offices, request.POST or None, f"ky-{chosen}" if chosen.isdecimal() else "")


def _show(request: SignedIn, form: MakeForm, status: int = 200) -> HttpResponse:
    found = queries.kept_reports(areas_of(request.user))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    context = {"form": form, "page": page, "may_write": request.user.may("reports.write")}
    return render(request, "reports/reports.html", context, status=status)
