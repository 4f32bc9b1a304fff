"""A document of two hundred pages costs a bounded number of SQL statements a request, whatever is asked."""

import json

import pytest

from camket.intake.enums import State
from camket.intake.models import Statement
from long_document import CHARACTERS_OF_A_PAGE, PAGES, STATEMENTS_OF_A_PAGE, long_document

SCRIPT = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}
MOST_TO_SHOW, MOST_TO_DECIDE, MOST_TO_ASSENT, MOST_TO_POLL = 26, 35, 71, 6
TYPED = {"comparator": "eq", "value": "5", "unit": "ha", "role": "result", "aggregate": "last", "last_year": "2024"}


@pytest.fixture
def long(db, clerk):
    document = long_document()
    clerk.get(f"/admin/van-ban/{document.pk}/")  # what is asked once and remembered is not counted
    return document


def decide(client, statement, verb, **typed):
    statement.refresh_from_db()
    return client.post(f"/admin/cau/{statement.pk}/{verb}/", {"version": statement.version, **typed}, **SCRIPT)


def test_it_is_as_long_as_it_says(long):
    assert 0.9 * PAGES * CHARACTERS_OF_A_PAGE < len(long.text) < 1.1 * PAGES * CHARACTERS_OF_A_PAGE
    assert long.statements.count() == PAGES * STATEMENTS_OF_A_PAGE


@pytest.mark.parametrize("sheet", ["1", "20", "40"])
def test_a_sheet(clerk, long, sheet, django_assert_max_num_queries):
    with django_assert_max_num_queries(MOST_TO_SHOW):
        page = clerk.get(f"/admin/van-ban/{long.pk}/", {"trang": sheet})
    assert page.content.decode().count("data-card=") == 50
    assert len(page.content) < 150_000


def test_each_decision(clerk, long, django_assert_max_num_queries):
    first = long.statements.order_by("start")[1000]
    for verb, typed, most in (
        ("sua", TYPED | {"indicator_name": "tên riêng"}, MOST_TO_DECIDE),
        ("duyet", {}, MOST_TO_ASSENT),
        ("hoan-tac", {}, MOST_TO_DECIDE),
        ("bo", {}, MOST_TO_DECIDE),
    ):
        with django_assert_max_num_queries(most):
            answer = decide(clerk, first, verb, **typed)
        assert answer.status_code == 200, verb
        assert len(answer.content) < 10_000


def test_a_number_made_a_statement(clerk, long, django_assert_max_num_queries):
    number = long.other_numbers.filter(kind="article")[100]
    address = f"/admin/van-ban/{long.pk}/so/{number.start}-{number.end}/"
    with django_assert_max_num_queries(MOST_TO_SHOW):
        clerk.get(address, **SCRIPT)
    with django_assert_max_num_queries(MOST_TO_ASSENT):
        answer = clerk.post(address, TYPED | {"indicator_name": "tên riêng", "assent": "1"}, **SCRIPT)
    assert json.loads(answer.content)["standing"] == "assented"


def test_what_others_do_is_asked_for_cheaply(clerk, long, django_assert_max_num_queries):
    Statement.objects.filter(document=long).update(state=State.REFUSED, decided_at="2026-11-23T00:00:00Z")
    with django_assert_max_num_queries(MOST_TO_POLL):
        clerk.get(f"/admin/van-ban/{long.pk}/thay-doi/", {"tu": "2026-11-22T00:00:00+00:00"})
