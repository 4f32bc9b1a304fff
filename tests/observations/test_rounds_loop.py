"""The whole way of a figure: a round opens, a letter goes out, the link is opened, two answers come back, the verdict
turns."""

import re
from datetime import UTC, date, datetime

import pytest
from django.core import mail
from django.test import Client

from camket.observations import queries as observations
from camket.observations.models import Observation
from camket.observations.rounds.actions import WriteLetters, open_due, send_due
from camket.observations.rounds.models import LinkUse, Round
from camket.reviews.models import Judgement, Verdict
from observations.rounds import MAIL, collected

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 1, 5, 2, tzinfo=UTC)  # nine o'clock in Vietnam, a Monday


def _opened():
    city = collected(opened=False)
    open_due(date(2026, 1, 5))
    city.round = Round.objects.get()
    WriteLetters(by=None, on=date(2026, 1, 5)).execute()
    send_due(MORNING)
    return city


def _link(letter) -> str:
    return re.search(r"/bao-cao/[\w-]+/", letter.body)[0]


def _post(city, seen=None, **fields):
    brought = {}
    for name, value in fields.items():
        kind, indicator = name.split("__")
        brought[f"{kind.replace('_', '-')}-{city.duty(getattr(city, indicator)).pk}"] = value
    for duty in city.round.duties.filter(office=city.office):
        brought.setdefault(f"so-{duty.pk}", "")
        brought[f"thay-{duty.pk}"] = duty.current_id or 0
    return brought


def test_from_the_letter_to_the_verdict():
    city = _opened()
    (letter,) = mail.outbox
    assert letter.to == [MAIL]
    before = Judgement.objects.filter(target__indicator=city.revenue).count()
    client, address = Client(), _link(letter)
    page = client.get(address).content.decode()
    assert "187,2\N{NO-BREAK SPACE}tỷ đồng" in page
    answer = client.post(address, {**_post(city, so__revenue="205,4", giu__poverty="on"), "viec": "gui"}, follow=True)
    assert "Đã gửi đủ số liệu" in answer.content.decode()
    told = {one.indicator_id: one for one in Observation.objects.filter(start=date(2025, 1, 1))}
    assert (str(told[city.revenue.pk].value), str(told[city.poverty.pk].value)) == ("205.400000", "2.300000")
    assert Judgement.objects.filter(target__indicator=city.revenue).count() == before + 1
    assert Verdict.objects.get(target__indicator=city.revenue).attained == told[city.revenue.pk].value
    assert observations.provenance(told[city.revenue.pk]) == "báo cáo của Phòng Kinh tế qua đường dẫn"
    assert list(LinkUse.objects.order_by("pk").values_list("what", flat=True)) == ["opened", "sent", "opened"]
