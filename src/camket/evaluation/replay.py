"""Many days one after the other: how each target stood on each, by what was known then.

The same text as ``evaluate``. What was known changes on few days, so the years of the series are put together on those only.
"""

import re
import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from camket.evaluation.dialects import SQLITE, stored_moment
from camket.evaluation.engine import chain_text
from camket.evaluation.known import visible
from camket.evaluation.model import Key, Observation, Standing, Target
from camket.evaluation.relations import fill
from camket.evaluation.scale import from_millionths

_FIGURES = ("attained", "ratio", "progress", "expected", "pace")
_COLUMNS = ("target", "verdict", *_FIGURES, "days_ahead", "is_stale")
_YEARLY = re.compile(r"(?<=yearly AS MATERIALIZED \()(.*?)(?=\n\),)", re.DOTALL)


@dataclass(frozen=True)
class Past:
    """How a target stood on a past day; figures as in ``Verdict``."""

    target: Key
    on: date
    verdict: Standing
    attained: Decimal | None
    ratio: Decimal | None
    progress: Decimal | None
    expected: Decimal | None
    pace: Decimal | None
    days_ahead: int | None
    stale: bool


def replay(
    targets: Iterable[Target], observations: Iterable[Observation], days: Iterable[tuple[date, datetime]]
) -> Iterator[list[Past]]:
    """For each pair of ``on`` and ``as_of`` the rows of all targets, in their order. Raises as ``evaluate`` does."""
    promised, figures = list(targets), list(observations)
    moments = sorted({stored_moment(one.recorded_at) for one in figures})
    ends = sorted({one.end for one in figures})
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        fill(connection, promised, figures)
        known = None
        for on, as_of in days:
            fresh = (bisect_right(moments, stored_moment(as_of)), bisect_right(ends, on))
            if fresh != known:
                _put_together(connection, on, as_of)
                known = fresh
            found = {row[0]: row for row in connection.execute(_text(on, as_of))}
            yield [_past(found[target.id], on) for target in promised]


def _put_together(connection: sqlite3.Connection, on: date, as_of: datetime) -> None:
    """What was visible, and its years, as tables."""
    known = _dated(SQLITE.render(visible(is_led=True, has_superseded=False)), on, as_of)
    head = "WITH aim AS (SELECT * FROM target), given_observation AS NOT MATERIALIZED (SELECT * FROM observation)"
    for name, select in (
        ("past_visible", f"{head}, {known} SELECT * FROM visible"),
        ("past_yearly", SQLITE.render(_yearly()).replace("FROM visible", "FROM past_visible")),
    ):
        connection.execute(f"DROP TABLE IF EXISTS {name}")
        connection.execute(f"CREATE TEMP TABLE {name} AS {select}")
    connection.execute("CREATE INDEX temp.past_series ON past_visible (indicator, area)")


def _yearly() -> str:
    found = _YEARLY.search(chain_text())
    assert found is not None
    return found[1]


def _text(on: date, as_of: datetime) -> str:
    text = _YEARLY.sub("SELECT * FROM past_yearly", chain_text())
    text = text.replace("{visible}", "visible AS NOT MATERIALIZED (SELECT * FROM past_visible)")
    text = text.replace("{target}", "SELECT * FROM target").replace("{observation}", "SELECT * FROM observation")
    return f"{_dated(SQLITE.render(text), on, as_of)} SELECT {', '.join(_COLUMNS)} FROM verdict"


def _dated(text: str, on: date, as_of: datetime) -> str:
    return text.replace("{on}", SQLITE.day(on)).replace("{as_of}", SQLITE.moment(as_of))


def _past(row: tuple[object, ...], on: date) -> Past:
    target, verdict, *figures, days_ahead, is_stale = row
    return Past(
        target,  # type: ignore[arg-type]  # SQLite's rows are not typed
        on,
        Standing(str(verdict)),
        *(None if one is None else from_millionths(int(str(one))) for one in figures),
        days_ahead,  # type: ignore[arg-type]
        bool(is_stale),
    )
