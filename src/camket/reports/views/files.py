"""The files of a report: made in a job, whose page has the file when it is done."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from camket.foundation.access import SignedIn, needs
from camket.records.queries import areas_of
from camket.reports import leading, queries
from camket.reports.enums import FileKind
from camket.reports.models import Report
from camket.reports.writing import AskForFile
from camket.reviews.views.posting import found


@needs("reports.read")
def leaders(request: SignedIn, pk: int) -> HttpResponse:
    """The page for leaders on a screen, to be looked at or printed: all of it, however long."""
    report = found(queries.kept_report(pk, areas_of(request.user)))
    sheet = leading.sheet(queries.kept_paper(report), leading.DENSITIES[0])
    return render(request, "reports/leaders.html", {"sheet": sheet})


@needs("reports.file")
@require_POST
def file(request: SignedIn, pk: int) -> HttpResponse:
    report = found(queries.kept_report(pk, areas_of(request.user)))
    return ask(request, report, request.POST.get("tep", FileKind.WORD.value))


def ask(request: SignedIn, report: Report, kind: str) -> HttpResponse:
    """On to the page of the job. A kind that there is not is not found."""
    wanted = found(FileKind(kind) if kind in FileKind.values else None)
    job = AskForFile(by=request.user, report=report, kind=wanted).execute()
    return redirect("jobs:job", job.pk)
