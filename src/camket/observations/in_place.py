"""The stored figures as a relation for `evaluation`, so that they can be judged where they lie."""

from collections.abc import Iterable
from datetime import date, datetime

from camket.evaluation import Dialect

# The columns of camket.evaluation.OBSERVATION_COLUMNS. A DECIMAL is exact to six places on both databases.
_COLUMNS = """
SELECT o.id AS observation, o.indicator_id AS indicator, o.area_id AS area, o.start AS start_day,
  CASE WHEN o.closed_on <= {on} AND o."end" > {on} THEN o.closed_on ELSE o."end" END AS end_day,
  {value} AS value, o.stage AS stage, o.recorded_at AS recorded_at, {state} AS state, COALESCE(d.title, '') AS source
FROM observations_observation o
LEFT JOIN records_passage p ON p.id = o.passage_id
LEFT JOIN records_document d ON d.id = p.document_id{states}
WHERE (o.withdrawn_at IS NULL OR o.withdrawn_at > {as_of}){named}
"""
_MILLIONTHS = "CAST(ROUND(o.value * 1000000) AS BIGINT)"


def relation(dialect: Dialect, on: date, as_of: datetime, places: Iterable[tuple[int, str, str, int]] = ()) -> str:
    """A SELECT of all figures that stood at ``as_of``, with the last days that they have ``on`` a day. ``places``: of
    each indicator with states, each text that was recorded, the state that it means and its place in the order, from
    one; a state not named counts for nothing."""
    rows = ", ".join(
        f"({key}, {dialect.text(text)}, {dialect.text(state)}, {place})" for key, text, state, place in places
    )
    if not rows:
        return _filled(dialect, on, as_of, _MILLIONTHS, "NULL", "", " AND o.state = ''")
    joined = (
        "\nLEFT JOIN (SELECT column1 AS indicator, column2 AS text, column3 AS state, column4 AS place"
        f" FROM (VALUES {rows}) AS given) s ON s.indicator = o.indicator_id AND s.text = o.state"
    )
    value = f"CASE WHEN o.state <> '' THEN s.place * 1000000 ELSE {_MILLIONTHS} END"
    return _filled(dialect, on, as_of, value, "s.state", joined, " AND (o.state = '' OR s.place IS NOT NULL)")


def _filled(dialect: Dialect, on: date, as_of: datetime, value: str, state: str, states: str, named: str) -> str:
    text = _COLUMNS.strip().replace("{value}", value).replace("{state}", state)
    return (
        text.replace("{states}", states)
        .replace("{named}", named)
        .replace("{as_of}", dialect.moment(as_of))
        .replace("{on}", dialect.day(on))
    )
