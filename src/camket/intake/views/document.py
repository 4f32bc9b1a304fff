"""The page of one document, where a person spends the day."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from camket.foundation.access import SignedIn, needs
from camket.intake import phrases, queries
from camket.intake.actions import AlreadyStated, AssentConfident, Outdated, ReadDocument, RefuseComparisons
from camket.intake.views.addresses import address, next_address, sheets_of
from camket.intake.views.cards import Card, Opened
from camket.intake.views.desk import cards_between, desk
from camket.records import queries as records
from camket.records.queries import areas_of

if TYPE_CHECKING:
    from camket.intake.models import Statement
    from camket.records.models import Document


_LONGEST_POSITION = 9
_FRESHLY_ADDED = 2
"""The version of what was made a statement by hand and assented to at once."""
_OVERLAP = timedelta(seconds=60)
"""Decisions on many statements carry the moment when each was made, and are seen once all are."""


def document_of(request: SignedIn, pk: int) -> Document:
    """The document, where it is one of the person's areas; another one is as good as none."""
    found = records.of_id(pk, areas_of(request.user))
    if found is None:
        raise Http404
    return found


@needs("intake.read")
def document(request: SignedIn, pk: int) -> HttpResponse:
    found = document_of(request, pk)
    return show(request, found, number=_number(request))


def show(
    request: SignedIn, found: Document, *, number: int = 1, opened: Opened | None = None, status: int = 200
) -> HttpResponse:
    """A sheet of the document; with an opened card, the sheet on which that stands."""
    context = {
        "desk": desk(found, request.user, number, opened),
        "may": _may(request),
        "other_kinds": phrases.OTHER_KINDS,
    }
    return render(request, "intake/document.html", context, status=status)


def _may(request: SignedIn) -> dict[str, bool]:
    return {verb: request.user.may(f"intake.{verb}") for verb in ("add", "assent", "edit", "refuse", "read_document")}


def drawn(request: SignedIn, card: Card) -> dict[str, Any]:
    """A card as a script puts it on the page."""
    return {
        "id": card.statement.pk,
        "start": card.statement.start,
        "card": render_to_string("intake/_card.html", {"card": card}, request),
        "standing": card.standing,
        "kind": phrases.kind(card.statement),
        "title": phrases.marked(card.statement),
        "noted": bool(card.notes),
    }


def progress(request: SignedIn, found: Document) -> str:
    """How far the document is, as a script puts it on the page."""
    context = {"document": found, "tally": queries.tally(found.pk), "may": _may(request)}
    return render_to_string("intake/_progress.html", context, request)


@needs("intake.read")
def changes(request: SignedIn, pk: int) -> HttpResponse:
    """What somebody else has decided since the moment ``tu``: each open page asks every few seconds.

    The versions of what stands on the page, and when the last decision elsewhere in the document was made.
    """
    since, now = _moment(request.GET.get("tu", "")), timezone.now()
    news = queries.decided_since(pk, areas_of(request.user), since - _OVERLAP, request.user.pk) if since else []
    here = _stretch(request)
    elsewhere = [one.decided_at.isoformat() for one in news if one.start not in here]
    return JsonResponse(
        {
            "now": now.isoformat(),
            "versions": {one.pk: one.version for one in news if one.start in here},
            "elsewhere": elsewhere[-1] if elsewhere else "",
        }
    )


@needs("intake.read")
def changed(request: SignedIn, pk: int) -> HttpResponse:
    """Cards of the open page as they are now, those of ``cau``, and how far the document is."""
    found = document_of(request, pk)
    wanted = {int(key) for key in request.GET.get("cau", "").split(",") if key.isdecimal()}
    cards = cards_between(found, _stretch(request), wanted, request.user) if wanted else []
    shown = [{**drawn(request, card), "news": _news(request, card.statement)} for card in cards]
    return JsonResponse({"cards": shown, "progress": progress(request, found)})


def _news(request: SignedIn, statement: Statement) -> str:
    """Who has done what, for a person who is typing just there."""
    added = statement.by_hand and statement.version <= _FRESHLY_ADDED
    error = AlreadyStated(statement) if added else Outdated(statement, request.user)
    return f"{error.message(phrases.language())} {typed_is_kept()}"


def typed_is_kept() -> str:
    return _("Nội dung bạn gõ vẫn còn trong các ô.")


def _stretch(request: SignedIn) -> range:
    """The part of the text that the open page shows, from ``dau`` to ``cuoi``; the whole where it does not say."""
    return range(_position(request.GET.get("dau", ""), 0), _position(request.GET.get("cuoi", ""), sys.maxsize))


def _position(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_POSITION else otherwise


def _number(request: SignedIn) -> int:
    """The sheet that is asked for."""
    number = request.GET.get("trang", "")
    return int(number) if number.isdecimal() else 1


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


@needs("intake.assent")
@require_POST
def assent_confident(request: SignedIn, pk: int) -> HttpResponse:
    """All that is sure at once; then on to the first that is not."""
    found = document_of(request, pk)
    done = AssentConfident(by=request.user, document=found).execute()
    words = _("Đã duyệt: ghi %(targets)s chỉ tiêu và %(figures)s số liệu; %(asked)s câu cần bạn trả lời thêm.")
    messages.success(request, words % {"targets": done.targets, "figures": done.observations, "asked": done.asked})
    if done.refused:
        words = _("Bỏ luôn %(count)s câu chỉ nói mức tăng, giảm, vì câu như vậy về cùng chỉ số đã được bỏ trước đây.")
        messages.info(request, words % {"count": done.refused})
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
