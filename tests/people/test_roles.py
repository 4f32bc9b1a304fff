"""Roles from a day to a day: given, ended, kept; what counts on which day."""

import re
from collections import Counter
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from camket.foundation.models import AuditEntry
from camket.people import queries
from camket.people.accounts import GiveLink
from camket.people.enums import Role
from camket.people.models import OpenSession, User
from camket.people.offices import EndOffice
from camket.people.roles import EndRole, RoleOver, RoleTaken, TooEarly
from factories import OfficeFactory, UserFactory
from people.desk import LIST, OPEN, account, at, do, give, opened, page, role_posted, sign_in

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def on(monkeypatch):
    """Puts the site on a day."""
    return lambda day: monkeypatch.setattr(timezone, "localdate", lambda *_: day)


def again(user):
    """As the next request finds the account."""
    return User.objects.get(pk=user.pk)


def held(user):
    """Role, first and last day, the newest first."""
    return [(one.role, one.since, one.until) for one, _ in queries.roles_of(user, TODAY)]


def end(user, until, which=0, by=None):
    row = queries.roles_of(user, TODAY)[which][0]
    return EndRole(by=by, user=user, held=row.pk, until=until).execute()


# --- given


def test_a_role_that_is_given_ends_the_one_before_on_the_day_before(clerk):
    give(clerk, Role.LEADER)
    assert held(clerk) == [("leader", TODAY, None), ("clerk", None, TODAY - DAY)]


def test_a_role_from_a_later_day_leaves_the_present_one_until_then(clerk, on):
    give(clerk, Role.LEADER, since=TODAY + 5 * DAY)
    seen = []
    for day in (TODAY, TODAY + 4 * DAY, TODAY + 5 * DAY):
        on(day)
        seen.append((again(clerk).may("intake.assent"), again(clerk).may("reviews.sign")))
    assert seen == [(True, False), (True, False), (False, True)]


def test_the_office_of_a_later_role_counts_from_its_day_on(clerk, ward, foreign, on):
    give(clerk, Role.CLERK, OfficeFactory(area=foreign), since=TODAY + DAY)
    before = again(clerk).held.office.area
    on(TODAY + DAY)
    assert (before, again(clerk).held.office.area) == (ward, foreign)


def test_between_two_roles_an_account_may_nothing(clerk, on):
    end(clerk, TODAY)
    give(clerk, Role.LEADER, since=TODAY + 3 * DAY)
    on(TODAY + 2 * DAY)
    assert [again(clerk).may(verb) for verb in ("intake.read", "people.password")] == [False, True]


def test_two_roles_of_one_day_are_one_the_later_said(clerk):
    give(clerk, Role.LEADER)
    give(clerk, Role.AUDITOR)
    assert held(clerk) == [("auditor", TODAY, None), ("clerk", None, TODAY - DAY)]


@pytest.mark.parametrize("since", [None, TODAY - 3 * DAY])
def test_what_was_is_not_written_over(clerk, since):
    with pytest.raises(RoleTaken):
        give(clerk, Role.LEADER, since=since)
    assert held(clerk) == [("clerk", None, None)]


def test_a_role_does_not_run_into_one_that_begins_later(clerk):
    give(clerk, Role.LEADER, since=TODAY + 5 * DAY)
    with pytest.raises(RoleTaken):
        give(clerk, Role.AUDITOR)
    give(clerk, Role.AUDITOR, until=TODAY + 4 * DAY)
    assert [role for role, _, _ in held(clerk)] == ["leader", "auditor", "clerk"]


# --- ended


def test_a_role_that_ends_today_counts_today_and_not_tomorrow(clerk, on):
    end(clerk, TODAY)
    today = again(clerk).may("intake.assent")
    on(TODAY + DAY)
    assert (today, again(clerk).may("intake.assent")) == (True, False)


def test_a_role_that_ended_stays_on_the_page_and_cannot_be_changed(desk, clerk):
    end(clerk, TODAY - DAY)
    shown = page(desk, at(clerk))
    assert ("Đã hết" in shown, f"{TODAY - DAY:%d/%m/%Y}" in shown, "Kết thúc<span" in shown) == (True, True, False)
    with pytest.raises(RoleOver):
        end(clerk, TODAY)


@pytest.mark.parametrize("since", [None, TODAY - DAY])
def test_a_last_day_is_yesterday_at_the_earliest_and_no_role_that_was_held_goes(ward, since):
    user = account(Role.LEADER, ward, username="lanh-dao", role_since=since)
    with pytest.raises(TooEarly):
        end(user, TODAY - 2 * DAY)
    assert held(user) == [("leader", since, None)]


def test_a_last_day_is_moved_as_long_as_no_other_role_begins(clerk):
    end(clerk, TODAY)
    end(clerk, TODAY + 9 * DAY)
    give(clerk, Role.LEADER, since=TODAY + 10 * DAY)
    with pytest.raises(RoleTaken):
        end(clerk, TODAY + 10 * DAY, which=1)
    assert held(clerk)[1] == ("clerk", None, TODAY + 9 * DAY)


def test_a_role_that_never_began_goes_and_the_trail_tells_of_it(desk, clerk):
    made = give(clerk, Role.LEADER, since=TODAY + 5 * DAY)
    desk.post(f"{at(clerk)}vai-tro/{made.pk}/", {"bo": "1", "reason": "không chuyển nữa"})
    entry = AuditEntry.objects.filter(verb="people.manage").latest("number")
    assert (entry.detail["done"], entry.detail["role"], entry.reason) == ("role_ended", "leader", "không chuyển nữa")
    assert [role for role, _, _ in held(clerk)] == ["clerk"]


def test_the_desk_ends_a_role_with_a_reason(desk, clerk):
    path = f"{at(clerk)}vai-tro/{clerk.roles.get().pk}/"
    late = desk.post(path, {"until": f"{TODAY + DAY:%Y-%m-%d}", "reason": ""})
    assert (late.status_code, f'value="{TODAY + DAY:%Y-%m-%d}"' in late.content.decode()) == (422, True)
    desk.post(path, {"until": f"{TODAY + DAY:%Y-%m-%d}", "reason": "nghỉ hưu"})
    entry = AuditEntry.objects.get(verb="people.manage")
    assert (entry.reason, entry.after) == ("nghỉ hưu", {"until": f"{TODAY + DAY:%Y-%m-%d}"})


def test_the_role_of_another_account_is_not_ended_at_this_one(desk, clerk, administrator):
    other = administrator.roles.get().pk
    assert desk.post(f"{at(clerk)}vai-tro/{other}/", {"until": "2099-01-01", "reason": "x"}).status_code == 404


@pytest.mark.parametrize(("days", "told"), [({}, False), ({"role_until": TODAY - DAY}, True)])
def test_whoever_holds_no_role_today_is_told_so_on_the_first_page(ward, days, told):
    client = Client()
    client.force_login(account(Role.LEADER, ward, **days))
    assert ("không giữ vai trò nào" in page(client, "/admin/")) is told


# --- at the desk


def test_an_account_is_opened_for_some_days(desk, clerk):
    opened(desk, clerk.office, since=f"{TODAY + DAY:%Y-%m-%d}", until=f"{TODAY + 9 * DAY:%Y-%m-%d}")
    user = User.objects.get(username="moi.lan")
    assert (held(user), user.may("intake.read")) == ([("clerk", TODAY + DAY, TODAY + 9 * DAY)], False)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"role": "reporter", "office": None}, "office"),
        ({"since": "2030-02-01", "until": "2030-01-01"}, "until"),
        ({"role": "public"}, "role"),
    ],
)
def test_what_is_wrong_with_a_role_is_told_at_its_field(clerk, given, field):
    whole = Client()
    whole.force_login(account(Role.ADMINISTRATOR))
    answer = role_posted(whole, clerk, **{"role": "leader", "office": clerk.office, **given})
    assert (answer.status_code, list(answer.context["role_form"].errors)) == (422, [field])


def test_another_role_is_offered_at_the_office_that_the_account_is_of(desk, clerk):
    assert desk.get(at(clerk)).context["role_form"]["office"].value() == clerk.office_id


def test_of_two_who_give_a_role_the_second_is_told_and_gives_knowingly(desk, clerk):
    seen = desk.get(at(clerk)).context["role_form"]["seen"].value()
    give(clerk, Role.AUDITOR)
    late = role_posted(desk, clerk, "leader", clerk.office, seen=seen)
    assert ("Người khác vừa đổi vai trò" in late.content.decode(), again(clerk).role) == (True, "auditor")
    role_posted(desk, clerk, "leader", clerk.office, seen=late.context["role_form"]["seen"].value())
    assert again(clerk).role == "leader"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"role_since": TODAY + DAY}, f"từ ngày {TODAY + DAY:%d/%m/%Y}"),
        ({"role_until": TODAY}, f"đến hết ngày {TODAY:%d/%m/%Y}"),
        ({"role_until": TODAY - DAY}, f"đã hết ngày {TODAY - DAY:%d/%m/%Y}"),
    ],
)
def test_the_list_says_from_when_to_when(desk, ward, days, said):
    account(Role.CLERK, ward, username="co-han", **days)
    assert said in page(desk, LIST, q="co-han")


def test_a_list_of_ended_roles_costs_no_statement_more(desk, city, django_assert_max_num_queries):
    office = OfficeFactory(area=city)
    for number in range(40):
        UserFactory(username=f"so-{number:02}", office=office, role_until=TODAY - DAY)
    with django_assert_max_num_queries(25):
        assert len(desk.get(LIST).context["rows"]) == 41


def test_a_role_that_holds_costs_no_statement(clerk, django_assert_num_queries):
    fresh = again(clerk)
    with django_assert_num_queries(0):
        assert fresh.may("intake.assent")


# --- whose account


def test_an_account_with_a_later_role_elsewhere_is_no_longer_this_administrators(desk, clerk, foreign):
    give(clerk, Role.CLERK, OfficeFactory(area=foreign), since=TODAY + DAY)
    assert (desk.get(at(clerk)).status_code, do(desk, clerk, "ngung").status_code) == (404, 404)


def test_an_administrator_who_is_one_no_more_looks_after_nobody(administrator, clerk):
    account(Role.ADMINISTRATOR)
    as_the_request_has_it = again(administrator)
    end(administrator, TODAY - DAY)
    with pytest.raises(PermissionDenied):
        GiveLink(by=as_the_request_has_it, user=clerk).execute()


@pytest.mark.parametrize(("days", "answer"), [({}, 200), ({"role_until": TODAY - DAY}, 302)])
def test_wagtail_takes_an_administrator_of_another_day_for_nobody(days, answer):
    client = Client()
    client.force_login(account(Role.ADMINISTRATOR, **days))
    assert client.get(reverse("wagtailadmin_explore_root")).status_code == answer


# --- who is told, who is offered


def test_letters_go_to_those_who_are_leaders_that_day(ward):
    for name, days in {"nay": {}, "mai": {"role_since": TODAY + DAY}, "qua": {"role_until": TODAY - DAY}}.items():
        account(Role.LEADER, ward, username=name, email=f"{name}@vi-du.vn", **days)
    assert queries.leaders(ward.pk, TODAY) == ["nay@vi-du.vn"]


def test_who_has_a_role_to_come_is_offered_for_a_seat_and_who_had_one_is_not(ward):
    for name, days in {"mai": {"role_since": TODAY + DAY}, "qua": {"role_until": TODAY - DAY}}.items():
        account(Role.LEADER, ward, username=name, **days)
    assert [one.username for one in queries.holders([ward], TODAY)] == ["mai"]


def test_the_accounts_of_an_office_that_ends_go_on_at_its_successor_from_that_day(clerk, ward, on):
    successor = OfficeFactory(area=ward, name="Phòng Hạ tầng")
    EndOffice(by=None, office=clerk.office, since=TODAY + 3 * DAY, successor=successor).execute()
    assert held(clerk) == [("clerk", TODAY + 3 * DAY, None), ("clerk", None, TODAY + 2 * DAY)]
    now = again(clerk).held.office
    on(TODAY + 3 * DAY)
    assert (now, again(clerk).held.office) == (clerk.office, successor)


# --- the auditor at the desk


@pytest.fixture
def auditor(city):
    client = Client()
    client.force_login(account(Role.AUDITOR, city, username="kiem-tra"))
    return client


def test_an_auditor_reads_accounts_roles_and_since_when_they_are_signed_in(auditor, clerk):
    sign_in(Client())
    began = timezone.localtime(OpenSession.objects.get(user=clerk).began_at)
    give(clerk, Role.LEADER)
    shown = page(auditor, at(clerk))
    for told in ("Lãnh đạo", "Cán bộ nhập liệu", "Đã hết", f"từ {began:%H:%M %d/%m/%Y}"):
        assert told in shown
    assert ("<form" in page(auditor, LIST), "can-bo" in page(auditor, LIST)) == (True, True)


def test_an_auditor_is_shown_nothing_to_press(auditor, clerk):
    assert ['method="post"' in page(auditor, at(clerk)), "/tai-khoan/mo/" in page(auditor, LIST)] == [False, False]


def test_what_an_auditor_sends_to_the_desk_changes_nothing(auditor, clerk):
    before = AuditEntry.objects.count()
    row = clerk.roles.get().pk
    paths = [f"{at(clerk)}{part}" for part in ("", "viec/", "vai-tro/", f"vai-tro/{row}/")]
    answers = [auditor.post(path, {"go": "ngung", "reason": "x", "role": "auditor"}) for path in (*paths, OPEN)]
    assert {(one.status_code, one.url) for one in answers} == {(302, "/admin/")}
    assert AuditEntry.objects.count() == before


def test_an_auditor_of_an_area_finds_no_account_of_another(auditor, foreign):
    other = account(area=foreign, username="nguoi-la")
    assert (auditor.get(at(other)).status_code, "nguoi-la" in page(auditor, LIST)) == (404, False)


def test_no_two_fields_of_the_account_page_share_an_id(desk, clerk):
    ids = Counter(re.findall(r' id="(id_[^"]+)"', page(desk, at(clerk))))
    assert ids
    assert [one for one, times in ids.items() if times > 1] == []
