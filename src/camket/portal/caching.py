"""Public pages from memory, until something that they show is published or judged.

Every page is kept under the number of the site's version. The number grows with each publication and each action, in
the same database as the content, so all processes see it (after at most ``MEMO_SECONDS``), and what was kept under an
older number is never served again. A page that is being made while the number grows is kept under the older one.
"""

import gzip
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from wagtail import signals

from camket.foundation.actions import performed

MEMO_SECONDS = 1.0
KEPT_SECONDS = 600
_LARGEST = 2_000_000
_MESSAGES = "messages"
_ALLOWED_TYPES = ("text/html", "application/rss+xml", "application/xml")


@dataclass(frozen=True)
class Kept:
    """A page as it is sent: compressed, with its headers and the mark by which a browser asks whether it changed."""

    body: bytes
    etag: str
    headers: tuple[tuple[str, str], ...]


class _Version:
    """The site's version, looked up at most once a second in each process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._number: int | None = None
        self._until = 0.0

    def expire(self) -> None:
        """Look again at the next request."""
        self._until = 0.0

    def current(self) -> int | None:
        """Where the database is away, the number that was known last: the pages that are kept stay up."""
        if time.monotonic() >= self._until:
            with self._lock:
                with suppress(DatabaseError):
                    self._number = _stored()
                self._until = time.monotonic() + MEMO_SECONDS
        return self._number


def _stored() -> int | None:
    """``None`` where nothing was ever published: then nothing is kept."""
    from camket.portal.models import SiteVersion

    return SiteVersion.objects.filter(pk=1).values_list("number", flat=True).first()


version = _Version()


# What an office does for itself changes no public page; a figure that comes of it is an action of its own.
_UNSEEN = frozenset(
    {
        *("reports.write", "rounds.manage", "rounds.answer", "rounds.approve"),
        # Anybody may try to sign in, as often as they like.
        *("people.sign_in", "people.sign_in_failed", "people.sign_out"),
        *("people.password", "people.second_factor", "people.link", "people.reset"),
        *("people.mail", "people.manage"),
    }
)


def bump(action: Any = None, **_: Any) -> None:
    """Let go of every page that is kept: now in the transaction, for other processes once it is committed."""
    from camket.portal.models import SiteVersion

    if action is not None and action.verb in _UNSEEN:
        return
    grown = SiteVersion.objects.filter(pk=1).update(number=models.F("number") + 1)
    if not grown:
        # Begins at the clock, so that a database that was put back or made anew meets no page of an earlier one.
        SiteVersion.objects.create(pk=1, number=time.time_ns())
    transaction.on_commit(version.expire)


def listen() -> None:
    """Grow with what is published in Wagtail and with every action."""
    for signal in (
        signals.page_published,
        signals.page_unpublished,
        signals.page_slug_changed,
        signals.post_page_move,
        performed,
    ):
        signal.connect(bump, dispatch_uid="camket.portal.caching")


class PublicPageCache:
    """Serves and keeps what anonymous readers get. Stands outside all other middleware: it keeps finished answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = version.current() if _is_public(request) else None
        if number is None:
            return self.get_response(request)
        key = _key(request, number)
        kept = cache.get(key)
        if kept is None:
            answer = self.get_response(request)
            kept = _keep(answer) if request.method == "GET" else None
            if kept is None:
                return answer
            cache.set(key, kept, KEPT_SECONDS)
        return _answer(request, kept)


def _is_public(request: HttpRequest) -> bool:
    """A reader without a session, who only looks, at a page of the public site."""
    if request.method not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in request.META:
        return False
    if settings.SESSION_COOKIE_NAME in request.COOKIES or _MESSAGES in request.COOKIES:
        return False
    return not request.path_info.startswith(("/admin/", settings.STATIC_URL, settings.MEDIA_URL))


def _key(request: HttpRequest, number: int) -> str:
    address = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
    return f"page:{number}:{blake2b(address.encode(), digest_size=16).hexdigest()}"


def _keep(answer: HttpResponse) -> Kept | None:
    """What is kept of an answer: nothing that is personal, an error, a download, or said to be private."""
    content_type = answer.get("Content-Type", "")
    if answer.status_code != 200 or answer.streaming or answer.cookies or "Content-Disposition" in answer:
        return None
    if not content_type.startswith(_ALLOWED_TYPES) or len(answer.content) > _LARGEST:
        return None
    if any(word in answer.get("Cache-Control", "") for word in ("private", "no-store")):
        return None
    etag = f'W/"{blake2b(answer.content, digest_size=12).hexdigest()}"'
    answer["ETag"] = etag
    # A browser asks each time, and is told in a few bytes that nothing has changed.
    answer["Cache-Control"] = "public, max-age=0, must-revalidate"
    # The address alone says the language, so that a header which the reader's browser sends must not part the caches.
    answer["Vary"] = "Accept-Encoding, Cookie"
    headers = tuple((name, value) for name, value in answer.items() if name != "Content-Length")
    return Kept(gzip.compress(answer.content, compresslevel=6, mtime=0), etag, headers)


def _answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    if kept.etag in request.META.get("HTTP_IF_NONE_MATCH", ""):
        return HttpResponseNotModified(headers=dict(kept.headers))
    takes_gzip = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    body = kept.body if takes_gzip else gzip.decompress(kept.body)
    answer = HttpResponse(body if request.method == "GET" else b"", headers=dict(kept.headers))
    answer["Content-Length"] = str(len(body))
    if takes_gzip:
        answer["Content-Encoding"] = "gzip"
    return answer
