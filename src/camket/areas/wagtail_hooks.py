"""The place of changes of areas in the back office: addresses and menu."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from camket.foundation.menu import ItemFor


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    return [path("", include("camket.areas.urls"))]


@hooks.register("register_admin_menu_item")
def changes_item() -> MenuItem:
    return ItemFor("audit.read", _("Địa giới"), reverse("areas:index"), name="dia-gioi", icon_name="site", order=80)
