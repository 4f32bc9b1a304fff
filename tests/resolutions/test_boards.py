"""Boards: who sits on them on which day, and who answers for a target."""

from datetime import date

import pytest

from camket.foundation.models import AuditEntry
from camket.resolutions import queries
from camket.resolutions.boards import AppointSeat, CannotSeat, ChangeSeat, EndSeat
from camket.resolutions.enums import SeatRole
from factories import ProgrammeFactory, TargetFactory

FIRST, LATER = date(2021, 1, 1), date(2023, 7, 1)


@pytest.fixture
def programme(db):
    return ProgrammeFactory()


def seat(programme, role=SeatRole.MEMBER, title="Trưởng phòng Kinh tế", since=FIRST, **more):
    return AppointSeat(by=None, programme=programme, role=role, title=title, since=since, **more).execute()


def titles(programme, on):
    return [one.title for one in queries.board_on(programme.pk, on)]


@pytest.mark.parametrize(
    ("on", "held"),
    [
        (date(2020, 12, 31), False),
        (FIRST, True),
        (date(2023, 6, 30), True),
        (LATER, False),
    ],
)
def test_a_seat_is_held_from_its_first_to_its_last_day(programme, on, held):
    made = EndSeat(by=None, seat=seat(programme), until=date(2023, 6, 30)).execute()
    assert (titles(programme, on) == ["Trưởng phòng Kinh tế"]) is held
    assert made.is_held(on) is held


def test_one_chair_follows_another_and_both_stay_in_the_history(programme):
    first = seat(programme, SeatRole.CHAIR, "Bí thư")
    EndSeat(by=None, seat=first, until=date(2023, 6, 30)).execute()
    seat(programme, SeatRole.CHAIR, "Chủ tịch", LATER)
    assert [titles(programme, on) for on in (FIRST, LATER)] == [["Bí thư"], ["Chủ tịch"]]
    assert len(queries.board_history(programme.pk)) == 2


@pytest.mark.parametrize("since", [FIRST, LATER, date(2020, 1, 1)])
def test_a_board_has_one_chair_at_a_time(programme, since):
    seat(programme, SeatRole.CHAIR, "Bí thư")
    with pytest.raises(CannotSeat, match="“Bí thư” đang là Chủ nhiệm"):
        seat(programme, SeatRole.CHAIR, "Chủ tịch", since)


def test_a_seat_cannot_end_before_it_began(programme):
    with pytest.raises(CannotSeat, match="01/01/2021"):
        EndSeat(by=None, seat=seat(programme), until=date(2020, 12, 31)).execute()


def test_a_seat_ends_once(programme):
    made = EndSeat(by=None, seat=seat(programme), until=LATER).execute()
    with pytest.raises(CannotSeat, match="đã kết thúc"):
        EndSeat(by=None, seat=made, until=LATER).execute()


def test_a_member_answers_for_targets_of_the_programme(programme):
    target = TargetFactory(resolution=programme.resolution, programmes=[programme])
    made = seat(programme, targets=[target.pk])
    assert queries.seats_of_target(target.pk, FIRST) == [made]
    assert queries.answerable([target.pk], FIRST) == {target.pk: [made]}
    assert queries.seats_of_target(target.pk, date(2020, 1, 1)) == []


def test_of_the_seats_of_a_board_those_that_answer_for_a_target_are_told_apart(programme):
    target = TargetFactory(resolution=programme.resolution, programmes=[programme])
    seat(programme, title="Trưởng phòng Y tế")
    seat(programme, targets=[target.pk])
    found = queries.seats([programme.pk], FIRST, target.pk)
    answering = [("Trưởng phòng Y tế", False), ("Trưởng phòng Kinh tế", True)]
    assert [(one.title, one.is_answering) for one in found] == answering


def test_nobody_answers_for_a_target_of_another_programme(programme):
    with pytest.raises(CannotSeat, match="không thuộc chương trình"):
        seat(programme, targets=[TargetFactory(resolution=programme.resolution).pk])


def test_a_board_with_its_targets_takes_two_statements_and_one_for_indicators(programme, django_assert_num_queries):
    for number in range(5):
        target = TargetFactory(
            resolution=programme.resolution, programmes=[programme], indicator__slug=f"c{number}", slug=f"c{number}"
        )
        seat(programme, title=f"Chức danh {number}", targets=[target.pk])
    with django_assert_num_queries(3):
        assert [len(one.targets.all()) for one in queries.board_on(programme.pk, FIRST)] == [1] * 5


def changed(made, since=LATER, field="Y tế", targets=(), **more):
    return ChangeSeat(by=None, seat=made, since=since, field=field, targets=targets, **more).execute()


def fields(programme, on):
    return [(one.title, one.field) for one in queries.board_on(programme.pk, on)]


def test_a_seat_answers_for_something_else_from_a_day_on_and_its_history_stays(programme):
    target = TargetFactory(resolution=programme.resolution, programmes=[programme])
    made = seat(programme, field="Kinh tế", targets=[target.pk])
    seat(programme, title="Trưởng phòng Nội vụ")
    changed(made)
    before, other = ("Trưởng phòng Kinh tế", "Kinh tế"), ("Trưởng phòng Nội vụ", "")
    assert fields(programme, date(2023, 6, 30)) == [other, before]
    assert fields(programme, LATER) == [("Trưởng phòng Kinh tế", "Y tế"), other]
    assert queries.answerable([target.pk], date(2023, 6, 30)) == {target.pk: [made]}
    assert queries.answerable([target.pk], LATER) == {}


def test_a_change_from_the_first_day_on_puts_the_seat_right_where_it_stands(programme):
    made = changed(seat(programme, field="Kinh tế"), since=FIRST)
    assert [(one.pk, one.field) for one in queries.board_history(programme.pk)] == [(made.pk, "Y tế")]


def test_another_address_makes_no_new_seat(programme):
    made = seat(programme, field="Y tế")
    assert changed(made, mail="pho-chu-tich@minh-hoa.example").pk == made.pk
    assert [one.mail for one in queries.board_history(programme.pk)] == ["pho-chu-tich@minh-hoa.example"]


def test_what_a_seat_was_changed_from_is_in_the_audit_trail(programme):
    changed(seat(programme, field="Kinh tế"), mail="uy-vien@minh-hoa.example")
    entry = AuditEntry.objects.latest("number")
    assert (entry.before, entry.after) == (
        {"field": "Kinh tế", "mail": ""},
        {"field": "Y tế", "mail": "uy-vien@minh-hoa.example"},
    )


def test_a_seat_that_has_ended_is_not_changed(programme):
    made = EndSeat(by=None, seat=seat(programme), until=LATER).execute()
    with pytest.raises(CannotSeat, match="đã kết thúc"):
        changed(made)
