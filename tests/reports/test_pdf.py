"""The PDF of a report: the words and the layout of the Word file, tagged, and the same bytes each time."""

import ctypes
import io
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from docx import Document

from camket.records.enums import TaskState
from camket.reports import leading, making, pdf, word
from camket.reports.composing import Paper
from camket.reports.contents import Cell, Contents, Group, Line
from camket.reports.enums import FileKind, Layout
from camket.reports.errors import CannotMakePdf
from camket.reports.pdf import engine
from camket.reviews.contents import About, Silent, TaskLine
from camket.reviews.enums import Outcome
from city import City
from reports.yearly import paper

pytest.importorskip("weasyprint", exc_type=OSError, reason="Pango is not installed")
MM = 72 / 25.4


def opened(content: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(content)


def text(document: pypdfium2.PdfDocument) -> str:
    pages = (page.get_textpage().get_text_bounded() for page in document)
    return " ".join(" ".join(pages).split())


def tags(page: pypdfium2.PdfPage) -> Iterator[str]:
    """The structure of a page, each element by its kind."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    roots = range(pdfium.FPDF_StructTree_CountChildren(tree))
    waiting = [pdfium.FPDF_StructTree_GetChildAtIndex(tree, index) for index in roots]
    while waiting:
        element = waiting.pop()
        if not element:
            continue
        buffer = ctypes.create_string_buffer(200)
        length = pdfium.FPDF_StructElement_GetType(element, buffer, 200)
        yield buffer.raw[: length - 2].decode("utf-16-le")
        children = range(pdfium.FPDF_StructElement_CountChildren(element))
        waiting += [pdfium.FPDF_StructElement_GetChildAtIndex(element, index) for index in children]


def unpacked(content: bytes) -> Iterator[bytes]:
    """The streams of a file, as far as they are packed."""
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        with suppress(zlib.error):
            yield zlib.decompress(packed)


@pytest.fixture
def made(minh_hoa: City) -> pypdfium2.PdfDocument:
    return opened(pdf.document(paper(2025)))


@pytest.mark.parametrize("layout", Layout)
def test_it_has_the_words_of_the_word_file(minh_hoa: City, layout: Layout) -> None:
    one = paper(2025, layout=layout)
    told = text(opened(pdf.document(one))).replace("\u00ad", "").replace("\u00a0", "").replace(" ", "")
    written = [paragraph.text for paragraph in Document(io.BytesIO(word.document(one))).paragraphs if paragraph.text]
    assert len(written) > 20
    assert [
        words for words in written if "".join(words.split()).replace("\u00a0", "") not in told.replace("\u00a0", "")
    ] == []


def test_its_pages_are_a4_with_the_margins_of_the_decree(made: pypdfium2.PdfDocument) -> None:
    for page in made:
        assert [round(side / MM) for side in page.get_size()] == [210, 297]
        # Page numbers and notices stand in the margins by right.
        boxes = [one.get_bounds() for one in page.get_objects() if 20 < (297 - one.get_bounds()[1] / MM) < 276]
        assert min(left for left, *_ in boxes) / MM > 29.5
        assert max(right for _, _, right, _ in boxes) / MM < 195.5


def test_the_page_number_stands_in_the_top_margin_of_all_pages_but_the_first(made: pypdfium2.PdfDocument) -> None:
    def above(page: pypdfium2.PdfPage) -> str:
        return page.get_textpage().get_text_bounded(bottom=page.get_height() - 20 * MM).strip()

    assert len(made) > 2
    assert [above(page) for page in made] == ["", *(str(n) for n in range(2, len(made) + 1))]
    box = next(
        one.get_bounds() for one in made[1].get_objects() if one.get_bounds()[1] > made[1].get_height() - 20 * MM
    )
    assert (box[0] + box[2]) / 2 / MM == pytest.approx(30 + 165 / 2, abs=1)


def test_it_is_tagged_with_headings_and_the_heads_of_its_table(made: pypdfium2.PdfDocument) -> None:
    found = {kind for page in made for kind in tags(page)}
    assert {"H1", "H2", "P", "Table", "TR", "TH", "TD"} <= found
    assert pdfium.FPDFCatalog_IsTagged(made)


def test_it_says_its_language_its_title_and_that_it_is_pdf_ua(minh_hoa: City) -> None:
    content = pdf.document(paper(2025))
    assert opened(content).get_metadata_dict()["Title"] == "Kết quả thực hiện các chỉ tiêu năm 2025"
    assert b'pdfuaid:part="1"' in b"".join(unpacked(content))
    length = pdfium.FPDFCatalog_GetLanguage(opened(content), None, 0)
    assert length == 2 * len("vi\0")


@pytest.mark.parametrize("kind", FileKind)
def test_equal_papers_are_equal_files(minh_hoa: City, kind: FileKind) -> None:
    first, second = (making.make(paper(2025), kind, "bao-cao").content for _ in range(2))
    assert first == second
    assert making.make(paper(2025, dated=date(2026, 11, 24)), kind, "bao-cao").content != first


def test_another_process_makes_the_same_file() -> None:
    """What hashes and the clock of a process could bring in."""
    program = (
        "import hashlib; from camket.reports.pdf import engine;"
        "html='<html lang=vi><title>Thử</title><p>Ấy thế mà được.</p><table><tr><th>Một</th></tr></table></html>';"
        "print(hashlib.sha256(engine.written(engine.rendered(html, 'paper.css'), html)).hexdigest())"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True,
            env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin", "PYTHONPATH": ":".join(sys.path), "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Ho_Chi_Minh"))
    }  # fmt: skip
    assert len(made) == 1


def test_a_machine_without_pango_is_told_what_to_install(minh_hoa: City, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str, *rest: object) -> object:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest)

    real = __import__
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr("builtins.__import__", missing)
    with pytest.raises(CannotMakePdf, match="apt-get install libpango") as refused:
        pdf.document(paper(2025))
    assert "libharfbuzz-subset0" in refused.value.en


def test_a_report_loads_nothing_from_anywhere(minh_hoa: City, caplog: pytest.LogCaptureFixture) -> None:
    html = "<html lang=vi><title>Thử</title><img src='file:///etc/hostname' alt='x'></html>"
    assert "hostname" not in text(opened(engine.written(engine.rendered(html, "paper.css"), html)))
    assert "Failed to load image at 'file:///etc/hostname'" in caplog.text


def test_the_font_is_one_with_all_vietnamese_letters_or_the_systems_own(monkeypatch: pytest.MonkeyPatch) -> None:
    told = "DejaVu Serif,DejaVu Serif Condensed\nLiberation Serif\n"
    answers = iter([subprocess.CompletedProcess([], 0, told), FileNotFoundError()])

    def ask(*_: object, **__: object) -> object:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr("camket.reports.pdf.engine.subprocess.run", ask)
    for name in ("Liberation Serif", "Times New Roman"):
        engine.font.cache_clear()
        assert engine.font() == name
    engine.font.cache_clear()


# --- the one page for leaders


def crowded(base: Contents, targets: int) -> Contents:
    """All targets lag, have long names and many who answer; all offices are silent, many tasks late."""
    long = "Tỷ lệ hộ gia đình, cơ quan, đơn vị, doanh nghiệp đạt tiêu chuẩn văn hóa theo quy định của địa phương số {}"
    line = _lagging(base.lines[0])
    lines = tuple(replace(line, name=long.format(n), slug=str(n)) for n in range(targets))
    silent = tuple(Silent(f"Cơ quan số {n}", "", About(str(n), long.format(n)), "no_data") for n in range(targets))
    task = TaskLine(
        1, "Trình phương án tháo gỡ khó khăn về mặt bằng", "Phòng Kinh tế", "", "Trưởng phòng", date(2025, 3, 1),
        "Chủ tịch", "Quyết định", "Kết luận", TaskState.LATE.value, None, "", About(),
    )  # fmt: skip
    former = tuple(replace(task, key=n) for n in range(targets))
    return replace(base, groups=(Group("Về văn hóa", lines),), said=replace(base.said, silent=silent, former=former))


def _lagging(one: Line) -> Line:
    return replace(
        one, outcome=Outcome.OFF_TRACK, lead="Phòng Văn hóa, Khoa học và Thông tin", counts=True,
        seats=("Phó Chủ tịch Ủy ban nhân dân phụ trách văn hóa - xã hội",),
        needed="cần tăng bình quân 12,5% mỗi năm đến hết năm 2030", result=Cell("12,5", "9 tháng; lũy kế 120,7"),
    )  # fmt: skip


@pytest.mark.parametrize("targets", [0, 6, 60, 300])
def test_leaders_get_one_page_whatever_there_is_to_tell(minh_hoa: City, targets: int) -> None:
    made = opened(pdf.leaders(Paper(crowded(paper(2025).contents, targets), paper(2025).texts)))
    assert len(made) == 1
    told = text(made)
    assert f"0/{targets} chỉ tiêu đạt và vượt." in told
    if targets == 300:
        assert " chỉ tiêu khác: " in told


def test_the_page_for_leaders_says_who_answers_and_what_it_takes(minh_hoa: City) -> None:
    told = text(opened(pdf.leaders(Paper(crowded(paper(2025).contents, 2), paper(2025).texts))))
    for words in (
        "12,5 (9 tháng; lũy kế 120,7) / 210 tỷ đồng",
        "Phòng Văn hóa, Khoa học và Thông tin; Phó Chủ tịch Ủy ban nhân dân phụ trách văn hóa - xã hội",
        "tăng bình quân 12,5% mỗi năm đến hết năm 2030",
        "Phòng Kinh tế (trưởng phòng): Trình phương án tháo gỡ khó khăn về mặt bằng (hạn 01/3/2025, quá 305 ngày)",
        "Cơ quan số 1:",
    ):
        assert words in told


def test_nothing_on_the_page_for_leaders_is_told_by_colour() -> None:
    css = (Path(leading.__file__).parent / "static/reports/leaders.css").read_text()
    assert {word for word in css.split() if word.startswith("#")} <= {"#000;", "#fff;"}
