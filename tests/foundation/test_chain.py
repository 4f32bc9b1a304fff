"""The audit trail is a chain: what is changed, removed or moved is named."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory

from camket.foundation import chain, guarding
from camket.foundation.actions import Action
from camket.foundation.chain import BEGINNING, Fault
from camket.foundation.models import AuditEntry
from camket.foundation.origin import Origin
from camket.foundation.traces import Changes, area_of, called
from camket.intake.models import Statement
from camket.people.enums import Role
from factories import IndicatorFactory, UserFactory

pytestmark = pytest.mark.django_db


@dataclass(kw_only=True)
class Saying(Action[None]):
    verb = "areas.manage"
    word: str = "a"
    inner: int = 0
    fails: bool = False

    def subject(self):
        return None

    def perform(self):
        for number in range(self.inner):
            Saying(by=self.by, word=f"{self.word}{number}").execute()
        if self.fails:
            raise RuntimeError("in the middle")

    def detail(self):
        return {"word": self.word}


def said(*words):
    for word in words:
        Saying(by=None, word=word).execute()


def raw(statement, *values):
    """Past the ORM and past the database's own refusals, as somebody with the file in hands would."""
    guarding.unguard(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    guarding.guard(connection)


def words():
    return [entry.detail["word"] for entry in AuditEntry.objects.order_by("number")]


def test_an_empty_trail_is_in_order():
    assert chain.check() == chain.Chain(0, BEGINNING, [])


def test_each_entry_holds_the_hash_of_the_one_before():
    said("a", "b", "c")
    first, second, third = AuditEntry.objects.order_by("number")
    assert [first.previous_hash, second.previous_hash, third.previous_hash] == [BEGINNING, first.hash, second.hash]


def test_a_trail_that_nobody_touched_has_no_fault_and_tells_its_newest_hash():
    said("a", "b", "c")
    assert chain.check() == chain.Chain(3, AuditEntry.objects.first().hash, [])


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("verb", "targets.edit"),
        ("object_id", "9"),
        ("object_name", "khác"),
        ("area", 7),
        ("detail", '{"word": "x"}'),
        ("before", '{"value": "1"}'),
        ("after", '{"value": "1"}'),
        ("address", "10.0.0.9"),
        ("reason", "khác"),
        ("at", "2020-01-01 00:00:00"),
    ],
)
def test_a_field_that_was_changed_is_named_by_its_entry(column, value):
    said("a", "b", "c")
    raw(f"UPDATE foundation_auditentry SET {column} = %s WHERE number = 2", value)
    assert chain.check().faults == [Fault(2, "changed")]


def test_an_entry_that_was_given_to_another_person_is_named():
    said("a", "b")
    raw("UPDATE foundation_auditentry SET actor_id = %s WHERE number = 1", UserFactory().pk)
    assert chain.check().faults == [Fault(1, "changed")]


def test_entries_that_are_gone_are_named():
    said("a", "b", "c", "d")
    raw("DELETE FROM foundation_auditentry WHERE number IN (2, 3)")
    assert chain.check().faults == [Fault(2, "missing"), Fault(3, "missing")]


def test_an_entry_that_is_gone_is_missed_though_the_rest_was_counted_anew():
    said("a", "b", "c")
    raw("DELETE FROM foundation_auditentry WHERE number = 2")
    raw("UPDATE foundation_auditentry SET number = 2 WHERE number = 3")
    assert chain.check().faults == [Fault(2, "missing")]


def test_entries_that_changed_places_are_named():
    said("a", "b", "c")
    for old, new in ((2, 9), (3, 2), (9, 3)):
        raw("UPDATE foundation_auditentry SET number = %s WHERE number = %s", new, old)
    assert chain.check().faults == [Fault(2, "reordered"), Fault(3, "reordered")]


def test_an_entry_rewritten_with_a_fitting_hash_breaks_the_next_one():
    said("a", "b")
    first = AuditEntry.objects.last()
    first.verb = "targets.edit"
    raw(
        "UPDATE foundation_auditentry SET verb = %s, hash = %s WHERE number = 1",
        first.verb,
        chain.digest(chain.told(first)),
    )
    assert chain.check().faults == [Fault(2, "missing")]


def test_an_end_that_was_cut_off_is_seen_against_a_hash_kept_outside():
    said("a", "b", "c")
    kept = chain.check().newest
    raw("DELETE FROM foundation_auditentry WHERE number = 3")
    assert (chain.check().faults, chain.check(kept).faults) == ([], [Fault(0, "head")])


def test_a_hash_kept_outside_is_found_however_much_came_after_it():
    said("a", "b")
    kept = chain.check().newest
    said("c")
    assert chain.check(kept).faults == []


@pytest.mark.parametrize(
    "statement", ["UPDATE foundation_auditentry SET verb = 'x'", "DELETE FROM foundation_auditentry"]
)
def test_the_database_itself_refuses(statement):
    said("a")
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        connection.cursor().execute(statement)
    assert words() == ["a"]


def test_refusals_that_were_taken_out_of_the_database_are_missed():
    guarding.unguard(connection)
    assert chain.check().faults == [Fault(0, "unguarded")]
    guarding.guard(connection)


def test_the_model_refuses_to_change_or_remove_many():
    said("a")
    with pytest.raises(ValueError, match="once"):
        AuditEntry.objects.update(verb="x")
    with pytest.raises(ValueError, match="once"):
        AuditEntry.objects.bulk_update([AuditEntry.objects.get()], ["verb"])
    with pytest.raises(ValueError, match="stays"):
        AuditEntry.objects.all().delete()


# --- what an action tells


def test_entries_stand_in_the_order_in_which_things_were_done():
    Saying(by=None, word="a", inner=2).execute()
    assert words() == ["a0", "a1", "a"]
    assert chain.check().faults == []


def test_what_breaks_leaves_no_entry_and_no_gap():
    said("a")
    with pytest.raises(RuntimeError):
        Saying(by=None, inner=2, fails=True).execute()
    said("b")
    assert (words(), chain.check().faults) == (["a", "b"], [])


def test_an_action_costs_two_statements_for_its_entry_and_however_many_are_inside_it(django_assert_num_queries):
    said("a")
    with django_assert_num_queries(4):  # savepoint, newest, insert, release
        Saying(by=None).execute()
    with django_assert_num_queries(4 + 2 * 3):  # a savepoint of its own for each
        Saying(by=None, inner=3).execute()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the wording of SQLite's plan")
def test_the_newest_entry_is_found_by_the_index():
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {chain._NEWEST}")
        plan = " ".join(str(row[-1]) for row in cursor.fetchall())
    assert "USING INDEX" in plan
    assert "TEMP B-TREE" not in plan


def test_the_address_of_a_request_is_kept():
    Origin(lambda request: said("a"))(RequestFactory().get("/", REMOTE_ADDR="192.0.2.7"))
    said("b")
    assert [entry.address for entry in AuditEntry.objects.order_by("number")] == ["192.0.2.7", ""]


@pytest.mark.parametrize(
    ("proxies", "header", "found"),
    [
        (0, "203.0.113.9", "192.0.2.7"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9, 192.0.2.1", "203.0.113.9"),
        (1, "nonsense", ""),
    ],
)
def test_a_header_counts_only_as_far_as_the_proxies_are_ones_own(settings, proxies, header, found):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR=header)
    Origin(lambda request: said("a"))(request)
    assert AuditEntry.objects.get().address == found


def test_a_reason_is_kept():
    Saying(by=None, reason="Công văn số 5").execute()
    assert AuditEntry.objects.get().reason == "Công văn số 5"


def test_a_change_tells_only_what_became_another():
    changes = Changes()
    changes.note(IndicatorFactory.build(name="thu", unit="tỷ đồng"), {"name": "thu", "unit": "triệu đồng"})
    assert (changes.before, changes.after) == ({"unit": "tỷ đồng"}, {"unit": "triệu đồng"})


@pytest.mark.parametrize("name", ["password", "api_token", "secret_key"])
def test_a_secret_is_told_as_changed_and_never_as_what_it_is(name):
    changes = Changes()
    changes.between(name, "abc", "xyz")
    assert (changes.before, changes.after) == ({name: "•••"}, {name: "•••"})


def test_values_are_kept_as_every_database_gives_them_back():
    when = datetime(2026, 1, 2, tzinfo=UTC)
    assert chain.plain({1: (Decimal("1.50"), 0.5, when, "a\x00b")}) == {
        "1": ["1.50", "0.5", "2026-01-02 00:00:00+00:00", "ab"]
    }


def test_the_area_of_the_object_is_kept_with_the_entry():
    from camket.targets.actions import RememberWording

    indicator = IndicatorFactory()
    RememberWording(by=UserFactory(role=Role.CLERK), indicator=indicator, text="thu").execute()
    entry = AuditEntry.objects.get()
    assert (entry.area, entry.object_name) == (indicator.area_id, indicator.name)


def test_objects_that_hold_each_other_end_the_search():
    first, second = Statement(), Statement()
    first.repeats, second.repeats = second, first
    assert (called(first), area_of(first)) == ("", None)
