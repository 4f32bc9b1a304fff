"""The second factor: who needs one, how it is set up, shown, replaced, lost, and what the trail tells of it."""

import base64
import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.users.models import UserProfile

from camket.foundation.models import AuditEntry
from camket.people import policies
from camket.people.actions import back_office
from camket.people.enums import Role
from camket.people.models import Failing
from camket.people.second_factor import Reset
from factories import OfficeFactory, UserFactory
from people.second_factor import Still, code, codes_on, secret_on

pytestmark = pytest.mark.django_db

DOOR, ASKED = "/tai-khoan/dang-nhap/", "/tai-khoan/ma/"
SET_UP, REMOVE, OWN = "/tai-khoan/bao-ve/ung-dung/", "/tai-khoan/bao-ve/ung-dung/tat/", "/tai-khoan/bao-ve/"
CODES, MORE_CODES, AGAIN = (
    "/tai-khoan/bao-ve/ma-du-phong/",
    "/tai-khoan/bao-ve/ma-du-phong/tao/",
    "/tai-khoan/xac-nhan/ma/",
)
PASSWORD = "Mot-mat-khau-12"


@pytest.fixture(autouse=True)
def _the_clock_stands(monkeypatch):
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time", Still)


@pytest.fixture
def needed(settings):
    settings.SECOND_FACTOR = 1


def account(role=Role.CLERK, **given):
    user = UserFactory(role=role, office=OfficeFactory(), **given)
    user.set_password(PASSWORD)
    user.save()
    user.groups.add(back_office())
    return user


@pytest.fixture
def clerk():
    return account(username="can-bo")


def sign_in(client, user, to="/admin/chi-so/"):
    return client.post(DOOR, {"login": user.username, "password": PASSWORD, "next": to})


def set_up(client):
    """Answers with the secret of the telephone."""
    secret = secret_on(client.get(SET_UP).content.decode())
    client.post(SET_UP, {"code": code(secret, steps=-1)})
    return secret


@pytest.fixture
def telephone(clerk):
    """The clerk has one, and is signed in nowhere."""
    client = Client()
    sign_in(client, clerk)
    return set_up(client)


def told():
    return [(one.verb, one.detail) for one in AuditEntry.objects.order_by("number")]


def done():
    return [one.detail.get("done") for one in AuditEntry.objects.filter(verb="people.second_factor").order_by("number")]


# --- who needs one

PUBLISHERS = {Role.ADMINISTRATOR, Role.CLERK, Role.LEADER}
# Each verb that changes what the public sees, or who may change it. Whoever adds one to the table decides here.
PUBLISHING = (
    *("records.upload", "records.cite", "resolutions.record", "resolutions.appoint", "targets.record", "targets.edit"),
    *("observations.record", "intake.read_document", "intake.add", "intake.edit", "intake.assent", "intake.refuse"),
    *("intake.undo", "reviews.judge", "reviews.sign", "portal.write", "rounds.manage", "rounds.approve"),
    *("people.manage", "people.reset", "areas.manage", "resolutions.set_thresholds"),
)


def test_every_verb_that_publishes_is_told_from_those_that_are_quiet():
    verbs = frozenset().union(*policies.MAY.values())
    assert set(PUBLISHING) <= verbs - policies.QUIET
    assert verbs >= policies.QUIET


@pytest.mark.parametrize("verb", PUBLISHING)
def test_no_role_that_may_publish_is_left_out(verb):
    assert {role for role in Role if policies.allows(role, verb)} <= {role for role in Role if policies.publishes(role)}


def test_the_roles_that_only_read_or_report_need_none():
    assert {role for role in Role if policies.publishes(role)} == PUBLISHERS


@pytest.mark.parametrize("role", Role)
def test_a_role_that_publishes_is_led_to_set_it_up_before_any_page(client, needed, role):
    sign_in(client, account(role))
    answers = [client.get(page) for page in ("/admin/", "/admin/account/", "/admin/gui-lai/")]
    led = [answer.status_code == 302 and answer.url.startswith(SET_UP) for answer in answers]
    assert led == [role in PUBLISHERS] * 3


def test_a_form_does_nothing_before_it_is_set_up(client, needed, clerk):
    sign_in(client, clerk)
    answer = client.post("/admin/account/", {"name_email-first_name": "Đổi"})
    clerk.refresh_from_db()
    assert (answer.url.startswith(SET_UP), clerk.first_name) == (True, "")


def test_a_script_is_told_in_words(client, needed, clerk):
    sign_in(client, clerk)
    answer = client.get("/admin/chi-so/", headers={"X-Requested-With": "XMLHttpRequest"})
    assert (answer.status_code, "Tải lại trang" in answer.json()["gone"]) == (401, True)


def test_where_it_is_not_asked_for_nobody_is_led_anywhere(client, clerk):
    assert sign_in(client, clerk).url == "/admin/chi-so/"
    assert client.get("/admin/").status_code == 200


def test_a_session_from_before_it_was_set_up_has_to_show_it(client, needed, clerk):
    sign_in(client, clerk)
    other = Client()
    sign_in(other, clerk)
    set_up(other)
    assert client.get("/admin/").url == f"{AGAIN}?next=%2Fadmin%2F"


# --- set up


def test_setting_it_up_opens_the_back_office_and_shows_recovery_codes_once(client, needed, clerk):
    sign_in(client, clerk)
    secret = secret_on(client.get(SET_UP).content.decode())
    first = client.post(SET_UP, {"code": code(secret)}, follow=True).content.decode()
    again = client.get(CODES).content.decode()
    assert (len(codes_on(first)), len(codes_on(again)), client.get("/admin/").status_code) == (10, 0, 200)


def test_the_picture_is_drawn_by_the_page_itself_and_the_policy_lets_it(client, clerk):
    sign_in(client, clerk)
    page = client.get(SET_UP)
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    assert "img-src 'self' data:" in page["Content-Security-Policy"]
    assert "no-store" in page["Cache-Control"]


def test_the_file_holds_the_same_codes_as_the_page(client, clerk):
    sign_in(client, clerk)
    secret = secret_on(client.get(SET_UP).content.decode())
    page = client.post(SET_UP, {"code": code(secret)}, follow=True).content.decode()
    file = base64.b64decode(re.search(r'base64,([\w+/=]+)"', page)[1]).decode()
    assert file.split() == codes_on(page)


def test_a_wrong_code_sets_nothing_up(client, clerk):
    sign_in(client, clerk)
    client.get(SET_UP)
    client.post(SET_UP, {"code": "000000"})
    assert not Authenticator.objects.exists()


def test_neither_the_key_nor_the_codes_lie_open_in_the_database(client, clerk, telephone):
    kept = " ".join(str(one.data) for one in Authenticator.objects.all())
    assert telephone not in kept


# --- shown


def test_with_it_a_password_alone_opens_nothing(client, clerk, telephone):
    assert sign_in(client, clerk).url == ASKED
    assert client.get("/admin/").url.startswith("/admin/login/")


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_the_codes_of_now_and_one_step_around_let_in(client, clerk, telephone, steps):
    Authenticator.objects.filter(type="totp").update(
        data={**Authenticator.objects.get(type="totp").data, "last_step": 0}
    )
    sign_in(client, clerk)
    assert client.post(ASKED, {"code": code(telephone, steps=steps)}).url == "/admin/chi-so/"


@pytest.mark.parametrize("steps", [-3, 3])
def test_a_code_of_further_away_does_not(client, clerk, telephone, steps):
    sign_in(client, clerk)
    assert client.post(ASKED, {"code": code(telephone, steps=steps)}).status_code == 200


def test_a_code_may_be_typed_with_a_space(client, clerk, telephone):
    sign_in(client, clerk)
    typed = code(telephone)
    assert client.post(ASKED, {"code": f"{typed[:3]} {typed[3:]}"}).url == "/admin/chi-so/"


def test_a_code_is_used_once_even_from_elsewhere_and_with_an_empty_cache(clerk, telephone):
    typed, opened = code(telephone), []
    for _ in range(2):
        client = Client()
        sign_in(client, clerk)
        opened.append(client.post(ASKED, {"code": typed}).status_code)
        cache.clear()
    assert opened == [302, 200]


def test_the_code_that_set_it_up_is_used_as_well(client, clerk):
    sign_in(client, clerk)
    secret = secret_on(client.get(SET_UP).content.decode())
    typed = code(secret)
    client.post(SET_UP, {"code": typed})
    other = Client()
    sign_in(other, clerk)
    assert other.post(ASKED, {"code": typed}).status_code == 200


def test_a_recovery_code_lets_in_once(clerk):
    client = Client()
    sign_in(client, clerk)
    secret = secret_on(client.get(SET_UP).content.decode())
    spare = codes_on(client.post(SET_UP, {"code": code(secret)}, follow=True).content.decode())[0]
    opened = []
    for _ in range(2):
        other = Client()
        sign_in(other, clerk)
        opened.append(other.post(ASKED, {"code": spare}).status_code)
    assert opened == [302, 200]
    assert ("people.second_factor", {"done": "recovery_code_used", "left": 9}) in told()


def test_five_wrong_codes_lock_the_account_to_codes_from_anywhere(client, clerk, telephone):
    sign_in(client, clerk)
    for _ in range(5):
        page = client.post(ASKED, {"code": "000000"}, REMOTE_ADDR="192.0.2.7").content.decode()
    other = Client()
    sign_in(other, clerk)
    answer = other.post(ASKED, {"code": code(telephone)}, REMOTE_ADDR="198.51.100.4")
    assert ("Sai mã quá nhiều lần" in page, answer.status_code) == (True, 200)


def test_of_many_who_send_the_same_code_at_once_one_gets_in(tmp_path):
    """In a database of its own, as threads share none in memory."""
    env = {**os.environ, "CAMKET_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "camket.config.settings.development"}
    program = Path(__file__).with_name("codes_at_once.py")
    for call in (["-m", "django", "migrate", "-v0"], [str(program), "8"]):
        done = subprocess.run([sys.executable, *call], env=env, capture_output=True, text=True, check=True)
    assert done.stdout == "1"


def test_wrong_codes_lock_nobody_else(clerk, telephone):
    other, client = account(), Client()
    sign_in(client, clerk)
    for _ in range(9):
        client.post(ASKED, {"code": "000000"})
    assert sign_in(Client(), other).url == "/admin/chi-so/"


def test_after_the_wait_the_right_code_lets_in_and_the_failures_are_forgotten(client, clerk, telephone):
    sign_in(client, clerk)
    for _ in range(5):
        client.post(ASKED, {"code": "000000"})
    Failing.objects.update(locked_until=timezone.now() - timedelta(seconds=1))
    assert client.post(ASKED, {"code": code(telephone)}).url == "/admin/chi-so/"
    assert not Failing.objects.exists()


def test_the_pages_speak_the_language_of_the_account(client, clerk):
    UserProfile.objects.create(user=clerk, preferred_language="en")
    sign_in(client, clerk)
    assert "Account protection" in client.get(OWN).content.decode()


# --- changed


def test_a_role_that_needs_it_cannot_turn_it_off(client, needed, clerk, telephone):
    sign_in(client, clerk)
    client.post(ASKED, {"code": code(telephone)})
    page = client.post(REMOVE).content.decode()
    assert ("không tắt được" in page, Authenticator.objects.count()) == (True, 2)


def test_who_does_not_need_it_can_turn_it_off(client, clerk, telephone):
    sign_in(client, clerk)
    client.post(ASKED, {"code": code(telephone)})
    assert client.post(REMOVE).url == OWN
    assert not Authenticator.objects.exists()


def test_another_telephone_takes_its_place_and_the_recovery_codes_stay(client, needed, clerk, telephone):
    sign_in(client, clerk)
    client.post(ASKED, {"code": code(telephone)})
    before = Authenticator.objects.get(type="recovery_codes").data
    secret = set_up(client)
    assert secret != telephone
    assert Authenticator.objects.get(type="recovery_codes").data["seed"] == before["seed"]
    other = Client()
    sign_in(other, clerk)
    assert other.post(ASKED, {"code": code(telephone)}).status_code == 200
    assert other.post(ASKED, {"code": code(secret, steps=1)}).status_code == 302


def test_an_old_session_must_show_the_factor_to_change_it(client, clerk, telephone):
    sign_in(client, clerk)
    client.post(ASKED, {"code": code(telephone)})
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    asked = client.get(SET_UP)
    assert asked.url == f"{AGAIN}?next=%2Ftai-khoan%2Fbao-ve%2Fung-dung%2F"
    assert client.post(asked.url, {"code": code(telephone, steps=1)}).url == SET_UP


def test_new_recovery_codes_make_the_old_ones_worthless(client, clerk, telephone):
    sign_in(client, clerk)
    client.post(ASKED, {"code": code(telephone)})
    before = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    page = client.post(MORE_CODES, follow=True).content.decode()
    assert (len(codes_on(page)), set(codes_on(page)) & set(before)) == (10, set())


# --- reset


def test_an_administrator_resets_it_and_all_sessions_end(clerk, telephone):
    desk, client = Client(), Client()
    sign_in(client, clerk)
    client.post(ASKED, {"code": code(telephone)})
    desk.force_login(account(Role.ADMINISTRATOR, is_superuser=True))
    page = f"/admin/tai-khoan/{clerk.pk}/"
    assert "còn 10 mã dự phòng" in desk.get(page).content.decode()
    desk.post(f"{page}viec/", {"go": "lop-hai", "reason": "mất điện thoại", "sure": "on"})
    entry = AuditEntry.objects.get(verb="people.reset")
    assert (entry.object_name, entry.reason, entry.detail) == ("can-bo", "mất điện thoại", {"done": "second_factor"})
    assert client.get("/admin/").url.startswith("/admin/login/")
    assert sign_in(Client(), clerk).url == "/admin/chi-so/"


@pytest.mark.parametrize("role", [Role.CLERK, Role.LEADER, Role.AUDITOR])
def test_nobody_else_resets_it(client, clerk, telephone, role):
    client.force_login(account(role))
    client.post(f"/admin/tai-khoan/{clerk.pk}/viec/", {"go": "lop-hai", "reason": "thử"})
    assert Authenticator.objects.count() == 2


def test_after_a_reset_it_is_set_up_again(client, needed, clerk, telephone):
    Reset(by=None, user=clerk).execute()
    sign_in(client, clerk)
    assert client.get("/admin/").url.startswith(SET_UP)


# --- the trail


def test_the_trail_tells_of_each_step_and_how_the_account_signed_in(client, clerk, telephone):
    sign_in(client, clerk)
    client.post(ASKED, {"code": "000000"})
    client.post(ASKED, {"code": code(telephone)})
    client.post(MORE_CODES)
    client.post(REMOVE)
    assert done() == ["set_up", "code_used", "recovery_codes", "removed"]
    failed = AuditEntry.objects.get(verb="people.sign_in_failed")
    assert (failed.detail["step"], failed.object_name) == ("code", "can-bo")
    assert AuditEntry.objects.filter(verb="people.sign_in").first().detail == {"how": ["password", "totp"]}


def test_neither_keys_nor_codes_are_in_the_trail(client, clerk, telephone):
    sign_in(client, clerk)
    typed = code(telephone)
    client.post(ASKED, {"code": typed})
    text = " ".join(str(vars(entry)) for entry in AuditEntry.objects.all())
    assert not any(secret in text for secret in (typed, telephone))
