"""The grid of a round, or of one of its offices: a clerk types, or pastes a block of cells from a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.db import OperationalError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from camket.foundation.access import SignedIn, needs
from camket.observations.rounds import queries
from camket.observations.rounds.actions.answering import LONGEST, Given, Result
from camket.observations.rounds.actions.grid import AnswerGrid, by_office
from camket.observations.rounds.forms import number
from camket.observations.rounds.models import Duty, Round
from camket.observations.rounds.views import sheet
from camket.observations.rounds.views.desk import a_round, with_office


@needs("rounds.answer")
def of_office(request: SignedIn, pk: int, office: int) -> HttpResponse:
    """What an office has told by telephone or on paper."""
    held, owed = with_office(request, pk, office)
    return _grid(request, held, owed, one_office=True)


@needs("rounds.read", to_write="rounds.manage")
def of_round(request: SignedIn, pk: int) -> HttpResponse:
    held = a_round(request, pk)
    return _grid(request, held, queries.all_duties(held), one_office=False)


def _grid(request: SignedIn, held: Round, owed: list[Duty], *, one_office: bool) -> HttpResponse:
    if request.method != "POST":
        return _show(request, held, owed, {}, one_office)
    given = sheet.given(request.POST, [duty.pk for duty in owed])
    if request.POST.get("viec") == "dan":
        return _show(request, held, owed, _pasted(request, given, owed), one_office)
    return _take(request, held, owed, given, one_office)


def _show(request: SignedIn, held: Round, owed: list[Duty], typed: dict[int, Given], one_office: bool) -> HttpResponse:
    rows = sheet.rows(held, owed, typed)
    offices = [(office, list(some)) for office, some in groupby(rows, key=lambda row: row.duty.office)]
    context = {"round": held, "offices": offices, "rows": rows, "typed": typed, "one_office": one_office}
    context["may_read"] = request.user.may("rounds.read")
    context["may_write"] = request.user.may("rounds.answer")
    return render(request, "rounds/grid.html", context)


def _pasted(request: SignedIn, given: list[Given], owed: list[Duty]) -> dict[int, Given]:
    """The grid as it was typed, with the block put in from the chosen line on: figures, and notes beside them."""
    block = [line.split("\t") for line in request.POST.get("khoi", "").splitlines()]
    known = {one.duty_id: one for one in given}
    keys = [duty.pk for duty in owed]
    first = number(request.POST.get("tu-dong"))
    places = keys[keys.index(first) :] if first in keys else keys
    put = 0
    for key, cells in zip(places, block, strict=False):
        before = known.get(key) or Given(key)
        figure, note = (*map(sheet.plain, cells[:2]), "", "")[:2]
        known[key] = replace(before, text=(figure or before.text)[:LONGEST], note=note or before.note)
        put += 1
    told = ngettext("Đã điền %(put)s dòng, chưa lưu.", "Đã điền %(put)s dòng, chưa lưu.", put) % {"put": put}
    if len(block) > put:
        told += " " + _("%(left)s dòng thừa nằm ngoài bảng nên bị bỏ qua.") % {"left": len(block) - put}
    messages.info(request, told)
    return known


def _take(request: SignedIn, held: Round, owed: list[Duty], given: list[Given], one_office: bool) -> HttpResponse:
    """Then the page is loaded anew; each cell says what was refused, with what was typed in it."""
    sends = request.POST.get("viec") == "gui"
    action = AnswerGrid(by=request.user, round=held, given=by_office(given, owed, sends=sends), sends=sends)
    try:
        results = action.execute()
    except OperationalError:
        answer = render(request, "rounds/busy.html", status=503)
        answer["Retry-After"] = "15"
        return answer
    open_ = _tell(request, results.values())
    told = _("Đã gửi %(sent)s số liệu.") % {"sent": action.sent} if sends else _("Đã lưu, chưa ghi nhận.")
    messages.success(request, told)
    if sends and not open_:
        return redirect("rounds:round", held.pk) if request.user.may("rounds.read") else redirect("wagtailadmin_home")
    return redirect(*_here(held, owed, one_office))


def _here(held: Round, owed: list[Duty], one_office: bool) -> tuple[Any, ...]:
    return ("rounds:typed_for", held.pk, owed[0].office_id) if one_office else ("rounds:grid", held.pk)


def _tell(request: SignedIn, results: Iterable[Result]) -> int:
    """How many cells need a look; what each needs is said in the cell."""
    found = list(results)
    wrong, asked = sum(bool(one.error) for one in found), sum(bool(one.doubts) for one in found)
    aside = sum(one.aside for one in found)
    if wrong:
        messages.error(request, _("%(count)s ô cần sửa: xem chỗ đánh dấu trong bảng.") % {"count": wrong})
    if asked:
        messages.warning(request, _("%(count)s ô cần trả lời: xem câu hỏi dưới ô.") % {"count": asked})
    if aside:
        messages.warning(
            request, _("%(count)s ô vừa có người khác gõ: cả hai số đều được giữ, hãy chọn một.") % {"count": aside}
        )
    return wrong + asked + aside
