"""Role × address × object: every address of the site, who may open it, and whose objects it shows."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from camket.foundation.models import AuditEntry
from camket.intake.actions import Refuse
from camket.measures.periods import Period
from camket.observations.rounds.actions import Asked, MakeForm, OpenRound
from camket.people import doors, policies
from camket.people.actions import back_office
from camket.people.enums import Role
from camket.reports.exporting import BeginForm, ChangeForm
from camket.reports.writing import MakeReport, token
from camket.reviews.enums import NoteKind, ObstacleKind, ReviewKind
from camket.reviews.milestones import RecordProject
from camket.reviews.remarks import AddNote, DecideRemedy, TellObstacle
from camket.reviews.reviewing import OpenReview
from camket.targets.actions import RememberWording
from factories import (
    AreaFactory,
    AssignmentFactory,
    DocumentFactory,
    IndicatorFactory,
    OfficeFactory,
    ProgrammeFactory,
    ResolutionFactory,
    StatementFactory,
    TargetFactory,
    UserFactory,
)
from people.site import addresses, rows

pytestmark = pytest.mark.django_db

ADDRESSES, ROWS = addresses(), rows()
KNOWN = [ADDRESSES[route] for route in ADDRESSES if route in ROWS]
INSIDE = [one for one in KNOWN if one.route.startswith("admin/") and one.name]
BEHIND_THE_DOOR = [one for one in INSIDE if ROWS[one.route].who != "everyone"]
WITH_OBJECT = [one for one in INSIDE if ROWS[one.route].whose == "tree" and "<" in one.route]
ADDRESSES_BY_NAME = {one.name: one for one in KNOWN}
TODAY = timezone.localdate()
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
OFFICIALS = [role for role in Role if role is not Role.ADMINISTRATOR]


def signed_in(role, area=None, **given):
    user = UserFactory(role=role, office=OfficeFactory(area=area) if area else None, **given)
    user.groups.add(back_office())
    client = Client()
    client.force_login(user)
    return client, user


def is_refused(answer):
    """Wagtail answers a refusal with a way back to its first page or to the sign-in, and a script with 403."""
    sent_away = answer.status_code == 302 and (answer.url == "/admin/" or answer.url.startswith("/admin/login/"))
    return sent_away or answer.status_code == 403


def test_every_address_was_thought_about():
    assert set(ADDRESSES) - set(ROWS) == set()


def test_the_table_names_no_address_that_is_gone():
    assert set(ROWS) - set(ADDRESSES) == set()


def test_the_table_uses_its_own_words():
    verbs = {verb for allowed in policies.MAY.values() for verb in allowed}
    assert {row.who for row in ROWS.values()} <= verbs | {"everyone", "account", "pages", "administrator", "nobody"}
    assert {row.whose for row in ROWS.values()} <= {"public", "own", "tree", "site"}


def test_a_view_of_ours_asks_for_the_verb_of_its_row():
    ours = {
        one.route: one.view.verb for one in KNOWN if hasattr(one.view, "verb") and not one.name.startswith("people:")
    }
    assert ours == {route: ROWS[route].who for route in ours}


def test_what_every_account_may_open_is_what_the_doors_leave_open():
    assert {
        one.name for one in INSIDE if ROWS[one.route].who == "account" and one.name.startswith("wagtail")
    } <= doors.OPEN


def may(role, who):
    return who in {"everyone", "account"} or policies.allows(role, who)


@pytest.mark.parametrize("role", OFFICIALS)
def test_an_official_opens_what_the_table_says_and_nothing_else(role):
    client, _ = signed_in(role)
    closed = [one for one in BEHIND_THE_DOOR if not may(role, ROWS[one.route].who)]
    assert [one.name for one in closed if not is_refused(client.get(one.path))] == []
    assert [one.name for one in closed if not is_refused(client.post(one.path))] == []


@pytest.mark.parametrize(
    ("role", "days"), [(Role.ADMINISTRATOR, {"role_until": YESTERDAY}), (Role.AUDITOR, {"role_since": TOMORROW})]
)
def test_who_holds_the_role_on_other_days_opens_what_every_account_may(role, days):
    client, _ = signed_in(role, **days, is_superuser=role is Role.ADMINISTRATOR)
    closed = [one for one in BEHIND_THE_DOOR if not may(Role.PUBLIC, ROWS[one.route].who)]
    assert [one.name for one in closed if not is_refused(client.get(one.path))] == []
    assert [one.name for one in closed if not is_refused(client.post(one.path))] == []


@pytest.mark.parametrize("role", Role)
def test_no_door_is_shut_to_whom_the_table_lets_in(role):
    user = UserFactory(role=role)
    shut = [one for one in BEHIND_THE_DOOR if ROWS[one.route].who == "nobody"]
    all_of_it = role is Role.ADMINISTRATOR
    allowed = [one for one in BEHIND_THE_DOOR if may(role, ROWS[one.route].who) or (all_of_it and one not in shut)]
    assert shut
    assert [one.name for one in shut if doors.is_open(user, one.name, one.view)] == []
    assert [one.name for one in allowed if not doors.is_open(user, one.name, one.view)] == []


def test_a_stranger_is_asked_to_sign_in_everywhere():
    client = Client()
    answers = {one.name: client.get(one.path) for one in BEHIND_THE_DOOR}
    assert [name for name, answer in answers.items() if not is_refused(answer)] == []


def test_a_stranger_is_asked_to_sign_in_at_the_own_pages_of_an_account():
    client = Client()
    own = [one for one in KNOWN if one.route.startswith("tai-khoan/") and ROWS[one.route].who == "account"]
    answers = {one.route: client.get(one.path) for one in own}
    assert len(own) >= 8
    assert {route for route, answer in answers.items() if not answer.url.startswith("/tai-khoan/dang-nhap/")} == set()


def test_an_account_outside_the_back_office_opens_nothing():
    client = Client()
    client.force_login(UserFactory(role=Role.ADMINISTRATOR))
    shut = [one for one in BEHIND_THE_DOOR if ROWS[one.route].who not in {"account"}]
    assert [one.name for one in shut if not is_refused(client.get(one.path))] == []


@pytest.mark.parametrize(("role", "opens"), [(Role.CLERK, True), (Role.LEADER, False), (Role.REPORTER, False)])
def test_a_right_on_pages_opens_their_doors_to_a_clerk_only(role, opens):
    client, user = signed_in(role)
    group = user.groups.create(name="Biên tập")
    root = Page.objects.get(depth=1)
    GroupPagePermission.objects.create(group=group, page=root, permission_type="change")
    assert is_refused(client.get(f"/admin/pages/{root.pk}/")) is not opens


# --- whose objects


@pytest.fixture
def province():
    return AreaFactory(slug="tinh", code="10", name="Tỉnh Mẫu", kind="province")


@pytest.fixture
def city(province):
    return AreaFactory(slug="pho", code="11", name="Phố Mẫu", kind="city", parent=province)


@pytest.fixture
def ward(city):
    return AreaFactory(slug="phuong", code="12", name="Phường Mẫu", kind="ward", parent=city)


@pytest.fixture
def foreign(province):
    return AreaFactory(slug="noi-khac", code="13", name="Nơi Khác", kind="city", parent=province)


def examples(area):
    """The addresses that lead to an object, each with one of the area."""
    statement = StatementFactory(document=DocumentFactory(area=area))
    indicator = IndicatorFactory(area=area, name=f"chỉ số {area.slug}")
    wording = RememberWording(by=None, indicator=indicator, text="thu").execute()
    keys = {
        "van-ban/<int:pk>/so/": [statement.document_id, statement.start, statement.end],
        "van-ban/<int:pk>/": [statement.document_id],
        "cau/<int:pk>/": [statement.pk],
        "chi-so/<int:pk>/quen/": [indicator.pk, wording.pk],
        "chi-so/<int:pk>/": [indicator.pk],
        "nhat-ky/cau/<int:pk>/": [statement.pk],
        "chi-tieu-cho-quyet-dinh/<int:area>/": [area.pk, 1],
        **reviewed(area),
        **collecting(area),
    }
    for one in INSIDE:
        key = next((part for part in keys if one.route.startswith(f"admin/{part}")), None)
        if key and ROWS[one.route].whose == "tree":
            yield one.name, reverse(one.name, args=keys[key])


def reviewed(area):
    """A review with a note, an obstacle and a remedy; its report; a form of others; a project; a seat of a board."""
    resolution = ResolutionFactory(area=area)
    told = {"by": None, "resolution": resolution}
    review = OpenReview(kind=ReviewKind.QUARTER, on=date(2025, 3, 1), **told).execute()
    note = AddNote(by=None, review=review, kind=NoteKind.CAUSE, text="Vốn về chậm").execute()
    since = {"since": date(2025, 1, 5), "waiting_for": "UBND phường"}
    obstacle = TellObstacle(kind=ObstacleKind.CLEARANCE, what="Chưa bàn giao mặt bằng", **since, **told).execute()
    six = {"post": "Trưởng phòng", "what": "Trình phương án", "product": "Quyết định", "authority": "Kết luận"}
    due = {"due": date(2099, 1, 1), "answers_to": "Chủ tịch", "office": OfficeFactory(area=area)}
    remedy = DecideRemedy(by=None, review=review, obstacle=obstacle, **six, **due).execute()
    project = RecordProject(name="Đường vành đai", **told).execute()
    seat = AssignmentFactory(programme=ProgrammeFactory(resolution=resolution))
    form = BeginForm(by=None, area=area, name="thong-ke").execute()
    report = MakeReport(review=review, dated=date(2025, 3, 5), **told).execute()
    return {
        "so-ket/nghi-quyet/<int:pk>/": [resolution.pk],
        "so-ket/<int:pk>/nhan-dinh/<int:note>/": [review.pk, note.pk],
        "so-ket/<int:pk>/vuong-mac/<int:obstacle>/": [review.pk, obstacle.pk],
        "so-ket/<int:pk>/giai-phap/<int:task>/": [review.pk, remedy.task_id],
        "so-ket/<int:pk>/": [review.pk],
        "nhiem-vu/<int:pk>/": [remedy.task_id],
        "cong-trinh/<int:pk>/moc/<str:stage>/": [project.pk, "approval"],
        "cong-trinh/<int:pk>/": [project.pk],
        "bao-cao/<int:pk>/": [report.pk],
        "bieu-xuat/<int:pk>/": [form.pk],
        "chi-tieu/<int:pk>/": [TargetFactory(resolution=resolution).pk],
        "chuong-trinh/<int:pk>/": [seat.programme_id],
        "chuong-trinh/phan-cong/<int:pk>/": [seat.pk],
    }


def collecting(area):
    """A form with a round that is open, and what one office owes in it."""
    office, indicator = OfficeFactory(area=area), IndicatorFactory(area=area, name=f"số trường {area.slug}")
    lines = [Asked(indicator.pk, area.pk, office.pk)]
    named = {"name": f"Biểu {area.slug}", "cycle": "year"}
    form = MakeForm(by=None, area_id=area.pk, settings=named, lines=lines, since=date(2020, 1, 1)).execute()
    held = OpenRound(by=None, form=form, period=Period.year(2025)).execute()
    account = UserFactory(office=office)
    report = held.reports.create(office=office, document=DocumentFactory(area=area))
    return {
        "bao-cao-gui-kem/<int:pk>/": [report.pk],
        "co-quan/<int:pk>/": [office.pk],
        "ky-bao-cao/<int:pk>/<int:office>/": [held.pk, office.pk],
        "ky-bao-cao/<int:pk>/": [held.pk],
        "phan-viec/<int:pk>/": [held.duties.get().pk],
        "tai-khoan/<int:pk>/vai-tro/<int:held>/": [account.pk, account.roles.get().pk],
        "tai-khoan/<int:pk>/": [account.pk],
        "bieu-bao-cao/<int:pk>/": [form.pk],
    }


def missed(client, area):
    """Which of the addresses with an object of the area are not found, by GET and by POST alike; sending to a page that
    the account may only read is refused before anything is looked up."""
    found = set()
    for name, path in examples(area):
        query = "?vao=1" if name == "intake:merge" else ""
        answers = [client.get(path + query), client.post(path + query, {"version": "0"})]
        known = [answer for answer in answers if answer.status_code not in (303, 405)]  # it only takes forms
        gone = [answer.status_code == 404 for answer in known]
        if gone and gone[0] and all(is_gone or is_refused(one) for is_gone, one in zip(gone, known, strict=True)):
            found.add(name)
    return found


# Where the example itself is not there: nothing to carry on or nowhere to, no published page, nothing to merge into.
# Asked every few seconds, it answers that nothing has changed.
_NEVER_MISSED = {"intake:changes"}
_ELSEWHERE = {"intake:carry", "intake:commitment", "intake:merge", "reviews:carry_on"}


def test_an_example_is_there_for_every_address_with_an_object(ward):
    assert {name for name, _ in examples(ward)} == {one.name for one in WITH_OBJECT}


@pytest.mark.parametrize("role", [Role.CLERK, Role.AUDITOR, Role.LEADER])
def test_an_official_finds_nothing_of_a_foreign_area_at_any_address(role, city, foreign):
    client, _ = signed_in(role, area=city)
    opened = {one.name for one in WITH_OBJECT if policies.allows(role, one.view.verb)}
    assert opened - missed(client, foreign) <= _NEVER_MISSED


def test_who_asks_for_changes_of_a_foreign_document_hears_of_none(city, foreign):
    client, _ = signed_in(Role.CLERK, area=city)
    statement = StatementFactory(document=DocumentFactory(area=foreign))
    Refuse(by=None, statement=statement).execute()
    asked = {"tu": "2020-01-01T00:00:00+00:00", "dau": 0, "cuoi": 10_000}
    heard = client.get(reverse("intake:changes", args=[statement.document_id]), asked).json()
    assert (heard["versions"], heard["elsewhere"]) == ({}, "")


@pytest.mark.parametrize("place", ["city", "ward"])
def test_a_clerk_finds_what_is_in_the_own_area_and_below(place, request, city):
    client, _ = signed_in(Role.CLERK, area=city)
    assert missed(client, request.getfixturevalue(place)) <= _ELSEWHERE


_ACCOUNTS = {"people:account", "people:act", "people:give_role", "people:end_role"}


def test_an_administrator_of_an_area_finds_what_is_anywhere_but_accounts(city, foreign):
    client, _ = signed_in(Role.ADMINISTRATOR, area=city, is_superuser=True)
    assert missed(client, foreign) - _ELSEWHERE == _ACCOUNTS


def test_an_administrator_of_no_office_finds_accounts_anywhere_too(foreign):
    client, _ = signed_in(Role.ADMINISTRATOR, is_superuser=True)
    assert missed(client, foreign) <= _ELSEWHERE


@pytest.mark.parametrize("action", ["delete", "set_active_state", "assign_role"])
def test_nobody_changes_accounts_by_the_bulk_actions_of_wagtail(action, city):
    client, _ = signed_in(Role.ADMINISTRATOR, is_superuser=True)
    other = UserFactory(office=OfficeFactory(area=city))
    path = reverse("wagtail_bulk_action", args=["people", "user", action])
    answer = client.post(f"{path}?id={other.pk}", {"mark_as_active": "", "role": ""})
    other.refresh_from_db()
    assert (is_refused(answer), other.is_active) == (True, True)


LISTS = ["intake:index", "intake:indicators", "trail:index", "trail:csv", "reports:reports", "reports:forms"]


@pytest.fixture
def everywhere(province, city, ward, foreign):
    for area in (province, city, ward, foreign):
        DocumentFactory(area=area, title=f"Báo cáo của {area.slug}.")
        indicator = IndicatorFactory(area=area, name=f"chỉ số của {area.slug}.")
        RememberWording(by=None, indicator=indicator, text="thu").execute()
        resolution = ResolutionFactory(area=area, title=f"Nghị quyết của {area.slug}.")
        form = BeginForm(by=None, area=area, name="thong-ke").execute()
        ChangeForm(by=None, form=form, seen=token(form.text), text=f'ten = "Biểu của {area.slug}."').execute()
        MakeReport(by=None, resolution=resolution, year=2024, dated=date(2025, 1, 5)).execute()


def shown(client, name):
    answer = client.get(reverse(name))
    text = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
    return {slug for slug in ("tinh", "pho", "phuong", "noi-khac") if f"của {slug}." in text}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("role", [Role.AUDITOR, Role.CLERK, Role.LEADER])
def test_a_list_holds_the_own_area_and_what_is_below(role, name, everywhere, city):
    client, _ = signed_in(role, area=city)
    expected = {"pho", "phuong"} if policies.allows(role, ADDRESSES_BY_NAME[name].view.verb) else set()
    assert shown(client, name) == expected


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_is_of_no_office_and_an_administrator_see_all_areas(role, name, everywhere):
    assert shown(signed_in(role)[0], name) == {"tinh", "pho", "phuong", "noi-khac"}


def test_every_list_is_among_those_that_are_looked_at():
    lists = {one.name for one in INSIDE if ROWS[one.route].whose == "tree" and "<" not in one.route}
    answers_with_a_page_of_its_own = {
        "intake:upload",
        "intake:next_document",
        "intake:carrying",
        "reports:make",
        "reports:begin_form",
    }
    tested_where_they_live = {
        "reviews:index",
        "reviews:tasks",
        "rounds:index",
        "rounds:open",
        "rounds:new",
        "rounds:offices",
        "people:accounts",
        "people:open",
    }
    assert lists == set(LISTS) | answers_with_a_page_of_its_own | tested_where_they_live


def test_the_next_document_is_never_one_of_a_foreign_area(city, foreign):
    StatementFactory(document=DocumentFactory(area=foreign))
    client, _ = signed_in(Role.CLERK, area=city)
    assert client.get(reverse("intake:next_document")).url == reverse("intake:index")


@pytest.mark.parametrize(("place", "received"), [("ward", 1), ("foreign", 0), ("province", 0)])
def test_a_document_is_not_uploaded_into_a_foreign_area(place, received, request, city, ward):
    client, _ = signed_in(Role.CLERK, area=city)
    file = SimpleUploadedFile("bao-cao.txt", "Thu ngân sách năm 2024 đạt 187,2 tỷ đồng.".encode())
    area = request.getfixturevalue(place)
    client.post(reverse("intake:upload"), {"area": area.pk, "documents": file})
    assert AuditEntry.objects.filter(verb="records.upload").count() == received


def test_a_search_holds_nothing_of_a_foreign_area(everywhere, city):
    client, _ = signed_in(Role.CLERK, area=city)
    page = client.get(reverse("intake:indicators"), {"q": "chỉ số"}).content.decode()
    assert ("chỉ số của pho." in page, "chỉ số của noi-khac." in page) == (True, False)
