"""Who may open a view of the back office: it says its verb, and answers to accounts that may do it.

An address that only takes forms is not lost on somebody who opens it, from the history of the browser or after signing
in anew: it leads to the nearest page above it, which is where its form is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import Resolver404, resolve


class SignedIn(HttpRequest):
    """A request behind Wagtail's door: its user is always an account of ours."""

    user: Any


class SeeOther(HttpResponseRedirect):
    """What was asked for is no page; the page is elsewhere."""

    status_code = 303


View = Callable[..., HttpResponseBase]


def needs(verb: str, *, to_write: str = "") -> Callable[[View], View]:
    """The view answers only to accounts that may do the verb; where it shows a form to whoever may read, sending it
    needs ``to_write`` as well. The verb stays readable on the view, for tests."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.may(verb):
                raise PermissionDenied(f"{verb} is not allowed to this account")
            if to_write and request.method == "POST" and not request.user.may(to_write):
                raise PermissionDenied(f"{to_write} is not allowed to this account")
            answer = view(request, *args, **kwargs)
            lost = isinstance(answer, HttpResponseNotAllowed) and request.method in ("GET", "HEAD")
            return SeeOther(_page_above(request.path)) if lost else answer

        guarded.verb = verb  # type: ignore[attr-defined]  # functions carry attributes
        return guarded

    return decorate


def _page_above(path: str) -> str:
    """The nearest address above that a view of ours answers, else the first page."""
    above = path.rstrip("/").rpartition("/")[0]
    while above.count("/") > 1:
        if _is_ours(f"{above}/"):
            return f"{above}/"
        above = above.rpartition("/")[0]
    return f"{above}/"


def _is_ours(path: str) -> bool:
    try:
        return hasattr(resolve(path).func, "verb")
    except Resolver404:
        return False
