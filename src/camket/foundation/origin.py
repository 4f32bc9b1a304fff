"""Where a request comes from, for the audit trail and the lock of the sign-in."""

from collections.abc import Callable
from contextvars import ContextVar
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

_address: ContextVar[str] = ContextVar("address", default="")


def address() -> str:
    """The network address of the request that is being answered; empty outside of one."""
    return _address.get()


class Origin:
    """Middleware: what happens while a request is answered knows where it came from."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        mark = _address.set(address_of(request))
        try:
            return self.answer(request)
        finally:
            _address.reset(mark)


def address_of(request: HttpRequest) -> str:
    """Behind ``TRUSTED_PROXIES`` servers of one's own, what the outermost of them has seen; anybody may send the header
    that says so, so that it counts for nothing where there is none. An answer that is no address is left out."""
    seen = [request.META.get("REMOTE_ADDR", "")]
    if settings.TRUSTED_PROXIES:
        seen = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")] + seen
    found = seen[-1 - min(settings.TRUSTED_PROXIES, len(seen) - 1)]
    try:
        return str(ip_address(found))
    except ValueError:
        return ""
