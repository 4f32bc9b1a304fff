"""Who may open a view of the back office: it says its verb, and answers to accounts that may do it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase


class SignedIn(HttpRequest):
    """A request behind Wagtail's door: its user is always an account of ours."""

    user: Any


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
            return view(request, *args, **kwargs)

        guarded.verb = verb  # type: ignore[attr-defined]  # functions carry attributes
        return guarded

    return decorate
