"""Pages of a board: a seat is given an address, changed from a day on, and ended only after asking; and the tasks that
reach it."""

from datetime import date

import pytest
from django.urls import reverse

from camket.observations.enums import Rung
from camket.observations.rounds import tasked
from camket.people.enums import Role
from camket.records.models import Task
from camket.resolutions.models import Assignment
from camket.reviews.enums import ReviewKind
from camket.reviews.remarks import DecideRemedy, TellObstacle
from camket.reviews.reviewing import OpenReview
from factories import AreaFactory, AssignmentFactory, OfficeFactory, ProgrammeFactory, UserFactory
from reviews.test_views_reviews import client_of

DAY = date(2025, 3, 1)
SEAT = "uy-vien@minh-hoa.example"


@pytest.fixture
def seat(town):
    programme = ProgrammeFactory(resolution=town.resolution)
    town.target.programmes.add(programme)
    made = AssignmentFactory(programme=programme, title="Phó Chủ tịch", since=date(2021, 1, 1), mail=SEAT)
    made.targets.add(town.target)
    return made


def address(name, seat):
    return reverse(f"reviews:{name}", args=[seat.pk])


def test_a_seat_is_changed_from_a_day_on(seat):
    told = {"field": "Văn hóa", "since": "2025-02-01", "targets": [], "mail": SEAT}
    client = client_of(Role.CLERK)
    assert client.post(address("change_seat", seat), told).status_code == 302
    held = [(one.field, one.since, one.until, one.targets.count()) for one in Assignment.objects.order_by("since")]
    assert held == [
        ("Phụ trách chung", date(2021, 1, 1), date(2025, 1, 31), 1),
        ("Văn hóa", date(2025, 2, 1), None, 0),
    ]


def test_a_wrong_address_is_said_and_what_was_typed_stays(seat):
    told = {"field": "Văn hóa, thể thao", "since": "2025-02-01", "mail": "khong-phai-thu"}
    answer = client_of(Role.CLERK).post(address("change_seat", seat), told)
    assert answer.status_code == 422
    assert "Văn hóa, thể thao" in answer.content.decode()
    assert Assignment.objects.get().field == "Phụ trách chung"


def test_ending_a_seat_asks_first_and_says_what_nobody_answers_for_then(town, seat):
    client = client_of(Role.CLERK)
    asked = client.get(address("end_seat", seat)).content.decode()
    assert "không còn ai trong Ban Chủ nhiệm phụ trách" in asked
    assert town.target.indicator.name in asked
    assert Assignment.objects.get().until is None
    client.post(address("end_seat", seat), {"until": "2025-02-28"})
    assert Assignment.objects.get().until == date(2025, 2, 28)


def test_accounts_of_another_area_are_not_offered(town, seat):
    near = UserFactory(username="gan", office=OfficeFactory(area=town.area))
    UserFactory(username="noi-khac", office=OfficeFactory(area=AreaFactory(code="99", slug="xa-khac")))
    shown = client_of(Role.CLERK, office=near.office).get(address("change_seat", seat)).content.decode()
    assert "gan –" in shown
    assert "noi-khac" not in shown


@pytest.mark.parametrize("name", ["change_seat", "end_seat"])
def test_a_seat_of_another_area_is_not_found(seat, name):
    elsewhere = OfficeFactory(area=AreaFactory(code="99", slug="xa-khac"))
    client = client_of(Role.CLERK, office=elsewhere)
    assert client.get(address(name, seat)).status_code == 404
    assert client.post(address(name, seat), {"until": "2025-02-28"}).status_code == 404


@pytest.mark.parametrize("through_an_obstacle", [False, True])
def test_a_late_task_reaches_the_member_who_answers_for_its_target(town, seat, through_an_obstacle):
    review = OpenReview(by=None, resolution=town.resolution, kind=ReviewKind.YEAR, on=DAY).execute()
    given = {"what": "Chốt nguồn thu", "post": "Trưởng phòng", "answers_to": "Chủ tịch", "authority": "Kết luận số 5"}
    serves = {"target": town.target}
    if through_an_obstacle:
        stuck = {"kind": "funds", "what": "Thiếu vốn", "since": DAY, "waiting_for": "Sở Tài chính"}
        serves = {"obstacle": TellObstacle(by=None, resolution=town.resolution, target=town.target, **stuck).execute()}
    office = OfficeFactory(area=town.area)
    DecideRemedy(
        by=None, review=review, office=office, due=date(2025, 3, 10), product="Biên bản", **given, **serves
    ).execute()
    assert Task.objects.count() == 1
    # Three days after Monday the tenth.
    told = {day: [part.to for part in tasked.told(date(2025, 3, day)) if part.rung is Rung.BOARD] for day in (12, 13)}
    assert told == {12: [], 13: [SEAT]}
