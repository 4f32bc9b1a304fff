"""What all pages of this room share: whose rows they show, and what happens with a form that was sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from camket.foundation.access import SignedIn
from camket.foundation.errors import CamketError
from camket.intake import phrases

Row = TypeVar("Row")


def found(row: Row | None) -> Row:
    """A row of another area is as good as none."""
    if row is None:
        raise Http404
    return row


def posted(
    request: SignedIn,
    form: Any,
    act: Callable[[], Any],
    done: str,
    back: str | Callable[[Any], str],
    again: Callable[[Any], HttpResponse],
) -> HttpResponse:
    """Act on a valid form and go ``back`` with a word that it is ``done``; else show the page ``again``, with the form
    as it was typed and what is wrong beside it. Where what was made has a page, ``back`` finds it."""
    if form.is_valid():
        try:
            made = act()
        except CamketError as error:
            form.add_error(None, error.message(phrases.language()))
        else:
            messages.success(request, done)
            return redirect(back(made) if callable(back) else back)
    answer = again(form)
    answer.status_code = 422
    return answer


def pressed(request: SignedIn, act: Callable[[], Any], done: str, back: str) -> HttpResponse:
    """The same for a button without fields: what is wrong is a message on the page it leads back to."""
    try:
        act()
    except CamketError as error:
        messages.error(request, error.message(phrases.language()))
    else:
        messages.success(request, done)
    return redirect(back)
