"""What the back office leaves out, by role: nobody should have to look past things that are not theirs. And what it
has beside Wagtail's pages of accounts."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.views.account import BaseSettingsPanel

from camket.foundation.menu import ItemFor

_FOR_ADMINISTRATORS = {"settings"}
# Wagtail's own store of files, as the documents of this system are under "Văn bản"; its help, as there is a guide; its
# reports, as there is a trail.
_NEVER = {"documents", "help", "reports"}
# See ``doors.SHUT``.
_SHUT = {"groups", "sites", "locales", "workflows", "workflow-tasks", "collections"}


def _manages(request: HttpRequest) -> bool:
    return bool(request.user.may("people.manage"))  # type: ignore[union-attr]  # only accounts come this far


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    return [path("", include("camket.people.urls"))]


@hooks.register("construct_main_menu")
def leave_out_of_the_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    unwanted = _NEVER if _manages(request) else _NEVER | _FOR_ADMINISTRATORS
    items[:] = [item for item in items if item.name not in unwanted]


@hooks.register("construct_settings_menu")
def leave_out_of_the_settings(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name not in _SHUT]


@hooks.register("construct_homepage_summary_items", order=900)
def no_counts_of_pages(request: HttpRequest, items: list[SummaryItem]) -> None:
    items.clear()


@hooks.register("construct_homepage_panels", order=-100)
def only_own_panels(request: HttpRequest, panels: list[Any]) -> None:
    """Wagtail's panels are about pages; they stay for who writes pages and has something there."""
    if not _manages(request):
        panels.clear()


class ProtectionPanel(BaseSettingsPanel):
    """Where Wagtail had a form for a new password, a link to the one place for all of it."""

    name = "protection"
    title = _("Mật khẩu và xác thực hai lớp")
    order = 200
    template_name = "people/_panel.html"

    def get_form(self) -> Form:
        return Form()


@hooks.register("register_account_settings_panel")
def protection_panel(request: HttpRequest, user: Any, profile: Any) -> ProtectionPanel:
    return ProtectionPanel(request, user, profile)


@hooks.register("register_admin_menu_item")
def accounts_item() -> MenuItem:
    return ItemFor(
        "people.read", _("Tài khoản"), reverse("people:accounts"), name="tai-khoan", icon_name="user", order=85
    )


@hooks.register("construct_settings_menu")
def no_second_list_of_accounts(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name != "users"]


@hooks.register("construct_search")
def no_search_of_accounts(request: HttpRequest, areas: list[Any]) -> None:
    areas[:] = [area for area in areas if area.name != "users"]
