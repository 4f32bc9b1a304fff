"""Where allauth asks the project: three adapters, for accounts, second factors and a province's own sign-in."""

from __future__ import annotations

from time import time
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers import registry
from allauth.socialaccount.providers.base.constants import AuthError
from django.http import HttpRequest, HttpResponse

from camket.foundation import origin
from camket.people import pictures, proofs, province, sealing
from camket.people.models import User


class Entrance(DefaultAccountAdapter):
    def get_client_ip(self, request: HttpRequest) -> str:
        return origin.address_of(request)

    def get_login_stages(self) -> list[str]:
        return ["camket.people.stages.AskForCode"]

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """A code that was asked for on the way in, by us or by the province, is not asked for again."""
        records = get_authentication_records(request, user)
        told = (kwargs.get("signal_kwargs") or {}).get("sociallogin")
        if getattr(told, "second_factor", False) or any(one["method"] == "mfa" for one in records):
            proofs.has_shown(request, user)
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        return answer

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Where there is a second factor, only that proves more than a session does."""
        known = super().get_reauthentication_methods(user)
        return [one for one in known if one["id"] == "mfa_reauthenticate"] or known

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not right after signing in, which has just proved as much."""
        records = get_authentication_records(self.request, self.request.user)
        return not records or time() - records[-1]["at"] > account_settings.REAUTHENTICATION_TIMEOUT

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return self.get_login_redirect_url(request)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        return province.refuse(request, province.CLOSED, user=user)


class SecondFactor(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        return pictures.drawn(url)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not proofs.needs_second_factor(authenticator.user)


class FromTheProvince(DefaultSocialAccountAdapter):
    def get_provider(self, *args: Any, **kwargs: Any) -> Any:
        registry.load()  # as allauth's own list of addresses would, which is not ours
        return super().get_provider(*args, **kwargs)

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        province.meet(request, sociallogin)

    def serialize_instance(self, instance: Any) -> dict[str, Any]:
        """While a code is asked for, no more of an account than its number lies in the session."""
        known: dict[str, Any] = (
            {"id": instance.pk} if isinstance(instance, User) else super().serialize_instance(instance)
        )
        return known

    def on_authentication_error(self, request: HttpRequest, provider: Any, error: Any = None, **kwargs: Any) -> None:
        why = province.CANCELLED if error == AuthError.CANCELLED else province.FAILED
        raise ImmediateHttpResponse(province.refuse(request, why, fault=kwargs.get("exception")))
