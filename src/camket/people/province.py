"""Who comes from a province's own sign-in: an account that is there already, found by what the province says of the
person; never a new one, never one that is closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialAccount
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from camket.foundation.actions import Action
from camket.people.models import User
from camket.people.signing import OfAnAccount

UNKNOWN, CLOSED, CANCELLED, FAILED = "unknown", "closed", "cancelled", "failed"


@dataclass(kw_only=True)
class Recognise(OfAnAccount[None]):
    """The first time that the account's person comes from the province. From then on the province's own number of the
    person counts: a name may be given to somebody else one day."""

    verb = "people.link"
    login: Any

    def perform(self) -> None:
        self.login.connect(self.login.provider.request, self.user)


@dataclass(kw_only=True)
class TurnAway(Action[None]):
    """``name`` is what the province calls the person; ``fault`` is for the installer."""

    verb = "people.sign_in_failed"
    user: User | None = None
    name: str = ""
    fault: str = ""
    because: str = FAILED

    def subject(self) -> User | None:
        return self.user

    def perform(self) -> None:
        return None

    def detail(self) -> dict[str, Any]:
        told = {"step": "province", "why": self.because, "name": self.name[:150], "fault": self.fault[:300]}
        return {key: value for key, value in told.items() if value}


def meet(request: HttpRequest, login: Any) -> None:
    """Puts the account into allauth's ``login``, or raises the page that says why there is none."""
    claim = login.provider.app.settings["claim"]
    user = login.user if login.is_existing else whose(login.claims, claim, login.account.provider)
    if user is None:
        raise ImmediateHttpResponse(refuse(request, UNKNOWN, name=str(login.claims.get(claim, ""))))
    if not user.is_active:
        raise ImmediateHttpResponse(refuse(request, CLOSED, user=user))
    if not login.is_existing:
        Recognise(by=user, user=user, login=login).execute()


def whose(claims: dict[str, Any], claim: str, provider: str) -> User | None:
    """The one account that the claim names, unless somebody else of the province has it already. An address counts if
    the province has verified it."""
    value = claims.get(claim)
    if not isinstance(value, str) or not value or (claim == "email" and claims.get("email_verified") is not True):
        return None
    wanted = {"email__iexact": value} if claim == "email" else {"username": value}
    found = User.objects.filter(**wanted)[:2]
    if len(found) != 1 or SocialAccount.objects.filter(user=found[0], provider=provider).exists():
        return None
    return found[0]


def refuse(request: HttpRequest, why: str, *, user: Any = None, name: str = "", fault: Any = None) -> HttpResponse:
    if fault or why in (UNKNOWN, CLOSED):  # else nobody has come: anybody may open our address, as often as they like
        TurnAway(by=None, user=user, because=why, name=name, fault=str(fault or "")).execute()
    status = 200 if why == CANCELLED else 403
    return render(request, "people/turned_away.html", {"why": why, "name": name}, status=status)
