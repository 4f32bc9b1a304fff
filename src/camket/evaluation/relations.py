"""The two relations that the SQL text runs over: their columns, and how targets and observations fill them in memory.

The order of columns does not matter to the text, their names and types do. See ``docs/decisions/0010``.
"""

import sqlite3
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from camket.evaluation.dialects import stored_moment
from camket.evaluation.model import (
    Aggregate,
    Direction,
    Key,
    Nature,
    Observation,
    ObservationError,
    Stage,
    Target,
    TargetError,
)
from camket.evaluation.scale import to_millionths
from camket.measures.comparators import Comparator

Row = tuple[Any, ...]
Orders = dict[Key, dict[str, int]]

TARGET_COLUMNS = {
    "target": "key, any type, unique",
    "indicator": "key, as in the observations",
    "area": "key, as in the observations",
    "aggregation": "text: last every mean sum growth change relative times state",
    "nature": "text: flow stock ratio level state",
    "comparator": "text: eq ge gt le lt about",
    "direction": "text: up down none",
    "value": "bigint, millionths; the position of the state, times a million",
    "upper": "bigint or null, millionths",
    "baseline": "bigint or null, millionths, where the resolution states it",
    "baseline_year": "integer or null; the year before the window by default",
    "start_day": "date (ISO text on SQLite)",
    "due_day": "date (ISO text on SQLite)",
    "on_track": "bigint, millionths: 950000 is 0.95",
    "at_risk": "bigint, millionths",
    "cycle_days": "integer",
    "grace_days": "integer",
    "unit": "text",
    "name_vi": "text, as in running text",
    "name_en": "text, as in running text",
    "state": "text or null: the state promised",
}
OBSERVATION_COLUMNS = {
    "observation": "key, any type, unique; of two recorded at one moment the greater counts",
    "indicator": "key",
    "area": "key",
    "start_day": "date (ISO text on SQLite)",
    "end_day": "date (ISO text on SQLite)",
    "value": "bigint or null, millionths; null withdraws; the position of the state, times a million",
    "stage": "text: plan estimate provisional final",
    "recorded_at": "timestamp in UTC (text YYYY-MM-DD HH:MM:SS[.ffffff] on SQLite)",
    "state": "text or null",
    "source": "text or null",
}


def create(connection: sqlite3.Connection) -> None:
    """The tables ``target`` and ``observation``, empty."""
    for name, columns in (("target", TARGET_COLUMNS), ("observation", OBSERVATION_COLUMNS)):
        key, *others = columns
        connection.execute(f"CREATE TABLE {name} ({key} PRIMARY KEY, {', '.join(others)})")
    connection.execute("CREATE INDEX observation_series ON observation (indicator, area)")


def fill(connection: sqlite3.Connection, targets: list[Target], observations: Iterable[Observation]) -> None:
    """Fill the empty tables. Raises ``TargetError``, ``ObservationError``."""
    rows = observation_rows(observations, targets)
    try:
        _insert(connection, "target", TARGET_COLUMNS, target_rows(targets))
    except sqlite3.IntegrityError:
        raise TargetError("hai chỉ tiêu trùng mã (two targets with one id)") from None
    try:
        _insert(connection, "observation", OBSERVATION_COLUMNS, rows)
    except sqlite3.IntegrityError:
        raise ObservationError("hai số liệu trùng mã (two observations with one id)") from None


def target_rows(targets: Iterable[Target]) -> list[Row]:
    """In the order of ``TARGET_COLUMNS``; days as ISO text."""
    return [_target_row(target) for target in targets]


def observation_rows(observations: Iterable[Observation], targets: Iterable[Target]) -> Iterable[Row]:
    """In the order of ``OBSERVATION_COLUMNS``; days as ISO text, moments in UTC, states by their targets' order."""
    orders = _orders_of_states(targets)
    return (_observation_row(one, orders) for one in observations)


def _insert(connection: sqlite3.Connection, name: str, columns: dict[str, str], rows: Iterable[Row]) -> None:
    connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", rows)


def _target_row(target: Target) -> Row:
    return (
        *(target.id, target.indicator, target.area),
        *(Aggregate(target.aggregate).value, Nature(target.nature).value),
        *(Comparator(target.comparator).value, Direction(target.direction).value),
        *(_value_of(target), _stored(target.upper), _stored(target.baseline), target.baseline_year),
        *(target.start.isoformat(), target.due.isoformat()),
        *(to_millionths(target.on_track), to_millionths(target.at_risk), target.cycle_days, target.grace_days),
        *(target.unit, target.name_vi, target.name_en, target.state),
    )


def _value_of(target: Target) -> int:
    if target.aggregate == Aggregate.STATE and target.state is not None:
        return to_millionths(Decimal(target.states.index(target.state) + 1))
    return to_millionths(target.value or Decimal(0))


def _stored(value: Decimal | None) -> int | None:
    return None if value is None else to_millionths(value)


def _orders_of_states(targets: Iterable[Target]) -> Orders:
    orders: dict[Key, tuple[str, ...]] = {}
    for target in targets:
        if target.states and orders.setdefault(target.indicator, target.states) != target.states:
            raise TargetError(f"{target.name_vi or target.id}: hai thứ tự trạng thái (two orders of states)")
    return {key: {state: place for place, state in enumerate(states, start=1)} for key, states in orders.items()}


def _observation_row(observation: Observation, orders: Orders) -> Row:
    value = observation.value
    if observation.state is not None:
        place = orders.get(observation.indicator, {}).get(observation.state)
        value = None if place is None else Decimal(place)
    return (
        *(observation.id, observation.indicator, observation.area),
        *(observation.start.isoformat(), observation.end.isoformat(), _stored(value)),
        *(Stage(observation.stage).value, stored_moment(observation.recorded_at)),
        *(observation.state, observation.source),
    )
