"""The Word file as a word processor lays it out: LibreOffice turns it into pages, and the pages are measured."""

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from camket.reports import word
from camket.reports.enums import Layout
from city import City
from reports.yearly import paper

OFFICE = shutil.which("soffice")
MM = 72 / 25.4
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15

pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture(params=Layout)
def pages(minh_hoa: City, tmp_path: Path, request: pytest.FixtureRequest) -> pypdfium2.PdfDocument:
    """With a profile of its own, so that an office that is open on this machine does not answer in its place."""
    (tmp_path / "bao-cao.docx").write_bytes(word.document(paper(2025, layout=request.param)))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    call = [OFFICE or "", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*call, str(tmp_path / "bao-cao.docx")], check=True, capture_output=True, timeout=180)
    return pypdfium2.PdfDocument(tmp_path / "bao-cao.pdf")


def within(page: pypdfium2.PdfPage, bottom: float, top: float) -> str:
    """The text between two heights, in millimetres from the upper edge."""
    height = page.get_height()
    return str(page.get_textpage().get_text_bounded(bottom=height - bottom * MM, top=height - top * MM)).strip()


def test_pages_are_laid_out_as_the_rules_want(pages: pypdfium2.PdfDocument) -> None:
    """One test, as the office takes seconds to start: size, margins, page numbers, head, annex, notice."""
    assert len(pages) > 2
    assert [[round(side / MM) for side in page.get_size()] for page in pages] == [[210, 297]] * len(pages)
    assert [within(page, TOP, 0) for page in pages] == ["", *(str(n) for n in range(2, len(pages) + 1))]
    for page in pages:
        boxes = [one.get_bounds() for one in page.get_objects()]
        assert min(left for left, *_ in boxes) / MM > LEFT - 1
        assert max(right for _, _, right, _ in boxes) / MM < 210 - RIGHT + 1
        assert "hư cấu" in within(page, 297, 297 - BOTTOM)
    first = within(pages[0], 297 - BOTTOM, TOP)
    assert "THÀNH PHỐ MINH HỌA" in first or "THÀNH ỦY MINH HỌA" in first
    assert sum("PHỤ LỤC" in within(page, TOP + 15, TOP) for page in pages) == 1


def test_the_page_number_stands_in_the_middle_between_the_margins(pages: pypdfium2.PdfDocument) -> None:
    page = pages[1]
    above = [one.get_bounds() for one in page.get_objects() if one.get_bounds()[1] > page.get_height() - TOP * MM]
    assert len(above) == 1
    assert (above[0][0] + above[0][2]) / 2 / MM == pytest.approx((LEFT + 210 - RIGHT) / 2, abs=1)
