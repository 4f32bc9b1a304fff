"""The audit trail's place in the back office."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


class AuditorsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.may("audit.read"))  # type: ignore[union-attr]  # only accounts come this far


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    return [path("", include("camket.trail.urls"))]


@hooks.register("register_admin_menu_item")
def trail_item() -> MenuItem:
    return AuditorsItem(_("Nhật ký"), reverse("trail:index"), name="nhat-ky", icon_name="history", order=90)
