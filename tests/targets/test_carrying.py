"""Targets whose area has ended ask who carries them on."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from areas.maps import DAY, EVE, founded, new
from camket.areas.actions import Merge
from camket.areas.models import Area
from camket.foundation.models import AuditEntry
from camket.people.enums import Role
from camket.targets import queries
from camket.targets.carrying import CannotCarry, DecideCarrying
from camket.targets.enums import Decision
from camket.targets.models import Carrying
from factories import AreaFactory, ResolutionFactory, TargetFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def target():
    area = founded("1", name="Thành phố Cũ")
    return TargetFactory(resolution=ResolutionFactory(area=area), due=date(2025, 12, 31))


@pytest.fixture
def heir(target):
    merge = Merge(by=None, on=DAY, predecessors=[target.area], successor=new("2", name="Phường Mới")).execute()
    target.refresh_from_db()
    return merge.founded.get()


def decide(target, successor, **more):
    given = {"decided_on": date(2025, 8, 1), "ground": "Nghị quyết số 05/NQ-HĐND", **more}
    return DecideCarrying(**{"by": None, "target": target, "successor": successor, **given}).execute()


def waiting(on=DAY):
    return [one.pk for one in queries.awaiting_decision(on)]


def test_a_target_whose_window_reaches_past_the_end_of_its_area_waits(target, heir):
    assert (waiting(), waiting(EVE)) == ([target.pk], [])


def test_a_target_that_was_over_before_does_not_wait(target, heir):
    type(target).objects.update(due=EVE)
    assert (waiting(), queries.fate(target.pk, DAY)) == ([], None)


def test_a_target_of_an_area_that_is_there_does_not_wait(target):
    assert (waiting(), queries.fate(target.pk, DAY)) == ([], None)


@pytest.mark.parametrize("carried", [True, False])
def test_once_decided_it_waits_no_longer(target, heir, carried):
    decide(target, heir if carried else None)
    assert waiting() == []
    [told] = queries.decided(DAY)
    assert (told.carrying.successor, told.carrying.decision) == (
        (heir, Decision.CARRIED) if carried else (None, Decision.DROPPED)
    )


def test_a_later_decision_replaces_an_earlier_one(target, heir):
    decide(target, heir)
    decide(target, None, ground="Nghị quyết số 09/NQ-HĐND")
    assert Carrying.objects.get().ground == "Nghị quyết số 09/NQ-HĐND"


def test_what_became_of_a_target_is_told_with_its_heirs(target, heir, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        fate = queries.fate(target.pk, DAY)
    assert (fate.area, fate.since, fate.heirs, fate.carrying) == (target.area, DAY, (heir,), None)


def test_waiting_targets_are_those_of_the_areas_asked_for(target, heir):
    assert queries.awaiting_decision(DAY, Area.objects.filter(pk=heir.pk)) == []


def test_there_is_nothing_to_decide_while_the_area_is_there(target):
    with pytest.raises(CannotCarry):
        decide(target, None)


def test_an_area_that_is_not_there_cannot_carry_on(target, heir):
    gone = AreaFactory(slug="gone", code="7", valid_to=EVE)
    with pytest.raises(CannotCarry):
        decide(target, gone)


def test_only_who_may_edit_targets_decides(target, heir):
    with pytest.raises(PermissionDenied):
        decide(target, heir, by=UserFactory(role=Role.LEADER))


def test_the_decision_leaves_a_trace(target, heir):
    decide(target, heir)
    assert AuditEntry.objects.filter(verb="targets.edit", detail__ground="Nghị quyết số 05/NQ-HĐND").exists()


def test_nobody_carries_on_and_somebody_does_not_is_no_decision(target, heir):
    with pytest.raises(IntegrityError):
        Carrying.objects.create(target=target, decision=Decision.CARRIED, decided_on=DAY, ground="x")
