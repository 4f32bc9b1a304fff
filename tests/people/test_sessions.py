"""A session ends when nobody uses it, and after a working day; what was typed is kept."""

from time import time

import pytest
from django.test import Client

from camket.foundation.models import AuditEntry
from camket.people.actions import back_office
from camket.people.enums import Role
from camket.people.sessions import KEPT
from factories import IndicatorFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/chi-so/"
SCRIPT = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}


@pytest.fixture(autouse=True)
def limits(settings):
    settings.SESSION_IDLE_MINUTES, settings.SESSION_ABSOLUTE_HOURS = 30, 8


@pytest.fixture
def clerk():
    user = UserFactory(role=Role.CLERK)
    user.set_password("dung-roi-12")
    user.save()
    user.groups.add(back_office())
    return user


@pytest.fixture
def signed_in(client, clerk):
    client.force_login(clerk)
    client.get(LIST)
    return client


def aged(client, *, idle=0, began=0):
    session = client.session
    session["session_seen"] = int(time()) - idle * 60
    session["session_began"] = int(time()) - began * 60
    session.save()
    return client


def sign_in(client, user, to):
    return client.post("/tai-khoan/dang-nhap/", {"login": user.username, "password": "dung-roi-12", "next": to})


def test_a_session_in_use_goes_on(signed_in):
    assert aged(signed_in, idle=29, began=479).get(LIST).status_code == 200


@pytest.mark.parametrize(("idle", "began", "why"), [(31, 31, "idle"), (0, 481, "absolute")])
def test_a_session_ends_at_its_limit_and_comes_back_to_the_same_page(signed_in, idle, began, why):
    answer = aged(signed_in, idle=idle, began=began).get(f"{LIST}?q=thu")
    assert answer.url == f"/admin/login/?next=%2Fadmin%2Fchi-so%2F%3Fq%3Dthu&het-phien={why}"


def test_the_page_of_the_sign_in_says_why_it_is_there(signed_in):
    page = aged(signed_in, idle=31).get(LIST, follow=True).content.decode()
    assert "Phiên làm việc đã hết" in page


def test_the_trail_tells_that_a_limit_has_ended_it(signed_in):
    aged(signed_in, idle=31).get(LIST)
    entry = AuditEntry.objects.first()
    assert (entry.verb, entry.reason) == ("people.sign_out", "idle")


def test_use_is_written_down_once_a_minute_at_most(signed_in):
    aged(signed_in, idle=0.5)
    before = signed_in.session["session_seen"]
    signed_in.get(LIST)
    assert signed_in.session["session_seen"] == before


def test_what_a_page_asks_by_itself_keeps_no_session_alive(signed_in):
    aged(signed_in, idle=20)
    before = signed_in.session["session_seen"]
    signed_in.get(LIST, **SCRIPT)
    assert signed_in.session["session_seen"] == before


def test_without_limits_a_session_stays(signed_in, settings):
    settings.SESSION_IDLE_MINUTES = settings.SESSION_ABSOLUTE_HOURS = 0
    assert aged(signed_in, idle=9999, began=9999).get(LIST).status_code == 200


def test_a_script_is_told_in_words_and_the_page_keeps_what_was_typed(signed_in):
    answer = aged(signed_in, idle=31).post("/admin/cau/1/sua/", {"value": "5"}, **SCRIPT)
    assert (answer.status_code, "đăng nhập" in answer.json()["gone"]) == (401, True)


@pytest.fixture
def late(signed_in):
    """A form that was sent after the session had ended."""
    page = f"/admin/chi-so/{IndicatorFactory().pk}/"
    typed = {"name": "thu ngân sách mới", "csrfmiddlewaretoken": "x", "new_password": "bi-mat"}
    answer = aged(signed_in, idle=31).post(page, typed)
    return signed_in, page, answer


def test_a_late_form_leads_to_the_sign_in_and_then_to_what_was_typed(late, clerk):
    client, _, answer = late
    assert answer.url == "/admin/login/?next=%2Fadmin%2Fgui-lai%2F&het-phien=idle"
    assert sign_in(client, clerk, "/admin/gui-lai/").url == "/admin/gui-lai/"


def test_what_was_typed_is_shown_and_goes_where_it_should_have_gone(late, clerk):
    client, page, _ = late
    sign_in(client, clerk, "/admin/gui-lai/")
    shown = client.get("/admin/gui-lai/").content.decode()
    assert "thu ngân sách mới" in shown
    assert f'action="{page}"' in shown


def test_no_password_and_no_token_is_kept(late):
    client, _, _ = late
    assert client.session[KEPT]["fields"] == [["name", "thu ngân sách mới"]]


def test_another_account_does_not_see_it(late):
    client, _, _ = late
    other = UserFactory(role=Role.CLERK)
    other.groups.add(back_office())
    client.force_login(other)
    assert client.get("/admin/gui-lai/").url == "/admin/"


def test_once_it_has_been_sent_it_is_kept_no_longer(late, clerk):
    client, page, _ = late
    sign_in(client, clerk, "/admin/gui-lai/")
    client.post(page, {"name": "thu ngân sách mới"})
    assert KEPT not in client.session


def test_nothing_is_shown_where_nothing_is_kept(signed_in):
    assert signed_in.get("/admin/gui-lai/").url == "/admin/"


def test_a_form_that_another_site_has_sent_is_not_kept(clerk):
    client = Client(enforce_csrf_checks=True)
    client.force_login(clerk)
    client.get(LIST)
    answer = aged(client, idle=31).post(f"/admin/chi-so/{IndicatorFactory().pk}/", {"name": "thu"})
    assert (answer.url.split("&")[0], KEPT in client.session) == ("/admin/login/?next=%2Fadmin%2F", False)


def test_the_own_pages_of_an_account_stand_under_the_same_limits(signed_in):
    assert aged(signed_in, idle=31).get("/tai-khoan/bao-ve/").url.startswith("/admin/login/?next=%2Ftai-khoan%2Fbao-ve")


def test_a_code_or_a_password_that_comes_too_late_is_not_kept(signed_in):
    answer = aged(signed_in, idle=31).post("/tai-khoan/xac-nhan/ma/", {"code": "123456"})
    assert (KEPT in signed_in.session, "gui-lai" in answer.url) == (False, False)
