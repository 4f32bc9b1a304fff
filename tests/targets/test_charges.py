"""Who leads a target and who helps, from day to day."""

from datetime import date

import pytest
from django.urls import reverse

from camket.foundation.models import AuditEntry
from camket.people.enums import Role
from camket.people.offices import EndOffice, RecordOffice
from camket.targets import queries
from camket.targets.charges import AssignOffices, CannotAssign
from camket.targets.models import Target
from factories import AreaFactory, OfficeFactory, TargetFactory
from reviews.test_views_reviews import client_of

pytestmark = pytest.mark.django_db
FIRST, LATER = date(2023, 1, 1), date(2024, 7, 1)


@pytest.fixture
def target():
    made = TargetFactory()
    made.lead = OfficeFactory(area=made.area, name="Phòng Kinh tế")
    made.save()
    return made


def office(target, name):
    return OfficeFactory(area=target.area, name=name)


def assigned(target, lead, *partners, since=LATER):
    return AssignOffices(by=None, target=target, lead=lead, partners=partners, since=since).execute()


def told(target):
    return [
        (one.charge, str(one.office), one.since, one.until)
        for one in sorted(queries.in_charge(target.pk), key=lambda one: one.pk)
    ]


def test_another_office_leads_from_a_day_on_and_the_history_stays(target):
    assigned(target, office(target, "Phòng Kinh tế, Hạ tầng"))
    assert str(Target.objects.get().lead) == "Phòng Kinh tế, Hạ tầng"
    assert told(target) == [
        ("lead", "Phòng Kinh tế", None, date(2024, 6, 30)),
        ("lead", "Phòng Kinh tế, Hạ tầng", LATER, None),
    ]


def test_offices_that_help_come_and_go(target):
    health, schools = office(target, "Phòng Y tế"), office(target, "Phòng Giáo dục")
    assigned(target, target.lead, health, since=FIRST)
    assigned(target, target.lead, schools)
    assert [str(one) for one in Target.objects.get().partners.all()] == ["Phòng Giáo dục"]
    assert told(target) == [
        ("partner", "Phòng Y tế", FIRST, date(2024, 6, 30)),
        ("partner", "Phòng Giáo dục", LATER, None),
    ]


def test_what_was_wrong_from_its_first_day_on_leaves_no_trace_but_the_audit_trail(target):
    first, right = target.lead, office(target, "Phòng Y tế")
    assigned(target, office(target, "Phòng Giáo dục"))
    assigned(target, right)
    assert told(target) == [("lead", str(first), None, date(2024, 6, 30)), ("lead", "Phòng Y tế", LATER, None)]
    assert AuditEntry.objects.filter(verb="targets.edit").latest("number").before == {"lead": "Phòng Giáo dục"}


def test_an_office_that_leads_does_not_help_as_well(target):
    assert assigned(target, target.lead, target.lead).partners.count() == 0


def test_nothing_is_assigned_from_a_day_that_has_not_come(target):
    with pytest.raises(CannotAssign, match="hôm nay"):
        assigned(target, None, since=date(9999, 1, 1))


@pytest.mark.parametrize(("on", "meant"), [(date(2021, 12, 31), "Phòng Y tế"), (date(2025, 12, 31), "Phòng Văn hóa")])
def test_a_document_that_names_an_office_that_ended_means_the_one_that_goes_on(target, on, meant):
    old, new = office(target, "Phòng Y tế"), office(target, "Phòng Văn hóa")
    EndOffice(by=None, office=old, since=FIRST, successor=new).execute()
    found = RecordOffice(by=None, area_id=target.area_id, name="Phòng Y tế", on=on).execute()
    assert str(found) == meant


def test_a_clerk_assigns_offices_on_the_page_of_the_target(target):
    lead, partner = office(target, "Phòng Y tế"), office(target, "Phòng Giáo dục")
    client = client_of(Role.CLERK)
    given = {"lead": lead.pk, "partners": [partner.pk], "since": "2024-07-01"}
    client.post(reverse("intake:assign", args=[target.pk]), given)
    page = " ".join(client.get(reverse("intake:target", args=[target.pk])).content.decode().split())
    assert "Chủ trì: Phòng Y tế (từ 01/07/2024)" in page
    assert "Chủ trì: Phòng Kinh tế (đến 30/06/2024)" in page
    assert list(Target.objects.get().partners.all()) == [partner]


def test_offices_of_another_area_are_neither_offered_nor_taken(target):
    foreign = OfficeFactory(area=AreaFactory(code="99", slug="noi-khac"), name="Phòng Nơi khác")
    client = client_of(Role.CLERK, office=target.lead)
    assert "Phòng Nơi khác" not in client.get(reverse("intake:target", args=[target.pk])).content.decode()
    given = {"lead": foreign.pk, "since": "2024-07-01"}
    assert client.post(reverse("intake:assign", args=[target.pk]), given).status_code == 422
    assert Target.objects.get().lead == target.lead
