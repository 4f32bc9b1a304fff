"""What the public form holds beyond the labels: comparisons, stage, part, group, area, office, announced counts."""

from decimal import Decimal

import pytest

from camket.reading import read

LEVEL = (
    "Năm 2020 tổng mức bán lẻ ước đạt 3.200 tỷ đồng, bằng 107% Nghị quyết, tăng 8,5% so với năm 2019 "
    "và tăng 250 tỷ đồng so với năm 2018, vượt kế hoạch tỉnh giao."
)


def test_a_level_knows_all_its_comparisons() -> None:
    level = read(LEVEL, "congress_news").statements[0]
    assert [(c.of, c.percent, c.difference) for c in level.comparisons] == [
        ("resolution", Decimal(107), None),
        ("previous_year", Decimal("108.5"), None),
        ("baseline", None, Decimal(250)),
        ("plan", None, None),
    ]


def test_a_comparison_names_its_base_and_its_number() -> None:
    reading = read(LEVEL, "congress_news")
    before = reading.statements[0].comparisons[1]
    assert before.base == "năm 2019"
    assert before.period == {"start": "2019", "end": "2019"}
    assert before.span is not None
    assert LEVEL[slice(*before.span)] == "8,5"


def test_the_labelled_comparison_is_the_first_ratio() -> None:
    level = read(LEVEL, "congress_news").statements[0]
    assert level.versus == {"of": level.comparisons[0].of, "percent": level.comparisons[0].percent}


def test_an_estimate_has_its_stage() -> None:
    assert read(LEVEL, "year_report").statements[0].stage == "estimate"


@pytest.mark.parametrize(
    ("text", "area", "office"),
    [
        ("Năm 2024, xã Bình Minh thu ngân sách 12,5 tỷ đồng.", "xã Bình Minh", None),
        ("TP. Sông Hoa có 16/22 trường đạt chuẩn.", "TP. Sông Hoa", None),
        ("Thành phố Sông Hoa trồng 20 ha rừng.", "Thành phố Sông Hoa", None),
        ("Toàn xã trồng 20 ha rừng.", None, None),
        ("Phòng Nông nghiệp và Môi trường cấp 120 giấy phép.", None, "Phòng Nông nghiệp và Môi trường"),
        ("UBND huyện giao 30 tỷ đồng cho Sở Y tế.", None, "UBND huyện"),
        ("Công an huyện xử lý 25 vụ vi phạm.", None, "Công an huyện"),
        ("Trên địa bàn có 12 phòng học mới.", None, None),
    ],
)
def test_the_sentence_names_area_and_office(text: str, area: str | None, office: str | None) -> None:
    statement = read(text, "year_report").statements[0]
    assert (statement.area, statement.office) == (area, office)


def test_each_number_has_the_area_named_last() -> None:
    text = "Thu ngân sách xã Bình Minh đạt 12,5 tỷ đồng; thu ngân sách xã Tân Lập đạt 9 tỷ đồng."
    assert [s.area for s in read(text, "year_report").statements] == ["xã Bình Minh", "xã Tân Lập"]


def test_announced_counts_have_their_group() -> None:
    text = "Đại hội đề ra 15 chỉ tiêu, 4 chương trình.\n1. Về kinh tế (7 chỉ tiêu)\n- Thu ngân sách đạt 200 tỷ đồng."
    reading = read(text, "resolution")
    assert [(a.count, a.of, a.heading) for a in reading.announced] == [
        (15, "chỉ tiêu", None),
        (4, "chương trình", None),
        (7, "chỉ tiêu", "1. Về kinh tế (7 chỉ tiêu)"),
    ]
    assert reading.statements[0].heading == "1. Về kinh tế (7 chỉ tiêu)"
    assert all(reading.text[slice(*a.span)] == str(a.count) for a in reading.announced)


def test_what_a_table_compares_is_a_comparison() -> None:
    text = "Chỉ tiêu\tĐVT\tThực hiện 2023\tSo với kế hoạch (%)\nThu ngân sách\ttỷ đồng\t12,5\t104"
    statement = read(text, "year_report").statements[0]
    assert [(c.of, c.percent) for c in statement.comparisons] == [("plan", Decimal(104))]
