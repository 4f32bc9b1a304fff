"""Offices on their pages: added, renamed, ended; and what an office that ended had open goes on to its successor."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from camket.measures.periods import Period
from camket.observations.rounds import queries
from camket.observations.rounds.actions import CannotRetire, OpenRound, RetireOffice
from camket.observations.rounds.models import Duty
from camket.people.actions import back_office
from camket.people.enums import Role
from camket.people.models import Office
from camket.people.offices import NameTaken, RecordOffice
from camket.records.tasks import FinishTask, GiveTask
from camket.targets.models import Target
from factories import OfficeFactory, TargetFactory, UserFactory
from observations.rounds import collected

pytestmark = pytest.mark.django_db
SINCE = date(2026, 1, 8)


@pytest.fixture(autouse=True)
def _on(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 1, 8))


@pytest.fixture
def clerk():
    user = UserFactory(role=Role.CLERK)
    user.groups.add(back_office())
    client = Client()
    client.force_login(user)
    return client


def page(client, name, *args):
    return " ".join(client.get(reverse(f"rounds:{name}", args=args)).content.decode().split())


def edited(client, office, **given):
    kept = {"name": office.name, "mail": "", "head_post": "", "head_mail": "", "parent": ""}
    return client.post(reverse("rounds:office", args=[office.pk]), {**kept, **given})


def mentioned(area, name):
    return RecordOffice(by=None, area_id=area.pk, name=name).execute()


def retired(city, successor=None, since=SINCE):
    RetireOffice(by=None, office=city.office, successor=successor, since=since).execute()


def task_of(office, what):
    said = {"post": "Trưởng phòng", "answers_to": "Chủ tịch", "product": "Biên bản", "authority": "Kết luận"}
    return GiveTask(by=None, office=office, what=what, due=date(2026, 3, 1), **said).execute()


def test_an_office_is_added_on_the_page(clerk):
    city = collected()
    clerk.post(reverse("rounds:offices"), {"moi-name": "Phòng Dân tộc", "moi-name_en": ""})
    assert Office.objects.get(name="Phòng Dân tộc").area == city.form.area
    assert "Phòng Dân tộc" in page(clerk, "offices")


def test_one_of_a_name_that_is_there_is_not_added_again(clerk):
    collected()
    answer = clerk.post(reverse("rounds:offices"), {"moi-name": "phòng kinh tế"})
    assert answer.status_code == 422
    assert "đã là tên gọi của “Phòng Kinh tế”" in answer.content.decode()


def test_an_office_is_known_by_its_old_name_and_its_new_one_and_keeps_its_address(clerk):
    city = collected()
    before = city.office.slug
    edited(clerk, city.office, name="Phòng Kinh tế, Hạ tầng và Đô thị")
    for name in ("Phòng Kinh tế", "Phòng Kinh tế, Hạ tầng và Đô thị"):
        assert mentioned(city.form.area, name) == city.office
    assert Office.objects.get(pk=city.office.pk).slug == before
    edited(clerk, city.office, name="Phòng Hạ tầng")
    assert mentioned(city.form.area, "Phòng Kinh tế, Hạ tầng và Đô thị") == city.office
    assert "Văn bản còn gọi là: Phòng Kinh tế, Hạ tầng và Đô thị" in page(clerk, "office", city.office.pk)


def test_two_offices_do_not_get_one_name(clerk):
    city = collected()
    assert edited(clerk, city.office, name="Phòng Y tế").status_code == 422
    assert Office.objects.get(pk=city.office.pk).name == "Phòng Kinh tế"


def test_what_an_office_has_open_goes_on_to_its_successor_and_what_is_over_stays(clerk):
    city = collected()
    city.submit(city.give(city.revenue, "200"))
    done, left = task_of(city.office, "Đã xong"), task_of(city.office, "Còn lại")
    FinishTask(by=None, task=done, product="Biên bản").execute()
    over = TargetFactory(
        resolution=Target.objects.first().resolution,
        indicator__slug="cu",
        start=date(2021, 1, 1),
        due=date(2022, 12, 31),
        lead=city.office,
    )
    Target.objects.exclude(pk=over.pk).update(due=date(2026, 12, 31))
    account = UserFactory(office=city.office)
    asked = page(clerk, "retire", city.office.pk)
    assert "2 chỉ tiêu đang thực hiện" in asked
    assert "1 nhiệm vụ chưa xong" in asked
    assert "1 số liệu còn phải báo cáo" in asked
    clerk.post(
        reverse("rounds:retire", args=[city.office.pk]), {"successor": city.other.pk, "since": SINCE.isoformat()}
    )
    sent, owed = (Duty.objects.get(indicator=one) for one in (city.revenue, city.poverty))
    for one in (done, left, over, account):
        one.refresh_from_db()
    assert [one.office for one in (sent, owed, done, left, account)] == [
        *(city.office, city.other),
        *(city.office, city.other, city.other),
    ]
    assert over.lead == city.office
    assert {one.lead for one in Target.objects.exclude(pk=over.pk)} == {city.other}


def test_the_link_that_was_sent_leads_the_successor_to_its_figures():
    city = collected()
    address = city.address()
    city.round.links.update(expires_at=datetime(9999, 1, 1, tzinfo=UTC))
    retired(city, city.other)
    shown = Client().get(address).content.decode()
    assert "Tỷ lệ hộ nghèo" in shown
    assert "Phòng Y tế" in shown


def test_the_next_round_asks_the_successor():
    city = collected()
    retired(city, city.other)
    held = OpenRound(by=None, form=city.form, period=Period.year(2026)).execute()
    assert {duty.office for duty in held.duties.all()} == {city.other}
    assert {duty.office for duty in city.round.duties.all()} == {city.other}


def test_an_office_that_ended_is_no_longer_offered_but_listed(clerk):
    city = collected()
    retired(city, city.other)
    assert city.office not in clerk.get(reverse("rounds:form", args=[city.form.pk])).context["offices"]
    assert "Phòng Kinh tế</a> (đến 07/01/2026)" in page(clerk, "offices")


@pytest.mark.parametrize(
    ("since", "successor", "said"),
    [
        (SINCE, None, "còn chỉ tiêu"),
        (date(2026, 1, 9), "other", "hôm nay"),
        (SINCE, "office", "một cơ quan khác"),
    ],
)
def test_an_office_does_not_end_so(since, successor, said):
    city = collected()
    with pytest.raises(CannotRetire, match=said):
        retired(city, getattr(city, successor) if successor else None, since)
    assert Office.objects.get(pk=city.office.pk).ended_on is None


def test_an_office_without_anything_open_ends_without_a_successor():
    city = collected()
    city.office = OfficeFactory(area=city.form.area, name="Phòng Thanh tra")
    retired(city)
    assert Office.objects.get(pk=city.office.pk).ended_on == date(2026, 1, 7)


def test_a_form_says_which_open_targets_nobody_leads(clerk):
    city = collected()
    Target.objects.update(due=date(2026, 12, 31))
    lonely = TargetFactory(
        resolution=Target.objects.first().resolution, indicator__name="Số làng nghề", due=date(2026, 12, 31)
    )
    shown = page(clerk, "form", city.form.pk)
    assert f'Số làng nghề: <a href="{reverse("intake:target", args=[lonely.pk])}">' in shown
    assert [one.indicator.name for one in queries.without_lead(city.form.area_id, date(2026, 1, 8))] == ["Số làng nghề"]


def test_a_name_is_refused_in_words(db):
    assert "Choose another" in NameTaken("Phòng A", OfficeFactory.build(name="Phòng B")).message("en")
