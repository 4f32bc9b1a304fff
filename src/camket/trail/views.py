from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render

from camket.foundation.access import SignedIn, needs
from camket.intake import queries as intake
from camket.intake.views.addresses import address, sheets_of
from camket.records.queries import areas_of
from camket.trail import queries
from camket.trail.forms import Filter
from camket.trail.lines import lines, table

PER_PAGE = 50
_BYTE_ORDER_MARK = "\ufeff"


@needs("audit.read")
def index(request: SignedIn) -> HttpResponse:
    form = Filter(request.GET, queries.persons(request.user))
    found = queries.entries(request.user, form.asked())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    kept = request.GET.copy()
    kept.pop("trang", None)
    context = {"form": form, "page": page, "lines": lines(list(page)), "query": kept.urlencode()}
    return render(request, "trail/index.html", context)


@needs("audit.read")
def as_csv(request: SignedIn) -> HttpResponseBase:
    form = Filter(request.GET, queries.persons(request.user))
    found = queries.entries(request.user, form.asked()).iterator(chunk_size=1_000)
    answer = StreamingHttpResponse(_written(table(found)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="nhat-ky.csv"'
    return answer


def _written(rows: Iterator[list[str]]) -> Iterator[str]:
    yield _BYTE_ORDER_MARK
    for row in rows:
        text = StringIO()
        csv.writer(text).writerow(row)
        yield text.getvalue()


@needs("audit.read")
def statement(request: SignedIn, pk: int) -> HttpResponse:
    """On to the page of the document on which a statement stands."""
    found = intake.statement(pk, areas_of(request.user))
    if found is None:
        raise Http404
    return redirect(address(found, sheets_of(found.document)))
