"""The door of the back office: who is let in, who waits, and what the trail tells of it."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model

from camket.foundation.models import AuditEntry
from camket.people.accounts import GivePassword
from camket.people.actions import back_office
from camket.people.enums import Role
from camket.people.models import Failing
from factories import OfficeFactory, UserFactory

pytestmark = pytest.mark.django_db

DOOR = "/tai-khoan/dang-nhap/"
HERE, THERE = "192.0.2.7", "198.51.100.4"


@pytest.fixture
def clerk():
    user = UserFactory(role=Role.CLERK, username="can-bo", office=OfficeFactory())
    user.set_password("dung-roi-12")
    user.save()
    user.groups.add(back_office())
    return user


def sign_in(client, password="dung-roi-12", username="can-bo", address=HERE):
    given = {"login": username, "password": password, "next": "/admin/"}
    return client.post(DOOR, given, REMOTE_ADDR=address)


def fail(client, times, **given):
    for _ in range(times):
        answer = sign_in(client, password="sai", **given)
    return answer.content.decode()


def later(**delta):
    """As if all had happened that much earlier."""
    for one in Failing.objects.all():
        one.last_at -= timedelta(**delta)
        one.locked_until = one.locked_until and one.locked_until - timedelta(**delta)
        one.save()


def verbs():
    return list(AuditEntry.objects.order_by("number").values_list("verb", flat=True))


def test_the_password_field_is_named_in_vietnamese(client):
    assert "Mật khẩu" in client.get(DOOR).content.decode()


def test_the_list_of_files_holds_when_there_is_a_file(client):
    client.force_login(UserFactory(role=Role.ADMINISTRATOR, is_superuser=True))
    get_document_model().objects.create(title="Phụ lục", file=ContentFile(b"a", "phu-luc.txt"))
    assert client.get("/admin/documents/").status_code == 200


# --- the lock


def test_four_wrong_passwords_and_then_the_right_one_let_in(client, clerk):
    fail(client, 4)
    assert sign_in(client).url == "/admin/"


def test_after_five_wrong_passwords_the_right_one_waits(client, clerk):
    fail(client, 5)
    assert sign_in(client).status_code == 200


def test_the_fifth_answer_says_when_to_try_again(client, clerk):
    until = timezone.localtime(timezone.now() + timedelta(minutes=1))
    assert f"Đợi 1 phút rồi thử lại, tức là sau {until:%H} giờ" in fail(client, 5)


def test_once_the_time_is_over_the_right_password_lets_in(client, clerk):
    fail(client, 5)
    later(minutes=1)
    assert sign_in(client).url == "/admin/"


@pytest.mark.parametrize(("more", "minutes"), [(0, 1), (1, 2), (2, 4), (3, 8), (7, 60)])
def test_each_failure_more_doubles_the_wait_up_to_an_hour(client, clerk, more, minutes):
    fail(client, 5)
    for _ in range(more):
        later(hours=0, minutes=1)
        Failing.objects.update(locked_until=None)
        fail(client, 1)
    wait = Failing.objects.get().locked_until - timezone.now()
    assert timedelta(minutes=minutes - 0.5) < wait <= timedelta(minutes=minutes)


def test_the_account_is_open_from_another_address(client, clerk):
    fail(client, 5)
    assert sign_in(client, address=THERE).url == "/admin/"


def test_another_account_is_open_from_the_same_address(client, clerk):
    fail(client, 9, username="nguoi-khac")
    assert sign_in(client).url == "/admin/"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/admin/login/", DOOR),
        ("/_util/login/", DOOR),
        ("/admin/password_reset/", "/tai-khoan/quen-mat-khau/"),
        ("/admin/password_reset/done/", "/tai-khoan/quen-mat-khau/"),
        ("/admin/password_reset/complete/", "/tai-khoan/quen-mat-khau/"),
        ("/admin/password_reset/confirm/MQ/a-b/", "/tai-khoan/quen-mat-khau/"),
    ],
)
def test_the_ways_in_of_wagtail_lead_to_the_one_way_in(client, clerk, old, new):
    """A password that is sent there is not looked at."""
    given = {"username": "can-bo", "login": "can-bo", "password": "dung-roi-12"}
    assert (client.get(old).url, client.post(old, given).url) == (new, new)
    assert client.get("/admin/").status_code == 302


def test_where_somebody_wanted_to_go_is_kept_on_the_way_in(client):
    page = client.get("/admin/chi-so/?q=thu", follow=True)
    assert 'name="next" value="/admin/chi-so/?q=thu"' in page.content.decode()


def test_what_is_tried_while_locked_makes_it_no_longer(client, clerk):
    fail(client, 5)
    until = Failing.objects.get().locked_until
    fail(client, 3)
    assert (Failing.objects.get().locked_until, verbs()) == (until, ["people.sign_in_failed"] * 5)


def test_failures_of_long_ago_do_not_count(client, clerk):
    fail(client, 4)
    later(minutes=16)
    fail(client, 1)
    assert sign_in(client).url == "/admin/"


def test_signing_in_forgets_what_failed_before(client, clerk):
    fail(client, 4)
    sign_in(client)
    client.post("/admin/logout/")
    fail(client, 4)
    assert sign_in(client).url == "/admin/"


def test_a_name_that_nobody_has_is_locked_like_any_other(client):
    assert "Sai mật khẩu quá nhiều lần" in fail(client, 5, username="khong-co")


def test_what_was_typed_as_a_name_that_nobody_has_is_not_kept(client):
    fail(client, 2, username="mat-khau-go-nham")
    entry = AuditEntry.objects.first()
    kept = f"{vars(Failing.objects.get())} {vars(entry)}"
    assert "mat-khau-go-nham" not in kept


def test_failures_of_yesterday_are_cleared_away(client, clerk):
    fail(client, 1, username="hom-qua")
    later(days=2)
    fail(client, 1)
    assert Failing.objects.count() == 1


def test_an_office_behind_one_address_is_not_locked_by_its_many_slips(client, clerk):
    for number in range(40):
        fail(client, 1, username=f"nguoi-{number}")
    assert sign_in(client).url == "/admin/"


# --- the page


def test_the_page_obeys_the_strict_policy_and_is_kept_nowhere(client):
    page = client.get(DOOR)
    text = page.content.decode()
    assert "default-src 'self'" in page["Content-Security-Policy"]
    assert [part for part in ("<script", "<style", " style=", " onclick=") if part in text] == []
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("address", ["dang-ky/", "signup/", "email/", "social/", "logout/"])
def test_what_is_not_used_of_allauth_is_not_to_be_had(client, address):
    assert [client.get(f"/{prefix}/{address}").status_code for prefix in ("tai-khoan", "accounts")] == [404, 404]


def test_another_site_is_not_gone_to_after_signing_in(client, clerk):
    given = {"login": "can-bo", "password": "dung-roi-12", "next": "https://noi-khac.example/"}
    assert client.post(DOOR, given).url == "/admin/"


def test_a_closed_account_is_answered_like_a_wrong_password(client, clerk):
    clerk.is_active = False
    clerk.save()
    assert "Sai tên đăng nhập hoặc mật khẩu" in sign_in(client).content.decode()


@pytest.mark.parametrize(("enters", "told"), [(False, "không vào được nơi làm việc"), (True, "Nơi làm việc")])
def test_who_has_signed_in_is_told_so_and_not_sent_in_a_circle(client, clerk, enters, told):
    if not enters:
        clerk.groups.clear()
    sign_in(client)
    page = client.get("/admin/login/", follow=True).content.decode()
    assert ("đang đăng nhập bằng tài khoản can-bo" in page, told in page, "<form" in page.split("<main")[1]) == (
        True,
        True,
        False,
    )


def test_the_session_ends_with_the_browser(client, clerk):
    sign_in(client)
    assert client.session.get_expire_at_browser_close()


# --- the trail


def test_signing_in_and_out_and_failing_are_told(client, clerk):
    fail(client, 1)
    sign_in(client)
    client.post("/admin/logout/", REMOTE_ADDR=HERE)
    assert verbs() == ["people.sign_in_failed", "people.sign_in", "people.sign_out"]


def test_an_entry_of_signing_out_names_the_account(client, clerk):
    sign_in(client)
    client.post("/admin/logout/", REMOTE_ADDR=HERE)
    entry = AuditEntry.objects.first()
    assert (entry.object_name, entry.actor, entry.area) == ("can-bo", clerk, clerk.office.area_id)


def test_the_entry_says_who_and_from_where_and_for_which_area(client, clerk):
    sign_in(client)
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.address, entry.area) == (clerk, HERE, clerk.office.area_id)


def test_a_failure_names_the_account_and_blames_nobody(client, clerk):
    fail(client, 1)
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.object_name, entry.area) == (None, "can-bo", clerk.office.area_id)


def test_no_password_is_ever_in_the_trail(client, clerk):
    fail(client, 1)
    sign_in(client)
    _, password = GivePassword(by=None, username="can-bo", role=Role.LEADER).execute()
    text = " ".join(str(vars(entry)) for entry in AuditEntry.objects.all())
    clerk.refresh_from_db()
    assert not any(secret in text for secret in ("dung-roi-12", "'sai'", password, clerk.password))


def test_a_new_role_is_told_as_a_change(clerk):
    GivePassword(by=None, username="can-bo", role=Role.LEADER).execute()
    told = [(entry.before, entry.after) for entry in AuditEntry.objects.order_by("number")]
    today = timezone.localdate().isoformat()
    role = ({"role": "clerk", "since": None}, {"role": "leader", "since": today})
    assert told == [role, ({"password": "•••"}, {"password": "•••"})]
