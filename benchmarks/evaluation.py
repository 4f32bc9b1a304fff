"""What judging costs, each figure beside its floor or peer in the same run.

Cold: the command for 60 targets, beside the start of Python with the framework (see ``cold.py``). Replay: 1,000 past
days of one resolution, beside the same days one by one. Bulk: sizes S and L (see ``bulk.py``). Incremental: one figure
more among 1 and 16 million (see ``incremental.py``). An SDG reporting tool's measure of progress, re-stated, on the
same indicators.

    python -m benchmarks.evaluation [part ...]
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from benchmarks import bulk, cold, sdg_peer
from camket.evaluation import Observation, Target, evaluate, replay

DAYS = 1000
BESIDE = 25
"""Days judged one by one beside the replay: each fortieth, and so a fortieth of the time."""
BARS = {
    "s_vs_floor": "at most 3",
    "s_vs_pandas": "at least 6",
    "l_seconds": "at most 30",
    "l_peak_mb": "at most 6,000",
    "incremental_ms_1m": "at most 50",
    "incremental_ms_16m": "at most 50",
    "cold_seconds": "at most 0.4",
    "replay_seconds": "at most 10",
}
"""What the figures that count are held against."""


def measure(only: Sequence[str] = ()) -> dict[str, Any]:
    """All parts, or those named; a part that cannot be run here says why under ``<part>_left_out``."""
    found: dict[str, Any] = {}
    for name in only or PARTS:
        try:
            found |= PARTS[name]()
        except ImportError as error:
            found[f"{name}_left_out"] = str(error)
    return found


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def replayed() -> dict[str, float]:
    """60 targets of five years, each with a figure a month and a correction in three of ten. Beside it what the days
    take one by one, with all reasons."""
    targets, figures = a_resolution()
    first = datetime(2022, 1, 1, tzinfo=UTC)
    days = [((first + timedelta(days=n)).date(), first + timedelta(days=n)) for n in range(DAYS)]
    some = days[:: DAYS // BESIDE]
    return {
        "replay_seconds": _seconds(lambda: sum(len(rows) for rows in replay(targets, figures, days))),
        "replay_one_by_one_seconds": _seconds(lambda: [evaluate(targets, figures, *day) for day in some])
        * (DAYS / len(some)),
    }


def a_resolution() -> tuple[list[Target], list[Observation]]:
    aggregates = ("last", "every", "mean", "sum", "growth", "change")
    targets = [
        Target(
            id=n,
            indicator=n,
            area=1,
            start=date(2021, 1, 1),
            due=date(2025, 12, 31),
            aggregate=aggregates[n % 6],
            nature="flow",
            value=Decimal(1000 + n),
        )
        for n in range(60)
    ]
    months = [(n, m, v) for n in range(60) for m in range(60) for v in range(2) if v == 0 or (n * 31 + m * 17) % 10 < 3]
    return targets, [_figure(*one) for one in months]


def _figure(n: int, month: int, vintage: int) -> Observation:
    start = date(2020 + month // 12, month % 12 + 1, 1)
    after = date(2020 + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    known = datetime(after.year, after.month, 15, tzinfo=UTC) + timedelta(days=90 * vintage)
    return Observation(
        id=(n * 60 + month) * 2 + vintage,
        indicator=n,
        area=1,
        start=start,
        end=after - timedelta(days=1),
        value=Decimal(80 + month // 12 + (n * 7 + month * 3 + vintage) % 11),
        stage=("provisional", "final")[vintage],
        recorded_at=known,
    )


def incremental() -> dict[str, float]:
    """The slower of SQLite and PostgreSQL; each by itself too."""
    from benchmarks import incremental as measured

    found: dict[str, float] = {}
    for key, rows in (("1m", 1_000_000), ("16m", 16_000_000)):
        engines = {name: measured.measure(rows, name) for name in ("sqlite", "postgresql")}
        found[f"incremental_ms_{key}"] = max(one["ms"] for one in engines.values())
        for name, figures in engines.items():
            found |= {f"incremental_{name}_{what}_{key}": value for what, value in figures.items()}
    return found


PARTS: dict[str, Callable[[], dict[str, Any]]] = {
    "cold": cold.measure,
    "replay": replayed,
    "s": bulk.size_s,
    "sdg": sdg_peer.measure,
    "l": bulk.size_l,
    "incremental": incremental,
}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(sys.argv[1:]), indent=2) + "\n")
