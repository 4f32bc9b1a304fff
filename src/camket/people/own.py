"""What an account does to itself, beside its password and its second factor: its mail address, its open sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from camket.foundation import origin
from camket.people import sessions
from camket.people.accounts import end_sessions
from camket.people.models import OpenSession, User
from camket.people.signing import OfAnAccount

# In this order: each names itself by the words of those that came before it, too.
_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("coc_coc", "Cốc Cốc"), ("Firefox", "Firefox"), ("Chrome", "Chrome"))
_MACHINES = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"))
_MORE_BROWSERS, _MORE_MACHINES = (("Safari", "Safari"),), (("Linux", "Linux"),)


@dataclass(kw_only=True)
class ChangeMail(OfAnAccount[None]):
    """Both addresses are told of it: see letters."""

    verb = "people.mail"
    mail: str

    def perform(self) -> None:
        self.changed.note(self.user, {"email": self.mail})
        self.user.email = self.mail
        self.user.save(update_fields=["email"])


@dataclass(kw_only=True)
class EndSession(OfAnAccount[bool]):
    """One of the account's own. Answers whether it was still there."""

    verb = "people.sign_out"
    session: int

    def perform(self) -> bool:
        found = Session.objects.filter(opensession__user=self.user, opensession=self.session)
        return bool(found.delete()[0])

    def detail(self) -> dict[str, Any]:
        return {"done": "session"}


@dataclass(kw_only=True)
class EndOthers(OfAnAccount[None]):
    """All sessions but the one that asks for it."""

    verb = "people.sign_out"
    request: HttpRequest

    def perform(self) -> None:
        end_sessions(self.user)
        update_session_auth_hash(self.request, self.user)
        keep(self.request, self.user)

    def detail(self) -> dict[str, Any]:
        return {"done": "others"}


@dataclass(frozen=True)
class Shown:
    """A session as its person is shown it."""

    pk: int
    device: str
    address: str
    began_at: datetime
    seen_at: datetime
    is_this: bool


def open_sessions(request: HttpRequest, user: User) -> list[Shown]:
    """The one that asks first, then the latest used."""
    found = user.open_sessions.select_related("session").filter(session__expire_date__gt=timezone.now())
    shown = [one for one in (_shown(request, row) for row in found) if one is not None]
    return sorted(shown, key=lambda one: (one.is_this, one.seen_at), reverse=True)


def _shown(request: HttpRequest, row: OpenSession) -> Shown | None:
    """Nothing where a limit has ended it: nobody has come back since to be told so."""
    seen_at = sessions.used_at(row.session.get_decoded())
    if seen_at is None:
        return None
    is_this = row.session_id == request.session.session_key
    return Shown(row.pk, row.device, row.address, row.began_at, seen_at, is_this)


def has_signed_in(sender: Any, request: Any, user: User, **kwargs: Any) -> None:
    # A request that is made up by a test or a command has no session.
    if hasattr(request, "session"):
        keep(request, user)


def has_changed_password(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """All other sessions have ended by that; this one has a new key."""
    Session.objects.filter(opensession__user=user).exclude(session_key=request.session.session_key).delete()
    if request.user.is_authenticated:
        keep(request, user)


def keep(request: HttpRequest, user: User) -> None:
    """Whenever the session gets a new key: signing in, and a new password."""
    if not request.session.session_key:
        request.session.save()
    OpenSession.objects.update_or_create(
        session_id=request.session.session_key,
        defaults={
            "user": user,
            "began_at": timezone.now(),
            "address": origin.address_of(request),
            "device": device(request.headers.get("User-Agent", "")),
        },
    )


def device(agent: str) -> str:
    """Roughly: what a person needs to know their own machine by."""
    browser = next((name for sign, name in (*_BROWSERS, *_MORE_BROWSERS) if sign in agent), "")
    machine = next((name for sign, name in (*_MACHINES, *_MORE_MACHINES) if sign in agent), "")
    return ", ".join(part for part in (browser, machine) if part)
