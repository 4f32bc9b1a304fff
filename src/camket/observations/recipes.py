"""What is to be derived anew when figures change: each place with what it is made of. Reads, and writes nothing.

A formula is over figures of the same area and period. What comes from predecessors are the periods that end before the
area began; an indicator that is ``combined`` has its figure from the areas that lie in the area on the last day of the
period.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from camket.areas import queries as areas
from camket.observations.enums import Origin
from camket.observations.slots import Slot
from camket.targets import queries as targets

if TYPE_CHECKING:
    from camket.areas.models import Area
    from camket.targets.models import Indicator

_WHOLE = Decimal(1)


class Ingredient(NamedTuple):
    """``share`` of the figure that stands there; none where nobody has stated how much."""

    slot: Slot
    share: Decimal | None = _WHOLE


@dataclass(frozen=True)
class Recipe:
    origin: Origin
    indicator: Indicator
    ingredients: tuple[Ingredient, ...]


Recipes = dict[Slot, Recipe | None]


@dataclass
class Reach:
    """Follows changes upwards. ``indicators`` are those of the changed slots.

    An indicator that nothing rests on, in an area that has neither predecessors nor successors in that time, costs two
    SQL statements; otherwise the number depends on the depth of what rests on it, and on no number of rows.
    """

    indicators: dict[int, Indicator]
    _fed: dict[int, list[Indicator]] = field(default_factory=dict, init=False)
    _areas: dict[int, Area] = field(default_factory=dict, init=False)
    _parents: dict[tuple[int, date], int | None] = field(default_factory=dict, init=False)
    _before: dict[int, list[areas.Part]] = field(default_factory=dict, init=False)
    _after: dict[int, list[areas.Part]] = field(default_factory=dict, init=False)

    def spread(self, changed: Iterable[Slot], *, own: bool = False) -> Recipes:
        """Everything to derive anew, the changed slots among it where they may be derived themselves; with ``own``, all
        of them: none is the recipe of what cannot be derived any more."""
        frontier = set(changed)
        recipes = self.own(frontier)
        found: Recipes = {slot: recipe for slot, recipe in recipes.items() if recipe or own}
        seen = set(frontier)
        while frontier:
            frontier = {above for slot in frontier for above in self._above(slot)} - seen
            seen |= frontier
            if frontier:
                self._learn(frontier)
            found |= {slot: self.recipe(slot) for slot in frontier}
        return found

    def own(self, slots: Collection[Slot]) -> Recipes:
        """What the slots themselves are made of."""
        self._learn(slots)
        return {slot: self.recipe(slot) for slot in slots}

    def recipe(self, slot: Slot) -> Recipe | None:
        indicator = self.indicators[slot.indicator]
        if indicator.formula:
            needed = (Ingredient(slot._replace(indicator=one.pk)) for one in indicator.inputs.all())
            return Recipe(Origin.FORMULA, indicator, tuple(needed))
        before = self._predecessors(slot)
        if before:
            parts = (Ingredient(slot._replace(area=part.area_id), part.share) for part in before)
            return Recipe(Origin.SUCCESSION, indicator, tuple(parts))
        children = areas.children_on(slot.area, slot.end) if indicator.combined else []
        if children:
            return Recipe(Origin.AREAS, indicator, tuple(Ingredient(slot._replace(area=pk)) for pk in children))
        return None

    def _learn(self, slots: Collection[Slot]) -> None:
        """What is asked of several slots at once."""
        fresh = {slot.indicator for slot in slots} - self._fed.keys()
        if fresh:
            fed = targets.fed_by(fresh)
            self.indicators = {one.pk: one for one in fed} | self.indicators
            rests = [(one, {needed.pk for needed in one.inputs.all()}) for one in fed]
            self._fed |= {pk: [one for one, needed in rests if pk in needed] for pk in fresh}
        unseen = {slot.area for slot in slots} - self._areas.keys()
        if unseen:
            self._areas |= areas.in_bulk(unseen)

    def _above(self, slot: Slot) -> Iterator[Slot]:
        """What rests on a slot directly."""
        for derived in self._fed[slot.indicator]:
            yield slot._replace(indicator=derived.pk)
        indicator = self.indicators[slot.indicator]
        if indicator.formula:
            return
        for part in self._successors(slot):
            yield slot._replace(area=part.area_id)
        parent = self._parent(slot) if indicator.combined else None
        if parent is not None:
            yield slot._replace(area=parent)

    def _parent(self, slot: Slot) -> int | None:
        key = (slot.area, slot.end)
        if key not in self._parents:
            self._parents[key] = areas.parent_on(*key)
        return self._parents[key]

    def _predecessors(self, slot: Slot) -> list[areas.Part]:
        begun = self._areas[slot.area].valid_from
        if begun is None or slot.end >= begun:
            return []
        if slot.area not in self._before:
            self._before[slot.area] = areas.predecessors(slot.area)
        return [part for part in self._before[slot.area] if slot.end < part.on]

    def _successors(self, slot: Slot) -> list[areas.Part]:
        ended = self._areas[slot.area].valid_to
        if ended is None or slot.end > ended:
            return []
        if slot.area not in self._after:
            self._after[slot.area] = areas.successors(slot.area)
        return [part for part in self._after[slot.area] if slot.end < part.on]
