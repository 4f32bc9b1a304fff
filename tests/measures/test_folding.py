"""Text without diacritics."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.measures.folding import fold, name_key, slug


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Bắc Kạn", "bac kan"), ("ĐẢNG ỦY", "dang uy"), ("Ba\u0306\u0301c Ka\u0323n", "bac kan"), ("", "")],
)
def test_marks_and_case_fall_away(text, folded):
    assert fold(text) == folded


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặ ĐƯỜNG0123456789,.", max_size=80))
def test_folded_text_is_as_long_as_the_nfc_text(text):
    assert len(fold(text)) == len(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Tỷ lệ che phủ rừng", "TỶ LỆ RỪNG CHE PHỦ", True),
        ("thu ngân sách trên địa bàn", "Thu ngân sách, trên địa bàn", True),
        ("thu ngân sách", "chi ngân sách", False),
        ("hộ nghèo", "hộ cận nghèo", False),
    ],
)
def test_names_are_the_same_without_case_marks_and_order(a, b, same):
    assert (name_key(a) == name_key(b)) is same


def test_an_address_is_cut_at_a_word():
    assert slug("Tổng mức bán lẻ hàng hóa", 12) == "tong-muc-ban"
