"""The place of rounds in the back office: addresses and menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


class ReadersItem(MenuItem):
    """For accounts that may see who has reported."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.may("rounds.read"))  # type: ignore[union-attr]  # only accounts come this far


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    return [path("", include("camket.observations.rounds.urls"))]


@hooks.register("register_admin_menu_item")
def rounds_item() -> MenuItem:
    return ReadersItem(
        _("Kỳ báo cáo"), reverse("rounds:index"), name="ky-bao-cao", icon_name="calendar-check", order=15
    )
