"""Tables and columns of PDF files as other programs draw them."""

import zlib

import pytest
from fpdf import FPDF

from camket.records.extract import extract
from camket.records.extract.pdf_glyphs import Word, _grouped
from camket.records.extract.symbols import drawn
from records import files, hostile
from records.test_extract_pdf import LONG, lines

Rows = list[list[str]]


def test_three_columns_are_read_one_after_the_other() -> None:
    document = files.blank_pdf()
    document.add_page()
    document.set_font_size(10)
    for x in (10, 75, 140):
        document.set_xy(x, 30)
        document.multi_cell(58, 6, f"Cột ở {x}. {LONG}", align="J")
    assert lines(bytes(document.output())) == [f"Cột ở {x}. {LONG}" for x in (10, 75, 140)]


def framed(
    document: FPDF, rows: Rows, top: float, *, height: float = 10, closed: bool = True, opened: bool = True
) -> None:
    """Rows in boxes; without ``closed`` the last has no line below it, without ``opened`` the first none above."""
    xs = (20, 35, 100, 130, 160)
    bottom = top + height * len(rows)
    for x in xs:
        document.line(x, top, x, bottom)
    for number in range(0 if opened else 1, len(rows) + (1 if closed else 0)):
        document.line(xs[0], top + height * number, xs[-1], top + height * number)
    for number, row in enumerate(rows):
        for x, text in zip(xs, row, strict=False):
            document.text(x + 2, top + height * number + 6, text)


HEAD = ["TT", "Chỉ tiêu", "2023", "2024"]


def test_a_row_that_the_page_s_end_cuts_is_one_row() -> None:
    document = files.blank_pdf()
    document.add_page()
    framed(document, [HEAD, ["1", "Thu", "5", "6"], ["2", "Số giường bệnh", "28", "29"]], 240, closed=False)
    document.add_page()
    framed(document, [HEAD, ["", "Không tính xã", "", ""], ["3", "Chi", "7", "8"]], 20)
    assert lines(bytes(document.output())) == [
        "TT\tChỉ tiêu\t2023\t2024",
        "1\tThu\t5\t6",
        "2\tSố giường bệnh Không tính xã\t28\t29",
        "3\tChi\t7\t8",
    ]


def test_a_row_without_a_line_above_it_belongs_to_its_table() -> None:
    document = files.blank_pdf()
    document.add_page()
    framed(document, [HEAD, ["1", "Thu", "5", "6"], ["2", "Chi", "7", "8"]], 40, opened=False)
    found = extract(bytes(document.output()), "a.pdf")
    assert found.text.split("\n") == ["TT\tChỉ tiêu\t2023\t2024", "1\tThu\t5\t6", "2\tChi\t7\t8"]
    assert found.at(found.text.index("8")).cell == "table 1, row 3, column 4"


PLACES = (20, 30, 112, 132, 150, 168)
PLAN_HEAD = [
    {3: "Thực hiện năm"},
    {0: "TT", 1: "Chỉ tiêu", 2: "ĐVT", 5: "Mục tiêu"},
    {3: "2023", 4: "2024", 5: "2025"},
]
PLAN = [
    {0: "I", 1: "KINH TẾ"},
    {0: "1", 1: "Thu ngân sách nhà nước trên địa bàn xã", 2: "tỷ đồng", 3: "150,5", 4: "1.160", 5: "1.200"},
    {0: "2", 1: "Tỷ lệ hộ nghèo", 2: "%", 3: "2,4", 4: "1,8", 5: "1,0"},
    {0: "II", 1: "XÃ HỘI"},
    {0: "3", 1: "Số giường bệnh", 2: "giường", 3: "28", 4: "29", 5: "32"},
]
HEAD_LINE = "TT\tChỉ tiêu\tĐVT\tThực hiện năm 2023\tThực hiện năm 2024\tMục tiêu 2025"


def placed(document: FPDF, rows: list[dict[int, str]], top: float, step: float) -> float:
    """Cells without lines, each at the left of its column; answers with where the next row would stand."""
    for number, row in enumerate(rows):
        for column, text in row.items():
            document.text(PLACES[column], top + step * number, text)
    return top + step * len(rows)


def as_lines(rows: list[dict[int, str]]) -> list[str]:
    return ["\t".join(row.get(column, "") for column in range(6)) for row in rows]


def test_a_table_without_lines_has_a_head_of_several_rows_and_headings_within() -> None:
    document = files.blank_pdf()
    document.add_page()
    document.set_font_size(11)
    placed(document, PLAN, placed(document, PLAN_HEAD, 30, 4.2) + 3, 7)
    found = extract(bytes(document.output()), "a.pdf")
    assert found.text.split("\n") == [HEAD_LINE, *as_lines(PLAN)]
    segment = found.at(found.text.index("1.160"))
    assert (segment.cell, segment.page) == ("table 1, row 3, column 5", 1)
    assert 420 < segment.box[0] < 430


def test_a_name_of_three_lines_goes_with_the_figures_beside_its_middle() -> None:
    document = files.blank_pdf()
    document.add_page()
    document.set_font_size(11)
    top = placed(document, [{0: "TT", 1: "Chỉ tiêu", 2: "ĐVT", 3: "2023", 4: "2024", 5: "2025"}, PLAN[2]], 30, 9)
    placed(
        document, [{1: "Thu ngân sách nhà nước"}, {**PLAN[1], 1: "trên địa bàn xã, không"}, {1: "kể viện trợ"}], top, 4
    )
    placed(document, [PLAN[4]], top + 17, 4)
    assert lines(bytes(document.output()))[1:] == [
        "2\tTỷ lệ hộ nghèo\t%\t2,4\t1,8\t1,0",
        "1\tThu ngân sách nhà nước trên địa bàn xã, không kể viện trợ\ttỷ đồng\t150,5\t1.160\t1.200",
        "3\tSố giường bệnh\tgiường\t28\t29\t32",
    ]


def test_a_table_without_lines_goes_on_over_the_page() -> None:
    document = files.blank_pdf()
    for head in (PLAN_HEAD, []):
        document.add_page()
        document.set_font_size(11)
        placed(document, PLAN[1:3] + PLAN[4:], placed(document, head, 30, 4.2) + 3, 7)
    assert lines(bytes(document.output())) == [HEAD_LINE, *as_lines(PLAN[1:3] + PLAN[4:]) * 2]


def test_a_figure_may_stand_with_its_unit() -> None:
    document = files.blank_pdf()
    document.add_page()
    for number, (name, amount) in enumerate(
        (("- Xã Một", "12,5 tỷ đồng"), ("- Xã Hai", "3,4 tỷ đồng"), ("- Xã Ba", "5 tỷ"))
    ):
        document.text(20, 30 + 8 * number, name)
        document.text(120, 30 + 8 * number, amount)
    assert lines(bytes(document.output())) == ["- Xã Một\t12,5 tỷ đồng", "- Xã Hai\t3,4 tỷ đồng", "- Xã Ba\t5 tỷ"]


def test_running_text_above_a_table_is_no_head() -> None:
    document = files.blank_pdf()
    document.add_page()
    document.multi_cell(0, 5, LONG, align="J")
    document.set_font_size(11)
    rows = [{0: "TT", 1: "Chỉ tiêu", 2: "ĐVT", 3: "2023", 4: "2024", 5: "2025"}, *PLAN[1:3], PLAN[4]]
    placed(document, rows, document.get_y() + 8, 7)
    assert lines(bytes(document.output())) == [LONG, *as_lines(rows)]


def test_letters_of_another_font_do_not_break_a_word() -> None:
    letters = [Word(sign, 10.0 * at, 0, 10.0 * at + 10, 12) for at, sign in enumerate("một")]
    broken = [letters[0], Word("\n", 10, 0, 10, 0), letters[1], Word("\n", 20, 0, 20, 0), letters[2]]
    assert [word.text for word in _grouped(broken)] == ["một"]
    apart = [Word("a", 0, 0, 10, 12), Word("\n", 0, 0, 0, 0), Word("b", 13, 0, 20, 12)]
    assert [word.text for word in _grouped(apart)] == ["a", "b"]


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        ("SymbolMT", 0xF0B3, "≥"),
        ("OpenSymbol", 0xF0A3, "≤"),
        ("Symbol,Bold", 0xB1, "±"),
        ("Wingdings-Regular", 0xF0FE, "☑"),
        ("Wingdings", 0xF04A, ""),
        ("Arial", 0xF0B3, ""),
    ],
)
def test_fonts_of_symbols_draw_signs(font: str, code: int, shown: str) -> None:
    assert drawn(font, code) == shown


def test_a_sign_of_a_symbol_font_is_read() -> None:
    mapped = b"1 begincodespacerange<00><ff>endcodespacerange 1 beginbfchar<41><f0b3>endbfchar"
    cmap = b"begincmap " + mapped + b" endcmap"
    fonts = (
        b"5 0 obj<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+SymbolMT/ToUnicode 6 0 R>>endobj\n"
        b"7 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
        b"6 0 obj<</Length %d>>stream\n%s\nendstream endobj\n" % (len(cmap), cmap)
    )
    content = zlib.compress(b"BT /H 12 Tf 50 700 Td (Ty le ) Tj /F 12 Tf (A) Tj /H 12 Tf ( 95%) Tj ET")
    assert lines(hostile.pdf(content, fonts, b"/Font<</F 5 0 R/H 7 0 R>>")) == ["Ty le ≥ 95%"]


@pytest.mark.parametrize("size", [8, 9.1])
def test_a_raised_figure_is_no_digit_of_the_number_before_it(size: float) -> None:
    document = files.blank_pdf()
    document.add_page()
    document.set_font_size(11)
    for text, mark in (("Thu ngân sách đạt 200", "1"), ("Diện tích 500 m", "2"), ("tỷ đồng", "12")):
        document.cell(text=text, h=8)
        document.set_font_size(size)
        document.text(document.get_x() - 0.9, document.get_y() + 4, mark)
        document.set_font_size(11)
        document.ln(12)
    assert lines(bytes(document.output())) == ["Thu ngân sách đạt 200¹", "Diện tích 500 m²", "tỷ đồng¹²"]


def test_the_mark_of_a_footnote_stands_apart_from_its_text() -> None:
    mark, letters = Word("1", 0, 5, 4, 13), [Word(sign, 4 + 6 * at, 0, 10 + 6 * at, 12) for at, sign in enumerate("Số")]
    assert [word.text for word in _grouped([mark, *letters])] == ["1", "Số"]


def test_the_right_one_of_two_columns_may_begin_higher() -> None:
    document = files.blank_pdf()
    document.add_page()
    document.set_font_size(10)
    for x, y in ((10, 35), (110, 29)):
        document.set_xy(x, y)
        document.multi_cell(90, 6, f"Cột ở {x}. {LONG} {LONG}", align="J")
    assert lines(bytes(document.output())) == [f"Cột ở {x}. {LONG} {LONG}" for x in (10, 110)]
