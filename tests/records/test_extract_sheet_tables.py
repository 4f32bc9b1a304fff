"""Sheets as offices lay them out: heads of merged cells, hidden rows, tables with empty rows, formats of all kinds."""

from datetime import date

import pytest
import xlsxwriter

from camket.records.extract import extract
from camket.records.extract.sheet_formats import number_text, shape, written
from camket.records.extract.sheet_tables import place
from records import files


def lines(data: bytes) -> list[str]:
    return extract(data, "a.xlsx").text.split("\n")


def plan(book: xlsxwriter.Workbook) -> None:
    page = book.add_worksheet("Biểu 1")
    page.merge_range("A1:F1", "BIỂU TỔNG HỢP")
    page.write("F2", "ĐVT: tỷ đồng")
    for column, text in (("A", "TT"), ("B", "Chỉ tiêu"), ("C", "ĐVT"), ("F", "Mục tiêu 2025")):
        page.merge_range(f"{column}3:{column}4", text)
    page.merge_range("D3:E3", "Thực hiện")
    page.write_row("D4", ["Năm 2023", "Năm 2024"])
    page.write_row("A5", ["A", "B", "C", 1, 2, 3])
    page.write("A6", "I")
    page.merge_range("B6:F6", "KINH TẾ")
    page.write_row("A7", [1, "Thu", "", 100, 120, 200])
    page.merge_range("C7:C8", "tỷ đồng")
    page.write_row("A8", [2, "Chi"])
    page.write("D8", 0.125, book.add_format({"num_format": "0.0%"}))
    page.write_formula("E8", "=E7*2", book.add_format({"num_format": "#,##0.0"}), 2400)
    page.write("F8", "1.234,5")


def test_merged_cells_of_a_head_become_one_line_and_each_value_keeps_its_address() -> None:
    found = extract(files.workbook(plan), "a.xlsx")
    assert found.text.split("\n") == [
        "BIỂU TỔNG HỢP",
        "ĐVT: tỷ đồng",
        "TT\tChỉ tiêu\tĐVT\tThực hiện Năm 2023\tThực hiện Năm 2024\tMục tiêu 2025",
        "I\tKINH TẾ\t\t\t\t",
        "1\tThu\ttỷ đồng\t100\t120\t200",
        "2\tChi\ttỷ đồng\t12,5%\t2.400,0\t1.234,5",
    ]
    places = [found.at(found.text.rindex(text)).cell for text in ("Năm 2024", "tỷ đồng", "12,5%", "1.234,5")]
    assert places == ["Biểu 1!E4", "Biểu 1!C7", "Biểu 1!D8", "Biểu 1!F8"]


def test_a_head_may_be_left_empty_instead_of_merged() -> None:
    rows = [["TT", "Chỉ tiêu", "Thực hiện", "", ""], ["", "", 2023, 2024, 2025], [1, "Thu", 5, 6, 7]]
    assert lines(files.sheet(rows))[0] == "TT\tChỉ tiêu\tThực hiện 2023\tThực hiện 2024\tThực hiện 2025"


@pytest.mark.parametrize(
    "rows",
    [
        [["TT", "Chỉ tiêu", "", "2024"], [1, "Thu", "x", 5]],
        [["TT", "Chỉ tiêu", "2024", ""], [1, "Thu", 5, "a"]],
        [["TT", "Chỉ tiêu", "2024"], ["", "Thu", 5]],
    ],
)
def test_an_empty_cell_in_a_head_is_no_merged_one(rows: list[list[object]]) -> None:
    assert lines(files.sheet(rows)) == ["\t".join(map(str, row)) for row in rows]


def test_hidden_rows_and_columns_are_left_out_and_told() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet("Biểu")
        for number, row in enumerate([["TT", "Tên", "Nháp", "2024"], [1, "Thu", 0, 5], [2, "x", 9, 9], [3, "y", 8, 8]]):
            page.write_row(number, 0, row)
        for number in (2, 3, 9):
            page.set_row(number, None, None, {"hidden": True})
        page.set_column("C:C", None, None, {"hidden": True})
        page.set_column("H:XFD", None, None, {"hidden": True})

    found = extract(files.workbook(fill), "a.xlsx")
    assert found.text.split("\n") == ["TT\tTên\t2024", "1\tThu\t5"]
    assert found.at(found.text.index("5")).cell == "Biểu!D2"
    (notice,) = found.warnings
    assert (notice.code, "Biểu!3:4, Biểu!C:C." in notice.vi) == ("hidden_cells", True)


def test_an_empty_row_ends_a_table_only_before_another_head() -> None:
    rows = [["TT", "Chỉ tiêu", "2024"], [1, "Thu", 5], [], ["II", "XÃ HỘI"], [2, "Chi", 6], [], ["Ghi chú: ước"]]
    more = [[], ["TT", "Tên", 2023], [1, "x", 2]]
    assert lines(files.sheet([*rows, *more])) == [
        "TT\tChỉ tiêu\t2024",
        "1\tThu\t5",
        "II\tXÃ HỘI\t",
        "2\tChi\t6",
        "",
        "Ghi chú: ước",
        "",
        "TT\tTên\t2023",
        "1\tx\t2",
    ]


def test_two_columns_are_a_table_where_figures_follow() -> None:
    rows = [["UBND XÃ", "CỘNG HÒA"], [], ["Chỉ tiêu", "Năm 2024"], ["Thu", 5], ["Chi", 6]]
    assert lines(files.sheet(rows)) == ["UBND XÃ", "CỘNG HÒA", "", "Chỉ tiêu\tNăm 2024", "Thu\t5", "Chi\t6"]


def test_formulas_without_their_value_are_told() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet("A")
        page.write_row(0, 0, ["TT", "Tên", "2024"])
        page.write_row(1, 0, [1, "Thu"])
        page.write_formula(1, 2, "=1+2", None, "")
        page.write_formula(2, 2, "=1+2", None, 3)

    found = extract(files.workbook(fill), "a.xlsx")
    assert [notice.code for notice in found.warnings] == ["uncounted"]
    assert "A (1)" in found.warnings[0].vi


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (12_345_678_901_234, "General", "12.345.678.901.234"),
        (1_234_567, "#,##0,", "1.235"),
        (1_234_567_890, "0.0,,", "1.234,6"),
        (1_234_567, '#,##0,"k"', "1.235"),
        (12.5, '0.0"%"', "12,5%"),
        (12.5, r"0.0\%", "12,5%"),
        (0.125, "0.0%", "12,5%"),
    ],
)
def test_figures_keep_all_their_digits_scales_and_signs(value: float, code: str, expected: str) -> None:
    assert number_text(value, shape(code)) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("mm/yyyy", "12/2024"),
        ("mmm-yy", "12/2024"),
        ("yyyy", "2024"),
        ('"Năm "yyyy', "2024"),
        ("d-mmm", "05/12"),
        ("dd/mm/yyyy", "05/12/2024"),
        ("[$-42A]d mmmm yyyy", "05/12/2024"),
        ("hh:mm", "05/12/2024"),
    ],
)
def test_dates_show_the_parts_that_their_format_shows(code: str, expected: str) -> None:
    assert written(date(2024, 12, 5), shape(code)) == expected


def test_addresses_are_read() -> None:
    assert [place(text) for text in ("A1", "$B$4", "AA10", "", "A0", None)] == [
        (0, 0),
        (3, 1),
        (9, 26),
        None,
        None,
        None,
    ]
