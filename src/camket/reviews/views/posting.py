"""What all pages of this room share: whose rows they show, and what happens with a form that was sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from camket.foundation.access import SignedIn
from camket.foundation.errors import CamketError
from camket.intake import phrases
from camket.reviews import entries
from camket.reviews.forms import Again

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


def entered(request: SignedIn, kind: Callable[..., Again], offered: Mapping[str, Any], now: entries.Values) -> Any:
    """The form of an entry that says ``now``: as it was sent, or as it is stored."""
    sent = (request.POST,) if request.method == "POST" else ()
    return kind(offered, *sent, initial={**now, "seen": entries.stamp(now)})


def edited(request: SignedIn, form: Any, act: Callable[[], Any], page: Mapping[str, Any]) -> HttpResponse:
    """The page of an entry with a form that says it, and what becomes of the form once it is sent. ``page`` is what
    else it shows: ``back`` among it."""

    def show(form: Any) -> HttpResponse:
        return render(request, "reviews/entry.html", {**page, "form": form})

    if request.method != "POST":
        return show(form)
    return posted(request, form, meeting(form, act), _("Đã lưu."), page["back"], show)


def meeting(form: Any, act: Callable[[], Any]) -> Callable[[], Any]:
    """Where somebody else was faster, the form says what they wrote beside what was typed."""

    def tried() -> Any:
        try:
            return act()
        except entries.Overtaken as error:
            form.meet(error.now)
            raise

    return tried


def why_not(check: Callable[..., None], *given: Any) -> str:
    """What keeps an entry as it is, in the reader's language; nothing where it can change."""
    try:
        check(*given)
    except CamketError as error:
        return error.message(phrases.language())
    return ""


def pressed(request: SignedIn, act: Callable[[], Any], done: str, back: str) -> HttpResponse:
    """The same for a button without fields: what is wrong is a message on the page it leads back to."""
    try:
        act()
    except CamketError as error:
        messages.error(request, error.message(phrases.language()))
    else:
        messages.success(request, done)
    return redirect(back)
