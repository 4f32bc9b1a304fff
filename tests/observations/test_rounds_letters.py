"""Letters: whom they reach on which day, one a day, none twice, none lost."""

from datetime import UTC, date, datetime

import pytest
from django.core import mail

from camket.measures.periods import Period
from camket.observations.rounds.actions import (
    Asked,
    ChangeForm,
    CloseRound,
    OpenRound,
    RevokeLink,
    SendAgain,
    WriteLetters,
    send_due,
)
from camket.observations.rounds.models import Form, Letter
from observations.rounds import CONTACT, MAIL, collected

pytestmark = pytest.mark.django_db
FIRST, LATE = date(2026, 1, 5), date(2026, 1, 13)
MORNING = datetime(2026, 1, 5, 2, tzinfo=UTC)


def _write(on):
    return [letter.to for letter in WriteLetters(by=None, on=on).execute()]


@pytest.mark.parametrize(
    ("days", "reached"),
    [
        ([5], [MAIL]),  # 7 days before, and the first that they hear of it
        ([5, 6], []),
        ([5, 5], []),
        ([5, 9], [MAIL]),
        ([5, 12], [MAIL]),
        ([5, 13], [MAIL, CONTACT]),  # the day after, up the chain
        ([5, 13, 14], []),
        ([5, 14], [MAIL, CONTACT]),  # nothing ran on the day after
        ([5, 13, 20], [MAIL, CONTACT]),  # the grace is over
        ([5, 13, 20, 26], []),
        ([5, 13, 20, 27], [MAIL]),  # each week after that, the office alone
        ([5, 9, 30], [MAIL]),  # nothing ran for weeks
        ([4], []),  # a Sunday
        ([6], [MAIL]),  # no day of reminders, but nobody has told them yet
    ],
)
def test_who_is_written_to(days, reached):
    collected()
    for day in days[:-1]:
        _write(date(2026, 1, day))
        send_due(MORNING)
    assert _write(date(2026, 1, days[-1])) == reached


def test_two_rounds_of_one_address_are_one_letter():
    city = collected()
    form = Form.objects.create(area=city.form.area, name="Biểu 02")
    asked = [Asked(city.revenue.pk, form.area_id, city.office.pk, MAIL)]
    ChangeForm(by=None, form=form, settings={}, lines=asked, since=date(2020, 1, 1)).execute()
    OpenRound(by=None, form=form, period=Period.year(2024)).execute()
    assert _write(FIRST) == [MAIL]
    assert "và 1 nội dung khác" in Letter.objects.get().subject


def test_who_has_answered_is_left_alone():
    city = collected()
    city.submit(city.give(city.revenue, "205,4"), city.give(city.poverty, unchanged=True))
    assert _write(FIRST) == []


def test_the_letter_has_the_link_and_the_record_has_not():
    city = collected()
    _write(FIRST)
    send_due(MORNING)
    assert "/bao-cao/" in mail.outbox[0].body
    assert "/bao-cao/" not in Letter.objects.get().text
    assert "Hạn gửi: ngày 12/01/2026" in mail.outbox[0].body
    assert city.revenue.name in mail.outbox[0].body


@pytest.mark.parametrize("moment", [datetime(2026, 1, 5, 15, tzinfo=UTC), datetime(2026, 1, 4, 3, tzinfo=UTC)])
def test_at_night_and_on_holidays_a_letter_waits(moment):
    collected()
    _write(FIRST)
    assert send_due(moment) == (0, 0)
    assert send_due(MORNING) == (1, 0)
    assert send_due(MORNING) == (0, 0)


class _Down:
    def send_messages(self, messages):
        raise OSError("máy chủ thư không trả lời")


def test_a_mail_server_that_is_down_loses_nothing_and_sends_once(monkeypatch):
    collected()
    _write(FIRST)
    with monkeypatch.context() as broken:
        broken.setattr("camket.observations.rounds.actions.letters.get_connection", _Down)
        assert send_due(MORNING) == (0, 1)
        assert send_due(MORNING) == (0, 1)
    assert "không trả lời" in Letter.objects.get().failed
    assert (send_due(MORNING), send_due(MORNING), len(mail.outbox)) == ((1, 0), (0, 0), 1)


def test_what_waited_for_days_goes_out_in_the_newest_letter_alone():
    collected()
    _write(FIRST)
    assert _write(date(2026, 1, 6)) == [MAIL]
    assert _write(LATE) == [MAIL, CONTACT]
    assert send_due(MORNING) == (2, 0)
    assert sorted(letter.to[0] for letter in mail.outbox) == [MAIL, CONTACT]


def test_of_two_commands_at_once_one_sends(monkeypatch):
    collected()
    _write(FIRST)
    letter = Letter.objects.get()
    monkeypatch.setattr("camket.observations.rounds.queries.waiting_letters", lambda: [letter, letter])
    assert send_due(MORNING) == (1, 0)


def test_a_link_that_was_taken_back_is_not_given_anew_by_a_letter():
    city = collected()
    RevokeLink(by=None, round=city.round, office_id=city.office.pk).execute()
    _write(FIRST)
    assert "đã được thu hồi" in Letter.objects.get().text
    assert not Letter.objects.get().links.exists()


def test_sending_again_twice_in_a_minute_is_one_letter():
    city = collected()
    for _ in range(2):
        assert SendAgain(by=None, round=city.round, office_id=city.office.pk).execute().to == MAIL
    assert SendAgain(by=None, round=city.round, office_id=city.other.pk).execute() is None
    assert Letter.objects.count() == 1


@pytest.mark.parametrize(
    ("on", "said", "unsaid"),
    [
        (date(2026, 1, 5), "Gửi kèm thuyết minh.", "Đề nghị gửi ngay."),
        (LATE, "Đề nghị gửi ngay.", "Gửi kèm thuyết minh."),
    ],
)
def test_a_letter_says_what_whoever_follows_the_form_wants_said(on, said, unsaid):
    collected(message="Gửi kèm thuyết minh.", late_message="Đề nghị gửi ngay.")
    letter = next(one for one in WriteLetters(by=None, on=on).execute() if one.to == MAIL)
    assert said in letter.text
    assert unsaid not in letter.text


def test_a_round_that_was_closed_reminds_nobody_until_it_is_asked_for_again():
    city = collected()
    CloseRound(by=None, round=city.round, closes=True).execute()
    assert _write(LATE) == []
    CloseRound(by=None, round=city.round, closes=False).execute()
    assert _write(LATE) == [MAIL, CONTACT]
