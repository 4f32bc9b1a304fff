"""The places where databases spell things differently, and nothing else."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

_LATEST = {"LATEST_VALUE": "value", "LATEST_START": "start_day", "LATEST_END": "end_day", "LATEST_DAYS": "days"}
_FULLEST = {"FULLEST_VALUE": "value", "FULLEST_START": "start_day"}
_OF_A_GROUP = "|".join((*_LATEST, *_FULLEST))
_ONE = re.compile(rf"(YEAR_OF|MONTH_DAY|SIXTEENS_AFTER|SIXTEENS_BEFORE|{_OF_A_GROUP})\(([\w.]+)\)")
_DAYS_FROM = re.compile(r"DAYS_FROM\(([\w.]+), ([\w.]+)\)")
_MATERIALIZED = re.compile(r"AS (?:NOT )?MATERIALIZED \(")


@dataclass(frozen=True)
class Dialect:
    """How one database writes the hooks.

    ``days_from`` takes the earlier and the later column; ``sixteens`` is 16 to a power, as a double; ``latest`` takes
    the alias of a relation and the name of a column, and gives, as an aggregate, that column of the row with the latest
    end, and of those the latest start; where a row has no end, its column is null too; ``fullest`` likewise, but of
    those with the latest end the greatest ``fullness``, and then the latest start. ``moment_of`` takes a column of
    text in UTC. ``is_led``: the database reads by an index, so few targets lead the way to their observations; else it
    reads columns whole. ``is_typed``: values that stand in a statement need their types and can be given names.
    ``is_plain``: it knows neither MATERIALIZED nor DOUBLE PRECISION.
    """

    name: str
    year_of: Callable[[str], str]
    month_of: Callable[[str], str]
    day_of: Callable[[str], str]
    days_from: Callable[[str, str], str]
    latest: Callable[[str, str], str]
    fullest: Callable[[str, str], str]
    day: Callable[[date], str]
    moment: Callable[[datetime], str]
    sixteens: Callable[[str], str] = lambda power: f"POWER(CAST(16 AS DOUBLE PRECISION), {power})"
    text: Callable[[str], str] = lambda text: "'" + text.replace("'", "''") + "'"
    text_type: str = "VARCHAR"
    moment_of: Callable[[str], str] = lambda text: f"CAST({text} AS TIMESTAMP)"
    is_typed: bool = True
    is_led: bool = True
    is_plain: bool = False

    def render(self, text: str) -> str:
        """The text with its hooks written out."""
        text = _ONE.sub(lambda found: self._hooked(found[1], found[2]), text)
        text = _DAYS_FROM.sub(lambda found: self.days_from(found[1], found[2]), text)
        return _MATERIALIZED.sub("AS (", text).replace("DOUBLE PRECISION", "DOUBLE") if self.is_plain else text

    def _hooked(self, hook: str, argument: str) -> str:
        match hook:
            case "YEAR_OF":
                return self.year_of(argument)
            case "MONTH_DAY":
                # 30 September is 930; the last day of February is 228 in every year.
                number = f"{self.month_of(argument)} * 100 + {self.day_of(argument)}"
                return f"(CASE WHEN {number} = 229 THEN 228 ELSE {number} END)"
            case "SIXTEENS_AFTER" | "SIXTEENS_BEFORE":
                month = self.month_of(argument)
                return self.sixteens(month if hook == "SIXTEENS_AFTER" else f"{month} - 1")
        return self.fullest(argument, _FULLEST[hook]) if hook in _FULLEST else self.latest(argument, _LATEST[hook])


def stored_moment(moment: datetime) -> str:
    """UTC without offset and always with microseconds: as text it sorts as time does. A naive moment counts as UTC."""
    utc = moment.astimezone(UTC) if moment.tzinfo else moment
    return utc.strftime("%Y-%m-%d %H:%M:%S.%f")


def _julian(column: str) -> str:
    return f"CAST(julianday({column}) + 0.5 AS INTEGER)"


def _sqlite_latest(alias: str, column: str) -> str:
    """Days are ISO text of ten letters, so the greatest of day, day and value as one text ends in the value."""
    if column == "end_day":
        return f"MAX({alias}.end_day)"
    if column == "start_day":
        return f"SUBSTR(MAX({alias}.end_day || {alias}.start_day), 11)"
    return f"CAST(SUBSTR(MAX({alias}.end_day || {alias}.start_day || {alias}.{column}), 21) AS INTEGER)"


def _sqlite_fullest(alias: str, column: str) -> str:
    """As above, with the five digits of the fullness between the days."""
    days = f"{alias}.end_day || {alias}.fullness || {alias}.start_day"
    if column == "start_day":
        return f"SUBSTR(MAX({days}), 16)"
    return f"CAST(SUBSTR(MAX({days} || {alias}.{column}), 26) AS INTEGER)"


def _postgresql_fullest(alias: str, column: str) -> str:
    order = f"{alias}.end_day DESC, {alias}.fullness DESC, {alias}.start_day DESC"
    return f"(ARRAY_AGG({alias}.{column} ORDER BY {order}))[1]"


def _duckdb_fullest(alias: str, column: str) -> str:
    """A fullness takes five digits, a day six."""
    end, start = (f"({alias}.{day} - DATE '0001-01-01')" for day in ("end_day", "start_day"))
    key = f"(CAST({end} AS BIGINT) * 100000 + {alias}.fullness) * 10000000 + {start}"
    return f"ARG_MAX({alias}.{column}, {key})"


def _postgresql_latest(alias: str, column: str) -> str:
    if column == "end_day":
        return f"MAX({alias}.end_day)"
    return f"(ARRAY_AGG({alias}.{column} ORDER BY {alias}.end_day DESC NULLS LAST, {alias}.start_day DESC))[1]"


def _duckdb_latest(alias: str, column: str) -> str:
    """Both days in one number, which is compared faster than two."""
    key = f"CAST({alias}.end_day - DATE '0001-01-01' AS BIGINT) * 10000000 + ({alias}.start_day - DATE '0001-01-01')"
    if column in ("value", "days"):
        return f"ARG_MAX({alias}.{column}, {key})"
    part = f"MAX({key}) // 10000000" if column == "end_day" else f"MAX({key}) % 10000000"
    return f"(DATE '0001-01-01' + CAST({part} AS INTEGER))"


SQLITE = Dialect(
    name="sqlite",
    year_of=lambda column: f"CAST(SUBSTR({column}, 1, 4) AS INTEGER)",
    month_of=lambda column: f"CAST(SUBSTR({column}, 6, 2) AS INTEGER)",
    day_of=lambda column: f"CAST(SUBSTR({column}, 9, 2) AS INTEGER)",
    days_from=lambda earlier, later: f"({_julian(later)} - {_julian(earlier)})",
    latest=_sqlite_latest,
    fullest=_sqlite_fullest,
    day=lambda day: f"'{day.isoformat()}'",
    moment=lambda moment: f"'{stored_moment(moment)}'",
    is_typed=False,
)

POSTGRESQL = Dialect(
    name="postgresql",
    year_of=lambda column: f"CAST(EXTRACT(YEAR FROM {column}) AS INTEGER)",
    month_of=lambda column: f"CAST(EXTRACT(MONTH FROM {column}) AS INTEGER)",
    day_of=lambda column: f"CAST(EXTRACT(DAY FROM {column}) AS INTEGER)",
    days_from=lambda earlier, later: f"({later} - {earlier})",
    latest=_postgresql_latest,
    fullest=_postgresql_fullest,
    day=lambda day: f"DATE '{day.isoformat()}'",
    moment=lambda moment: f"TIMESTAMP WITH TIME ZONE '{stored_moment(moment)}+00'",
    moment_of=lambda text: f"(CAST({text} AS TIMESTAMP) AT TIME ZONE 'UTC')",
)

DUCKDB = Dialect(
    name="duckdb",
    year_of=lambda column: f"CAST(YEAR({column}) AS INTEGER)",
    month_of=lambda column: f"MONTH({column})",
    day_of=lambda column: f"DAY({column})",
    days_from=lambda earlier, later: f"CAST({later} - {earlier} AS INTEGER)",
    latest=_duckdb_latest,
    fullest=_duckdb_fullest,
    day=lambda day: f"DATE '{day.isoformat()}'",
    moment=lambda moment: f"TIMESTAMP '{stored_moment(moment)}'",
    sixteens=lambda power: f"CAST(CAST(1 AS BIGINT) << CAST(4 * ({power}) AS INTEGER) AS DOUBLE)",
    is_led=False,
)

SPARK = Dialect(
    name="spark",
    year_of=lambda column: f"YEAR({column})",
    month_of=lambda column: f"MONTH({column})",
    day_of=lambda column: f"DAY({column})",
    days_from=lambda earlier, later: f"DATEDIFF({later}, {earlier})",
    latest=lambda alias, column: f"MAX_BY({alias}.{column}, STRUCT({alias}.end_day, {alias}.start_day))",
    fullest=lambda alias, column: (
        f"MAX_BY({alias}.{column}, STRUCT({alias}.end_day, {alias}.fullness, {alias}.start_day))"
    ),
    day=lambda day: f"DATE '{day.isoformat()}'",
    moment=lambda moment: f"TIMESTAMP_NTZ '{stored_moment(moment)}'",
    text=lambda text: "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'",
    text_type="STRING",
    moment_of=lambda text: f"CAST({text} AS TIMESTAMP_NTZ)",
    is_led=False,
    is_plain=True,
)

BY_NAME = {dialect.name: dialect for dialect in (SQLITE, POSTGRESQL, DUCKDB, SPARK)}
