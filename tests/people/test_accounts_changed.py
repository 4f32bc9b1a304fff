"""Accounts are changed, closed and let in again."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from wagtail.models import GroupPagePermission, Page

from camket.foundation.models import AuditEntry
from camket.people.accounts import (
    ChangeAccount,
    CloseAccount,
    GivePassword,
)
from camket.people.actions import back_office
from camket.people.enums import Role
from camket.people.models import OpenSession
from factories import OfficeFactory
from people.desk import (
    account,
    at,
    do,
    filled,
    give,
    is_in,
    page,
    role_posted,
    sign_in,
)

pytestmark = pytest.mark.django_db


def test_role_and_office_are_changed_and_the_trail_tells_from_what_to_what(desk, administrator, clerk, city):
    office = OfficeFactory(area=city, name="Văn phòng")
    assert role_posted(desk, clerk, "leader", office, reason="Quyết định 12/QĐ").status_code == 302
    clerk.refresh_from_db()
    assert (clerk.role, clerk.office) == (Role.LEADER, office)
    entry = AuditEntry.objects.get(verb="people.manage")
    assert (entry.actor, entry.before["role"], entry.after["role"]) == (administrator, "clerk", "leader")
    assert entry.reason == "Quyết định 12/QĐ"
    assert (entry.before["office"], entry.after["office"]) == ("Phòng Kinh tế", "Văn phòng")


def test_the_trail_holds_the_changes_of_one_account(desk, administrator, clerk, ward):
    give(clerk, Role.LEADER, by=administrator)
    give(account(area=ward, username="nguoi-kia"), Role.AUDITOR, by=administrator)
    address = re.search(r'href="(/admin/nhat-ky/[^"]+)"', page(desk, at(clerk)))[1].replace("&amp;", "&")
    shown = page(desk, address)
    assert ("Cán bộ nhập liệu</del> → <ins>Lãnh đạo" in shown, "nguoi-kia</td>" in shown) == (True, False)


def test_of_two_who_change_one_account_the_second_is_told_and_saves_knowingly(desk, administrator, clerk, city):
    given = filled(desk, clerk, name="Đỗ Thị Mới")
    ChangeAccount(by=administrator, user=clerk, changes={"email": "khac@vi-du.vn"}).execute()
    late = desk.post(at(clerk), given)
    clerk.refresh_from_db()
    shown = late.content.decode()
    assert (late.status_code, clerk.email, clerk.called) == (422, "khac@vi-du.vn", "Đỗ Thị Mẫu")
    assert ("Hiện nay: khac@vi-du.vn" in shown, 'value="Đỗ Thị Mới"' in shown) == (True, True)
    again = {**given, "mail": "khac@vi-du.vn", "seen": late.context["form"]["seen"].value()}
    assert desk.post(at(clerk), again).status_code == 302
    clerk.refresh_from_db()
    assert (clerk.email, clerk.called) == ("khac@vi-du.vn", "Đỗ Thị Mới")


def test_a_form_that_changes_something_else_gives_no_rights(desk, ward):
    nobody = account(Role.PUBLIC, ward, username="chua-co-quyen")
    desk.post(at(nobody), filled(desk, nobody, name="Tên Mới"))
    nobody.refresh_from_db()
    assert (nobody.called, nobody.role) == ("Tên Mới", Role.PUBLIC)


def test_a_form_without_its_mark_changes_nothing(desk, clerk):
    desk.post(at(clerk), filled(desk, clerk, name="Tên Khác", seen=""))
    clerk.refresh_from_db()
    assert clerk.called == "Đỗ Thị Mẫu"


def test_groups_that_write_pages_are_given_by_administrators_of_the_whole_site(desk, clerk):
    group = Group.objects.create(name="Biên tập")
    GroupPagePermission.objects.create(group=group, page=Page.objects.get(depth=1), permission_type="change")
    assert "Biên tập" not in page(desk, at(clerk))
    whole = Client()
    whole.force_login(account(Role.ADMINISTRATOR))
    whole.post(at(clerk), filled(whole, clerk, groups=[group.pk]))
    assert set(clerk.groups.all()) == {group, back_office()}
    assert AuditEntry.objects.filter(verb="people.manage").latest("number").after["groups"] == ["Biên tập", "Văn phòng"]
    desk.post(at(clerk), filled(desk, clerk, name="Tên Khác"))
    assert group in clerk.groups.all()


def test_a_closed_account_is_out_at_once_and_stays_out(desk, clerk):
    client = Client()
    assert sign_in(client)
    do(desk, clerk, "ngung", "chuyển công tác")
    assert (is_in(client), sign_in(Client())) == (False, False)
    entry = AuditEntry.objects.get(verb="people.manage")
    assert (entry.reason, entry.detail, entry.after) == (
        "chuyển công tác",
        {"done": "account_closed"},
        {"is_active": False},
    )


def test_an_account_that_is_opened_again_signs_in_and_no_old_session_comes_back(desk, clerk):
    client = Client()
    sign_in(client)
    do(desk, clerk, "ngung")
    do(desk, clerk, "mo-lai")
    assert (is_in(client), sign_in(Client())) == (False, True)


def test_a_closed_account_gets_no_link(desk, clerk):
    CloseAccount(by=None, user=clerk).execute()
    answer = desk.post(f"{at(clerk)}viec/", {"go": "duong-dan"}, follow=True)
    assert ("đang ngừng hoạt động" in answer.content.decode(), mail.outbox) == (True, [])


def test_all_sessions_of_an_account_end(desk, clerk):
    clients = [Client(), Client()]
    for client in clients:
        sign_in(client)
    do(desk, clerk, "phien")
    assert [is_in(client) for client in clients] == [False, False]
    assert sign_in(Client())


def test_a_one_time_password_from_the_command_ends_all_sessions_and_leaves_none_in_the_list(clerk):
    client = Client()
    sign_in(client)
    GivePassword(by=None, username="can-bo").execute()
    assert (is_in(client), OpenSession.objects.count()) == (False, 0)


@pytest.mark.parametrize("go", ["ngung", "phien", "lop-hai", "mo-lai", "tinh"])
def test_nothing_is_done_without_a_reason(desk, clerk, go):
    before = AuditEntry.objects.count()
    shown = do(desk, clerk, go, " ").content.decode()
    assert ("Hãy ghi lý do" in shown, AuditEntry.objects.count()) == (True, before)


def test_a_second_factor_goes_only_once_its_person_was_asked(desk, clerk):
    Authenticator.objects.create(user=clerk, type="totp", data={"secret": "x"})
    late = desk.post(f"{at(clerk)}viec/", {"go": "lop-hai", "reason": "mất điện thoại"})
    shown = late.content.decode()
    assert (late.status_code, 'value="mất điện thoại"' in shown, Authenticator.objects.count()) == (422, True, 1)
    do(desk, clerk, "lop-hai")
    assert not Authenticator.objects.exists()
