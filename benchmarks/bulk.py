"""Verdicts over large files: DuckDB with the SQL text, beside its floor and its peers in the same run.

Size S is 15.6 million observations of 200,000 targets, monthly over five years in 1.3 vintages; L is 130 million of
1.67 million. The floor reads and sums the columns of all observations, also where the job gets by with the years that
were gathered when the file was arranged; ``s_without_years`` is the job that reads the observations themselves.
Arranging is reported apart. pandas does the same job from the observations and must come to the same verdicts.
"""

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from camket.evaluation import bulk

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "benchmarks"
TARGETS = {"small": 10_000, "S": 200_000, "L": 1_670_000}
PARTS = {"small": 1, "S": 1, "L": 8}
ROUNDS = {"small": 5, "S": 5, "L": 1}
ON = date(2024, 12, 31)
AS_OF = datetime(2025, 6, 30, tzinfo=UTC)
COLUMNS = ("indicator", "area", "start_day", "end_day", "value", "recorded_at", "superseded_at")

TARGET_ROWS = """
SELECT CAST(n AS INTEGER) AS target, CAST(n // 50 AS INTEGER) AS indicator, CAST(n % 50 AS INTEGER) AS area,
  ['last', 'every', 'mean', 'sum', 'growth', 'last'][1 + n % 6] AS aggregation,
  ['flow', 'stock', 'ratio', 'level'][1 + n % 4] AS nature, CASE n % 5 WHEN 0 THEN 'le' ELSE 'ge' END AS comparator,
  'up' AS direction, CAST((90 + n % 80) * 1000000 AS BIGINT) AS value, CAST(NULL AS BIGINT) AS upper,
  CAST(NULL AS BIGINT) AS baseline, CAST(NULL AS INTEGER) AS baseline_year, DATE '2021-01-01' AS start_day,
  DATE '2025-12-31' AS due_day, CAST(950000 AS BIGINT) AS on_track, CAST(800000 AS BIGINT) AS at_risk,
  31 AS cycle_days, 30 AS grace_days, '' AS unit, '' AS name_vi, '' AS name_en, CAST(NULL AS VARCHAR) AS state
FROM range({targets}) t(n)
"""
# A figure a month, three in ten of them corrected a quarter later. Values have six digits that no packing can guess.
OBSERVATION_ROWS = """
SELECT CAST((t.n * 60 + m.n) * 2 + v.n AS BIGINT) AS observation, CAST(t.n // 50 AS INTEGER) AS indicator,
  CAST(t.n % 50 AS INTEGER) AS area, CAST(DATE '2020-01-01' + to_months(CAST(m.n AS INTEGER)) AS DATE) AS start_day,
  CAST(DATE '2020-01-01' + to_months(CAST(m.n + 1 AS INTEGER)) - INTERVAL 1 DAY AS DATE) AS end_day,
  CAST(100000000 + m.n * 500000 + CAST(HASH(t.n * 1000003 + m.n * 2 + v.n) % 50000000 AS BIGINT) AS BIGINT) AS value,
  ['provisional', 'final'][1 + v.n] AS stage,
  CAST(DATE '2020-01-01' + to_months(CAST(m.n + 1 AS INTEGER)) + to_days(CAST(14 + v.n * 90 AS INTEGER)) AS TIMESTAMP)
    + to_seconds(CAST(HASH(t.n // 50 * 977 + m.n) % 36000 AS BIGINT)) AS recorded_at,
  CAST(NULL AS VARCHAR) AS state, CAST(NULL AS VARCHAR) AS source
FROM range({targets}) t(n), range(60) m(n), range(2) v(n) WHERE v.n = 0 OR (t.n * 31 + m.n * 17) % 10 < 3
"""


def files(size: str) -> tuple[Path, Path, Path]:
    """Targets, observations and the arranged folder of a size, made where they are missing."""
    KEPT.mkdir(parents=True, exist_ok=True)
    targets, observations = KEPT / f"{size}-targets.parquet", KEPT / f"{size}-observations.parquet"
    for path, rows in ((targets, TARGET_ROWS), (observations, OBSERVATION_ROWS)):
        if not path.exists():
            unfinished = path.with_suffix(".unfinished")
            query = rows.format(targets=TARGETS[size])
            bulk.connect().execute(f"COPY ({query}) TO '{unfinished}' (FORMAT parquet)")
            unfinished.rename(path)
    arranged = KEPT / f"{size}-arranged"
    if not (arranged / bulk.PARTS).exists():
        begin = time.perf_counter()
        bulk.arrange(bulk.connect("5GB"), observations, arranged, PARTS[size])
        (KEPT / f"{size}-arranged.json").write_text(json.dumps({"arrange_seconds": time.perf_counter() - begin}))
    return targets, observations, arranged


def size_s(size: str = "S") -> dict[str, Any]:
    """``s_vs_floor`` and ``s_vs_pandas`` are medians of ratios of one round each."""
    files(size)
    job, without_years, floor, arrow, unarranged = (
        _child(name, size) for name in ("job", "without_years", "floor", "arrow", "unarranged")
    )
    pandas = _child("pandas", size)
    if not pandas["verdicts"] == job["verdicts"] == without_years["verdicts"]:
        raise AssertionError(f"pandas comes to other verdicts: {pandas['verdicts']} instead of {job['verdicts']}")
    return {
        **_pairs(size),
        "s_vs_pandas": pandas["seconds"] / job["seconds"],
        "s_seconds": job["seconds"],
        "s_without_years_seconds": without_years["seconds"],
        "s_floor_seconds": floor["seconds"],
        "s_arrow_seconds": arrow["seconds"],
        "s_vs_arrow": job["seconds"] / arrow["seconds"],
        "s_unarranged_seconds": unarranged["seconds"],
        "s_pandas_seconds": pandas["seconds"],
        "s_peak_mb": job["peak_mb"],
        **{f"s_{key}": value for key, value in json.loads((KEPT / f"{size}-arranged.json").read_text()).items()},
    }


def size_l() -> dict[str, Any]:
    files("L")
    job, floor = _child("job", "L"), _child("floor", "L")
    return {
        "l_seconds": job["seconds"],
        "l_peak_mb": job["peak_mb"],
        "l_floor_seconds": floor["seconds"],
        **{f"l_{key}": value for key, value in json.loads((KEPT / "L-arranged.json").read_text()).items()},
    }


def _pairs(size: str) -> dict[str, float]:
    """The job over the floor, by years and without, as medians; in seconds that pass and in those of the processor,
    which other work disturbs less. They alternate, so that what else the machine does weighs on all."""
    targets, _, arranged = files(size)
    connection = bulk.connect("5GB", 2)
    _floor(connection, arranged)
    found: dict[str, list[float]] = {}
    for _ in range(ROUNDS[size]):
        for by_years, name in ((True, "s_vs_floor"), (False, "s_without_years_vs_floor")):
            floor = _timed(lambda: _floor(connection, arranged))
            job = _timed(partial(bulk.evaluate_files, connection, targets, arranged, ON, AS_OF, by_years=by_years))
            for key, place in ((name, 0), (f"{name}_by_processor", 1)):
                found.setdefault(key, []).append(job[place] / floor[place])
    return {key: statistics.median(ratios) for key, ratios in found.items()}


def _child(name: str, size: str) -> dict[str, Any]:
    """A part of the measuring in a process of its own, for its memory."""
    command = [sys.executable, "-m", "benchmarks.bulk", name, size]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return dict(json.loads(done.stdout))


def _floor(connection: Any, arranged: Path) -> None:
    numbers = "SUM(indicator), SUM(area), SUM(value)"
    days = ", ".join(f"SUM(EPOCH({name}))" for name in COLUMNS if name.endswith(("_day", "_at")))
    connection.execute(f"SELECT {numbers}, {days} FROM read_parquet({_observations(arranged)})").fetchall()


def _observations(arranged: Path) -> list[str]:
    parts = int((arranged / bulk.PARTS).read_text())
    return [str(path) for part in range(parts) for path in bulk.figures(arranged, part)]


def _arrow(arranged: Path) -> None:
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    for path in _observations(arranged):
        table = pq.read_table(path, columns=list(COLUMNS))
        for name in ("indicator", "area", "value"):
            pc.sum(table[name])
        for name in ("start_day", "end_day", "recorded_at", "superseded_at"):
            pc.max(table[name])


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    begin, busy = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - begin, time.process_time() - busy


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _main(name: str, size: str) -> dict[str, Any]:
    targets, observations, arranged = files(size)
    connection = bulk.connect("4500MB", 2)
    found: dict[str, Any] = {}

    def job(source: Path, by_years: bool = True) -> None:
        bulk.evaluate_files(connection, targets, source, ON, AS_OF, by_years=by_years)
        rows = "SELECT verdict, CAST(COUNT(*) AS INTEGER) FROM judged GROUP BY verdict ORDER BY verdict"
        found["verdicts"] = dict(connection.execute(rows).fetchall())

    def pandas() -> None:
        from benchmarks.pandas_peer import verdicts

        found["verdicts"] = verdicts(targets, observations, ON, AS_OF)

    work: dict[str, Callable[[], None]] = {
        "job": lambda: job(arranged),
        "without_years": lambda: job(arranged, by_years=False),
        "unarranged": lambda: job(observations),
        "floor": lambda: _floor(connection, arranged),
        "arrow": lambda: _arrow(arranged),
        "pandas": pandas,
    }
    rounds = 1 if name in ("pandas", "unarranged") else ROUNDS[size]
    seconds = statistics.median(_seconds(work[name]) for _ in range(rounds))
    return {"seconds": seconds, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, **found}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_main(*sys.argv[1:3])))
