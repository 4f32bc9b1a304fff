"""What an account sees and does of its own: sessions, mail address."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from camket.foundation.models import AuditEntry
from camket.people import queries
from camket.people.models import OpenSession
from camket.people.own import device
from people.desk import LIST, MAIL, OTHER_PASSWORD, PASSWORD, SESSIONS, account, is_in, sign_in

pytestmark = pytest.mark.django_db

AGENT = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (AGENT, "Chrome, Windows"),
        (f"{AGENT} Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 9; SM-J260) Chrome/90.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 15 like Mac OS X) Version/15.0 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", "Firefox, Linux"),
        ("", ""),
    ],
)
def test_a_device_is_named_roughly(agent, said):
    assert device(agent) == said


def rows(client):
    return [(one.device, one.is_this) for one in client.get(SESSIONS).context["sessions"]]


def test_a_person_sees_the_own_sessions_and_ends_one(clerk):
    here, there = Client(headers={"user-agent": AGENT}), Client()
    sign_in(here)
    sign_in(there)
    assert sorted(rows(here)) == [("", False), ("Chrome, Windows", True)]
    other = OpenSession.objects.get(user=clerk, device="")
    here.post(SESSIONS, {"phien": other.pk})
    assert (is_in(there), is_in(here), rows(here)) == (False, True, [("Chrome, Windows", True)])
    assert AuditEntry.objects.filter(verb="people.sign_out", detail={"done": "session"}).exists()


def test_nobody_ends_the_session_of_somebody_else(clerk, ward):
    account(area=ward, username="nguoi-kia")
    mine, theirs = Client(), Client()
    sign_in(mine)
    sign_in(theirs, "nguoi-kia")
    mine.post(SESSIONS, {"phien": OpenSession.objects.get(user__username="nguoi-kia").pk})
    assert (is_in(theirs), len(rows(mine))) == (True, 1)


def test_all_others_end_and_this_one_stays(clerk):
    here, there = Client(), Client()
    sign_in(here)
    sign_in(there)
    here.post(SESSIONS, {"khac": ""})
    assert (is_in(here), is_in(there), rows(here)) == (True, False, [("", True)])


def test_a_new_password_leaves_this_session_and_no_other_in_the_list(clerk):
    here, there = Client(), Client()
    sign_in(here)
    sign_in(there)
    changed = {"oldpassword": PASSWORD, "password1": OTHER_PASSWORD, "password2": OTHER_PASSWORD}
    here.post("/tai-khoan/mat-khau/", changed)
    assert (is_in(here), is_in(there), rows(here)) == (True, False, [("", True)])


def test_of_a_session_that_is_over_nothing_is_kept(clerk):
    client = Client()
    sign_in(client)
    client.post("/admin/logout/")
    assert not OpenSession.objects.exists()


def test_a_session_past_its_limit_is_not_shown(clerk, settings):
    here, there = Client(), Client()
    sign_in(here)
    settings.SESSION_IDLE_MINUTES, settings.SESSION_ABSOLUTE_HOURS = 30, 8
    sign_in(there)
    kept = there.session
    kept["session_seen"] -= 3600
    kept.save()
    assert [one.is_this for one in here.get(SESSIONS).context["sessions"]] == [True]


def test_a_person_changes_the_own_mail_address(clerk):
    client = Client()
    sign_in(client)
    assert client.post(MAIL, {"mail": "moi@vi-du.vn"}).status_code == 302
    clerk.refresh_from_db()
    entry = AuditEntry.objects.get(verb="people.mail")
    assert (clerk.email, entry.before, entry.actor) == ("moi@vi-du.vn", {"email": "can-bo@vi-du.vn"}, clerk)


def test_a_session_alone_does_not_change_the_mail_address(clerk):
    client = Client()
    client.force_login(clerk)
    assert client.post(MAIL, {"mail": "moi@vi-du.vn"}).url.startswith("/tai-khoan/xac-nhan/")


def test_wagtails_own_form_leaves_the_mail_address_alone(clerk):
    client = Client()
    sign_in(client)
    client.post(
        "/admin/account/", {"name_email-first_name": "A", "name_email-last_name": "B", "name_email-email": "x@y.vn"}
    )
    clerk.refresh_from_db()
    assert clerk.email == "can-bo@vi-du.vn"


def test_the_second_factor_is_told_of_in_the_list(desk, clerk):
    Authenticator.objects.create(user=clerk, type="totp", data={"secret": "x"})
    [shown] = desk.get(LIST, {"q": "can-bo"}).context["rows"]
    assert shown.account.protected
    assert queries.protection(clerk).second_factor
