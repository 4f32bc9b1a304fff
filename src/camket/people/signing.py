"""Signing in and out, as the audit trail tells it, and the lock of an account at an address."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from camket.foundation import origin
from camket.foundation.actions import Action
from camket.people.models import Failing, User

_LONGEST = timedelta(hours=1)
_FORGOTTEN = timedelta(days=1)


@dataclass(kw_only=True)
class _OfAnAccount(Action[None]):
    user: User

    def subject(self) -> User:
        return self.user

    @property
    def area_id(self) -> int | None:
        return self.user.office.area_id if self.user.office else None


@dataclass(kw_only=True)
class SignIn(_OfAnAccount):
    """Told of by whoever let the account in; what it failed before from there is forgotten."""

    verb = "people.sign_in"

    def perform(self) -> None:
        Failing.objects.filter(account=known_as(self.user.username), address=origin.address()).delete()


@dataclass(kw_only=True)
class SignOut(_OfAnAccount):
    """``reason`` is "idle" or "absolute" where a limit has ended the session."""

    verb = "people.sign_out"

    def perform(self) -> None:
        return None


@dataclass(kw_only=True)
class FailSignIn(Action[Failing]):
    """A wrong password. From the last one that is let pass on, the pair of account and address waits, each time twice
    as long, up to an hour; the account is open from elsewhere."""

    verb = "people.sign_in_failed"
    username: str
    failing: Failing = field(default_factory=Failing, init=False)

    def subject(self) -> User | None:
        return User.objects.filter(username=self.username).select_related("office").first()

    @property
    def area_id(self) -> int | None:
        user = self.subject()
        return user.office.area_id if user and user.office else None

    def perform(self) -> Failing:
        now = timezone.now()
        Failing.objects.filter(last_at__lt=now - _FORGOTTEN).delete()
        pair = {"account": known_as(self.username), "address": origin.address()}
        Failing.objects.get_or_create(**pair, defaults={"last_at": now})
        failing = Failing.objects.select_for_update().get(**pair)
        ended = max(failing.locked_until or failing.last_at, failing.last_at)
        if now - ended > timedelta(minutes=settings.SIGN_IN_WINDOW_MINUTES):
            failing.failures = 0
        failing.failures += 1
        failing.last_at, failing.locked_until = now, _locked_until(failing.failures, now)
        failing.save()
        self.failing = failing
        return failing

    def detail(self) -> dict[str, Any]:
        locked = self.failing.locked_until
        return {"failures": self.failing.failures, "locked_until": locked.isoformat() if locked else None}


def _locked_until(failures: int, now: datetime) -> datetime | None:
    beyond = failures - settings.SIGN_IN_FAILURES
    return now + min(timedelta(minutes=2 ** min(beyond, 10)), _LONGEST) if beyond >= 0 else None


def known_as(username: str) -> str:
    if User.objects.filter(username=username).exists():
        return username
    return "?" + salted_hmac("camket.people.signing", username).hexdigest()


def locked_until(username: str) -> datetime | None:
    """Until when the account cannot sign in from the address of this request."""
    pair = Failing.objects.filter(account=known_as(username), address=origin.address())
    return pair.filter(locked_until__gt=timezone.now()).values_list("locked_until", flat=True).first()


def has_signed_in(sender: Any, request: Any, user: User, **kwargs: Any) -> None:
    SignIn(by=user, user=user).execute()


def has_signed_out(sender: Any, request: Any, user: User | None, **kwargs: Any) -> None:
    if user is not None:
        SignOut(by=user, user=user, reason=getattr(request, "session_ended", "")).execute()


def has_failed(sender: Any, credentials: dict[str, Any], **kwargs: Any) -> None:
    username = str(credentials.get("username", ""))[:150]
    if not locked_until(username):  # else its password was not even looked at
        FailSignIn(by=None, username=username).execute()
