"""What is known of a number before a person makes it a statement."""

from decimal import Decimal

import pytest

from camket.intake import drafting
from camket.intake.models import OtherNumber
from camket.records.models import Document


def drafted(marked, units=(), **fields):
    text = marked.replace("[", "").replace("]", "")
    document = Document(text=text, **({"kind": "report", "year": 2024, "months": 12} | fields))
    number = OtherNumber(document=document, start=marked.index("["), end=marked.index("]") - 1, kind="unread")
    return drafting.draft(number, units)


AMOUNTS = [
    ("Thu đạt [187,2] tỷ đồng", ("187.2", None, None)),
    ("Thu đạt [1.234,5] tỷ đồng", ("1234.5", None, None)),
    ("Có [16/22] trường", ("16", None, "22")),
    ("Có [16]/22 trường", ("16", None, "22")),
    ("Giảm [1,5 - 2]%", ("1.5", "2", None)),
    ("Từ [1,5–2]%", ("1.5", "2", None)),
    ("Ngày [16]/22/2024", ("16", None, None)),
    ("Có [hai] khu dân cư", (None, None, None)),
    ("Lần thứ [1.2.3]", (None, None, None)),
]


@pytest.mark.parametrize(("marked", "amounts"), AMOUNTS)
def test_the_value_is_read_from_the_text(marked, amounts):
    made = drafted(marked)
    expected = tuple(None if one is None else Decimal(one) for one in amounts)
    assert (made.value, made.upper, made.denominator) == expected


UNITS = [
    ("đạt [187,2] tỷ đồng, bằng", "tỷ đồng"),
    ("đạt [187,2] tỉ đồng.", "tỷ đồng"),
    ("còn [2,2]%.", "%"),
    ("tăng [8]%/năm", "%/năm"),
    ("trồng [120] héc ta rừng", "ha"),
    ("có [16]/22 trường đạt chuẩn", "trường"),
    ("được [5] máy cày mới", ""),
    ("rộng [12] m²", "m²"),
    ("Số [5]", ""),
    ("[5]\nha", ""),
    ("1\tThu ngân sách\ttỷ đồng\t[187,2]\t190", "tỷ đồng"),
]


@pytest.mark.parametrize(("marked", "unit"), UNITS)
def test_a_unit_that_is_known_is_recognised(marked, unit):
    assert drafted(marked).unit == unit


def test_a_unit_in_use_in_the_area_is_known_too():
    assert drafted("được [5] máy cày mới", ["máy cày"]).unit == "máy cày"


SENTENCES = [
    ("Mở đầu. Thu đạt [187,2] tỷ. Chi giảm.", "Thu đạt 187,2 tỷ."),
    ("Mở đầu\nThu đạt [187,2] tỷ\nChi giảm.", "Thu đạt 187,2 tỷ"),
    ("[187,2] tỷ", "187,2 tỷ"),
]


@pytest.mark.parametrize(("marked", "sentence"), SENTENCES)
def test_the_sentence_is_the_one_around_the_number(marked, sentence):
    made = drafted(marked)
    assert made.document.text[made.sentence_start : made.sentence_end] == sentence


def test_a_paragraph_without_end_is_not_one_sentence():
    made = drafted("chữ " * 5000 + "[5] ha" + " chữ" * 5000)
    assert made.sentence_end - made.sentence_start < 3 * drafting.LONGEST_SIDE


@pytest.mark.parametrize(("kind", "role"), [("resolution", "target"), ("plan", "plan"), ("news", "result")])
def test_the_kind_of_the_document_gives_the_role(kind, role):
    assert drafted("Thu đạt [187,2] tỷ đồng.", kind=kind).role == role


PERIODS = [
    ("Thu đạt [187,2] tỷ đồng.", {}, (2024, "")),
    ("Thu đạt [187,2] tỷ đồng.", {"months": 9}, (2024, "9M")),
    ("Thu đạt [187,2] tỷ đồng.", {"months": 6}, (2024, "H1")),
    ("Năm 2022 thu đạt [187,2] tỷ đồng.", {"months": 9}, (2022, "")),
    ("Thu đạt [187,2] tỷ đồng trong năm 2023.", {}, (2023, "")),
    ("Thu đạt [187,2] tỷ đồng.", {"year": None}, (None, "")),
    ("Thu đạt [187,2] tỷ đồng.", {"kind": "resolution"}, (None, "")),
    ("Đến năm 2025 đạt [187,2] tỷ đồng.", {"kind": "resolution"}, (2025, "")),
]


@pytest.mark.parametrize(("marked", "fields", "period"), PERIODS)
def test_the_time_is_the_sentences_else_the_documents(marked, fields, period):
    made = drafted(marked, **fields)
    assert (made.last_year, made.part) == period


@pytest.mark.parametrize(
    ("marked", "name"), [("1\tThu ngân sách\ttỷ đồng\t[187,2]", "Thu ngân sách"), ("Thu ngân sách đạt [187,2] tỷ", "")]
)
def test_the_row_of_a_table_names_what_is_measured(marked, name):
    assert drafted(marked).indicator_name == name
