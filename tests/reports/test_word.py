"""The Word file: the layout that Decree 30/2020 asks for, and bytes that depend on nothing but the contents."""

import io
import re
from datetime import date

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table

from camket.areas.models import Area
from camket.foundation.models import AuditEntry
from camket.reports import word
from camket.reports.actions import WriteReport
from camket.reports.sentences import roman
from camket.reports.word.grid import WIDTHS, titles
from camket.reports.word.page import WIDTH
from city import City
from reports.yearly import DATED, FINISHED, KNOWN, paper


@pytest.fixture
def made(minh_hoa: City) -> WordDocument:
    return Document(io.BytesIO(word.document(paper())))


def grid(made: WordDocument) -> Table:
    return made.tables[-1]


def said(made: WordDocument) -> str:
    return "\n".join(paragraph.text for paragraph in made.paragraphs)


def test_the_page_is_a4_with_the_margins_of_the_decree(made: WordDocument) -> None:
    page = made.sections[0]
    sides = (page.page_width, page.page_height)
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round(side.mm) for side in (*sides, *margins)] == [210, 297, 20, 20, 30, 15]


def test_all_fonts_are_times_new_roman_of_13_or_14_in_the_body(made: WordDocument) -> None:
    normal = made.styles["Normal"]
    assert normal.font.size == Pt(14)
    assert {normal.element.rPr.rFonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {
        "Times New Roman"
    }


def test_the_page_number_stands_above_all_pages_but_the_first(made: WordDocument) -> None:
    page = made.sections[0]
    assert page.different_first_page_header_footer
    assert "PAGE" in page.header.paragraphs[0]._p.xml
    assert "PAGE" not in page.first_page_header._element.xml


def test_the_head_names_issuer_state_number_and_day(made: WordDocument) -> None:
    first, second = (row.cells for table in made.tables[:2] for row in table.rows)
    left, right, number, day = ([p.text for p in cell.paragraphs if p.text] for cell in (*first, *second))
    assert left == ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ MINH HỌA"]
    assert right == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert re.fullmatch(r"Số: +/BC-UBND", number[0])
    assert day == ["Minh Họa, ngày 23 tháng 11 năm 2026"]


def test_each_name_of_the_head_stands_over_a_drawn_line(made: WordDocument) -> None:
    left, right = made.tables[0].rows[0].cells
    assert all(cell.paragraphs[-1]._p.find(f".//{qn('w:pBdr')}") is not None for cell in (left, right))


def test_the_first_sentence_of_results_counts_them(made: WordDocument) -> None:
    assert "Tính đến ngày 31 tháng 12 năm 2024, 0/6 chỉ tiêu đạt và vượt mục tiêu của Nghị quyết." in said(made)


def test_the_table_repeats_its_head_and_breaks_no_row(made: WordDocument) -> None:
    head, *others = grid(made).rows
    assert [cell.text for cell in head.cells] == list(titles(2024))
    assert head._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in (head, *others))


def test_tables_keep_the_order_of_elements_that_word_insists_on(made: WordDocument) -> None:
    order = ["tblStyle", "tblW", "jc", "tblLayout", "tblCellMar", "tblLook"]
    for table in made.tables:
        found = [child.tag.partition("}")[2] for child in table._tbl.tblPr]
        assert found == [name for name in order if name in found]


def test_the_columns_fill_the_room_between_the_margins() -> None:
    assert sum(WIDTHS) == WIDTH.mm


def test_the_rows_hold_groups_figures_and_words(made: WordDocument) -> None:
    rows = [[cell.text for cell in row.cells] for row in grid(made).rows]
    assert rows[1][:2] == ["I", "Về kinh tế"]
    assert [text.replace("\u00a0", " ") for text in rows[2]] == [
        "1", "Thu ngân sách trên địa bàn", "tỷ đồng", "210", "190 (1)", "196,3 (1)", "103,3", "93,5", "Có nguy cơ",
    ]  # fmt: skip
    assert rows[-1][5:] == ["Chưa có số liệu", "–", "–", "Chưa có số liệu"]


def test_the_thresholds_stand_where_the_verdicts_do(made: WordDocument) -> None:
    assert "từ 95% mức cần có" in said(made)
    assert "từ 80%" in said(made)


def test_what_did_not_go_well_is_told_in_sentences(minh_hoa: City) -> None:
    text = said(Document(io.BytesIO(word.document(paper(2025)))))
    assert "1 chỉ tiêu không đạt:\n- Tỷ lệ hộ nghèo đa chiều năm 2025" in text
    assert "1 chỉ tiêu chưa có số liệu để đánh giá: tỷ lệ hồ sơ thủ tục hành chính" in text


def test_the_body_ends_as_the_decree_wants_and_the_posts_sign(made: WordDocument) -> None:
    body = [paragraph.text for paragraph in made.paragraphs if paragraph.text]
    assert sum(text.endswith("./.") for text in body) == 1
    left, right = made.tables[-2].rows[0].cells
    assert [left.paragraphs[0].text, left.paragraphs[-1].text] == ["Nơi nhận:", "- Lưu: VT."]
    assert [p.text for p in right.paragraphs] == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]


def test_an_invented_place_says_so_on_every_page(made: WordDocument) -> None:
    page = made.sections[0]
    notices = [footer.paragraphs[0].text for footer in (page.footer, page.first_page_footer)]
    assert notices == ["Địa phương và số liệu là hư cấu, dùng để minh họa."] * 2
    assert f"({notices[0]})" in said(made)


def test_a_real_place_says_nothing_of_the_kind(minh_hoa: City) -> None:
    Area.objects.update(invented=False)
    made = Document(io.BytesIO(word.document(paper())))
    assert "hư cấu" not in said(made)
    assert made.sections[0].footer.paragraphs[0].text == ""


def test_the_same_data_and_day_give_the_same_bytes(minh_hoa: City) -> None:
    assert word.document(paper()) == word.document(paper())
    assert word.document(paper()) != word.document(paper(dated=date(2026, 11, 24)))


def test_writing_a_report_leaves_a_trace(minh_hoa: City) -> None:
    report = WriteReport(by=None, resolution=FINISHED, year=2024, dated=DATED, as_of=KNOWN).execute()
    assert report == word.document(paper())
    trace = AuditEntry.objects.get(verb="reports.write")
    assert trace.detail == {"year": 2024, "dated": "2026-11-23", "layout": "decree", "kind": "docx"}
    assert trace.object_id == str(minh_hoa.finished.pk)


@pytest.mark.parametrize(("number", "written"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (28, "XXVIII")])
def test_groups_are_numbered_in_roman(number: int, written: str) -> None:
    assert roman(number) == written
