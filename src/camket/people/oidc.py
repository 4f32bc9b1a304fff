"""OpenID Connect with a province's own sign-in. Stricter than allauth's: the signature of what it says of a person is
always looked at, and the nonce that binds it to this browser."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from requests import RequestException

from camket.people import province

# Signed by a key that only the province has; never by a secret that both know, never by nothing.
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
_NEEDED = ("iss", "sub", "aud", "exp", "iat")
_SKEW_SECONDS = 60


class Talk(OpenIDConnectOAuth2Adapter):
    """One sign-in's talk with the province. ``nonce`` is that of the browser which came back."""

    nonce = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        told: dict[str, Any] = super().openid_config
        issuer = self.get_provider().app.settings["server_url"]
        if str(told.get("issuer", "")).rstrip("/") != issuer:
            raise OAuth2Error(f"the province calls itself {told.get('issuer')!r}, not {issuer!r}")
        return told

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        told = self.openid_config
        claims = verified(
            kwargs["response"].get("id_token", ""), self._fetched(told["jwks_uri"]), told["issuer"], app.client_id
        )
        if not self.nonce or not secrets.compare_digest(str(claims.get("nonce", "")), self.nonce):
            raise OAuth2Error("the nonce is not the one that was sent")
        more = self._fetch_user_info(token.token) if told.get("userinfo_endpoint") else {}
        if more and more.get("sub") != claims["sub"]:
            raise OAuth2Error("the further particulars are those of somebody else")
        provider = self.get_provider()
        login = provider.sociallogin_from_response(request, {**more, **claims})
        login.claims = {**more, **claims}
        login.second_factor = shows_second_factor(claims, app.settings["second_factor"])
        return login

    def _fetched(self, address: str) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            answer = session.get(address)
            answer.raise_for_status()
            found: dict[str, Any] = answer.json()
        return found


def verified(id_token: str, keys: dict[str, Any], issuer: str, client: str) -> dict[str, Any]:
    """What an ID token says, if the issuer has signed it, for us, and it is not too old. Raises ``OAuth2Error``."""
    # Only a sign-in by the province needs it.
    import jwt

    try:
        head = jwt.get_unverified_header(id_token)
        if head.get("alg") not in _ALGORITHMS:
            raise OAuth2Error(f"signed by {head.get('alg')!r}")
        known = {one.key_id: one for one in jwt.PyJWKSet.from_dict(keys).keys}
        key = known.get(head.get("kid")) or (known[None] if set(known) == {None} else None)
        if key is None:
            raise OAuth2Error("signed by a key that the province does not name")
        said: dict[str, Any] = jwt.decode(
            id_token,
            key.key,
            algorithms=[head["alg"]],
            issuer=issuer,
            audience=client,
            leeway=_SKEW_SECONDS,
            options={"require": list(_NEEDED)},
        )
    except jwt.PyJWTError as error:
        raise OAuth2Error(f"the ID token does not hold: {error}") from error
    if said.get("azp", client) != client:
        raise OAuth2Error("the ID token was made for another system")
    return said


def shows_second_factor(claims: dict[str, Any], counted: list[str]) -> bool:
    """Does the province say (``amr``, ``acr``) that the person has shown one, in words that count here?"""
    methods = claims.get("amr")
    said = {claims.get("acr"), *(methods if isinstance(methods, list) else [methods])}
    return bool(said & set(counted))


class Province(OpenIDConnectProvider):
    """Nothing in the address of our page changes what is asked of the province; nothing of the person is kept."""

    oauth2_adapter_class = Talk

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        known = super().get_redirect_from_request_kwargs(request)
        return {"process": AuthProcess.LOGIN, "next_url": known.get("next_url")}

    def redirect(self, request: HttpRequest, process: Any, next_url: Any = None, **kwargs: Any) -> HttpResponse:
        nonce = secrets.token_urlsafe(24)
        answer: HttpResponse = super().redirect(
            request, process, next_url, auth_params={**self.get_auth_params(), "nonce": nonce}, nonce=nonce
        )
        return answer

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}


class _Return(OAuth2CallbackView):
    def _get_state(self, request: HttpRequest, provider: Any) -> Any:
        state, answer = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, answer


def go(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _by(OAuth2LoginView, request, provider_id)


def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _by(_Return, request, provider_id)


def _by(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    if not settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]:
        raise Http404
    talk = Talk(request, provider_id)
    try:
        answer: HttpResponse = view.adapter_view(talk)(request)
    except (RequestException, OAuth2Error, KeyError, ValueError) as error:
        # Where the province does not even say where to go; allauth looks after what comes later.
        answer = province.refuse(request, province.FAILED, fault=error)
    return answer
