"""A resolution judged on the engine of one's choice; every engine gives the same rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from django.db import connection

from camket import evaluation
from camket.observations import in_place
from camket.observations import queries as observations
from camket.reviews import judging
from camket.targets import queries as targets

if TYPE_CHECKING:
    from camket.observations.models import Observation
    from camket.targets.models import Target


class NoSparkError(Exception):
    """No session of Spark could be had: Java is missing, or too old."""


Pairs = list[tuple["Target", evaluation.Verdict]]


def judge_resolution(resolution_id: int, on: date, as_of: datetime, engine: str = "memory") -> Pairs:
    """The targets in the order of the text with their verdicts. Stores nothing. ``engine``: "memory", "site" (in the
    site's own database), "duckdb", "spark". Raises ``ImportError`` where its library is not installed, ``NoSparkError``
    where Spark does not start."""
    if engine == "memory":
        return judging.judge_resolution(resolution_id, on, as_of)
    given = targets.of_resolution(resolution_id)
    defined = judging.define(given)
    found = {one.target: one for one in _ENGINES[engine](given, defined, on, as_of)}
    return [(target, found[target.pk]) for target in given]


def replay_resolution(
    resolution_id: int, days: Iterable[tuple[date, datetime]]
) -> tuple[list[Target], Iterator[list[evaluation.Past]]]:
    """The targets in the order of the text, and how each stood on each day."""
    given = targets.of_resolution(resolution_id)
    return given, _replayed(given, judging.define(given), list(days))


def _replayed(
    given: list[Target], defined: list[evaluation.Target], days: list[tuple[date, datetime]]
) -> Iterator[list[evaluation.Past]]:
    """A figure that was withdrawn counts until then, and one that was closed early has another last day once its period
    is over: the days between two such turns go together."""
    areas = _by_area(given)
    withdrawn = sorted(moment for of in areas for moment in observations.withdrawals(*of))
    turns = sorted({day for of in areas for day in observations.turns(*of)})
    for _, some in groupby(days, key=lambda day: (bisect_right(turns, day[0]), bisect_right(withdrawn, day[1]))):
        asked = list(some)
        figures = judging.columns(defined, _known(given, max(as_of for _, as_of in asked)), asked[0][0])
        yield from evaluation.replay(defined, figures, asked)


def _known(given: list[Target], as_of: datetime) -> list[Observation]:
    return [row for of in _by_area(given) for row in observations.known(*of, as_of)]


def _by_area(given: list[Target]) -> list[tuple[int, list[int]]]:
    indicators = [target.indicator_id for target in given]
    return [(area, indicators) for area in sorted({target.area_id for target in given})]


def _in_the_site(
    given: list[Target], defined: list[evaluation.Target], on: date, as_of: datetime
) -> list[evaluation.Verdict]:
    dialect = evaluation.BY_NAME[connection.vendor]
    orders = {one.indicator: one.states for one in defined if one.states}
    recorded = observations.states_of([int(key) for key in orders])
    named = [(key, text, judging.named_state(orders[key], text)) for key, text in recorded]
    places = [(key, text, state, orders[key].index(state) + 1) for key, text, state in named if state]

    def execute(statement: str) -> list[tuple[object, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall())

    aims = evaluation.target_relation(dialect, defined)
    known = in_place.relation(dialect, on, as_of, places)
    return evaluation.evaluate_in(execute, aims, known, on, as_of, dialect=dialect)


def _in_duckdb(
    given: list[Target], defined: list[evaluation.Target], on: date, as_of: datetime
) -> list[evaluation.Verdict]:
    import duckdb

    figures = judging.columns(defined, _known(given, as_of), on)
    with duckdb.connect() as opened:
        return evaluation.evaluate_elsewhere(
            lambda text: opened.execute(text).fetchall(), evaluation.DUCKDB, defined, figures, on, as_of
        )


def _in_spark(
    given: list[Target], defined: list[evaluation.Target], on: date, as_of: datetime
) -> list[evaluation.Verdict]:
    """Through the session that there is, or a local one. Raises ``NoSparkError``."""
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    figures = judging.columns(defined, _known(given, as_of), on)
    try:
        session = SparkSession.builder.appName("camket").getOrCreate()
    except PySparkException as error:
        raise NoSparkError from error
    return evaluation.evaluate_elsewhere(
        lambda text: session.sql(text).collect(), evaluation.SPARK, defined, figures, on, as_of
    )


_ENGINES = {"site": _in_the_site, "duckdb": _in_duckdb, "spark": _in_spark}
