"""What holds for any text at all: no error, spans that slice back, each number exactly once, time that grows with
length.
"""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from camket.reading import Reading, read
from reading import fuzz, scoring

CORPUS = Path(__file__).parent / "corpus"
DIGITS = re.compile(r"\d+")
PIECES = [
    "thu ngân sách", "đạt", "12,5", "1.845", "%", "tỷ đồng", "so với", "cùng kỳ", "năm 2020", "đến năm 2025",
    "trong đó", ",", ";", "(", ")", ".",
    "46/51", "3 - 5", "xã", "đảng viên", "không còn", "hộ nghèo", "gấp", "lần", "đạt chuẩn nông thôn mới",
    "\n", "\t", "số 18-NQ/TU", "m2", "hai", "từ", "lên",
    "tăng", "giảm", "bằng", "kế hoạch", "và", "bình quân", "/năm", "‰", "quý I/2024", "thứ", "lần lượt", "-",
    "đ/c", "5,", "2020", "huyện", "/", ":", "=",
]  # fmt: skip
SAMPLES = [p["text"] for path in sorted(CORPUS.glob("cases-*.jsonl")) for p in scoring.passages(path)]


def spans(reading: Reading) -> list[tuple[int, int]]:
    return [s.span for s in reading.statements] + [o.span for o in reading.others]


def each_number_once(text: str) -> None:
    reading = read(text)
    told = spans(reading)
    for number in DIGITS.finditer(text):
        start, end = number.span()
        holding = [span for span in told if span[0] < end and start < span[1]]
        assert len(holding) == 1, (number.group(), holding)
        assert holding[0][0] <= start
        assert end <= holding[0][1]
    for statement in reading.statements:
        assert 0 <= statement.span[0] < statement.span[1] <= len(text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    each_number_once(text)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=24))
def test_any_order_of_words_is_read(pieces: list[str]) -> None:
    each_number_once(" ".join(pieces))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(SAMPLES),
    st.integers(0, 200),
    st.sampled_from(["7", " ", "(", "\n", "3/4", ";", "\u202e", "\u0301", "\x00"]),
)
def test_a_spoilt_passage_is_read(text: str, at: int, piece: str) -> None:
    each_number_once(text[:at] + piece + text[at:])


@pytest.mark.parametrize("text", SAMPLES[::9])
def test_decomposed_text_gives_the_same_numbers(text: str) -> None:
    given_form = unicodedata.normalize("NFD", text)
    composed, decomposed = read(text, "year_report"), read(given_form, "year_report")
    assert [text[slice(*s.span)] for s in composed.statements] == [
        unicodedata.normalize("NFC", given_form[slice(*s.span)]) for s in decomposed.statements
    ]
    assert [s.indicator for s in composed.statements] == [s.indicator for s in decomposed.statements]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1" * 1_000_000,
        "(" * 10_000 + "5" + ")" * 10_000,
        "a" + "\u0301\u0323" * 20_000 + " 5%",
        "\u202e5%\u202c " * 2_000,
        "5, " * 5_000,
        "1/" * 5_000,
        "năm " * 20_000,
        "1.000." * 5_000,
    ],
    ids=["empty", "digits", "brackets", "zalgo", "right to left", "commas", "slashes", "years", "dots"],
)
def test_hostile_text_ends(text: str) -> None:
    each_number_once(text) if len(text) < 50_000 else read(text)


ENDS = ("Huyện lập 8 hợp tác xã vượt bình quân chung của tỉnh", "Thị trấn đạt chuẩn đô thị loại 4 năm 2024")


@pytest.mark.parametrize("text", [*SAMPLES[::15], *ENDS])
def test_a_text_may_break_off_behind_any_word(text: str) -> None:
    said = text.split(" ")
    for size in range(1, len(said) + 1):
        each_number_once(" ".join(said[:size]))


FORMS = "Kỷ luật 21 đảng viên kém nhận thức bằng các hình thức khiển trách (15), cảnh cáo (05)"


def test_a_list_of_forms_may_have_lost_any_word() -> None:
    said = FORMS.split(" ")
    for begin in range(len(said)):
        for size in (1, 2, 3, 4):
            each_number_once(" ".join([*said[:begin], *said[begin + size :]]))


def test_random_texts_are_read() -> None:
    failures, _, _ = fuzz.run(1500, seed=7)
    assert failures == []


@pytest.mark.parametrize("times", [1, 4])
@pytest.mark.parametrize("piece", ["năm 5 ", "thu ngân sách ", "tăng 5% và ", "ông ", "bình quân ", "\n", "5. ", "(5 "])
def test_what_runs_on_is_read_in_pieces(piece: str, times: int) -> None:
    assert fuzz.fault(piece * 400 * times + "5%") is None
