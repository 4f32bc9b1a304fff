"""How resolutions are built, in the usual variants."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.resolutions.outline import Lead, Outline, Seat, outline

FULL = """NGHỊ QUYẾT
Nhiệm kỳ 2015 - 2020, có 41/44 chỉ tiêu đạt và vượt.
I. CHỈ TIÊU CHỦ YẾU
Đại hội thông qua 4 chỉ tiêu chủ yếu.
1. Về kinh tế (2 chỉ tiêu)
(1) Thu ngân sách đạt 200 tỷ đồng vào năm 2025.
(2) Duy trì tỷ lệ che phủ rừng 65,5%.
2. Về văn hóa - xã hội (02 chỉ tiêu):
(3) Có 02 xã đạt chuẩn nâng cao,
trong đó 01 xã kiểu mẫu.
(4) Tỷ lệ hộ nghèo còn 1,5%.
II. CHƯƠNG TRÌNH TRỌNG TÂM
Chương trình 1: Phát triển thương mại
Gồm các chỉ tiêu số: 1, 3 - 4.

Vai trò\tChức danh\tLĩnh vực phụ trách
Chủ nhiệm\tChủ tịch UBND thành phố\tPhụ trách chung
Phó Chủ nhiệm\tTrưởng phòng Kinh tế\tChợ
Thành viên\tTrưởng phòng Nội vụ\t
\tTrưởng Công an thành phố\tAn ninh

Chương trình 2: Nông thôn mới
Gồm các chỉ tiêu số: 2.
III. TỔ CHỨC THỰC HIỆN
PHỤ LỤC: PHÂN CÔNG CƠ QUAN CHỦ TRÌ

Chỉ tiêu số\tCơ quan chủ trì\tCơ quan phối hợp
1, 2\tPhòng Tài chính - Kế hoạch\tChi cục Thuế; Phòng Kinh tế
3\tPhòng Kinh tế\tUBND các xã, phường, Hội Nông dân
4\tPhòng Nội vụ\t
"""


@pytest.fixture(scope="module")
def full() -> Outline:
    return outline(FULL)


def test_groups_have_names_counts_and_spans(full: Outline) -> None:
    assert [(g.order, g.name, g.announced) for g in full.groups] == [
        (1, "Về kinh tế", 2),
        (2, "Về văn hóa - xã hội", 2),
    ]
    first, second = full.groups
    assert FULL[first.start : first.end].startswith("1. Về kinh tế")
    assert FULL[first.start : first.end].rstrip().endswith("65,5%.")
    assert FULL[second.start : second.end].rstrip().endswith("1,5%.")


def test_items_keep_their_numbers_and_slice_back(full: Outline) -> None:
    assert [(item.number, item.group) for item in full.items] == [(1, 1), (2, 1), (3, 2), (4, 2)]
    assert FULL[full.items[0].start : full.items[0].end] == "Thu ngân sách đạt 200 tỷ đồng vào năm 2025."
    assert FULL[full.items[2].start : full.items[2].end] == "Có 02 xã đạt chuẩn nâng cao,\ntrong đó 01 xã kiểu mẫu."


def test_the_total_is_the_one_announced_and_no_fraction(full: Outline) -> None:
    assert full.announced_total == 4


def test_programmes_have_targets_and_seats(full: Outline) -> None:
    first, second = full.programmes
    assert (first.order, first.name, first.items) == (1, "Phát triển thương mại", (1, 3, 4))
    assert first.seats == (
        Seat("chair", "Chủ tịch UBND thành phố", "Phụ trách chung"),
        Seat("deputy", "Trưởng phòng Kinh tế", "Chợ"),
        Seat("member", "Trưởng phòng Nội vụ", ""),
        Seat("member", "Trưởng Công an thành phố", "An ninh"),
    )
    assert (second.name, second.items, second.seats) == ("Nông thôn mới", (2,), ())


def test_leads_name_an_office_and_those_that_help(full: Outline) -> None:
    assert dict(full.leads) == {
        1: Lead("Phòng Tài chính - Kế hoạch", ("Chi cục Thuế", "Phòng Kinh tế")),
        2: Lead("Phòng Tài chính - Kế hoạch", ("Chi cục Thuế", "Phòng Kinh tế")),
        3: Lead("Phòng Kinh tế", ("UBND các xã, phường", "Hội Nông dân")),
        4: Lead("Phòng Nội vụ", ()),
    }


@pytest.mark.parametrize(
    ("heading", "name", "count"),
    [
        ("1. Về kinh tế (12 chỉ tiêu)", "Về kinh tế", 12),
        ("1. Về kinh tế: 12 chỉ tiêu", "Về kinh tế", 12),
        ("1. Về kinh tế (gồm 12 chỉ tiêu):", "Về kinh tế", 12),
        ("a) Về kinh tế", "Về kinh tế", None),
        ("- Về kinh tế:", "Về kinh tế", None),
        ("* Các chỉ tiêu về kinh tế", "Các chỉ tiêu về kinh tế", None),
        ("VỀ KINH TẾ (07 mục tiêu)", "VỀ KINH TẾ", 7),
        ("1.1. Nhóm chỉ tiêu về quốc phòng, an ninh (2 chỉ tiêu)", "Nhóm chỉ tiêu về quốc phòng, an ninh", 2),
        ("2. Lĩnh vực văn hóa - xã hội", "Lĩnh vực văn hóa - xã hội", None),
    ],
)
def test_headings_of_groups(heading: str, name: str, count: int | None) -> None:
    (group,) = outline(f"I. CHỈ TIÊU\n{heading}\n(1) Thu 200 tỷ đồng.\n").groups
    assert (group.name, group.announced) == (name, count)


@pytest.mark.parametrize(
    "line",
    [
        "Về đích sớm 01 năm so với Nghị quyết.",
        "1. Thu ngân sách 200 tỷ đồng",
        "Về kinh tế",
        "Chương trình 1: Về kinh tế",
    ],
)
def test_lines_that_head_no_group(line: str) -> None:
    assert outline(f"{line}\nThu 200 tỷ đồng.\n").groups == ()


def test_several_targets_on_one_line() -> None:
    text = "1. Về kinh tế\n(1) Thu 200 tỷ đồng; (2) trồng 80 ha rừng (3 đợt); (3) lập 10 hợp tác xã.\n"
    found = outline(text)
    assert [text[item.start : item.end] for item in found.items] == [
        "Thu 200 tỷ đồng;",
        "trồng 80 ha rừng (3 đợt);",
        "lập 10 hợp tác xã.",
    ]


def test_a_line_in_capitals_after_a_target_is_not_its_end() -> None:
    text = "1. Về kinh tế\n(1) Thu 200 tỷ đồng.\nỦy ban nhân dân báo cáo.\nĐại hội giao.\n"
    assert [text[item.start : item.end] for item in outline(text).items] == ["Thu 200 tỷ đồng."]


def test_targets_without_numbers_are_counted_through() -> None:
    text = "1. Về kinh tế\n- Thu 200 tỷ đồng.\n- Trồng 80 ha rừng.\n2. Về xã hội\n- Hộ nghèo còn 2%.\n"
    text += "II. GIẢI PHÁP\n- Tập trung.\n"
    found = outline(text)
    assert [(item.number, item.group) for item in found.items] == [(1, 1), (2, 1), (3, 2)]


def test_numbers_that_begin_again_in_each_group_are_counted_through() -> None:
    text = "1. Về kinh tế\n(1) Thu 200 tỷ.\n(2) Chi 100 tỷ.\n2. Về xã hội\n(1) Hộ nghèo còn 2%.\n"
    assert [item.number for item in outline(text).items] == [1, 2, 3]


@pytest.mark.parametrize(
    ("sentence", "total"),
    [
        ("Đại hội thông qua 37 chỉ tiêu chủ yếu của nhiệm kỳ.", 37),
        ("Nghị quyết đề ra 17 chỉ tiêu.", 17),
        ("Hệ thống gồm 07 mục tiêu sau:", 7),
        ("I. CHỈ TIÊU (26 chỉ tiêu)", 26),
        ("Có 41/44 chỉ tiêu đạt và vượt.", None),
        ("Có 41 chỉ tiêu đạt và vượt.", None),
        ("Năm 2025 phấn đấu tăng 5%.", None),
    ],
)
def test_the_announced_total(sentence: str, total: int | None) -> None:
    assert outline(f"{sentence}\n1. Về kinh tế\n(1) Thu 200 tỷ đồng.\n").announced_total == total


def test_groups_that_a_sentence_only_counts() -> None:
    text = (
        "Đảng bộ đề ra 07 mục tiêu về phát triển kinh tế; 03 mục tiêu về văn hóa - xã hội; 04 chương trình trọng tâm."
    )
    found = outline(text)
    assert [(g.name, g.announced) for g in found.groups] == [("Về phát triển kinh tế", 7), ("Về văn hóa - xã hội", 3)]
    assert text[found.groups[0].start : found.groups[0].end] == "07 mục tiêu về phát triển kinh tế"
    assert found.announced_total == 10


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("Gồm các chỉ tiêu số: 1, 2, 5, 8.", (1, 2, 5, 8)),
        ("Gồm các chỉ tiêu: 1; 2 và 5", (1, 2, 5)),
        ("Thực hiện chỉ tiêu số 3 - 6, 9", (3, 4, 5, 6, 9)),
        ("Các chỉ tiêu số từ 2 đến 4.", (2, 3, 4)),
        ("Chỉ tiêu số: 7", (7,)),
    ],
)
def test_the_targets_of_a_programme(line: str, numbers: tuple[int, ...]) -> None:
    (programme,) = outline(f"II. CHƯƠNG TRÌNH\nChương trình số 2. Nông thôn mới\n{line}\n").programmes
    assert (programme.name, programme.items) == ("Nông thôn mới", numbers)


def test_a_board_in_lines_and_with_a_column_of_numbers() -> None:
    lines = "- Chủ nhiệm: Bí thư Thành ủy – phụ trách chung;\n- Phó Chủ nhiệm: Trưởng phòng Kinh tế.\n"
    lines += "- Thành viên: Trưởng Công an"
    table = (
        "TT\tChức danh\tVai trò\tNhiệm vụ\n1\tBí thư Thành ủy\tTrưởng ban\tChung\n2\tTrưởng phòng Kinh tế\tỦy viên\tChợ"
    )
    (first,) = outline(f"Chương trình 1: Kinh tế\nGồm các chỉ tiêu: 1\n{lines}\n").programmes
    assert first.seats == (
        Seat("chair", "Bí thư Thành ủy", "phụ trách chung"),
        Seat("deputy", "Trưởng phòng Kinh tế", ""),
        Seat("member", "Trưởng Công an", ""),
    )
    (second,) = outline(f"Chương trình 1: Kinh tế\nGồm các chỉ tiêu: 1\n{table}\n").programmes
    assert second.seats == (Seat("chair", "Bí thư Thành ủy", "Chung"), Seat("member", "Trưởng phòng Kinh tế", "Chợ"))


def test_leads_in_lines() -> None:
    found = outline("Chỉ tiêu 1, 2: giao Phòng Kinh tế chủ trì, phối hợp với Chi cục Thuế, Phòng Nội vụ.\n")
    assert found.leads[2] == Lead("Phòng Kinh tế", ("Chi cục Thuế", "Phòng Nội vụ"))


PIECES = [
    "(1) ",
    "(2) ",
    "1. Về kinh tế",
    "\n",
    "\t",
    "Chương trình 1: ",
    "chỉ tiêu số: 1 - 9",
    "Chủ nhiệm",
    "chủ trì",
    "; (3) ",
    "PHỤ LỤC",
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8))).map("".join))
def test_any_text_at_all_has_an_outline_whose_spans_slice_back(text: str) -> None:
    found = outline(text)
    for part in (*found.groups, *found.items, *found.programmes):
        assert 0 <= part.start <= part.end <= len(text)
    numbers = [item.number for item in found.items]
    assert numbers == sorted(set(numbers))
