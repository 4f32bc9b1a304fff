"""Who may open a page of rounds, and whose rounds it shows. As ``intake.views.access``, which is above this room."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from camket.areas import queries as areas
from camket.people.enums import Role


class SignedIn(HttpRequest):
    """A request behind Wagtail's door: its user is always an account of ours."""

    user: Any


View = Callable[..., HttpResponse]


def needs(verb: str) -> Callable[[View], View]:
    """The view answers only to accounts that may do the verb, which stays readable on it."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.may(verb):
                raise PermissionDenied(f"{verb} is not allowed to this account")
            return view(request, *args, **kwargs)

        guarded.verb = verb  # type: ignore[attr-defined]  # functions carry attributes
        return guarded

    return decorate


def areas_of(user: Any) -> QuerySet[Any]:
    """The areas that an account works on: its office's and what lies in it; all without an office."""
    office = user.office if user.role != Role.ADMINISTRATOR else None
    return areas.within(office.area_id if office else None)
