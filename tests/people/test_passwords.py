"""Passwords: how strong, how old, of whose choosing; and what to do when one is forgotten."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from camket.foundation.models import AuditEntry
from camket.people.accounts import GivePassword
from camket.people.actions import back_office
from camket.people.enums import Role
from camket.people.models import FormerPassword, User
from factories import UserFactory

pytestmark = pytest.mark.django_db

DOOR, CHANGE, FORGOTTEN = "/tai-khoan/dang-nhap/", "/tai-khoan/mat-khau/", "/tai-khoan/quen-mat-khau/"
OLD, NEW = "Mot-mat-khau-12", "Mat-khau-thu-hai-7"


@pytest.fixture(autouse=True)
def _nobody_has_tried_before():
    cache.clear()


@pytest.fixture
def clerk():
    user = UserFactory(role=Role.CLERK, username="can-bo", email="can-bo@mau.example")
    user.set_password(OLD)
    user.save()
    user.groups.add(back_office())
    return user


def sign_in(client, password=OLD):
    return client.post(DOOR, {"login": "can-bo", "password": password, "next": "/admin/"})


def change(client, to, old=OLD):
    return client.post(CHANGE, {"oldpassword": old, "password1": to, "password2": to})


def is_open(password):
    client = Client()
    return sign_in(client, password).status_code == 302


# --- how strong


@pytest.mark.parametrize(
    ("password", "strict", "passes"),
    [
        ("ngan-thoi", False, True),
        ("ngan7-T", False, False),
        ("ngan-Thoi-7", True, False),
        ("du-dai-va-khong-hoa", True, False),
        ("Du-dai-co-hoa", True, True),
        ("DUDAICOSO2026x", True, True),
        ("đủDàiCóDấu2026", True, True),
        ("can-bo-1", False, False),
        ("123456789012", False, False),
        ("password1", False, False),
    ],
)
def test_a_password_is_as_strong_as_the_settings_ask(settings, clerk, password, strict, passes):
    settings.PASSWORD_LENGTH, settings.PASSWORD_KINDS = (12, 3) if strict else (8, 0)
    try:
        validate_password(password, clerk)
    except ValidationError:
        assert not passes
    else:
        assert passes


def test_the_page_says_what_is_asked(client, clerk, settings):
    settings.PASSWORD_LENGTH, settings.PASSWORD_KINDS, settings.PASSWORD_HISTORY = 12, 3, 5
    sign_in(client)
    page = client.get(CHANGE).content.decode()
    for said in ("12", "ít nhất 3 trong bốn loại", "5 mật khẩu gần nhất"):
        assert said in page


def test_none_of_the_last_few_is_taken_again(client, clerk, settings):
    settings.PASSWORD_HISTORY = 2
    sign_in(client)
    third = "Mat-khau-thu-ba-8"
    change(client, NEW)
    change(client, third, old=NEW)
    assert "Không dùng lại 2 mật khẩu" in change(client, NEW, old=third).content.decode()
    assert (change(client, OLD, old=third).status_code, is_open(OLD)) == (302, True)
    assert FormerPassword.objects.count() == 2


def test_the_present_one_is_not_taken_again_either(client, clerk, settings):
    settings.PASSWORD_HISTORY = 1
    sign_in(client)
    assert change(client, OLD).status_code == 200


# --- of whose choosing, and how old


@pytest.fixture
def given(settings, clerk):
    settings.PASSWORD_OF_ONES_OWN = 1
    return GivePassword(by=None, username="can-bo", role=Role.CLERK).execute()[1]


def test_a_password_that_was_given_is_changed_before_any_page_opens(client, given):
    sign_in(client, given)
    answer = client.get("/admin/chi-so/")
    assert answer.url == f"{CHANGE}?next=%2Fadmin%2Fchi-so%2F"
    changed = client.post(answer.url, {"oldpassword": given, "password1": NEW, "password2": NEW})
    assert (changed.url, client.get("/admin/").status_code) == ("/admin/chi-so/", 200)


def test_elsewhere_a_given_password_opens_as_before(client, clerk):
    given = GivePassword(by=None, username="can-bo", role=Role.CLERK).execute()[1]
    sign_in(client, given)
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(("days", "led"), [(89, False), (91, True), (None, True)])
def test_an_old_password_is_changed_first(client, clerk, settings, days, led):
    settings.PASSWORD_DAYS = 90
    since = timezone.now() - timedelta(days=days) if days else None
    User.objects.update(password_since=since)
    sign_in(client)
    assert client.get("/admin/").status_code == (302 if led else 200)


def test_a_new_password_ends_every_other_session_and_not_this_one(client, clerk):
    other = Client()
    sign_in(other)
    sign_in(client)
    change(client, NEW)
    assert [one.get("/admin/").status_code for one in (client, other)] == [200, 302]


def test_the_change_is_told_without_the_password(client, clerk):
    sign_in(client)
    change(client, NEW)
    entry = AuditEntry.objects.get(verb="people.password")
    assert (entry.object_name, entry.after, NEW in str(vars(entry))) == ("can-bo", {"password": "•••"}, False)


def test_who_tries_many_passwords_in_a_session_that_was_left_open_is_stopped(client, clerk):
    sign_in(client)
    for _ in range(6):
        answer = change(client, NEW, old="sai")
    assert (answer.status_code, "Quá nhiều lần" in answer.content.decode()) == (429, True)


# --- forgotten


def link():
    return re.search(r"http://testserver(/tai-khoan/quen-mat-khau/\S+)", mail.outbox[0].body)[1]


def test_a_letter_leads_to_a_new_password(client, clerk):
    assert client.post(FORGOTTEN, {"email": "can-bo@mau.example"}).url == f"{FORGOTTEN}da-gui/"
    page = client.get(link(), follow=True)
    form = re.search(r'action="([^"]+)"', page.content.decode().split("<main")[1])[1]
    assert client.post(form, {"password1": NEW, "password2": NEW}).url == f"{FORGOTTEN}xong/"
    assert (is_open(OLD), is_open(NEW)) == (False, True)
    assert AuditEntry.objects.get(verb="people.password").reason == "letter"


def test_the_letter_is_in_plain_vietnamese_and_names_the_account(client, clerk):
    client.post(FORGOTTEN, {"email": "can-bo@mau.example"})
    letter = mail.outbox[0]
    assert (letter.subject, letter.to) == ("Cam Kết: đặt mật khẩu mới", ["can-bo@mau.example"])
    assert "tài khoản can-bo" in letter.body


def test_a_link_works_once(client, clerk):
    client.post(FORGOTTEN, {"email": "can-bo@mau.example"})
    page = client.get(link(), follow=True)
    form = re.search(r'action="([^"]+)"', page.content.decode().split("<main")[1])[1]
    client.post(form, {"password1": NEW, "password2": NEW})
    assert "Đường dẫn không dùng được" in Client().get(link(), follow=True).content.decode()


def test_an_address_that_nobody_has_is_answered_alike_and_gets_no_letter(client, clerk):
    assert client.post(FORGOTTEN, {"email": "ai-do@mau.example"}).url == f"{FORGOTTEN}da-gui/"
    assert mail.outbox == []


def test_a_closed_account_gets_no_letter(client, clerk):
    User.objects.update(is_active=False)
    client.post(FORGOTTEN, {"email": "can-bo@mau.example"})
    assert mail.outbox == []
