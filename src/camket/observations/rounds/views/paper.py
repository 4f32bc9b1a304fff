"""For an office without the net: a sheet to print, with a code that leads to its page; and a clerk who types for it."""

from __future__ import annotations

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from camket.foundation.access import SignedIn, needs
from camket.observations.rounds import queries
from camket.observations.rounds.actions import SaveAnswers, SubmitAnswers
from camket.observations.rounds.actions.letters import address
from camket.observations.rounds.actions.opening import leads_on
from camket.observations.rounds.views import sheet
from camket.observations.rounds.views.desk import with_office


@needs("rounds.manage")
def printed(request: SignedIn, pk: int, office: int) -> HttpResponse:
    """Without a code where the office has no link that holds."""
    held, _owed = with_office(request, pk, office)
    link = queries.links(held).get(office)
    where = address(link) if link and leads_on(link) else ""
    rows = sheet.rows(held, office)
    context = {"round": held, "rows": rows, "office": rows[0].duty.office, "link": link, "address": where}
    answer = render(request, "rounds/printed.html", {**context, "code": _code(where) if where else ""})
    answer["Cache-Control"] = "no-store, private"
    return answer


def _code(where: str) -> str:
    """A QR code as SVG that stands in the page."""
    drawn = segno.make(where, error="m", micro=False).svg_inline(
        scale=4, dark="#000", light="#fff", border=4, omitsize=True
    )
    return mark_safe(drawn)


@needs("rounds.answer")
def typed_for(request: SignedIn, pk: int, office: int) -> HttpResponse:
    """A grid in which a clerk types what an office has told by telephone or on paper."""
    held, owed = with_office(request, pk, office)
    if request.method == "POST":
        return _take(request, pk, office)
    rows = sheet.rows(held, office)
    context = {
        "round": held,
        "rows": rows,
        "office": owed[0].office,
        "open": [row for row in rows if not row.is_sent or row.is_changed],
    }
    return render(request, "rounds/grid.html", context)


def _take(request: SignedIn, pk: int, office: int) -> HttpResponse:
    held, owed = with_office(request, pk, office)
    given = sheet.given(request.POST, [duty.pk for duty in owed])
    if request.POST.get("viec") != "gui":
        SaveAnswers(by=request.user, round=held, office_id=office, given=given).execute()
        messages.success(request, _("Đã lưu, chưa ghi nhận."))
        return redirect("rounds:typed_for", pk, office)
    sent = SubmitAnswers(by=request.user, round=held, office_id=office, given=given).execute()
    problems = [one for one in sent.results.values() if one.error or one.doubts or one.aside]
    for one in problems:
        if one.error:
            messages.error(request, f"{one.duty.indicator}: {one.error}")
    messages.success(request, _("Đã gửi %(sent)s số liệu.") % {"sent": len(sent.sent)})
    return redirect("rounds:typed_for" if problems else "rounds:round", *((pk, office) if problems else (pk,)))
