"""A province's own sign-in (OpenID Connect), where one is named by the environment."""

from __future__ import annotations

from typing import Any

from camket.config import environment

ID = "tinh"
_NEEDED = ("CAMKET_OIDC_CLIENT", "CAMKET_OIDC_SECRET", "CAMKET_OIDC_NAME")


def configured() -> dict[str, Any]:
    """``SOCIALACCOUNT_PROVIDERS``; without any of its apps where no issuer is named. Raises ``MissingSetting`` for half
    of one."""
    issuer = environment.text("OIDC_ISSUER", "").rstrip("/")
    given = environment.text("OIDC_CLIENT", ""), environment.text("OIDC_SECRET", ""), environment.text("OIDC_NAME", "")
    if not issuer:
        return _with([])
    if not all(given):
        lacking = ", ".join(name for name, value in zip(_NEEDED, given, strict=True) if not value)
        raise environment.MissingSetting(f"CAMKET_OIDC_ISSUER is set: set {lacking} as well.")
    if not issuer.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise environment.MissingSetting("CAMKET_OIDC_ISSUER begins with https://")
    return _with([_app(issuer, *given)])


def _with(apps: list[dict[str, Any]]) -> dict[str, Any]:
    return {"openid_connect": {"provider_class": "camket.people.oidc.Province", "APPS": apps}}


def _app(issuer: str, client: str, secret: str, name: str) -> dict[str, Any]:
    return {
        "provider_id": ID,
        "name": name,
        "client_id": client,
        "secret": secret,
        "settings": {
            "server_url": issuer,
            "oauth_pkce_enabled": True,
            "claim": environment.text("OIDC_CLAIM", "preferred_username"),
            "second_factor": environment.words("OIDC_SECOND_FACTOR", ""),
        },
    }
