"""PDF files printed with old Vietnamese fonts: the letters that the fonts draw, not the signs that the file holds."""

import textwrap
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fpdf import FPDF

from camket.records.extract import extract
from records import files, old_pages

LONG = (
    "Thu ngân sách nhà nước trên địa bàn đạt 1.234,5 tỷ đồng, bằng 102,7% kế hoạch; ưu tiên đầu tư hạ tầng, phát triển "
    "thương mại; tỷ lệ hộ nghèo còn 2,2%; khai thác 12 ha rừng phòng hộ, lưu thông hàng hóa được bảo đảm cho người dân."
)


def old_font(name: str, folder: Path) -> Path:
    """A font as they were made then: at the places of Western signs it draws Vietnamese letters."""
    font = TTFont(files.vietnamese_font())
    drawn = font.getBestCmap()
    for letter, byte in old_pages.VN3.items():
        if letter.islower() or letter in "ĂÂÊÔƠƯĐ":
            shown = letter.upper() if name.endswith("H") else letter
            for table in font["cmap"].tables:
                if table.isUnicode():
                    table.cmap[ord(old_pages.as_western(bytes((byte,))))] = drawn[ord(shown)]
    for number in (1, 4, 6):
        font["name"].setName(name, number, 3, 1, 0x409)
    path = folder / f"{name}.ttf"
    font.save(path)
    return path


@pytest.fixture(scope="module")
def fonts(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("fonts")
    for name in (".VnTime", ".VnTimeH"):
        old_font(name, folder)
    return folder


def printed(fonts: Path, *paragraphs: tuple[str, str]) -> bytes:
    document = FPDF()
    for name in (".VnTime", ".VnTimeH"):
        document.add_font(name, "", str(fonts / f"{name}.ttf"))
    document.add_font("new", "", str(files.vietnamese_font()))
    document.add_page()
    for name, text in paragraphs:
        document.set_font(name, "", 13)
        # Line by line: where the library wraps text itself, it takes the sign for ư as a soft hyphen and drops it.
        for line in textwrap.wrap(text, 72):
            typed = line if name == "new" else old_pages.as_western(old_pages.tcvn3(line))
            document.cell(0, 7, typed, new_x="LMARGIN", new_y="NEXT")
        document.ln(3)
    return bytes(document.output())


def lines(data: bytes) -> list[str]:
    return [line for line in extract(data, "a.pdf").text.split("\n") if line]


def test_a_page_in_an_old_font_is_converted_with_its_places(fonts: Path) -> None:
    data = printed(fonts, (".VnTimeH", "Báo cáo"), (".VnTime", LONG), (".VnTime", "Trang có số 77."))
    found = extract(data, "a.pdf")
    assert " ".join(lines(data)) == f"BÁO CÁO {LONG} Trang có số 77."
    assert [notice.code for notice in found.warnings] == ["tcvn3"]
    segment = found.at(found.text.index("77"))
    assert (segment.page, segment.box[0] > 0) == (1, True)


def test_paragraphs_in_unicode_beside_it_stay(fonts: Path) -> None:
    written = [("new", LONG), (".VnTime", LONG), ("new", "Có hai xã, có ba bản và 4 trường."), (".VnTime", LONG)]
    assert lines(printed(fonts, *written)) == [text for _, text in written]
