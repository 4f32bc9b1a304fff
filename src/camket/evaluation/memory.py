"""The database in memory that ``evaluate`` runs in: one a thread, kept with its prepared statements.

To prepare the text takes many times as long as to judge one target by it. So that a statement is the same each time,
the day and the moment stand in a table of their own instead of in the text. Large batches get a database that goes with
them.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, datetime

from camket.evaluation.dialects import SQLITE, stored_moment
from camket.evaluation.relations import create

LARGE = 500

ASKED = replace(
    SQLITE,
    day=lambda _: "(SELECT on_day FROM asked)",
    moment=lambda _: "(SELECT as_of FROM asked)",
)
"""SQLite with the day and the moment read from the table ``asked``."""


class _Kept(threading.local):
    connection: sqlite3.Connection | None = None


_kept = _Kept()


@contextmanager
def database(targets: int, on: date, as_of: datetime) -> Iterator[sqlite3.Connection]:
    """Empty relations for that many targets, and what is asked."""
    if targets > LARGE:
        with closing(_made()) as connection:
            _ask(connection, on, as_of)
            yield connection
        return
    connection, _kept.connection = _kept.connection or _made(), None
    _ask(connection, on, as_of)
    yield connection
    # Kept again only where nothing went wrong, so that no half-filled relation is met by the next one.
    _kept.connection = connection


def _made() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None, cached_statements=32)
    connection.execute("CREATE TABLE asked (on_day, as_of)")
    create(connection)
    return connection


def _ask(connection: sqlite3.Connection, on: date, as_of: datetime) -> None:
    for name in ("asked", "target", "observation"):
        connection.execute(f"DELETE FROM {name}")
    connection.execute("INSERT INTO asked VALUES (?, ?)", (on.isoformat(), stored_moment(as_of)))
