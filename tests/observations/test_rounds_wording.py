"""Letters in other words: an administrator changes their sentences, and takes the first ones back."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from camket.foundation.models import AuditEntry
from camket.observations.rounds.actions import WordLetters, WriteLetters
from camket.observations.rounds.models import LetterText
from camket.observations.rounds.wording import SENTENCES, words
from camket.people.actions import back_office
from camket.people.enums import Role
from factories import UserFactory
from observations.rounds import MAIL, collected

pytestmark = pytest.mark.django_db
PAGE = "/admin/ky-bao-cao/loi-thu/"


@pytest.fixture
def administrator():
    user = UserFactory(role=Role.ADMINISTRATOR)
    user.groups.add(back_office())
    client = Client()
    client.force_login(user)
    return client


def text_of_today():
    return next(one.text for one in WriteLetters(by=None, on=date(2026, 1, 5)).execute() if one.to == MAIL)


def test_a_sentence_that_was_changed_stands_in_the_next_letter(administrator):
    collected()
    administrator.post(PAGE, {**words(), "due": "Xin gửi trước hết ngày {hạn}."})
    text = text_of_today()
    assert "Xin gửi trước hết ngày 12" in text
    assert "Hạn gửi: ngày" not in text


def test_an_empty_field_takes_back_the_first_words(administrator):
    administrator.post(PAGE, {**words(), "asked": "Đề nghị gửi:"})
    assert words()["asked"] == "Đề nghị gửi:"
    administrator.post(PAGE, {**words(), "asked": ""})
    assert words()["asked"] == SENTENCES["asked"].text
    assert not LetterText.objects.exists()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("due", "Gửi sớm nhé.", "Cần giữ {hạn}"),
        ("due", "Gửi trước {hạn}, {ngày}.", "Không có {ngày}"),
        ("asked", "Gửi: {hạn}", "Không có {hạn}"),
    ],
)
def test_what_a_letter_needs_cannot_be_left_out_and_what_was_typed_stays(administrator, name, text, said):
    answer = administrator.post(PAGE, {**words(), name: text})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert text in page
    assert not LetterText.objects.exists()


def test_braces_of_a_form_s_name_are_no_places(administrator):
    collected(name="Biểu {hạn} {nơi nhận}")
    assert "Biểu {hạn} {nơi nhận}" in text_of_today()


def test_the_trail_tells_the_sentence_before_and_after(administrator):
    administrator.post(PAGE, {**words(), "asked": "Đề nghị gửi:"})
    entry = AuditEntry.objects.get(verb="rounds.word_letters")
    assert (entry.before, entry.after) == ({"asked": "Số liệu cần gửi:"}, {"asked": "Đề nghị gửi:"})


def test_a_clerk_may_not():
    with pytest.raises(PermissionDenied):
        WordLetters(by=UserFactory(role=Role.CLERK), texts={}).execute()
