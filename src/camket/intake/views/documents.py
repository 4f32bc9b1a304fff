"""The list of documents, and taking new ones in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from camket.areas.actions import RecordArea
from camket.foundation.access import SignedIn, needs
from camket.foundation.errors import CamketError
from camket.intake import phrases, queries
from camket.intake.actions import TakeIn
from camket.intake.forms import UploadForm
from camket.measures.folding import slug
from camket.records import queries as records
from camket.records.actions import ReceiveDocument
from camket.records.extract import ExtractError
from camket.records.extract.limits import MAX_FILE_BYTES
from camket.records.queries import areas_of

if TYPE_CHECKING:
    from camket.areas.models import Area
    from camket.records.models import Document

PER_PAGE = 25
ARRIVALS = "intake_arrivals"


@needs("intake.read")
def index(request: SignedIn) -> HttpResponse:
    """All documents of the person's areas, how far each is, and the form for new ones."""
    return _index(request, UploadForm(areas_of(request.user)) if _may_begin(request.user) else None)


def _may_begin(user: Any) -> bool:
    """Where no area is known yet, only who may make one can take documents in."""
    return user.may("records.upload") and (user.may("areas.manage") or areas_of(user).exists())


def _index(request: SignedIn, form: UploadForm | None, status: int = 200) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    found = records.listed(areas_of(request.user), words)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    tallies = queries.tallies([document.pk for document in page])
    context = {
        "words": words,
        "page": page,
        "rows": [(document, tallies[document.pk]) for document in page],
        "form": form,
        "may_upload": request.user.may("records.upload"),
        "several_areas": areas_of(request.user).count() > 1,
        "arrivals": request.session.pop(ARRIVALS, ()),
        "waits": any(tally.waiting for tally in tallies.values()),
    }
    return render(request, "intake/index.html", context, status=status)


@needs("intake.read")
def next_document(request: SignedIn) -> HttpResponse:
    """On to the next document in which something waits, behind the one named by ``sau``, round the end."""
    ordered = records.in_working_order(areas_of(request.user))
    waiting = queries.waiting_in(ordered)
    after = request.GET.get("sau", "")
    at = ordered.index(int(after)) + 1 if after.isdecimal() and int(after) in ordered else 0
    following = next((pk for pk in (*ordered[at:], *ordered[:at]) if pk in waiting), None)
    if following is None:
        messages.success(request, _("Không còn câu nào chờ duyệt."))
        return redirect("intake:index")
    return redirect("intake:document", following)


@needs("records.upload")
@require_POST
def upload(request: SignedIn) -> HttpResponse:
    """Each file on its own: one that cannot be read is told of by name, the others go on."""
    form = UploadForm(areas_of(request.user), request.POST, request.FILES)
    if not form.is_valid():
        return _index(request, form, status=422)
    area = _area(form, request.user)
    # By name: offices number their files, and what was promised is better read before what came of it.
    files = sorted(form.cleaned_data["documents"], key=lambda file: str(file.name))
    arrivals = [_receive(request, file, area.pk) for file in files]
    kept = [arrival.document for arrival in arrivals if arrival.document]
    _tell(request, arrivals)
    if len(arrivals) == 1 and kept:
        return redirect("intake:document", kept[0].pk)
    return redirect("intake:index")


def _area(form: UploadForm, user: Any) -> Area:
    given = form.cleaned_data
    if form.only or given.get("area"):
        return form.only or given["area"]
    name = given["area_name"].strip()
    return RecordArea(by=user, slug=slug(name) or "dia-ban", code="", name=name, kind=given["area_kind"]).execute()


@dataclass(frozen=True)
class Arrival:
    """What became of one file."""

    name: str
    document: Document | None = None
    known: bool = False
    waiting: int = 0
    error: str = ""


def _receive(request: SignedIn, file: UploadedFile, area_id: int) -> Arrival:
    name = str(file.name)
    if file.size and file.size > MAX_FILE_BYTES:  # not even looked at: its bytes would fill the memory
        return Arrival(name, error=ExtractError("too_large", name).message(phrases.language()))
    action = ReceiveDocument(by=request.user, area_id=area_id, file_name=name, content=file.read())
    before = records.by_hash(area_id, action.sha256)
    known = before is not None and queries.is_read(before.pk)
    try:
        document = action.execute()
        taken = TakeIn(by=request.user, document=document).execute()
    except (ExtractError, CamketError) as error:
        return Arrival(name, error=error.message(phrases.language()))
    problem = taken.problem.message(phrases.language()) if taken.problem else ""
    return Arrival(name, document, known, taken.waiting, problem)


def _tell(request: SignedIn, arrivals: Sequence[Arrival]) -> None:
    """One message for one file; a list that stands above the documents for more."""
    if len(arrivals) > 1:
        request.session[ARRIVALS] = [_shown(arrival) for arrival in arrivals]
        return
    for arrival in arrivals:
        if arrival.error:
            messages.error(request, arrival.error)
        if arrival.document:
            told = messages.info if arrival.known else messages.success
            told(request, _said(arrival))


def _shown(arrival: Arrival) -> dict[str, Any]:
    return {
        "said": _said(arrival) if arrival.document else "",
        "error": arrival.error,
        "document": arrival.document.pk if arrival.document else None,
        "known": arrival.known,
    }


def _said(arrival: Arrival) -> str:
    if arrival.known:
        return _("%(name)s: đã có, không nhận thêm bản nữa.") % {"name": arrival.name}
    words = ngettext(
        "%(name)s: đã nhận, %(count)s câu có số liệu chờ duyệt.",
        "%(name)s: đã nhận, %(count)s câu có số liệu chờ duyệt.",
        arrival.waiting,
    )
    return words % {"name": arrival.name, "count": arrival.waiting}
