"""The reports' place in the back office."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from camket.foundation.menu import ItemFor


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    return [path("", include("camket.reports.urls"))]


@hooks.register("register_admin_menu_item")
def reports_item() -> MenuItem:
    return ItemFor(
        "reports.read", _("Lập báo cáo"), reverse("reports:reports"), name="bao-cao", icon_name="doc-full", order=30
    )
