"""The list of documents and the taking in of new ones."""

import io
import unicodedata
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.users.models import UserProfile

from camket.areas.models import Area
from camket.intake.models import Statement
from camket.people.enums import Role
from camket.records.extract.limits import MAX_TEXT_FILE_BYTES
from camket.records.models import Document
from camket.resolutions.models import Resolution
from city import city
from factories import AreaFactory, DocumentFactory, OfficeFactory, StatementFactory

REPORT = "UBND THÀNH PHỐ MINH HỌA\nSố: 05/BC-UBND\nBÁO CÁO\nThu ngân sách năm 2024 đạt 187,2 tỷ đồng."
LIST, UPLOAD = "/admin/van-ban/", "/admin/van-ban/tai-len/"


def send(client, *files, **fields):
    given = [
        SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content) for name, content in files
    ]
    return client.post(UPLOAD, {"documents": given, **fields}, follow=True)


@pytest.fixture
def area(db):
    return AreaFactory()


class TestList:
    def test_an_empty_list_says_what_to_do(self, clerk, area):
        assert "Tải nghị quyết của nhiệm kỳ lên trước" in clerk.get(LIST).content.decode()

    @pytest.mark.parametrize(("words", "count"), [("bao cao nam 2024", 1), ("NGHI QUYET", 1), ("05/bc", 1), ("xyz", 0)])
    def test_a_search_needs_no_diacritics(self, clerk, area, words, count):
        DocumentFactory(area=area, title="Báo cáo kết quả năm 2024", number="05", symbol="BC-UBND")
        DocumentFactory(area=area, title="Nghị quyết Đại hội 2020 - 2025")
        assert len(clerk.get(LIST, {"q": words}).context["rows"]) == count

    def test_how_far_each_document_is(self, clerk, desk):
        desk.sure.state = "assented"
        desk.sure.save()
        [(_, tally)] = clerk.get(LIST).context["rows"]
        assert (tally.waiting, tally.sure, tally.assented) == (3, 1, 1)

    def test_pages_of_a_long_list(self, clerk, area):
        for n in range(30):
            DocumentFactory(area=area, title=f"Báo cáo {n:02}")
        assert len(clerk.get(LIST).context["rows"]) == 25
        assert len(clerk.get(LIST, {"trang": "2"}).context["rows"]) == 5
        assert clerk.get(LIST, {"trang": "không"}).status_code == 200

    def test_as_many_queries_for_many_documents_as_for_one(self, clerk, area, django_assert_max_num_queries):
        for n in range(20):
            StatementFactory(document=DocumentFactory(area=area, title=f"Báo cáo {n}"))
        clerk.get(LIST)
        with django_assert_max_num_queries(20):
            clerk.get(LIST)

    def test_a_reader_sees_the_list_without_the_form(self, signed_in, desk):
        page = signed_in(Role.LEADER).get(LIST).content.decode()
        assert "Báo cáo năm 2024" in page
        assert 'type="file"' not in page


class TestUpload:
    def test_a_report_is_kept_and_read(self, clerk, area):
        page = send(clerk, ("bao-cao.txt", REPORT))
        [document] = Document.objects.all()
        assert page.request["PATH_INFO"] == f"/admin/van-ban/{document.pk}/"
        assert document.recorded_by == clerk.user
        assert Statement.objects.filter(document=document).exists()

    def test_a_resolution_is_recorded_as_one(self, clerk, area):
        text = "NGHỊ QUYẾT\nĐại hội Đảng bộ thành phố nhiệm kỳ 2020 - 2025\n(1) Thu ngân sách đạt 200 tỷ đồng năm 2025."
        send(clerk, ("01-nghi-quyet.txt", text))
        assert Resolution.objects.get().term.last_year == 2025

    def test_a_resolution_without_a_term_is_read_and_the_gap_named(self, clerk, area):
        page = send(clerk, ("nghi-quyet.txt", "NGHỊ QUYẾT\nVề phát triển kinh tế\nThu ngân sách đạt 200 tỷ đồng."))
        assert "nhiệm kỳ" in page.content.decode()
        assert (Document.objects.count(), Resolution.objects.count()) == (1, 0)

    def test_the_same_file_again_is_the_same_document(self, clerk, area):
        send(clerk, ("a.txt", REPORT))
        before = list(Statement.objects.values_list("pk", flat=True))
        page = send(clerk, ("b.txt", REPORT))
        assert "đã có" in page.content.decode()
        assert Document.objects.count() == 1
        assert list(Statement.objects.values_list("pk", flat=True)) == before

    def test_one_bad_file_does_not_hold_up_the_others(self, clerk, area):
        page = send(clerk, ("a.txt", REPORT), ("hong.pdf", b"%PDF-1.4 nothing"), ("c.txt", REPORT + " Hết."))
        assert Document.objects.count() == 2
        text = page.content.decode()
        assert "hong.pdf" in text
        assert text.count(": đã nhận,") == 2

    def test_what_was_received_before_a_bad_file_stays(self, clerk, area):
        send(clerk, ("a.txt", REPORT))
        send(clerk, ("hong.docx", b"PK\x03\x04 broken"))
        assert Document.objects.count() == 1

    def test_a_file_that_was_received_but_not_read_is_read_on_the_next_try(self, clerk, area):
        send(clerk, ("a.txt", REPORT))
        Statement.objects.all().delete()
        Document.objects.get().other_numbers.all().delete()
        page = send(clerk, ("a.txt", REPORT))
        assert "đã nhận" in page.content.decode()
        assert Statement.objects.exists()

    def test_the_first_area_comes_into_being_with_the_first_document(self, signed_in):
        send(signed_in(Role.ADMINISTRATOR), ("a.txt", REPORT), area_name="Thành phố Ví Dụ", area_kind="city")
        assert (Area.objects.get().slug, Document.objects.count()) == ("thanh-pho-vi-du", 1)

    def test_a_clerk_without_an_area_is_told_whom_to_ask(self, clerk):
        page = clerk.get(LIST).content.decode()
        assert "Nhờ người quản trị" in page
        assert 'type="file"' not in page

    def test_no_file_is_told_and_nothing_else_happens(self, clerk, area):
        page = clerk.post(UPLOAD, {})
        assert page.status_code == 422
        assert "Chưa chọn tệp nào" in page.content.decode()

    def test_text_in_decomposed_form_is_kept_composed(self, clerk, area):
        send(clerk, ("nfd.txt", unicodedata.normalize("NFD", REPORT)))
        text = Document.objects.get().text
        assert text == unicodedata.normalize("NFC", text)


def _encrypted() -> bytes:
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    return head + b"trailer<</Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/O(x)/U(y)/P -4>>>>\n%%EOF"


def _zip() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as package:
        package.writestr("readme", "x")
    return kept.getvalue()


# "Tỷ lệ hộ 2,2%", as typed with a TCVN3 font: too few words to be sure of, so that it is not converted.
TCVN3 = "Tû lÖ hé 2,2%".encode()

BAD = {
    "empty": ("trong.txt", b"", "trống"),
    "blank": ("trang.txt", b" \n\n ", "trống"),
    "unknown": ("anh.png", b"\x89PNG\r\n\x1a\n0000", "loại tệp"),
    "wrong extension": ("gia.docx", _zip(), ".docx"),
    "NUL": ("nul.txt", b"Thu ng\x00\x00\x00an sach 200", "NUL"),
    "TCVN3": ("abc.txt", TCVN3, "Unikey"),
    "50 MB": ("lon.txt", b"a" * (MAX_TEXT_FILE_BYTES + 1), "vượt giới hạn"),
    "broken PDF": ("hong.pdf", _encrypted(), "hong.pdf"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_gets_a_clear_answer_and_loses_nothing(clerk, area, case):
    name, content, words = BAD[case]
    send(clerk, ("tot.txt", REPORT))
    page = send(clerk, (name, content)).content.decode()
    assert name in page
    assert words in page
    assert Document.objects.count() == 1


def test_errors_come_in_the_language_of_the_person(signed_in, area):
    client = signed_in()
    UserProfile.objects.create(user=client.user, preferred_language="en")
    assert "the file is empty" in send(client, ("trong.txt", b"")).content.decode()


def test_a_whole_city_is_listed(clerk):
    city()
    assert len(clerk.get(LIST).context["rows"]) == 4


class TestOwnArea:
    """An account of an office sees its area and what lies in it, nothing else (see the traps of dependencies.md)."""

    @pytest.fixture
    def two(self, db):
        mine = AreaFactory(slug="xa-a", code="1", name="Xã A")
        inside = AreaFactory(slug="thon-a", code="3", name="Thôn A", parent=mine)
        other = AreaFactory(slug="xa-b", code="2", name="Xã B")
        documents = [DocumentFactory(area=area, title=f"Báo cáo của {area.name}") for area in (mine, inside, other)]
        return mine, documents

    def test_the_list_holds_own_documents_only(self, signed_in, two):
        mine, (first, second, _) = two
        rows = signed_in(office=OfficeFactory(area=mine)).get(LIST).context["rows"]
        assert {document.pk for document, _ in rows} == {first.pk, second.pk}

    def test_every_address_of_another_area_is_as_good_as_none(self, signed_in, two):
        mine, (_, _, foreign) = two
        client = signed_in(office=OfficeFactory(area=mine))
        statement = StatementFactory(document=foreign)
        assert client.get(f"/admin/van-ban/{foreign.pk}/").status_code == 404
        for path in (f"van-ban/{foreign.pk}/duyet-chac-chan", f"van-ban/{foreign.pk}/doc-lai"):
            assert client.post(f"/admin/{path}/").status_code == 404
        for verb in ("duyet", "sua", "bo", "hoan-tac"):
            assert client.post(f"/admin/cau/{statement.pk}/{verb}/", {"version": 0}).status_code == 404
        assert client.get(f"/admin/cau/{statement.pk}/").status_code == 404
        statement.refresh_from_db()
        assert (statement.state, statement.version) == ("waiting", 0)

    def test_nothing_can_be_uploaded_to_another_area(self, signed_in, two):
        mine, (_, _, foreign) = two
        client = signed_in(office=OfficeFactory(area=mine))
        page = send(client, ("a.txt", REPORT), area=foreign.area_id)
        assert page.status_code == 422
        assert not Document.objects.filter(area=foreign.area, file_name="a.txt").exists()


class TestNextDocument:
    def test_what_was_promised_comes_before_what_came_of_it(self, clerk, area):
        report = StatementFactory(document=DocumentFactory(area=area, title="Báo cáo")).document
        resolution = DocumentFactory(area=area, title="Nghị quyết", kind="resolution")
        StatementFactory(document=resolution)
        assert clerk.get("/admin/van-ban/tiep-theo/").url == f"/admin/van-ban/{resolution.pk}/"
        assert clerk.get("/admin/van-ban/tiep-theo/", {"sau": resolution.pk}).url == f"/admin/van-ban/{report.pk}/"
        assert clerk.get("/admin/van-ban/tiep-theo/", {"sau": report.pk}).url == f"/admin/van-ban/{resolution.pk}/"

    def test_one_that_is_done_is_passed_over(self, clerk, area):
        StatementFactory(document=DocumentFactory(area=area, title="Xong"), state="assented")
        assert clerk.get("/admin/van-ban/tiep-theo/", {"sau": "x"}).url == "/admin/van-ban/"


def test_a_resolution_uploaded_makes_the_areas_site(clerk, area, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send(clerk, ("a.txt", REPORT))
    assert "Minh Họa" in clerk.get("/").content.decode()


def test_a_file_beyond_all_limits_is_refused_unread(clerk, area, monkeypatch):
    monkeypatch.setattr("camket.intake.views.documents.MAX_FILE_BYTES", 3)
    page = send(clerk, ("to.txt", REPORT)).content.decode()
    assert "vượt giới hạn" in page
    assert not Document.objects.exists()
