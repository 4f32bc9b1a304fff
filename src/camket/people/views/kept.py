"""What was typed when a session ended, ready to be sent."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from camket.people.sessions import KEPT

_LONG = 80


def again(request: HttpRequest) -> HttpResponse:
    kept = request.session.get(KEPT)
    if not kept or kept["account"] != request.user.pk or "bo" in request.GET:
        request.session.pop(KEPT, None)
        return redirect("wagtailadmin_home")
    shown = [value for _, value in kept["fields"] if len(value) >= _LONG or " " in value.strip()]
    return render(request, "people/again.html", {"kept": kept, "shown": shown})


again.verb = "people.sign_in"  # type: ignore[attr-defined]  # open to every account: see doors
