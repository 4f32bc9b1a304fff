"""Files made to exhaust a machine are refused or read within 500 MB; PDF files out of the ordinary are read apart."""

import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from camket.records.extract import extract, pdf_apart, pdf_guard
from camket.records.extract.legacy import Finding
from camket.records.extract.pdf import read_here
from records import files, hostile

pytest.importorskip("resource")
LIMIT = 500  # MB
ANSWERS = {
    "zip_bomb": "too_large",
    "zip_bomb_of_many_parts": "too_large",
    "word_of_blanks": "too_large",
    "word_of_paragraphs": "too_large",
    "word_of_empty_runs": "too_large",
    "word_one_table": "too_large",
    "word_of_attributes": "too_large",
    "word_nested": "too_large",
    "word_entities": "corrupt",
    "web_entities": "read",
    "sheet_of_strings": "read",
    "sheet_of_cells": "too_large",
    "sheet_of_rows": "too_large",
    "sheet_of_nothing": "too_large",
    "sheet_of_one_long_cell": "too_large",
    "sheet_of_gaps": "read",
    "sheet_of_merged_cells": "too_large",
    "sheet_of_hidden_columns": "empty",
    "sheet_far_corner": "too_large",
    "web_of_elements": "too_large",
    "web_nested": "too_large",
    "web_of_cells": "too_large",
    "web_of_spans": "read",
    "web_of_menus": "empty",
    "web_of_other_news": "read",
    "text_of_one_line": "read",
    "text_of_one_old_line": "read",
    "text_of_hyphens": "legacy_encoding",
    "text_of_tabs": "too_large",
    "text_of_old_signs": "legacy_encoding",
    "pdf_stream": "too_large",
    "pdf_of_operators": "too_large",
    "pdf_of_letters": "too_large",
    "pdf_in_two_wrappings": "too_large",
    "pdf_of_a_giant_picture": "scanned",
}


def test_every_hostile_file_has_its_answer() -> None:
    assert set(ANSWERS) == set(hostile.FILES)


@pytest.mark.parametrize("name", ANSWERS)
def test_a_hostile_file_takes_less_than_500_mb(name: str) -> None:
    done = subprocess.run([sys.executable, hostile.__file__, name], capture_output=True, text=True, check=True)
    answer, most, _before, _size = done.stdout.split()
    assert answer == ANSWERS[name]
    assert int(most) < LIMIT


TEXT = "Thu ngân sách trên địa bàn đạt 200 tỷ đồng vào năm 2025."


@pytest.mark.parametrize("path", sorted(files.SAMPLES.glob("*/*.pdf")), ids=lambda path: path.name)
def test_ordinary_files_are_read_in_our_own_process(path: Path, monkeypatch) -> None:
    monkeypatch.setattr(pdf_apart, "read", lambda *given: pytest.fail("read apart"))
    assert extract(path).text


def test_a_file_read_apart_comes_out_as_the_same_file_read_here() -> None:
    data = files.pdf(TEXT, "Trang hai có số 77.")
    assert pdf_apart.read(data, None) == read_here(data, None)
    found = Finding("TCVN3 (ABC)", sure=True, mixed=True)
    assert pdf_apart.read(data, found) == read_here(data, found)


def test_an_error_comes_back_from_the_process_apart() -> None:
    document = files.blank_pdf()
    document.set_encryption(owner_password="owner", user_password="secret")
    document.add_page()
    assert files.read_or_refused(bytes(document.output()), "a.pdf") == "encrypted"


PICTURE = b"<</Subtype/Image/Width %d/Height %d/Filter/DCTDecode>>stream\nx endstream"


@pytest.mark.parametrize(
    ("data", "ordinary"),
    [
        (files.pdf(TEXT), True),
        (b"1 0 obj<</Length 3>>stream\nabc\nendstream", True),
        (b"1 0 obj<</Filter/FlateDecode>>stream\nbroken endstream", True),
        (b"1 0 obj<</Filter/FlateDecode>>stream\n" + zlib.compress(b" " * (9 << 20)), False),
        (b"1 0 obj<</Length1 9/Filter/FlateDecode>>stream\n" + zlib.compress(b" " * (9 << 20)), True),
        (b"1 0 obj<</Filter[/Fl/Fl]>>stream\nx endstream", False),
        (b"1 0 obj<</Filter/LZWDecode>>stream\nx endstream", False),
        (b"trailer<</Encrypt 5 0 R>>", False),
        (b"1 0 obj" + PICTURE % (2480, 3508), True),
        (b"1 0 obj" + PICTURE % (30_000, 30_000), False),
        (b"1 0 obj<</Subtype/Image/Width 7 0 R/Height 5>>stream\nx endstream", False),
    ],
)
def test_a_file_is_ordinary_by_what_its_streams_unpack_to(data: bytes, ordinary: bool) -> None:
    assert pdf_guard.is_ordinary(data) is ordinary
