"""The measure of progress of an SDG reporting tool, re-stated as a formula of our own, timed on the same indicators.

Such tools hold the growth that an indicator has had since its base year against the growth that its target asks for: a
quotient of at least 0.95 is on track, from 0.5 to 0.95 moderate, from 0 to 0.5 slow, below 0 a step back. One rule, no
vintages, one data frame an indicator.
"""

import time
from typing import Any

from benchmarks import bulk

INDICATORS = 1000


def progress(frame: Any, target: float, base_year: int, due: int, rising: bool) -> str:
    """``frame``: the columns ``year`` and ``value`` of one indicator."""
    known = frame[(frame["year"] >= base_year) & frame["value"].notna()].sort_values("year")
    first, last = known.iloc[0], known.iloc[-1]
    years = last["year"] - first["year"]
    if years < 1 or first["value"] <= 0 or last["value"] <= 0:
        return "no data"
    had = (last["value"] / first["value"]) ** (1 / years) - 1
    asked = (target / first["value"]) ** (1 / (due - base_year)) - 1
    if asked == 0:
        return "on track" if (had >= 0) == rising else "step back"
    quotient = had / asked
    return (
        "on track" if quotient >= 0.95 else "moderate" if quotient >= 0.5 else "slow" if quotient >= 0 else "step back"
    )


def measure() -> dict[str, float]:
    """Milliseconds an indicator, against those a target of the whole job of size S."""
    import pandas as pd

    targets, observations, arranged = bulk.files("small")
    aims = pd.read_parquet(targets).head(INDICATORS)
    rows = pd.read_parquet(observations, columns=["indicator", "area", "end_day", "value", "recorded_at"])
    rows = rows[rows["indicator"] * 50 + rows["area"] < INDICATORS].sort_values("recorded_at")
    rows["year"] = pd.to_datetime(rows["end_day"]).dt.year
    series = {key: one for key, one in rows.groupby(["indicator", "area"])[["year", "value"]]}
    begin = time.perf_counter()
    for aim in aims.itertuples():
        progress(series[(aim.indicator, aim.area)], aim.value, 2020, 2025, aim.comparator == "ge")
    each = (time.perf_counter() - begin) / INDICATORS
    ours = bulk._child("job", "S")["seconds"] / bulk.TARGETS["S"]
    return {"sdg_ms_an_indicator": each * 1000, "sdg_vs_s": each / ours}
