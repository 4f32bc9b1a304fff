"""The same job in pandas, for figures of whole months: what an analyst would write, and as fast as it is written so."""

from datetime import date, datetime
from pathlib import Path

import numpy as np
import pandas as pd

KEYS = ["indicator", "area"]
COLUMNS = [*KEYS, "start_day", "end_day", "value", "stage", "recorded_at"]


def verdicts(targets: Path, observations: Path, on: date, as_of: datetime) -> dict[str, int]:
    """How many targets stand how."""
    aims = pd.read_parquet(targets)
    yearly = years(newest(pd.read_parquet(observations, columns=COLUMNS), on, as_of))
    found = standing(attained(aims.merge(yearly, on=KEYS)), aims, on)
    return {str(name): int(count) for name, count in sorted(found.value_counts().items())}


def newest(rows: pd.DataFrame, on: date, as_of: datetime) -> pd.DataFrame:
    """The latest recorded of the best stage of each period."""
    rows = rows[(rows["recorded_at"] <= pd.Timestamp(as_of).tz_localize(None)) & (rows["stage"] != "plan")]
    rows = rows[pd.to_datetime(rows["end_day"]) <= pd.Timestamp(on)]
    rows = rows.assign(sureness=rows["stage"].map({"final": 3, "provisional": 2, "estimate": 1}))
    rows = rows.sort_values([*KEYS, "start_day", "end_day", "sureness", "recorded_at"])
    return rows.drop_duplicates([*KEYS, "start_day", "end_day"], keep="last")


def years(rows: pd.DataFrame) -> pd.DataFrame:
    """The total and the last figure of each year."""
    rows = rows.assign(year=pd.to_datetime(rows["end_day"]).dt.year).sort_values([*KEYS, "end_day"])
    return rows.groupby([*KEYS, "year"], as_index=False).agg(total=("value", "sum"), latest=("value", "last"))


def attained(rows: pd.DataFrame) -> pd.DataFrame:
    """For each target what it is judged by: attained value, baseline, and whether a year has failed."""
    rows["figure"] = np.where(
        (rows["nature"] == "flow") | (rows["aggregation"] == "sum"), rows["total"], rows["latest"]
    )
    before, inside = rows[rows["year"] == 2020], rows[rows["year"] > 2020].copy()
    is_floor = inside["comparator"] == "ge"
    inside["fails"] = np.where(
        is_floor, inside["figure"] < inside["value"], inside["figure"] > inside["value"]
    )
    grouped = inside.sort_values("year").groupby("target")["figure"]
    found = grouped.agg(["last", "min", "max", "mean", "sum"])
    found["fails"] = inside.groupby("target")["fails"].any()
    found["baseline"] = before.set_index("target")["figure"]
    return found


def standing(found: pd.DataFrame, aims: pd.DataFrame, on: date) -> pd.Series:
    """The verdict, by the rules of an open window."""
    aims = aims.drop(columns="baseline").set_index("target").join(found)
    value, base, kind = aims["value"].astype(float), aims["baseline"].astype(float), aims["aggregation"]
    floor = aims["comparator"] == "ge"
    growth = ((aims["last"] / base) ** 0.25 - 1) * 100_000_000
    worst = aims["min"].where(floor, aims["max"])
    got = pd.Series(
        np.select(
            [kind == "last", kind == "every", kind == "mean", kind == "sum"],
            [aims["last"], worst, aims["mean"], aims["sum"]],
            growth,
        ),
        index=aims.index,
    ).round()
    holds = (got >= value).where(floor, got <= value)
    share = (on - date(2020, 12, 31)).days / (date(2025, 12, 31) - date(2020, 12, 31)).days
    has_way = (kind == "last") & (base < value).where(floor, base > value)
    is_sum = kind == "sum"
    allowance = (value * share / got).clip(upper=1.0)
    flat = pd.Series(1.0, index=aims.index).where(holds, 1 - (got - value).abs() / value.abs())
    pace = np.select(
        [has_way, is_sum & floor, is_sum],
        [(got - base) / ((value - base) * share), got / (value * share), allowance],
        flat,
    ).round(6)
    lost = (kind == "every") & aims["fails"] | is_sum & ~floor & ~holds
    early = holds & ((kind == "last") | is_sum & floor)
    return pd.Series(
        np.select([lost, early, pace >= 0.95, pace >= 0.8], ["missed", "achieved", "on_track", "at_risk"], "off_track")
    )
