"""The four places where databases spell things differently, and nothing else: year, days between, day, moment."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

_YEAR_OF = re.compile(r"YEAR_OF\(([\w.]+)\)")
_DAYS_FROM = re.compile(r"DAYS_FROM\(([\w.]+), ([\w.]+)\)")


@dataclass(frozen=True)
class Dialect:
    """How one database writes the hooks. ``days_from`` takes the earlier and the later column."""

    name: str
    year_of: Callable[[str], str]
    days_from: Callable[[str, str], str]
    day: Callable[[date], str]
    moment: Callable[[datetime], str]

    def render(self, text: str) -> str:
        """The text with its ``YEAR_OF`` and ``DAYS_FROM`` written out."""
        text = _YEAR_OF.sub(lambda found: self.year_of(found[1]), text)
        return _DAYS_FROM.sub(lambda found: self.days_from(found[1], found[2]), text)


def stored_moment(moment: datetime) -> str:
    """UTC without offset and always with microseconds: as text it sorts as time does. A naive moment counts as UTC."""
    utc = moment.astimezone(UTC) if moment.tzinfo else moment
    return utc.strftime("%Y-%m-%d %H:%M:%S.%f")


def _day_number(column: str) -> str:
    return f"CAST(julianday({column}) + 0.5 AS INTEGER)"


SQLITE = Dialect(
    name="sqlite",
    year_of=lambda column: f"CAST(SUBSTR({column}, 1, 4) AS INTEGER)",
    days_from=lambda earlier, later: f"({_day_number(later)} - {_day_number(earlier)})",
    day=lambda day: f"'{day.isoformat()}'",
    moment=lambda moment: f"'{stored_moment(moment)}'",
)

POSTGRESQL = Dialect(
    name="postgresql",
    year_of=lambda column: f"CAST(EXTRACT(YEAR FROM {column}) AS INTEGER)",
    days_from=lambda earlier, later: f"({later} - {earlier})",
    day=lambda day: f"DATE '{day.isoformat()}'",
    moment=lambda moment: f"TIMESTAMP WITH TIME ZONE '{stored_moment(moment)}+00'",
)

DUCKDB = Dialect(
    name="duckdb",
    year_of=lambda column: f"CAST(YEAR({column}) AS INTEGER)",
    days_from=lambda earlier, later: f"DATE_DIFF('day', {earlier}, {later})",
    day=lambda day: f"DATE '{day.isoformat()}'",
    moment=lambda moment: f"TIMESTAMP '{stored_moment(moment)}'",
)

BY_NAME = {dialect.name: dialect for dialect in (SQLITE, POSTGRESQL, DUCKDB)}
