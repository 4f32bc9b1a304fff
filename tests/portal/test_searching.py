import pytest

from camket.portal.searching import matching, row_text, words
from portal.pages import read
from portal.rows import row

NAMES = ("Tỷ lệ che phủ rừng", "Thu ngân sách trên địa bàn", "Số sản phẩm OCOP", "Đường giao thông")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("che phủ", ["Tỷ lệ che phủ rừng"]),
        ("che phu rung", ["Tỷ lệ che phủ rừng"]),
        ("RUNG che PHU", ["Tỷ lệ che phủ rừng"]),
        ("duong", ["Đường giao thông"]),
        ("ngan", ["Thu ngân sách trên địa bàn"]),
        ("ocop", ["Số sản phẩm OCOP"]),
        ("gân", []),
        ("", []),
        ("   ...  ", []),
        ("thu rừng", []),
        ("%", []),
        ("' OR 1=1 --", []),
    ],
)
def test_words_are_found_by_their_beginnings_without_case_diacritics_or_order(query, found):
    assert matching(NAMES, str, words(query)) == found


def test_what_stands_together_as_typed_comes_first():
    assert matching(["sách của ngân hàng", "ngân sách"], str, words("ngan sach")) == ["ngân sách", "sách của ngân hàng"]


def test_a_commitment_is_found_by_its_group_too():
    assert matching([row()], row_text, words("kinh te")) == [row()]


def test_a_search_finds_commitments_and_documents(client, town):
    text = read(client, "/tim/?q=nhiem+ky+2020").text
    assert "Nghị quyết Đại hội Đảng bộ thành phố nhiệm kỳ 2020 - 2025" in text
    assert "2 kết quả" not in read(client, "/tim/?q=khong-co-dau").text


def test_what_was_typed_is_shown_again_and_does_no_harm(client, town):
    markup = client.get("/tim/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>" not in markup
    assert "&lt;script&gt;" in markup


def test_an_endless_query_is_cut(client, town):
    assert client.get("/tim/", {"q": "a " * 5000}).status_code == 200
