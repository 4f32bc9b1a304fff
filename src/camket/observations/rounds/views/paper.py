"""For an office without the net: a sheet to print, with a code that leads to its page."""

from __future__ import annotations

import segno
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from camket.foundation.access import SignedIn, needs
from camket.observations.rounds import queries
from camket.observations.rounds.actions.letters import address
from camket.observations.rounds.actions.opening import leads_on
from camket.observations.rounds.views import sheet
from camket.observations.rounds.views.desk import with_office


@needs("rounds.manage")
def printed(request: SignedIn, pk: int, office: int) -> HttpResponse:
    """Without a code where the office has no link that holds."""
    held, owed = with_office(request, pk, office)
    link = queries.links(held).get(office)
    where = address(link) if link and leads_on(link) else ""
    rows = sheet.rows(held, owed)
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
