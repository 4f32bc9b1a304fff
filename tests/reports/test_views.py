"""Reports in the back office: made, edited by two people at once, composed anew, and whose they are."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from camket.foundation.models import AuditEntry
from camket.jobs.models import Job
from camket.people.actions import back_office
from camket.people.enums import Role
from camket.reports.enums import Layout, Section
from camket.reports.errors import CannotMakePdf
from camket.reports.models import Part, Report
from camket.reports.showing import _CALLED
from camket.reports.writing import MakeReport, token
from camket.reviews.enums import ReviewKind
from camket.reviews.reviewing import OpenReview
from city import City
from factories import AreaFactory, OfficeFactory, UserFactory
from reports.yearly import DATED, KNOWN

SignIn = Callable[..., Client]


@pytest.fixture
def signed_in(db: None) -> SignIn:
    def sign_in(role: Role, **fields: object) -> Client:
        user = UserFactory(role=role, **fields)
        user.groups.add(back_office())
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def report(minh_hoa: City) -> Report:
    told = {"resolution": minh_hoa.finished, "year": 2024, "dated": DATED, "as_of": KNOWN}
    return MakeReport(by=None, **told).execute()


def asked(city: City, **changes: str) -> dict[str, str]:
    return {"about": f"nam-{city.finished.pk}-2024", "dated": "2026-11-23", "layout": "decree", **changes}


def part(report: Report, key: str, section: Section = Section.RESULTS) -> Part:
    return Part.objects.get(report=report, section=section, key=key)


def field(one: Part) -> str:
    return f"doan-{one.pk}-{token(one.text)}"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    """Where jobs leave their files."""
    settings.VAR = tmp_path


def file_of(client: Client, path: str, pressed: dict[str, str]) -> tuple[str, bytes]:
    """The file that a job has made, as its page hands it out."""
    page = client.post(path, pressed).url  # type: ignore[attr-defined]  # a redirect
    assert "Đã xong." in client.get(page).content.decode()
    job = Job.objects.get()
    return job.name, b"".join(client.get(reverse("jobs:file", args=[job.pk])).streaming_content)  # type: ignore[attr-defined]


def test_a_report_is_made_and_its_page_opens(minh_hoa: City, signed_in: SignIn) -> None:
    answer = signed_in(Role.CLERK).post("/admin/bao-cao/lap/", asked(minh_hoa, layout="party"), follow=True)
    made = Report.objects.get()
    assert answer.redirect_chain == [(f"/admin/bao-cao/{made.pk}/", 302)]
    assert "T/M BAN THƯỜNG VỤ" in answer.content.decode()


def test_a_report_of_a_review_is_made(minh_hoa: City, signed_in: SignIn) -> None:
    told = {"kind": ReviewKind.YEAR, "on": DATED.replace(year=2025), "as_of": KNOWN}
    review = OpenReview(by=None, resolution=minh_hoa.finished, **told).execute()
    client = signed_in(Role.LEADER)
    page = client.get(f"/admin/bao-cao/?ky={review.pk}").content.decode()
    assert f'<option value="ky-{review.pk}" selected>Sơ kết năm 2025 (đang chuẩn bị)</option>' in page
    client.post("/admin/bao-cao/lap/", asked(minh_hoa, about=f"ky-{review.pk}"))
    assert Report.objects.get().review == review


def test_an_office_of_the_area_may_issue_it_and_none_of_elsewhere(minh_hoa: City, signed_in: SignIn) -> None:
    own = OfficeFactory(area=minh_hoa.area, name="Phòng Nội vụ", slug="phong-noi-vu")
    other = OfficeFactory(area=AreaFactory(name="Xã Khác", slug="xa-khac", code="77"), name="Phòng Khác", slug="khac")
    client = signed_in(Role.ADMINISTRATOR)
    assert client.post("/admin/bao-cao/lap/", asked(minh_hoa, office=str(other.pk))).status_code == 422
    client.post("/admin/bao-cao/lap/", asked(minh_hoa, office=str(own.pk)))
    assert part(Report.objects.get(), "issuer", Section.HEAD).text == "Phòng Nội vụ"


def test_the_page_leaves_the_layout_to_the_last_time(minh_hoa: City, signed_in: SignIn) -> None:
    office = OfficeFactory(area=minh_hoa.area, name="Ban Tổ chức Thành ủy", slug="ban-to-chuc")
    signed_in(Role.CLERK).post("/admin/bao-cao/lap/", asked(minh_hoa, office=str(office.pk), layout=""))
    assert Report.objects.get().layout == Layout.PARTY


def test_the_page_keeps_what_was_chosen(minh_hoa: City, signed_in: SignIn) -> None:
    again = signed_in(Role.CLERK).post("/admin/bao-cao/lap/", asked(minh_hoa, dated="hôm nay"))
    assert again.status_code == 422
    assert f'<option value="nam-{minh_hoa.finished.pk}-2024" selected>' in again.content.decode()


def test_a_day_before_the_year_is_refused_in_words(minh_hoa: City, signed_in: SignIn) -> None:
    answer = signed_in(Role.CLERK).post("/admin/bao-cao/lap/", asked(minh_hoa, dated="2023-05-01"))
    assert answer.status_code == 422
    assert "Năm 2024 chưa bắt đầu vào ngày lập báo cáo 01/5/2023" in answer.content.decode()


def test_every_paragraph_has_a_name_on_the_page(report: Report) -> None:
    assert {one.key.partition(":")[0] for one in report.parts.all()} <= _CALLED.keys()


def test_what_was_typed_is_saved_whatever_button_was_pressed(report: Report, signed_in: SignIn) -> None:
    one, client = part(report, "tally"), signed_in(Role.CLERK)
    for pressed in ("luu", "lap-lai", "tep:docx"):
        typed = {field(part(report, "tally")): f"Tôi viết rồi bấm {pressed}.", "lam": pressed, "dated": "2026-11-23"}
        assert client.post(f"/admin/bao-cao/{report.pk}/luu/", typed).status_code == 302
        assert Part.objects.get(pk=one.pk).text == f"Tôi viết rồi bấm {pressed}."


def test_a_file_of_a_report_that_nobody_touched_leaves_no_edit_in_the_trail(report: Report, signed_in: SignIn) -> None:
    untouched = {field(one): one.text.replace("\n", "\r\n") for one in report.parts.all()}
    signed_in(Role.CLERK).post(f"/admin/bao-cao/{report.pk}/luu/", {**untouched, "lam": "tep:xlsx"})
    assert [entry.verb for entry in AuditEntry.objects.order_by("number") if entry.verb.startswith("reports.")] == [
        "reports.write",
        "reports.file",
    ]


def test_of_two_people_the_second_sees_both_texts_and_saves_again(report: Report, signed_in: SignIn) -> None:
    one, client, path = part(report, "tally"), signed_in(Role.CLERK), f"/admin/bao-cao/{report.pk}/luu/"
    mine = {field(one): "Của tôi."}
    client.post(path, {field(one): "Của người kia."})
    answer = client.post(path, mine)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Của tôi.</textarea>" in page
    assert "Bản đang lưu, của người khác:</b>\nCủa người kia." in page
    client.post(path, {field(part(report, "tally")): "Ghép cả hai."})
    assert part(report, "tally").text == "Ghép cả hai."


def test_an_edit_is_taken_back_and_had_again_by_buttons(report: Report, signed_in: SignIn) -> None:
    one, client, path = part(report, "tally"), signed_in(Role.CLERK), f"/admin/bao-cao/{report.pk}/luu/"
    client.post(path, {field(one): "Khác hẳn."})
    client.post(path, {"lam": f"doan:{one.pk}:new:{token(one.generated)}"})
    assert part(report, "tally").text == one.generated
    assert "Lấy lại bản đã sửa trước đó" in client.get(f"/admin/bao-cao/{report.pk}/").content.decode()
    client.post(path, {"lam": f"doan:{one.pk}:again:{token(one.generated)}"})
    assert part(report, "tally").text == "Khác hẳn."


@pytest.mark.parametrize("pressed", ["doan:0:new:x", "doan:1:burn:x", "doan", "tep", "tep:exe"])
def test_a_button_that_there_is_not_does_nothing(report: Report, signed_in: SignIn, pressed: str) -> None:
    answer = signed_in(Role.CLERK).post(f"/admin/bao-cao/{report.pk}/luu/", {"lam": pressed}, follow=True)
    assert answer.status_code == 404


def test_the_word_file_has_the_edited_words(report: Report, signed_in: SignIn) -> None:
    client = signed_in(Role.CLERK)
    client.post(f"/admin/bao-cao/{report.pk}/luu/", {field(part(report, "post", Section.HEAD)): "KT. CHỦ TỊCH"})
    name, content = file_of(client, f"/admin/bao-cao/{report.pk}/luu/", {"lam": "tep:docx"})
    assert name == "bao-cao-minh-hoa-2020-2025-2024.docx"
    signed = Document(io.BytesIO(content)).tables[-2].rows[0].cells[1]
    assert "KT. CHỦ TỊCH" in [one.text for one in signed.paragraphs]


def test_a_sheet_opens(report: Report, signed_in: SignIn) -> None:
    _, content = file_of(signed_in(Role.LEADER), f"/admin/bao-cao/{report.pk}/tep/", {"tep": "xlsx"})
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == ["Năm 2024", "Nguồn số liệu"]


def test_what_keeps_a_file_from_being_made_is_said_on_the_page_of_the_job(
    report: Report, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking() -> Any:
        raise CannotMakePdf

    monkeypatch.setattr("camket.reports.pdf.engine._weasyprint", lacking)
    client = signed_in(Role.CLERK)
    answer = client.post(f"/admin/bao-cao/{report.pk}/tep/", {"tep": "pdf"}, follow=True)
    assert "Máy chủ thiếu thư viện để tạo PDF" in answer.content.decode()
    assert f'href="/admin/bao-cao/{report.pk}/"' in answer.content.decode()


def test_the_page_for_leaders_is_to_be_had_on_a_screen(report: Report, signed_in: SignIn) -> None:
    page = signed_in(Role.LEADER).get(f"/admin/bao-cao/{report.pk}/mot-trang/").content.decode()
    assert "Ai chịu trách nhiệm" in page
    assert "reports/leaders-screen.css" in page


def test_who_only_reads_sees_the_report_and_no_way_to_change_it(report: Report, signed_in: SignIn) -> None:
    page = signed_in(Role.AUDITOR).get(f"/admin/bao-cao/{report.pk}/").content.decode()
    assert "readonly" in page
    assert 'value="luu"' not in page
    assert f'formaction="/admin/bao-cao/{report.pk}/tep/"' in page


def test_a_resolution_and_a_report_of_a_foreign_area_are_not_to_be_had(report: Report, signed_in: SignIn) -> None:
    elsewhere = OfficeFactory(area=AreaFactory(name="Xã Khác", slug="xa-khac", code="77"))
    client = signed_in(Role.CLERK, office=elsewhere)
    page = client.get("/admin/bao-cao/").content.decode()
    assert "Chưa có nghị quyết nào" in page
    assert report.title not in page
    about = {"about": f"nam-{report.resolution_id}-2024", "dated": "2026-11-23", "layout": "decree"}
    assert client.post("/admin/bao-cao/lap/", about).status_code == 422
    assert client.get(f"/admin/bao-cao/{report.pk}/").status_code == 404
    assert client.get(f"/admin/bao-cao/{report.pk}/mot-trang/").status_code == 404
    assert client.post(f"/admin/bao-cao/{report.pk}/tep/", {"tep": "docx"}).status_code == 404


def test_the_menu_leads_there(minh_hoa: City, signed_in: SignIn) -> None:
    assert "/admin/bao-cao/" in signed_in(Role.LEADER).get("/admin/").content.decode()
