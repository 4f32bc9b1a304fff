"""What nobody may do to an account."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from camket.people.accounts import (
    ChangeAccount,
    CloseAccount,
    GiveLink,
    GivePassword,
    OpenAccount,
    ReopenAccount,
)
from camket.people.desk import LastAdministrator, OwnAccount
from camket.people.enums import Role
from camket.people.models import User
from camket.people.roles import EndRole, GiveRole
from camket.people.second_factor import Reset
from factories import OfficeFactory
from people.desk import OPEN, account, at, give, opened, page

pytestmark = pytest.mark.django_db

YEAR = timedelta(days=365)


@pytest.mark.parametrize(
    "act",
    [
        lambda who: ChangeAccount(by=who, user=who, changes={"email": "khac@vi-du.vn"}),
        lambda who: GiveRole(by=who, user=who, role=Role.CLERK, office=who.office),
        lambda who: EndRole(by=who, user=who, held=who.roles.get().pk, until=timezone.localdate()),
        lambda who: CloseAccount(by=who, user=who),
        lambda who: ReopenAccount(by=who, user=who),
        lambda who: Reset(by=who, user=who),
        lambda who: GiveLink(by=who, user=who),
    ],
)
def test_nobody_changes_the_own_account_here(administrator, act):
    account(Role.ADMINISTRATOR)
    with pytest.raises(OwnAccount):
        act(administrator).execute()


def test_the_own_account_is_shown_without_anything_to_press(desk, administrator):
    shown = page(desk, at(administrator))
    assert ("Đây là tài khoản của bạn" in shown, 'name="go"' in shown) == (True, False)


@pytest.mark.parametrize("where", ["foreign", "none"])
def test_no_rights_are_given_outside_the_own_areas(administrator, clerk, foreign, where):
    office = OfficeFactory(area=foreign) if where == "foreign" else None
    for act in (
        GiveRole(by=administrator, user=clerk, role=Role.CLERK, office=office),
        OpenAccount(by=administrator, username="moi", office=office),
    ):
        with pytest.raises(PermissionDenied):
            act.execute()
    clerk.refresh_from_db()
    assert (clerk.office.area.slug, User.objects.filter(username="moi").exists()) == ("phuong", False)


def test_an_office_outside_is_not_among_those_that_are_offered(desk, clerk, foreign):
    office = OfficeFactory(area=foreign, name="Phòng xa")
    assert "Phòng xa" not in page(desk, OPEN)
    assert opened(desk, office).status_code == 422


@pytest.mark.parametrize("office", ["none", "city"])
@pytest.mark.parametrize(
    "act",
    [
        lambda who: CloseAccount(by=None, user=who),
        lambda who: GiveRole(by=None, user=who, role=Role.LEADER, office=who.office, since=timezone.localdate()),
        lambda who: EndRole(by=None, user=who, held=who.roles.get().pk, until=timezone.localdate() + YEAR),
        lambda who: GivePassword(by=None, username=who.username, role=Role.CLERK),
    ],
)
def test_the_last_administrator_stays(act, office, city):
    last = account(Role.ADMINISTRATOR, city if office == "city" else None)
    account(Role.ADMINISTRATOR, city, is_active=False)
    with pytest.raises(LastAdministrator):
        act(last).execute()
    last.refresh_from_db()
    assert (last.is_active, last.role) == (True, Role.ADMINISTRATOR)


def test_the_last_administrator_of_the_whole_site_stays_one(administrator, city):
    whole = account(Role.ADMINISTRATOR)
    with pytest.raises(LastAdministrator):
        give(whole, Role.ADMINISTRATOR, OfficeFactory(area=city))
    with pytest.raises(LastAdministrator):
        CloseAccount(by=None, user=whole).execute()


def test_of_two_administrators_who_close_each_other_one_is_refused(city):
    one, two = (account(Role.ADMINISTRATOR, city, username=name) for name in ("mot", "hai"))
    CloseAccount(by=one, user=two).execute()
    assert two.is_active  # as its request has it still
    with pytest.raises(PermissionDenied):
        CloseAccount(by=two, user=one).execute()


def test_an_administrators_superuser_goes_with_the_role(city, clerk):
    account(Role.ADMINISTRATOR)
    give(clerk, Role.ADMINISTRATOR)
    assert User.objects.get(pk=clerk.pk).is_superuser
    give(clerk, Role.CLERK)
    assert not User.objects.get(pk=clerk.pk).is_superuser
