"""What every room's tests need of the database."""

import pytest
from django.db.backends.base.operations import BaseDatabaseOperations

from camket.foundation.guarding import guard, unguard


@pytest.fixture(scope="session", autouse=True)
def _trail_is_emptied_between_tests():
    """Tests that commit empty their tables afterwards, which the audit trail refuses."""
    plain = BaseDatabaseOperations.execute_sql_flush

    def flush(self, statements):
        unguard(self.connection)
        plain(self, statements)
        guard(self.connection)

    BaseDatabaseOperations.execute_sql_flush = flush
    yield
    BaseDatabaseOperations.execute_sql_flush = plain
