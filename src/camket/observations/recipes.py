"""What is to be derived anew when figures change: each place with what it is made of. Reads, and writes nothing.

A formula is over figures of the same area and period. What comes from predecessors are the periods that end before the
area began. A period across that day, from 1 January to the end of a quarter, is put together from those on either side
of it. An indicator that is ``combined`` has its figure from the areas that lie in the area on the last day of the
period.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from camket.areas import queries as areas
from camket.measures.periods import Period
from camket.observations import queries
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
    period: Period


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
    _seen: set[Slot] = field(default_factory=set, init=False)

    def spread(self, changed: Iterable[Slot], *, own: bool = False) -> Recipes:
        """Everything to derive anew, the changed slots among it where they may be derived themselves; with ``own``, all
        of them: none is the recipe of what cannot be derived any more."""
        frontier = set(changed)
        self._seen |= frontier
        recipes = self.own(frontier)
        found: Recipes = {slot: recipe for slot, recipe in recipes.items() if recipe or own}
        while frontier:
            frontier = {above for slot in frontier for above in self._above(slot)} - self._seen
            self._seen |= frontier
            if frontier:
                self._learn(frontier)
            found |= {slot: self.recipe(slot) for slot in frontier}
        # What lies on either side of a change may have come up after the period across it.
        across = {slot for slot, recipe in found.items() if recipe and recipe.origin == Origin.CROSSING}
        return found | {slot: self.recipe(slot) for slot in across}

    def own(self, slots: Collection[Slot]) -> Recipes:
        """What the slots themselves are made of."""
        self._learn(slots)
        return {slot: self.recipe(slot) for slot in slots}

    def recipe(self, slot: Slot) -> Recipe | None:
        indicator, period = self.indicators[slot.indicator], Period(slot.start, slot.end)
        if indicator.formula:
            needed = (Ingredient(slot._replace(indicator=one.pk)) for one in indicator.inputs.all())
            return Recipe(Origin.FORMULA, indicator, tuple(needed), period)
        before = self._predecessors(slot)
        if before:
            parts = (Ingredient(slot._replace(area=part.area_id), part.share) for part in before)
            return Recipe(Origin.SUCCESSION, indicator, tuple(parts), period)
        children = areas.children_on(slot.area, slot.end) if indicator.combined else []
        if children:
            parts = (Ingredient(slot._replace(area=pk)) for pk in children)
            return Recipe(Origin.AREAS, indicator, tuple(parts), period)
        if slot in self.across(slot.indicator, slot.area, slot.end.year):
            return Recipe(Origin.CROSSING, indicator, tuple(map(Ingredient, self._beside(slot))), period)
        return None

    def year_across(self, indicator: int, area: int, year: int) -> Slot | None:
        self._learn([Slot(indicator, area, date(year, 1, 1), date(year, 12, 31))])
        return next(reversed(self.across(indicator, area, year)), None)

    def across(self, indicator: int, area: int, year: int) -> list[Slot]:
        """The customary periods of a year across the day on which an area that came from others began."""
        begun = self._areas[area].valid_from
        first = date(year, 1, 1)
        if begun is None or begun.year != year or begun == first or not self._made_of(area):
            return []
        quarters = (Period.quarter(year, quarter).end for quarter in range(1, 5))
        return [Slot(indicator, area, first, end) for end in quarters if end >= begun]

    def _beside(self, whole: Slot) -> list[Slot]:
        """What is known of periods on one side of the day, within the whole."""
        begun = self._areas[whole.area].valid_from
        assert begun is not None
        known = queries.slots_within(whole) | {one for one in self._seen if one[:2] == whole[:2]}
        inside = (one for one in known if whole.start <= one.start and one.end <= whole.end)
        return sorted(one for one in inside if one.end < begun or one.start >= begun)

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
        for whole in self.across(slot.indicator, slot.area, slot.end.year):
            if slot.end <= whole.end and slot.start >= whole.start:
                yield whole
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
        return [part for part in self._made_of(slot.area) if slot.end < part.on]

    def _made_of(self, area: int) -> list[areas.Part]:
        if area not in self._before:
            self._before[area] = areas.predecessors(area)
        return self._before[area]

    def _successors(self, slot: Slot) -> list[areas.Part]:
        ended = self._areas[slot.area].valid_to
        if ended is None or slot.end > ended:
            return []
        if slot.area not in self._after:
            self._after[slot.area] = areas.successors(slot.area)
        return [part for part in self._after[slot.area] if slot.end < part.on]
