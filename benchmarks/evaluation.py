"""What judging costs, beside its floor in the same run.

Cold: 60 targets in a process of its own, beside the interpreter's bare start. Bulk: a generated SQLite table of monthly
figures in 1.3 vintages, judged in place by the SQL text, beside reading and summing the same columns. Sizes: "small"
(10,000 targets, 0.8 million observations) ends within a minute, "S" (200,000 targets, 15.6 million) takes several.

    python benchmarks/evaluation.py [small|S]
"""

import json
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from camket.evaluation import OBSERVATION_COLUMNS, SQLITE, TARGET_COLUMNS
from camket.evaluation.engine import statement_chain

ROOT = Path(__file__).resolve().parent.parent
TARGETS = {"small": 10_000, "S": 200_000}
COLD_ROUNDS = 7
BULK_ROUNDS = {"small": 3, "S": 1}
ON = date(2024, 12, 31)
AS_OF = datetime(2025, 6, 30, tzinfo=UTC)

COLD = """
from datetime import UTC, date, datetime
from decimal import Decimal
from camket.evaluation import Observation, Target, evaluate
kinds = ("last", "every", "mean", "sum", "growth", "change")
targets = [Target(id=n, indicator=n, area=1, start=date(2021, 1, 1), due=date(2025, 12, 31), value=Decimal(100 + n),
                  aggregate=kinds[n % 6], nature="flow", unit="tỷ đồng", name_vi="thu ngân sách") for n in range(60)]
observations = [Observation(id=100 * n + y, indicator=n, area=1, start=date(y, 1, 1), end=date(y, 12, 31),
                            value=Decimal(90 + y - 2020 + n), recorded_at=datetime(y + 1, 1, 15, tzinfo=UTC))
                for n in range(60) for y in range(2019, 2025)]
verdicts = evaluate(targets, observations, date(2025, 3, 1), datetime(2025, 3, 1, tzinfo=UTC))
assert len([verdict.why_vi for verdict in verdicts]) == 60
"""

GENERATE = """
WITH RECURSIVE
  month(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM month WHERE n < 59),
  span AS (SELECT n, date('2020-01-01', n || ' months') AS first,
                  date('2020-01-01', (n + 1) || ' months', '-1 day') AS last,
                  datetime('2020-01-01', (n + 1) || ' months', '+14 days') AS known FROM month)
INSERT INTO observation
SELECT NULL, t.indicator, t.area, s.first, s.last,
       (100000 + (t.target * 7919 + s.n * 104729 + v.n * 31) % 50000 + s.n * 500) * 1000,
       CASE v.n WHEN 0 THEN 'provisional' ELSE 'final' END, datetime(s.known, (v.n * 90) || ' days'), NULL, NULL
FROM target t CROSS JOIN span s CROSS JOIN (SELECT 0 AS n UNION ALL SELECT 1) v
WHERE v.n = 0 OR (t.target * 31 + s.n * 17) % 10 < 3
"""

GENERATE_TARGETS = """
WITH RECURSIVE one(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM one WHERE n < {last})
INSERT INTO target
SELECT n, n / 50, n % 50,
       CASE n % 6 WHEN 0 THEN 'last' WHEN 1 THEN 'every' WHEN 2 THEN 'mean' WHEN 3 THEN 'sum' WHEN 4 THEN 'growth'
                  ELSE 'last' END,
       CASE n % 4 WHEN 0 THEN 'flow' WHEN 1 THEN 'stock' WHEN 2 THEN 'ratio' ELSE 'level' END,
       CASE n % 5 WHEN 0 THEN 'le' ELSE 'ge' END, 'up', (90 + n % 80) * 1000000, NULL, NULL, NULL,
       '2021-01-01', '2025-12-31', 950000, 800000, 31, 30, '', '', '', NULL
FROM one
"""

FLOOR = """
SELECT COUNT(*), SUM(indicator), SUM(area), SUM(LENGTH(start_day)), SUM(LENGTH(end_day)), SUM(value),
       SUM(LENGTH(stage)), SUM(LENGTH(recorded_at)) FROM observation
"""


def measure(size: str = "small") -> dict[str, float]:
    """Medians in seconds, and the ratios of one run: ``cold_over_start`` in seconds, ``bulk_vs_floor`` in times."""
    return {**_cold(), **_bulk(size)}


def _cold() -> dict[str, float]:
    rounds = [(_process(COLD), _process("pass")) for _ in range(COLD_ROUNDS)]
    return {
        "cold_seconds": statistics.median(cold for cold, _ in rounds),
        "start_seconds": statistics.median(start for _, start in rounds),
        "cold_over_start": statistics.median(cold - start for cold, start in rounds),
    }


def _process(program: str) -> float:
    return _seconds(lambda: subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT / "src"))


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _bulk(size: str) -> dict[str, float]:
    with closing(_table(size)) as connection:
        observations = connection.execute("SELECT COUNT(*) FROM observation").fetchone()[0]
        rounds = [(_judge(connection), _floor(connection)) for _ in range(BULK_ROUNDS[size])]
    return {
        "bulk_targets": TARGETS[size],
        "bulk_observations": observations,
        "bulk_seconds": statistics.median(judged for judged, _ in rounds),
        "floor_seconds": statistics.median(floor for _, floor in rounds),
        "bulk_vs_floor": statistics.median(judged / floor for judged, floor in rounds),
    }


def _judge(connection: sqlite3.Connection) -> float:
    chain = statement_chain("SELECT * FROM target", "SELECT * FROM observation", ON, AS_OF, SQLITE)
    statement = f"{chain} SELECT verdict, COUNT(*), SUM(attained), SUM(ratio), SUM(pace) FROM verdict GROUP BY verdict"
    return _seconds(lambda: connection.execute(statement).fetchall())


def _floor(connection: sqlite3.Connection) -> float:
    return _seconds(lambda: connection.execute(FLOOR).fetchall())


def _table(size: str) -> sqlite3.Connection:
    """The generated table, kept under var/ for the next run."""
    path = ROOT / "var" / "benchmarks" / f"evaluation-{size}.sqlite3"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        unfinished = path.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as connection:
            _generate(connection, TARGETS[size])
        unfinished.rename(path)
    return sqlite3.connect(path)


def _generate(connection: sqlite3.Connection, targets: int) -> None:
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;")
    for name, (key, *others) in (("target", TARGET_COLUMNS), ("observation", OBSERVATION_COLUMNS)):
        connection.execute(f"CREATE TABLE {name} ({key} INTEGER PRIMARY KEY, {', '.join(others)})")
    connection.execute(GENERATE_TARGETS.format(last=targets - 1))
    connection.execute(GENERATE)
    connection.execute("CREATE INDEX observation_series ON observation (indicator, area)")


if __name__ == "__main__":
    chosen = sys.argv[1] if len(sys.argv) > 1 else "small"
    sys.stdout.write(json.dumps(measure(chosen), indent=2) + "\n")
