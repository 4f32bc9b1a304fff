"""PDF files: paragraphs as they were written, tables, nothing that only belongs to the printed page."""

import io

import pypdfium2 as pdfium
import pytest
from PIL import Image

from camket.records.extract import ExtractError, extract
from camket.records.extract.pdf_joining import glue, joined
from records import files

LONG = (
    "Thu ngân sách trên địa bàn đạt 200 tỷ đồng vào năm 2025; tổng mức bán lẻ hàng hóa và doanh thu dịch vụ "
    "đạt 3.700 tỷ đồng; số hộ kinh doanh hoạt động trên địa bàn bình quân hằng năm có 4.000 hộ; "
    "duy trì tỷ lệ che phủ rừng 65,5%."
)


def lines(data: bytes) -> list[str]:
    return [line for line in extract(data, "a.pdf").text.split("\n") if line]


def test_printed_lines_become_paragraphs_again() -> None:
    written = ["I. CHỈ TIÊU CHỦ YẾU", f"(1) {LONG}", "(2) Kết nạp 450 đảng viên.", LONG]
    assert lines(files.pdf("\n".join(written))) == written


def test_a_centred_title_of_two_lines_is_one() -> None:
    document = files.blank_pdf()
    document.add_page()
    title = "Kết quả thực hiện Nghị quyết Đại hội đại biểu Đảng bộ thành phố và nhiệm vụ, giải pháp trọng tâm năm sau"
    for text, align in (("BÁO CÁO", "C"), (title, "C"), (LONG, "J"), (LONG, "J")):
        document.set_x(document.l_margin)
        document.multi_cell(0, 7, text, align=align)
        document.ln(3)
    assert lines(bytes(document.output())) == ["BÁO CÁO", title, LONG, LONG]


def test_a_paragraph_goes_on_over_the_page() -> None:
    document = files.blank_pdf()
    document.set_auto_page_break(True, margin=30)
    document.add_page()
    text = " ".join(f"Mục thứ {number}: {LONG[: 60 + 7 * number]}." for number in range(20))
    document.multi_cell(0, 9, text, align="J")
    assert lines(bytes(document.output())) == [text]


def test_positions_lead_to_page_and_box() -> None:
    found = extract(files.pdf(LONG, "Trang hai có số 77."), "a.pdf")
    segment = found.at(found.text.index("77"))
    assert segment.page == 2
    left, bottom, right, top = segment.box
    assert 0 < left < right < 600
    assert 600 < bottom < top < 842


def test_a_hyphen_at_a_line_s_end_is_kept_where_it_means_something() -> None:
    document = files.blank_pdf()
    document.add_page()
    for text in (
        "Phát triển nông nghiệp trong giai đoạn nhiệm kỳ của Đảng bộ tỉnh 2020-",
        "2025 theo hướng kinh tế nông-",
        "lâm nghiệp bền vững; tri-",
        "ển khai.",
    ):
        document.cell(0, 7, text, new_x="LMARGIN", new_y="NEXT")
    found = extract(bytes(document.output()), "a.pdf").text.replace("\n", "")
    assert "nông-lâm" in found
    assert "2020-2025" in found
    assert "\u2010" not in found


def test_running_heads_and_page_numbers_are_left_out() -> None:
    document = files.blank_pdf()
    for number in range(1, 4):
        document.add_page()
        document.text(20, 10, "Báo cáo của thành phố Minh Họa, kỳ 5")
        document.text(100, 285, f"- {number} -")
        document.set_y(40)
        document.multi_cell(0, 7, f"Đoạn của trang thứ {number}.")
    assert lines(bytes(document.output())) == [f"Đoạn của trang thứ {number}." for number in (1, 2, 3)]


def test_a_number_in_the_text_is_no_page_number() -> None:
    assert lines(files.pdf("Tổng số chỉ tiêu:\n37\nĐạt 35.")) == ["Tổng số chỉ tiêu:", "37", "Đạt 35."]


ROWS = [
    ["TT", "Chỉ tiêu", "ĐVT", "2023", "2024"],
    ["1", "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ trên địa bàn", "tỷ đồng", "3.050", "3.200"],
    ["2", "Tỷ lệ hộ nghèo", "%", "", "1,78"],
]


def ruled(rows: list[list[str]]) -> bytes:
    document = files.blank_pdf()
    document.add_page()
    document.multi_cell(0, 7, "Trước bảng.")
    with document.table(first_row_as_headings=False, col_widths=(10, 60, 25, 20, 20)) as table:
        for texts in rows:
            row = table.row()
            for text in texts:
                row.cell(text)
    document.multi_cell(0, 7, "Sau bảng.", new_x="LMARGIN")
    return bytes(document.output())


def test_a_ruled_table_becomes_rows() -> None:
    found = extract(ruled(ROWS), "a.pdf")
    assert [line for line in found.text.split("\n") if line] == [
        "Trước bảng.",
        *("\t".join(row) for row in ROWS),
        "Sau bảng.",
    ]
    segment = found.at(found.text.index("1,78"))
    assert (segment.cell, segment.page) == ("table 1, row 3, column 5", 1)


def test_a_table_over_two_pages_is_one_with_one_head() -> None:
    rows = [ROWS[0], *([str(number), "Chỉ tiêu", "tỷ đồng", "1", "2"] for number in range(1, 70))]
    document = files.blank_pdf()
    document.add_page()
    with document.table(first_row_as_headings=False, repeat_headings=1) as table:
        for texts in rows:
            row = table.row()
            for text in texts:
                row.cell(text)
    assert lines(bytes(document.output())) == ["\t".join(row) for row in rows]


def test_columns_that_line_up_are_a_table_without_rules() -> None:
    document = files.blank_pdf()
    document.add_page()
    for number, row in enumerate([*ROWS[1:], ["3", "Che phủ rừng", "%", "65,5", "65,5"]]):
        for x, text in zip((10, 20, 130, 155, 175), (row[0], row[1][:40], *row[2:]), strict=True):
            document.text(x, 30 + 8 * number, text)
    assert lines(bytes(document.output())) == [
        "1\tTổng mức bán lẻ hàng hóa và doanh thu dị\ttỷ đồng\t3.050\t3.200",
        "2\tTỷ lệ hộ nghèo\t%\t\t1,78",
        "3\tChe phủ rừng\t%\t65,5\t65,5",
    ]


def test_a_head_centred_above_its_columns_belongs_to_the_table() -> None:
    document = files.blank_pdf()
    document.add_page()
    rows = [("Thu ngân sách", "150,5", "160"), ("Hộ nghèo (%)", "2,4", "1,8"), ("Che phủ", "65,5", "65,5")]
    for places, y, row in [((50, 132, 167), 20, ("Chỉ tiêu", "2023", "2024"))] + [
        ((10, 120, 155), 28 + 8 * number, row) for number, row in enumerate(rows)
    ]:
        for x, text in zip(places, row, strict=True):
            document.text(x, y, text)
    expected = ["Chỉ tiêu\t2023\t2024", *("\t".join(row) for row in rows)]
    assert lines(bytes(document.output())) == expected


def test_a_letterhead_is_read_side_by_side() -> None:
    document = files.blank_pdf()
    document.add_page()
    for x, y, text in (
        (15, 20, "ĐẢNG BỘ TỈNH VÍ DỤ"),
        (15, 27, "THÀNH ỦY MINH HỌA"),
        (15, 34, "Số: 98-BC/TU"),
        (110, 20, "ĐẢNG CỘNG SẢN VIỆT NAM"),
        (105, 34, "Minh Họa, ngày 16 tháng 01 năm 2023"),
        (90, 50, "BÁO CÁO"),
    ):
        document.text(x, y, text)
    document.set_xy(10, 60)
    document.multi_cell(0, 7, LONG)
    assert lines(bytes(document.output())) == [
        "ĐẢNG BỘ TỈNH VÍ DỤ",
        "THÀNH ỦY MINH HỌA",
        "Số: 98-BC/TU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Minh Họa, ngày 16 tháng 01 năm 2023",
        "BÁO CÁO",
        LONG,
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    document = files.blank_pdf()
    document.add_page()
    for x in (10, 110):
        document.set_xy(x, 30)
        document.multi_cell(85, 7, f"Cột ở {x}. {LONG} {LONG}", align="J")
    assert lines(bytes(document.output())) == [f"Cột ở {x}. {LONG} {LONG}" for x in (10, 110)]


@pytest.mark.parametrize(("drawn", "turned"), [(90, 90), (180, 180), (-90, 270)])
def test_a_turned_page_reads_like_an_upright_one(drawn: int, turned: int) -> None:
    document = files.blank_pdf()
    document.add_page()
    with document.rotation(drawn, 105, 148):
        document.text(60, 90, "Biểu kèm theo báo cáo năm 2024")
        for i, row in enumerate(ROWS):
            for j, text in enumerate(row):
                document.rect(40 + 30 * j, 100 + 10 * i, 30, 10)
                document.text(42 + 30 * j, 106 + 10 * i, text[:8])
    source = pdfium.PdfDocument(bytes(document.output()))
    source[0].set_rotation(turned)
    stream = io.BytesIO()
    source.save(stream)
    rows = ["\t".join(text[:8].strip() for text in row) for row in ROWS]
    assert lines(stream.getvalue()) == ["Biểu kèm theo báo cáo năm 2024", *rows]


def test_footnotes_come_last() -> None:
    document = files.blank_pdf()
    document.add_page()
    document.multi_cell(0, 7, LONG)
    document.set_font_size(9)
    document.text(10, 270, "1 Số liệu ước đến ngày 31/12.")
    found = extract(bytes(document.output()), "a.pdf")
    assert found.text.split("\n") == [LONG, "", "1 Số liệu ước đến ngày 31/12."]
    assert found.layout[-1].kind == "footnote"


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("thu ngân", "sách", "thu ngân sách"),
        ("phát tri-", "ển đô thị", "phát triển đô thị"),
        ("phát tri\u2010", "ển đô thị", "phát triển đô thị"),
        ("ngành nông-", "lâm nghiệp", "ngành nông-lâm nghiệp"),
        ("develop-", "ment", "development"),
        ("giai đoạn 2020-", "2025", "giai đoạn 2020-2025"),
        ("COVID-", "19", "COVID-19"),
        ("kinh tế -", "xã hội", "kinh tế - xã hội"),
        ("tăng 9 -", "10%", "tăng 9 - 10%"),
        ("Việt-", "Mỹ", "Việt-Mỹ"),
    ],
)
def test_line_ends_are_joined(above: str, below: str, expected: str) -> None:
    assert joined([above, below]) == expected


def test_nothing_is_glued_to_nothing() -> None:
    assert glue("", "a") == ("", "")
    assert glue("a", "") == ("a", "")


def error_code(data: bytes) -> str:
    with pytest.raises(ExtractError) as caught:
        extract(data, "a.pdf")
    return caught.value.code


def picture() -> io.BytesIO:
    stream = io.BytesIO()
    Image.new("RGB", (60, 85), "white").save(stream, "PNG")
    stream.seek(0)
    return stream


def test_a_scan_is_recognised() -> None:
    document = files.blank_pdf()
    document.add_page()
    document.image(picture(), 0, 0, 210, 297)
    assert error_code(bytes(document.output())) == "scanned"


def test_scanned_pages_among_others_are_told() -> None:
    document = files.blank_pdf()
    document.add_page()
    document.multi_cell(0, 7, LONG)
    document.add_page()
    document.image(picture(), 0, 0, 210, 297)
    (notice,) = extract(bytes(document.output()), "a.pdf").warnings
    assert notice.code == "scanned_pages"
    assert "2" in notice.vi


def test_a_password_is_asked_for_and_an_owner_password_is_not() -> None:
    for user, expected in (("secret", "encrypted"), ("", "")):
        document = files.blank_pdf()
        document.set_encryption(owner_password="owner", user_password=user)
        document.add_page()
        document.multi_cell(0, 7, LONG)
        data = bytes(document.output())
        assert error_code(data) == expected if expected else lines(data) == [LONG]


def test_an_empty_page_is_empty() -> None:
    document = files.blank_pdf()
    document.add_page()
    assert error_code(bytes(document.output())) == "empty"


def test_a_damaged_pdf_is_read_or_refused() -> None:
    data = files.pdf(LONG)
    for at in range(0, len(data), max(len(data) // 60, 1)):
        assert files.read_or_refused(data[:at] + b"\xff\x00>>" + data[at + 4 :], "a.pdf")
