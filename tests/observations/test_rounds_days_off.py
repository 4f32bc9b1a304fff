"""Days off are data that an administrator keeps: working days and due days follow."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from camket.measures.periods import Period
from camket.observations.rounds import calendar, holidays
from camket.observations.rounds.actions import OpenRound
from camket.observations.rounds.models import Form, Holiday
from camket.people.actions import back_office
from camket.people.enums import Role
from factories import UserFactory
from observations.rounds import collected

pytestmark = pytest.mark.django_db
CULTURE = date(2026, 11, 24)
GIVEN = {"day": CULTURE.isoformat(), "name": "Ngày Văn hóa Việt Nam", "source": "Luật số 1 (ví dụ)"}


@pytest.fixture(autouse=True)
def _afresh():
    holidays.forget()
    yield
    holidays.forget()


@pytest.fixture
def administrator():
    user = UserFactory(role=Role.ADMINISTRATOR, is_superuser=True)
    user.groups.add(back_office())
    client = Client()
    client.force_login(user)
    return client


def added(client, **more):
    return client.post(reverse("rounds:days_off"), {**GIVEN, **more})


def test_a_day_that_is_added_is_no_working_day_and_one_that_is_taken_away_is_one(administrator):
    assert calendar.is_working(CULTURE)
    added(administrator)
    assert not calendar.is_working(CULTURE)
    administrator.post(reverse("rounds:work", args=[Holiday.objects.get(day=CULTURE).pk]))
    assert calendar.is_working(CULTURE)


@pytest.mark.parametrize(("yearly", "works"), [("", True), ("on", False)])
def test_a_day_may_be_off_every_year_from_then_on(administrator, yearly, works):
    added(administrator, yearly=yearly)
    assert calendar.is_working(date(2027, 11, 24)) is works
    assert calendar.is_working(date(2025, 11, 24))


def test_what_will_be_due_on_it_is_due_on_the_next_working_day(administrator):
    form = Form(cycle="month", due_days=24, grace_days=0)
    period = Period.month(2026, 10)
    assert calendar.schedule(form, period).due == CULTURE
    added(administrator)
    assert calendar.schedule(form, period).due == date(2026, 11, 25)


def test_a_round_that_is_open_and_due_on_it_is_due_later(administrator):
    city = collected(opened=False, cycle="month", due_days=24, grace_days=0)
    held = OpenRound(by=None, form=city.form, period=Period.month(2026, 10)).execute()
    added(administrator)
    held.refresh_from_db()
    assert (held.due, held.grace_until) == (date(2026, 11, 25), date(2026, 11, 25))


def test_the_page_lists_the_days_by_year_with_their_ground(administrator):
    added(administrator)
    page = " ".join(administrator.get(reverse("rounds:days_off")).content.decode().split())
    assert "<h2>2026</h2>" in page
    assert "Luật số 1 (ví dụ)" in page
    assert "02/09 (từ 2021)" in page


@pytest.mark.parametrize("lacking", ["day", "name", "source"])
def test_nothing_is_added_without_its_ground(administrator, lacking):
    assert added(administrator, **{lacking: ""}).status_code == 422
    assert not Holiday.objects.filter(day=CULTURE).exists()


def test_a_day_is_not_added_twice(administrator):
    added(administrator)
    assert "đã có trong danh sách" in added(administrator).content.decode()


def test_a_working_day_is_looked_up_once_for_many(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert sum(calendar.is_working(date(2026, 2, day)) for day in range(1, 29)) == 15
