"""Plain text: encodings that are known, encodings that are refused by name."""

import unicodedata

import pytest

from camket.records.extract import ExtractError, extract, legacy

TEXT = "Thu ngân sách trên địa bàn thành phố đạt 200 tỷ đồng, vượt kế hoạch đề ra."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_in_all_its_forms(encoding: str) -> None:
    assert extract(TEXT.encode(encoding), "a.txt").text == TEXT


def test_lines_and_blocks() -> None:
    assert extract(b"a\r\nb\r\n\r\n\r\nc\n", "a.txt").text == "a\nb\n\nc"


def test_rows_keep_their_tabs_and_indents_do_not() -> None:
    assert extract(b"\ttext\nTT\tChi\t\n1\tThu\t5", "a.txt").text == "text\nTT\tChi\t\n1\tThu\t5"


def to_1258(text: str) -> bytes:
    """Windows-1258 writes tones as marks of their own after the letter."""
    letters = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = [mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323"]
        letters.append(unicodedata.normalize("NFC", "".join(m for m in parts if m not in tones)) + "".join(tones))
    return "".join(letters).encode("cp1258")


def test_windows_1258_is_converted_with_a_notice() -> None:
    found = extract(to_1258(TEXT), "a.txt")
    assert found.text == TEXT
    assert [notice.code for notice in found.warnings] == ["windows_1258"]


def to_tcvn3(text: str) -> str:
    back = {letter: sign for sign, letter in legacy._TCVN3.items()}
    return "".join(back.get(letter, letter) for letter in text)


def to_vni(text: str) -> str:
    marks = {mark: sign for sign, mark in legacy._VNI_MARKS.items()}
    whole = {letter: sign for sign, letter in legacy._VNI_LETTERS.items() if letter not in "ơư"}
    written = []
    for letter in text:
        if letter in whole:
            written.append(whole[letter])
            continue
        parts = unicodedata.normalize("NFD", letter)
        base, rest = parts[0], "".join(sorted(parts[1:], key=lambda mark: mark not in "\u0302\u0306\u031b"))
        if "\u031b" in rest:
            base, rest = {"o": "ô", "u": "ö"}[base], rest.replace("\u031b", "")
        written.append(base + (marks[rest] if rest else ""))
    return "".join(written)


@pytest.mark.parametrize(("convert", "name"), [(to_tcvn3, "TCVN3 (ABC)"), (to_vni, "VNI")])
def test_old_code_pages_are_refused_by_name(convert, name: str) -> None:
    legacy_text = convert(TEXT.lower())
    for data in (legacy_text.encode("latin-1"), legacy_text.encode("utf-8")):
        with pytest.raises(ExtractError) as caught:
            extract(data, "a.txt")
        assert (caught.value.code, caught.value.detail_vi) == ("legacy_encoding", name)
        assert "Unikey" in caught.value.message("vi")


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "GRDP 6,5%; FDI 120 triệu USD; thôn Nà Pái, bản Khuổi Cuồng",
        "Le café de la Préfecture à Genève, l'été dernier, était très bon",
        "Die Größe der Fläche beträgt 20 km², süßes Öl für München",
        "200 m² – 5 °C ± 2",
        "",
    ],
)
def test_text_that_reads_as_it_stands_is_let_through(text: str) -> None:
    assert legacy.recognise(text) == ""


def test_bytes_of_no_known_encoding_are_refused() -> None:
    with pytest.raises(ExtractError) as caught:
        extract("Größe über Maß und Fläche".encode("latin-1"), "a.txt")
    assert caught.value.code == "legacy_encoding"


@pytest.mark.parametrize(
    "word", ["nghiêng", "quốc", "khuỷu", "giếng", "gì", "oằn", "Đảng", "xoong", "yêu", "ươm", "thuở"]
)
def test_syllables(word: str) -> None:
    assert legacy.is_syllable(word)


@pytest.mark.parametrize("word", ["street", "größe", "Nônglâm", "abc", "ngngh", "tóán"])
def test_what_is_no_syllable(word: str) -> None:
    assert not legacy.is_syllable(word)
