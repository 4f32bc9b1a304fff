"""What was known: of each period the latest recorded of the best stage, at ``as_of``, and no plan.

The relation ``visible`` of ``verdicts.sql``, in the forms that its data call for. A vintage without a value withdraws the
one before.
"""

# The targets lead, so that an index on (indicator, area) serves few targets among many observations.
_LED = """
series AS MATERIALIZED (SELECT DISTINCT indicator, area FROM aim),
"""
_LED_FROM = """FROM series s CROSS JOIN given_observation o
  WHERE o.indicator = s.indicator AND o.area = s.area AND"""
_FREE_FROM = """FROM given_observation o
  WHERE"""

_RANKED = """
ranked AS (
  SELECT o.indicator, o.area, o.observation, o.start_day, o.end_day, o.value,
    ROW_NUMBER() OVER (
      PARTITION BY o.indicator, o.area, o.start_day, o.end_day
      ORDER BY CASE o.stage WHEN 'final' THEN 1 WHEN 'provisional' THEN 2 ELSE 3 END,
               o.recorded_at DESC, o.observation DESC) AS pick
  {from} o.stage IN ('final', 'provisional', 'estimate') AND o.recorded_at <= {as_of} AND o.end_day <= {on}
),
visible AS MATERIALIZED (
  SELECT indicator, area, observation, start_day, end_day, value FROM ranked WHERE pick = 1 AND value IS NOT NULL
)
"""

# A row counts from the moment it was recorded until the first moment at which a better one was.
_KEPT = """
visible AS NOT MATERIALIZED (
  SELECT o.indicator, o.area, o.observation, o.start_day, o.end_day, o.value
  {from} o.recorded_at <= {as_of} AND o.end_day <= {on}
    AND (o.superseded_at IS NULL OR o.superseded_at > {as_of}) AND o.value IS NOT NULL
)
"""

SUPERSEDED = """
SELECT o.*,
  MIN(o.recorded_at) OVER (
    PARTITION BY o.indicator, o.area, o.start_day, o.end_day
    ORDER BY CASE o.stage WHEN 'final' THEN 1 WHEN 'provisional' THEN 2 ELSE 3 END, o.recorded_at DESC, o.observation DESC
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS superseded_at
FROM ({observation}) o WHERE o.stage IN ('final', 'provisional', 'estimate')
"""


def visible(*, is_led: bool, has_superseded: bool) -> str:
    """The text of the relation. ``has_superseded``: the observations carry ``superseded_at`` (see ``superseded``)."""
    body = (_KEPT if has_superseded else _RANKED).replace("{from}", _LED_FROM if is_led else _FREE_FROM)
    return ((_LED if is_led else "") + body).strip()


def superseded(observation_relation: str) -> str:
    """A SELECT of the observations with ``superseded_at``: the moment from which a better vintage is known, or null.

    Whichever day is looked at, a row is the newest vintage exactly where ``recorded_at <= as_of < superseded_at``, so
    what is costly about vintages is done once. Plans are left out.
    """
    return SUPERSEDED.strip().replace("{observation}", observation_relation)
