"""The same verdicts on any engine, of targets and observations that are in memory: they travel inside the statement.

For a few thousand rows. Larger data are judged where they lie, by ``evaluate_in``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from camket.evaluation.dialects import Dialect
from camket.evaluation.engine import Execute, evaluate_in
from camket.evaluation.model import Evidence, Key, Observation, Target, Verdict
from camket.evaluation.relations import OBSERVATION_COLUMNS, TARGET_COLUMNS, Row, observation_rows, target_rows

_KEYS = ("target", "observation", "indicator", "area")


def evaluate_elsewhere(
    execute: Execute,
    dialect: Dialect,
    targets: Iterable[Target],
    observations: Iterable[Observation],
    on: date,
    as_of: datetime,
    *,
    explain: bool = True,
) -> list[Verdict]:
    """As ``evaluate``, through ``execute`` (one SQL statement without parameters to its rows) in its dialect."""
    promised, figures = list(targets), list(observations)
    if not promised:
        return []
    numbers = _numbered(promised, figures)
    aims, known = _relations(dialect, promised, figures, numbers)
    found = evaluate_in(execute, aims, known, on, as_of, dialect=dialect, explain=explain)
    named = [_named(verdict, numbers["target"], numbers["observation"]) for verdict in found]
    by_target = {verdict.target: verdict for verdict in named}
    return [by_target[target.id] for target in promised]


def relations(dialect: Dialect, targets: list[Target], observations: list[Observation]) -> tuple[str, str]:
    """Two SELECTs that hold the targets and the observations themselves; keys become their places in order."""
    return _relations(dialect, targets, observations, _numbered(targets, observations))


def _relations(
    dialect: Dialect, targets: list[Target], observations: list[Observation], numbers: "dict[str, _Numbers]"
) -> tuple[str, str]:
    return (
        _relation(TARGET_COLUMNS, target_rows(targets), numbers, dialect),
        _relation(OBSERVATION_COLUMNS, observation_rows(observations, targets), numbers, dialect),
    )


def _numbered(targets: list[Target], observations: list[Observation]) -> "dict[str, _Numbers]":
    return {name: _Numbers(name, targets, observations) for name in _KEYS}


class _Numbers:
    """Keys as whole numbers in their own order, since typed columns hold one type and ties go by the greater key."""

    def __init__(self, name: str, targets: Sequence[Target], observations: Sequence[Observation]) -> None:
        if name in ("target", "observation"):
            found = [one.id for one in (targets if name == "target" else observations)]
        else:
            found = [getattr(one, name) for one in (*targets, *observations)]
        self.keys: list[Key] = sorted(set(found), key=lambda key: (isinstance(key, str), key))
        self._places = {key: place for place, key in enumerate(self.keys)}

    def of(self, key: Key) -> int:
        return self._places[key]


def _relation(columns: dict[str, str], rows: Iterable[Row], numbers: dict[str, _Numbers], dialect: Dialect) -> str:
    names = list(columns)
    kept = [[numbers[name].of(v) if name in numbers else v for name, v in zip(names, row, strict=True)] for row in rows]
    values = ", ".join(f"({', '.join(_literal(value, dialect) for value in row)})" for row in kept)
    if not values:
        values, nothing = f"({', '.join(['NULL'] * len(names))})", " WHERE 1 = 0"
    else:
        nothing = ""
    cast = ", ".join(f"{_cast(name, columns[name], dialect)} AS {name}" for name in names)
    return f"SELECT {cast} FROM (VALUES {values}) AS given({', '.join(names)}){nothing}"


def _literal(value: object, dialect: Dialect) -> str:
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else dialect.text(str(value))


def _cast(name: str, contract: str, dialect: Dialect) -> str:
    """The column in its type, which is the first word of its contract."""
    kinds = {"key": "BIGINT", "text": dialect.text_type, "bigint": "BIGINT", "integer": "INTEGER", "date": "DATE"}
    kind = kinds.get(contract.split()[0].strip(",:;"))
    return f"CAST({name} AS {kind})" if kind else dialect.moment_of(name)


def _named(verdict: Verdict, targets: _Numbers, observations: _Numbers) -> Verdict:
    """With the keys that the caller gave."""

    def evidence(one: Evidence) -> Evidence:
        return replace(one, observation=observations.keys[int(one.observation)])

    return replace(
        verdict,
        target=targets.keys[int(verdict.target)],
        inputs=tuple(observations.keys[int(key)] for key in verdict.inputs),
        evidence=tuple(evidence(one) for one in verdict.evidence),
    )
