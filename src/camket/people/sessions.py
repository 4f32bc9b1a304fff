"""How long a session lasts: idle and in all. What somebody was about to send when it ended is kept for them.

The text of a form that comes too late goes into the new session, under the account that wrote it. Once that account has
signed in again it is shown, and can be sent. Passwords and files are not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from time import time
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import reverse
from django.utils.translation import gettext as _

KEPT = "kept_form"
_BEGAN, _SEEN = "session_began", "session_seen"
_ADMIN, _ACCOUNT = "/admin/", "/tai-khoan/"
_ROUGHLY = 60
_MOST = 256 * 1024
_NOT_KEPT = ("password", "token", "secret")


class SessionLimits:
    """Middleware. That a session is in use is written down once a minute at most, and not for what a page asks by
    itself in the background."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _counts(request):
            return self.answer(request)
        now, session = int(time()), request.session
        ended = _ended(session.get(_BEGAN, now), session.get(_SEEN, now), now)
        if ended:
            return _end(request, ended)
        session.setdefault(_BEGAN, now)
        if now - session.get(_SEEN, 0) >= _ROUGHLY and not _is_in_the_background(request):
            session[_SEEN] = now
        answer = self.answer(request)
        if request.method == "POST" and session.get(KEPT, {}).get("path") == request.get_full_path():
            del session[KEPT]
        return answer


def _counts(request: HttpRequest) -> bool:
    """Public pages are for everybody, and never look at the session: so they can be kept."""
    limited = settings.SESSION_IDLE_MINUTES or settings.SESSION_ABSOLUTE_HOURS
    return bool(limited and request.path.startswith((_ADMIN, _ACCOUNT)) and request.user.is_authenticated)


def _ended(began: int, seen: int, now: int) -> str:
    """Which limit has been passed, if any."""
    idle, absolute = settings.SESSION_IDLE_MINUTES * 60, settings.SESSION_ABSOLUTE_HOURS * 3600
    if idle and now - seen > idle:
        return "idle"
    return "absolute" if absolute and now - began > absolute else ""


def used_at(kept: Mapping[str, Any]) -> datetime | None:
    """When a session was last in use, by what it holds; ``None`` where a limit has ended it since."""
    now = int(time())
    began = kept.get(_BEGAN, now)
    seen = kept.get(_SEEN, began)
    return None if _ended(began, seen, now) else datetime.fromtimestamp(seen, tz=UTC)


def _is_in_the_background(request: HttpRequest) -> bool:
    return request.method == "GET" and _is_asked_by_a_script(request)


def _is_asked_by_a_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"


def _end(request: HttpRequest, why: str) -> HttpResponseBase:
    written = _written(request)
    request.session_ended = why  # type: ignore[attr-defined]  # for the trail: see signing
    logout(request)
    if _is_asked_by_a_script(request):
        said = _(
            "Phiên làm việc đã hết. Mở trang đăng nhập ở một cửa sổ khác, đăng nhập, "
            "rồi bấm lại ở đây: chữ đã gõ còn nguyên."
        )
        return JsonResponse({"gone": said}, status=401)
    back = request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home")
    if written:
        request.session[KEPT] = written
        back = reverse("people:again")
    return HttpResponseRedirect(f"{reverse('wagtailadmin_login')}?{urlencode({'next': back, 'het-phien': why})}")


def _is_forged(request: HttpRequest) -> bool:
    """What another site made the browser send is not kept: the page that shows it would make it good."""
    return CsrfViewMiddleware(_home).process_view(request, _home, (), {}) is not None


def _home(request: HttpRequest) -> HttpResponseBase:
    return HttpResponse()


def _written(request: HttpRequest) -> dict[str, Any] | None:
    """What the form holds, by the names of its fields, in their order."""
    is_no_form = request.path == reverse("wagtailadmin_logout") or request.path.startswith(_ACCOUNT)
    if request.method != "POST" or _is_asked_by_a_script(request) or is_no_form or _is_forged(request):
        return None
    fields = [
        [name, value]
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken" and not any(word in name.lower() for word in _NOT_KEPT)
    ]
    if not fields or sum(len(value) for _, value in fields) > _MOST:
        return None
    return {"account": request.user.pk, "path": request.get_full_path(), "fields": fields}
