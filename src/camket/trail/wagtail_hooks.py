"""The audit trail's place in the back office."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from camket.foundation.menu import ItemFor


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    return [path("", include("camket.trail.urls"))]


@hooks.register("register_admin_menu_item")
def trail_item() -> MenuItem:
    return ItemFor("audit.read", _("Nhật ký"), reverse("trail:index"), name="nhat-ky", icon_name="history", order=90)
