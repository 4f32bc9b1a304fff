"""What waits for a person on the first page: an office's figures and tasks, a clerk's rounds."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from camket.areas.models import Area
from camket.observations.rounds import owing
from camket.observations.rounds.actions import SubmitAnswers
from camket.people.actions import back_office
from camket.people.enums import Role
from camket.records.tasks import GiveTask
from factories import AreaFactory, OfficeFactory, UserFactory
from observations.rounds import collected

pytestmark = pytest.mark.django_db

EARLY, LATE = date(2026, 1, 5), date(2026, 3, 2)


def home(role, office):
    user = UserFactory(role=role, office=office)
    user.groups.add(back_office())
    client = Client()
    client.force_login(user)
    return client.get("/admin/").content.decode()


def test_an_office_sees_what_is_left_of_it_until_all_is_sent():
    city = collected()
    assert [(one.asked, one.left, one.is_late) for one in owing.of_office(city.office.pk, EARLY)] == [(2, 2, False)]
    city.submit(city.give(city.revenue, "205,4"))
    assert [(one.left, one.is_late) for one in owing.of_office(city.office.pk, LATE)] == [(1, True)]
    city.submit(city.give(city.poverty, "2,1"))
    assert owing.of_office(city.office.pk, LATE) == []


def test_a_round_that_has_not_opened_asks_for_nothing():
    city = collected()
    assert owing.of_office(city.office.pk, date(2025, 12, 1)) == []


@pytest.mark.parametrize(
    ("approval", "on", "expected"),
    [(True, EARLY, [(1, 0)]), (False, EARLY, []), (True, LATE, [(1, 2)]), (False, LATE, [(0, 2)])],
)
def test_a_clerk_sees_what_is_to_be_decided_and_how_many_offices_are_late(approval, on, expected):
    city = collected(approval=approval)
    city.submit(city.give(city.revenue, "205,4"))
    found = owing.of_areas(Area.objects.all(), on, 6)
    assert [(one.to_decide, one.late) for one in found] == expected


def test_the_first_page_of_a_reporter_leads_to_the_figures_and_names_the_tasks():
    city = collected()
    soon = timezone.localdate() + timedelta(days=10)
    told = {"post": "Trưởng phòng", "answers_to": "Chủ tịch", "product": "Báo cáo", "authority": "Kết luận số 5"}
    GiveTask(by=None, office=city.office, what="Rà soát nguồn thu", due=soon, **told).execute()
    page = home(Role.REPORTER, city.office)
    assert f"/admin/ky-bao-cao/{city.round.pk}/{city.office.pk}/nhap/" in page
    assert "còn 2 số liệu" in page
    assert "Rà soát nguồn thu" in page


def test_a_reporter_without_an_office_is_told_whom_to_ask():
    assert "chưa gắn với đơn vị nào" in home(Role.REPORTER, None)


def test_an_office_that_owes_nothing_is_told_so():
    assert "Không có số liệu nào đang chờ" in home(Role.REPORTER, OfficeFactory())


def test_the_first_page_of_a_clerk_names_the_rounds_that_wait():
    city = collected()
    page = home(Role.CLERK, city.office)
    assert "Kỳ báo cáo cần xem" in page
    assert "2 đơn vị quá hạn" in page


# --- whose figures a reporter answers for


def reporter(office):
    user = UserFactory(role=Role.REPORTER, office=office)
    user.groups.add(back_office())
    client = Client()
    client.force_login(user)
    return client, user


def grid_of(city, office):
    return f"/admin/ky-bao-cao/{city.round.pk}/{office.pk}/nhap/"


def test_a_reporter_answers_for_the_own_office_and_comes_back_to_the_first_page():
    city = collected()
    client, _ = reporter(city.office)
    assert client.get(grid_of(city, city.office)).status_code == 200
    figures = {f"so-{city.duty(city.revenue).pk}": "205,4", f"so-{city.duty(city.poverty).pk}": "2,1"}
    answer = client.post(grid_of(city, city.office), {**figures, "viec": "gui"})
    assert (answer.status_code, answer.url) == (302, "/admin/")
    assert owing.of_office(city.office.pk, EARLY) == []


def test_a_reporter_of_an_office_below_answers_the_round_of_the_area_above():
    city = collected()
    below = AreaFactory(slug="phuong", code="99", kind="ward", parent=city.form.area)
    city.office.area = below
    city.office.save()
    assert reporter(city.office)[0].get(grid_of(city, city.office)).status_code == 200


def test_a_reporter_neither_sees_nor_answers_for_another_office():
    city = collected()
    client, user = reporter(city.office)
    assert client.get(grid_of(city, city.other)).status_code == 404
    with pytest.raises(PermissionDenied):
        SubmitAnswers(by=user, round=city.round, office_id=city.other.pk, given=[]).execute()
