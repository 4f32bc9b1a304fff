"""Published reviews on the public site."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.cache import cache

from camket.observations.actions import RecordObservation
from camket.observations.enums import Stage
from camket.reviews.enums import NoteKind, ReviewKind
from camket.reviews.handover import CloseTerm
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
    with django_assert_max_num_queries(19):
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


# --- the end of a term


@pytest.fixture
def closed(town: City):
    told = {"resolution": town.finished, "on": date(2025, 12, 31), "signed_as": "Bí thư Thành ủy"}
    return CloseTerm(by=None, **told).execute()


def _later(town: City) -> None:
    revenue = town.area.indicators.get(name="thu ngân sách trên địa bàn")
    told = {"indicator": revenue, "area_id": town.area.pk, "stage": Stage.FINAL}
    year = {"start": date(2025, 1, 1), "end": date(2025, 12, 31)}
    RecordObservation(by=None, value=Decimal(120), **told, **year).execute()
    cache.clear()


@pytest.mark.parametrize(
    ("prefix", "ended", "later"),
    [
        ("", "Nhiệm kỳ đã khép lại ngày", "Số liệu đến sau tổng kết"),
        ("/en", "The term was closed on", "Figures that came after the final review"),
    ],
)
def test_the_scoreboard_of_a_closed_term_says_so_and_shows_later_figures_beside_it(
    client, town, closed, prefix, ended, later
):
    before = read(client, f"{prefix}{RESOLUTION}").text
    _later(town)
    board = read(client, f"{prefix}{RESOLUTION}")
    assert Faults(board).found == []
    assert ended in board.text
    assert later not in before
    assert later in board.text
    assert _strong(board.text) == _strong(before)


def _strong(text: str) -> str:
    return re.search(r"\d+/\d+", text).group()


def test_the_page_of_a_closed_target_keeps_its_result_and_tells_the_later_one(client, town, closed):
    address = f"{RESOLUTION}thu-ngan-sach-tren-dia-ban-last/"
    before = town.finished.reviews.get().rows.get(slug="thu-ngan-sach-tren-dia-ban-last").why
    _later(town)
    page = read(client, address)
    assert Faults(page).found == []
    assert " ".join(before.split()) in " ".join(page.text.split())
    assert "Kết quả tổng kết ở trên giữ nguyên" in page.text
    assert "đến sau tổng kết" in page.text


@pytest.mark.parametrize("public", [False, True])
def test_the_final_review_is_linked_once_it_is_public(client, town, closed, public):
    if public:
        PublishReview(by=None, review=closed).execute()
    assert (f"{RESOLUTION}so-ket/tong-ket/" in read(client, RESOLUTION).links) is public


def test_a_closed_scoreboard_costs_few_statements_more(client, town, closed, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        assert client.get(RESOLUTION).status_code == 200
