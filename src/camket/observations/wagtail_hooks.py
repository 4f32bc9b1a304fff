"""The place of rounds in the back office: addresses, menu, and what of them waits on the first page."""

from __future__ import annotations

from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from camket.foundation.menu import ItemFor
from camket.observations.rounds import owing
from camket.records import queries as records


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    return [path("", include("camket.observations.rounds.urls"))]


@hooks.register("register_admin_menu_item")
def rounds_item() -> MenuItem:
    return ItemFor(
        "rounds.read", _("Kỳ báo cáo"), reverse("rounds:index"), name="ky-bao-cao", icon_name="calendar-check", order=15
    )


class OwingPanel(Component):
    """For who reports for an office: the figures that are asked of it, and its tasks."""

    name = "owing"
    template_name = "rounds/owing_panel.html"
    order = 12
    media = Media(css={"all": ["intake/intake.css"]})

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        on, office = timezone.localdate(), parent_context["request"].user.held.office
        return {
            "office": office,
            "owed": owing.of_office(office.pk, on) if office else [],
            "tasks": [(one, one.due < on) for one in records.tasks_of_office(office.pk)] if office else [],
        }


class WatchedPanel(Component):
    """For who runs rounds: figures to decide on, and offices that are late. Not there where nothing waits."""

    name = "watched"
    template_name = "rounds/watched_panel.html"
    order = 12
    media = Media(css={"all": ["intake/intake.css"]})
    most = 6

    def __init__(self, found: list[owing.Watched]) -> None:
        self.found = found

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"watched": self.found}


@hooks.register("construct_homepage_panels")
def panels(request: HttpRequest, shown: list[Any]) -> None:
    user: Any = request.user
    if user.may("rounds.read_own"):
        shown.append(OwingPanel())
    if user.may("rounds.approve"):
        found = owing.of_areas(records.areas_of(user), timezone.localdate(), WatchedPanel.most)
        shown.extend([WatchedPanel(found)] if found else [])
