"""Reviews in the back office: addresses, menu, and how the commitments stand on the first page."""

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
from camket.records.queries import areas_of
from camket.resolutions import queries as resolutions
from camket.reviews import queries
from camket.reviews.enums import SHAPES, Outcome


class StandingPanel(Component):
    """For each area the two newest resolutions, as terms overlap: how many commitments stand how."""

    name = "standing"
    template_name = "reviews/home_panel.html"
    order = 20
    media = Media(css={"all": ["intake/intake.css"]})

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        newest = [(area, queries.mandates(area.pk)[:2]) for area in areas_of(parent_context["request"].user)]
        return {"boards": [_board(area, mandate) for area, found in newest for mandate in found]}


def _board(area: Any, mandate: queries.Mandate) -> dict[str, Any]:
    tally = queries.tally(queries.scoreboard(area.pk, mandate.slug))
    counts = [(SHAPES[outcome], outcome.label, count) for outcome, count in tally.present]
    return {"area": area, "mandate": mandate, "tally": tally, "counts": counts}


class LeadingPanel(Component):
    """For who steers: what is off track, who answers for it, and which task is late."""

    name = "leading"
    template_name = "reviews/leading_panel.html"
    order = 17
    media = Media(css={"all": ["intake/intake.css", "reviews/reviews.css"]})
    most = 6

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        on = timezone.localdate()
        areas = areas_of(parent_context["request"].user)
        newest = {one.area_id: one for one in reversed(resolutions.in_areas(areas))}
        rows = [row for area, one in newest.items() for row in queries.scoreboard(area, one.slug)]
        worst = [row for row in queries.attention(rows) if row.standing.outcome != Outcome.NO_DATA]
        offices = owing.late_offices(areas, on)
        seats = resolutions.answerable([row.id for row in worst[: self.most]], on)
        return {
            "worst": [(row, seats.get(row.id, ())) for row in worst[: self.most]],
            "more": max(len(worst) - self.most, 0),
            "more_at": f"/cam-ket/{worst[self.most].mandate.slug}/?ket-qua=can-chu-y" if len(worst) > self.most else "",
            "late": [(one, (on - one.due).days) for one in records.late_tasks(areas, on)[: self.most]],
            "offices": [(one, (on - one.since).days) for one in offices[: self.most]],
            "more_offices": max(len(offices) - self.most, 0),
        }


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    return [path("", include("camket.reviews.urls"))]


@hooks.register("register_admin_menu_item")
def reviews_item() -> MenuItem:
    return ItemFor("reviews.read", _("Sơ kết"), reverse("reviews:index"), name="so-ket", icon_name="history", order=30)


@hooks.register("register_admin_menu_item")
def tasks_item() -> MenuItem:
    return ItemFor(
        "records.follow_tasks", _("Nhiệm vụ"), reverse("reviews:tasks"), name="nhiem-vu", icon_name="tasks", order=40
    )


@hooks.register("construct_homepage_panels")
def leading_panel(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.may("reviews.sign"):  # type: ignore[union-attr]  # as above
        panels.append(LeadingPanel())


@hooks.register("construct_homepage_panels")
def standing_panel(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.may("reviews.read"):  # type: ignore[union-attr]  # only accounts come this far
        panels.append(StandingPanel())
