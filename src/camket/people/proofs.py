"""What an account has to do before the back office opens to it, led there step by step: take a password of its own, set
up a second factor, show it. Only what the settings ask for; by a province's own sign-in no password of ours counts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _

_SHOWN = "second_factor"
_ADMIN = "/admin/"
_FREE = frozenset({"wagtailadmin_logout", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog"})


class Proofs(MiddlewareMixin):
    def process_view(self, request: HttpRequest, view: Any, *args: Any) -> HttpResponseBase | None:
        if not request.path.startswith(_ADMIN) or not request.user.is_authenticated:
            return None
        found = request.resolver_match
        step = "" if found and found.url_name in _FREE else lacking(request, request.user)
        return _led_to(request, step) if step else None


def _led_to(request: HttpRequest, step: str) -> HttpResponseBase:
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return JsonResponse({"gone": _("Cần xác nhận lại tài khoản. Tải lại trang để tiếp tục.")}, status=401)
    back = request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home")
    return HttpResponseRedirect(f"{reverse(step)}?{urlencode({'next': back})}")


def lacking(request: HttpRequest, user: Any) -> str:
    """The name of the page where the next proof is given; empty where none is lacking."""
    if needs_password(user) and not _is_sent_by_the_province(request, user):
        return "account_change_password"
    if not needs_second_factor(user) or request.session.get(_SHOWN) == user.pk:
        return ""
    return "mfa_reauthenticate" if has_second_factor(user) else "mfa_activate_totp"


def needs_password(user: Any) -> bool:
    """Is the account's password one that was given to it, or too old?"""
    if settings.PASSWORD_OF_ONES_OWN and user.one_time:
        return True
    oldest = timezone.now() - timedelta(days=settings.PASSWORD_DAYS)
    return bool(settings.PASSWORD_DAYS and user.has_usable_password() and (user.password_since or oldest) <= oldest)


def needs_second_factor(user: Any) -> bool:
    return bool(settings.SECOND_FACTOR and user.publishes)


def has_second_factor(user: Any) -> bool:
    """Recovery codes stand in for one, and are none."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def has_shown(request: HttpRequest, user: Any) -> None:
    """For the rest of the session."""
    request.session[_SHOWN] = user.pk


def _is_sent_by_the_province(request: HttpRequest, user: Any) -> bool:
    return any(record["method"] == "socialaccount" for record in get_authentication_records(request, user))
