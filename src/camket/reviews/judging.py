"""From stored targets and figures to verdicts: the columns that `evaluation` asks for, and the rows that are kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from camket import evaluation
from camket.foundation.names import running
from camket.measures.comparators import Comparator
from camket.observations import queries as observations
from camket.reviews import definitions
from camket.targets import naming
from camket.targets import queries as targets
from camket.targets.moves import TIMES

if TYPE_CHECKING:
    from camket.observations.models import Observation
    from camket.reviews.models import Judged as Row
    from camket.reviews.models import ReviewTarget
    from camket.targets.models import Target


@dataclass(frozen=True)
class Judged:
    """A target, what of it was judged, and the verdict."""

    target: Target
    definition: evaluation.Target
    verdict: evaluation.Verdict


def judge(promised: Iterable[Target], figures: Iterable[Observation], on: date, as_of: datetime) -> list[Judged]:
    """In the order of the targets, which come with their indicator and resolution."""
    given = list(promised)
    defined = define(given)
    found = evaluation.evaluate(defined, columns(defined, figures, on), on, as_of)
    return [Judged(*one) for one in zip(given, defined, found, strict=True)]


def columns(defined: list[evaluation.Target], figures: Iterable[Observation], on: date) -> list[evaluation.Observation]:
    """The figures as `evaluation` takes them on a day; a state that the order of its targets does not know is left
    out."""
    orders = {one.indicator: one.states for one in defined if one.states}
    return [column for row in figures if (column := _observation(row, orders.get(row.indicator_id, ()), on))]


def judged(
    promised: Iterable[Target], figures: Iterable[Observation], on: date, as_of: datetime
) -> dict[int, evaluation.Verdict]:
    """Verdicts by target's key."""
    return {one.target.pk: one.verdict for one in judge(promised, figures, on, as_of)}


def again(
    kept: Iterable[ReviewTarget], figures: Iterable[Observation], on: date, as_of: datetime
) -> dict[int, evaluation.Verdict]:
    """The verdicts of a review's rows with all their reasons, by target's key: judged by the definitions that the rows
    keep. One that does not come out as it was kept is left out: its series is another one since."""
    rows = list(kept)
    defined = [definitions.defined(one.definition.content, one.target_id, one.definition.indicator) for one in rows]
    found = evaluation.evaluate(defined, columns(defined, figures, on), on, as_of)
    return {one.target_id: made for one, made in zip(rows, found, strict=True) if _says(one) == _told(made)}


def _says(row: ReviewTarget) -> tuple[object, ...]:
    return row.outcome, _stored(row.attained), row.attained_state, row.attained_end


def _told(made: evaluation.Verdict) -> tuple[object, ...]:
    reasons = made.reasons
    return made.verdict.value, _stored(made.attained), reasons.attained_state or "", reasons.attained_end


def _stored(value: Decimal | None) -> Decimal | None:
    return None if value is None else round(value, 6)


def define(given: list[Target]) -> list[evaluation.Target]:
    """What of each target is judged; the targets of one indicator share one order of states."""
    orders = {t.indicator_id: tuple(_order(t)) for t in given if t.aggregate == "state"}
    return [_target(target, orders) for target in given]


def _order(target: Target) -> list[str]:
    """The indicator's states with the promised one among them."""
    states = list(target.indicator.states)
    return states if naming.rank(states, target.state) else [*states, target.state]


def _target(target: Target, orders: dict[int, tuple[str, ...]]) -> evaluation.Target:
    indicator = target.indicator
    aggregate = _aggregate(target)
    states = orders.get(indicator.pk, ()) if aggregate == "state" else ()
    return evaluation.Target(
        id=target.pk,
        indicator=indicator.pk,
        area=target.area_id,
        start=target.start,
        due=target.due,
        aggregate=evaluation.Aggregate(aggregate),
        comparator=Comparator(target.comparator),
        value=target.value,
        upper=target.upper,
        baseline=target.baseline,
        baseline_year=target.baseline_year,
        direction=evaluation.Direction(indicator.direction),
        nature=evaluation.Nature(indicator.nature),
        state=named_state(states, target.state),
        states=states,
        on_track=target.resolution.on_track,
        at_risk=target.resolution.at_risk,
        cycle_days=indicator.cycle_days,
        grace_days=indicator.grace_days,
        unit=target.unit,
        name_vi=running(indicator.name),
        name_en=running(indicator.name_en or indicator.name),
    )


def _aggregate(target: Target) -> str:
    """A change may be told of the baseline: as a multiple ("gấp 1,5 lần") or, of what is no share, in percent of it."""
    if target.aggregate != "change" or target.value is None:
        return target.aggregate
    if target.unit == TIMES:
        return "times"
    return "relative" if target.unit == "%" and target.indicator.unit != "%" else "change"


def named_state(states: tuple[str, ...], text: str) -> str | None:
    """The state of an order that a text means, if any."""
    place = naming.rank(list(states), text) if states and text else None
    return states[place - 1] if place else None


def _observation(row: Observation, states: tuple[str, ...], on: date) -> evaluation.Observation | None:
    """``None`` for a state that the indicator's order does not know: it says nothing about the target."""
    state = named_state(states, row.state)
    if row.state and state is None:
        return None
    return evaluation.Observation(
        id=row.pk,
        indicator=row.indicator_id,
        area=row.area_id,
        start=row.start,
        end=observations.end_seen(on, row.end, row.closed_on),
        recorded_at=row.recorded_at,
        value=None if state else row.value,
        state=state,
        stage=evaluation.Stage(row.stage),
        source=row.passage.document.title if row.passage else "",
    )


def write(row: Row, found: evaluation.Verdict, on: date, as_of: datetime) -> None:
    """Put an evaluated verdict into a stored row, without its hash."""
    row.outcome = found.verdict.value
    row.on, row.as_of = on, as_of
    row.attained, row.attained_end = found.attained, found.reasons.attained_end
    row.attained_state = found.reasons.attained_state or ""
    row.ratio, row.progress, row.expected = found.ratio, found.progress, found.expected
    row.pace, row.days_ahead, row.stale = found.pace, found.days_ahead, found.stale
    row.required = found.required.amount if found.required else None
    row.required_kind = found.required.kind if found.required else ""
    row.projection = definitions.plain(asdict(found.projection)) if found.projection else {}
    row.why, row.why_en = found.why_vi, found.why_en
    row.inputs = list(found.inputs)


def judge_resolution(resolution_id: int, on: date, as_of: datetime) -> list[tuple[Target, evaluation.Verdict]]:
    """The targets of a resolution with their verdicts on any day, in the order of the text. Stores nothing."""
    given = targets.of_resolution(resolution_id)
    area_ids = {target.area_id for target in given}
    indicators = [target.indicator_id for target in given]
    figures = [row for area_id in area_ids for row in observations.known(area_id, indicators, as_of)]
    found = judged(given, figures, on, as_of)
    return [(target, found[target.pk]) for target in given]
