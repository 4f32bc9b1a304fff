"""The page behind a link: what it shows, to whom, and what it tells nobody."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from camket.foundation.models import AuditEntry
from camket.observations.rounds.actions import GiveLink, Given, RevokeLink, WorkOff, is_calm, receive, waiting, work_off
from camket.observations.rounds.models import Delivery, Link, LinkUse
from camket.observations.rounds.tokens import token
from factories import IndicatorFactory
from observations.rounds import CONTACT, collected

pytestmark = pytest.mark.django_db


def test_the_token_is_nowhere_in_the_database():
    city = collected()
    link = city.link()
    secret = token(link.nonce)
    assert secret not in str(list(Link.objects.values())) + str(list(AuditEntry.objects.values()))
    assert len(secret) == 43


def test_two_links_share_nothing():
    city = collected()
    assert city.address() != city.address()


@pytest.mark.parametrize("given", ["khong-co", "A" * 43, "A" * 5000, "ạ" * 43, "A" * 42 + "'"])
def test_a_wrong_token_is_told_nothing_but_whom_to_ask(given):
    collected()
    answer = Client().get(f"/bao-cao/{given}/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "hãy liên hệ" in page
    assert CONTACT not in page
    assert not LinkUse.objects.exists()


def test_a_link_that_was_taken_back_says_whom_to_ask_and_takes_nothing():
    city = collected()
    address = city.address()
    RevokeLink(by=None, round=city.round, office_id=city.office.pk).execute()
    duty = city.duty(city.revenue)
    answer = Client().post(address, {f"so-{duty.pk}": "205,4", f"thay-{duty.pk}": "0", "viec": "gui"})
    assert answer.status_code == 410
    assert "đã được thu hồi" in answer.content.decode()
    assert CONTACT in answer.content.decode()
    assert not duty.answers.exists()


def test_a_link_that_has_run_out_says_so():
    city = collected()
    address = city.address()
    Link.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    answer = Client().get(address)
    assert answer.status_code == 410
    assert "đã hết hạn" in answer.content.decode()


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("Cache-Control", "no-store"),
        ("X-Robots-Tag", "noindex"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Frame-Options", "DENY"),
        ("Content-Security-Policy", "default-src 'self'"),
    ],
)
@pytest.mark.parametrize("works", [True, False])
def test_the_page_is_kept_nowhere_and_named_to_nobody(header, words, works):
    city = collected()
    answer = Client().get(city.address() if works else f"/bao-cao/{'A' * 43}/")
    assert words in answer[header]


@pytest.mark.parametrize(
    ("origin", "with_token", "status"),
    [("null", True, 302), (None, True, 302), ("null", False, 403), ("https://elsewhere.example", True, 403)],
)
def test_a_form_from_elsewhere_is_refused(origin, with_token, status):
    city = collected()
    client, address = Client(enforce_csrf_checks=True), city.address()
    client.get(address)
    given = {"viec": "luu"}
    if with_token:
        given["csrfmiddlewaretoken"] = client.cookies["csrftoken"].value
    headers = {"HTTP_ORIGIN": origin} if origin else {}
    assert client.post(address, given, **headers).status_code == status


def test_another_offices_figures_are_neither_shown_nor_taken():
    city = collected()
    theirs = city.round.duties.get(office=city.other)
    address, client = city.address(), Client()
    assert "Số giường bệnh" not in client.get(address).content.decode()
    client.post(address, {f"so-{theirs.pk}": "300", f"thay-{theirs.pk}": "0", "viec": "gui"})
    assert not theirs.answers.exists()


def test_what_cannot_be_read_stays_in_its_field_with_what_to_do():
    city = collected()
    duty, address = city.duty(city.revenue), city.address()
    given = {f"so-{duty.pk}": "hai trăm <b>", f"thay-{duty.pk}": "0", "viec": "gui"}
    page = Client().post(address, given, follow=True).content.decode()
    assert 'value="hai trăm &lt;b&gt;"' in page
    assert "Hãy gõ như 1.234,5" in page
    assert "Còn 2 số liệu chưa gửi" in page
    assert 'value="hai trăm &lt;b&gt;"' in Client().get(address).content.decode()


def test_a_doubt_stands_beside_its_field_with_a_tick():
    city = collected()
    duty, address = city.duty(city.revenue), city.address()
    given = {f"so-{duty.pk}": "2.054", f"thay-{duty.pk}": "0", "viec": "gui"}
    page = Client().post(address, given, follow=True).content.decode()
    assert "gấp khoảng 10 lần số của năm 2024" in page
    assert f'name="dung-{duty.pk}"' in page


def test_two_people_at_one_link_see_both_answers():
    city = collected()
    duty, address = city.duty(city.revenue), city.address()
    for text in ("205,4", "206"):
        Client().post(address, {f"so-{duty.pk}": text, f"thay-{duty.pk}": "0", "viec": "luu"})
    page = Client().get(address).content.decode()
    assert 'value="205,4"' in page
    assert "một người khác gõ “206”" in page


def test_a_state_is_chosen_from_its_states():
    city = collected()
    rank = IndicatorFactory(
        area=city.form.area, name="Loại đô thị", unit="", nature="state", states=["Loại III", "Loại II"]
    )
    city.round.duties.create(indicator=rank, area=city.form.area, office=city.office)
    duty, address = city.duty(rank), city.address()
    page = Client().post(address, {f"so-{duty.pk}": "Loại II", f"thay-{duty.pk}": "0", "viec": "gui"}, follow=True)
    assert "<option selected>Loại II</option>" in page.content.decode()
    assert duty.answers.get().observations.get().state == "Loại II"


def test_each_use_is_logged_with_its_address():
    city = collected()
    address = city.address()
    Client(REMOTE_ADDR="192.0.2.7").get(address)
    assert [(one.what, one.address) for one in LinkUse.objects.all()] == [("opened", "192.0.2.7")]


def test_the_page_speaks_english_too():
    city = collected()
    page = Client().get(f"/en{city.address()}").content.decode()
    assert "Unchanged" in page
    assert "Gửi" not in page


def test_a_link_outlives_the_grace_as_late_is_no_lock():
    city = collected()
    assert city.link().expires_at > datetime(2026, 2, 1, tzinfo=UTC)
    assert city.round.grace_until == date(2026, 1, 19)


def test_a_database_that_is_held_too_long_is_told_and_the_form_can_be_sent_again(monkeypatch):
    city = collected()
    duty, address = city.duty(city.revenue), city.address()
    given = {f"so-{duty.pk}": "205,4", f"thay-{duty.pk}": "0", "viec": "gui"}

    def held(self, **given):
        raise OperationalError("database is locked")

    with monkeypatch.context() as busy:
        busy.setattr("camket.observations.rounds.models.Delivery.save", held)
        answer = Client().post(address, given)
    assert (answer.status_code, answer["Retry-After"]) == (503, "15")
    assert "Hãy tải lại trang" in answer.content.decode()
    assert Client().post(address, given).status_code == 302


@pytest.mark.parametrize("error", [OperationalError("database is locked"), KeyError("a fault of ours")])
def test_what_was_received_is_recorded_later_where_it_cannot_be_now(monkeypatch, error):
    city = collected()
    duty, address = city.duty(city.revenue), city.address()

    def fails(self):
        raise error

    with monkeypatch.context() as busy:
        busy.setattr("camket.observations.rounds.actions.SubmitAnswers.perform", fails)
        page = Client().post(address, {f"so-{duty.pk}": "205,4", "viec": "gui"}, follow=True).content.decode()
    assert "giữ an toàn" in page
    assert 'http-equiv="refresh"' in page
    assert not duty.answers.exists()
    assert work_off(waiting()) == 1
    assert duty.answers.get().observations.get().value == Decimal("205.4")
    assert "giữ an toàn" not in Client().get(address).content.decode()


def test_in_a_crowd_an_answer_is_received_first_and_recorded_when_its_page_is_shown(monkeypatch):
    city = collected()
    duty, address = city.duty(city.revenue), city.address()
    monkeypatch.setattr("camket.observations.rounds.views.link.is_calm", lambda kept: False)
    client = Client()
    client.post(address, {f"so-{duty.pk}": "205,4", "viec": "gui"})
    assert (waiting().count(), duty.answers.count()) == (1, 0)
    client.get(address)
    assert (waiting().count(), duty.answers.count()) == (0, 1)


def test_only_who_comes_after_somebody_else_meets_a_crowd():
    city = collected()
    links = city.link(), GiveLink(by=None, round=city.round, office_id=city.other.pk).execute()
    first, second = (receive(link, [], sends=True, address=None) for link in links)
    assert (is_calm(first), is_calm(second)) == (False, False)
    Delivery.objects.filter(pk=first.pk).update(at=second.at - timedelta(seconds=2))
    assert is_calm(second)
    assert is_calm(receive(links[1], [], sends=True, address=None))


def test_what_came_before_midnight_is_sent_before_midnight():
    city = collected()
    duty = city.duty(city.revenue)
    kept = receive(city.link(), [Given(duty.pk, "205,4")], sends=True, address=None)
    evening = timezone.now() - timedelta(hours=9)
    Delivery.objects.filter(pk=kept.pk).update(at=evening)
    work_off(waiting())
    duty.refresh_from_db()
    assert duty.submitted_at == evening


def test_a_delivery_is_worked_off_once():
    city = collected()
    kept = receive(city.link(), [Given(city.duty(city.revenue).pk, "205,4")], sends=True, address=None)
    assert [bool(WorkOff(by=None, delivery=kept).execute()) for _ in range(2)] == [True, False]


def test_the_page_takes_a_bounded_number_of_statements(django_assert_max_num_queries):
    city = collected()
    address = city.address()
    with django_assert_max_num_queries(14):
        Client().get(address)
