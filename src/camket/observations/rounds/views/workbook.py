"""The Excel form: downloaded and brought back, on the page behind a link and in the back office."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from camket.foundation.access import SignedIn, needs
from camket.observations.enums import Use
from camket.observations.rounds import queries
from camket.observations.rounds.actions import is_calm, is_let_wait, receive_form
from camket.observations.rounds.models import Delivery, Duty, Link, Round
from camket.observations.rounds.views.desk import a_round, with_office
from camket.observations.rounds.views.link import address_of, behind_link, log_use, received
from camket.observations.rounds.workbook import making
from camket.observations.rounds.workbook.taking import Taken, Taking, take_in, too_large

MOST_FILES = 50


def _download(held: Round, owed: list[Duty]) -> HttpResponse:
    made = making.workbook(held, owed[0].office, queries.lines(held, owed))
    answer = HttpResponse(made, content_type=making.XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{making.file_name(held, owed[0].office)}"'
    answer["Cache-Control"] = "no-store, private"
    return answer


@behind_link("GET", "HEAD")
def by_link(request: HttpRequest, found: Link, token: str) -> HttpResponse:
    log_use(request, found, Use.SHEET)
    return _download(found.round, queries.duties(found.round_id, found.office_id))


@behind_link("GET", "POST")
def brought_by_link(request: HttpRequest, found: Link, token: str) -> HttpResponse:
    """Told on a page of its own: sent once more, as a reload does, the same file changes nothing. In a crowd that page
    comes a moment later."""
    file, sends = request.FILES.get("bieu"), request.POST.get("viec") != "luu"
    if file and (refused := too_large(file)):
        return _told(request, found, token, Taken(str(file.name), refused=refused), sends)
    kept = _kept(request, found, file, sends=sends) if file else _brought_before(request, found)
    if kept is None:
        return redirect(f"{reverse('round-link', args=[token])}#bieu-excel")
    if not is_calm(kept) if file else kept.unread and is_let_wait(kept):
        return received(request, kept, f"{request.path}?nop={kept.pk}")
    return _told(request, found, token, take_in(kept), kept.sends)


def _kept(request: HttpRequest, found: Link, file: UploadedFile, *, sends: bool) -> Delivery:
    return receive_form(found, str(file.name), file.read(), sends=sends, address=address_of(request))


def _brought_before(request: HttpRequest, found: Link) -> Delivery | None:
    key = request.GET.get("nop", "")
    forms = found.deliveries.filter(form__isnull=False).select_related("link__round__form__area", "link__office")
    return forms.filter(pk=key).first() if key.isascii() and key.isdecimal() and len(key) < 19 else None


def _told(request: HttpRequest, found: Link, token: str, taken: Taken, sends: bool) -> HttpResponse:
    context = {"taken": taken, "sends": sends, "round": found.round, "link": found, "token": token}
    return render(request, "rounds/taken.html", context, status=422 if taken.refused else 200)


@needs("rounds.manage")
def at_desk(request: SignedIn, pk: int, office: int) -> HttpResponse:
    return _download(*with_office(request, pk, office))


@needs("rounds.manage")
def brought_to_desk(request: SignedIn, pk: int) -> HttpResponse:
    """What came by mail: several files at once, each of whichever office of the round."""
    held = a_round(request, pk)
    files = request.FILES.getlist("bieu")[:MOST_FILES]
    if not files:
        messages.warning(request, _("Hãy chọn tệp biểu Excel rồi bấm Nộp biểu."))
        return redirect("rounds:round", pk)
    offices = {duty.office_id for duty in queries.all_duties(held)}
    taking = Taking(by=request.user, round=held, offices=offices, sends=request.POST.get("viec") != "luu")
    context = {"all": [taking.take(file) for file in files], "round": held, "sends": taking.sends}
    return render(request, "rounds/taken_at_desk.html", context)
