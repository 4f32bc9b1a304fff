"""Plain text: Unicode in all its forms, lines and rows. Old code pages: see test_extract_legacy."""

from collections.abc import Callable

import pytest

from camket.records.extract import ExtractError, extract
from records import old_pages

TEXT = "Thu ngân sách trên địa bàn thành phố đạt 200 tỷ đồng, vượt kế hoạch đề ra."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_in_all_its_forms(encoding: str) -> None:
    assert extract(TEXT.encode(encoding), "a.txt").text == TEXT


def test_lines_and_blocks() -> None:
    assert extract(b"a\r\nb\r\n\r\n\r\nc\n", "a.txt").text == "a\nb\n\nc"


def test_rows_keep_their_tabs_and_indents_do_not() -> None:
    assert extract(b"\ttext\nTT\tChi\t\n1\tThu\t5", "a.txt").text == "text\nTT\tChi\t\n1\tThu\t5"


def test_rows_between_bars_are_a_table() -> None:
    data = "| TT | Chỉ tiêu | 2024 |\n|---|:--|--:|\n| 1 | Thu | 5 |\n| một bản"
    assert extract(data.encode(), "a.md").text == "TT\tChỉ tiêu\t2024\n1\tThu\t5\n| một bản"


def test_a_row_that_counts_the_columns_is_left_out_below_a_head() -> None:
    data = "TT\tChỉ tiêu\tĐVT\t2024\nA\tB\t1\t2\n1\tThu\ttỷ\t5\n\n1\t2\t3"
    assert extract(data.encode(), "a.txt").text == "TT\tChỉ tiêu\tĐVT\t2024\n1\tThu\ttỷ\t5\n\n1\t2\t3"


@pytest.mark.parametrize("old", [old_pages.tcvn3, old_pages.vni, old_pages.windows_1258])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_may_be_put_together_of_two_encodings(old: Callable[[str], bytes], end: str) -> None:
    found = extract(f"{TEXT}{end}".encode() + old(f"{TEXT}{end}") + TEXT.encode(), "a.txt")
    assert found.text.split("\n") == [TEXT] * 3
    assert len(found.warnings) == 1


def test_a_broken_byte_is_not_guessed_at() -> None:
    with pytest.raises(ExtractError):
        extract(TEXT.encode() + b"\n\xff 5", "a.txt")
