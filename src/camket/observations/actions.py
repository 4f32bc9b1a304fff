from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone

from camket.evaluation.formulas import parse
from camket.foundation.actions import Action
from camket.foundation.errors import CamketError
from camket.foundation.fields import must_be_judged
from camket.observations import queries
from camket.observations.deriving import derive
from camket.observations.enums import Origin, Stage
from camket.observations.models import Observation
from camket.observations.slots import Slot
from camket.observations.written import Written
from camket.targets import queries as targets
from camket.targets.actions import EditIndicator
from camket.targets.defining import DefineFormula

if TYPE_CHECKING:
    from camket.observations.rounds.models import Answer
    from camket.records.models import Passage
    from camket.targets.models import Indicator


_EMPTY: dict[str, Any] = {"value": None, "denominator": None, "state": "", "stage": None}
"""What the trail tells of a figure, before and after; and where there is none."""


class IsDerived(CamketError):
    """A figure that is computed is never typed."""

    def __init__(self, indicator: Indicator) -> None:
        called = {one.slug: one.name for one in indicator.inputs.all()}
        formula = parse(indicator.formula).spoken(called)
        super().__init__(
            f"“{indicator.name}” được tính theo công thức: {formula}. Hãy nhập số liệu của các chỉ số trong công thức; "
            "muốn nhập tay thì bỏ công thức ở trang của chỉ số này trước.",
            f"“{indicator.name}” is computed by a formula: {formula}. Enter the figures of the indicators in it; "
            "to type this one by hand, take its formula away on its page first.",
        )


@dataclass(kw_only=True)
class RecordObservation(Action[Observation]):
    """A figure of an indicator. A figure read from a passage is recorded once for that passage.

    What rests on it is derived anew in the same transaction; ``written`` are all figures that have changed. Raises
    :class:`IsDerived` for a result of an indicator that has a formula, :class:`TooLarge`.
    """

    verb = "observations.record"
    indicator: Indicator
    area_id: int
    start: date
    end: date
    stage: str
    value: Decimal | None = None
    denominator: Decimal | None = None
    state: str = ""
    passage: Passage | None = None
    answer: Answer | None = None
    closed_on: date | None = None
    recorded_at: datetime | None = None
    written: Written = field(default_factory=Written, init=False)

    def subject(self) -> Indicator:
        return self.indicator

    def perform(self) -> Observation:
        known = Observation.objects.filter(passage=self.passage, withdrawn_at=None).first() if self.passage else None
        if known:
            return known
        if self.indicator.formula and self.stage != Stage.PLAN:
            raise IsDerived(self.indicator)
        must_be_judged(self.value, self.denominator)
        self._tell(self._stands())
        made = self._record()
        self.written = Written(made=[made], is_told=self.recorded_at is not None)
        self.written += _derive_above(self.indicator, made, made.recorded_at)
        return made

    def _stands(self) -> Observation | None:
        """The figure of the same place and period that this one follows; a plan follows a plan."""
        kind = Q(stage=Stage.PLAN) if self.stage == Stage.PLAN else ~Q(stage=Stage.PLAN)
        same = {"indicator": self.indicator, "area": self.area_id, "start": self.start, "end": self.end}
        return Observation.objects.filter(kind, **same, withdrawn_at=None).order_by("-recorded_at", "-pk").first()

    def _tell(self, before: Observation | None) -> None:
        for name in _EMPTY:
            self.changed.between(name, getattr(before, name, _EMPTY[name]), getattr(self, name))

    def _record(self) -> Observation:
        return Observation.objects.create(
            indicator=self.indicator,
            area_id=self.area_id,
            start=self.start,
            end=self.end,
            closed_on=self.closed_on,
            stage=self.stage,
            value=self.value,
            denominator=self.denominator,
            state=self.state,
            passage=self.passage,
            answer=self.answer,
            origin=self._origin(),
            recorded_at=self.recorded_at or timezone.now(),
            recorded_by=self.by,
        )

    def _origin(self) -> Origin:
        if self.passage:
            return Origin.DOCUMENT
        return Origin.REPORT if self.answer else Origin.ENTRY

    def actor(self) -> Any:
        """A figure that came as an answer is that of whoever answered, unless somebody let it pass."""
        return self.by or (self.answer.by if self.answer else None)

    def detail(self) -> dict[str, Any]:
        return {**_where(self), **(_through(self.answer) if self.answer else {})}


def _where(figure: RecordObservation | Observation) -> dict[str, Any]:
    return {"start": figure.start, "end": figure.end, "unit": figure.indicator.unit}


def _through(answer: Answer) -> dict[str, Any]:
    """Which office has brought it, and by which link or Excel form."""
    return {"office": answer.duty.office_id, "link": answer.link_id, "sheet": bool(answer.sheet) or None}


@dataclass(kw_only=True)
class WithdrawObservation(Action[Observation]):
    """A figure that should not have been recorded counts no more; what was published with it stays reproducible.

    What rested on it is derived anew, or withdrawn with it.
    """

    verb = "observations.record"
    observation: Observation
    written: Written = field(default_factory=Written, init=False)

    def subject(self) -> Observation:
        return self.observation

    def perform(self) -> Observation:
        moment, gone = timezone.now(), self.observation
        for name in _EMPTY:
            self.changed.between(name, getattr(gone, name), _EMPTY[name])
        gone.withdrawn_at = moment
        gone.save(update_fields=("withdrawn_at",))
        self.written = Written(withdrawn=[gone])
        self.written += _derive_above(gone.indicator, gone, moment)
        return gone

    def detail(self) -> dict[str, Any]:
        return _where(self.observation)


def _derive_above(indicator: Indicator, changed: Observation, moment: datetime) -> Written:
    if changed.stage == Stage.PLAN:
        return Written()
    slot = Slot(changed.indicator_id, changed.area_id, changed.start, changed.end)
    return derive({indicator.pk: indicator}, [slot], moment)


@dataclass(kw_only=True)
class ReviseIndicator(Action["Indicator"]):
    """A person puts an indicator right, its formula among the rest; where its figures come about in another way from
    then on, they are derived anew. ``changes`` are field values by name.

    Raises what ``EditIndicator`` and ``DefineFormula`` raise.
    """

    verb = "targets.edit"
    indicator: Indicator
    changes: dict[str, Any]
    written: Written = field(default_factory=Written, init=False)

    def subject(self) -> Indicator:
        return self.indicator

    def perform(self) -> Indicator:
        plain = {name: value for name, value in self.changes.items() if name != "formula"}
        if plain:
            self.indicator = EditIndicator(by=self.by, indicator=self.indicator, changes=plain).execute()
        if "formula" in self.changes:
            formula = self.changes["formula"]
            self.indicator = DefineFormula(by=self.by, indicator=self.indicator, formula=formula).execute()
        if self.changes.keys() & {"formula", "combined", "nature", "unit"}:
            self._derive()
        return self.indicator

    def _derive(self) -> None:
        """Where it has figures, and where all of its inputs have some."""
        me = targets.with_inputs([self.indicator.pk])
        inputs = [one.pk for one in me[self.indicator.pk].inputs.all()]
        places: dict[int, set[Slot]] = {pk: set() for pk in (self.indicator.pk, *inputs)}
        for slot in queries.slots(places):
            places[slot.indicator].add(slot._replace(indicator=self.indicator.pk))
        everywhere = set.intersection(*(places[pk] for pk in inputs)) if inputs else set()
        self.written = derive(me, sorted(places[self.indicator.pk] | everywhere), timezone.now(), own=True)


@dataclass(kw_only=True)
class ComposeHistory(Action[int]):
    """An area that came from others has their figures from before, put together; answers with how many indicators."""

    verb = "observations.record"
    areas: Iterable[int]
    written: Written = field(default_factory=Written, init=False)

    def subject(self) -> None:
        return None

    def perform(self) -> int:
        slots = queries.slots_before(self.areas)
        indicators = targets.with_inputs({slot.indicator for slot in slots})
        self.written = derive(indicators, sorted(slots), timezone.now())
        return len({indicator for indicator, _ in self.written.series})

    def detail(self) -> dict[str, Any]:
        return {"areas": sorted(self.areas), "indicators": len({indicator for indicator, _ in self.written.series})}
