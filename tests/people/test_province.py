"""A province's own sign-in: the whole way there and back, against a real provider in a process of its own."""

import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from camket.config import provider
from camket.config.environment import MissingSetting
from camket.foundation.models import AuditEntry
from camket.people.actions import back_office
from camket.people.enums import Role
from camket.people.models import User
from factories import OfficeFactory, UserFactory
from people.issuer import CLAIMS, CLIENT, SECRET
from people.second_factor import Still, code, secret_on

pytestmark = pytest.mark.django_db

DOOR, GO, BACK = "/tai-khoan/dang-nhap/", "/tai-khoan/tinh/", "/tai-khoan/tinh/ve/"
PASSWORD = "Mot-mat-khau-12"


@pytest.fixture(scope="module")
def issuer():
    """Its address."""
    server = Path(__file__).with_name("issuer.py")
    process = subprocess.Popen([sys.executable, str(server)], stdout=subprocess.PIPE, text=True)
    yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    process.terminate()
    process.wait()


@pytest.fixture
def set_to(settings, monkeypatch, issuer):
    """The settings as the environment would make them."""

    def set_to(**more):
        given = {"ISSUER": issuer, "CLIENT": CLIENT, "SECRET": SECRET, "NAME": "Tỉnh Mẫu", **more}
        for name, value in given.items():
            monkeypatch.setenv(f"CAMKET_OIDC_{name}", value)
        settings.SOCIALACCOUNT_PROVIDERS = provider.configured()

    set_to()
    return set_to


@pytest.fixture
def clerk():
    user = UserFactory(role=Role.CLERK, username="can-bo", email="can-bo@mau.example", office=OfficeFactory())
    user.set_password(PASSWORD)
    user.save()
    user.groups.add(back_office())
    return user


def through(client, issuer, *, fault="", more=None, to="/admin/chi-so/", **claims):
    """As a browser goes: our link, the province's page, and back with what it sends along."""
    said = {"claims": {**CLAIMS, **claims}, "fault": fault, "more": more or {}}
    requests.post(f"{issuer}/say", json=said, timeout=5).raise_for_status()
    there = client.get(f"{GO}?next={to}")
    if there.status_code != 302:
        return there
    back = requests.get(there.url, allow_redirects=False, timeout=5).headers["Location"]
    return client.get(back.removeprefix("http://testserver"))


def signed_in(client):
    return client.get("/admin/").status_code == 200


def turned_away():
    return [one.detail for one in AuditEntry.objects.filter(verb="people.sign_in_failed")]


# --- the way in


def test_the_account_that_the_province_names_is_signed_in_and_gets_where_it_wanted(client, set_to, issuer, clerk):
    assert through(client, issuer).url == "/admin/chi-so/"
    assert signed_in(client)


def test_the_page_offers_it_by_the_name_of_the_province(client, set_to):
    page = client.get(f"{DOOR}?next=/admin/chi-so/").content.decode()
    assert "Đăng nhập bằng Tỉnh Mẫu" in page
    assert f'href="{GO}?next=/admin/chi-so/"' in page


def test_where_none_is_set_there_is_no_button_and_no_address(client):
    assert "Đăng nhập bằng" not in client.get(DOOR).content.decode()
    assert (client.get(GO).status_code, client.get(BACK).status_code) == (404, 404)


def test_it_is_asked_with_a_state_a_nonce_and_a_proof_key_that_change_each_time(client, set_to, issuer, clerk):
    asked = [parse_qs(urlsplit(client.get(GO).url).query) for _ in range(2)]
    for name in ("state", "nonce", "code_challenge"):
        assert asked[0][name] != asked[1][name]
    assert (asked[0]["code_challenge_method"], asked[0]["redirect_uri"]) == (["S256"], [f"http://testserver{BACK}"])


def test_nothing_in_our_address_changes_what_is_asked_of_the_province(client, set_to):
    asked = client.get(f"{GO}?auth_params=prompt%3Dnone&scope=ghi&process=connect").url
    assert "prompt" not in asked
    assert "ghi" not in parse_qs(urlsplit(asked).query)["scope"][0].split()


def test_another_site_is_not_gone_to_afterwards(client, set_to, issuer, clerk):
    assert through(client, issuer, to="https://noi-khac.example/").url == "/admin/"


def test_the_trail_tells_that_it_was_the_province(client, set_to, issuer, clerk):
    through(client, issuer)
    assert [(one.verb, one.object_name) for one in AuditEntry.objects.order_by("number")] == [
        ("people.link", "can-bo"),
        ("people.sign_in", "can-bo"),
    ]
    assert AuditEntry.objects.get(verb="people.sign_in").detail == {"how": ["socialaccount"]}


def test_nothing_of_the_person_is_kept_but_the_number_that_the_province_gives(client, set_to, issuer, clerk):
    through(client, issuer, name="Tên của người", phone_number="0900")
    known = SocialAccount.objects.get()
    assert (known.uid, known.extra_data, known.user) == ("so-1", {}, clerk)


# --- whose account


def test_from_then_on_the_number_counts_and_not_the_name(client, set_to, issuer, clerk):
    through(client, issuer)
    other = UserFactory(username="nguoi-khac")
    again = Client()
    through(again, issuer, preferred_username=other.username)
    assert again.session["_auth_user_id"] == str(clerk.pk)


def test_a_name_that_the_province_gives_to_somebody_else_opens_nothing(client, set_to, issuer, clerk):
    through(client, issuer)
    other = Client()
    assert through(other, issuer, sub="so-2").status_code == 403
    assert not signed_in(other)


@pytest.mark.parametrize(
    ("verified", "lets_in"), [({"email_verified": True}, True), ({"email_verified": False}, False), ({}, False)]
)
def test_an_address_counts_only_if_the_province_has_verified_it(client, set_to, issuer, clerk, verified, lets_in):
    set_to(CLAIM="email")
    through(client, issuer, email="Can-Bo@mau.example", **verified)
    assert signed_in(client) is lets_in


def test_an_address_that_two_accounts_have_opens_neither(client, set_to, issuer, clerk):
    set_to(CLAIM="email")
    UserFactory(username="nguoi-khac", email=clerk.email)
    assert through(client, issuer, email=clerk.email, email_verified=True).status_code == 403


def test_a_name_that_only_the_further_particulars_hold_counts(client, set_to, issuer, clerk):
    set_to(CLAIM="ma_can_bo")
    through(client, issuer, more={"ma_can_bo": "can-bo"})
    assert signed_in(client)


def test_an_unknown_person_is_told_whom_to_ask_and_no_account_is_made(client, set_to, issuer, clerk):
    answer = through(client, issuer, preferred_username="nguoi-la")
    page = answer.content.decode()
    assert (answer.status_code, "<strong>nguoi-la</strong>" in page, "người quản trị" in page) == (403, True, True)
    assert (User.objects.count(), signed_in(client)) == (1, False)
    assert turned_away() == [{"step": "province", "why": "unknown", "name": "nguoi-la"}]


@pytest.mark.parametrize("known", [False, True])
def test_a_closed_account_stays_shut(client, set_to, issuer, clerk, known):
    if known:
        through(Client(), issuer)
    User.objects.filter(pk=clerk.pk).update(is_active=False)
    answer = through(client, issuer)
    assert ("đang ngừng hoạt động" in answer.content.decode(), signed_in(client)) == (True, False)
    assert turned_away() == [{"step": "province", "why": "closed"}]


def test_an_administrator_unlinks_it_and_the_next_person_of_that_name_is_recognised(client, set_to, issuer, clerk):
    through(client, issuer)
    desk = Client()
    desk.force_login(UserFactory(role=Role.ADMINISTRATOR, is_superuser=True))
    desk.post(f"/admin/tai-khoan/{clerk.pk}/viec/", {"go": "tinh", "reason": "chuyển công tác"})
    assert (SocialAccount.objects.count(), signed_in(client)) == (0, False)
    through(client, issuer, sub="so-2")
    assert signed_in(client)


# --- what does not hold


@pytest.mark.parametrize(
    "fault",
    [
        *("signature", "key", "unsigned", "by a shared secret", "nonce", "no nonce", "audience", "expired", "issuer"),
        "somebody else",
    ],
)
def test_what_does_not_hold_opens_nothing_and_is_told(client, set_to, issuer, clerk, fault):
    answer = through(client, issuer, fault=fault)
    assert (answer.status_code, "không kiểm được" in answer.content.decode()) == (403, True)
    assert (signed_in(client), SocialAccount.objects.count()) == (False, 0)
    told = turned_away()
    assert ([one["why"] for one in told], bool(told[0]["fault"])) == (["failed"], True)


def test_who_stops_half_way_comes_back_to_a_way_in(client, set_to, issuer, clerk):
    page = through(client, issuer, fault="cancelled")
    assert (page.status_code, f'href="{DOOR}"' in page.content.decode()) == (200, True)


def test_an_answer_that_nobody_has_asked_for_opens_nothing(client, set_to, issuer, clerk):
    assert client.get(f"{BACK}?code=a&state=b").status_code == 403
    assert not AuditEntry.objects.exists()  # anybody may open the address, as often as they like


def test_an_answer_that_was_sent_to_another_browser_opens_nothing(client, set_to, issuer, clerk):
    requests.post(f"{issuer}/say", json={"claims": CLAIMS, "fault": ""}, timeout=5)
    back = requests.get(Client().get(GO).url, allow_redirects=False, timeout=5).headers["Location"]
    assert client.get(back.removeprefix("http://testserver")).status_code == 403
    assert not signed_in(client)


def test_an_answer_counts_once(client, set_to, issuer, clerk):
    requests.post(f"{issuer}/say", json={"claims": CLAIMS, "fault": ""}, timeout=5)
    back = requests.get(client.get(GO).url, allow_redirects=False, timeout=5).headers["Location"]
    opened = [client.get(back.removeprefix("http://testserver")).status_code for _ in range(2)]
    assert opened == [302, 403]


def test_a_province_that_does_not_answer_is_told_in_words(client, set_to):
    set_to(ISSUER="http://127.0.0.1:9")
    answer = client.get(GO)
    assert (answer.status_code, "không trả lời" in answer.content.decode()) == (403, True)


# --- the second factor


@pytest.fixture
def telephone(clerk, monkeypatch):
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time", Still)
    client = Client()
    client.post(DOOR, {"login": "can-bo", "password": PASSWORD})
    secret = secret_on(client.get("/tai-khoan/bao-ve/ung-dung/").content.decode())
    client.post("/tai-khoan/bao-ve/ung-dung/", {"code": code(secret)})
    return secret


@pytest.mark.parametrize(
    ("claims", "counts"),
    [
        ({"amr": ["pwd", "otp"]}, True),
        ({"acr": "loa3"}, True),
        ({"amr": ["pwd"]}, False),
        ({"amr": "otp"}, True),
        ({}, False),
    ],
)
def test_the_provinces_own_second_factor_counts_where_it_says_so(
    client, set_to, issuer, clerk, telephone, settings, claims, counts
):
    settings.SECOND_FACTOR = 1
    set_to(SECOND_FACTOR="otp loa3")
    assert through(client, issuer, **claims).url == ("/admin/chi-so/" if counts else "/tai-khoan/ma/")
    assert signed_in(client) is counts


def test_a_word_that_is_not_set_counts_for_nothing(client, set_to, issuer, clerk, telephone):
    assert through(client, issuer, amr=["otp"]).url == "/tai-khoan/ma/"
    assert clerk.password not in str(dict(client.session))
    assert client.post("/tai-khoan/ma/", {"code": code(telephone, steps=1)}).url == "/admin/chi-so/"


def test_where_neither_has_one_ours_is_set_up_first(client, set_to, issuer, clerk, settings):
    settings.SECOND_FACTOR = 1
    through(client, issuer)
    assert client.get("/admin/").url.startswith("/tai-khoan/bao-ve/ung-dung/")


def test_a_password_of_ours_is_not_asked_about_by_the_provinces_way(client, set_to, issuer, clerk, settings):
    settings.PASSWORD_OF_ONES_OWN, settings.PASSWORD_DAYS = 1, 1
    User.objects.filter(pk=clerk.pk).update(one_time=True, password_since=None)
    through(client, issuer)
    assert signed_in(client)


# --- settings


@pytest.mark.parametrize("lacking", ["CLIENT", "SECRET", "NAME"])
def test_half_a_province_is_refused_at_the_start(set_to, lacking):
    with pytest.raises(MissingSetting, match=f"CAMKET_OIDC_{lacking}"):
        set_to(**{lacking: ""})


def test_a_province_in_the_open_is_refused(set_to):
    with pytest.raises(MissingSetting, match="https"):
        set_to(ISSUER="http://dang-nhap.tinh.example")
