"""The scoreboard as the address asks for it."""

from decimal import Decimal

import pytest

from camket.portal import board
from camket.portal.board import Asked, choices, leading, sections, summaries, verdict_choices
from camket.reviews.enums import Outcome
from camket.reviews.queries import Label
from portal.rows import ECONOMY, SOCIETY, row

LEAD, TRADE = Label("phong-tai-chinh", "Phòng Tài chính"), Label("thuong-mai", "Thương mại")
ROWS = (
    row(1, outcome=Outcome.MET, lead=LEAD, programmes=(TRADE,), ratio=Decimal("1.1"), name="thu ngân sách"),
    row(2, outcome=Outcome.MISSED, ratio=None, name="độ che phủ rừng"),
    row(3, outcome=Outcome.EXCEEDED, group=SOCIETY, ratio=Decimal("2.5"), name="an toàn giao thông"),
    row(4, outcome=Outcome.NO_DATA, group=SOCIETY, part_of=3, name="trong đó"),
)


def ids(query: dict[str, str]) -> list[int]:
    return [one.id for section in sections(ROWS, Asked.of(query)) for one in section.rows]


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ({}, [1, 2, 3, 4]),
        ({"nhom": "kinh-te"}, [1, 2]),
        ({"chuong-trinh": "thuong-mai"}, [1]),
        ({"co-quan": "phong-tai-chinh"}, [1]),
        ({"ket-qua": "missed"}, [2]),
        ({"ket-qua": "dat-va-vuot"}, [1, 3]),
        ({"ket-qua": "can-chu-y"}, [2, 4]),
        ({"ket-qua": "dat-va-vuot", "nhom": "xa-hoi"}, [3]),
        ({"nhom": "khong-co"}, []),
        ({"ket-qua": "khong-co"}, [1, 2, 3, 4]),
        ({"sap-xep": "khong-co"}, [1, 2, 3, 4]),
        ({"la": "' OR 1=1"}, [1, 2, 3, 4]),
        ({"sap-xep": "ten"}, [3, 2, 1, 4]),
        ({"sap-xep": "ty-le"}, [3, 1, 2, 4]),
        ({"sap-xep": "ket-qua"}, [3, 1, 2, 4]),
    ],
)
def test_the_address_says_which_rows_are_shown_and_in_which_order(query, kept):
    shown = ids(query)
    if query.get("sap-xep") == "ty-le":
        assert shown[:2] == kept[:2]  # those without a ratio come last, in the order of the text
    else:
        assert shown == kept


def test_rows_stand_under_the_headings_of_the_resolution():
    assert [section.heading for section in sections(ROWS, Asked())] == [ECONOMY, SOCIETY]


def test_sorted_across_groups_there_are_no_headings():
    assert [section.heading for section in sections(ROWS, Asked(sort=board.BY_NAME))] == [None]


def test_parts_follow_their_whole():
    rows = (row(9, part_of=8), row(7), row(8))
    assert [one.id for section in sections(rows, Asked()) for one in section.rows] == [7, 8, 9]


def test_a_part_without_its_whole_is_shown_all_the_same():
    assert [one.id for section in sections((row(9, part_of=8),), Asked()) for one in section.rows] == [9]


def test_an_option_says_how_many_it_would_leave_beside_the_other_filters():
    groups = choices(ROWS, Asked(verdict="dat-va-vuot", group="kinh-te"))[board.GROUP]
    assert [(one.value, one.count, one.chosen) for one in groups] == [("kinh-te", 1, True), ("xa-hoi", 1, False)]


def test_verdicts_are_offered_as_sets_and_as_they_occur():
    offered = {one.value: one.count for one in verdict_choices(ROWS, Asked())}
    assert offered == {"dat-va-vuot": 2, "can-chu-y": 2, "exceeded": 1, "met": 1, "missed": 1, "no_data": 1}


@pytest.mark.parametrize(
    "asked",
    [Asked(), Asked(group="a", programme="b", office="c", verdict="met", sort="ten"), Asked(verdict="can-chu-y")],
)
def test_an_address_asks_for_the_same_again(asked):
    from urllib.parse import parse_qsl

    assert Asked.of(dict(parse_qsl(asked.address("nghi-quyet-1")))) == asked


def test_the_front_page_leads_with_what_is_finished():
    from dataclasses import replace
    from datetime import date

    from portal.rows import MANDATE, promise

    running = replace(MANDATE, id=2, first_year=2025, last_year=2030)
    older = replace(MANDATE, id=3, first_year=2015, last_year=2020)
    rows = [
        row(1, mandate=running, due=date(2030, 12, 31)),
        row(2, on=date(2026, 3, 1)),
        row(3, mandate=older, due=date(2020, 12, 31)),
    ]
    assert promise().due == date(2025, 12, 31)
    told = leading(summaries([running, MANDATE, older], rows))
    assert [(one.mandate.id, one.is_over) for one in told] == [(1, True), (2, False)]


def test_a_resolution_without_targets_is_told_as_running():
    from portal.rows import MANDATE

    (told,) = leading(summaries([MANDATE], []))
    assert not told.is_over
    assert told.tally.total == 0


def test_parts_count_only_where_the_resolution_says_so():
    from dataclasses import replace

    from camket.reviews.queries import shortfalls, tally
    from portal.rows import MANDATE

    all_of_them = replace(MANDATE, counts_parts=True)
    rows = [row(1, outcome=Outcome.MET), row(2, outcome=Outcome.MISSED, part_of=1)]
    assert (tally(rows).good, tally(rows).total, len(shortfalls(rows))) == (1, 1, 0)
    counting = [row(1, outcome=Outcome.MET), row(2, outcome=Outcome.MISSED, part_of=1, mandate=all_of_them)]
    assert (tally(counting).total, len(shortfalls(counting))) == (2, 1)
