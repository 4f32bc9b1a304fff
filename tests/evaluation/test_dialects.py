from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from camket.evaluation import BY_NAME, Dialect
from camket.evaluation.dialects import stored_moment
from camket.evaluation.engine import statement_chain

HANOI = timezone(timedelta(hours=7))


@pytest.mark.parametrize("dialect", BY_NAME.values(), ids=BY_NAME)
def test_every_hook_is_written_out(dialect: Dialect) -> None:
    chain = statement_chain("SELECT 1", "SELECT 2", date(2024, 1, 1), datetime(2024, 1, 1, tzinfo=UTC), dialect)
    assert not [word for word in ("YEAR_OF", "DAYS_FROM", "{", "}", "--") if word in chain]


def test_moments_are_stored_in_utc_and_sort_as_text() -> None:
    early, late = datetime(2024, 1, 1, 6, tzinfo=HANOI), datetime(2024, 1, 1, 0, tzinfo=UTC)
    assert stored_moment(early) == "2023-12-31 23:00:00.000000" < stored_moment(late)


def test_a_moment_without_a_zone_counts_as_utc() -> None:
    assert stored_moment(datetime(2024, 1, 1, 5)) == stored_moment(datetime(2024, 1, 1, 5, tzinfo=UTC))
