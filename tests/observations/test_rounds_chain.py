"""Up the chain: owner, head of the office, member of the board, leader; each on its day, in one letter a day."""

from datetime import UTC, date, datetime

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from camket.observations.rounds import chain, queries
from camket.observations.rounds.actions import WriteLetters, send_due
from camket.observations.rounds.models import Letter
from camket.people.actions import back_office
from camket.people.enums import Role
from camket.people.offices import AboveItself, EditOffice
from factories import AreaFactory, AssignmentFactory, OfficeFactory, ProgrammeFactory, UserFactory
from observations.rounds import CONTACT, MAIL, collected

pytestmark = pytest.mark.django_db
HEAD, SEAT, LEADER = "truong-phong@minh-hoa.example", "uy-vien@minh-hoa.example", "lanh-dao@minh-hoa.example"
MORNING = datetime(2026, 1, 5, 2, tzinfo=UTC)
# Due on Monday 12 January, grace until Monday 19.


def _city(**settings):
    """Both figures of the office have targets; a seat answers for one of them."""
    city = collected(**settings)
    city.office.head_post, city.office.head_mail = "Trưởng phòng Kinh tế", HEAD
    city.office.save()
    target = city.revenue.targets.get()
    programme = ProgrammeFactory(resolution=target.resolution)
    seat = AssignmentFactory(programme=programme, title="Phó Chủ tịch", holder=UserFactory(email=SEAT))
    target.seats.add(seat)
    UserFactory(role=Role.LEADER, email=LEADER, office=OfficeFactory(area=city.form.area, name="Thường trực"))
    city.seat = seat
    return city


def _written(day: int, *, sent: bool = True) -> set[str]:
    """To whom letters are written on a day of January 2026; and they are sent."""
    written = {letter.to for letter in WriteLetters(by=None, on=date(2026, 1, day)).execute()}
    if sent:
        send_due(MORNING)
    return written


@pytest.mark.parametrize(
    ("day", "reached"),
    [
        (9, {MAIL}),  # three days before
        (12, {MAIL}),  # the day
        (13, {MAIL, CONTACT, HEAD}),  # a day late
        (14, set()),
        (15, {SEAT}),  # three days late
        (16, set()),
        (17, set()),  # a Saturday
        (19, {LEADER}),  # five days late was that Saturday
        (20, {MAIL, CONTACT}),  # the grace is over
        (21, set()),
    ],
)
def test_who_is_told_on_which_day(day, reached):
    _city()
    for before in range(5, day):
        _written(before)
    assert _written(day) == reached


@pytest.mark.parametrize(
    ("off", "reached"),
    [
        ({13}, {MAIL, CONTACT, HEAD}),  # a day late was yesterday
        ({12, 13}, {MAIL, CONTACT, HEAD}),
        ({6, 7, 8, 9, 12, 13}, {MAIL, CONTACT, HEAD}),
        ({9, 12}, set()),
    ],
)
def test_what_fell_on_a_day_on_which_the_machine_was_off_is_told_on_the_next(off, reached):
    _city()
    for before in {*range(5, 14)} - off:
        _written(before)
    assert _written(14) == reached


@pytest.mark.parametrize(
    ("settings", "days"),
    [
        ({}, {HEAD: 13, SEAT: 15, LEADER: 19}),
        ({"head_days": 2, "board_days": 4, "leader_days": 8}, {HEAD: 14, SEAT: 16, LEADER: 20}),
        ({"head_days": None, "board_days": None, "leader_days": 1}, {LEADER: 13}),
        ({"head_days": None, "board_days": None, "leader_days": None}, {}),
    ],
)
def test_the_days_are_those_of_the_form(settings, days):
    _city(**settings)
    told = {}
    for day in range(12, 24):
        told |= dict.fromkeys(_written(day) & {HEAD, SEAT, LEADER}, day)
    assert told == days


def test_each_is_told_once_and_says_of_whom_and_as_what():
    _city()
    for day in range(5, 31):
        _written(day)
    told = {to: Letter.objects.get(to=to) for to in (HEAD, SEAT, LEADER)}
    assert told[HEAD].behalf == [["head", "Trưởng phòng Kinh tế", "Phòng Kinh tế"]]
    assert told[SEAT].behalf == [["board", "Phó Chủ tịch", "Phòng Kinh tế"]]
    assert told[LEADER].behalf == [["leader", "", "Phòng Kinh tế"], ["leader", "", "Phòng Y tế"]]
    assert "Kính gửi Trưởng phòng Kinh tế," in told[HEAD].text
    assert "còn thiếu 2 số liệu" in told[HEAD].text
    assert "Thu ngân sách trên địa bàn" in told[SEAT].text
    assert "Tỷ lệ hộ nghèo" not in told[SEAT].text
    assert "[[" not in told[HEAD].text


@pytest.mark.parametrize("by_account", [True, False])
def test_whom_a_clerk_appoints_on_the_page_is_reached_by_the_chain(by_account):
    city = collected()
    target = city.revenue.targets.get()
    programme = ProgrammeFactory(resolution=target.resolution)
    target.programmes.add(programme)
    account = UserFactory(email=SEAT, office=city.other, role=Role.LEADER)
    reached = {"holder": account.pk} if by_account else {"mail": SEAT}
    told = {"role": "member", "title": "Phó Chủ tịch", "since": "2025-01-01", "targets": [target.pk], **reached}
    client = _client()
    client.post(reverse("reviews:appoint", args=[programme.pk]), told)
    board = client.get(reverse("reviews:programme", args=[programme.pk])).content.decode()
    assert f"Thư quá hạn gửi đến {SEAT}" in board
    assert SEAT not in _written(14)
    assert SEAT in _written(15)
    assert "Thu ngân sách trên địa bàn" in Letter.objects.get(to=SEAT).text


def test_the_page_says_which_seat_cannot_be_reached():
    city = _city()
    page = reverse("reviews:programme", args=[city.seat.programme_id])
    lacking = "việc quá hạn không báo đến được chức danh này"
    client = _client()
    assert lacking not in client.get(page).content.decode()
    AssignmentFactory(programme=city.seat.programme, order=99)
    assert lacking in client.get(page).content.decode()


def test_the_page_of_the_round_tells_whom_it_was_written_for():
    city = _city()
    _written(13)
    page = _client().get(reverse("rounds:round", args=[city.round.pk])).content.decode()
    assert "nhắc thay Phòng Kinh tế, gửi người đứng đầu đơn vị (Trưởng phòng Kinh tế)" in page


def test_who_is_several_of_them_gets_one_letter():
    city = _city(leader_days=1, board_days=1)
    city.office.head_mail = LEADER
    city.office.save()
    city.seat.holder.email = LEADER
    city.seat.holder.save()
    _written(13)
    letter = Letter.objects.get(to=LEADER)
    assert [rung for rung, _post, _office in letter.behalf] == ["head", "board", "leader", "leader"]


def test_a_head_who_is_the_owner_is_not_told_of_it_twice():
    city = _city()
    city.office.head_mail = MAIL
    city.office.save()
    _written(13)
    assert Letter.objects.get(to=MAIL).behalf == []


@pytest.mark.parametrize(
    ("above", "reached"),
    [
        ({"head_mail": "ban@minh-hoa.example"}, "ban@minh-hoa.example"),
        ({"mail": "van-thu@minh-hoa.example"}, "van-thu@minh-hoa.example"),
        ({}, None),
    ],
)
def test_where_the_head_has_no_address_the_office_above_is_told(above, reached):
    city = _city()
    parent = OfficeFactory(area=city.form.area, name="Ban Kinh tế", **above)
    city.office.head_mail, city.office.parent = "", parent
    city.office.save()
    assert _written(13) - {MAIL, CONTACT} == ({reached} if reached else set())


def test_a_seat_that_ended_and_an_account_that_was_closed_are_told_nothing():
    city = _city()
    city.seat.until = date(2025, 6, 30)
    city.seat.save()
    city.form.area.offices.get(name="Thường trực").user_set.update(is_active=False)
    assert (_written(15), _written(19)) == ({MAIL, CONTACT, HEAD}, set())


def test_leaders_of_other_places_are_told_nothing():
    _city()
    elsewhere = OfficeFactory(area=AreaFactory(slug="noi-khac"))
    UserFactory(role=Role.LEADER, email="khac@minh-hoa.example", office=elsewhere)
    assert "khac@minh-hoa.example" not in _written(19)


def test_what_was_answered_goes_nowhere():
    city = _city()
    city.submit(city.give(city.revenue, "205,4"), city.give(city.poverty, unchanged=True))
    assert (_written(13), _written(15)) == ({CONTACT}, set())


def test_a_letter_up_the_chain_that_could_not_go_out_is_told_with_the_next():
    _city()
    _written(13, sent=False)
    assert HEAD in _written(14)
    assert [letter.to for letter in mail.outbox].count([HEAD]) == 1


@pytest.mark.parametrize(
    ("line", "office", "reached"),
    [("", "phong@minh-hoa.example", "phong@minh-hoa.example"), (MAIL, "phong@minh-hoa.example", MAIL), ("", "", None)],
)
def test_reminders_go_to_the_line_else_to_the_office(line, office, reached):
    city = collected()
    city.round.duties.filter(office=city.office).update(contact=line)
    city.office.mail = office
    city.office.save()
    assert _written(9) == ({reached} if reached else set())


def test_the_chain_takes_a_bounded_number_of_statements(django_assert_num_queries):
    _city(head_days=1, board_days=1, leader_days=1)
    on = date(2026, 1, 13)
    owed = queries.unanswered(on)
    with django_assert_num_queries(5):
        assert {one.to for one in chain.told(owed, on, ())} == {HEAD, SEAT, LEADER}


def _client(role=Role.CLERK):
    user = UserFactory(role=role)
    user.groups.add(back_office())
    client = Client()
    client.force_login(user)
    return client


def test_a_clerk_writes_down_where_an_office_gets_its_mail():
    city = collected()
    above = OfficeFactory(area=city.form.area, name="Ban Kinh tế")
    given = {"mail": MAIL, "head_post": "Trưởng phòng", "head_mail": HEAD, "parent": str(above.pk)}
    client = _client()
    client.post(reverse("rounds:office", args=[city.office.pk]), {"name": city.office.name, **given})
    city.office.refresh_from_db()
    assert (city.office.mail, city.office.head_mail, city.office.parent) == (MAIL, HEAD, above)
    assert HEAD in client.get(reverse("rounds:offices")).content.decode()


@pytest.mark.parametrize("field", ["mail", "head_mail"])
def test_a_wrong_address_of_an_office_is_told_and_stays_in_its_field(field):
    city = collected()
    answer = _client().post(reverse("rounds:office", args=[city.office.pk]), {field: "phong kinh te"})
    assert answer.status_code == 422
    assert 'value="phong kinh te"' in answer.content.decode()


def test_no_office_stands_above_itself():
    city = collected()
    below = OfficeFactory(area=city.form.area, name="Đội thuế", parent=city.office)
    with pytest.raises(AboveItself, match="cấp dưới của chính mình"):
        EditOffice(by=None, office=city.office, changes={"parent": below}).execute()
    given = {"name": city.office.name, "parent": str(below.pk)}
    answer = _client().post(reverse("rounds:office", args=[city.office.pk]), given)
    assert "cấp dưới của chính mình" in answer.content.decode()


def test_offices_of_other_places_are_not_shown():
    city = collected()
    elsewhere = OfficeFactory(area=AreaFactory(slug="noi-khac"), name="Phòng Nơi Khác")
    user = UserFactory(role=Role.CLERK, office=city.office)
    user.groups.add(back_office())
    client = Client()
    client.force_login(user)
    assert "Phòng Nơi Khác" not in client.get(reverse("rounds:offices")).content.decode()
    assert client.get(reverse("rounds:office", args=[elsewhere.pk])).status_code == 404
