"""What came in a crowd is worked off together: judged once, each with a trace of its own, and none spoils another."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from camket.config.recurring import work_off_deliveries
from camket.foundation.models import AuditEntry
from camket.observations.models import Observation
from camket.observations.rounds.actions import (
    GiveLink,
    Given,
    SubmitAnswers,
    is_let_wait,
    receive,
    receive_form,
    receiving,
    waiting,
    work_off,
    work_off_for,
)
from camket.reviews.models import Verdict
from factories import ObservationFactory
from observations.forms_filled import blank, filled
from observations.rounds import collected

pytestmark = pytest.mark.django_db
REVENUE = "Thu ngân sách trên địa bàn"
TOO_LARGE_TO_JUDGE = Decimal("2000000000000")


@pytest.fixture
def city():
    return collected()


@pytest.fixture
def links(city):
    return city.link(), GiveLink(by=None, round=city.round, office_id=city.other.pk).execute()


@pytest.fixture
def crowd(monkeypatch):
    """Whoever has sent anything goes on sending."""
    monkeypatch.setattr(receiving, "CALM", timedelta(hours=1))


def send(link, text, duties=None):
    duties = duties or link.round.duties.filter(office=link.office_id)
    given = [Given(duty.pk, text, sure=True, seen=duty.current_id or 0) for duty in duties]
    return receive(link, given, sends=True, address=None)


def told():
    return sorted(str(one.value.normalize()) for one in Observation.objects.filter(answer__isnull=False))


def verbs():
    return list(AuditEntry.objects.order_by("number").values_list("verb", flat=True))


def test_several_are_judged_once_and_each_has_its_own_trace(links):
    for link in links:
        send(link, "2,5")
    before = len(verbs())
    assert work_off(waiting()) == 2
    made = verbs()[before:]
    figures = Observation.objects.filter(answer__isnull=False).count()
    assert figures == 3
    assert (made.count("observations.record"), made.count("reviews.judge")) == (figures, 1)
    assert made.count("rounds.answer") == 2 * 2  # each delivery, and its answers


def test_who_comes_to_see_finds_what_others_have_worked_off(links):
    for link in links:
        send(link, "2,5")
    work_off_for(links[1])
    assert not waiting().exists()
    before = verbs()
    work_off_for(links[0])
    assert verbs() == before


def test_what_waits_for_long_is_left_to_the_schedule(links):
    old, _new = send(links[0], "2,5"), send(links[1], "2,5")
    type(old).objects.filter(pk=old.pk).update(at=timezone.now() - 2 * receiving.JUST_NOW)
    work_off_for(links[1])
    assert list(waiting().values_list("pk", flat=True)) == [old.pk]
    work_off_deliveries.call()
    assert not waiting().exists()


def test_one_that_fails_is_kept_and_spoils_no_other(links, monkeypatch):
    bad, good = (send(link, "2,5") for link in links)
    perform = SubmitAnswers.perform

    def fails_late(self):
        done = perform(self)
        if self.link == bad.link:
            raise KeyError("a fault of ours")
        return done

    monkeypatch.setattr(SubmitAnswers, "perform", fails_late)
    work_off(waiting())
    assert list(waiting().values_list("pk", flat=True)) == [bad.pk]
    assert (len(told()), good.link.uses.count(), bad.link.uses.count()) == (1, 1, 0)


def test_those_that_fail_do_not_keep_later_ones_out_of_reach(links, monkeypatch):
    monkeypatch.setattr(receiving, "TOGETHER", 1)
    bad, _good = (send(link, "2,5") for link in links)
    monkeypatch.setattr(receiving.SubmitAnswers, "_is_ready", lambda self, duty: 1 / (self.link != bad.link))
    work_off_for(links[1])
    assert list(waiting().values_list("pk", flat=True)) == [bad.pk]


def test_a_figure_from_before_that_cannot_be_judged_keeps_no_other_from_it(city, links):
    ObservationFactory(indicator=city.revenue, value=TOO_LARGE_TO_JUDGE)
    send(links[0], "205,4", [city.duty(city.revenue)])
    send(links[0], "2,5", [city.duty(city.poverty)])
    work_off(waiting())
    assert len(told()) == 2
    assert Verdict.objects.get(target__indicator=city.poverty).attained is not None


def test_of_one_office_the_order_holds(city, links):
    duty = city.duty(city.revenue)
    receive(links[0], [Given(duty.pk, "205,4")], sends=True, address=None)
    receive(links[0], [Given(duty.pk, "206")], sends=True, address=None)
    work_off(waiting())
    duty.refresh_from_db()
    assert (duty.current.text, [one.text for one in duty.answers.filter(aside=True)]) == ("205,4", ["206"])


def test_in_a_crowd_one_is_told_that_it_is_received_and_where_to_look(city, links, crowd):
    send(links[1], "2,5")
    address, duty = city.address(), city.duty(city.revenue)
    page = Client().post(address, {f"so-{duty.pk}": "205,4", "viec": "gui"})
    assert (page.status_code, waiting().count()) == (200, 2)
    assert "giữ an toàn" in page.content.decode()
    assert f'content="1; url={address}?xong=gui"' in page.content.decode()


def test_who_has_waited_long_waits_no_more(links, crowd):
    send(links[1], "2,5")
    mine = send(links[0], "2,5")
    assert is_let_wait(mine)
    mine.at -= receiving.LET_WAIT
    assert not is_let_wait(mine)


# --- Excel forms


def bring(address, form):
    return Client().post(f"{address}bieu/", {"bieu": SimpleUploadedFile("bieu.xlsx", form), "viec": "gui"})


def text(page):
    return " ".join(page.content.decode().split())


def test_in_a_crowd_a_form_is_received_as_it_is_and_told_of_later(city, links, crowd, monkeypatch):
    send(links[1], "2,5")
    address = city.address()
    page = bring(address, filled(blank(city), {REVENUE: "205,4", "Tỷ lệ hộ nghèo": "hai"}))
    kept = waiting().get(unread=True)
    assert "giữ an toàn" in text(page)
    follows = f"{address}bieu/?nop={kept.pk}"
    assert f'content="1; url={follows}"' in text(page)
    assert "giữ an toàn" in text(Client().get(follows))
    monkeypatch.setattr("camket.observations.rounds.views.workbook.is_let_wait", lambda kept: False)
    for _ in range(2):  # told again, it says the same
        page = text(Client().get(follows))
        assert "Đã nhận 2 dòng của biểu. Đã gửi 1 số liệu mới." in page
        assert "Chưa đọc được con số" in page
    assert not waiting().exists()
    assert "205.4" in told()


def test_a_form_of_whom_nobody_looks_again_is_worked_off_by_the_schedule(city, links):
    receive_form(links[0], "bieu.xlsx", filled(blank(city), {REVENUE: "205,4"}), sends=True, address=None)
    receive_form(links[0], "hong.xlsx", b"no form", sends=True, address=None)
    work_off_deliveries.call()
    assert (told(), waiting().exists()) == (["205.4"], False)


def test_a_form_of_another_link_is_not_shown(city, links):
    kept = receive_form(links[1], "bieu.xlsx", b"no form", sends=True, address=None)
    assert Client().get(f"{city.address()}bieu/?nop={kept.pk}").status_code == 302
