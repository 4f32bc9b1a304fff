"""Who may do what: the table, cell by cell, and every address of the back office against it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.menu import admin_menu

from camket.intake import urls
from camket.intake.enums import State
from camket.intake.models import Statement
from camket.people import policies
from camket.people.actions import back_office
from camket.people.enums import Role
from camket.records.models import Document
from camket.targets.actions import RememberWording
from factories import (
    AreaFactory,
    IndicatorFactory,
    OfficeFactory,
    StatementFactory,
    TargetFactory,
    UserFactory,
)

# One line a verb: administrator, clerk, reporter, leader, auditor, public. x may, . may not.
TABLE = """
records.read          x x . x x .
records.upload        x x . . . .
records.cite          x x . . . .
records.give_task     x x . x . .
records.end_task      x x . x . .
records.follow_tasks  x x x x x .
records.report_task   x x x x . .
resolutions.record    x x . . . .
resolutions.appoint   x x . . . .
resolutions.set_thresholds x . . x . .
targets.record        x x . . . .
targets.edit          x x . . . .
observations.record   x x . . . .
intake.read           x x . x x .
intake.read_document  x x . . . .
intake.add            x x . . . .
intake.edit           x x . . . .
intake.assent         x x . . . .
intake.refuse         x x . . . .
intake.undo           x x . . . .
reviews.read          x x . x x .
reviews.judge         x x . . . .
reviews.write         x x . x . .
reviews.sign          x . . x . .
reports.read          x x . x x .
reports.file          x x . x x .
reports.write         x x . x . .
exports.read          x x . x x .
exports.edit          x x . . . .
portal.write          x x . . . .
rounds.read           x x . x x .
rounds.manage         x x . . . .
rounds.approve        x x . . . .
rounds.word_letters   x . . . . .
rounds.set_holidays   x . . . . .
audit.read            x . . . x .
people.edit_office    x x . . . .
people.read           x . . . x .
people.manage         x . . . . .
areas.manage          x . . . . .
rounds.read_own       . . x . . .
rounds.answer         x x x . . .
people.reset          x . . . . .
jobs.follow           x x x x x x
jobs.manage           x . . . . .
people.sign_in        x x x x x x
people.sign_out       x x x x x x
people.password       x x x x x x
people.second_factor  x x x x x x
people.link           x x x x x x
people.mail           x x x x x x
"""
ROLES = (Role.ADMINISTRATOR, Role.CLERK, Role.REPORTER, Role.LEADER, Role.AUDITOR, Role.PUBLIC)
CELLS = [
    (verb, role, cell == "x")
    for verb, *cells in (line.split() for line in TABLE.split("\n") if line)
    for role, cell in zip(ROLES, cells, strict=True)
]
VERBS = {verb for verb, _, _ in CELLS}


@pytest.mark.parametrize(("verb", "role", "may"), CELLS)
def test_each_cell(verb, role, may):
    assert policies.allows(role, verb) is may
    assert UserFactory.build(role=role).may(verb) is may


# The first and the last day of a role, from today on, and whether it counts today.
DAYS = {
    "not yet begun": (1, None, False),
    "begun today": (0, None, True),
    "ending today": (None, 0, True),
    "ended yesterday": (None, -1, False),
}


def in_days(which):
    first, last, counts = DAYS[which]
    today = timezone.localdate()
    days = [None if one is None else today + timedelta(days=one) for one in (first, last)]
    return dict(zip(("role_since", "role_until"), days, strict=True)), counts


@pytest.mark.parametrize("which", DAYS)
@pytest.mark.parametrize(("verb", "role", "may"), CELLS)
def test_each_cell_counts_on_the_days_of_the_role(verb, role, may, which):
    days, counts = in_days(which)
    own = policies.allows(Role.PUBLIC, verb)
    assert UserFactory.build(role=role, **days).may(verb) is ((may and counts) or own)


def test_the_table_names_every_verb_and_every_role():
    assert {verb for verbs in policies.MAY.values() for verb in verbs} == VERBS
    assert set(policies.MAY) == set(Role)


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_a_closed_account_may_nothing(verb):
    assert not UserFactory.build(role=Role.ADMINISTRATOR, is_active=False).may(verb)


@pytest.mark.parametrize("role", ROLES)
def test_a_verb_that_nobody_has_named_is_nobodys(role):
    assert not policies.allows(role, "records.burn")


# Every address of the intake, with the verb that it asks for. One that is missing here fails the test below.
ADDRESSES = {
    "index": ("GET", "intake.read"),
    "upload": ("POST", "records.upload"),
    "next_document": ("GET", "intake.read"),
    "document": ("GET", "intake.read"),
    "assent_confident": ("POST", "intake.assent"),
    "refuse_comparisons": ("POST", "intake.refuse"),
    "read_again": ("POST", "intake.read_document"),
    "next_unsure": ("GET", "intake.read"),
    "number": ("GET", "intake.add"),
    "card": ("GET", "intake.edit"),
    "assent": ("POST", "intake.assent"),
    "edit": ("POST", "intake.edit"),
    "refuse": ("POST", "intake.refuse"),
    "undo": ("POST", "intake.undo"),
    "commitment": ("GET", "intake.read"),
    "indicators": ("GET", "intake.read"),
    "indicator": ("GET", "intake.read"),
    "forget_wording": ("POST", "targets.edit"),
    "changes": ("GET", "intake.read"),
    "changed": ("GET", "intake.read"),
    "merge": ("GET", "targets.edit"),
    "carrying": ("GET", "intake.read"),
    "carry": ("POST", "targets.edit"),
    "target": ("GET", "intake.read"),
    "assign": ("POST", "targets.edit"),
    "move": ("POST", "targets.edit"),
}
_OF_A_STATEMENT = {"card", "assent", "edit", "refuse", "undo", "commitment"}
_OF_A_DOCUMENT = {
    "document",
    "assent_confident",
    "refuse_comparisons",
    "read_again",
    "next_unsure",
    "changes",
    "changed",
}


def test_every_address_names_its_verb():
    assert {pattern.name: pattern.callback.verb for pattern in urls.urlpatterns} == {
        name: verb for name, (_, verb) in ADDRESSES.items()
    }


def _address(name: str, statement: Statement) -> str:
    if name in _OF_A_STATEMENT:
        return reverse(f"intake:{name}", args=[statement.pk])
    if name == "number":
        return reverse("intake:number", args=[statement.document_id, statement.start, statement.end])
    if name in _OF_A_DOCUMENT:
        return reverse(f"intake:{name}", args=[statement.document_id])
    if name == "carry":
        return reverse("intake:carry", args=[statement.document.area_id, 1])
    indicator = IndicatorFactory(area=statement.document.area)
    if name in {"target", "assign", "move"}:
        made = TargetFactory(
            indicator=indicator, resolution__area=indicator.area, resolution__document=statement.document
        )
        return reverse(f"intake:{name}", args=[made.pk])
    if name in {"indicator", "merge"}:
        return reverse(f"intake:{name}", args=[indicator.pk])
    if name == "forget_wording":
        wording = RememberWording(by=None, indicator=indicator, text="thu").execute()
        return reverse("intake:forget_wording", args=[indicator.pk, wording.pk])
    return reverse(f"intake:{name}")


def _ask(user: object, name: str, statement: Statement) -> object:
    client = Client()
    if user:
        client.force_login(user)
    ask = client.get if ADDRESSES[name][0] == "GET" else client.post
    return ask(_address(name, statement), {"version": "0"} if name in _OF_A_STATEMENT else {})


def _is_sent_away(response: object) -> bool:
    """Wagtail answers a refusal with a way back to its first page, or to the sign-in."""
    return response.status_code == 302 and (response.url == "/admin/" or response.url.startswith("/admin/login/"))


@pytest.mark.django_db
@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_to_those_who_may_and_to_nobody_else(name, role):
    user = UserFactory(role=role)
    user.groups.add(back_office())
    answer = _ask(user, name, StatementFactory())
    assert _is_sent_away(answer) is not policies.allows(role, ADDRESSES[name][1])


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["index", "document", "assent"])
@pytest.mark.parametrize("which", DAYS)
def test_an_address_answers_on_the_days_of_the_role_and_on_no_other(name, which):
    days, counts = in_days(which)
    user = UserFactory(role=Role.CLERK, **days)
    user.groups.add(back_office())
    assert _is_sent_away(_ask(user, name, StatementFactory())) is not counts


@pytest.mark.django_db
@pytest.mark.parametrize("name", ADDRESSES)
def test_a_stranger_is_asked_to_sign_in(name):
    assert _ask(None, name, StatementFactory()).url.startswith("/admin/login/")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ADDRESSES)
def test_an_account_outside_the_back_office_gets_nowhere(name):
    assert _is_sent_away(_ask(UserFactory(role=Role.CLERK), name, StatementFactory()))


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, (method, _) in ADDRESSES.items() if method == "POST"])
def test_a_refusal_changes_nothing(name):
    user = UserFactory(role=Role.LEADER)
    user.groups.add(back_office())
    statement = StatementFactory()
    _ask(user, name, statement)
    statement.refresh_from_db()
    assert (statement.state, statement.version, statement.edited) == (State.WAITING, 0, False)
    assert Document.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, (method, _) in ADDRESSES.items() if method == "POST"])
def test_what_changes_something_cannot_be_asked_for_by_a_link(name):
    user = UserFactory(role=Role.CLERK)
    user.groups.add(back_office())
    client = Client()
    client.force_login(user)
    assert client.get(_address(name, StatementFactory())).status_code == 303


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "seen", "hidden"),
    [
        (Role.CLERK, {"van-ban", "chi-so"}, {"reports", "help", "documents", "settings"}),
        (Role.LEADER, {"van-ban", "chi-so"}, {"reports", "help", "documents", "settings"}),
        (Role.PUBLIC, set(), {"van-ban", "chi-so", "reports", "help"}),
        (Role.REPORTER, set(), {"van-ban", "chi-so", "nhat-ky", "reports", "help"}),
        (Role.ADMINISTRATOR, {"van-ban", "chi-so", "settings"}, {"reports", "help", "documents"}),
    ],
)
def test_the_menu_holds_what_the_role_needs(rf, role, seen, hidden):
    request = rf.get("/admin/")
    request.user = UserFactory(role=role, is_superuser=role == Role.ADMINISTRATOR)
    request.user.groups.add(back_office())
    names = {item.name for item in admin_menu.menu_items_for_request(request)}
    assert seen <= names
    assert not hidden & names


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_the_first_page_opens_for_every_role(role):
    user = UserFactory(role=role)
    user.groups.add(back_office())
    client = Client()
    client.force_login(user)
    page = client.get("/admin/").content.decode()
    assert ("Chờ bạn duyệt" in page) is policies.allows(role, "intake.assent")
    assert ("Cam kết đang đứng ở đâu" in page) is policies.allows(role, "reviews.read")


# --- the tree of areas, held by the action itself


@pytest.fixture
def tree(db):
    city = AreaFactory(slug="pho", code="11", kind="city")
    ward = AreaFactory(slug="phuong", code="12", kind="ward", parent=city)
    foreign = AreaFactory(slug="noi-khac", code="13", kind="city")
    return {"own": city, "below": ward, "foreign": foreign}


@pytest.mark.parametrize(
    ("role", "where", "may"),
    [
        (Role.CLERK, "own", True),
        (Role.CLERK, "below", True),
        (Role.CLERK, "foreign", False),
        (Role.ADMINISTRATOR, "foreign", True),
    ],
)
def test_an_action_past_every_view_is_held_to_the_areas_of_its_account(tree, role, where, may):
    clerk = UserFactory(role=role, office=OfficeFactory(area=tree["own"]))
    indicator = IndicatorFactory(area=tree[where])
    action = RememberWording(by=clerk, text="thu ngân sách", indicator=indicator)
    if may:
        action.execute()
    else:
        with pytest.raises(PermissionDenied):
            action.execute()
        assert not indicator.wordings.exists()


def test_an_account_without_an_office_acts_everywhere(tree):
    indicator = IndicatorFactory(area=tree["foreign"])
    RememberWording(by=UserFactory(role=Role.CLERK, office=None), text="x", indicator=indicator).execute()
    assert indicator.wordings.exists()
