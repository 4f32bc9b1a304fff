"""What sentences say: names, roles, aggregates, comparisons that fold, parts, lists, designations, zero."""

from decimal import Decimal

import pytest

from camket.reading import Statement, read


def first(text: str, genre: str = "year_report") -> Statement:
    return read(text, genre).statements[0]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Thu nhập bình quân đầu người đạt 50 triệu đồng.", "thu nhập bình quân đầu người"),
        ("Toàn huyện trồng mới 120 ha rừng.", "trồng mới rừng"),
        ("Đảng bộ xã kết nạp 12 đảng viên mới.", "kết nạp đảng viên mới"),
        ("Giải quyết việc làm cho 450 lao động.", "giải quyết việc làm"),
        ("100% thôn có nhà văn hóa.", "thôn có nhà văn hóa"),
        ("Tốc độ tăng thu ngân sách bình quân đạt 8%/năm.", "thu ngân sách"),
        ("Tốc độ tăng trưởng kinh tế đạt 8%.", "tốc độ tăng trưởng kinh tế"),
        ("Thu ngân sách tiếp tục tăng khá, ước đạt 120 tỷ đồng.", "thu ngân sách"),
        ("Sản lượng nông, lâm, thủy sản đạt 640 tấn.", "sản lượng nông, lâm, thủy sản"),
        ("Không còn nhà tạm, nhà dột nát.", "nhà tạm, nhà dột nát"),
        ("- Diện tích ngô: 9.400 ha.", "diện tích ngô"),
        ("Đàn dê 3.210 con.", "đàn dê"),
    ],
)
def test_indicator(text: str, indicator: str) -> None:
    assert first(text).indicator == indicator


@pytest.mark.parametrize(
    ("text", "genre", "role"),
    [
        ("Phấn đấu thu ngân sách đạt 70 tỷ đồng.", "congress_news", "target"),
        ("Đến năm 2030, thu ngân sách đạt 70 tỷ đồng.", "congress_news", "target"),
        ("Thu ngân sách ước đạt 70 tỷ đồng.", "council", "result"),
        ("Thu ngân sách đạt 70 tỷ đồng.", "resolution", "target"),
        ("Thu ngân sách đạt 70 tỷ đồng.", "year_report", "result"),
        ("Kế hoạch năm 2022 thu ngân sách 70 tỷ đồng.", "year_report", "plan"),
        ("Dự kiến gieo trồng 410 ha.", "year_report", "plan"),
        ("Thu ngân sách đạt 70 tỷ đồng, bằng 104% dự toán.", "council", "result"),
    ],
)
def test_role(text: str, genre: str, role: str) -> None:
    assert first(text, genre).role == role


@pytest.mark.parametrize(
    ("text", "aggregate"),
    [
        ("Thu ngân sách năm 2020 đạt 70 tỷ đồng.", "last"),
        ("Duy trì tỷ lệ che phủ rừng 58%.", "keep"),
        ("Hằng năm kết nạp 20 đảng viên.", "every_year"),
        ("Bình quân hằng năm có 1.500 hộ kinh doanh hoạt động.", "average"),
        ("Trong nhiệm kỳ kết nạp 210 đảng viên.", "sum"),
        ("Giá trị sản xuất tăng bình quân 7%/năm.", "growth"),
        ("Số trường đạt chuẩn tăng 12 trường so với năm 2015.", "change"),
        ("Tỷ lệ hộ nghèo giảm 1,2 điểm % so với năm 2020.", "change"),
        ("Huyện được công nhận đạt chuẩn nông thôn mới.", "state"),
    ],
)
def test_aggregate(text: str, aggregate: str) -> None:
    assert first(text).aggregate == aggregate


@pytest.mark.parametrize(
    ("text", "of", "percent"),
    [
        ("Thu đạt 5 tỷ đồng, bằng 107% kế hoạch.", "plan", "107"),
        ("Thu đạt 5 tỷ đồng, vượt 7% dự toán tỉnh giao.", "plan", "107"),
        ("Thu đạt 5 tỷ đồng, tăng 12,5% so với cùng kỳ.", "previous_year", "112.5"),
        ("Thu đạt 5 tỷ đồng, giảm 3,4% so với năm trước.", "previous_year", "96.6"),
        ("Thu đạt 5 tỷ đồng, gấp 2,9 lần đầu nhiệm kỳ.", "baseline", "290"),
        ("Thu đạt 5 tỷ đồng, tăng 0,7 lần so với năm 2015.", "baseline", "170"),
        ("Năm 2020, thu đạt 5 tỷ đồng, tăng 8% so với năm 2019.", "previous_year", "108"),
        ("Thu đạt 5 tỷ đồng, vượt chỉ tiêu Nghị quyết.", "resolution", None),
        ("Thu đạt 5 tỷ đồng (đạt 62% kế hoạch năm).", "plan", "62"),
        ("Thu tăng 12% so với cùng kỳ, đạt 5 tỷ đồng.", "previous_year", "112"),
        ("So với Nghị quyết, thu nhập đạt 104%, tức 52 triệu đồng.", "resolution", "104"),
    ],
)
def test_a_comparison_folds_into_its_level(text: str, of: str, percent: str | None) -> None:
    reading = read(text, "congress_news")
    assert len(reading.statements) == 1
    assert reading.statements[0].versus == {"of": of, "percent": None if percent is None else Decimal(percent)}


def test_a_second_comparison_stands_alone() -> None:
    level, growth = read("Thu đạt 5 tỷ đồng, bằng 101% kế hoạch, tăng 2% so với cùng kỳ.", "year_report").statements
    assert (level.versus, growth.versus) == (
        {"of": "plan", "percent": Decimal(101)},
        {"of": "previous_year", "percent": Decimal(102)},
    )
    assert (growth.indicator, growth.aggregate) == (level.indicator, "growth")


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("Diện tích lúa, ngô lần lượt tăng 2% và 3,5%.", ["diện tích lúa", "diện tích ngô"]),
        ("Trồng mới 50 ha cam và 30 ha bưởi.", ["trồng mới cam", "trồng mới bưởi"]),
        ("Tỷ lệ hồ sơ mức độ 3 là 66%, mức độ 4 là 38%.", ["tỷ lệ hồ sơ mức độ 3", "tỷ lệ hồ sơ mức độ 4"]),
        ("Kiểm tra 14 tổ chức đảng và 81 đảng viên.", ["kiểm tra tổ chức đảng", "kiểm tra đảng viên"]),
        (
            "100% chi bộ và 94% đảng viên hoàn thành nhiệm vụ.",
            ["chi bộ hoàn thành nhiệm vụ", "đảng viên hoàn thành nhiệm vụ"],
        ),
    ],
)
def test_what_a_list_leaves_out_is_restored(text: str, indicators: list[str]) -> None:
    assert [s.indicator for s in read(text, "year_report").statements] == indicators


def test_a_part_names_its_whole() -> None:
    whole, part = read("Có 14 xã đạt chuẩn nông thôn mới, trong đó 03 xã đạt chuẩn nâng cao.", "new_rural").statements
    assert (whole.part_of, part.part_of) == (None, whole.indicator)


def test_only_the_end_of_a_from_to_is_a_statement_where_the_start_has_no_time() -> None:
    (end,) = read("Tỷ lệ hộ nghèo giảm từ 18,6% xuống còn 6,4%.", "congress_news").statements
    assert (end.value, end.versus) == (Decimal("6.4"), {"of": "baseline", "percent": None})


@pytest.mark.parametrize(
    "text", ["Xã đạt chuẩn nông thôn mới.", "Phấn đấu huyện thoát khỏi tình trạng đặc biệt khó khăn."]
)
def test_a_designation_is_a_state_without_value(text: str) -> None:
    statement = first(text, "resolution")
    assert (statement.aggregate, statement.value, statement.comparator) == ("state", None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Số xã đạt chuẩn nông thôn mới tiếp tục tăng.",
        "Các xã đạt chuẩn nông thôn mới được khen thưởng.",
        "Huyện có diện tích tự nhiên 732 km2, dân số hơn 52.000 người.",
        "Đại hội có 178 đại biểu, đại diện cho 2.140 đảng viên.",
        "Thu ngân sách vượt kế hoạch.",
        "Không có gì thay đổi.",
    ],
)
def test_no_statement(text: str) -> None:
    assert read(text, "misc").statements == ()


def test_an_estimate_says_so() -> None:
    assert first("Thu ngân sách ước đạt 5 tỷ đồng.").stage == "estimate"


def test_a_label_has_the_form_of_the_labelled_set() -> None:
    label = first("Năm 2020 thu ngân sách đạt 5,5 tỷ đồng.").as_label()
    assert label == {
        "role": "result", "indicator": "thu ngân sách", "value": 5.5, "upper": None, "denominator": None,
        "unit": "tỷ đồng",
        "comparator": "eq", "aggregate": "last", "period": {"start": "2020", "end": "2020"}, "versus": None,
        "part_of": None,
        "span": [27, 30], "confident": True,
    }  # fmt: skip


def test_genre_is_guessed_where_it_is_not_told() -> None:
    report = "BÁO CÁO\nThu ngân sách đạt 5 tỷ đồng."
    resolution = "NGHỊ QUYẾT\nThu ngân sách đạt 5 tỷ đồng."
    assert [read(text).statements[0].role for text in (report, resolution)] == ["result", "target"]
