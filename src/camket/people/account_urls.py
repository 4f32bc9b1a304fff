"""The one way in, and an account's own pages: allauth's, at our addresses; what of it is not here is not to be had.

They stand outside ``/admin/``, so that the strict policy of the public site holds for them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import path, re_path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView
from wagtail.admin.localization import get_localized_response

from camket.people import oidc
from camket.people.views import own

View = Callable[..., HttpResponseBase]


def _page(view: View) -> View:
    """Kept nowhere; in the language of the account, once it has signed in."""

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        said: HttpResponseBase = get_localized_response(view, request, *args, **kwargs)
        return said

    return never_cache(answer)


def _of_wagtail(to: str) -> View:
    return RedirectView.as_view(pattern_name=to, query_string=True)


_SECOND = "tai-khoan/bao-ve/"
_PROVINCE = {"provider_id": settings.PROVINCE}

urlpatterns = [
    path("tai-khoan/dang-nhap/", _page(account.login), name="account_login"),
    path("tai-khoan/ma/", _page(mfa.authenticate), name="mfa_authenticate"),
    path("tai-khoan/tinh/", _page(oidc.go), _PROVINCE, name="openid_connect_login"),
    path("tai-khoan/tinh/ve/", _page(oidc.come_back), _PROVINCE, name="openid_connect_callback"),
    path("tai-khoan/xac-nhan/", _page(account.reauthenticate), name="account_reauthenticate"),
    path("tai-khoan/xac-nhan/ma/", _page(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("tai-khoan/mat-khau/", _page(account.password_change), name="account_change_password"),
    path("tai-khoan/quen-mat-khau/", _page(account.password_reset), name="account_reset_password"),
    path("tai-khoan/quen-mat-khau/da-gui/", _page(account.password_reset_done), name="account_reset_password_done"),
    path(
        "tai-khoan/quen-mat-khau/xong/",
        _page(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^tai-khoan/quen-mat-khau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        _page(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("tai-khoan/thu/", _page(own.mail), name="own_mail"),
    path("tai-khoan/phien/", _page(own.open_sessions), name="own_sessions"),
    path(_SECOND, _page(own.protection), name="mfa_index"),
    path(f"{_SECOND}ung-dung/", _page(own.set_up), name="mfa_activate_totp"),
    path(f"{_SECOND}ung-dung/tat/", _page(own.remove), name="mfa_deactivate_totp"),
    path(f"{_SECOND}ma-du-phong/", _page(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(f"{_SECOND}ma-du-phong/tao/", _page(own.make_recovery_codes), name="mfa_generate_recovery_codes"),
    # Wagtail's own ways in lead here: there is one lock, one second factor, one trail.
    path("admin/login/", _of_wagtail("account_login")),
    path("admin/password_reset/", _of_wagtail("account_reset_password")),
    path("admin/password_reset/<path:rest>", RedirectView.as_view(pattern_name=None, url="/tai-khoan/quen-mat-khau/")),
    path("_util/login/", _of_wagtail("account_login")),
]
