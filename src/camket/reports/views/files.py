"""The files of a report, made when they are asked for."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from camket.foundation.access import SignedIn, needs
from camket.foundation.errors import CamketError
from camket.intake import phrases
from camket.records.queries import areas_of
from camket.reports import making, queries
from camket.reports.enums import FileKind
from camket.reviews.views.posting import found


@needs("reports.read")
def file(request: SignedIn, pk: int, kind: str) -> HttpResponse:
    report = found(queries.kept_report(pk, areas_of(request.user)))
    if kind not in FileKind.values:
        raise Http404
    try:
        made = making.make(queries.kept_paper(report), FileKind(kind), queries.file_stem(report))
    except CamketError as error:
        messages.error(request, error.message(phrases.language()))
        return redirect("reports:report", report.pk)
    answer = HttpResponse(made.content, content_type=made.media)
    answer["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return answer
