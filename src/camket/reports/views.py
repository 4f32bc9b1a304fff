"""The page of the back office where a report is made."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from camket.foundation.access import SignedIn, needs
from camket.foundation.errors import CamketError
from camket.intake import phrases
from camket.records.queries import areas_of
from camket.reports.actions import WriteReport
from camket.reports.enums import Layout
from camket.reports.forms import ReportForm
from camket.resolutions import queries as resolutions

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs("reports.write")
def reports(request: SignedIn) -> HttpResponse:
    return _show(request, ReportForm(_mandates(request)))


@needs("reports.write")
@require_POST
def write(request: SignedIn) -> HttpResponse:
    """The file, or the page again with what was chosen and what to mend."""
    form = ReportForm(_mandates(request), request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    asked = form.cleaned_data
    as_sheet = asked["layout"] == "sheet"
    action = WriteReport(
        by=request.user,
        resolution=asked["resolution"],
        year=asked["year"],
        dated=asked["dated"],
        layout=Layout.DECREE if as_sheet else Layout(asked["layout"]),
        as_sheet=as_sheet,
    )
    try:
        made = action.execute()
    except CamketError as error:
        form.add_error(None, error.message(phrases.language()))
        return _show(request, form, status=422)
    name = f"bao-cao-{asked['resolution']}-{asked['year']}.{'xlsx' if as_sheet else 'docx'}"
    answer = HttpResponse(made, content_type=_SHEET if as_sheet else _WORD)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _mandates(request: SignedIn) -> list[Any]:
    """The resolutions of the account's areas, the newest first."""
    return resolutions.of_areas(areas_of(request.user))


def _show(request: SignedIn, form: ReportForm, status: int = 200) -> HttpResponse:
    return render(request, "reports/reports.html", {"form": form}, status=status)
