"""Who sees which accounts, and the list of them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from camket.people.enums import Role
from factories import OfficeFactory, UserFactory
from people.desk import LIST, OPEN, account, at, do, page

pytestmark = pytest.mark.django_db

PAGES = [LIST, OPEN, "{account}", "{account}viec/"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("role", Role)
def test_administrators_open_the_desk_and_auditors_read_it(role, path, city, clerk):
    client = Client()
    client.force_login(account(role, city))
    read = path in (LIST, "{account}") and role is Role.AUDITOR
    expected = {200, 303, 405} if read or role is Role.ADMINISTRATOR else {302}
    assert client.get(path.format(account=at(clerk))).status_code in expected


def test_an_administrator_of_a_city_sees_its_accounts_and_those_below(desk, clerk, foreign):
    account(area=foreign, username="nguoi-la")
    account(username="khong-co-quan")
    shown = page(desk, LIST)
    assert [name in shown for name in ("can-bo", "quan-tri", "nguoi-la", "khong-co-quan")] == [True, True, False, False]


@pytest.mark.parametrize("go", ["duong-dan", "ngung", "phien", "lop-hai"])
def test_another_areas_administrator_finds_no_such_account(desk, foreign, go):
    other = account(area=foreign, username="nguoi-la")
    assert [desk.get(at(other)).status_code, do(desk, other, go).status_code] == [404, 404]
    assert desk.post(at(other), {"role": Role.ADMINISTRATOR}).status_code == 404
    other.refresh_from_db()
    assert (other.is_active, other.role, other.sessions_ended) == (True, Role.CLERK, 0)


def test_an_account_of_no_office_is_for_administrators_of_the_whole_site(desk, city):
    everywhere = account(Role.LEADER)
    assert desk.get(at(everywhere)).status_code == 404
    whole = Client()
    whole.force_login(account(Role.ADMINISTRATOR))
    assert whole.get(at(everywhere)).status_code == 200


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "do thi"}, {"can-bo"}),
        ({"q": "phong kinh"}, {"can-bo", "quan-tri"}),
        ({"q": "khong ai"}, set()),
        ({"role": "administrator"}, {"quan-tri"}),
        ({"state": "closed"}, set()),
        ({"state": "open"}, {"can-bo", "quan-tri"}),
        ({"area": "{ward}"}, {"can-bo"}),
        ({"area": "{city}"}, {"can-bo", "quan-tri"}),
        ({"office": "{office}"}, {"can-bo"}),
        ({"role": "vua", "area": "x", "office": "99999", "xep": "ngoi-sao", "trang": "khong"}, {"can-bo", "quan-tri"}),
    ],
)
def test_the_list_is_narrowed(desk, clerk, city, ward, asked, found):
    told = {"city": city.pk, "ward": ward.pk, "office": clerk.office_id}
    rows = desk.get(LIST, {name: value.format(**told) for name, value in asked.items()}).context["rows"]
    assert {one.account.username for one in rows} == found


@pytest.mark.parametrize(
    ("sort", "order"),
    [("ten", ["b", "a", "quan-tri"]), ("-ten", ["quan-tri", "a", "b"]), ("lan-cuoi", ["a", "b", "quan-tri"])],
)
def test_the_list_is_sorted_by_names_as_they_are_read(desk, city, sort, order):
    now = timezone.now()
    account(area=city, username="b", first_name="Ánh", last_login=now - timedelta(days=1))
    account(area=city, username="a", first_name="Đào", last_login=now - timedelta(days=2))
    rows = desk.get(LIST, {"xep": sort}).context["rows"]
    assert [one.account.username for one in rows] == order


def test_a_long_list_has_pages_and_a_bounded_number_of_statements(desk, city, django_assert_max_num_queries):
    office = OfficeFactory(area=city)
    for number in range(60):
        UserFactory(username=f"so-{number:02}", office=office)
    with django_assert_max_num_queries(25):
        first = desk.get(LIST, {"xep": "ten"}).context
    second = desk.get(LIST, {"xep": "ten", "trang": "2"}).context
    assert (len(first["rows"]), len(second["rows"])) == (50, 11)


def test_a_row_tells_what_an_administrator_has_to_know(desk, clerk, ward):
    shown = page(desk, LIST, q="can-bo")
    for told in ("Đỗ Thị Mẫu", "Cán bộ nhập liệu", "Phường Mẫu", "chưa bật, vai trò này cần", "chưa lần nào"):
        assert told in shown
    assert "can-bo@vi-du.vn" not in shown
