"""The link by which a person sets the password of their account, of allauth's page for it: good once, and for
``PASSWORD_RESET_TIMEOUT``."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils import timezone

from camket.people.models import User


class OneTime(PasswordResetTokenGenerator):
    """Worth nothing any more once the password, the mail address or the state of the account is another, or its
    sessions were ended by somebody."""

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}|{user.is_active}|{user.sessions_ended}"


def link(user: User) -> str:
    key = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def good_until() -> datetime:
    """Of a link that is made now."""
    return timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
