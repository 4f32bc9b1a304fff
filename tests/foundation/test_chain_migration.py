"""What was in the trail before it became a chain is chained as it stood."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from camket.foundation import chain
from camket.foundation.models import AuditEntry

BEFORE, AFTER = [("foundation", "0002_begin")], [("foundation", "0003_chain")]


def migrate(to):
    executor = MigrationExecutor(connection)
    executor.migrate(to)
    return executor.loader.project_state(to).apps


@pytest.mark.django_db(transaction=True)
def test_entries_from_before_are_chained_in_their_order_and_go_on():
    old = migrate(BEFORE).get_model("foundation", "AuditEntry")
    for word in ("a", "b", "c"):
        old.objects.create(verb="targets.edit", object_type="x.y", object_id="1", detail={"word": word})
    migrate(AFTER)
    chain.append([AuditEntry(verb="targets.edit", detail={"word": "d"})])
    assert [entry.detail["word"] for entry in AuditEntry.objects.order_by("number")] == ["a", "b", "c", "d"]
    assert (chain.check().entries, chain.check().faults) == (4, [])
