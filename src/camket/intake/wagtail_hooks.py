"""The intake's place in the back office: addresses, menu, home panel."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


class ReadersItem(MenuItem):
    """For accounts that may read documents."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.may("intake.read"))  # type: ignore[union-attr]  # only accounts come this far


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    return [path("", include("camket.intake.urls"))]


@hooks.register("register_admin_menu_item")
def documents_item() -> MenuItem:
    return ReadersItem(_("Văn bản"), reverse("intake:index"), name="van-ban", icon_name="doc-full-inverse", order=10)


@hooks.register("register_admin_menu_item")
def indicators_item() -> MenuItem:
    return ReadersItem(_("Chỉ số"), reverse("intake:indicators"), name="chi-so", icon_name="list-ul", order=20)
