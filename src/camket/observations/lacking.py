"""Why a figure could not be derived, for the person who waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from camket.areas import queries as areas
from camket.foundation.names import in_language
from camket.observations import queries
from camket.observations.deriving import lacks
from camket.observations.recipes import Reach
from camket.observations.slots import Slot
from camket.targets import queries as targets

if TYPE_CHECKING:
    from camket.targets.models import Indicator

_SHOWN = 12


@dataclass(frozen=True)
class Lacking:
    """A period for which something is known, but not enough. ``place`` is named where it is not the indicator's own."""

    start: date
    end: date
    vi: str
    en: str
    place: str = ""

    @property
    def reason(self) -> str:
        return in_language(self.vi, self.en)


def lacking(indicator: Indicator) -> list[Lacking]:
    """The latest periods without a figure, though some of what it would be made of is known: in the indicator's own
    area, and in areas that came from others which have figures of it.

    Eleven SQL statements at most, one a period where areas are added, and one an area that came from others and has
    no figure.
    """
    reach = Reach({indicator.pk: indicator})
    wanted = _made_up(indicator) if indicator.formula or indicator.combined else _across(indicator, reach)
    wanted = [*wanted, *([] if indicator.formula else _inherited(indicator))]
    recipes = {slot: recipe for slot, recipe in reach.own(wanted).items() if recipe}
    places = {slot.area for slot in recipes}
    places |= {one.slot.area for recipe in recipes.values() for one in recipe.ingredients}
    called = {pk: area.shown for pk, area in areas.in_bulk(places).items()} if places else {}
    found = sorted(lacks(recipes, called).items(), reverse=True) if recipes else []
    return [
        Lacking(slot.start, slot.end, lack.vi, lack.en, "" if slot.area == indicator.area_id else called[slot.area])
        for slot, lack in found
    ]


def why_none(indicator_id: int) -> list[Lacking]:
    """The same for an indicator that is shown without a figure; nothing where there is no such indicator."""
    return [lack for one in targets.with_inputs([indicator_id]).values() for lack in lacking(one)]


def _across(indicator: Indicator, reach: Reach) -> list[Slot]:
    """The whole year in which the area began, once something of it is known."""
    begun = areas.beginning(indicator.area_id)
    whole = reach.year_across(indicator.pk, indicator.area_id, begun.year) if begun else None
    return [whole] if whole and queries.slots_within(whole) else []


def _inherited(indicator: Indicator) -> list[Slot]:
    """Where an area that came from others has no figure from before its first day, though one of them has."""
    told = queries.latest_slots([indicator.pk], None, _SHOWN)
    after = areas.followed_by({slot.area for slot in told})
    theirs = {
        slot._replace(area=part.area_id)
        for slot in told
        for old, part in after
        if old == slot.area and slot.end < part.on
    }
    return sorted(theirs - told, key=lambda slot: (slot.end, slot), reverse=True)[:_SHOWN]


def _made_up(indicator: Indicator) -> list[Slot]:
    inputs = [one.pk for one in indicator.inputs.all()] if indicator.formula else [indicator.pk]
    slots = queries.latest_slots(inputs, [indicator.area_id] if indicator.formula else None, _SHOWN)
    return sorted({slot._replace(indicator=indicator.pk, area=indicator.area_id) for slot in slots})
