"""Reports in Word or PDF: sent behind a link, and said to be read in the back office."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from camket.foundation.access import SignedIn, needs
from camket.foundation.errors import CamketError
from camket.observations.rounds import queries
from camket.observations.rounds.actions import AttachReport, FinishReport
from camket.observations.rounds.doubts import language
from camket.observations.rounds.models import Link
from camket.observations.rounds.views.link import address_of, behind_link, show
from camket.records.extract import MAX_FILE_BYTES, ExtractError
from camket.records.queries import areas_of


@behind_link("GET", "POST")
def attach(request: HttpRequest, found: Link, token: str) -> HttpResponse:
    here, file = reverse("round-link", args=[token]), request.FILES.get("bao-cao")
    if file is None:
        return redirect(f"{here}#gui-bao-cao")
    try:
        name = str(file.name)
        if (file.size or 0) > MAX_FILE_BYTES:  # not even looked at: its bytes would fill the memory
            raise ExtractError("too_large", name)
        AttachReport(
            by=None,
            round=found.round,
            office_id=found.office_id,
            file_name=name,
            content=file.read(),
            link=found,
            address=address_of(request),
        ).execute()
    except (CamketError, ExtractError) as error:
        return show(request, found, token, refused=error.message(language()))
    return redirect(f"{here}?xong=bao-cao")


@needs("rounds.manage")
@require_POST
def finish(request: SignedIn, pk: int) -> HttpResponse:
    report = queries.a_report(pk, areas_of(request.user))
    if report is None:
        raise Http404
    action = FinishReport(by=request.user, report=report)
    action.execute()
    told = _("Đã ghi là đã đọc báo cáo; %(answered)s số liệu của kỳ được lấy từ báo cáo này.")
    messages.success(request, told % {"answered": action.answered})
    return redirect("rounds:round", report.round_id)
