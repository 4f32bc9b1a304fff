"""A text cut into sheets and lines, with every number marked."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.intake import paper


def mark(text, number, kind="", nth=1):
    start = -1
    for _ in range(nth):
        start = text.index(number, start + 1)
    found = SimpleNamespace(start=start, end=start + len(number))
    if kind:
        found.kind = kind
    return found


def shown(line):
    return [[(piece.text, bool(piece.statement), piece.other) for piece in cell] for cell in line.cells]


def lines(text, statements=(), others=(), layout=()):
    return paper.lines(text, paper.sheets(text, [s.start for s in statements])[0], statements, others, layout)


def test_each_number_is_marked_where_it_stands():
    text = "Năm 2024 thu 187,2 tỷ."
    [line] = lines(text, [mark(text, "187,2")], [mark(text, "2024", "year")])
    assert shown(line) == [
        [
            ("Năm ", False, ""),
            ("2024", False, "year"),
            (" thu ", False, ""),
            ("187,2", True, ""),
            (" tỷ.", False, ""),
        ]
    ]


def test_a_table_row_comes_in_cells():
    text = "1\tThu ngân sách\t187,2"
    [line] = lines(text, [mark(text, "187,2")], [mark(text, "1", "item")])
    assert shown(line) == [[("1", False, "item")], [("Thu ngân sách", False, "")], [("187,2", True, "")]]


def test_a_number_read_in_two_roles_is_marked_once():
    text = "thu 45/36 tỷ"
    both = [mark(text, "45/36"), mark(text, "45/36")]
    [line] = lines(text, both)
    assert [piece[0] for piece in shown(line)[0]] == ["thu ", "45/36", " tỷ"]
    assert len(line.statements) == 2


HEADINGS = [("I. CHỈ TIÊU CHỦ YẾU", True), ("Thu ngân sách đạt 200 tỷ đồng.", False), ("12.345", False), ("", False)]


@pytest.mark.parametrize(("line", "heading"), HEADINGS)
def test_capitals_make_a_heading(line, heading):
    assert lines(f"Mở đầu\n{line}")[-1].heading is heading


def test_a_new_page_is_announced_once():
    text = "một\nhai\nba"
    layout = [{"start": 0, "end": 3, "page": 1}, {"start": 4, "end": 7, "page": 1}, {"start": 8, "end": 10, "page": 2}]
    assert [line.place for line in lines(text, layout=layout)] == ["1", "", "2"]


def test_a_sheet_holds_at_most_fifty_statements():
    text = "\n".join("thu 1 tỷ" for _ in range(120))
    starts = [4 + 9 * n for n in range(120)]
    assert [sheet.number for sheet in paper.sheets(text, starts)] == [1, 2, 3]


def test_a_paragraph_without_end_is_shown_in_parts():
    text = "Thu ngân sách đạt kết quả. " * 2000
    found = paper.sheets(text, [])
    assert len(found) > 1
    assert all(sheet.end - sheet.start <= paper.SHEET_CHARACTERS for sheet in found)


@given(st.text(alphabet="ab1 .\t\n", max_size=400), st.lists(st.integers(0, 399), max_size=12))
def test_no_character_that_prints_is_lost_or_doubled(text, positions):
    marks = [SimpleNamespace(start=p, end=p + 3) for p in sorted(positions) if p < len(text)]
    found = []
    for sheet in paper.sheets(text, [m.start for m in marks]):
        here = [m for m in marks if sheet.start <= m.start < sheet.end]
        for line in paper.lines(text, sheet, here, ()):
            found.extend(piece.text for cell in line.cells for piece in cell)
    assert "".join("".join(found).split()) == "".join(text.split())


@given(st.integers(0, 5000))
def test_every_position_has_its_sheet(position):
    text = "\n".join("chữ " * 20 for _ in range(600))
    found = paper.sheets(text, [])
    sheet = paper.sheet_at(found, position)
    assert sheet.start <= position or sheet.number == 1


@pytest.mark.parametrize(
    ("text", "numbered"), [("12\tThu ngân sách\t200", True), ("Thu ngân sách\ttỷ đồng\t200", False), ("12", False)]
)
def test_a_row_of_a_table_may_begin_with_its_number(text, numbered):
    assert paper.lines(text, paper.sheets(text, [])[0], [], [])[0].numbered is numbered
