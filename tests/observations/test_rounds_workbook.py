"""The Excel form: made, filled in far away, brought back; what does not fit is told cell by cell, the rest is kept."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from camket.measures.periods import Period
from camket.observations.enums import DutyState
from camket.observations.models import Observation
from camket.observations.rounds import queries
from camket.observations.rounds.actions import ApproveDuty, OpenRound
from camket.observations.rounds.models import Answer, LinkUse
from camket.observations.rounds.tokens import token
from camket.observations.rounds.workbook import making, marks
from camket.people.actions import back_office
from camket.people.enums import Role
from factories import IndicatorFactory, UserFactory
from observations.forms_filled import (
    ANSWER,
    HAS_CALC,
    HEAD,
    NOTE,
    UNCHANGED,
    blank,
    edited,
    filled,
    saved_by_office,
    sheets,
)
from observations.rounds import collected

pytestmark = pytest.mark.django_db
REVENUE, POVERTY = "Thu ngân sách trên địa bàn", "Tỷ lệ hộ nghèo"


@pytest.fixture
def city():
    return collected()


@pytest.fixture
def address(city):
    return city.address()


def _bring(address, form: bytes, name="bieu.xlsx", **given):
    return Client().post(f"{address}bieu/", {"bieu": SimpleUploadedFile(name, form), "viec": "gui", **given})


def _page(answer) -> str:
    return " ".join(answer.content.decode().split())


def _texts(city) -> dict[str, str]:
    owed = queries.duties(city.round.pk, city.office.pk)
    return {duty.indicator.name: duty.current.text if duty.current else "" for duty in owed}


def test_the_form_shows_what_is_known_and_opens_the_answers_alone(city):
    book = openpyxl.load_workbook(io.BytesIO(blank(city)))
    sheet = book.worksheets[0]
    row = [cell.value for cell in sheet[HEAD + 1]]
    assert row[1:6] == [REVENUE, "tỷ đồng", "187,2\u00a0tỷ đồng\n(năm 2024)", "187,2\u00a0tỷ đồng", row[5]]
    assert "200\u00a0tỷ đồng" in row[5]
    open_ = [cell.column for cell in sheet[HEAD + 1] if not cell.protection.locked]
    assert open_ == [ANSWER, UNCHANGED, NOTE]
    assert sheet.protection.sheet
    assert [one.sheet_state for one in book.worksheets] == ["visible", "veryHidden", "veryHidden"]


def test_the_form_prints_on_a_sheet_of_a4_across(city):
    sheet = openpyxl.load_workbook(io.BytesIO(blank(city))).worksheets[0]
    page = sheet.page_setup
    assert (page.orientation, int(page.paperSize), page.fitToHeight) == ("landscape", 9, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == f"${HEAD}:${HEAD}"


def test_nothing_in_the_form_opens_anything(city, address):
    form = Client().get(f"{address}bieu.xlsx").getvalue()
    secret = address.split("/")[2]
    with zipfile.ZipFile(io.BytesIO(form)) as archive:
        inside = b"".join(archive.read(name) for name in archive.namelist())
    assert secret.encode() not in inside
    assert all(link.nonce.encode() not in inside for link in city.round.links.all())
    assert token(city.round.links.first().nonce).encode() not in inside


def test_a_state_is_chosen_from_a_list_whatever_signs_its_names_have(city):
    rank = IndicatorFactory(area=city.form.area, name="Loại đô thị", unit="", nature="state", states=["III", "II, I"])
    city.round.duties.create(indicator=rank, area=city.form.area, office=city.office)
    sheet = openpyxl.load_workbook(io.BytesIO(blank(city))).worksheets[0]
    lists = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation if one.type == "list"}
    row = next(cell.row for cell in sheet["B"] if cell.value == "Loại đô thị")
    assert lists[f"G{row}"] == "_danhmuc!$A$1:$A$2"


def test_what_was_filled_in_is_sent_and_its_source_says_so(city, address):
    form = filled(filled(blank(city), {REVENUE: "205,4"}), {POVERTY: "Không đổi"}, UNCHANGED)
    page = _page(_bring(address, form))
    assert "Đã nhận 2 dòng của biểu. Đã gửi 2 số liệu mới." in page
    told = {one.indicator.name: one.value for one in Observation.objects.filter(answer__isnull=False)}
    assert told == {REVENUE: Decimal("205.4"), POVERTY: Decimal("2.3")}
    assert queries.reporters([Answer.objects.first().pk]).popitem()[1][0] == "báo cáo của Phòng Kinh tế bằng biểu Excel"


def test_a_formula_that_no_program_has_worked_out_is_told_by_its_cell(city, address):
    page = _page(_bring(address, filled(blank(city), {REVENUE: "=200+5.4", POVERTY: "2,1"})))
    assert f"<strong>Dòng 9, cột G</strong> ({REVENUE}): Ô này chứa công thức chưa tính. Hãy gõ kết quả." in page
    assert city.duty(city.poverty).state == DutyState.SUBMITTED


def test_the_same_file_twice_is_one_answer(city, address):
    form = filled(blank(city), {REVENUE: "205,4"})
    _bring(address, form)
    assert "Đã gửi 0 số liệu mới" in _page(_bring(address, form))
    assert Answer.objects.count() == Observation.objects.filter(answer__isnull=False).count() == 1


def test_saved_and_not_sent_where_that_was_pressed(city, address):
    page = _page(_bring(address, filled(blank(city), {REVENUE: "205,4"}), viec="luu"))
    assert "Đã lưu, chưa gửi." in page
    assert city.duty(city.revenue).state == DutyState.WAITING
    assert city.duty(city.revenue).current.text == "205,4"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("hai trăm", "Chưa đọc được con số"),
        ("205 km", "không đổi được sang"),
        (date(2025, 5, 12), "Excel đã đổi ô này thành ngày 12/05/2025"),
        (True, "giá trị đúng/sai"),
        ("x" * 300, "bị cắt bớt"),
    ],
)
def test_what_does_not_fit_is_told_by_its_cell_and_the_rest_is_kept(city, address, typed, told):
    page = _page(_bring(address, filled(blank(city), {REVENUE: typed, POVERTY: "2,1"})))
    assert f"<strong>Dòng 9, cột G</strong> ({REVENUE})" in page
    assert told in page
    assert city.duty(city.poverty).state == DutyState.SUBMITTED
    assert city.duty(city.revenue).state == DutyState.WAITING


@pytest.mark.parametrize(
    ("name", "typed", "question"),
    [(REVENUE, "2.054", "gấp khoảng 10 lần"), (POVERTY, "123,4", "0 đến 100%"), (REVENUE, 2054, "gấp khoảng 10 lần")],
)
def test_the_questions_of_the_page_are_asked_of_a_form_too(city, address, name, typed, question):
    page = _page(_bring(address, filled(blank(city), {name: typed})))
    assert "<strong>Dòng" in page
    assert question in page
    assert not Observation.objects.filter(answer__isnull=False).exists()
    assert question in Client().get(address).content.decode()


@pytest.mark.parametrize(
    ("number", "text"),
    [(205.4, "205,4"), (205, "205"), (1.234, "1,2340"), (0.1 + 0.2, "0,3"), (1234.5, "1234,5"), (-1.5, "-1,5")],
)
def test_a_number_of_the_sheet_is_what_somebody_would_have_typed(city, address, number, text):
    _bring(address, filled(blank(city), {REVENUE: number}), viec="luu")
    assert _texts(city)[REVENUE] == text


def test_what_did_not_fit_is_put_right_in_the_same_file(city, address):
    form = blank(city)
    _bring(address, filled(form, {REVENUE: "hai trăm"}))
    assert "Đã gửi 1 số liệu mới" in _page(_bring(address, filled(form, {REVENUE: "205,4"})))


def test_what_stands_meanwhile_is_not_overwritten_and_both_are_shown(city, address):
    form = blank(city)
    city.submit(city.give(city.revenue, "205,4"))
    page = _page(_bring(address, filled(form, {REVENUE: "199"})))
    assert "nơi khác đã có số “205,4”" in page
    assert _texts(city)[REVENUE] == "205,4"
    assert "gõ “199”" in Client().get(address).content.decode()


@pytest.mark.parametrize("approval", [False, True])
def test_a_number_that_was_sent_is_corrected_in_the_same_file(approval):
    city = collected(approval=approval)
    address, form = city.address(), blank(city)
    _bring(address, filled(form, {REVENUE: "205,4", POVERTY: "2,1"}))
    if approval:
        ApproveDuty(by=None, duty=city.duty(city.revenue)).execute()
    page = _page(_bring(address, filled(form, {REVENUE: "206", POVERTY: "2,1"})))
    assert "Đã gửi 1 số liệu mới" in page
    duty = city.duty(city.revenue)
    assert (duty.submitted.text, duty.state) == ("206", DutyState.SUBMITTED)
    told = Observation.objects.filter(answer__duty=duty).order_by("pk")
    assert [str(one.value.normalize()) for one in told] == (["205.4"] if approval else ["205.4", "206"])


def test_what_was_answered_on_the_page_meanwhile_is_not_asked_again_by_the_same_file(city, address):
    form = filled(blank(city), {REVENUE: "2054"})
    _bring(address, form)
    city.submit(city.give(city.revenue, "2054", sure=True))
    page = _page(_bring(address, form))
    assert "Cần trả lời" not in page
    assert city.duty(city.revenue).answers.count() == 2


def test_an_empty_cell_takes_nothing_away(city, address):
    form = blank(city)
    city.save(city.give(city.revenue, "205,4"))
    assert "Biểu chưa có số nào" in _page(_bring(address, form))
    assert _texts(city)[REVENUE] == "205,4"


def test_lines_that_were_sorted_and_columns_that_were_moved_are_known_again(city, address):
    def mixed(sheet):
        sheet.insert_rows(3, 2)
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEAD + 2)]
        head, *lines = rows
        turned = [head, *reversed(lines)]
        for at, row in enumerate(turned, start=HEAD + 2):
            for column, value in enumerate(reversed(row), start=1):
                sheet.cell(at, column).value = value

    form = edited(filled(blank(city), {REVENUE: "205,4", POVERTY: "2,1"}), mixed)
    assert "Đã gửi 2 số liệu mới" in _page(_bring(address, form))
    assert _texts(city) == {REVENUE: "205,4", POVERTY: "2,1"}


def test_lines_sorted_without_their_hidden_keys_go_by_their_names(city, address):
    def swapped(sheet):
        for column in range(2, 10):
            one, other = sheet.cell(HEAD + 1, column), sheet.cell(HEAD + 2, column)
            one.value, other.value = other.value, one.value

    _bring(address, edited(filled(blank(city), {REVENUE: "205,4", POVERTY: "2,1"}), swapped))
    assert _texts(city) == {REVENUE: "205,4", POVERTY: "2,1"}


def test_a_name_that_was_changed_is_told_and_not_guessed(city, address):
    def renamed(sheet):
        sheet.cell(HEAD + 1, 2).value = "Số trạm y tế"

    page = _page(_bring(address, edited(filled(blank(city), {REVENUE: "12", POVERTY: "2,1"}), renamed)))
    assert "<strong>Dòng 9, cột B</strong> (Số trạm y tế): Không nhận ra chỉ số" in page
    assert _texts(city) == {REVENUE: "", POVERTY: "2,1"}


def test_a_line_that_stands_twice_is_told(city, address):
    def doubled(sheet):
        for column in range(1, 11):
            sheet.cell(HEAD + 3, column).value = sheet.cell(HEAD + 1, column).value

    page = _page(_bring(address, edited(filled(blank(city), {REVENUE: "205,4"}), doubled)))
    assert "Chỉ số này đã có ở dòng 9" in page


@pytest.mark.skipif(not HAS_CALC, reason="LibreOffice Calc is not installed")
@pytest.mark.parametrize(("kind", "how"), [("xlsx", "Calc MS Excel 2007 XML"), ("ods", ""), ("xls", "MS Excel 97")])
def test_a_form_saved_by_another_program_is_known_again(city, address, tmp_path, kind, how):
    form = saved_by_office(filled(blank(city), {REVENUE: "205,4", POVERTY: "16/22"}), tmp_path, kind, how)
    page = _page(_bring(address, form, f"bieu.{kind}"))
    assert "Đã nhận 2 dòng" in page
    assert _texts(city) == {REVENUE: "205,4", POVERTY: "16/22"}


def _of_other_round(city):
    other = OpenRound(by=None, form=city.form, period=Period.year(2024)).execute()
    owed = queries.duties(other.pk, city.office.pk)
    return making.workbook(other, city.office, queries.lines(other, owed))


def _of_other_office(city):
    owed = queries.duties(city.round.pk, city.other.pk)
    return making.workbook(city.round, city.other, queries.lines(city.round, owed))


def _of_other_secret(city):
    def forged(book):
        hidden = book.parent[marks.HIDDEN]
        hidden["D2"].value = str(city.other.pk)

    return edited(blank(city), forged)


def _of_older_layout(city):
    def old(book):
        book.parent[marks.HIDDEN]["B1"].value = "0"

    return edited(blank(city), old)


def _without_head(city):
    def gone(sheet):
        sheet.delete_rows(HEAD)

    return edited(blank(city), gone)


def _another_workbook(city):
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (_of_other_round, "thuộc kỳ báo cáo khác; trang này nhận biểu “Biểu 01: chỉ tiêu chủ yếu”, năm 2025"),
        (_of_other_office, "lập cho đơn vị khác"),
        (_of_other_secret, "Trang ẩn của biểu đã bị sửa"),
        (_of_older_layout, "lập theo mẫu cũ"),
        (_without_head, "Không tìm thấy hàng tiêu đề"),
        (_another_workbook, "không phải là biểu do hệ thống lập"),
        (blank, "Biểu chưa có số nào"),
    ],
)
def test_a_form_that_is_not_for_here_says_what_to_do(city, address, made, told):
    answer = _bring(address, made(city))
    assert answer.status_code == 422
    assert told in _page(answer)
    assert not Answer.objects.exists()


def test_a_form_of_an_older_version_is_told(city, address):
    form = filled(blank(city), {REVENUE: "205,4"})
    newer = city.form.versions.create(since=date(2020, 2, 1))
    city.round.version = newer
    city.round.save()
    assert "phiên bản cũ" in _page(_bring(address, form))


def test_use_of_the_form_is_logged(city, address):
    Client().get(f"{address}bieu.xlsx")
    _bring(address, filled(blank(city), {REVENUE: "205,4"}))
    assert [one.what for one in LinkUse.objects.order_by("pk")] == ["sheet", "sent"]


def _clerk() -> Client:
    user = UserFactory(role=Role.CLERK)
    user.groups.add(back_office())
    client = Client()
    client.force_login(user)
    return client


def test_a_clerk_brings_what_several_offices_have_mailed(city):
    ours = filled(blank(city), {REVENUE: "205,4"})
    theirs = filled(_of_other_office(city), {"Số giường bệnh": "310"})
    files = [SimpleUploadedFile(f"{n}.xlsx", form) for n, form in enumerate((ours, theirs, b"%PDF-1.4"))]
    page = _page(_clerk().post(reverse("rounds:sheets", args=[city.round.pk]), {"bieu": files, "viec": "gui"}))
    assert page.count("Đã gửi 1 số liệu mới") == 2
    assert "Tệp không phải là bảng tính" in page
    assert Answer.objects.exclude(by=None).count() == 2


def test_the_clerk_downloads_the_form_of_an_office(city):
    answer = _clerk().get(reverse("rounds:sheet", args=[city.round.pk, city.office.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="bieu-nam-2025-phong-kinh-te.xlsx"'
    assert marks.HIDDEN in sheets(answer.content)


def test_in_english_the_form_is_english_and_is_known_again(city, address):
    form = Client().get(f"/en{address}bieu.xlsx").content
    sheet = openpyxl.load_workbook(io.BytesIO(form)).worksheets[0]
    assert "Indicator" in [cell.value for cell in sheet[HEAD]]
    assert "Đã nhận 1 dòng" in _page(_bring(address, filled(form, {REVENUE: "205,4"})))
