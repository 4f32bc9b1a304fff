"""Promises, amounts and findings read as a person would say them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from camket.portal.findings import finding, is_ceiling
from camket.portal.templatetags.camket_portal import cells, day, place, whole_years
from camket.portal.wording import amount, bound, promised, reached
from camket.reviews.queries import Point
from portal.rows import promise, row, year

D = Decimal


def said(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "unit", "vi", "en"),
    [
        ("187.2", "tỷ đồng", "187,2\u00a0tỷ đồng", "187.2\u00a0billion dong"),
        ("1234.5", "hộ", "1.234,5\u00a0hộ", "1,234.5\u00a0households"),
        ("65.500000", "%", "65,5%", "65.5%"),
        ("-0.4", "%", "−0,4%", "−0.4%"),
        ("8", "%/năm", "8%/năm", "8% a year"),
        ("3", "điểm %", "3\u00a0điểm %", "3\u00a0percentage points"),
        ("3", "cây thông", "3\u00a0cây thông", "3\u00a0cây thông"),
        ("3", "", "3", "3"),
    ],
)
def test_an_amount_has_its_unit_at_hand(value, unit, vi, en):
    assert amount(D(value), unit) == vi
    with override("en"):
        assert amount(D(value), unit) == en


@pytest.mark.parametrize(
    ("changed", "vi"),
    [
        ({}, "210 tỷ đồng"),
        ({"comparator": "ge"}, "từ 210 tỷ đồng trở lên"),
        ({"comparator": "gt"}, "trên 210 tỷ đồng"),
        ({"comparator": "le", "unit": "%", "value": D(7)}, "không quá 7%"),
        ({"comparator": "lt"}, "dưới 210 tỷ đồng"),
        ({"comparator": "about"}, "khoảng 210 tỷ đồng"),
        ({"value": D("1.5"), "upper": D(2), "unit": "%"}, "1,5–2%"),
        ({"value": None, "aggregate": "state", "state": "đô thị loại II"}, "đô thị loại II"),
        ({"aggregate": "growth", "value": D(8), "unit": "%", "comparator": "ge"}, "tăng từ 8%/năm trở lên"),
        ({"aggregate": "growth", "value": D(-5), "unit": "%"}, "giảm 5%/năm"),
        ({"aggregate": "change", "value": D(-3), "unit": "điểm %", "comparator": "le"}, "giảm từ 3 điểm % trở lên"),
        ({"aggregate": "change", "value": D(-2), "upper": D("-1.5"), "unit": "%"}, "giảm 1,5–2%"),
    ],
)
def test_a_bound_is_said_with_its_comparator(changed, vi):
    assert said(bound(promise(**changed))) == vi


@pytest.mark.parametrize(
    ("changed", "vi", "en"),
    [
        ({}, "210 tỷ đồng vào năm 2025", "210 billion dong by 2025"),
        ({"aggregate": "every"}, "210 tỷ đồng trong mỗi năm 2021–2025", "210 billion dong in each year, 2021–2025"),
        ({"aggregate": "sum"}, "210 tỷ đồng trong 2021–2025", "210 billion dong in 2021–2025"),
        (
            {"aggregate": "mean", "unit": "hộ"},
            "bình quân 210 hộ mỗi năm, 2021–2025",
            "210 households a year on average, 2021–2025",
        ),
        (
            {"aggregate": "growth", "value": D(-5), "unit": "%"},
            "giảm 5%/năm, bình quân 2021–2025",
            "fall of 5% a year on average, 2021–2025",
        ),
        (
            {"aggregate": "state", "value": None, "state": "đạt đô thị loại II"},
            "đạt đô thị loại II vào năm 2025",
            "đạt đô thị loại II by 2025",
        ),
        (
            {"aggregate": "state", "value": None, "state": "Đô thị loại II", "name": "đạt đô thị loại II"},
            "vào năm 2025",
            "by 2025",
        ),
        ({"aggregate": "sum", "start": date(2025, 1, 1)}, "210 tỷ đồng trong 2025", "210 billion dong in 2025"),
    ],
)
def test_a_promise_follows_its_name(changed, vi, en):
    assert said(promised(row(**changed))) == vi
    with override("en"):
        assert said(promised(row(**changed))) == en


@pytest.mark.parametrize(
    ("changed", "vi"),
    [
        ({}, "187,2 tỷ đồng"),
        ({"attained": None}, ""),
        ({"attained_state": "đô thị loại II"}, "đô thị loại II"),
        ({"aggregate": "growth", "unit": "%", "attained": D("8.320384")}, "tăng 8,32%/năm"),
        ({"aggregate": "growth", "unit": "%", "attained": D("-5.591249")}, "giảm 5,59%/năm"),
        ({"aggregate": "mean", "unit": "hộ", "attained": D("4600.333333")}, "4.600,33 hộ"),
    ],
)
def test_what_was_attained_is_said_with_its_sign_in_words(changed, vi):
    assert said(reached(row(**changed))) == vi


@pytest.mark.parametrize(
    ("attained", "promised_in", "measured_in", "vi"),
    [
        ("25", "%", "tỷ đồng", "tăng 25%"),
        ("-33.3333", "%", "tỷ đồng", "giảm 33,33%"),
        ("1.5", "lần", "tỷ đồng", "bằng 1,5 lần"),
        ("-2.42", "%", "%", "giảm 2,42%"),
    ],
)
def test_a_change_is_said_in_what_it_was_promised_in(attained, promised_in, measured_in, vi):
    shown = row(aggregate="change", unit=promised_in, attained=D(attained))
    assert said(reached(replace(shown, unit=measured_in))) == vi


@pytest.mark.parametrize(
    ("changed", "vi"),
    [
        ({"attained": D("214.7")}, "Thu ngân sách năm 2024 vượt đích 4,7 tỷ đồng"),
        ({}, "Thu ngân sách năm 2024 còn thiếu 22,8 tỷ đồng so với đích"),
        ({"attained": D(210)}, "Thu ngân sách năm 2024 vừa đúng đích"),
        ({"direction": "down", "attained": D(220)}, "Thu ngân sách năm 2024 còn cao hơn đích 10 tỷ đồng"),
        ({"comparator": "le", "attained": D(200)}, "Thu ngân sách năm 2024 thấp hơn đích 10 tỷ đồng"),
        ({"aggregate": "sum"}, "Thu ngân sách giai đoạn 2021–2025 còn thiếu 22,8 tỷ đồng so với đích"),
        (
            {"aggregate": "growth", "value": D(8), "unit": "%", "attained": D("7.893218")},
            "Thu ngân sách giai đoạn 2021–2025 tăng chậm hơn đích 0,11 điểm %",
        ),
        ({"aggregate": "every", "comparator": "ge"}, "Thu ngân sách: 1/2 năm có số liệu giữ được đích"),
        ({"attained": None}, "Thu ngân sách: chưa có số liệu để so với đích 210 tỷ đồng vào năm 2025"),
    ],
)
def test_the_title_of_a_chart_says_the_finding(changed, vi):
    points = (year(2023, "210"), year(2024, "187.2"))
    assert said(finding(row(points=points, **changed))) == vi


def test_the_title_names_the_part_of_the_year_that_a_figure_covers():
    nine_months = Point(date(2024, 1, 1), date(2024, 9, 30), D("187.2"))
    title = said(finding(row(points=(nine_months,), attained_end=date(2024, 9, 30))))
    assert title == "Thu ngân sách 9 tháng năm 2024 còn thiếu 22,8 tỷ đồng so với đích"


@pytest.mark.parametrize(
    ("comparator", "direction", "less_is_better"),
    [("eq", "up", False), ("eq", "down", True), ("ge", "down", False), ("lt", "up", True), ("eq", "none", False)],
)
def test_less_is_better_by_the_comparator_else_by_the_direction(comparator, direction, less_is_better):
    assert is_ceiling(row(comparator=comparator, direction=direction)) is less_is_better


@pytest.mark.parametrize(("shown", "vi", "en"), [(date(2020, 8, 6), "6/8/2020", "6 Aug 2020"), (None, "", "")])
def test_a_day_is_written_as_people_write_it(shown, vi, en):
    assert day(shown) == vi
    with override("en"):
        assert day(shown) == en


@pytest.mark.parametrize(
    ("where", "vi", "en"),
    [
        ("trang 4", "trang 4", "page 4"),
        ("đoạn 12", "đoạn 12", "paragraph 12"),
        ("ô Sheet1!B4", "ô Sheet1!B4", "cell Sheet1!B4"),
        ("ô table 1, row 2, column 4", "bảng 1, hàng 2, cột 4", "table 1, row 2, column 4"),
        ("", "", ""),
    ],
)
def test_a_place_in_a_file_is_said_in_both_languages(where, vi, en):
    assert place(where) == vi
    with override("en"):
        assert place(where) == en


def test_a_span_of_years_stays_on_one_line_and_the_rest_is_escaped():
    assert whole_years("<b> 2021–2025") == '&lt;b&gt; <span class="nowrap">2021–2025</span>'


def test_the_cells_of_a_row_do_not_run_together():
    assert cells("Thu ngân sách\t198,4\t221,6") == "Thu ngân sách | 198,4 | 221,6"
