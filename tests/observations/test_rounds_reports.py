"""The usual report in Word or PDF, sent in the place of figures: it waits for the clerk, and the light says so."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from camket.foundation.models import AuditEntry
from camket.intake import queries as intake
from camket.observations.enums import DutyState, Light
from camket.observations.models import Observation
from camket.observations.queries import light, reporting
from camket.observations.rounds import queries
from camket.observations.rounds.actions import FinishReport, WriteLetters, attaching
from camket.observations.rounds.models import AttachedReport, LinkUse
from camket.people.actions import back_office
from camket.people.enums import Role
from camket.portal.models import NewsPage
from camket.records.models import Document
from camket.resolutions.models import Resolution
from factories import DocumentFactory, ObservationFactory, PassageFactory, UserFactory
from observations.rounds import attached, collected
from records import files

pytestmark = pytest.mark.django_db
LATE = date(2026, 1, 21)
TEXT = "Thu ngân sách trên địa bàn năm 2025 đạt 205,4 tỷ đồng."


@pytest.fixture
def city():
    return collected()


@pytest.fixture
def address(city):
    return city.address()


def _attach(address, content: bytes, name="bao-cao.docx"):
    return Client().post(f"{address}kem/", {"bao-cao": SimpleUploadedFile(name, content)}, follow=True)


def _page(answer) -> str:
    return " ".join(answer.content.decode().split())


def _desk() -> Client:
    user = UserFactory(role=Role.CLERK)
    user.groups.add(back_office())
    client = Client()
    client.force_login(user)
    return client


def _light(city, indicator=None):
    asked = reporting(city.form.area_id, LATE)[(indicator or city.revenue).pk, city.form.area_id]
    return light(asked, date(2025, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize("made", [lambda: files.word(TEXT), lambda: files.pdf(TEXT)])
def test_a_report_becomes_a_document_that_was_read_and_waits(city, address, made, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = _page(_attach(address, made()))
    assert "Đã nhận báo cáo" in page
    assert "đã gửi báo cáo, chờ đọc" in page
    report = AttachedReport.objects.get()
    assert (report.round, report.office, report.document.area) == (city.round, city.office, city.form.area)
    assert intake.tally(report.document_id).waiting == 1
    assert _light(city) == Light.READING


def test_the_desk_shows_it_with_the_way_to_its_text(city):
    report = attached(city)
    page = _page(_desk().get(reverse("rounds:round", args=[city.round.pk])))
    assert page.count("Đã gửi báo cáo, chờ đọc") == 3  # the office, and its two figures
    assert reverse("intake:document", args=[report.document_id]) in page


def test_nobody_is_reminded_whose_report_waits(city):
    attached(city)
    told = WriteLetters(by=None, on=date(2026, 1, 5)).execute()
    assert told == []


@pytest.mark.parametrize("approval", [False, True])
def test_once_it_is_read_its_figures_are_answered_and_the_others_are_owed(approval):
    city = collected(approval=approval)
    report = attached(city)
    passage = PassageFactory(document=report.document)
    ObservationFactory(indicator=city.revenue, year=2025, value=Decimal("205.4"), passage=passage)
    client = _desk()
    page = _page(client.post(reverse("rounds:finish", args=[report.pk]), follow=True))
    assert "1 số liệu của kỳ được lấy từ báo cáo này" in page
    expected = DutyState.APPROVED if approval else DutyState.SUBMITTED
    assert (city.duty(city.revenue).state, city.duty(city.revenue).submitted.text) == (expected, "205,4")
    assert city.duty(city.poverty).state == DutyState.WAITING
    assert _light(city) == Light.REPORTED
    assert _light(city, city.poverty) == Light.OVERDUE
    assert Observation.objects.filter(indicator=city.revenue, end=date(2025, 12, 31)).count() == 1


def test_a_figure_of_another_period_answers_nothing(city):
    report = attached(city)
    ObservationFactory(indicator=city.revenue, year=2026, passage=PassageFactory(document=report.document))
    FinishReport(by=None, report=report).execute()
    assert city.duty(city.revenue).state == DutyState.WAITING


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("bieu.xlsx", files.sheet([["a"]]), "Biểu Excel thì tải lên ở mục Điền trên Excel"),
        ("anh.png", b"\x89PNG\r\n\x1a\n" + b"x" * 50, "không nhận ra loại tệp"),
        ("bao-cao.pdf", b"%PDF-1.4 hong", "bị hỏng"),
        ("trong.docx", b"", "tệp trống"),
    ],
)
def test_what_is_no_report_is_refused_and_nothing_is_kept(city, address, name, content, told):
    answer = _attach(address, content, name)
    assert answer.status_code == 422
    assert told in _page(answer)
    assert not Document.objects.filter(file_name=name).exists()
    assert not AttachedReport.objects.exists()


def test_the_same_file_twice_is_one(address):
    content = files.word(TEXT)
    for _ in range(2):
        _attach(address, content)
    assert AttachedReport.objects.count() == 1


def test_there_is_an_end_to_how_many(city, address, monkeypatch):
    monkeypatch.setattr(attaching, "MOST", 1)
    _attach(address, files.word(TEXT))
    assert "Đơn vị đã gửi" in _page(_attach(address, files.word(TEXT + " Thêm.")))
    assert AttachedReport.objects.count() == 1


def test_whoever_has_a_link_makes_no_resolution_and_no_page(address, django_capture_on_commit_callbacks):
    before, pages = Resolution.objects.count(), NewsPage.objects.count()
    words = ("NGHỊ QUYẾT", "Đại hội Đảng bộ nhiệm kỳ 2025-2030", "Thu ngân sách đến năm 2030 đạt 300 tỷ đồng.")
    with django_capture_on_commit_callbacks(execute=True):
        _attach(address, files.word(*words), "nghi-quyet.docx")
    assert AttachedReport.objects.count() == 1
    assert (Resolution.objects.count(), NewsPage.objects.count()) == (before, pages)


def test_each_use_is_in_the_log_and_in_the_trail(city, address):
    _attach(address, files.word(TEXT))
    assert "attached" in LinkUse.objects.values_list("what", flat=True)
    told = AuditEntry.objects.get(verb="rounds.answer", detail__has_key="file")
    assert told.detail["office"] == city.office.pk


def test_a_link_that_was_taken_back_takes_no_report(city, address):
    city.round.links.update(revoked_at="2026-01-01T00:00Z")
    assert _attach(address, files.word(TEXT)).status_code == 410
    assert not AttachedReport.objects.exists()


def test_reports_of_a_round_take_one_statement(city, django_assert_num_queries):
    for _ in range(3):
        city.round.reports.create(office=city.office, document=DocumentFactory(area=city.form.area))
    with django_assert_num_queries(1):
        found = queries.reports(city.round)[city.office.pk]
        assert all(one.document.file_name for one in found)
