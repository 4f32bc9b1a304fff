"""Published reviews on the public site."""

from datetime import date

import pytest

from camket.reviews.enums import NoteKind, ReviewKind
from camket.reviews.remarks import AddNote
from camket.reviews.reviewing import AddAddendum, OpenReview, PublishReview, SignReview
from city import City
from portal.pages import Faults, read

RESOLUTION = "/cam-ket/minh-hoa-2020-2025/"


@pytest.fixture
def review(town: City):
    made = OpenReview(by=None, resolution=town.finished, kind=ReviewKind.YEAR, on=date(2025, 12, 31)).execute()
    AddNote(by=None, review=made, kind=NoteKind.CONCLUSION, text="Tập trung giảm nghèo").execute()
    return SignReview(by=None, review=made, signed_as="Chủ tịch UBND thành phố").execute()


@pytest.fixture
def published(review):
    AddAddendum(by=None, review=review, text="Đính chính số hộ nghèo", text_en="Poor households corrected").execute()
    return PublishReview(by=None, review=review).execute()


@pytest.mark.parametrize(
    ("prefix", "said"),
    [
        ("", ("Sơ kết năm 2025", "Tập trung giảm nghèo", "Đính chính số hộ nghèo", "Chủ tịch UBND thành phố")),
        ("/en", ("Review of 2025", "Tập trung giảm nghèo", "Poor households corrected", "Signed on 28")),
    ],
)
def test_a_published_review_is_read_in_both_languages(client, published, prefix, said):
    page = read(client, f"{prefix}{RESOLUTION}so-ket/nam-2025/")
    assert Faults(page).found == []
    for words in said[:3]:
        assert words in page.text


def test_a_published_review_takes_few_statements(client, published, django_assert_max_num_queries):
    with django_assert_max_num_queries(18):
        assert client.get(f"{RESOLUTION}so-ket/nam-2025/").status_code == 200


def test_its_addresses_are_linked_and_in_the_site_map(client, published):
    assert f"{RESOLUTION}so-ket/nam-2025/" in read(client, RESOLUTION).links
    assert f"{RESOLUTION}so-ket/nam-2025/" in read(client, f"{RESOLUTION}so-ket/").links
    assert "so-ket/nam-2025/" in client.get("/sitemap.xml").content.decode()


def test_what_is_signed_and_not_published_is_nobodys(client, review):
    assert client.get(f"{RESOLUTION}so-ket/nam-2025/").status_code == 404
    assert "so-ket" not in client.get("/sitemap.xml").content.decode()


def test_a_review_of_another_resolution_is_not_found(client, published):
    assert client.get("/cam-ket/minh-hoa-2025-2030/so-ket/nam-2025/").status_code == 404
    assert client.get("/cam-ket/khong-co/so-ket/").status_code == 404


def test_no_account_is_named(client, published):
    assert "tai-khoan" not in read(client, f"{RESOLUTION}so-ket/nam-2025/").text


def test_the_board_of_a_programme_is_shown_with_it(client, town: City):
    programme = town.finished.programmes.filter(board__isnull=False).first() or town.running.programmes.first()
    page = read(client, f"/cam-ket/?nghi-quyet={programme.resolution.slug}&chuong-trinh={programme.slug}")
    assert "Ban Chủ nhiệm" in page.text
    assert programme.board.first().title in page.text
