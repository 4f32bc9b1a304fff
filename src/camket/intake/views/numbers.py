"""A number that the reader took for no statement: its small form, and the statement that a person makes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from camket.foundation.access import SignedIn, needs
from camket.intake import drafting, phrases, queries
from camket.intake.actions import AddStatement, AlreadyStated
from camket.intake.forms import StatementForm
from camket.intake.views.addresses import sheets_of
from camket.intake.views.cards import Opened, number_cards
from camket.intake.views.decisions import (
    CONFLICT,
    UNPROCESSABLE,
    Answer,
    assent_to,
    is_script,
    respond,
    statement_of,
)
from camket.intake.views.desk import cards_on_sheet
from camket.intake.views.document import document_of, drawn, progress, show, typed_is_kept
from camket.targets import queries as targets

if TYPE_CHECKING:
    from camket.intake.models import OtherNumber, Statement
    from camket.records.models import Document


@needs("intake.add")
def number(request: SignedIn, pk: int, start: int, end: int) -> HttpResponse:
    """The form of a number, filled with what is known; what is sent becomes a statement of the document."""
    document = document_of(request, pk)
    taken = queries.stated_at(pk, (start, end))
    found = queries.number_at(pk, (start, end))
    if found is None:
        if taken is None:
            raise Http404
        return respond(request, Answer(statement_of(request, taken.pk)), stay=True)
    found.document = document
    draft = drafting.draft(found, targets.units(document.area_id))
    if request.method != "POST":
        return _shown(request, Opened(draft, StatementForm(draft), number=found))
    return _added(request, found, draft)


def _added(request: SignedIn, found: OtherNumber, draft: Statement) -> HttpResponse:
    form = StatementForm(draft, request.POST)
    opened = Opened(draft, form, number=found)
    if not form.is_valid():
        error = _("Chưa lưu được: xem chỗ được tô trong các ô.")
        return _shown(request, replace(opened, error=error), UNPROCESSABLE)
    action = AddStatement(by=request.user, number=found, values=form.cleaned_data)
    try:
        made = action.execute()
    except AlreadyStated as error:
        words = f"{error.message(phrases.language())} {typed_is_kept()}"
        return _shown(request, replace(opened, error=words), CONFLICT, error.statement)
    answer = Answer(statement_of(request, made.pk))
    if "assent" in request.POST and request.user.may("intake.assent"):
        answer = assent_to(request, answer.statement, made.version)
    return respond(request, replace(answer, others=answer.others | action.touched))


def _shown(request: SignedIn, opened: Opened, status: int = 200, taken: Statement | None = None) -> HttpResponse:
    """The card of a number with its form; ``taken`` is the statement that somebody else has made of it."""
    document = opened.statement.document
    if not is_script(request):
        return show(request, document, opened=opened, status=status)
    answer = {"number": _drawn(request, document, opened), "said": opened.error, "open": True}
    if taken:
        cards = cards_on_sheet(document, taken.start, {taken.pk}, request.user)
        answer |= {"others": [drawn(request, card) for card in cards], "progress": progress(request, document)}
    return JsonResponse(answer, status=status)


def _drawn(request: SignedIn, document: Document, opened: Opened) -> dict[str, Any]:
    """The card as a script puts it on the page."""
    [card] = number_cards(document, sheets_of(document), [opened.number] if opened.number else [], request.user, opened)
    return {"start": opened.statement.start, "card": render_to_string("intake/_number.html", {"card": card}, request)}
