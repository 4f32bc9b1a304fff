"""What a document says about itself."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.records.heads import Head, cased, head

PARTY = """ĐẢNG BỘ TỈNH VÍ DỤ
THÀNH ỦY MINH HỌA
*
Số: 01-NQ/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Minh Họa, ngày 06 tháng 8 năm 2020
NGHỊ QUYẾT
Đại hội đại biểu Đảng bộ thành phố Minh Họa
nhiệm kỳ 2020 - 2025
-----
Căn cứ Điều lệ Đảng; sau khi thảo luận ngày 05 tháng 8 năm 2020.
"""

STATE = """ỦY BAN NHÂN DÂN
THÀNH PHỐ MINH HỌA\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 15/BC-UBND\tMinh Họa, ngày 5 tháng 10 năm 2024
BÁO CÁO
Tình hình kinh tế - xã hội 9 tháng năm 2024, nhiệm vụ 3 tháng cuối năm
Thực hiện chương trình công tác, Ủy ban nhân dân thành phố báo cáo như sau:
"""

COUNCIL = """HỘI ĐỒNG NHÂN DÂN HUYỆN VÍ DỤ ĐẢNG CỘNG SẢN VIỆT NAM
Số: 12/2022/NQ-HĐND
Ví Dụ, ngày 20 tháng 12 năm 2022
NGHỊ QUYẾT VỀ KẾ HOẠCH PHÁT TRIỂN KINH TẾ - XÃ HỘI NĂM 2023
HỘI ĐỒNG NHÂN DÂN HUYỆN VÍ DỤ
"""

PLAN = """UBND THỊ XÃ VÍ DỤ
Số:      /KH-UBND
Ví Dụ, ngày     tháng 01 năm 2024
KẾ HOẠCH
Thực hiện Nghị quyết Đại hội năm 2024
I. MỤC ĐÍCH
"""

ANNEX = """Phụ lục kèm theo Báo cáo số 203-BC/TU ngày 10 tháng 01 năm 2025 của Thành ủy Minh Họa
BIỂU KẾT QUẢ THỰC HIỆN CHỈ TIÊU NĂM 2024
TT\tChỉ tiêu\tĐơn vị tính\tNăm 2024
"""

NEWS = """Trang chủ
Thành phố về đích nông thôn mới
Thứ hai, 24/01/2022 08:30
Sáng nay, thành phố công bố kết quả thực hiện các tiêu chí nông thôn mới ở các xã, \
trong đó nhiều chỉ tiêu vượt so với kế hoạch đề ra từ đầu năm.
"""


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (
            PARTY,
            "nghi-quyet.docx",
            Head(
                "resolution",
                "resolution",
                "01",
                "NQ/TU",
                "Thành ủy Minh Họa",
                "Minh Họa",
                date(2020, 8, 6),
                "Đại hội đại biểu Đảng bộ thành phố Minh Họa nhiệm kỳ 2020 - 2025",
                (2020, 2025),
            ),
        ),
        (
            STATE,
            "",
            Head(
                "report",
                "year_report",
                "15",
                "BC-UBND",
                "Ủy ban nhân dân thành phố Minh Họa",
                "Minh Họa",
                date(2024, 10, 5),
                "Tình hình kinh tế - xã hội 9 tháng năm 2024, nhiệm vụ 3 tháng cuối năm",
                None,
                2024,
                9,
            ),
        ),
        (
            COUNCIL,
            "",
            Head(
                "resolution",
                "council",
                "12/2022",
                "NQ-HĐND",
                "Hội đồng nhân dân huyện Ví Dụ",
                "Ví Dụ",
                date(2022, 12, 20),
                "VỀ KẾ HOẠCH PHÁT TRIỂN KINH TẾ - XÃ HỘI NĂM 2023",
            ),
        ),
        (
            PLAN,
            "",
            Head(
                "plan",
                "resolution",
                "",
                "KH-UBND",
                "UBND thị xã Ví Dụ",
                "Ví Dụ",
                None,
                "Thực hiện Nghị quyết Đại hội năm 2024",
                None,
                2024,
            ),
        ),
        (
            ANNEX,
            "",
            Head(
                "report",
                "year_report",
                "203",
                "BC/TU",
                "Thành ủy Minh Họa",
                "",
                date(2025, 1, 10),
                "BIỂU KẾT QUẢ THỰC HIỆN CHỈ TIÊU NĂM 2024",
                None,
                2024,
            ),
        ),
        (
            NEWS,
            "",
            Head("news", "new_rural", issued_on=date(2022, 1, 24), title="Thành phố về đích nông thôn mới"),
        ),
        ("", "", Head()),
        ("Ghi chú ngắn.", "ghi-chu.txt", Head(title="Ghi chú ngắn.")),
    ],
    ids=["party", "state", "council", "plan", "annex", "news", "empty", "note"],
)
def test_heads(text: str, name: str, expected: Head) -> None:
    assert head(text, name) == expected


@pytest.mark.parametrize(
    ("title", "months"),
    [
        ("Kết quả 6 tháng đầu năm 2024", 6),
        ("Kết quả sáu tháng đầu năm 2024", 6),
        ("Kết quả quý I năm 2024", 3),
        ("Kết quả 11 tháng năm 2024", 11),
        ("Kết quả quý II năm 2024", None),
        ("Kết quả 12 tháng năm 2024", None),
        ("Kết quả năm 2024", None),
    ],
)
def test_months_of_part_year_reports(title: str, months: int | None) -> None:
    found = head(f"Số: 1/BC-UBND\nBÁO CÁO\n{title}\n")
    assert (found.year, found.months) == (2024, months)


@pytest.mark.parametrize(
    ("name", "issued", "year"),
    [
        ("bao-cao-2023.docx", "10 tháng 01 năm 2025", 2023),
        ("bao-cao.docx", "10 tháng 01 năm 2025", 2024),
        ("bao-cao.docx", "10 tháng 12 năm 2025", 2025),
    ],
)
def test_a_title_without_year_leaves_it_to_name_and_date(name: str, issued: str, year: int) -> None:
    text = f"Số: 1/BC-UBND\nMinh Họa, ngày {issued}\nBÁO CÁO\nKết quả thực hiện nhiệm vụ\n"
    assert head(text, name).year == year


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tiêu đề của một tin dài\nĐăng ngày 06 - 08 - 2020\n", date(2020, 8, 6)),
        ("Tiêu đề của một tin dài\nngày 6 tháng 8 năm 2020\n", date(2020, 8, 6)),
        ("Tiêu đề của một tin dài\n2020-08-06T08:00\n", date(2020, 8, 6)),
        ("Tiêu đề của một tin dài\n31/02/2020\n", None),
        ("Tiêu đề của một tin dài\n", None),
    ],
)
def test_days_of_news(text: str, day: date | None) -> None:
    assert head(text + "Câu dài. " * 20, "tin.html").issued_on == day


def test_the_day_of_news_may_stand_in_its_file_name() -> None:
    assert head("Tiêu đề của một tin dài\n" + "Câu dài. " * 20, "2022-01-24-tin.html").issued_on == date(2022, 1, 24)


def test_a_date_within_a_sentence_is_not_the_date_of_issue() -> None:
    text = "Số: 1/BC-UBND\nBÁO CÁO\nKết quả\nCăn cứ Nghị quyết ngày 06 tháng 8 năm 2020 của Hội đồng nhân dân.\n"
    assert head(text).issued_on is None


@pytest.mark.parametrize(
    ("capitals", "expected"),
    [
        ("THÀNH ỦY MINH HỌA", "Thành ủy Minh Họa"),
        ("ĐẢNG BỘ THÀNH PHỐ MINH HỌA", "Đảng bộ thành phố Minh Họa"),
        ("ĐẢNG BỘ TỈNH VÍ DỤ (HƯ CẤU)", "Đảng bộ tỉnh Ví Dụ (hư cấu)"),
        ("ĐẢNG UỶ XÃ VÍ DỤ", "Đảng uỷ xã Ví Dụ"),
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ MINH HỌA", "Ủy ban nhân dân thành phố Minh Họa"),
        ("UBND XÃ VÍ DỤ", "UBND xã Ví Dụ"),
        ("VĂN PHÒNG CHÍNH PHỦ", "Văn phòng Chính phủ"),
        ("BAN CHẤP HÀNH ĐẢNG BỘ HUYỆN VÍ DỤ", "Ban Chấp hành Đảng bộ huyện Ví Dụ"),
    ],
)
def test_letterheads_in_ordinary_case(capitals: str, expected: str) -> None:
    assert cased(capitals) == expected


PIECES = [
    "Số:",
    " 01",
    "-NQ/ĐH",
    "NGHỊ QUYẾT",
    "\n",
    "\t",
    "ngày 31 tháng 2 năm 2020",
    "năm 9999",
    "BÁO CÁO",
    "nhiệm kỳ 2025-2020",
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8))).map("".join), st.text(max_size=20))
def test_any_text_at_all_has_a_head(text: str, name: str) -> None:
    found = head(text, name)
    assert found.kind in ("resolution", "report", "plan", "news", "other")
