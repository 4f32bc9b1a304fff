"""The second factor of an account: set up, shown, replaced, removed; and reset by an administrator."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import flows as recovery
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.totp.internal import flows
from allauth.mfa.utils import decrypt
from allauth.socialaccount.models import SocialAccount
from django.http import HttpRequest

from camket.people import proofs
from camket.people.accounts import end_sessions
from camket.people.desk import OfAccount
from camket.people.models import User
from camket.people.signing import OfAnAccount

_LAST = "last_step"


class WrongCode(Exception):
    """Not the code of this half minute, one that was used before, or no recovery code that is left."""


@dataclass(kw_only=True)
class SetUp(OfAnAccount[bool]):
    """By the form in which a code of the new factor was typed; one that was there before makes way. Answers whether
    recovery codes were made with it."""

    verb = "people.second_factor"
    request: HttpRequest
    form: Any
    replaced: int = field(default=0, init=False)

    def perform(self) -> bool:
        self.replaced = _totp(self.user).delete()[0]
        made, codes = flows.activate_totp(self.request, self.form)
        # The code that was typed here has been used.
        made.data[_LAST] = _step(self.form.secret, self.form.cleaned_data["code"])
        made.save()
        proofs.has_shown(self.request, self.user)
        return codes is not None

    def detail(self) -> dict[str, Any]:
        return {"done": "replaced" if self.replaced else "set_up"}


@dataclass(kw_only=True)
class Remove(OfAnAccount[None]):
    """Recovery codes go with it."""

    verb = "people.second_factor"
    request: HttpRequest

    def perform(self) -> None:
        flows.deactivate_totp(self.request, _totp(self.user).get())

    def detail(self) -> dict[str, Any]:
        return {"done": "removed"}


@dataclass(kw_only=True)
class MakeRecoveryCodes(OfAnAccount[None]):
    verb = "people.second_factor"
    request: HttpRequest

    def perform(self) -> None:
        recovery.generate_recovery_codes(self.request)

    def detail(self) -> dict[str, Any]:
        return {"done": "recovery_codes"}


@dataclass(kw_only=True)
class UseCode(OfAnAccount[Authenticator]):
    """Takes a code of the app, of the half minute before or after too, or a recovery code; each once, whichever of our
    processes is asked. Raises ``WrongCode``."""

    verb = "people.second_factor"
    code: str
    used: Authenticator = field(default_factory=Authenticator, init=False)

    def perform(self) -> Authenticator:
        known = Authenticator.objects.select_for_update().filter(user=self.user)
        found = next((one for one in known if _takes(one, self.code)), None)
        if found is None:
            raise WrongCode
        found.user = self.user
        self.used = found
        return found

    def detail(self) -> dict[str, Any]:
        if self.used.type != Authenticator.Type.RECOVERY_CODES:
            return {"done": "code_used"}
        return {"done": "recovery_code_used", "left": len(self.used.wrap().get_unused_codes())}


def _takes(authenticator: Authenticator, code: str) -> bool:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        codes = authenticator.wrap()
        taken = bool(codes.validate_code(code))
        authenticator.data = codes.instance.data
        return taken
    step = _step(decrypt(authenticator.data["secret"]), code)
    if step is None or step <= authenticator.data.get(_LAST, 0):
        return False
    authenticator.data[_LAST] = step
    authenticator.save()
    return True


def _step(secret: str, code: str) -> int | None:
    """Of which half minute the code is, among those that count now."""
    steps = totp.yield_hotp_counters_from_time()
    fits = (one for one in steps if compare_user_code(actual=code, expected=_code(secret, one)))
    return next(fits, None)


def _code(secret: str, step: int) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, step))


@dataclass(kw_only=True)
class Reset(OfAccount[bool]):
    """For an account whose telephone and recovery codes are gone, or in wrong hands: no second factor is left, and all
    its sessions end. Answers whether there was one."""

    verb = "people.reset"
    done = "second_factor"

    def act(self, administrators: list[User]) -> bool:
        gone, _ = Authenticator.objects.filter(user=self.user).delete()
        end_sessions(self.user)
        return bool(gone)


@dataclass(kw_only=True)
class PartFromTheProvince(OfAccount[bool]):
    """The account is no longer that of anybody at the province's own sign-in."""

    verb = "people.reset"
    done = "province"

    def act(self, administrators: list[User]) -> bool:
        gone, _ = SocialAccount.objects.filter(user=self.user).delete()
        end_sessions(self.user)
        return bool(gone)


def _totp(user: User) -> Any:
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)
