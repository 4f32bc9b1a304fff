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


@pytest.fixture(autouse=True)
def _the_trail_speaks(request, monkeypatch):
    """Whatever a test does, what the trail shows of it has no word of the code in it, and no number of a machine."""
    import machine_words
    from camket.foundation import chain

    written, plain = [], chain.append

    def append(entries):
        plain(entries)
        written.extend(entries)

    monkeypatch.setattr(chain, "append", append)
    yield
    if "foundation" in request.path.parts:
        return  # actions that only a test has
    made = [one for one in written if one.verb in machine_words.words.VERBS]
    assert [fault for one in made for fault in machine_words.found(one)] == []
