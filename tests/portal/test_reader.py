"""A document's text as blocks to read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.portal.reader import HEADING, PARAGRAPH, TABLE, blocks
from camket.reviews.queries import Listed, Mark, Text

LISTED = Listed(1, "bao-cao", "report", "Báo cáo", "", "", "", None, "", "")


def text(shown: str, *marked: str, layout=()) -> Text:
    marks = tuple(Mark(shown.index(one), shown.index(one) + len(one), "result", None) for one in marked)
    return Text(LISTED, shown, tuple(layout), marks)


def flat(block) -> str:
    runs = [run for cells in (block.head, *block.rows) for cell in cells for run in cell] if block.rows else block.runs
    return "".join(run.text for run in runs)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("I. KINH TẾ", HEADING),
        ("IV. TỔ CHỨC THỰC HIỆN", HEADING),
        ("A. Phần chung", HEADING),
        ("Thu ngân sách đạt 200 tỷ đồng.", PARAGRAPH),
        ("1. Thu ngân sách", PARAGRAPH),
        ("I. " + "dài " * 40, PARAGRAPH),
        ("Chỉ tiêu\tKết quả", TABLE),
    ],
)
def test_a_line_is_what_it_looks_like(line, kind):
    assert blocks(text(line))[0].kind == kind


def test_the_layout_knows_better():
    assert blocks(text("1. Về kinh tế", layout=[{"start": 0, "end": 13, "kind": "heading"}]))[0].kind == HEADING


def test_blank_lines_part_and_are_not_shown():
    assert [flat(block) for block in blocks(text("một\n\n \nhai"))] == ["một", "hai"]


def test_rows_that_follow_each_other_are_one_table():
    shown = blocks(text("Chỉ tiêu\tNăm\nThu\t200\nChi\t100\nhết"))
    assert [block.kind for block in shown] == [TABLE, PARAGRAPH]
    assert [flat_cell(cell) for cell in shown[0].head] == ["Chỉ tiêu", "Năm"]
    assert len(shown[0].rows) == 2


def flat_cell(cell) -> str:
    return "".join(run.text for run in cell)


@pytest.mark.parametrize("first", ["Thu\t200", "Thu\t"])
def test_a_first_row_with_figures_or_gaps_names_no_columns(first):
    assert blocks(text(f"{first}\nChi\t100"))[0].head == ()


def test_a_mark_parts_its_line_and_keeps_its_place():
    (block,) = blocks(text("Thu đạt 200 tỷ", "200"))
    assert [(run.text, run.anchor) for run in block.runs] == [("Thu đạt ", ""), ("200", "so-8"), (" tỷ", "")]


def test_a_mark_in_a_cell_is_found_there():
    (block,) = blocks(text("Thu\t198,4\t221,6", "221,6"))
    assert [run.text for run in block.rows[0][2] if run.mark] == ["221,6"]


def test_a_mark_over_two_lines_is_left_out():
    shown = Text(LISTED, "một\nhai", (), (Mark(1, 6, "result", None),))
    assert not any(run.mark for block in blocks(shown) for run in block.runs)


@given(st.text(alphabet="ab 12,.\n\tI", max_size=60), st.lists(st.integers(0, 60), max_size=6))
def test_nothing_but_blank_lines_is_lost_whatever_the_text_and_the_marks(shown, cuts):
    places = sorted({cut for cut in cuts if cut < len(shown)})
    marks = tuple(Mark(start, start + 1, "result", None) for start in places)
    found = blocks(Text(LISTED, shown, (), marks))
    lines = [line.replace("\t", "") for line in shown.split("\n") if line.strip()]
    assert "".join(flat(block) for block in found) == "".join(lines)
