"""What every format keeps: NFC text, positions that lead back, one clear error for whatever cannot be read."""

import re
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.records.extract import Extracted, ExtractError, extract
from camket.records.extract.errors import CODES
from camket.records.extract.model import Writer, clean
from records import files


def code(data: bytes, name: str) -> str:
    with pytest.raises(ExtractError) as caught:
        extract(data, name)
    return caught.value.code


def assert_sound(found: Extracted) -> None:
    """NFC; segments in order; between them nothing but separators."""
    assert unicodedata.is_normalized("NFC", found.text)
    at = 0
    for segment in found.layout:
        assert at <= segment.start < segment.end <= len(found.text)
        assert not re.search(r"\S", found.text[at : segment.start])
        assert not re.search(r"[\t\n]", found.text[segment.start : segment.end])
        at = segment.end
    assert not re.search(r"\S", found.text[at:])


NFD = unicodedata.normalize("NFD", "Tỷ lệ hộ nghèo còn 1,5%.")


def test_decomposed_text_comes_out_composed() -> None:
    for data, name in ((NFD.encode(), "a.txt"), (files.word(NFD), "a.docx"), (files.sheet([[NFD]]), "a.xlsx")):
        assert extract(data, name).text == "Tỷ lệ hộ nghèo còn 1,5%."


def test_text_of_every_format_is_sound() -> None:
    rows = [["TT", "Chỉ tiêu", "2024"], ["1", "Thu ngân sách", "200"]]
    for data, name in (
        (files.word("Một.", "Hai.", build=files.table(rows)), "a.docx"),
        (files.pdf("Một đoạn.\nHai đoạn."), "a.pdf"),
        (files.sheet(rows), "a.xlsx"),
        (files.page_of("<article><h1>Tiêu đề</h1><p>Một đoạn <b>đậm</b>.</p></article>"), "a.html"),
        ("Một.\n\nHai\tba\tbốn\n".encode(), "a.txt"),
    ):
        assert_sound(extract(data, name))


def test_a_position_leads_to_its_segment() -> None:
    found = extract(files.word("Một.", "Hai."), "a.docx")
    assert [found.at(0).paragraph, found.at(4), found.at(6).paragraph] == [1, None, 2]


@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_lines_at_all_are_written_soundly(lines: list[str]) -> None:
    writer = Writer()
    for line in lines:
        writer.line(line)
        writer.gap()
    assert_sound(Extracted(writer.text(), tuple(writer.layout), ""))


@given(st.text(max_size=60))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["", "a.txt", "a.html", "a.docx", "a.xlsx", "a.pdf", "a.doc"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    found = files.read_or_refused(data, name)
    if isinstance(found, Extracted):
        assert_sound(found)
    else:
        assert found in CODES


WORD, SHEET = files.word("Thu ngân sách đạt 200 tỷ đồng."), files.sheet([["Chỉ tiêu", 200]])
HTML = files.page_of("<article><h1>Thu ngân sách</h1><table><tr><td colspan=2>a<tr><td>1<td>2</table></article>")


@settings(max_examples=120, deadline=None)
@given(st.sampled_from([WORD, SHEET, HTML]), st.integers(0, 10**6), st.binary(min_size=1, max_size=8))
def test_a_damaged_file_is_read_or_refused(data: bytes, at: int, damage: bytes) -> None:
    at %= len(data)
    found = files.read_or_refused(data[:at] + damage + data[at + len(damage) :], "a")
    if isinstance(found, Extracted):
        assert_sound(found)
    else:
        assert found in CODES


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_OFFICE = OLE + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"", "a.docx", "empty"),
        (b" \r\n\t", "a.txt", "empty"),
        (b"\xef\xbb\xbf", "a.txt", "empty"),
        (files.word(), "a.docx", "empty"),
        (files.sheet([]), "a.xlsx", "empty"),
        (b"<html><body></body></html>", "a.html", "empty"),
        (b"\0" * 100, "a.txt", "binary"),
        (b"Thu \0 200", "a.txt", "binary"),
        (b"<html><body>a\0b</body></html>", "a.html", "binary"),
        (b"plain words", "a.docx", "wrong_extension"),
        (b"plain words", "a.pdf", "wrong_extension"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "a.pdf", "wrong_extension"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "a.png", "unknown_type"),
        (b"MZ\x90\0" + b"x" * 50, "a.exe", "unknown_type"),
        (OLE + b"\0" * 600, "a.doc", "old_format"),
        (OLE + b"\0" * 600, "a.docx", "old_format"),
        (ENCRYPTED_OFFICE, "a.docx", "encrypted"),
        (ENCRYPTED_OFFICE, "a.xlsx", "encrypted"),
        (b"{\\rtf1 a}", "a.doc", "old_format"),
        (b"PK\x03\x04 no zip at all", "a.docx", "corrupt"),
        (WORD[: len(WORD) // 2], "a.docx", "corrupt"),
        (b"%PDF-1.7 and nothing more", "a.pdf", "corrupt"),
    ],
)
def test_bad_files_are_refused_with_a_code(data: bytes, name: str, expected: str) -> None:
    assert code(data, name) == expected


def test_a_missing_file_is_named(tmp_path) -> None:
    with pytest.raises(ExtractError) as caught:
        extract(tmp_path / "khong-co.docx")
    assert (caught.value.code, caught.value.name) == ("missing", "khong-co.docx")


def test_a_message_names_the_file_what_is_wrong_and_what_to_do() -> None:
    for name in sorted(CODES):
        error = ExtractError(name).named("bao-cao.docx")
        for language in ("vi", "en"):
            message = error.message(language)
            assert message.startswith("bao-cao.docx: ")
            assert error.problem(language) in message
            assert error.remedy(language) in message
        assert error.message("vi") != error.message("en")


def test_a_limit_is_told() -> None:
    assert "20 MB" in ExtractError("too_large").message("vi")
    assert "5.000.000" in ExtractError("too_large").message("vi")
    assert "5,000,000" in ExtractError("too_large").message("en")


@pytest.mark.parametrize(
    ("data", "name", "real"),
    [
        (WORD, "a.pdf", ".docx"),
        (SHEET, "a.docx", ".xlsx"),
        (HTML, "a.txt", ".html"),
        (HTML, "a.xlsx", ".html"),
    ],
)
def test_a_wrong_extension_is_read_by_content_with_a_warning(data: bytes, name: str, real: str) -> None:
    (notice,) = extract(data, name).warnings
    assert notice.code == "wrong_extension"
    assert real in notice.vi
    assert real in notice.en


def test_a_right_or_absent_extension_brings_no_warning() -> None:
    for data, name in ((WORD, "a.docx"), (WORD, "a.DOCX"), (WORD, ""), (SHEET, "a.xlsx"), (b"abc", "README")):
        assert extract(data, name).warnings == ()


def test_fifty_megabytes_of_text_are_refused() -> None:
    text = b"Thu 200. " * (50 * 1024 * 1024 // 9)
    assert code(text, "a.txt") == "too_large"
    assert code(b"<html><body><p>" + text, "a.html") == "too_large"


def test_text_over_the_limit_of_characters_is_refused() -> None:
    assert code(b"Thu 200.\n" * 600_000, "a.txt") == "too_large"


def test_importing_the_door_loads_no_format() -> None:
    heavy = "{'lxml', 'docx', 'pypdfium2', 'zipfile', 'django'}"
    program = f"import sys, camket.records.extract as e; print(sorted(set(sys.modules) & {heavy}))"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
