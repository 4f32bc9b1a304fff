"""Signing in and out, as the audit trail tells it, and the lock of an account at an address."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from camket.foundation import origin
from camket.foundation.actions import Action
from camket.people.models import Failing, User

Result = TypeVar("Result")

# Stands for any address: see models.Failing.
ANYWHERE = "*"
_LONGEST = timedelta(hours=1)
_FORGOTTEN = timedelta(days=1)


def _area_of(user: User) -> int | None:
    office = user.held.office
    return office.area_id if office else None


@dataclass(kw_only=True)
class OfAnAccount(Action[Result]):
    """What an account does to itself."""

    user: User

    def subject(self) -> User:
        return self.user

    @property
    def area_id(self) -> int | None:
        return _area_of(self.user)


@dataclass(kw_only=True)
class SignIn(OfAnAccount[None]):
    """Told of by whoever let the account in; what it failed before from there is forgotten. ``how``: password,
    socialaccount (a province's own sign-in), totp, recovery_codes."""

    verb = "people.sign_in"
    how: list[str] = field(default_factory=list)

    def perform(self) -> None:
        here = [origin.address(), ANYWHERE]
        Failing.objects.filter(account=known_as(self.user.username), address__in=here).delete()

    def detail(self) -> dict[str, Any]:
        return {"how": self.how}


@dataclass(kw_only=True)
class SignOut(OfAnAccount[None]):
    """``reason`` is "idle" or "absolute" where a limit has ended the session."""

    verb = "people.sign_out"

    def perform(self) -> None:
        return None


@dataclass(kw_only=True)
class FailSignIn(Action[Failing]):
    """A wrong password. From the last one that is let pass on, the pair of account and address waits, each time twice
    as long, up to an hour; the account is open from elsewhere. A wrong code is counted wherever it comes from."""

    verb = "people.sign_in_failed"
    username: str
    step: str = "password"
    failing: Failing = field(default_factory=Failing, init=False)

    def subject(self) -> User | None:
        return User.objects.filter(username=self.username).select_related("office").first()

    @property
    def area_id(self) -> int | None:
        user = self.subject()
        return _area_of(user) if user else None

    def perform(self) -> Failing:
        now = timezone.now()
        Failing.objects.filter(last_at__lt=now - _FORGOTTEN).delete()
        pair = _pair(self.username, self.step)
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
        told = {"failures": self.failing.failures, "locked_until": locked.isoformat() if locked else None}
        return told if self.step == "password" else {**told, "step": self.step}


def _pair(username: str, step: str) -> dict[str, str]:
    return {"account": known_as(username), "address": origin.address() if step == "password" else ANYWHERE}


def _locked_until(failures: int, now: datetime) -> datetime | None:
    beyond = failures - settings.SIGN_IN_FAILURES
    return now + min(timedelta(minutes=2 ** min(beyond, 10)), _LONGEST) if beyond >= 0 else None


def known_as(username: str) -> str:
    if User.objects.filter(username=username).exists():
        return username
    return "?" + salted_hmac("camket.people.signing", username).hexdigest()


def locked_until(username: str, step: str = "password") -> datetime | None:
    """Until when the account cannot sign in from the address of this request, or by any code."""
    failing = Failing.objects.filter(**_pair(username, step), locked_until__gt=timezone.now())
    return failing.values_list("locked_until", flat=True).first()


def refusal(username: str, step: str = "password") -> str:
    """What a person is told who has to wait; empty where nobody has to."""
    until = locked_until(username, step)
    if until is None:
        return ""
    if step == "password":
        said = _(
            "Sai mật khẩu quá nhiều lần từ máy này. "
            "Đợi %(minutes)d phút rồi thử lại, tức là sau %(hour)s giờ %(minute)s."
        )
    else:
        said = _("Sai mã quá nhiều lần. Đợi %(minutes)d phút rồi thử lại, tức là sau %(hour)s giờ %(minute)s.")
    time = timezone.localtime(until)
    minutes = -(-(until - timezone.now()).total_seconds() // 60)
    return said % {"minutes": minutes, "hour": f"{time:%H}", "minute": f"{time:%M}"}


def has_signed_in(sender: Any, request: Any, user: User, **kwargs: Any) -> None:
    # A request that is made up by a test or a command has no session.
    records = get_authentication_records(request, user) if hasattr(request, "session") else []
    how = [record.get("type") or record["method"] for record in records]
    SignIn(by=user, user=user, how=how).execute()


def has_signed_out(sender: Any, request: Any, user: User | None, **kwargs: Any) -> None:
    if user is not None:
        SignOut(by=user, user=user, reason=getattr(request, "session_ended", "")).execute()


def has_failed(sender: Any, credentials: dict[str, Any], **kwargs: Any) -> None:
    username = str(credentials.get("username", ""))[:150]
    if not locked_until(username):  # else its password was not even looked at
        FailSignIn(by=None, username=username).execute()
