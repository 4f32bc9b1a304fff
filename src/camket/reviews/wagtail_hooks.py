"""How the commitments stand, on the first page of the back office."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from camket.intake.views.access import areas_of
from camket.reviews import queries
from camket.reviews.enums import SHAPES


class StandingPanel(Component):
    """For each area the two newest resolutions, as terms overlap: how many commitments stand how."""

    name = "standing"
    template_name = "reviews/home_panel.html"
    order = 20

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        newest = [(area, queries.mandates(area.pk)[:2]) for area in areas_of(parent_context["request"].user)]
        return {"boards": [_board(area, mandate) for area, found in newest for mandate in found]}


def _board(area: Any, mandate: queries.Mandate) -> dict[str, Any]:
    tally = queries.tally(queries.scoreboard(area.pk, mandate.slug))
    counts = [(SHAPES[outcome], outcome.label, count) for outcome, count in tally.present]
    return {"area": area, "mandate": mandate, "tally": tally, "counts": counts}


@hooks.register("construct_homepage_panels")
def standing_panel(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.may("reviews.read"):  # type: ignore[union-attr]  # only accounts come this far
        panels.append(StandingPanel())
