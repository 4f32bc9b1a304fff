"""The years of the series: the relation ``yearly`` of ``verdicts.sql``, gathered as it is asked, or before.

A year of a series is settled for whoever asks at or after the last moment at which anything of it was recorded, and
stands at or after its last day. Settled years may be kept beside the figures, gathered by this same text; the others
are gathered from the figures each time.
"""

from dataclasses import dataclass
from datetime import date

COLUMNS = (
    *("indicator", "area", "year_no", "pieces", "total", "least", "first_start", "last_end", "nights", "months"),
    *("latest_value", "latest_start"),
)

# What adds up must count no day twice: `months` has a digit to the base 16 for each month, which counts the periods
# that touch it. In sixteens, January to March is 1 + 16 + 256 = (16^3 - 16^0) / 15. Where no digit passes 1 (and with
# 15 periods at most none has overflowed), no two periods share a month.
# Of figures that end on one day, that of the year speaks for the year, not that of its last quarter or month: the
# longest of at most a year; a longer one only where there is no other. Always of five digits.
FULLNESS = (
    "CASE WHEN DAYS_FROM(v.start_day, v.end_day) < 366 THEN DAYS_FROM(v.start_day, v.end_day) + 10001 ELSE 10000 END"
)
_GATHERED = """
  SELECT v.indicator, v.area, YEAR_OF(v.end_day) AS year_no, COUNT(*) AS pieces, CAST(SUM(v.value) AS BIGINT) AS total,
    MIN(v.value) AS least, MIN(v.start_day) AS first_start, LATEST_END(v) AS last_end,
    SUM(CAST(DAYS_FROM(v.start_day, v.end_day) AS DOUBLE PRECISION)) AS nights,
    SUM(SIXTEENS_AFTER(v.end_day) - SIXTEENS_BEFORE(v.start_day)) AS months,
    FULLEST_VALUE(v) AS latest_value, FULLEST_START(v) AS latest_start
  FROM (SELECT v.*, {fullness} AS fullness FROM visible v{when}) v GROUP BY v.indicator, v.area, YEAR_OF(v.end_day)
"""
_STEPPED = """
  SELECT c.target, c.good_from, o.end_day, c.before_it + {climbed} AS total
  FROM crossing c CROSS JOIN {of} o
  WHERE o.indicator = c.indicator AND o.area = c.area AND o.end_day >= c.start_day AND o.end_day <= c.end_day
"""
_SUMMED = "SUM(o.value) OVER (PARTITION BY c.target ORDER BY o.end_day ROWS UNBOUNDED PRECEDING)"


@dataclass(frozen=True)
class Settled:
    """``years`` is a SELECT of ``COLUMNS``; ``steps`` one of the newest vintages, with the column ``climbed``: what the
    series' year comes to up to the row's last day. Years that begin on ``open_from`` or later are not settled."""

    years: str
    steps: str
    open_from: date | None


def gathered(when: str = "") -> str:
    """A SELECT of ``COLUMNS`` from ``visible v``."""
    return _GATHERED.replace("{when}", when).replace("{fullness}", FULLNESS)


def yearly(settled: Settled | None, open_day: str = "") -> str:
    """The text of the relation; ``open_day`` is the literal of ``open_from``."""
    if settled is None:
        return f"yearly AS MATERIALIZED ({gathered()})"
    kept = f"SELECT {', '.join(COLUMNS)} FROM ({settled.years}) s"
    if settled.open_from is None:
        return f"yearly AS NOT MATERIALIZED ({kept})"
    fresh = gathered(f" WHERE v.end_day >= {open_day}")
    return f"yearly AS NOT MATERIALIZED ({kept} WHERE s.last_end < {open_day} UNION ALL {fresh})"


def stepped(settled: Settled | None, open_day: str = "") -> str:
    """The days of the year in which a sum reached its value, each with what had come together by then."""
    if settled is None:
        return f"stepped AS NOT MATERIALIZED ({_steps('visible', _SUMMED)})"
    kept = _steps(f"({settled.steps})", "o.climbed")
    if settled.open_from is None:
        return f"stepped AS NOT MATERIALIZED ({kept})"
    before, fresh = f"{kept} AND c.end_day < {open_day}", _steps("visible", _SUMMED)
    return f"stepped AS NOT MATERIALIZED ({before} UNION ALL {fresh} AND c.end_day >= {open_day})"


def _steps(of: str, climbed: str) -> str:
    return _STEPPED.replace("{of}", of).replace("{climbed}", climbed)
