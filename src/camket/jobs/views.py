"""The pages of jobs: one that somebody waits for, all of an account, and the schedule for administrators."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from camket.foundation.access import SignedIn, needs
from camket.jobs import queries
from camket.jobs.actions import ChangeRecurring, RunNow, TryAgain
from camket.jobs.forms import RecurringForm
from camket.jobs.models import Job, Recurring
from camket.jobs.schedule import Entry

PER_PAGE = 30


@needs("jobs.follow")
@never_cache
def jobs(request: SignedIn) -> HttpResponse:
    """The newest first; below, for who manages them, the schedule and the workers."""
    page = Paginator(queries.own(request.user), PER_PAGE).get_page(request.GET.get("trang"))
    return render(request, "jobs/jobs.html", {"page": page, **_workplace(request)})


def _workplace(request: SignedIn) -> dict[str, object]:
    workers = queries.workers(timezone.now())
    if not request.user.may("jobs.manage"):
        return {"workers": workers}
    lines = [(line, entry, _form(line)) for line, entry in queries.lines()]
    return {"workers": workers, "lines": lines, "troubled": {str(one.pk) for one in queries.troubled()}}


def _form(line: Recurring, brought: QueryDict | None = None) -> RecurringForm:
    now = {"enabled": line.enabled, "minutes": line.minutes, "at": line.at}
    return RecurringForm(brought, initial=now, prefix=line.name)


@needs("jobs.follow")
@never_cache
def job(request: SignedIn, key: UUID) -> HttpResponse:
    """Loads itself anew while the job goes on; so it needs no script."""
    found = _own(request, key)
    waits = found.is_unfinished and not queries.workers(timezone.now())
    return render(request, "jobs/job.html", {"job": found, "nobody": waits})


@needs("jobs.follow")
@never_cache
def file(request: SignedIn, key: UUID) -> HttpResponseBase:
    found = _own(request, key)
    if not found.file.name or not found.file.storage.exists(found.file.name):
        raise Http404
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name)


def _own(request: SignedIn, key: UUID) -> Job:
    found = queries.own(request.user).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


@needs("jobs.follow")
@require_POST
def again(request: SignedIn, key: UUID) -> HttpResponse:
    TryAgain(by=request.user, job=_own(request, key)).execute()
    return redirect("jobs:job", key)


@needs("jobs.manage")
@require_POST
def recurring(request: SignedIn, name: str) -> HttpResponse:
    """Changed, or run at once; what does not fit is shown with what was typed."""
    line, entry = _line(name)
    if request.POST.get("viec") == "chay":
        RunNow(by=request.user, line=line).execute()
        messages.success(request, _("Đã xếp vào hàng đợi: %(what)s.") % {"what": entry.title})
        return redirect("jobs:jobs")
    form = _form(line, request.POST)
    if not form.is_valid():
        context = {"page": Paginator(queries.own(request.user), PER_PAGE).get_page(1), **_workplace(request)}
        context["lines"] = [(one, what, form if one == line else _form(one)) for one, what in queries.lines()]
        return render(request, "jobs/jobs.html", context, status=422)
    ChangeRecurring(by=request.user, line=line, **form.cleaned_data).execute()
    messages.success(request, _("Đã đổi lịch: %(what)s.") % {"what": entry.title})
    return redirect("jobs:jobs")


def _line(name: str) -> tuple[Recurring, Entry]:
    found = next((pair for pair in queries.lines() if pair[0].name == name), None)
    if found is None:
        raise Http404
    return found
