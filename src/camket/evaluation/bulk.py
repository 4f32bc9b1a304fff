"""Files too large for a site's database: Parquet, judged in place by DuckDB (the extra ``bulk``).

``arrange`` sorts observations once: the newest vintages apart from those that a better one has superseded, each series
together. ``evaluate_files`` then reads each column once, whichever day is looked at.
"""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from camket.evaluation.dialects import DUCKDB
from camket.evaluation.engine import statement_chain
from camket.evaluation.known import superseded

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PARTS = "parts.txt"
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
        for name, which in (("current", "IS NULL"), ("former", "IS NOT NULL")):
            rows = f"SELECT * FROM arranged WHERE superseded_at {which} ORDER BY indicator, area, end_day, start_day"
            connection.execute(f"COPY ({rows}) TO {_text(folder / f'{part:03}-{name}.parquet')} (FORMAT parquet)")
    connection.execute("DROP TABLE arranged")
    (folder / PARTS).write_text(str(parts))


def evaluate_files(
    connection: "DuckDBPyConnection",
    targets: Path,
    observations: Path,
    on: date,
    as_of: datetime,
    out: Path | None = None,
    columns: Sequence[str] = ROW_COLUMNS,
) -> int:
    """Judge a Parquet file of targets (``TARGET_COLUMNS``) by observations: a folder that ``arrange`` made, or a file.

    The verdicts go to the Parquet file ``out``, figures in millionths; the answer is how many there are. Raises
    ``FileNotFoundError`` for a folder that was not arranged to its end.
    """
    is_arranged = observations.is_dir()
    parts = int((observations / PARTS).read_text()) if is_arranged else 1
    for part in range(parts):
        files = observations / f"{part:03}-*.parquet" if is_arranged else observations
        chain = statement_chain(
            f"SELECT * FROM read_parquet({_text(targets)}) WHERE {_of_part(part, parts)}",
            f"SELECT * FROM read_parquet({_text(files)})",
            on,
            as_of,
            DUCKDB,
            has_superseded=is_arranged,
        )
        begin = "CREATE OR REPLACE TEMP TABLE judged AS" if part == 0 else "INSERT INTO judged"
        connection.execute(f"{begin} {chain} SELECT {', '.join(columns)} FROM verdict")
    if out is not None:
        connection.execute(f"COPY judged TO {_text(out)} (FORMAT parquet)")
    return int(connection.execute("SELECT COUNT(*) FROM judged").fetchall()[0][0])


def _of_part(part: int, parts: int) -> str:
    """One series lies in one part."""
    return "TRUE" if parts == 1 else f"HASH(indicator) % {parts} = {part}"


def _text(path: Path) -> str:
    return DUCKDB.text(str(path))
