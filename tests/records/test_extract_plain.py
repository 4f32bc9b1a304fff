"""Plain text: Unicode in all its forms, lines and rows. Old code pages: see test_extract_legacy."""

import pytest

from camket.records.extract import extract

TEXT = "Thu ngân sách trên địa bàn thành phố đạt 200 tỷ đồng, vượt kế hoạch đề ra."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_in_all_its_forms(encoding: str) -> None:
    assert extract(TEXT.encode(encoding), "a.txt").text == TEXT


def test_lines_and_blocks() -> None:
    assert extract(b"a\r\nb\r\n\r\n\r\nc\n", "a.txt").text == "a\nb\n\nc"


def test_rows_keep_their_tabs_and_indents_do_not() -> None:
    assert extract(b"\ttext\nTT\tChi\t\n1\tThu\t5", "a.txt").text == "text\nTT\tChi\t\n1\tThu\t5"
