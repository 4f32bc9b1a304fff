"""The reports' place in the back office."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


class ReadersItem(MenuItem):
    """For accounts that may read reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.may("reports.read"))  # type: ignore[union-attr]  # only accounts come this far


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    return [path("", include("camket.reports.urls"))]


@hooks.register("register_admin_menu_item")
def reports_item() -> MenuItem:
    return ReadersItem(_("Lập báo cáo"), reverse("reports:reports"), name="bao-cao", icon_name="doc-full", order=30)
