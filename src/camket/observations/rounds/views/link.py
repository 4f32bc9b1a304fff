"""The page behind a link: an office's due figures, without an account and without script."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from camket.observations.enums import Use
from camket.observations.rounds import queries
from camket.observations.rounds.actions import LogUse, is_calm, is_let_wait, receive, waiting, work_off_for
from camket.observations.rounds.actions.opening import is_held
from camket.observations.rounds.models import Delivery, Link
from camket.observations.rounds.views import sheet
from camket.observations.rounds.workbook.taking import read_all

HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "X-Frame-Options": "DENY",
}
log = logging.getLogger(__name__)
View = Callable[..., HttpResponseBase]


class _Csrf(CsrfViewMiddleware):
    """A page that tells nobody where it is (``no-referrer``) sends its forms with the origin "null". The token in the
    form and in the cookie are asked for as everywhere."""

    def _origin_verified(self, request: HttpRequest) -> bool:
        return request.META.get("HTTP_ORIGIN") == "null" or bool(super()._origin_verified(request))  # type: ignore[misc]  # no stub


def _private(view: View) -> View:
    """Kept nowhere, found by no search engine, named to no other site."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = view(request, *args, **kwargs)
        for name, value in HEADERS.items():
            answer[name] = value
        answer["Cache-Control"] = "no-store, private, max-age=0"
        return answer

    return answered


def _busy(view: View) -> View:
    """Where the database is held by others for longer than it waits: the script tries again, a person reloads."""

    @wraps(view)
    def answered(request: HttpRequest, found: Link, token: str) -> HttpResponseBase:
        try:
            return view(request, found, token)
        except OperationalError:
            log.exception("answers_not_kept link=%s", found.pk)
            answer = render(request, "rounds/busy.html", status=503)
            answer["Retry-After"] = "15"
            return answer

    return answered


def behind_link(*methods: str) -> Callable[[View], View]:
    """A view of a link that holds, given with its token; others are told whom to ask."""

    def guarded(view: View) -> View:
        @csrf_exempt  # of the general check alone: the one below stands in its place
        @never_cache
        @_private
        @decorator_from_middleware(_Csrf)
        @require_http_methods(methods)
        @wraps(view)
        def answered(request: HttpRequest, token: str) -> HttpResponseBase:
            found = queries.link(token)
            if found is None or not is_held(found, timezone.now()):
                return render(request, "rounds/closed.html", _closed(found), status=404 if found is None else 410)
            return _busy(view)(request, found, token)

        return answered

    return guarded


def _closed(found: Link | None) -> dict[str, Any]:
    """Whom to ask is told to those alone who had the link once."""
    form = found.round.form if found else None
    return {"form": form, "revoked": bool(found and found.revoked_at)}


@behind_link("GET", "HEAD", "POST")
def link(request: HttpRequest, found: Link, token: str) -> HttpResponse:
    if request.method == "POST":
        return _take(request, found, token)
    if last := waiting(found).last():
        last.link = found
        if is_let_wait(last):
            return received(request, last, request.get_full_path())
        _work_off_now(found)
    log_use(request, found, Use.OPENED)
    return show(request, found, token)


def log_use(request: HttpRequest, found: Link, what: Use) -> None:
    try:
        LogUse(by=None, link=found, what=what, address=address_of(request)).execute()
    except OperationalError:
        log.exception("use_not_logged link=%s", found.pk)  # whoever only reads is not kept waiting for more


def show(request: HttpRequest, found: Link, token: str, refused: str = "") -> HttpResponse:
    """``refused`` says why a report was not taken."""
    rows = sheet.rows(found.round, queries.duties(found.round_id, found.office_id))
    context = {
        "link": found,
        "token": token,
        "round": found.round,
        "rows": rows,
        "done": request.GET.get("xong", ""),
        "waits": waiting(found).first(),
        "sent": sum(row.is_sent for row in rows),
        "open": [row for row in rows if not row.is_sent or row.is_changed],
        "asked": [row for row in rows if row.error or (row.questions and not (row.answer and row.answer.sure))],
        "late": timezone.localdate() > found.round.due,
        "reports": queries.reports(found.round, found.office_id).get(found.office_id, []),
        "refused": refused,
    }
    return render(request, "rounds/link.html", context, status=422 if refused else 200)


def _take(request: HttpRequest, found: Link, token: str) -> HttpResponse:
    """Kept in any case; then the page is loaded anew, so that going back or reloading sends nothing twice. In a crowd
    one is told at once, and loads it a moment later: what is sent twice all the same is kept once."""
    sends = request.POST.get("viec") == "gui"
    follows = f"{reverse('round-link', args=[token])}?xong={'gui' if sends else 'luu'}"
    brought = sheet.given(request.POST, sheet.named(request.POST))
    kept = receive(found, brought, sends=sends, address=address_of(request))
    if not is_calm(kept):
        return received(request, kept, follows)
    _work_off_now(found)
    return redirect(follows)


def received(request: HttpRequest, kept: Delivery, follows: str) -> HttpResponse:
    """Told at once, in a crowd; ``follows`` is where what became of it will stand."""
    context = {"link": kept.link, "round": kept.link.round, "waits": kept, "follows": follows}
    return render(request, "rounds/received.html", context)


def _work_off_now(found: Link) -> None:
    try:
        read_all(waiting(found))
        work_off_for(found)
    except OperationalError:
        log.warning("answers_wait link=%s", found.pk)  # they are kept: the page that follows tries again


def address_of(request: HttpRequest) -> str | None:
    return request.META.get("REMOTE_ADDR") or None
