"""A figure that a document says more than once is offered once, and one word settles all."""

from decimal import Decimal

import pytest

from camket.intake import queries, repeats
from camket.intake.actions import Assent, AssentConfident, Edit, Refuse, RefuseComparisons, Undo
from camket.intake.enums import Question, State
from camket.observations.models import Observation
from camket.targets.actions import RememberWording
from factories import DocumentFactory, IndicatorFactory, ResolutionFactory, StatementFactory

FIRST = "Thu ngân sách năm 2024 đạt [187,2] tỷ đồng."
AGAIN = "Bảng 1. Thu ngân sách: [187,2] tỷ đồng."
THIRD = "Tóm lại, thu ngân sách đạt [187.200] triệu đồng."
TEXT = "\n".join(one.replace("[", "").replace("]", "") for one in (FIRST, AGAIN, THIRD))


@pytest.fixture
def document(db):
    return DocumentFactory(text=TEXT, year=2024, months=12)


@pytest.fixture
def thrice(document):
    rows = [StatementFactory(document=document, marked=marked) for marked in (FIRST, AGAIN)]
    rows.append(StatementFactory(document=document, marked=THIRD, value=Decimal(187200), unit="triệu đồng"))
    repeats.fold(document)
    return rows


def refresh(*rows):
    for row in rows:
        row.refresh_from_db()


def leaders(document):
    return list(document.statements.order_by("start").values_list("repeats", flat=True))


def test_the_first_is_offered_and_the_others_repeat_it_in_whatever_unit(document, thrice):
    assert leaders(document) == [None, thrice[0].pk, thrice[0].pk]
    assert (queries.tally(document.pk).sure, queries.tally(document.pk).folded) == (1, 2)


DIFFERENT = {
    "value": {"value": Decimal("187.3")},
    "year": {"first_year": 2023, "last_year": 2023},
    "part of the year": {"part": "H1"},
    "role": {"role": "plan"},
    "stage": {"stage": "estimate"},
    "indicator": {"indicator_name": "chi ngân sách"},
    "unit": {"unit": "triệu đồng"},
    "range": {"upper": Decimal(190)},
    "whole": {"denominator": Decimal(200)},
}


@pytest.mark.parametrize("other", DIFFERENT.values(), ids=DIFFERENT)
def test_what_differs_in_anything_is_no_repeat(document, other):
    StatementFactory(document=document, marked=FIRST)
    StatementFactory(document=document, marked=AGAIN, **other)
    repeats.fold(document)
    assert leaders(document) == [None, None]


def test_two_wordings_of_one_indicator_are_the_same(document):
    indicator = IndicatorFactory(area=document.area)
    for text in ("thu ngân sách", "tổng thu"):
        RememberWording(by=None, indicator=indicator, text=text).execute()
    first = StatementFactory(document=document, marked=FIRST)
    StatementFactory(document=document, marked=AGAIN, indicator_name="tổng thu")
    repeats.fold(document)
    assert leaders(document) == [None, first.pk]


def test_the_one_read_with_confidence_is_offered(document):
    StatementFactory(document=document, marked=FIRST, unsure=True)
    sure = StatementFactory(document=document, marked=AGAIN)
    repeats.fold(document)
    assert leaders(document) == [sure.pk, None]


def test_one_assent_settles_all_each_with_its_own_passage(thrice):
    Assent(by=None, statement=thrice[0]).execute()
    refresh(*thrice)
    assert {row.state for row in thrice} == {State.ASSENTED}
    figures = [row.observation for row in thrice]
    assert {(one.indicator_id, one.value) for one in figures} == {(figures[0].indicator_id, Decimal("187.2"))}
    assert [one.passage.start for one in figures] == [row.start for row in thrice]


def test_refusing_asks_once(thrice):
    Refuse(by=None, statement=thrice[0]).execute()
    refresh(*thrice)
    assert {row.state for row in thrice} == {State.REFUSED}


@pytest.mark.parametrize("verb", [Assent, Refuse])
def test_undo_takes_all_back(document, thrice, verb):
    verb(by=None, statement=thrice[0]).execute()
    refresh(thrice[0])
    Undo(by=None, statement=thrice[0]).execute()
    refresh(*thrice)
    assert {row.state for row in thrice} == {State.WAITING}
    assert not Observation.objects.filter(withdrawn_at=None).exists()
    assert leaders(document) == [None, thrice[0].pk, thrice[0].pk]


def test_a_promise_said_twice_is_one_target_and_goes_when_both_are_undone(db):
    resolution = ResolutionFactory()
    resolution.document.text = TEXT
    resolution.document.save()
    rows = [
        StatementFactory(document=resolution.document, marked=m, role="target", first_year=None, last_year=2025)
        for m in (FIRST, AGAIN)
    ]
    repeats.fold(resolution.document)
    Assent(by=None, statement=rows[0]).execute()
    refresh(*rows)
    assert rows[0].target == rows[1].target is not None
    Undo(by=None, statement=rows[0]).execute()
    assert resolution.targets.count() == 0


def test_a_repeat_put_right_is_a_repeat_no_longer(document, thrice):
    Edit(by=None, statement=thrice[1], changes={"value": Decimal("188.2")}).execute()
    assert leaders(document) == [None, None, thrice[0].pk]


def test_the_one_offered_put_right_leaves_the_next_one_to_be_offered(document, thrice):
    Edit(by=None, statement=thrice[0], changes={"value": Decimal("188.2")}).execute()
    assert leaders(document) == [None, None, thrice[1].pk]


def test_all_that_is_sure_counts_each_source(document, thrice):
    assert AssentConfident(by=None, document=document).execute().observations == 3


def test_comparisons_are_refused_with_what_repeats_them(document):
    for marked in (FIRST, AGAIN):
        StatementFactory(document=document, marked=marked, aggregate="growth", unit="%", question=Question.COMPARISON)
    repeats.fold(document)
    assert RefuseComparisons(by=None, document=document).execute() == 1
    assert set(document.statements.values_list("state", flat=True)) == {State.REFUSED}


class TestOnTheDesk:
    def page(self, client, document):
        return client.get(f"/admin/van-ban/{document.pk}/").content.decode()

    def test_the_repeat_names_the_place_of_the_first_and_has_no_buttons(self, clerk, document, thrice):
        document.layout = [
            {"start": 0, "end": len(FIRST), "page": 1, "paragraph": 1, "kind": "text"},
            {"start": thrice[1].start - 5, "end": 900, "page": 3, "cell": "table 1, row 2, column 3", "kind": "cell"},
        ]
        document.save()
        page = self.page(clerk, document)
        assert "trang 1, đoạn 1</a>, duyệt một lần ở đó là đủ." in page
        assert "Nhắc lại ở" in page
        assert "trang 3, bảng 1, hàng 2</a>" in page
        assert page.count('data-act="assent"') == 1

    def test_a_script_is_given_the_cards_that_went_along(self, clerk, document, thrice):
        answer = clerk.post(
            f"/admin/cau/{thrice[0].pk}/duyet/", {"version": 0}, HTTP_X_REQUESTED_WITH="XMLHttpRequest"
        ).json()
        assert {(one["id"], one["standing"]) for one in answer["others"]} == {
            (thrice[1].pk, "assented"),
            (thrice[2].pk, "assented"),
        }

    def test_a_repeat_can_be_put_right_by_itself(self, clerk, document, thrice):
        page = clerk.get(f"/admin/cau/{thrice[1].pk}/?sua").content.decode()
        assert 'name="indicator_name"' in page
