"""Moments grow, whatever the machine's clock says."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from camket.foundation.clock import tick

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
LATER = NOON + timedelta(seconds=1)
JUST_AFTER = NOON + timedelta(microseconds=1)


def at(monkeypatch, moment):
    monkeypatch.setattr(timezone, "now", lambda: moment)
    return tick()


def test_the_first_moment_is_the_one_of_the_machine(db, monkeypatch):
    assert at(monkeypatch, NOON).now == NOON


@pytest.mark.parametrize(
    ("machine", "given"),
    [(LATER, LATER), (NOON, JUST_AFTER), (NOON - timedelta(hours=1), JUST_AFTER)],
    ids=["goes on", "stands", "goes back"],
)
def test_each_moment_is_later_than_the_one_before(db, monkeypatch, machine, given):
    at(monkeypatch, NOON)
    assert at(monkeypatch, machine) == (NOON, given)


def test_what_is_rolled_back_was_not_given_out(db, monkeypatch):
    at(monkeypatch, NOON)
    with transaction.atomic():
        at(monkeypatch, LATER)
        transaction.set_rollback(True)
    assert at(monkeypatch, LATER).before == NOON


def test_a_moment_is_taken_inside_a_transaction(transactional_db):
    if transaction.get_connection().vendor == "sqlite":
        pytest.skip("SQLite has one writer, and no lock to be held")
    with pytest.raises(transaction.TransactionManagementError):
        tick()
