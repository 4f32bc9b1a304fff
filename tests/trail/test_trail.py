"""The audit trail as an auditor reads it."""

import ast
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.users.models import UserProfile

import camket
from camket.foundation import chain
from camket.foundation.actions import Action
from camket.foundation.models import AuditEntry
from camket.intake.actions import Edit, Refuse
from camket.people.accounts import GivePassword
from camket.people.actions import back_office
from camket.people.enums import Role
from camket.resolutions.actions import SetThresholds
from camket.reviews.crosschecks import CHECKS
from camket.reviews.models import Review
from camket.targets.actions import EditIndicator, RememberWording
from camket.targets.windows import SetWindow
from camket.trail import saying, words
from factories import AreaFactory, IndicatorFactory, OfficeFactory, StatementFactory, TargetFactory, UserFactory

REVIEW = {"kind": "quarter", "on": date(2026, 9, 30), "as_of": datetime(2026, 10, 1, tzinfo=UTC), "slug": "quy-3-2026"}
PACKAGE = Path(camket.__file__).parent


def actions():
    """Every action of every room."""
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text("utf8")
        if "Action[" in text and "foundation" not in path.parts:
            parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
            import_module(".".join(parts).removesuffix(".__init__"))
    waiting, found = [Action], set()
    while waiting:
        below = waiting.pop().__subclasses__()
        waiting += below
        found |= {one for one in below if one.__module__.startswith("camket.")}
    return found


VERBS = sorted({one.verb for one in actions() if hasattr(one, "verb")})


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_of_every_action_has_vietnamese_and_english_words(verb):
    with override("vi"):
        vietnamese = words.verb(verb)
    with override("en"):
        english = words.verb(verb)
    assert len({verb, vietnamese, english}) == 3


def details():
    """The names under which actions keep something, as far as they stand in the code."""
    for file in PACKAGE.rglob("*.py"):
        for one in ast.walk(ast.parse(file.read_text("utf8"))):
            if isinstance(one, ast.FunctionDef) and one.name == "detail":
                kept = [part.keys for part in ast.walk(one) if isinstance(part, ast.Dict)]
                yield from (key.value for keys in kept for key in keys if isinstance(key, ast.Constant))


@pytest.mark.parametrize("name", sorted({*details(), *CHECKS}))
def test_what_an_entry_keeps_has_a_vietnamese_name(name):
    assert words.detail(name) != name


def test_there_are_no_words_for_a_verb_that_no_action_has():
    assert set(words.VERBS) == set(VERBS)


pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return AreaFactory()


@pytest.fixture
def clerk(city):
    return UserFactory(role=Role.CLERK, username="can-bo", last_name="Trần", first_name="Mẫu")


@pytest.fixture
def revenue(city, clerk):
    found = IndicatorFactory(area=city, name="thu ngân sách", unit="tỷ đồng")
    RememberWording(by=None, indicator=found, text="thu").execute()
    return EditIndicator(by=clerk, indicator=found, changes={"unit": "triệu đồng", "direction": "down"}).execute()


@pytest.fixture
def auditor(client):
    user = UserFactory(role=Role.AUDITOR, username="kiem-tra")
    user.groups.add(back_office())
    client.force_login(user)
    return client


def page(client, **asked):
    return client.get(f"{reverse('trail:index')}?{urlencode(asked)}").content.decode()


def rows(client, **asked):
    return page(client, **asked).count('<tr id="muc-')


def lines(client, **asked):
    answer = client.get(f"{reverse('trail:csv')}?{urlencode(asked)}")
    return b"".join(answer.streaming_content).decode().splitlines()


def test_an_edit_tells_which_fields_went_from_what_to_what(revenue):
    entry = AuditEntry.objects.filter(verb="targets.edit").get()
    assert (entry.before, entry.after) == (
        {"unit": "tỷ đồng", "direction": "up"},
        {"unit": "triệu đồng", "direction": "down"},
    )


def test_an_edit_of_a_statement_tells_the_same(clerk):
    statement = StatementFactory()
    Edit(by=clerk, statement=statement, changes={"value": 5, "unit": statement.unit}).execute()
    entry = AuditEntry.objects.get()
    assert (entry.before, entry.after) == ({"value": "187.200000"}, {"value": 5})


def test_a_decision_tells_how_a_statement_stood_and_stands(clerk):
    Refuse(by=clerk, statement=StatementFactory()).execute()
    entry = AuditEntry.objects.get()
    assert (entry.before, entry.after) == ({"state": "waiting"}, {"state": "refused"})


def test_the_page_says_who_did_what_to_which_object(revenue, auditor):
    shown = page(auditor, verb="targets.edit")
    assert all(text in shown for text in ("Trần", "Sửa chỉ số, chỉ tiêu, tên gọi", "thu ngân sách"))


def test_the_page_leads_to_the_object(revenue, auditor):
    assert f'href="{reverse("intake:indicator", args=[revenue.pk])}"' in page(auditor)


def test_the_page_tells_a_change_in_words(revenue, auditor):
    assert "đơn vị tính: <del>tỷ đồng</del> → <ins>triệu đồng</ins>" in page(auditor)


def test_a_value_that_has_a_word_is_told_by_it(revenue, auditor):
    with override("vi"):
        changed = saying.changes(
            AuditEntry(object_type="targets.indicator", before={"direction": "up"}, after={"direction": "down"})
        )
    assert changed[0][1:] != ("up", "down")


def test_times_are_those_of_the_place(auditor):
    entry = AuditEntry(verb="targets.edit", at=datetime(2026, 3, 1, 18, 30, tzinfo=UTC))
    chain.append([entry])
    assert "02/03/2026 01:30:00" in page(auditor)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"verb": "targets.edit"}, 1),
        ({"verb": "intake.undo"}, 0),
        ({"kind": "targets.indicator"}, 2),
        ({"kind": "records.document"}, 0),
        ({"first": "2020-01-01", "last": "2020-12-31"}, 0),
        ({"first": "2020-01-01"}, 3),
        ({"last": "2020-01-01"}, 0),
        ({"first": "không phải ngày"}, 3),
        ({"person": "nobody"}, 3),
        ({}, 3),
    ],
)
def test_the_filter_chooses(asked, found, revenue, auditor):
    assert rows(auditor, **asked) == found


def test_the_filter_chooses_by_person(revenue, auditor, clerk):
    assert rows(auditor, person=clerk.pk) == 1


def test_a_day_of_the_filter_is_a_day_of_the_place(auditor):
    chain.append([AuditEntry(verb="targets.edit", at=datetime(2026, 3, 1, 18, 30, tzinfo=UTC))])
    assert rows(auditor, first="2026-03-02", last="2026-03-02") == 1
    assert rows(auditor, first="2026-03-01", last="2026-03-01") == 0


def test_a_long_trail_has_pages_that_keep_the_filter(auditor):
    chain.append([AuditEntry(verb="targets.edit") for _ in range(51)])
    assert rows(auditor, verb="targets.edit") == 50
    assert rows(auditor, verb="targets.edit", trang=2) == 1
    assert "?verb=targets.edit&amp;trang=2" in page(auditor, verb="targets.edit")


def test_the_page_costs_the_same_however_long_the_trail_is(auditor, django_assert_max_num_queries):
    chain.append([AuditEntry(verb="targets.edit") for _ in range(200)])
    with django_assert_max_num_queries(12):
        page(auditor)


def test_the_csv_holds_what_the_page_holds(revenue, auditor):
    found = lines(auditor, verb="targets.edit")
    assert len(found) == 2
    assert "đơn vị tính: tỷ đồng → triệu đồng" in found[1]


def test_a_cell_is_never_taken_for_a_formula(city, auditor):
    found = IndicatorFactory(area=city, name="=1+1")
    RememberWording(by=None, indicator=found, text="thu").execute()
    assert ",'=1+1," in lines(auditor, kind="targets.indicator")[1]


def test_the_csv_opens_in_a_sheet_with_its_diacritics(auditor):
    assert lines(auditor)[0].startswith("\ufeffSố,Lúc,Người")


@pytest.fixture
def of_two_cities(city):
    for area in (city, AreaFactory(slug="noi-khac", code="13", name="Nơi Khác")):
        found = IndicatorFactory(area=area, name=f"chỉ số {area.slug}.")
        RememberWording(by=None, indicator=found, text="thu").execute()


def test_an_auditor_of_one_area_sees_no_other_and_nothing_of_the_site(of_two_cities, city):
    user = UserFactory(role=Role.AUDITOR, office=OfficeFactory(area=city))
    user.groups.add(back_office())
    client = Client()
    client.force_login(user)
    chain.append([AuditEntry(verb="areas.manage")])
    shown = page(client)
    assert ("chỉ số minh-hoa." in shown, "noi-khac" in shown) == (True, False)
    assert rows(client, verb="areas.manage") == 0


def test_a_person_who_did_nothing_in_the_area_is_not_offered(of_two_cities, city):
    stranger = UserFactory(username="nguoi-la", role=Role.CLERK)
    elsewhere = IndicatorFactory(area=AreaFactory(slug="noi-khac"), name="khác")
    RememberWording(by=stranger, indicator=elsewhere, text="khác").execute()
    user = UserFactory(role=Role.AUDITOR, office=OfficeFactory(area=city))
    user.groups.add(back_office())
    client = Client()
    client.force_login(user)
    assert "nguoi-la" not in page(client)


def test_an_account_is_told_without_its_password(auditor):
    _, password = GivePassword(by=None, username="moi", role=Role.CLERK).execute()
    assert password not in page(auditor) + "".join(lines(auditor))


def test_a_statement_is_shown_in_its_document(auditor):
    statement = StatementFactory()
    answer = auditor.get(reverse("trail:statement", args=[statement.pk]))
    assert answer.url == f"{reverse('intake:document', args=[statement.document_id])}#cau-{statement.pk}"


def test_the_page_speaks_english_where_it_is_asked_to(revenue, auditor):
    profile = UserProfile.get_for_user(get_user_model().objects.get(username="kiem-tra"))
    profile.preferred_language = "en"
    profile.save()
    assert "Edit an indicator, a target or a name" in page(auditor)


def test_an_entry_of_a_target_names_its_indicator_and_thresholds_are_numbers_of_an_office(auditor):
    target = TargetFactory(number=3)
    told = {"start": target.start, "due": target.due.replace(year=2024), "seen": (target.start, target.due)}
    SetWindow(by=None, target=target, reason="Nghị quyết ghi", **told).execute()
    seen = (Decimal("0.95"), Decimal("0.80"))
    wanted = {"on_track": Decimal("0.9"), "at_risk": Decimal("0.75"), "seen": seen, "reason": "Nghị quyết ghi"}
    SetThresholds(by=None, resolution=target.resolution, **wanted).execute()
    page = " ".join(auditor.get(reverse("trail:index")).content.decode().split())
    assert f"chỉ tiêu {target.indicator.name}" in " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "0,8 → 0,75" in " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_a_report_of_a_review_names_the_review(db):
    review = Review.objects.create(resolution=TargetFactory().resolution, **REVIEW)
    entry = AuditEntry(verb="reports.write", detail={"review": review.pk})
    ((_, name),) = saying.details(entry, saying.names([entry]))
    assert name.startswith("Quý 30/09/2026, ")
