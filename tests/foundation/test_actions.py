"""One verb, one action."""

from dataclasses import dataclass

import pytest
from django.core.exceptions import PermissionDenied

from camket.areas.actions import RecordArea
from camket.areas.models import Area
from camket.foundation.actions import Action, performed
from camket.foundation.models import AuditEntry
from camket.people.enums import Role
from factories import AreaFactory, UserFactory

pytestmark = pytest.mark.django_db

CITY = {"slug": "a", "code": "1", "name": "A", "kind": "city"}


@dataclass(kw_only=True)
class Breaking(Action[None]):
    verb = "areas.manage"

    def subject(self):
        return None

    def perform(self):
        AreaFactory(slug="half-done")
        raise RuntimeError("in the middle")


def test_an_action_leaves_an_audit_entry_with_its_actor():
    user = UserFactory(role=Role.ADMINISTRATOR)
    area = RecordArea(by=user, **CITY).execute()
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.verb, entry.object_id) == (user, "areas.manage", str(area.pk))


def test_a_role_without_the_verb_changes_nothing():
    with pytest.raises(PermissionDenied):
        RecordArea(by=UserFactory(role=Role.LEADER), **CITY).execute()
    assert not Area.objects.exists()
    assert not AuditEntry.objects.exists()


def test_an_action_that_breaks_half_way_leaves_nothing():
    with pytest.raises(RuntimeError):
        Breaking(by=None).execute()
    assert not Area.objects.exists()
    assert not AuditEntry.objects.exists()


def test_the_signal_comes_after_the_commit(django_capture_on_commit_callbacks):
    heard = []

    def listen(action, **kwargs):
        heard.append(action.verb)

    performed.connect(listen)
    with django_capture_on_commit_callbacks() as callbacks:
        RecordArea(by=None, **CITY).execute()
    assert heard == []
    for callback in callbacks:
        callback()
    assert heard == ["areas.manage"]


def test_an_audit_entry_is_never_changed_nor_deleted():
    RecordArea(by=None, **CITY).execute()
    entry = AuditEntry.objects.get()
    with pytest.raises(ValueError, match="once"):
        entry.save()
    with pytest.raises(ValueError, match="stays"):
        entry.delete()


def test_a_listener_that_fails_does_not_undo_what_is_committed(django_capture_on_commit_callbacks, caplog):
    def fail(action, **kwargs):
        raise RuntimeError("broken listener")

    performed.connect(fail)
    with django_capture_on_commit_callbacks(execute=True):
        RecordArea(by=None, **CITY).execute()
    performed.disconnect(fail)
    assert Area.objects.exists()
    assert "listener_failed" in caplog.text
