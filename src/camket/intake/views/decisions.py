"""A person's word on one statement. Works as a plain form; a script may ask for the changed card alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from camket.foundation.access import SignedIn, needs
from camket.foundation.errors import CamketError
from camket.intake import phrases, queries
from camket.intake.actions import Ask, Assent, Decided, Edit, Outdated, Refuse, Undo
from camket.intake.enums import Question
from camket.intake.forms import StatementForm
from camket.intake.interpretation import Unclear
from camket.intake.views.addresses import address, sheets_of
from camket.intake.views.cards import Opened
from camket.intake.views.desk import cards_on_sheet
from camket.intake.views.document import drawn, progress, show, typed_is_kept
from camket.measures.folding import name_key
from camket.records.queries import areas_of
from camket.targets import queries as targets

if TYPE_CHECKING:
    from camket.intake.models import Statement
    from camket.targets.models import Indicator

CONFLICT, UNPROCESSABLE = 409, 422


@dataclass(frozen=True)
class Answer:
    """What came of a decision: the statement as it now is; where something is open, the form and what is wrong.

    ``others`` are the statements that went with it or are shown in another way now; ``join`` is what was typed as the
    name of a known indicator, where that is asked for.
    """

    statement: Statement
    form: StatementForm | None = None
    error: str = ""
    status: int = 200
    others: frozenset[int] = frozenset()
    join: str | None = None


def statement_of(request: SignedIn, pk: int) -> Statement:
    """The statement, where it is of the person's areas; another one is as good as none."""
    found = queries.statement(pk, areas_of(request.user))
    if found is None:
        raise Http404
    return found


def _version(request: SignedIn) -> int:
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() else -1


Deciding = Callable[[SignedIn, "Statement"], Answer]


def decision(verb: str) -> Callable[[Deciding], Callable[..., HttpResponse]]:
    """A view for one verb: finds the statement, lets it be decided on, and shows what came of it."""

    def decorate(decide: Deciding) -> Callable[..., HttpResponse]:
        def view(request: SignedIn, pk: int) -> HttpResponse:
            try:
                statement = statement_of(request, pk)
            except Http404:
                return _gone(request)
            try:
                answer = decide(request, statement)
            except (Outdated, Decided) as error:
                answer = _clash(request, pk, error)
            return respond(request, answer)

        return needs(verb)(require_POST(view))  # type: ignore[return-value]  # a response that is never streamed

    return decorate


def _gone(request: SignedIn) -> HttpResponse:
    """What a script is told of a card whose statement is no more; what was typed in it stays on the page."""
    if not is_script(request):
        raise Http404
    words = _(
        "Câu này không còn: văn bản vừa được đọc lại. Chép lại những gì bạn đang gõ, rồi tải lại trang để thấy bản mới."
    )
    return JsonResponse({"gone": words}, status=404)


def _clash(request: SignedIn, pk: int, error: CamketError) -> Answer:
    """Somebody was faster: the statement as it is now, and what this person had typed still in the fields."""
    now = statement_of(request, pk)
    form = StatementForm(now, request.POST) if "indicator_name" in request.POST else None
    words = error.message(phrases.language())
    return Answer(now, form, f"{words} {typed_is_kept()}" if form else words, CONFLICT)


@decision("intake.assent")
def assent(request: SignedIn, statement: Statement) -> Answer:
    version = _version(request)
    if "joined" not in request.POST:
        return assent_to(request, statement, version, _chosen(request, statement))
    typed = request.POST["joined"]
    known = targets.called(statement.document.area_id, [typed]).get(name_key(typed))
    if known:
        return assent_to(request, statement, version, known)
    error = _("Không có đúng một chỉ số tên như vậy. Chọn một tên trong danh sách hiện ra khi gõ.")
    return Answer(statement, error=error, join=typed, status=UNPROCESSABLE)


def assent_to(request: SignedIn, statement: Statement, version: int, indicator: Indicator | None = None) -> Answer:
    """The statement assented to, as one on that indicator where it is given; or the question that is still open."""
    new = "new" in request.POST
    action = Assent(by=request.user, statement=statement, version=version, indicator=indicator, new=new)
    try:
        action.execute()
    except Unclear as unclear:
        Ask(by=request.user, statement=statement, question=unclear.question).execute()
        return _open(request, statement.pk, unclear.question)
    return Answer(statement_of(request, statement.pk), others=frozenset(action.touched))


def _chosen(request: SignedIn, statement: Statement) -> Indicator | None:
    """The indicator that the person says it is; of the statement's own area only."""
    given = request.POST.get("indicator", "")
    if not given.isdecimal():
        return None
    found = targets.of_id(int(given), areas_of(request.user).filter(pk=statement.document.area_id))
    if found is None:
        raise Http404
    return found


def _open(request: SignedIn, pk: int, question: Question) -> Answer:
    """The question that is left; with the form open where typing answers it."""
    statement = statement_of(request, pk)
    form = StatementForm(statement) if question in phrases.FIELD and request.user.may("intake.edit") else None
    return Answer(statement, form, status=UNPROCESSABLE)


@decision("intake.edit")
def edit(request: SignedIn, statement: Statement) -> Answer:
    """Keep what was typed; with the button for both, assent at once."""
    form = StatementForm(statement, request.POST)
    if not form.is_valid():
        return Answer(statement, form, _("Chưa lưu được: xem chỗ được tô trong các ô."), UNPROCESSABLE)
    version, touched = _kept(request, statement, form)
    if "assent" in request.POST:
        answer = assent_to(request, statement_of(request, statement.pk), version)
        return replace(answer, others=answer.others | touched)
    return Answer(statement_of(request, statement.pk), others=touched)


@transaction.atomic
def _kept(request: SignedIn, statement: Statement, form: StatementForm) -> tuple[int, frozenset[int]]:
    """What was typed becomes the statement's; with the button for it, what somebody has decided meanwhile is undone
    first. Answers with the version since then and the other statements that look different now."""
    version, touched = _version(request), set[int]()
    if "undo" in request.POST:
        undo = Undo(by=request.user, statement=statement, version=version)
        version, touched = undo.execute().version, touched | undo.touched
    if form.changes:
        change = Edit(by=request.user, statement=statement, version=version, changes=form.changes, alike=form.alike)
        version, touched = change.execute().version, touched | change.touched
    return version, frozenset(touched)


@decision("intake.refuse")
def refuse(request: SignedIn, statement: Statement) -> Answer:
    action = Refuse(by=request.user, statement=statement, version=_version(request))
    action.execute()
    return Answer(statement_of(request, statement.pk), others=frozenset(action.touched))


@decision("intake.undo")
def undo(request: SignedIn, statement: Statement) -> Answer:
    action = Undo(by=request.user, statement=statement, version=_version(request))
    action.execute()
    return Answer(statement_of(request, statement.pk), others=frozenset(action.touched))


@needs("intake.edit")
def card(request: SignedIn, pk: int) -> HttpResponse:
    """One card: closed, open for editing with ``sua``, for the name of a known indicator with ``ghep``.

    Without a script, the whole page with that card open.
    """
    try:
        statement = statement_of(request, pk)
    except Http404:
        return _gone(request)
    form = StatementForm(statement) if "sua" in request.GET else None
    return respond(request, Answer(statement, form, join="" if "ghep" in request.GET else None), stay=True)


@needs("intake.read")
def commitment(request: SignedIn, pk: int) -> HttpResponse:
    """On to the public page of what a statement has become part of."""
    statement = statement_of(request, pk)
    observation = statement.observation
    target = statement.target or (observation.indicator.targets.last() if observation else None)
    if target is None:
        raise Http404
    found = target.get_absolute_url()  # type: ignore[attr-defined]  # settings give it: ABSOLUTE_URL_OVERRIDES
    if found:
        return redirect(found)
    messages.info(request, _("Địa bàn này chưa có cổng công khai."))
    return redirect("intake:document", statement.document_id)


def is_script(request: SignedIn) -> bool:
    """Does the page's own script ask, which puts the answer on the page by itself?"""
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"


def respond(request: SignedIn, answer: Answer, *, stay: bool = False) -> HttpResponse:
    """What a person sees of a decision: for a script the changed cards, else the page; always that with ``stay``."""
    opened = Opened(answer.statement, answer.form, answer.error, join=answer.join)
    if is_script(request):
        return _changed_cards(request, opened, answer)
    document = answer.statement.document
    if stay or answer.form or answer.error:
        return show(request, document, opened=opened, status=answer.status)
    if answer.status == UNPROCESSABLE:
        messages.warning(request, _("Câu này còn một điều cần bạn trả lời."))
    return redirect(address(answer.statement, sheets_of(document)))


def _changed_cards(request: SignedIn, opened: Opened, answer: Answer) -> HttpResponse:
    """What a script needs to bring the page up to date: the card, others that went with it, how far the document is,
    what to say aloud."""
    statement = opened.statement
    wanted = {statement.pk, *answer.others}
    found = cards_on_sheet(statement.document, statement.start, wanted, request.user, opened)
    shown = next(card for card in found if card.statement.pk == statement.pk)
    return JsonResponse(
        {
            **drawn(request, shown),
            "others": [drawn(request, card) for card in found if card is not shown],
            "progress": progress(request, statement.document),
            "open": shown.is_open,
            "stay": shown.is_open or bool(opened.error),
            "said": opened.error or shown.question_title or str(phrases.STANDINGS[shown.standing]),
        },
        status=answer.status,
    )
