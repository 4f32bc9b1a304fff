"""Files too large for a site's database: Parquet, judged in place by DuckDB (the extra ``bulk``).

``arrange`` sorts observations once: the newest vintages apart from those that a better one has superseded, the figures
of each year together, and the years themselves, gathered by the text of the verdicts. ``evaluate_files`` then reads the
years; of the figures only those of years that are not settled for the day that is asked about, and the few that tell on
which day of a year a sum was reached, or that overlap.
"""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from camket.evaluation.dialects import DUCKDB
from camket.evaluation.elsewhere import target_relation
from camket.evaluation.engine import statement_chain
from camket.evaluation.known import superseded
from camket.evaluation.years import Settled

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PARTS = "arranged.txt"
# What a caller of files wants of each target; `evaluate_in` gives the reasons too.
ROW_COLUMNS = ("target", "verdict", "attained", "ratio", "progress", "expected", "pace", "days_ahead", "is_stale")


def connect(memory: str = "4GB", threads: int | None = None) -> "DuckDBPyConnection":
    """A connection for large files. Raises ``ImportError`` where DuckDB is not installed."""
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"SET memory_limit = '{memory}'; SET preserve_insertion_order = false")
    if threads:
        connection.execute(f"SET threads = {int(threads)}")
    return connection


def arrange(connection: "DuckDBPyConnection", observations: Path, folder: Path, parts: int = 1) -> None:
    """Sort a Parquet file with the columns of ``OBSERVATION_COLUMNS`` into the folder, in ``parts`` by indicator.

    One part needs about 200 bytes of memory an observation; what does not fit goes to disk. Killed half-way it leaves
    no folder that ``evaluate_files`` would take for a whole one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for part in range(parts):
        some = f"SELECT * FROM read_parquet({_text(observations)}) WHERE {_of_part(part, parts)}"
        connection.execute(f"CREATE OR REPLACE TEMP TABLE arranged AS {superseded(some)}")
        for name, rows in _FILES.items():
            file, how = _text(_file(folder, part, name)), f"FORMAT parquet, COMPRESSION {_COMPRESSION[name]}"
            connection.execute(f"COPY ({rows}) TO {file} ({how})")
    connection.execute("DROP TABLE arranged")
    (folder / PARTS).write_text(str(parts))


def _file(folder: Path, part: int, name: str) -> Path:
    return folder / f"{part:03}-{name}.parquet"


def _gathered() -> str:
    """The years of the newest vintages, by the text of the verdicts: no target, and all that is known."""
    newest = "SELECT * FROM arranged WHERE superseded_at IS NULL"
    nothing = target_relation(DUCKDB, [])
    chain = statement_chain(nothing, newest, date.max, datetime.max, DUCKDB, has_superseded=True)
    return f"{chain} SELECT * FROM yearly ORDER BY indicator, area, year_no"


_CLIMBED = "CAST(SUM(value) OVER (PARTITION BY indicator, area, YEAR(end_day) ORDER BY end_day) AS BIGINT) AS climbed"
_SORTED = "ORDER BY YEAR(end_day), indicator, area, end_day, start_day"
_FILES = {
    "current": f"SELECT *, {_CLIMBED} FROM arranged WHERE superseded_at IS NULL {_SORTED}",
    "former": f"SELECT *, CAST(NULL AS BIGINT) AS climbed FROM arranged WHERE superseded_at IS NOT NULL {_SORTED}",
    "years": _gathered(),
    # Until when a year was written on: from then on it is settled.
    "known": "SELECT YEAR(end_day) AS year_no, MAX(recorded_at) AS recorded_at, MAX(end_day) AS end_day"
    " FROM arranged GROUP BY YEAR(end_day)",
}

# The years are few and read each time: unpacking them would cost more than reading them.
_COMPRESSION = {"current": "snappy", "former": "snappy", "years": "uncompressed", "known": "uncompressed"}


def evaluate_files(
    connection: "DuckDBPyConnection",
    targets: Path,
    observations: Path,
    on: date,
    as_of: datetime,
    out: Path | None = None,
    columns: Sequence[str] = ROW_COLUMNS,
    *,
    by_years: bool = True,
) -> int:
    """Judge a Parquet file of targets (``TARGET_COLUMNS``) by observations: a folder that ``arrange`` made, or a file.

    The verdicts go to the Parquet file ``out``, figures in millionths; the answer is how many there are. Without
    ``by_years`` the figures alone are read, and each year is gathered from them. Raises ``FileNotFoundError`` for a
    folder that was not arranged to its end.
    """
    is_arranged = observations.is_dir()
    parts = int((observations / PARTS).read_text()) if is_arranged else 1
    for part in range(parts):
        files = figures(observations, part) if is_arranged else [observations]
        chain = statement_chain(
            f"SELECT * FROM read_parquet({_text(targets)}) WHERE {_of_part(part, parts)}",
            f"SELECT * FROM {_read(*files)}",
            on,
            as_of,
            DUCKDB,
            has_superseded=is_arranged,
            settled=settled(connection, observations, part, on, as_of) if is_arranged and by_years else None,
        )
        begin = "CREATE OR REPLACE TEMP TABLE judged AS" if part == 0 else "INSERT INTO judged"
        connection.execute(f"{begin} {chain} SELECT {', '.join(columns)} FROM verdict")
    if out is not None:
        connection.execute(f"COPY judged TO {_text(out)} (FORMAT parquet)")
    return int(connection.execute("SELECT COUNT(*) FROM judged").fetchall()[0][0])


def figures(folder: Path, part: int) -> list[Path]:
    """The files of an arranged folder that hold the observations of a part."""
    return [_file(folder, part, "current"), _file(folder, part, "former")]


def settled(connection: "DuckDBPyConnection", folder: Path, part: int, on: date, as_of: datetime) -> Settled:
    """What was gathered before of a part, and from which year on it does not serve."""
    day, moment = DUCKDB.day(on), DUCKDB.moment(as_of)
    known = f"SELECT MIN(year_no) FROM {_read(_file(folder, part, 'known'))}"
    year = connection.execute(f"{known} WHERE recorded_at > {moment} OR end_day > {day}").fetchall()[0][0]
    return Settled(
        years=f"SELECT * FROM {_read(_file(folder, part, 'years'))}",
        steps=f"SELECT * FROM {_read(_file(folder, part, 'current'))}",
        open_from=None if year is None else date(year, 1, 1),
    )


def _read(*files: Path) -> str:
    return f"read_parquet([{', '.join(map(_text, files))}])"


def _of_part(part: int, parts: int) -> str:
    """One series lies in one part."""
    return "TRUE" if parts == 1 else f"HASH(indicator) % {parts} = {part}"


def _text(path: Path) -> str:
    return DUCKDB.text(str(path))
