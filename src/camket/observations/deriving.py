"""Derives figures anew from those that they rest on, and keeps each vintage. Actions call it, in their transaction.

What is told, by a document or a person, stands before what is derived: there is no derived figure beside a told one.
A new vintage is recorded at the moment of the change, and never before what it rests on; one that is surer than what
can be known now is withdrawn then, as is one that can be derived no more. So at any past moment the figure that counts
is the one that followed from what was known then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from camket.evaluation import Nature
from camket.evaluation.combining import Combined, Part, across_change, after_change, over_areas
from camket.evaluation.formulas import Computed, parse, value
from camket.evaluation.lacks import Lack
from camket.measures.periods import Period
from camket.observations import queries
from camket.observations.enums import Origin, Stage
from camket.observations.models import Observation
from camket.observations.recipes import Ingredient, Reach, Recipe, Recipes
from camket.observations.slots import Slot
from camket.observations.written import Written
from camket.targets import queries as targets

if TYPE_CHECKING:
    from camket.targets.models import Indicator

_SURENESS = {Stage.PLAN: 0, Stage.ESTIMATE: 1, Stage.PROVISIONAL: 2, Stage.FINAL: 3}
_PER = {"%": Decimal(100), "‰": Decimal(1000)}
_AT_ONCE = 100


@dataclass(frozen=True)
class Draft:
    """A derived figure before it is kept. ``inputs`` are the figures that it rests on, ``told`` the keys of all that
    say something of the same."""

    origin: Origin
    value: Decimal | None
    stage: str
    denominator: Decimal | None = None
    state: str = ""
    inputs: tuple[Observation, ...] = ()
    told: frozenset[int] = frozenset()

    def says(self, row: Observation) -> bool:
        """Does a kept figure say the same, and still rest on what stands?"""
        same = (row.origin, row.value, row.stage, row.denominator, row.state) == (
            *(self.origin, self.value, self.stage, self.denominator, self.state),
        )
        return same and self.told.issuperset(row.inputs)


def derive(
    indicators: Mapping[int, Indicator], changed: Iterable[Slot], moment: datetime, *, own: bool = False
) -> Written:
    """Brings what rests on the changed slots up to date; answers with what it has written."""
    slots = list(changed)
    written = Written()
    for first in range(0, len(slots), _AT_ONCE):
        recipes = Reach(dict(indicators)).spread(slots[first : first + _AT_ONCE], own=own)
        if recipes:
            targets.hold({slot.indicator for slot in recipes})
            desk = Desk(moment, queries.standing(_slots(recipes)))
            for generation in _generations(recipes):
                desk.keep({slot: _draft(recipes[slot], desk) for slot in generation})
            desk.withdraw()
            written += desk.written
    return written


def settle(drafts: Mapping[Slot, Draft | None], moment: datetime) -> Written:
    """Keeps figures that are derived from something else than figures."""
    if not drafts:
        return Written()
    targets.hold({slot.indicator for slot in drafts})
    desk = Desk(moment, queries.standing(set(drafts)))
    desk.keep(drafts)
    desk.withdraw()
    return desk.written


def lacks(recipes: Mapping[Slot, Recipe], called: Mapping[int, str]) -> dict[Slot, Lack]:
    """Why there is no derived figure, where there is none. ``called`` are names of areas. One SQL statement."""
    desk = Desk(datetime.min, queries.standing(_slots(recipes)))
    found = ((slot, _found(recipe, desk, called)) for slot, recipe in recipes.items())
    return {slot: one.lack for slot, one in found if one.lack and desk.counting(slot) is None}


def _slots(recipes: Mapping[Slot, Recipe | None]) -> set[Slot]:
    return {*recipes, *(one.slot for recipe in recipes.values() if recipe for one in recipe.ingredients)}


def _generations(recipes: Recipes) -> Iterator[tuple[Slot, ...]]:
    """Slots so that each comes after those that it is made of; those of one generation know nothing of each other."""
    sorter = TopologicalSorter(
        {slot: [one.slot for one in recipe.ingredients] if recipe else [] for slot, recipe in recipes.items()}
    )
    sorter.prepare()
    while sorter.is_active():
        ready = sorter.get_ready()
        sorter.done(*ready)
        yield tuple(sorted(slot for slot in ready if slot in recipes))


@dataclass
class Desk:
    """The figures that are worked with, by slot: those that stand, and those made meanwhile."""

    moment: datetime
    rows: dict[Slot, list[Observation]]
    written: Written = field(default_factory=Written, init=False)

    def counting(self, slot: Slot) -> Observation | None:
        """What counts there: of what was told the surest, then the latest; else of what was derived."""
        rows = self.rows.get(slot, ())
        told = [row for row in rows if not row.is_derived]
        return max(told or rows, key=_rank, default=None)

    def keep(self, drafts: Mapping[Slot, Draft | None]) -> None:
        """Keeps each draft unless it says nothing new. One SQL statement, however many."""
        fresh = [(slot, row) for slot, draft in drafts.items() for row in self._fresh(slot, draft)]
        for (slot, _), row in zip(fresh, Observation.objects.bulk_create([row for _, row in fresh]), strict=True):
            self.rows.setdefault(slot, []).append(row)
            self.written.made.append(row)

    def _fresh(self, slot: Slot, draft: Draft | None) -> Iterator[Observation]:
        rows = self.rows.get(slot, [])
        if any(not row.is_derived for row in rows):
            draft = None
        moment = max([self.moment, *(row.recorded_at for row in (*rows, *(draft.inputs if draft else ())))])
        kept = [row for row in rows if not row.is_derived or (draft and not _is_surer(row, draft))]
        self._drop(slot, [row for row in rows if row not in kept], moment)
        if draft and not (kept and draft.says(max(kept, key=_rank))):
            yield _row(slot, draft, moment)

    def _drop(self, slot: Slot, rows: list[Observation], moment: datetime) -> None:
        for row in rows:
            self.rows[slot].remove(row)
            row.withdrawn_at = moment
            self.written.withdrawn.append(row)

    def withdraw(self) -> None:
        Observation.objects.bulk_update(self.written.withdrawn, ["withdrawn_at"], batch_size=_AT_ONCE)


def _rank(row: Observation) -> tuple[int, datetime, int]:
    return _SURENESS[Stage(row.stage)], row.recorded_at, row.pk


def _is_surer(row: Observation, draft: Draft) -> bool:
    return _SURENESS[Stage(row.stage)] > _SURENESS[Stage(draft.stage)]


def _row(slot: Slot, draft: Draft, moment: datetime) -> Observation:
    return Observation(
        indicator_id=slot.indicator,
        area_id=slot.area,
        start=slot.start,
        end=slot.end,
        closed_on=_closed_on(slot, draft),
        value=draft.value,
        denominator=draft.denominator,
        state=draft.state,
        stage=draft.stage,
        origin=draft.origin,
        inputs=sorted(one.pk for one in draft.inputs),
        recorded_at=moment,
    )


def _closed_on(slot: Slot, draft: Draft) -> date | None:
    """Once all that it rests on has been closed; none where that is not before its own end."""
    closed = max((row.closed_on or row.end for row in draft.inputs), default=slot.end)
    return closed if closed < slot.end else None


def _draft(recipe: Recipe | None, desk: Desk) -> Draft | None:
    if recipe is None:
        return None
    found = _found(recipe, desk, {})
    combined = found if isinstance(found, Combined) else Combined(found.value)
    if combined.value is None and not combined.state:
        return None
    used = {part.period for part in combined.parts}
    counted = [row for one in recipe.ingredients if (row := desk.counting(one.slot))]
    inputs = tuple(row for row in counted if not used or Period(row.start, row.end) in used)
    stage = min((Stage(row.stage) for row in inputs), key=_SURENESS.__getitem__, default=Stage.FINAL)
    told = frozenset(row.pk for one in recipe.ingredients for row in desk.rows.get(one.slot, ()))
    return Draft(recipe.origin, combined.value, stage, combined.denominator, combined.state, inputs, told)


def _found(recipe: Recipe, desk: Desk, called: Mapping[int, str]) -> Computed | Combined:
    indicator = recipe.indicator
    if recipe.origin == Origin.FORMULA:
        names = {one.pk: one for one in indicator.inputs.all()}
        known = {names[one.slot.indicator].slug: desk.counting(one.slot) for one in recipe.ingredients}
        shown = {one.slug: one.shown for one in names.values()}
        return value(parse(indicator.formula), {slug: row.value if row else None for slug, row in known.items()}, shown)
    return _combined(recipe, [_part(one, desk, called) for one in recipe.ingredients])


def _combined(recipe: Recipe, parts: Sequence[Part]) -> Combined:
    nature, per = Nature(recipe.indicator.nature), _PER.get(recipe.indicator.unit, Decimal(1))
    if recipe.origin == Origin.CROSSING:
        return across_change(nature, parts, recipe.period, per)
    combine = after_change if recipe.origin == Origin.SUCCESSION else over_areas
    return combine(nature, parts, per)


def _part(one: Ingredient, desk: Desk, called: Mapping[int, str]) -> Part:
    name, period = called.get(one.slot.area, ""), Period(one.slot.start, one.slot.end)
    row = desk.counting(one.slot)
    if row is None:
        return Part(name, share=one.share, period=period)
    return Part(name, row.value, None, row.denominator, one.share, period, row.state)
