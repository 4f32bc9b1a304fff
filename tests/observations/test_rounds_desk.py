"""The pages of the back office: who may open them, and what a clerk does there."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from camket.observations.enums import DutyState
from camket.observations.models import Observation
from camket.observations.rounds import urls
from camket.observations.rounds.models import Form, Holiday, Link, Round
from camket.people import policies
from camket.people.actions import back_office
from camket.people.enums import Role
from factories import AreaFactory, OfficeFactory, ResolutionFactory, TargetFactory, TermFactory, UserFactory
from observations.rounds import attached, collected

pytestmark = pytest.mark.django_db

ADDRESSES = {
    "index": ("GET", "rounds.read"),
    "open": ("POST", "rounds.manage"),
    "round": ("GET", "rounds.read"),
    "close": ("POST", "rounds.manage"),
    "approve_all": ("POST", "rounds.approve"),
    "give": ("POST", "rounds.manage"),
    "again": ("POST", "rounds.manage"),
    "revoke": ("POST", "rounds.manage"),
    "printed": ("GET", "rounds.manage"),
    "typed_for": ("GET", "rounds.answer"),
    "sheet": ("GET", "rounds.manage"),
    "sheets": ("POST", "rounds.manage"),
    "grid": ("GET", "rounds.read"),
    "finish": ("POST", "rounds.manage"),
    "check": ("POST", "rounds.manage"),
    "approve": ("POST", "rounds.approve"),
    "send_back": ("POST", "rounds.approve"),
    "offices": ("GET", "rounds.read"),
    "office": ("GET", "rounds.read"),
    "retire": ("GET", "people.edit_office"),
    "new": ("GET", "rounds.manage"),
    "words": ("GET", "rounds.read"),
    "days_off": ("GET", "rounds.read"),
    "work": ("POST", "rounds.set_holidays"),
    "form": ("GET", "rounds.read"),
}
OF_AN_OFFICE = ("give", "again", "revoke", "printed", "typed_for", "sheet")


def _client(role=Role.CLERK) -> Client:
    user = UserFactory(role=role)
    user.groups.add(back_office())
    client = Client()
    client.force_login(user)
    return client


def _address(name, city):
    keys = {
        "round": [city.round.pk],
        "close": [city.round.pk],
        "approve_all": [city.round.pk],
        "sheets": [city.round.pk],
        "grid": [city.round.pk],
        "finish": [attached(city).pk] if name == "finish" else [],
        "form": [city.form.pk],
        "office": [city.office.pk],
        "retire": [city.office.pk],
        "work": [Holiday.objects.get(day=date(2026, 2, 17)).pk] if name == "work" else [],
        **{one: [city.round.pk, city.office.pk] for one in OF_AN_OFFICE},
        **{one: [city.duty(city.revenue).pk] for one in ("check", "approve", "send_back")},
    }
    return reverse(f"rounds:{name}", args=keys.get(name, []))


def test_every_address_names_its_verb():
    named = {pattern.name: pattern.callback.verb for pattern in urls.urlpatterns}
    assert named == {name: verb for name, (_, verb) in ADDRESSES.items()}


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("role", Role)
def test_an_address_answers_to_those_who_may_and_to_nobody_else(name, role):
    client, (method, verb) = _client(role), ADDRESSES[name]
    answer = (client.get if method == "GET" else client.post)(_address(name, collected()))
    sent_away = answer.status_code == 302 and answer.url == "/admin/"
    assert sent_away is not policies.allows(role, verb)


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_stranger_is_asked_to_sign_in(name):
    assert Client().post(_address(name, collected())).url.startswith("/admin/login/")


@pytest.mark.parametrize(
    "name", [name for name in ADDRESSES if name not in ("index", "open", "new", "offices", "words", "days_off", "work")]
)
def test_rounds_of_another_place_are_not_there(name):
    elsewhere = AreaFactory(slug="noi-khac", name="Xã Nơi Khác")
    clerk = UserFactory(role=Role.CLERK, office=OfficeFactory(area=elsewhere))
    clerk.groups.add(back_office())
    client = Client()
    client.force_login(clerk)
    ask = client.get if ADDRESSES[name][0] == "GET" else client.post
    assert ask(_address(name, collected()), {"ly-do": "x"}).status_code == 404


def test_a_round_of_another_place_cannot_be_opened():
    city = collected(opened=False)
    clerk = UserFactory(role=Role.CLERK, office=OfficeFactory(area=AreaFactory(slug="noi-khac")))
    clerk.groups.add(back_office())
    client = Client()
    client.force_login(clerk)
    client.post(reverse("rounds:open"), {"bieu": city.form.pk, "ky": "2025-01-01_2025-12-31"})
    assert not Round.objects.exists()


def test_one_press_proposes_a_line_for_each_open_target():
    city, client = collected(opened=False), _client()
    term = TermFactory(first_year=2025, last_year=2099)
    target = TargetFactory(
        resolution=ResolutionFactory(area=city.form.area, term=term), indicator=city.revenue, lead=city.other
    )
    given = {"name": "Biểu 02", "cycle": "quarter", "due_days": 10, "grace_days": 5, "stage": "final"}
    client.post(reverse("rounds:new"), {**given, "since": "2024-01-01", "de-xuat": "on"})
    (line,) = Form.objects.get(name="Biểu 02").versions.get().lines.all()
    assert (line.indicator, line.office) == (target.indicator, target.lead)


def test_rounds_that_were_opened_keep_the_lines_that_they_were_opened_with():
    city, client = collected(), _client()
    given = {name: getattr(city.form, name) or "" for name in ("name", "cycle", "due_days", "grace_days", "stage")}
    gone = {**given, "since": "2026-01-01", f"bo-{city.poverty.pk}-{city.form.area_id}": "on", "viec": "luu"}
    client.post(_address("form", city), gone)
    assert [version.lines.count() for version in city.form.versions.all()] == [2, 3]
    assert city.round.duties.count() == 3


def test_a_line_keeps_its_address_and_a_wrong_one_is_told():
    city, client = collected(), _client()
    given = {name: getattr(city.form, name) or "" for name in ("name", "cycle", "due_days", "grace_days", "stage")}
    wrong = {
        **given,
        "since": "2026-01-01",
        f"thu-{city.poverty.pk}-{city.form.area_id}": "phong kinh te",
        "viec": "luu",
    }
    answer = client.post(_address("form", city), wrong)
    assert answer.status_code == 422
    assert "không phải là địa chỉ thư" in answer.content.decode()
    assert city.form.versions.count() == 1


def test_a_clerk_opens_a_round_and_its_page_shows_the_link():
    city, client = collected(opened=False), _client()
    chosen = {"bieu": city.form.pk, "ky": "2025-01-01_2025-12-31"}
    page = client.post(reverse("rounds:open"), chosen, follow=True).content.decode()
    assert Round.objects.count() == 1
    assert page.count("/bao-cao/") - page.count("/admin/bao-cao/") == 2
    client.post(reverse("rounds:open"), chosen)
    assert Round.objects.count() == 1


def test_a_sheet_to_print_has_a_code_and_what_was_last():
    city = collected()
    page = _client().get(_address("printed", city)).content.decode()
    assert "<svg" in page
    assert "187,2" in page


def test_a_clerk_types_for_an_office_and_the_source_says_so():
    city, client = collected(), _client()
    duty = city.duty(city.revenue)
    client.post(_address("typed_for", city), {f"so-{duty.pk}": "205,4", f"thay-{duty.pk}": "0", "viec": "gui"})
    told = Observation.objects.get(answer__duty=duty)
    assert told.recorded_by is not None
    page = client.get(reverse("intake:indicator", args=[city.revenue.pk])).content.decode()
    assert "báo cáo của Phòng Kinh tế" in page


def test_a_link_that_was_taken_back_leads_nowhere_until_a_new_one_is_given():
    city, client = collected(), _client()
    client.post(_address("revoke", city))
    assert not Link.objects.filter(office=city.office, revoked_at=None).exists()
    client.post(_address("again", city))
    assert mail.outbox == []
    client.post(_address("give", city))
    assert Link.objects.filter(office=city.office, revoked_at=None).count() == 1


def test_with_approval_a_figure_counts_once_it_is_approved_and_no_more_once_it_is_returned():
    city, client = collected(approval=True), _client()
    city.submit(city.give(city.revenue, "205,4"))
    assert not Observation.objects.filter(answer__isnull=False).exists()
    client.post(_address("check", city))
    assert city.duty(city.revenue).state == DutyState.CHECKED
    client.post(_address("approve", city))
    assert Observation.objects.filter(answer__duty=city.duty(city.revenue), withdrawn_at=None).count() == 1
    client.post(_address("send_back", city), {"ly-do": " "})
    assert city.duty(city.revenue).state == DutyState.APPROVED
    client.post(_address("send_back", city), {"ly-do": "Chưa khớp với kho bạc"})
    assert city.duty(city.revenue).state == DutyState.RETURNED
    assert not Observation.objects.filter(answer__isnull=False, withdrawn_at=None).exists()


def test_all_that_waits_is_approved_at_once_or_that_of_one_office():
    city, client = collected(approval=True), _client()
    city.submit(city.give(city.revenue, "205,4"), city.give(city.poverty, "2,1"))
    client.post(_address("approve_all", city), {"don-vi": city.other.pk})
    assert not Observation.objects.filter(answer__isnull=False).exists()
    page = client.post(_address("approve_all", city), follow=True).content.decode()
    assert "Đã duyệt và ghi nhận 2 số liệu." in page
    assert {duty.state for duty in city.round.duties.filter(office=city.office)} == {DutyState.APPROVED}


def test_the_page_shows_what_is_saved_and_what_is_asked_back():
    city = collected()
    city.save(city.give(city.revenue, "2054"), city.give(city.poverty, "2,1"))
    page = _client().get(_address("round", city)).content.decode()
    assert "Đã lưu, chưa gửi: 2,1" in page
    assert "Đã lưu, chưa gửi: 2054" in page
    assert "Đang hỏi lại đơn vị: 2.054" in page


def test_a_closed_round_is_late_no_more_and_can_be_asked_for_again():
    city, client = collected(), _client()
    assert "Đã khép kỳ" in client.post(_address("close", city), {"viec": "khep"}, follow=True).content.decode()
    assert "Đã khép" in client.get(_address("index", city)).content.decode()
    client.post(_address("close", city), {"viec": "mo-lai"})
    assert Round.objects.get().closed_at is None


def test_opening_says_which_offices_get_no_letter():
    city, client = collected(opened=False), _client()
    page = client.post(reverse("rounds:open"), {"bieu": city.form.pk, "ky": "2025-01-01_2025-12-31"}, follow=True)
    assert "1/2 đơn vị chưa có địa chỉ thư" in page.content.decode()


def test_nobody_is_late_with_a_round_of_long_ago_that_was_opened_today():
    city, client = collected(opened=False), _client()
    client.post(reverse("rounds:open"), {"bieu": city.form.pk, "ky": "2025-01-01_2025-12-31"})
    assert Round.objects.get().due >= timezone.localdate() + timedelta(days=city.form.due_days)


def test_a_round_that_is_opened_early_has_opened():
    city = collected(2040)
    assert city.round.opens == timezone.localdate()
