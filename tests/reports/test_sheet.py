"""The Excel file: the table with numbers for figures, and formulas that still count when a figure is changed."""

import io
import re

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from camket.reports import sheet
from camket.reports.contents import NOTHING
from city import City
from reports.yearly import line, paper, reported


def opened(*, values: bool = False) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(sheet.workbook(paper())), data_only=values).worksheets[0]


def row_of(table: Worksheet, name: str) -> list[object]:
    return next([cell.value for cell in row] for row in table.iter_rows() if str(row[1].value).startswith(name))


@pytest.fixture
def table(minh_hoa: City) -> Worksheet:
    return opened()


def test_the_table_has_the_rows_of_the_word_report(table: Worksheet) -> None:
    names = {str(row[1].value) for row in table.iter_rows()}
    assert {one.name for one in reported().lines if not one.is_part} <= names


def test_figures_are_numbers(table: Worksheet) -> None:
    revenue = row_of(table, "Thu ngân sách")
    shown = line(reported(), 1)
    assert [isinstance(value, int | float) for value in revenue[3:6]] == [True, True, True]
    assert shown.plan.text == f"{revenue[4]}".replace(".", ",")


def test_the_share_of_the_plan_is_a_formula_over_the_row(minh_hoa: City) -> None:
    formula = str(row_of(opened(), "Thu ngân sách")[7])
    assert formula.startswith("=F")
    assert formula.endswith("*100")


@pytest.mark.parametrize(
    ("name", "compared"),
    [("Thu ngân sách", "=F"), ("Tỷ lệ che phủ", "=F"), ("Thành lập mới hợp tác xã", 18)],
)
def test_the_share_of_the_aim_is_a_formula_over_the_number_that_it_is_of(
    minh_hoa: City, name: str, compared: str | int
) -> None:
    row = row_of(opened(), name)
    assert row[6] == compared if isinstance(compared, int) else str(row[6]).startswith(compared)
    assert re.fullmatch(r"=G(\d+)/D\1\*100", str(row[8]))


def test_every_ratio_is_that_of_its_two_cells(minh_hoa: City) -> None:
    shown = opened(values=True)
    rows = [[cell.value for cell in row] for row in shown.iter_rows(min_row=6) if isinstance(row[8].value, float)]
    assert rows
    for row in rows:
        assert row[8] == pytest.approx(row[6] / row[3] * 100)


def test_a_formula_brings_its_value_for_readers_that_do_not_compute(minh_hoa: City) -> None:
    value = row_of(opened(values=True), "Thu ngân sách")[7]
    assert f"{value:.1f}".replace(".", ",").removesuffix(",0") == line(reported(), 1).of_plan


def test_nothing_stays_empty(table: Worksheet) -> None:
    without = next(one for one in reported().lines if one.plan.text == NOTHING and not one.is_part)
    assert row_of(table, without.name)[4] in (None, "")


def test_the_outcomes_are_counted_from_the_table(table: Worksheet) -> None:
    counted = [str(row[2].value) for row in table.iter_rows() if "COUNTIF" in str(row[2].value)]
    assert len(counted) == 9


def test_the_same_data_and_day_give_the_same_bytes(minh_hoa: City) -> None:
    assert sheet.workbook(paper()) == sheet.workbook(paper())
