"""Letters about tasks: before, on and after the due day, to whom, once."""

from datetime import date

import pytest

from camket.observations.enums import Rung
from camket.observations.rounds import tasked
from camket.observations.rounds.actions import WriteLetters
from camket.people.enums import Role
from camket.records.models import Task
from factories import OfficeFactory, UserFactory

pytestmark = pytest.mark.django_db
D = date.fromisoformat
MAILS = {"mail": "y-te@vi-du.vn", "head_mail": "truong-phong@vi-du.vn", "head_post": "Trưởng phòng"}


def given(due="2026-05-20", **mails):
    office = OfficeFactory(name="Phòng Y tế", **(mails if mails else MAILS))
    UserFactory(role=Role.LEADER, office=office, email="lanh-dao@vi-du.vn")
    told = {"post": "Trưởng phòng", "answers_to": "Chủ tịch", "authority": "Kết luận số 5"}
    return Task.objects.create(
        office=office, what="Chốt số giường bệnh", product="Biên bản", due=D(due), given_on=D("2026-04-01"), **told
    )


# Wednesday 20 May 2026 is the due day.
@pytest.mark.parametrize(
    ("on", "to"),
    [
        ("2026-05-12", []),
        ("2026-05-13", [("y-te@vi-du.vn", None)]),  # 7 days before
        ("2026-05-15", [("y-te@vi-du.vn", None)]),  # 3 days before is a Sunday
        ("2026-05-19", [("y-te@vi-du.vn", None)]),
        ("2026-05-20", [("y-te@vi-du.vn", None)]),
        ("2026-05-21", [("y-te@vi-du.vn", None), ("truong-phong@vi-du.vn", Rung.HEAD)]),
        ("2026-05-22", []),
        ("2026-05-25", [("lanh-dao@vi-du.vn", Rung.LEADER)]),  # 5 days after
        ("2026-06-25", []),
    ],
)
def test_who_is_told_on_which_day(on, to):
    given()
    assert [(part.to, part.rung) for part in tasked.told(D(on))] == to


def test_an_office_without_an_address_is_told_through_its_head():
    given(head_mail="truong-phong@vi-du.vn")
    assert [part.to for part in tasked.told(D("2026-05-13"))] == ["truong-phong@vi-du.vn"]


def test_what_is_done_reminds_nobody():
    task = given()
    Task.objects.filter(pk=task.pk).update(state="done", ended_on=D("2026-05-10"))
    assert tasked.told(D("2026-05-13")) == []


def test_the_letter_says_what_is_to_be_done_and_with_which_product():
    given()
    (letter,) = WriteLetters(by=None, on=D("2026-05-13")).execute()
    assert letter.subject == "Nhiệm vụ đến hạn: Chốt số giường bệnh"
    assert "- Chốt số giường bệnh (hạn ngày 20/5/2026; sản phẩm: Biên bản)" in letter.text
    assert "Kính gửi quý đơn vị," in letter.text


def test_the_head_is_greeted_by_the_post_and_the_letter_says_for_whom_it_stands():
    given()
    letters = {letter.to: letter for letter in WriteLetters(by=None, on=D("2026-05-21")).execute()}
    head = letters["truong-phong@vi-du.vn"]
    assert head.subject == "Nhiệm vụ quá hạn: Phòng Y tế"
    assert "Kính gửi Trưởng phòng," in head.text
    assert head.behalf == [["head", "Trưởng phòng", "Phòng Y tế"]]


def test_two_tasks_are_one_letter_a_day():
    task = given()
    task.pk, task.what = None, "Việc hai"
    task.save()
    assert len(WriteLetters(by=None, on=D("2026-05-13")).execute()) == 1
    assert WriteLetters(by=None, on=D("2026-05-13")).execute() == []
