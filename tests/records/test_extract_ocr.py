"""Scanned pages: read by tesseract where it is installed, and marked as such for good."""

import io
import shutil
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from fpdf import FPDF
from PIL import Image, ImageFilter

from camket.records.extract import ExtractError, extract, pdf_ocr, programs
from camket.records.extract.notices import listed
from records import files

OSD = Path("/usr/share/tesseract-ocr/5/tessdata/osd.traineddata")
TEXT = "Thu ngân sách trên địa bàn đạt 1.234,5 tỷ đồng, bằng 102,7% kế hoạch; tỷ lệ hộ nghèo còn 2,2%."
with_tesseract = pytest.mark.skipif(not pdf_ocr.available(), reason="tesseract with Vietnamese is not installed")


def pictures(*pages: str, document: FPDF | None = None, turned: int = 0) -> bytes:
    """Pages as a scanner gives them: grey, a little blurred, at 200 dots an inch; after what ``document`` holds.

    ``turned``: by how many degrees the sheets lay turned to the left.
    """
    document = document or files.blank_pdf()
    for number in range(len(printed := pdfium.PdfDocument(files.pdf(*pages)))):
        grey: Image.Image = printed[number].render(scale=200 / 72, grayscale=True).to_pil()
        stream = io.BytesIO()
        blurred = grey.convert("L").filter(ImageFilter.GaussianBlur(0.7)).rotate(turned, expand=True)
        blurred.save(stream, "JPEG", quality=70)
        document.add_page(orientation="landscape" if turned in (90, 270) else "portrait")
        document.image(stream, 0, 0, document.w, document.h)
    return bytes(document.output())


@with_tesseract
def test_a_scan_is_read_and_told() -> None:
    found = extract(pictures(TEXT, f"Trang hai: {TEXT}"), "a.pdf")
    assert found.text.count("1.234,5 tỷ đồng, bằng 102,7% kế hoạch") == 2
    assert found.ocr
    assert {segment.kind for segment in found.layout} == {"ocr"}
    (notice,) = found.warnings
    assert notice.code == "ocr"
    assert "1-2" in notice.vi
    segment = found.at(found.text.rindex("1.234,5"))
    assert segment.page == 2
    assert 700 < segment.box[1] < segment.box[3] < 842


@with_tesseract
def test_a_scan_among_other_pages_is_read_in_its_place() -> None:
    document = files.blank_pdf()
    document.add_page()
    document.multi_cell(0, 7, f"Trang một. {TEXT}")
    found = extract(pictures(f"Trang hai. {TEXT}", document=document), "a.pdf")
    assert found.text.index("Trang một") < found.text.index("Trang hai")
    assert {(segment.page, segment.kind) for segment in found.layout} == {(1, "text"), (2, "ocr")}
    assert [notice.code for notice in found.warnings] == ["ocr"]


@with_tesseract
@pytest.mark.skipif(not shutil.which("tesseract") or not OSD.exists(), reason="tesseract-ocr-osd is not installed")
@pytest.mark.parametrize(
    ("turned", "place"),
    [(90, lambda box: box[0] < 120), (180, lambda box: box[3] < 120), (270, lambda box: box[2] > 842 - 120)],
)
def test_a_sheet_that_lay_turned_is_read_upright(turned: int, place) -> None:
    """The first line stands at the side, or at the foot, of the page as it is shown."""
    found = extract(pictures("\n".join([TEXT] * 8), turned=turned), "a.pdf")
    assert found.text.count("1.234,5 tỷ đồng, bằng 102,7% kế hoạch") >= 7
    assert place(found.layout[0].box)
    assert {segment.kind for segment in found.layout} == {"ocr"}


def test_lines_drawn_between_cells_are_no_text(monkeypatch) -> None:
    rows = [
        f"5\t1\t1\t1\t1\t{at}\t{300 * at}\t300\t99\t50\t95\t{text}" for at, text in enumerate(("|Thu", "|", "5_"), 1)
    ]
    assert recognised(monkeypatch, "\n".join([HEAD, *rows]).encode()).split() == ["Thu", "5"]


def test_without_tesseract_the_packages_are_named(monkeypatch) -> None:
    monkeypatch.setattr(programs, "find", lambda *names: "")
    with pytest.raises(ExtractError) as caught:
        extract(pictures(TEXT), "a.pdf")
    assert caught.value.code == "scanned"
    for language in ("vi", "en"):
        assert "tesseract-ocr" in caught.value.remedy(language)
        assert "tesseract-ocr-vie" in caught.value.remedy(language)


def test_tesseract_without_vietnamese_is_as_good_as_none(monkeypatch) -> None:
    monkeypatch.setattr(programs, "find", lambda *names: "tesseract")
    for known, expected in ((b"List:\neng\nosd\n", ""), (b"List:\neng\nvie\n", "tesseract"), (None, "")):
        monkeypatch.setattr(programs, "run", lambda *given, known=known: known)
        assert pdf_ocr.available() == expected


def recognised(monkeypatch, table: bytes | None) -> str:
    monkeypatch.setattr(pdf_ocr, "available", lambda: "tesseract")
    monkeypatch.setattr(programs, "run", lambda *given: table)
    found = files.read_or_refused(pictures(TEXT), "a.pdf")
    return found if isinstance(found, str) else found.text


HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
ROWS = [
    "4\t1\t1\t1\t1\t0\t300\t300\t900\t50\t-1\t",
    "5\t1\t1\t1\t1\t1\t300\t300\t200\t50\t96.1\tThu",
    "5\t1\t1\t1\t1\t2\t520\t300\t200\t60\t91\t200",
    "5\t1\t2\t1\t1\t1\t522\t302\t190\t50\t40\t2OO",  # the same ink again, less sure
    "5\t1\t1\t1\t1\t3\t760\t340\t10\t10\t12\t~",  # a speck
    '5\t1\t1\t1\t1\t4\t800\t300\t90\t50\t80\t"tỷ',
]


@pytest.mark.parametrize(
    ("rows", "shown"),
    [(ROWS, 'Thu 200 "tỷ'), ([], "scanned"), (["5\t1\t1\t1\t1\t1\t3\t3\t9\t9\t95\t "], "scanned")],
)
def test_what_tesseract_prints_becomes_lines(monkeypatch, rows: list[str], shown: str) -> None:
    assert recognised(monkeypatch, "\n".join([HEAD, *rows]).encode()) == shown


def test_a_page_that_takes_too_long_refuses_the_file(monkeypatch) -> None:
    assert recognised(monkeypatch, None) == "scanned"


def test_a_file_of_too_many_scans_is_refused_whole(monkeypatch) -> None:
    monkeypatch.setattr(pdf_ocr, "available", lambda: "tesseract")
    monkeypatch.setattr(pdf_ocr, "MAX_OCR_PAGES", 1)
    with pytest.raises(ExtractError) as caught:
        extract(pictures("Một.", "Hai."), "a.pdf")
    assert (caught.value.code, caught.value.detail_en) == ("scanned", "2 scanned pages, at most 1")


def test_text_that_a_scanner_laid_unseen_over_its_picture_is_recognised_text_too() -> None:
    document = files.blank_pdf()
    document.add_page()
    blank = io.BytesIO()
    Image.new("L", (60, 85), "white").save(blank, "PNG")
    document.image(blank, 0, 0, 210, 297)
    with document.local_context(text_mode="INVISIBLE"):
        document.multi_cell(0, 7, TEXT)
    found = extract(bytes(document.output()), "a.pdf")
    assert found.text == TEXT
    assert found.ocr
    assert [notice.code for notice in found.warnings] == ["ocr"]


def test_seen_text_over_a_picture_is_no_recognised_text() -> None:
    document = files.blank_pdf()
    document.add_page()
    blank = io.BytesIO()
    Image.new("L", (60, 85), "white").save(blank, "PNG")
    document.image(blank, 0, 0, 210, 297)
    document.multi_cell(0, 7, TEXT)
    assert not extract(bytes(document.output()), "a.pdf").ocr


@pytest.mark.parametrize(
    ("pages", "shown"), [([1], "1"), ([1, 2], "1-2"), ([1, 2, 3, 7, 9, 10], "1-3, 7, 9-10"), ([], "")]
)
def test_pages_are_listed_as_a_person_writes_them(pages: list[int], shown: str) -> None:
    assert listed(pages) == shown
