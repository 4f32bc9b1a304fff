"""The desk of accounts: who sees which, what may be done with them, what may not, and what their persons hear of it."""

import re
from datetime import timedelta
from smtplib import SMTPException

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import GroupPagePermission, Page
from wagtail.users.models import UserProfile

from camket.foundation.models import AuditEntry
from camket.people import letters, queries
from camket.people.accounts import (
    ChangeAccount,
    CloseAccount,
    EndSessions,
    GiveLink,
    GivePassword,
    LastAdministrator,
    OpenAccount,
    OwnAccount,
    ReopenAccount,
)
from camket.people.actions import TakePassword, back_office
from camket.people.enums import Role
from camket.people.models import OpenSession, User
from camket.people.own import ChangeMail, device
from camket.people.second_factor import Reset
from factories import AreaFactory, OfficeFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST, OPEN, DOOR = "/admin/tai-khoan/", "/admin/tai-khoan/mo/", "/tai-khoan/dang-nhap/"
MAIL, SESSIONS = "/tai-khoan/thu/", "/tai-khoan/phien/"
PASSWORD, OTHER_PASSWORD = "Mot-mat-khau-12", "Mat-khau-khac-34"


@pytest.fixture
def city():
    return AreaFactory(slug="pho", code="11", name="Phố Mẫu", kind="city")


@pytest.fixture
def ward(city):
    return AreaFactory(slug="phuong", code="12", name="Phường Mẫu", kind="ward", parent=city)


@pytest.fixture
def foreign():
    return AreaFactory(slug="noi-khac", code="13", name="Nơi Khác", kind="city")


def account(role=Role.CLERK, area=None, **given):
    office = given.pop("office", OfficeFactory(area=area) if area else None)
    user = UserFactory(role=role, office=office, is_superuser=role == Role.ADMINISTRATOR, **given)
    user.set_password(PASSWORD)
    user.save()
    user.groups.add(back_office())
    return user


@pytest.fixture
def administrator(city):
    """Of the city, not of the whole site."""
    return account(Role.ADMINISTRATOR, city, username="quan-tri")


@pytest.fixture
def clerk(ward):
    return account(Role.CLERK, ward, username="can-bo", first_name="Đỗ Thị Mẫu", email="can-bo@vi-du.vn")


@pytest.fixture
def desk(administrator):
    client = Client()
    client.force_login(administrator)
    return client


def page(client, path, **asked):
    return client.get(path, asked).content.decode()


def at(user):
    return f"/admin/tai-khoan/{user.pk}/"


def do(client, user, go, reason="theo đề nghị"):
    return client.post(f"{at(user)}viec/", {"go": go, "reason": reason, "sure": "on"})


def filled(client, user, **changes):
    """The form of an account as it is shown, with some of it typed over."""
    form = client.get(at(user)).context["form"]
    given = {name: form[name].value() for name in form.fields}
    return {**{name: value for name, value in given.items() if value is not None}, **changes}


def sign_in(client, name="can-bo", password=PASSWORD):
    client.post(DOOR, {"login": name, "password": password})
    return is_in(client)


def is_in(client):
    return client.get("/admin/").status_code == 200


# --- who

PAGES = [LIST, OPEN, "{account}", "{account}viec/"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("role", Role)
def test_the_desk_is_for_administrators(role, path, city, clerk):
    client = Client()
    client.force_login(account(role, city))
    answer = client.get(path.format(account=at(clerk)))
    expected = {200, 303, 405} if role is Role.ADMINISTRATOR else {302}
    assert answer.status_code in expected


def test_an_administrator_of_a_city_sees_its_accounts_and_those_below(desk, clerk, foreign):
    account(area=foreign, username="nguoi-la")
    account(username="khong-co-quan")
    shown = page(desk, LIST)
    assert [name in shown for name in ("can-bo", "quan-tri", "nguoi-la", "khong-co-quan")] == [True, True, False, False]


@pytest.mark.parametrize("go", ["duong-dan", "ngung", "phien", "lop-hai"])
def test_another_areas_administrator_finds_no_such_account(desk, foreign, go):
    other = account(area=foreign, username="nguoi-la")
    assert [desk.get(at(other)).status_code, do(desk, other, go).status_code] == [404, 404]
    assert desk.post(at(other), {"role": Role.ADMINISTRATOR}).status_code == 404
    other.refresh_from_db()
    assert (other.is_active, other.role, other.sessions_ended) == (True, Role.CLERK, 0)


def test_an_account_of_no_office_is_for_administrators_of_the_whole_site(desk, city):
    everywhere = account(Role.LEADER)
    assert desk.get(at(everywhere)).status_code == 404
    whole = Client()
    whole.force_login(account(Role.ADMINISTRATOR))
    assert whole.get(at(everywhere)).status_code == 200


# --- the list


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "do thi"}, {"can-bo"}),
        ({"q": "phong kinh"}, {"can-bo", "quan-tri"}),
        ({"q": "khong ai"}, set()),
        ({"role": "administrator"}, {"quan-tri"}),
        ({"state": "closed"}, set()),
        ({"state": "open"}, {"can-bo", "quan-tri"}),
        ({"area": "{ward}"}, {"can-bo"}),
        ({"area": "{city}"}, {"can-bo", "quan-tri"}),
        ({"office": "{office}"}, {"can-bo"}),
        ({"role": "vua", "area": "x", "office": "99999", "xep": "ngoi-sao", "trang": "khong"}, {"can-bo", "quan-tri"}),
    ],
)
def test_the_list_is_narrowed(desk, clerk, city, ward, asked, found):
    told = {"city": city.pk, "ward": ward.pk, "office": clerk.office_id}
    rows = desk.get(LIST, {name: value.format(**told) for name, value in asked.items()}).context["rows"]
    assert {one.username for one, _ in rows} == found


@pytest.mark.parametrize(
    ("sort", "order"),
    [("ten", ["b", "a", "quan-tri"]), ("-ten", ["quan-tri", "a", "b"]), ("lan-cuoi", ["a", "b", "quan-tri"])],
)
def test_the_list_is_sorted_by_names_as_they_are_read(desk, city, sort, order):
    now = timezone.now()
    account(area=city, username="b", first_name="Ánh", last_login=now - timedelta(days=1))
    account(area=city, username="a", first_name="Đào", last_login=now - timedelta(days=2))
    rows = desk.get(LIST, {"xep": sort}).context["rows"]
    assert [one.username for one, _ in rows] == order


def test_a_long_list_has_pages_and_a_bounded_number_of_statements(desk, city, django_assert_max_num_queries):
    office = OfficeFactory(area=city)
    for number in range(60):
        UserFactory(username=f"so-{number:02}", office=office)
    with django_assert_max_num_queries(25):
        first = desk.get(LIST, {"xep": "ten"}).context
    second = desk.get(LIST, {"xep": "ten", "trang": "2"}).context
    assert (len(first["rows"]), len(second["rows"])) == (50, 11)


def test_a_row_tells_what_an_administrator_has_to_know(desk, clerk, ward):
    shown = page(desk, LIST, q="can-bo")
    for told in ("Đỗ Thị Mẫu", "Cán bộ nhập liệu", "Phường Mẫu", "chưa bật, vai trò này cần", "chưa lần nào"):
        assert told in shown
    assert "can-bo@vi-du.vn" not in shown


# --- opened


def opened(desk, at_office, **given):
    told = {"username": "moi.lan", "name": "Lan Mẫu", "mail": "", "role": "clerk", "office": at_office.pk, **given}
    return desk.post(OPEN, told)


def link_in(text):
    return re.search(r"/tai-khoan/quen-mat-khau/[^\s<]+/", text)[0]


def take(client, link, password=OTHER_PASSWORD):
    """By the link, as a browser does: it leads on to an address that tells nothing."""
    form = client.get(link, follow=True)
    if "Đường dẫn không dùng được" in form.content.decode():
        return False
    client.post(form.redirect_chain[-1][0], {"password1": password, "password2": password})
    return True


def test_an_account_is_opened_and_its_link_goes_by_letter(desk, clerk):
    answer = opened(desk, clerk.office, mail="lan@vi-du.vn")
    user = User.objects.get(username="moi.lan")
    assert answer.url == at(user)
    assert (user.called, user.role, user.office, user.has_usable_password()) == (
        "Lan Mẫu",
        Role.CLERK,
        clerk.office,
        False,
    )
    [letter] = mail.outbox
    assert letter.to == ["lan@vi-du.vn"]
    assert take(Client(), link_in(letter.body))
    assert sign_in(Client(), "moi.lan", OTHER_PASSWORD)


def test_without_an_address_the_link_is_shown_once_to_print(desk, clerk):
    answer = opened(desk, clerk.office)
    link = link_in(answer.content.decode())
    assert ("<svg" in answer.content.decode(), "no-store" in answer["Cache-Control"], mail.outbox) == (True, True, [])
    assert "quen-mat-khau" not in page(desk, at(User.objects.get(username="moi.lan")))
    assert take(Client(), link)


def test_a_letter_that_cannot_go_is_told_and_the_link_shown(desk, clerk, monkeypatch):
    def down(*given):
        raise SMTPException

    monkeypatch.setattr("django.core.mail.EmailMessage.send", down)
    shown = opened(desk, clerk.office, mail="lan@vi-du.vn").content.decode()
    assert "Không gửi được thư đến lan@vi-du.vn" in shown
    assert link_in(shown)


def test_a_link_is_good_once(clerk):
    link = GiveLink(by=None, user=clerk).execute()
    path = link_in(link)
    assert [take(Client(), path), take(Client(), path, "Mat-khau-thu-ba-56")] == [True, False]
    assert sign_in(Client(), password=OTHER_PASSWORD)


def test_a_link_that_is_too_old_is_worth_nothing(clerk, settings):
    path = link_in(GiveLink(by=None, user=clerk).execute())
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert not take(Client(), path)


@pytest.mark.parametrize("what", ["closed", "sessions", "mail", "again"])
def test_a_link_is_worth_nothing_once_the_account_is_another(what, clerk):
    clerk.set_unusable_password()
    clerk.save()
    path = link_in(GiveLink(by=None, user=clerk).execute())
    acts = {
        "closed": lambda: CloseAccount(by=None, user=clerk).execute(),
        "sessions": lambda: EndSessions(by=None, user=clerk).execute(),
        "mail": lambda: ChangeAccount(by=None, user=clerk, changes={"email": "khac@vi-du.vn"}).execute(),
        "again": lambda: GiveLink(by=None, user=clerk).execute(),
    }
    acts[what]()
    assert not take(Client(), path)


def test_neither_link_nor_password_is_in_the_trail(desk, clerk):
    link = link_in(opened(desk, clerk.office).content.decode())
    take(Client(), link)
    told = " ".join(str(vars(entry)) for entry in AuditEntry.objects.all())
    assert [secret in told for secret in (link.split("-", 3)[-1], OTHER_PASSWORD)] == [False, False]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"username": "CAN-BO"}, "username"),
        ({"username": "co dau cach"}, "username"),
        ({"username": ""}, "username"),
        ({"mail": "khong-phai-thu"}, "mail"),
        ({"office": ""}, "office"),
        ({"office": "99999"}, "office"),
        ({"role": "public"}, "role"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_stays(desk, clerk, given, field):
    before = User.objects.count()
    answer = opened(desk, clerk.office, **given)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert ("Lan Mẫu" in answer.content.decode(), User.objects.count()) == (True, before)


# --- changed


def test_role_and_office_are_changed_and_the_trail_tells_from_what_to_what(desk, administrator, clerk, city):
    office = OfficeFactory(area=city, name="Văn phòng")
    desk.post(at(clerk), filled(desk, clerk, role="leader", office=office.pk))
    clerk.refresh_from_db()
    assert (clerk.role, clerk.office) == (Role.LEADER, office)
    entry = AuditEntry.objects.get(verb="people.manage")
    assert (entry.actor, entry.before["role"], entry.after["role"]) == (administrator, "clerk", "leader")
    assert (entry.before["office"], entry.after["office"]) == ("Phòng Kinh tế", "Văn phòng")


def test_the_trail_holds_the_changes_of_one_account(desk, administrator, clerk, ward):
    ChangeAccount(by=administrator, user=clerk, changes={"role": Role.LEADER}).execute()
    ChangeAccount(
        by=administrator, user=account(area=ward, username="nguoi-kia"), changes={"role": Role.AUDITOR}
    ).execute()
    address = re.search(r'href="(/admin/nhat-ky/[^"]+)"', page(desk, at(clerk)))[1].replace("&amp;", "&")
    shown = page(desk, address)
    assert ("Cán bộ nhập liệu</del> → <ins>Lãnh đạo" in shown, "nguoi-kia</td>" in shown) == (True, False)


def test_of_two_who_change_one_account_the_second_is_told_and_saves_knowingly(desk, administrator, clerk, city):
    given = filled(desk, clerk, name="Đỗ Thị Mới")
    ChangeAccount(by=administrator, user=clerk, changes={"role": Role.LEADER}).execute()
    late = desk.post(at(clerk), given)
    clerk.refresh_from_db()
    shown = late.content.decode()
    assert (late.status_code, clerk.role, clerk.called) == (422, Role.LEADER, "Đỗ Thị Mẫu")
    assert ("Hiện nay: Lãnh đạo" in shown, 'value="Đỗ Thị Mới"' in shown) == (True, True)
    again = {**given, "role": "leader", "seen": late.context["form"]["seen"].value()}
    assert desk.post(at(clerk), again).status_code == 302
    clerk.refresh_from_db()
    assert (clerk.role, clerk.called) == (Role.LEADER, "Đỗ Thị Mới")


def test_a_form_that_changes_something_else_gives_no_rights(desk, ward):
    nobody = account(Role.PUBLIC, ward, username="chua-co-quyen")
    desk.post(at(nobody), filled(desk, nobody, name="Tên Mới"))
    nobody.refresh_from_db()
    assert (nobody.called, nobody.role) == ("Tên Mới", Role.PUBLIC)


def test_a_form_without_its_mark_changes_nothing(desk, clerk):
    desk.post(at(clerk), filled(desk, clerk, role="leader", seen=""))
    clerk.refresh_from_db()
    assert clerk.role == Role.CLERK


def test_groups_that_write_pages_are_given_by_administrators_of_the_whole_site(desk, clerk):
    group = Group.objects.create(name="Biên tập")
    GroupPagePermission.objects.create(group=group, page=Page.objects.get(depth=1), permission_type="change")
    assert "Biên tập" not in page(desk, at(clerk))
    whole = Client()
    whole.force_login(account(Role.ADMINISTRATOR))
    whole.post(at(clerk), filled(whole, clerk, groups=[group.pk]))
    assert set(clerk.groups.all()) == {group, back_office()}
    assert AuditEntry.objects.filter(verb="people.manage").latest("number").after["groups"] == ["Biên tập", "Văn phòng"]
    desk.post(at(clerk), filled(desk, clerk, name="Tên Khác"))
    assert group in clerk.groups.all()


# --- closed, and let in again


def test_a_closed_account_is_out_at_once_and_stays_out(desk, clerk):
    client = Client()
    assert sign_in(client)
    do(desk, clerk, "ngung", "chuyển công tác")
    assert (is_in(client), sign_in(Client())) == (False, False)
    entry = AuditEntry.objects.get(verb="people.manage")
    assert (entry.reason, entry.detail, entry.after) == (
        "chuyển công tác",
        {"done": "account_closed"},
        {"is_active": False},
    )


def test_an_account_that_is_opened_again_signs_in_and_no_old_session_comes_back(desk, clerk):
    client = Client()
    sign_in(client)
    do(desk, clerk, "ngung")
    do(desk, clerk, "mo-lai")
    assert (is_in(client), sign_in(Client())) == (False, True)


def test_a_closed_account_gets_no_link(desk, clerk):
    CloseAccount(by=None, user=clerk).execute()
    answer = desk.post(f"{at(clerk)}viec/", {"go": "duong-dan"}, follow=True)
    assert ("đang ngừng hoạt động" in answer.content.decode(), mail.outbox) == (True, [])


def test_all_sessions_of_an_account_end(desk, clerk):
    clients = [Client(), Client()]
    for client in clients:
        sign_in(client)
    do(desk, clerk, "phien")
    assert [is_in(client) for client in clients] == [False, False]
    assert sign_in(Client())


def test_a_one_time_password_from_the_command_ends_all_sessions_and_leaves_none_in_the_list(clerk):
    client = Client()
    sign_in(client)
    GivePassword(by=None, username="can-bo").execute()
    assert (is_in(client), OpenSession.objects.count()) == (False, 0)


@pytest.mark.parametrize("go", ["ngung", "phien", "lop-hai", "mo-lai", "tinh"])
def test_nothing_is_done_without_a_reason(desk, clerk, go):
    before = AuditEntry.objects.count()
    shown = do(desk, clerk, go, " ").content.decode()
    assert ("Hãy ghi lý do" in shown, AuditEntry.objects.count()) == (True, before)


def test_a_second_factor_goes_only_once_its_person_was_asked(desk, clerk):
    Authenticator.objects.create(user=clerk, type="totp", data={"secret": "x"})
    late = desk.post(f"{at(clerk)}viec/", {"go": "lop-hai", "reason": "mất điện thoại"})
    shown = late.content.decode()
    assert (late.status_code, 'value="mất điện thoại"' in shown, Authenticator.objects.count()) == (422, True, 1)
    do(desk, clerk, "lop-hai")
    assert not Authenticator.objects.exists()


# --- what nobody may


@pytest.mark.parametrize(
    "act",
    [
        lambda who: ChangeAccount(by=who, user=who, changes={"office": None}),
        lambda who: ChangeAccount(by=who, user=who, changes={"role": Role.CLERK}),
        lambda who: CloseAccount(by=who, user=who),
        lambda who: ReopenAccount(by=who, user=who),
        lambda who: Reset(by=who, user=who),
        lambda who: GiveLink(by=who, user=who),
    ],
)
def test_nobody_changes_the_own_account_here(administrator, act):
    account(Role.ADMINISTRATOR)
    with pytest.raises(OwnAccount):
        act(administrator).execute()


def test_the_own_account_is_shown_without_anything_to_press(desk, administrator):
    shown = page(desk, at(administrator))
    assert ("Đây là tài khoản của bạn" in shown, 'name="go"' in shown) == (True, False)


@pytest.mark.parametrize("where", ["foreign", "none"])
def test_no_rights_are_given_outside_the_own_areas(administrator, clerk, foreign, where):
    office = OfficeFactory(area=foreign) if where == "foreign" else None
    for act in (
        ChangeAccount(by=administrator, user=clerk, changes={"office": office}),
        OpenAccount(by=administrator, username="moi", office=office),
    ):
        with pytest.raises(PermissionDenied):
            act.execute()
    clerk.refresh_from_db()
    assert (clerk.office.area.slug, User.objects.filter(username="moi").exists()) == ("phuong", False)


def test_an_office_outside_is_not_among_those_that_are_offered(desk, clerk, foreign):
    office = OfficeFactory(area=foreign, name="Phòng xa")
    assert "Phòng xa" not in page(desk, OPEN)
    assert opened(desk, office).status_code == 422


@pytest.mark.parametrize("office", ["none", "city"])
@pytest.mark.parametrize(
    "act",
    [
        lambda who: CloseAccount(by=None, user=who),
        lambda who: ChangeAccount(by=None, user=who, changes={"role": Role.LEADER}),
        lambda who: GivePassword(by=None, username=who.username, role=Role.CLERK),
    ],
)
def test_the_last_administrator_stays(act, office, city):
    last = account(Role.ADMINISTRATOR, city if office == "city" else None)
    account(Role.ADMINISTRATOR, city, is_active=False)
    with pytest.raises(LastAdministrator):
        act(last).execute()
    last.refresh_from_db()
    assert (last.is_active, last.role) == (True, Role.ADMINISTRATOR)


def test_the_last_administrator_of_the_whole_site_stays_one(administrator, city):
    whole = account(Role.ADMINISTRATOR)
    with pytest.raises(LastAdministrator):
        ChangeAccount(by=None, user=whole, changes={"office": OfficeFactory(area=city)}).execute()
    with pytest.raises(LastAdministrator):
        CloseAccount(by=None, user=whole).execute()


def test_of_two_administrators_who_close_each_other_one_is_refused(city):
    one, two = (account(Role.ADMINISTRATOR, city, username=name) for name in ("mot", "hai"))
    CloseAccount(by=one, user=two).execute()
    assert two.is_active  # as its request has it still
    with pytest.raises(PermissionDenied):
        CloseAccount(by=two, user=one).execute()


def test_an_administrators_superuser_goes_with_the_role(city, clerk):
    account(Role.ADMINISTRATOR)
    ChangeAccount(by=None, user=clerk, changes={"role": Role.ADMINISTRATOR}).execute()
    assert User.objects.get(pk=clerk.pk).is_superuser
    ChangeAccount(by=None, user=clerk, changes={"role": Role.CLERK}).execute()
    assert not User.objects.get(pk=clerk.pk).is_superuser


# --- what the person hears


@pytest.fixture
def queue(settings):
    settings.TASKS = {**settings.TASKS, "jobs": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def told():
    """What waits to be sent, and to whom."""
    waiting = DBTaskResult.objects.filter(task_path="camket.people.letters.deliver").order_by("enqueued_at")
    return [tuple(one.args_kwargs["args"][:3]) for one in waiting]


HEARD = [
    (lambda user, by: TakePassword(by=user, user=user, save=lambda: user.set_password("x")), "Mật khẩu đã được đổi."),
    (lambda user, by: Reset(by=by, user=user), "Người quản trị đã gỡ xác thực hai lớp."),
    (lambda user, by: GivePassword(by=None, username=user.username), "đã cấp mật khẩu dùng một lần"),
]


@pytest.mark.parametrize(("act", "said"), HEARD)
@pytest.mark.usefixtures("queue")
def test_the_person_hears_of_what_protects_the_account(
    act, said, clerk, administrator, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        act(clerk, administrator).execute()
    [(address, subject, text)] = told()
    assert (address, "can-bo" in subject, said in text, "/tai-khoan/bao-ve/" in text) == (clerk.email, True, True, True)


@pytest.mark.parametrize("who", ["person", "administrator"])
@pytest.mark.usefixtures("queue")
def test_of_a_new_mail_address_the_old_and_the_new_one_hear(
    who, clerk, administrator, django_capture_on_commit_callbacks
):
    new = {"email": "moi@vi-du.vn"}
    with django_capture_on_commit_callbacks(execute=True):
        if who == "person":
            ChangeMail(by=clerk, user=clerk, mail=new["email"]).execute()
        else:
            ChangeAccount(by=administrator, user=clerk, changes=new).execute()
    assert {address for address, _, _ in told()} == {"can-bo@vi-du.vn", "moi@vi-du.vn"}


@pytest.mark.usefixtures("queue")
def test_of_a_new_role_nobody_gets_a_letter(clerk, administrator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ChangeAccount(by=administrator, user=clerk, changes={"role": Role.LEADER}).execute()
    assert told() == []


@pytest.mark.usefixtures("queue")
def test_the_letter_is_in_the_language_of_the_account(clerk, administrator, django_capture_on_commit_callbacks):
    profile = UserProfile.get_for_user(clerk)
    profile.preferred_language = "en"
    profile.save()
    with django_capture_on_commit_callbacks(execute=True):
        Reset(by=administrator, user=User.objects.get(pk=clerk.pk)).execute()
    assert "An administrator has removed your two-factor sign-in." in told()[0][2]


@pytest.mark.usefixtures("queue")
def test_a_mail_server_that_is_down_is_asked_again_later_and_the_letter_goes_once(monkeypatch):
    with monkeypatch.context() as away:
        away.setattr("django.core.mail.EmailMessage.send", lambda self: (_ for _ in ()).throw(ConnectionError()))
        letters.deliver.call("a@vi-du.vn", "Việc", "Chữ")
    [again] = DBTaskResult.objects.all()
    assert again.run_after > timezone.now()
    letters.deliver.call(*again.args_kwargs["args"])
    assert [one.to for one in mail.outbox] == [["a@vi-du.vn"]]
    assert DBTaskResult.objects.count() == 1


@pytest.mark.usefixtures("queue")
def test_in_a_demonstration_no_letter_waits(settings, clerk, administrator, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    with django_capture_on_commit_callbacks(execute=True):
        Reset(by=administrator, user=clerk).execute()
    assert told() == []


# --- the own page


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
    [(shown, _)] = desk.get(LIST, {"q": "can-bo"}).context["rows"]
    assert shown.protected
    assert queries.protection(clerk).second_factor
