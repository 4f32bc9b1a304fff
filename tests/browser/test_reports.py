"""The pages of reports in a real browser: no axe violation, nothing to scroll sideways, and from review to file."""

from datetime import date
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document

from camket.people.enums import Role
from camket.reports.enums import Section
from camket.reports.exporting import BeginForm, ChangeForm
from camket.reports.writing import Choice, ComposeAgain, EditReport, MakeReport, SettlePart, Typed, token
from camket.reviews.enums import ReviewKind
from camket.reviews.reviewing import OpenReview
from city import city

DATED = date(2026, 1, 5)


@pytest.fixture
def made(transactional_db, settings, tmp_path):
    """A report with an edit that differs from what is composed now and one that was taken back; a form that is right,
    and one that is not."""
    settings.VAR = tmp_path
    town = city()
    review = OpenReview(by=None, resolution=town.finished, kind=ReviewKind.YEAR, on=date(2025, 12, 31)).execute()
    report = MakeReport(by=None, resolution=town.finished, review=review, dated=DATED).execute()
    for key in ("tally", "group:ve-kinh-te"):
        one = report.parts.get(section=Section.RESULTS, key=key)
        EditReport(by=None, report=report, typed={one.pk: Typed(token(one.text), f"{one.text} Thêm.")}).execute()
    ComposeAgain(by=None, report=report, dated=DATED).execute()
    report.parts.filter(key="group:ve-kinh-te").update(basis="Về kinh tế: 2 chỉ tiêu.")
    one = report.parts.get(section=Section.RESULTS, key="tally")
    SettlePart(by=None, part=one, choice=Choice.NEW, seen=token(one.generated)).execute()
    form, wrong = (BeginForm(by=None, area=town.area, name=name).execute() for name in ("thong-ke", "chuong-trinh"))
    ChangeForm(by=None, form=form, seen=token(form.text), text=RIGHT).execute()
    return SimpleNamespace(report=report, review=review, form=form, wrong=wrong)


RIGHT = """ten = "Biểu thử"
noi_nhan = "Nơi nhận hư cấu"
[[cot]]
tieu_de = "TH"
noi_dung = "thuc_hien"
[dia_ban]
minh-hoa = "01"
[[dong]]
ma = "1"
ten = "Thu"
chi_so = "thu ngân sách trên địa bàn"
"""


@pytest.mark.parametrize("width", [320, 1440])
def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(made, new_page, sign_in, width):
    page, found = new_page(width=width), []
    sign_in(page, Role.ADMINISTRATOR)
    for address in (
        "/admin/bao-cao/",
        f"/admin/bao-cao/{made.report.pk}/",
        f"/admin/bao-cao/{made.report.pk}/mot-trang/",
        "/admin/bieu-xuat/",
        f"/admin/bieu-xuat/{made.form.pk}/",
        f"/admin/bieu-xuat/{made.wrong.pk}/",
    ):
        page.goto(address)
        found += [f"{address}: {one['id']}" for one in Axe().run(page).response["violations"]]
        wide = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{address}: {wide} px wide"] if wide > width else []
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_report_goes_from_its_review_to_a_file_with_the_edited_words(made, new_page, sign_in, scripts):
    """By pressing a file's button right after typing: what was typed is in the file."""
    page = new_page(java_script_enabled=scripts)
    sign_in(page, Role.CLERK)
    page.goto(f"/admin/so-ket/{made.review.pk}/")
    page.get_by_role("link", name="Lập báo cáo của kỳ này").click()
    page.get_by_role("button", name="Lập báo cáo", exact=True).click()
    page.get_by_label("Câu mở đầu").fill("Câu này do cán bộ viết.")
    page.get_by_role("button", name="Word", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tải về").click()
    text = Document(waiting.value.path()).paragraphs
    assert "Câu này do cán bộ viết." in [paragraph.text for paragraph in text]
