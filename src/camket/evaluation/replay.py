"""Many days one after the other: how each target stood on each, by what was known then.

The same text as ``evaluate``. What was known changes on few days, so the years of the series are put together on those
only, and the statement is prepared once.
"""

import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from camket.evaluation.dialects import stored_moment
from camket.evaluation.engine import chain_text
from camket.evaluation.known import visible
from camket.evaluation.memory import ASKED
from camket.evaluation.model import Key, Observation, Standing, Target
from camket.evaluation.relations import create, fill
from camket.evaluation.scale import from_millionths
from camket.evaluation.years import COLUMNS, gathered, stepped

_FIGURES = ("attained", "ratio", "progress", "expected", "pace")
_COLUMNS = ("target", "verdict", *_FIGURES, "days_ahead", "is_stale")
_VISIBLE = "indicator, area, observation, start_day, end_day, value"


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
        create(connection)
        fill(connection, promised, figures)
        connection.execute("CREATE TABLE asked (on_day, as_of)")
        known = None
        for on, as_of in days:
            connection.execute("DELETE FROM asked")
            connection.execute("INSERT INTO asked VALUES (?, ?)", (on.isoformat(), stored_moment(as_of)))
            fresh = (bisect_right(moments, stored_moment(as_of)), bisect_right(ends, on))
            if fresh != known:
                _put_together(connection)
                known = fresh
            found = {row[0]: row for row in connection.execute(_text())}
            yield [_past(found[target.id], on) for target in promised]


def _put_together(connection: sqlite3.Connection) -> None:
    """What was visible, and its years, as tables."""
    known = _asked(visible(is_led=True, has_superseded=False))
    head = "WITH aim AS (SELECT * FROM target), given_observation AS NOT MATERIALIZED (SELECT * FROM observation)"
    tables = {
        "past_visible": (_VISIBLE, f"{head}, {known} SELECT * FROM visible"),
        "past_yearly": (", ".join(COLUMNS), _asked(gathered()).replace("FROM visible", "FROM past_visible")),
    }
    for name, (columns, select) in tables.items():
        # Emptied, not made anew: the statements that read them stay prepared.
        connection.execute(f"CREATE TABLE IF NOT EXISTS {name} ({columns})")
        connection.execute(f"DELETE FROM {name}")
        connection.execute(f"INSERT INTO {name} {select}")
    connection.execute("CREATE INDEX IF NOT EXISTS past_series ON past_visible (indicator, area)")


@cache
def _text() -> str:
    text = chain_text().replace("{yearly}", "yearly AS NOT MATERIALIZED (SELECT * FROM past_yearly)")
    text = text.replace("{stepped}", stepped(None))
    text = text.replace("{visible}", "visible AS NOT MATERIALIZED (SELECT * FROM past_visible)")
    text = text.replace("{target}", "SELECT * FROM target").replace("{observation}", "SELECT * FROM observation")
    return f"{_asked(text)} SELECT {', '.join(_COLUMNS)} FROM verdict"


def _asked(text: str) -> str:
    """The hooks written out; the day and the moment are read from the table ``asked``."""
    unused = date.min, datetime.min
    return ASKED.render(text).replace("{on}", ASKED.day(unused[0])).replace("{as_of}", ASKED.moment(unused[1]))


def _past(row: tuple[Any, ...], on: date) -> Past:
    one = dict(zip(_COLUMNS, row, strict=True))
    figures = {name: None if one[name] is None else from_millionths(one[name]) for name in _FIGURES}
    standing, stale = Standing(one["verdict"]), bool(one["is_stale"])
    return Past(target=one["target"], on=on, verdict=standing, days_ahead=one["days_ahead"], stale=stale, **figures)
