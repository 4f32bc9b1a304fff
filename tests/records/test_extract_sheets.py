"""Workbooks: rows with TABs, numbers as an office prints them, addresses of cells."""

from datetime import date, datetime

import pytest
import xlsxwriter

from camket.records.extract import ExtractError, extract
from camket.records.extract.sheet_formats import Shape, number_text, shape, written
from camket.records.extract.sheet_tables import address
from records import files


def test_rows_titles_and_addresses() -> None:
    data = files.sheet(
        [
            ["BIỂU 1"],
            [],
            ["TT", "Chỉ tiêu", "ĐVT", "Năm 2024"],
            [1, "Thu ngân sách", "tỷ đồng", 1234.5],
            [2, "Hộ nghèo", "%", None],
        ]
    )
    found = extract(data, "a.xlsx")
    assert found.text.split("\n") == [
        "BIỂU 1",
        "",
        "TT\tChỉ tiêu\tĐVT\tNăm 2024",
        "1\tThu ngân sách\ttỷ đồng\t1.234,5",
        "2\tHộ nghèo\t%\t",
    ]
    assert found.at(found.text.index("1.234,5")).cell == "Sheet1!D4"


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (1234.5, "General", "1.234,5"),
        (0.1 + 0.2, "General", "0,3"),
        (1234567, "General", "1.234.567"),
        (2024, "General", "2024"),
        (2024, "#,##0", "2.024"),
        (2024, "0", "2024"),
        (0.935, "0.0%", "93,5%"),
        (0.9357, "0%", "94%"),
        (86.48648648, "0.0", "86,5"),
        (200, "#,##0.00", "200,00"),
        (200.5, "#,##0.##", "200,5"),
        (-3.25, "0.00", "-3,25"),
        (-0.001, "0.0", "0,0"),
        (15, '0" vụ"', "15"),
        (1e15, "General", "1.000.000.000.000.000"),
        (2.5, "0.00E+00", "2,5"),
        (7, "[Red]#,##0;-#,##0", "7"),
    ],
)
def test_numbers_are_written_as_their_format_shows_them(value: float, code: str, expected: str) -> None:
    assert number_text(value, shape(code)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, "TRUE"),
        (date(2024, 12, 5), "05/12/2024"),
        (datetime(2024, 12, 5, 8, 30), "05/12/2024 08:30"),
        (datetime(2024, 12, 5), "05/12/2024"),
        ("19/22", "19/22"),
    ],
)
def test_other_values(value, expected: str) -> None:
    assert written(value, Shape()) == expected


def test_formats_are_found_in_the_file() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet("Biểu")
        page.write(0, 0, 0.935, book.add_format({"num_format": "0.0%"}))
        page.write(0, 1, 45000, book.add_format({"num_format": "dd/mm/yyyy"}))
        page.write(0, 2, 86.486, book.add_format({"num_format": 2}))

    assert extract(files.workbook(fill), "a.xlsx").text == "93,5%\t15/03/2023\t86,49"


def test_several_sheets_are_headed_by_their_names_and_hidden_ones_left_out() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("Năm 2024").write_row(0, 0, ["a", "b", "c"])
        book.add_worksheet("Sheet2").write_row(0, 0, ["d", "e", "f"])
        hidden = book.add_worksheet("Nháp")
        hidden.write(0, 0, "bí mật")
        hidden.hide()

    found = extract(files.workbook(fill), "a.xlsx")
    assert found.text.split("\n") == ["Năm 2024", "a\tb\tc", "", "d\te\tf"]
    assert [notice.code for notice in found.warnings] == ["hidden_sheets"]
    assert "Nháp" in found.warnings[0].vi


def test_a_table_may_stand_anywhere_in_the_sheet() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet()
        page.write(3, 2, "Tiêu đề")
        for number, row in enumerate([["TT", "Tên", "2024"], [1, "Thu", 5], [None, "Chi", None]]):
            page.write_row(5 + number, 2, row)

    found = extract(files.workbook(fill), "a.xlsx")
    assert found.text.split("\n") == ["Tiêu đề", "", "TT\tTên\t2024", "1\tThu\t5", "\tChi\t"]
    assert found.at(found.text.index("Chi")).cell == "Sheet1!D8"


def test_addresses() -> None:
    assert [address(0, 0), address(3, 25), address(9, 26), address(0, 701)] == ["A1", "Z4", "AA10", "ZZ1"]


def test_one_value_in_the_last_cell_is_refused() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet()
        page.write(0, 0, 1)
        page.write(1_048_575, 16_383, 1)

    with pytest.raises(ExtractError) as caught:
        extract(files.workbook(fill), "a.xlsx")
    assert caught.value.code == "too_large"


def test_macros_are_ignored_with_a_notice() -> None:
    data = files.with_part(files.sheet([["a", 1]]), "xl/vbaProject.bin", b"macro")
    assert [notice.code for notice in extract(data, "a.xlsm").warnings] == ["macros"]
