"""The page of one document, where a person spends the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from camket.intake import phrases, queries
from camket.intake.actions import AssentConfident, ReadDocument, RefuseComparisons
from camket.intake.views.access import SignedIn, areas_of, needs
from camket.intake.views.desk import Opened, address, desk, next_address, sheets_of
from camket.records import queries as records

if TYPE_CHECKING:
    from camket.records.models import Document


def document_of(request: SignedIn, pk: int) -> Document:
    """The document, where it is one of the person's areas; another one is as good as none."""
    found = records.of_id(pk, areas_of(request.user))
    if found is None:
        raise Http404
    return found


@needs("intake.read")
def document(request: SignedIn, pk: int) -> HttpResponse:
    found = document_of(request, pk)
    number = request.GET.get("trang", "1")
    return show(request, found, number=int(number) if number.isdecimal() else 1)


def show(
    request: SignedIn, found: Document, *, number: int = 1, opened: Opened | None = None, status: int = 200
) -> HttpResponse:
    """A sheet of the document; with an opened card, the sheet on which that stands."""
    may = {verb: request.user.may(f"intake.{verb}") for verb in ("assent", "edit", "refuse", "read_document")}
    context = {
        "desk": desk(found, request.user, number, opened),
        "may": may,
        "other_kinds": phrases.OTHER_KINDS,
    }
    return render(request, "intake/document.html", context, status=status)


@needs("intake.assent")
@require_POST
def assent_confident(request: SignedIn, pk: int) -> HttpResponse:
    """All that is sure at once; then on to the first that is not."""
    found = document_of(request, pk)
    done = AssentConfident(by=request.user, document=found).execute()
    words = _("Đã duyệt: ghi %(targets)s chỉ tiêu và %(figures)s số liệu; %(asked)s câu cần bạn trả lời thêm.")
    messages.success(request, words % {"targets": done.targets, "figures": done.observations, "asked": done.asked})
    return redirect(next_address(found.pk, sheets_of(found), -1) or reverse("intake:document", args=[pk]))


@needs("intake.refuse")
@require_POST
def refuse_comparisons(request: SignedIn, pk: int) -> HttpResponse:
    """What only says by how much something rose or fell, out of the way at once."""
    found = document_of(request, pk)
    count = RefuseComparisons(by=request.user, document=found).execute()
    messages.success(request, _("Đã bỏ %(count)s câu chỉ nói mức tăng, giảm.") % {"count": count})
    return redirect(next_address(found.pk, sheets_of(found), -1) or reverse("intake:document", args=[pk]))


@needs("intake.read_document")
@require_POST
def read_again(request: SignedIn, pk: int) -> HttpResponse:
    """Read anew with the rules of today. What a person has decided stays."""
    found = document_of(request, pk)
    fresh = ReadDocument(by=request.user, document=found).execute()
    messages.success(
        request, _("Đã đọc lại: %(count)s câu chờ duyệt. Câu đã duyệt, đã sửa vẫn giữ.") % {"count": fresh}
    )
    return redirect("intake:document", pk)


@needs("intake.read")
def next_unsure(request: SignedIn, pk: int) -> HttpResponse:
    """On to the next statement that needs a second look, behind the one named by ``sau``."""
    found = document_of(request, pk)
    after = request.GET.get("sau", "")
    start = int(after) if after.isdecimal() else -1
    following = queries.next_waiting(found.pk, start, unsure=True)
    if following is None:
        messages.info(request, _("Không còn câu nào cần xem kỹ trong văn bản này."))
        return redirect("intake:document", pk)
    return redirect(address(following, sheets_of(found)))
