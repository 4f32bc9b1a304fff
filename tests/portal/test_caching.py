"""Public pages are served from memory, and never after what they show has changed."""

import gzip

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection, transaction
from wagtail.models import Page

from camket.areas.actions import RecordArea
from camket.people.enums import Role
from camket.people.signing import FailSignIn
from camket.portal import caching
from camket.portal.models import HomePage, SiteVersion
from city import City
from factories import UserFactory

INVENTED = 'class="invented"'
REVENUE = "/cam-ket/minh-hoa-2020-2025/thu-ngan-sach-tren-dia-ban-last/"


def plain(answer) -> str:
    body = answer.content
    return (gzip.decompress(body) if answer.get("Content-Encoding") == "gzip" else body).decode()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What is done inside is as good as committed."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def rename(town: City) -> None:
    RecordArea(by=None, slug=town.area.slug, code="999", name=town.area.name, kind="city", invented=False).execute()


def test_a_second_reader_is_served_without_asking_the_database(client, town, django_assert_num_queries):
    first = client.get("/")
    caching.version.current()  # asked for once a second at most, and the first page of a process may take longer
    with django_assert_num_queries(0):
        second = client.get("/")
    assert plain(first) == plain(second)


@pytest.mark.parametrize("address", ["/", "/en/", REVENUE, "/cam-ket/?ket-qua=met"])
def test_a_page_is_made_anew_after_an_action(client, town, committed, address):
    assert INVENTED in plain(client.get(address))
    with committed():
        rename(town)
    assert INVENTED not in plain(client.get(address))


def test_a_page_is_made_anew_after_a_publication(client, town, committed):
    client.get("/")
    home = HomePage.objects.get(locale__language_code="vi")
    home.title = "Tên mới"
    with committed():
        home.save_revision().publish()
    assert "Tên mới" in plain(client.get("/"))


def test_a_page_that_was_taken_down_is_gone(client, town, committed):
    assert client.get("/gioi-thieu/").status_code == 200
    with committed():
        Page.objects.get(slug="gioi-thieu", locale__language_code="vi").unpublish()
    assert client.get("/gioi-thieu/").status_code == 404


def test_a_draft_changes_nothing(client, town, committed, django_assert_num_queries):
    client.get("/")
    home = HomePage.objects.get(locale__language_code="vi")
    home.title = "Bản nháp"
    with committed():
        home.save_revision()
    with django_assert_num_queries(0):
        assert "Bản nháp" not in plain(client.get("/"))


def test_another_process_sees_the_new_version_once_its_memory_ends(client, town, committed, monkeypatch):
    """The other process grows the version in the database only; this one looks again after a second."""
    before = plain(client.get("/"))
    town.area.invented = False
    town.area.save()
    connection.cursor().execute("UPDATE portal_siteversion SET number = number + 1")
    assert plain(client.get("/")) == before
    now = caching.time.monotonic()
    monkeypatch.setattr(caching.time, "monotonic", lambda: now + caching.MEMO_SECONDS + 0.01)
    assert INVENTED not in plain(client.get("/"))


def test_an_undone_publication_leaves_the_version_alone(town):
    before = caching._stored()
    with transaction.atomic():
        caching.bump()
        transaction.set_rollback(True)
    assert caching._stored() == before


def test_pages_stay_up_while_the_database_is_away(client, town, monkeypatch):
    before = plain(client.get("/"))
    caching.version.expire()

    def away():
        raise OperationalError

    monkeypatch.setattr(caching, "_stored", away)
    assert plain(client.get("/")) == before


def test_a_page_made_while_the_version_grows_is_not_kept_for_the_new_one(client, town, rf, committed):
    def slow(request):
        answer = caching.HttpResponse("cũ")
        with committed():
            caching.bump()
        return answer

    middleware = caching.PublicPageCache(slow)
    assert plain(middleware(rf.get("/cham/"))) == "cũ"
    fresh = caching.PublicPageCache(lambda request: caching.HttpResponse("mới"))
    assert plain(fresh(rf.get("/cham/"))) == "mới"


def test_a_database_made_anew_meets_no_page_of_an_earlier_one(town):
    from camket.portal.models import SiteVersion

    before = caching._stored()
    SiteVersion.objects.all().delete()
    caching.bump()
    assert caching._stored() > before


def test_the_languages_are_kept_apart(client, town):
    assert 'lang="vi"' in plain(client.get("/"))[:200]
    assert 'lang="en"' in plain(client.get("/en/"))[:200]
    answer = client.get("/", HTTP_ACCEPT_LANGUAGE="en")
    assert answer["Content-Language"] == "vi"
    assert "Accept-Language" not in answer.get("Vary", "")


def test_a_browser_that_has_the_page_is_told_so(client, town):
    first = client.get("/")
    again = client.get("/", HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]


def test_the_mark_changes_with_the_page(client, town, committed):
    first = client.get("/")
    with committed():
        rename(town)
    assert client.get("/", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200


@pytest.mark.parametrize("accepts", ["gzip, br", "identity"])
def test_a_page_is_compressed_for_who_takes_it(client, town, accepts):
    for _ in range(2):
        answer = client.get("/", HTTP_ACCEPT_ENCODING=accepts)
        assert answer.get("Content-Encoding") == ("gzip" if "gzip" in accepts else None)
        assert int(answer["Content-Length"]) == len(answer.content)
        assert "</html>" in plain(answer)


def test_a_head_request_has_the_head_of_the_page_and_no_body(client, town):
    whole = client.get("/")
    answer = client.head("/")
    assert answer.content == b""
    assert answer["ETag"] == whole["ETag"]
    assert answer["Content-Length"] == whole["Content-Length"]


def test_who_is_signed_in_is_never_served_from_memory(client, town):
    client.get("/")
    client.force_login(UserFactory(role=Role.ADMINISTRATOR))
    assert "ETag" not in client.get("/")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/khong-co/", 404),
        ("/admin/login/", 302),
        ("/tai-khoan/dang-nhap/", 200),
        ("/tai-khoan/quen-mat-khau/da-gui/", 200),
    ],
)
def test_errors_and_the_back_office_are_not_kept(client, town, address, status):
    cache.clear()
    assert client.get(address).status_code == status
    assert "ETag" not in client.get(address)


def test_a_download_is_not_kept(client, town):
    assert "ETag" not in client.get("/cam-ket/minh-hoa-2020-2025/tai-ve/csv/")


def test_a_form_that_is_sent_is_never_answered_from_memory(client, town):
    client.get("/")
    assert "ETag" not in client.post("/")


@pytest.mark.parametrize("header", ["private", "no-store"])
def test_what_is_said_to_be_private_is_not_kept(rf, db, header):
    def private(request):
        return caching.HttpResponse("riêng", headers={"Cache-Control": header})

    assert "ETag" not in caching.PublicPageCache(private)(rf.get("/"))


def test_an_answer_that_sets_a_cookie_is_not_kept(rf, db):
    def cookie(request):
        answer = caching.HttpResponse("riêng")
        answer.set_cookie("ai", "do")
        return answer

    assert "ETag" not in caching.PublicPageCache(cookie)(rf.get("/"))


def test_a_sign_in_lets_no_page_go_however_often_somebody_tries(client, town):
    client.get("/")
    before = SiteVersion.objects.get().number
    FailSignIn(by=None, username="ai-do").execute()
    assert SiteVersion.objects.get().number == before
