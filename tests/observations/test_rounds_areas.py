"""One figure asked of many areas: a line for each, its own office as owner, and the sum of the whole."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from camket.measures.periods import Period
from camket.observations.models import Observation
from camket.observations.rounds.actions import Given, MakeForm, OpenRound, SubmitAnswers, WriteLetters
from camket.observations.rounds.models import Form, FormLine, Letter
from camket.people.actions import back_office
from camket.people.enums import Role
from camket.people.models import Office
from factories import IndicatorFactory, OfficeFactory, UserFactory
from territory import city_with_communes

pytestmark = pytest.mark.django_db
COMMUNES = 12
SINCE = date(2020, 1, 1)


@dataclass
class Place:
    form: Form
    city: object
    communes: list
    schools: object
    office: Office
    client: Client

    def save(self, **given):
        settings = {"name": "Biểu xã", "cycle": "year", "due_days": 10, "grace_days": 5, "stage": "final"}
        told = {**settings, "since": SINCE.isoformat(), "viec": "luu", "them-chi-so": self.schools.pk, **given}
        return self.client.post(reverse("rounds:form", args=[self.form.pk]), told, follow=True)

    def asked(self):
        lines = FormLine.objects.filter(version=self.form.versions.first()).order_by("order")
        return [(str(line.area), str(line.office)) for line in lines.select_related("area", "office")]

    def opened(self):
        return OpenRound(by=None, form=self.form, period=Period.year(2025)).execute()


@pytest.fixture
def place():
    city, communes = city_with_communes(COMMUNES)
    for commune in communes:
        OfficeFactory(area=commune, name=f"Ủy ban nhân dân {commune.name}")
        OfficeFactory(area=commune, name="Ban Chỉ huy quân sự")
    schools = IndicatorFactory(area=city, name="Số trường học", unit="trường", nature="stock")
    office = OfficeFactory(area=city, name="Phòng Giáo dục")
    settings = {"name": "Biểu xã", "cycle": "year", "approval": False}
    form = MakeForm(by=None, area_id=city.pk, settings=settings, lines=[], since=SINCE).execute()
    user = UserFactory(role=Role.CLERK)
    user.groups.add(back_office())
    client = Client()
    client.force_login(user)
    return Place(form, city, communes, schools, office, client)


def answer(held, duty, text):
    given = [Given(duty_id=duty.pk, text=text, seen=0)]
    return SubmitAnswers(by=None, round=held, office_id=duty.office_id, given=given).execute()


def figure(place, area):
    found = Observation.objects.filter(indicator=place.schools, area=area, withdrawn_at=None).order_by("recorded_at")
    return [one.value for one in found][-1:]


def test_twelve_communes_are_asked_on_a_line_each_and_their_figures_make_the_one_of_the_city(place):
    place.save(**{"moi-dia-ban": "on", "cong-len": "on"})
    assert sorted(place.asked()) == sorted((f"Xã {n}", f"Ủy ban nhân dân Xã {n}") for n in range(COMMUNES))
    held = place.opened()
    duties = list(held.duties.select_related("area", "office"))
    assert len(duties) == COMMUNES
    assert held.links.count() == COMMUNES
    for n, duty in enumerate(duties, start=1):
        answer(held, duty, str(n))
        expected = [] if n < COMMUNES else [Decimal(sum(range(1, COMMUNES + 1)))]
        assert figure(place, place.city) == expected
    assert figure(place, duties[4].area) == [Decimal(5)]


def test_some_areas_are_asked_and_one_without_an_office_falls_to_the_chosen_one(place):
    first, second = place.communes[:2]
    Office.objects.filter(area=second).delete()
    place.save(**{"them-dia-ban": [first.pk, second.pk], "them-co-quan": place.office.pk})
    assert place.asked() == [("Xã 0", "Ủy ban nhân dân Xã 0"), ("Xã 1", "Phòng Giáo dục")]


def test_an_area_that_nobody_can_be_asked_for_is_named(place):
    Office.objects.filter(area=place.communes[1]).delete()
    page = place.save(**{"moi-dia-ban": "on"}).content.decode()
    assert "Chưa có cơ quan để giao: Xã 1." in page
    assert len(place.asked()) == COMMUNES - 1


def test_the_city_has_a_line_of_its_own_only_where_that_is_wanted(place):
    place.save(**{"moi-dia-ban": "on", "them-ca-cap": "on", "them-co-quan": place.office.pk, "cong-len": "on"})
    assert place.asked()[-1] == ("Thành phố Minh Họa", "Phòng Giáo dục")
    place.schools.refresh_from_db()
    assert place.schools.combined is False


def test_without_areas_the_line_is_of_the_forms_own_area(place):
    place.save(**{"them-co-quan": place.office.pk})
    assert place.asked() == [("Thành phố Minh Họa", "Phòng Giáo dục")]


def test_nothing_is_asked_twice(place):
    for _ in range(2):
        place.save(**{"moi-dia-ban": "on"})
    assert len(place.asked()) == COMMUNES


def test_a_line_is_given_to_another_office_and_to_a_person_there(place):
    place.save(**{"moi-dia-ban": "on"})
    key = f"{place.schools.pk}-{place.communes[0].pk}"
    person = {f"chuc-danh-{key}": "Công chức Văn hóa – Xã hội", f"thu-{key}": "vhxh@xa-0.example"}
    place.save(**{f"co-quan-{key}": place.office.pk, **person, "them-chi-so": ""})
    assert place.asked()[0] == ("Xã 0", "Phòng Giáo dục")
    held = place.opened()
    WriteLetters(by=None, on=date(2026, 1, 5), only=held).execute()
    letter = Letter.objects.get(to="vhxh@xa-0.example")
    assert "Kính gửi Công chức Văn hóa – Xã hội," in letter.text
    assert "- Số trường học – Xã 0" in letter.text
    page = place.client.get(reverse("rounds:round", args=[held.pk])).content.decode()
    assert "Công chức Văn hóa – Xã hội, vhxh@xa-0.example" in page


def test_an_office_that_answers_for_several_areas_sees_which_figure_is_of_which(place):
    for commune in place.communes:
        Office.objects.filter(area=commune).delete()
    place.save(**{"moi-dia-ban": "on", "them-co-quan": place.office.pk})
    held = place.opened()
    page = place.client.get(reverse("rounds:typed_for", args=[held.pk, place.office.pk])).content.decode()
    assert all(f"Số trường học – Xã {n}" in page for n in range(COMMUNES))
