"""A time that was read wrongly is put right in all statements that were read to be of it, where the person says so."""

from decimal import Decimal

import pytest
from django.urls import reverse

from camket.intake.actions import Edit
from camket.intake.enums import Question, Role, State
from camket.intake.forms import StatementForm
from factories import DocumentFactory, StatementFactory

SENTENCES = (
    "Thu ngân sách năm 2023 đạt [187,2] tỷ đồng.",
    "Chi ngân sách [176,4] tỷ đồng.",
    "Giải ngân [91,5] %.",
    "Sản lượng lương thực năm 2022 đạt [6.815] tấn.",
)
TEXT = "\n".join(one.replace("[", "").replace("]", "") for one in SENTENCES)


@pytest.fixture
def rows(db):
    document = DocumentFactory(text=TEXT, year=2024, months=12)
    names = ("thu ngân sách", "chi ngân sách", "giải ngân", "sản lượng lương thực")
    values = (Decimal("187.2"), Decimal("176.4"), Decimal("91.5"), Decimal(6815))
    years = (2023, 2023, 2023, 2022)
    given = zip(SENTENCES, names, values, years, strict=True)
    return [
        StatementFactory(document=document, marked=s, indicator_name=n, value=v, first_year=y, last_year=y)
        for s, n, v, y in given
    ]


def years(rows):
    for row in rows:
        row.refresh_from_db()
    return [row.last_year for row in rows]


NEW = {"first_year": 2024, "last_year": 2024}


def test_what_was_read_of_the_same_time_is_put_right_with_it(rows):
    action = Edit(by=None, statement=rows[0], changes=NEW, alike=True)
    action.execute()
    assert years(rows) == [2024, 2024, 2024, 2022]
    assert action.touched == {rows[1].pk, rows[2].pk}


def test_without_being_asked_the_others_stay(rows):
    Edit(by=None, statement=rows[0], changes=NEW).execute()
    assert years(rows) == [2024, 2023, 2023, 2022]


def test_only_the_time_goes_over_and_nothing_else_is_taken_as_looked_at(rows):
    rows[1].question = Question.SAME
    rows[1].save()
    Edit(by=None, statement=rows[0], changes={**NEW, "value": Decimal(9)}, alike=True).execute()
    rows[1].refresh_from_db()
    assert (rows[1].value, rows[1].question, rows[1].edited) == (Decimal("176.4"), Question.SAME, False)


def test_the_question_of_which_year_is_answered_for_all(rows):
    for row in rows[:2]:
        row.first_year = row.last_year = None
        row.question = Question.NO_PERIOD
        row.save()
    Edit(by=None, statement=rows[0], changes=NEW, alike=True).execute()
    rows[1].refresh_from_db()
    assert (rows[1].last_year, rows[1].question) == (2024, Question.NONE)


LEFT = {
    "decided on": {"state": State.REFUSED},
    "put right by hand": {"edited": True},
    "in another role": {"role": Role.TARGET},
    "of a part of that year": {"part": "H1"},
}


@pytest.mark.parametrize("field", LEFT.values(), ids=LEFT)
def test_left_as_it_is(rows, field):
    type(rows[1]).objects.filter(pk=rows[1].pk).update(**field)
    Edit(by=None, statement=rows[0], changes=NEW, alike=True).execute()
    assert years(rows)[:3] == [2024, 2023, 2024]


def test_a_year_alone_is_not_offered_for_others(rows):
    assert "alike" in StatementForm(rows[0]).fields
    assert "alike" not in StatementForm(rows[3]).fields


def test_on_the_page_one_box_puts_all_right(rows, clerk):
    page = clerk.get(reverse("intake:card", args=[rows[0].pk]), {"sua": ""}).content.decode()
    assert "Sửa cả thời gian của 2 câu khác cũng đọc là “năm 2023”" in page
    form = StatementForm(rows[0])
    given = {name: value for name in form.fields if (value := form.initial.get(name)) is not None}
    typed = {**given, **NEW, "value": "187,2", "alike": "on", "version": 0}
    clerk.post(reverse("intake:edit", args=[rows[0].pk]), typed)
    assert years(rows) == [2024, 2024, 2024, 2022]
