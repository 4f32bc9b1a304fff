"""The intake's place in the back office: addresses, menu, home panel."""

from __future__ import annotations

from collections import Counter
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
from camket.intake import queries
from camket.records import queries as records
from camket.records.queries import areas_of
from camket.targets import queries as targets


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    return [path("", include("camket.intake.urls"))]


@hooks.register("register_admin_menu_item")
def documents_item() -> MenuItem:
    return ItemFor(
        "intake.read", _("Văn bản"), reverse("intake:index"), name="van-ban", icon_name="doc-full-inverse", order=10
    )


@hooks.register("register_admin_menu_item")
def indicators_item() -> MenuItem:
    return ItemFor(
        "intake.read", _("Chỉ số"), reverse("intake:indicators"), name="chi-so", icon_name="list-ul", order=20
    )


class WaitingPanel(Component):
    """What waits for this person, and where to begin when nothing does."""

    name = "waiting"
    template_name = "intake/home_panel.html"
    order = 10
    media = Media(css={"all": ["intake/intake.css"]})
    most = 6

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        areas = areas_of(parent_context["request"].user)
        waiting = dict(queries.waiting_documents(areas, self.most))
        documents = {document.pk: document for document in records.listed(areas).filter(pk__in=waiting)}
        return {
            "waiting": [(documents[pk], count) for pk, count in waiting.items()],
            "received": records.listed(areas).exists(),
        }


class EndedAreasPanel(Component):
    """Targets of areas that are no more, as long as somebody has to say who carries them on."""

    name = "ended-areas"
    template_name = "intake/ended_areas_panel.html"
    order = 15

    def __init__(self, waiting: list[Any]) -> None:
        self.waiting = waiting

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"counted": sorted(Counter(str(target.area) for target in self.waiting).items())}


@hooks.register("construct_homepage_panels")
@hooks.register("construct_areas_panels")
def ended_areas_panel(request: HttpRequest, panels: list[Any]) -> None:
    if not request.user.may("intake.read"):  # type: ignore[union-attr]  # only accounts come this far
        return
    waiting = targets.awaiting_decision(timezone.localdate(), areas_of(request.user))
    if waiting:
        panels.append(EndedAreasPanel(waiting))


@hooks.register("construct_homepage_panels")
def waiting_panel(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.may("intake.assent"):  # type: ignore[union-attr]  # only accounts come this far
        panels.append(WaitingPanel())
