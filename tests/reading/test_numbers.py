"""Numbers in every format, with their units; ranges, fractions, pairs, words."""

from decimal import Decimal

import pytest

from camket.reading import read
from camket.reading.numbers import parse


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("3.200", "3200"),
        ("1.845,5", "1845.5"),
        ("135,33", "135.33"),
        ("02", "2"),
        ("24,023", "24.023"),
        ("1.437,634", "1437.634"),
        ("12.5", "12.5"),
        ("0.123", "0.123"),
        ("5.500.000", "5500000"),
        ("1,234,567", "1234567"),
        ("1,845.5", "1845.5"),
    ],
)
def test_value_of_digits(written: str, value: str) -> None:
    assert parse(written) == Decimal(value)


def test_comma_and_three_digits_are_thousands_with_counted_things() -> None:
    assert parse("3,200", counted=True) == Decimal(3200)


@pytest.mark.parametrize(
    ("text", "value", "upper", "denominator", "unit"),
    [
        ("Tỷ lệ hộ nghèo giảm 1,5 - 2%/năm.", "-2", "-1.5", None, "%/năm"),
        ("GRDP tăng 7,5-8%.", "7.5", "8", None, "%"),
        ("Tỷ lệ đạt 90% - 95%.", "90", "95", None, "%"),
        ("Có 16/22 trường đạt chuẩn.", "16", None, "22", "trường"),
        ("Có 22 trong tổng số 25 trường đạt chuẩn.", "22", None, "25", "trường"),
        ("Thu đạt 4,6 nghìn tỷ.", "4.6", None, None, "nghìn tỷ đồng"),
        ("Thu đạt 24,023 tỷ.", "24.023", None, None, "tỷ đồng"),
        ("Đón 3,200 lượt khách.", "3200", None, None, "lượt"),
        ("Diện tích ngô 40.000ha.", "40000", None, None, "ha"),
        ("Năng suất lúa 50tạ/ha.", "50", None, None, "tạ/ha"),
        ("Thu nhập đạt 65 triệu đồng/ người/năm.", "65", None, None, "triệu đồng/người/năm"),
        ("Tỷ suất sinh là 0,30%0.", "0.30", None, None, "‰"),
        ("Thành lập 25 HTX.", "25", None, None, "hợp tác xã"),
        ("Hiến 26.000m2 đất.", "26000", None, None, "m²"),
        ("Tỷ lệ giường bệnh đạt 31,2 giường bệnh/vạn dân.", "31.2", None, None, "giường bệnh/vạn dân"),
        ("Xây dựng mười hai mô hình.", "12", None, None, "mô hình"),
    ],
)
def test_quantity(text: str, value: str, upper: str | None, denominator: str | None, unit: str) -> None:
    statement = read(text, "year_report").statements[0]
    told = (statement.value, statement.upper, statement.denominator)
    assert told == tuple(None if v is None else Decimal(v) for v in (value, upper, denominator))
    assert statement.unit == unit


@pytest.mark.parametrize(
    ("text", "done", "promised"),
    [
        ("Thu ngân sách đạt 458/369 tỷ đồng.", "458", "369"),
        ("Phát triển 879/650 đảng viên.", "879", "650"),
        ("Diện tích ngô đạt 48 ha/50 ha.", "48", "50"),
    ],
)
def test_a_slash_may_part_done_and_promised(text: str, done: str, promised: str) -> None:
    first, second = read(text, "congress_news").statements
    assert [text[slice(*s.span)] for s in (first, second)] == [done, promised]
    assert (first.role, second.role) == ("result", "target")


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("Thu đạt trên 5 tỷ đồng.", "gt"),
        ("Thu đạt hơn 5 tỷ đồng.", "gt"),
        ("Thu đạt gần 5 tỷ đồng.", "about"),
        ("Thu đạt khoảng 5 tỷ đồng.", "about"),
        ("Thu đạt ít nhất 5 tỷ đồng.", "ge"),
        ("Thu đạt từ 5 tỷ đồng trở lên.", "ge"),
        ("Thu đạt 5 tỷ đồng trở lên.", "ge"),
        ("Nợ đọng không quá 5 tỷ đồng.", "le"),
        ("Nợ đọng còn dưới 5 tỷ đồng.", "lt"),
        ("Thu ước đạt 5 tỷ đồng.", "eq"),
        ("Tỷ lệ hộ nghèo giảm từ 3%/năm trở lên.", "le"),
        ("Tỷ lệ hộ nghèo giảm trên 5%/năm.", "lt"),
    ],
)
def test_comparator(text: str, comparator: str) -> None:
    assert read(text, "resolution").statements[0].comparator == comparator


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Đàn gia cầm đạt 7 triệu 520 nghìn con.", 7520, "nghìn con"),
        ("Kinh phí đạt 1 tỷ 50 triệu đồng.", 1050, "triệu đồng"),
        ("Thu ngân sách đạt 3 nghìn 500 tỷ đồng.", 3500, "tỷ đồng"),
        ("Kinh phí đạt 5 triệu, 300 nghìn con gà.", 5, "triệu đồng"),
    ],
)
def test_a_number_told_in_two_steps_is_one(text: str, value: int, unit: str) -> None:
    first = read(text, "year_report").statements[0]
    assert (first.value, first.unit) == (value, unit)
