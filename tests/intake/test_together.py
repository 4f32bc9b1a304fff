"""Two people at one document: each open page asks every few seconds what the other has decided."""

from datetime import timedelta

import pytest
from django.utils import timezone

from camket.people.enums import Role
from factories import AreaFactory, OfficeFactory

SCRIPT = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}


@pytest.fixture
def other(signed_in):
    return signed_in(Role.ADMINISTRATOR)


def asked(client, document, since=None, **stretch):
    moment = (since or timezone.now()).isoformat()
    answer = client.get(f"/admin/van-ban/{document.pk}/thay-doi/", {"tu": moment, **stretch}).json()
    return answer["versions"]


def decide(client, statement, verb="bo"):
    client.post(f"/admin/cau/{statement.pk}/{verb}/", {"version": statement.version}, **SCRIPT)


def test_what_the_other_one_decided_is_told_with_its_version(clerk, other, desk):
    decide(other, desk.sure)
    assert asked(clerk, desk.document) == {str(desk.sure.pk): 1}


def test_of_another_part_of_the_text_it_is_told_that_something_changed(clerk, other, desk):
    decide(other, desk.no_unit)
    address, here = f"/admin/van-ban/{desk.document.pk}/thay-doi/", {"dau": "0", "cuoi": str(desk.unsure.start)}
    answer = clerk.get(address, {"tu": timezone.now().isoformat(), **here}).json()
    assert (answer["versions"], answer["elsewhere"] != "") == ({}, True)
    assert asked(clerk, desk.document, dau=desk.unsure.start) == {str(desk.no_unit.pk): 1}


@pytest.mark.parametrize("position", ["x", "-1", "9" * 30, ""])
def test_a_position_that_is_none_is_the_whole_text(clerk, other, desk, position):
    decide(other, desk.sure)
    assert asked(clerk, desk.document, dau=position, cuoi=position) == {str(desk.sure.pk): 1}


def test_of_another_area_nothing_is_told(signed_in, other, desk):
    decide(other, desk.sure)
    foreign = signed_in(office=OfficeFactory(area=AreaFactory(slug="khac", code="8")))
    assert asked(foreign, desk.document) == {}


def test_ones_own_work_is_not_news(clerk, desk):
    decide(clerk, desk.sure)
    assert asked(clerk, desk.document) == {}


def test_what_is_long_past_is_not_news(clerk, other, desk):
    decide(other, desk.sure)
    assert asked(clerk, desk.document, timezone.now() + timedelta(minutes=2)) == {}


@pytest.mark.parametrize("moment", ["", "hôm nay", "2026-11-23T10:00:00"])
def test_a_moment_that_is_none_has_no_news(clerk, other, desk, moment):
    decide(other, desk.sure)
    assert clerk.get(f"/admin/van-ban/{desk.document.pk}/thay-doi/", {"tu": moment}).json()["versions"] == {}


def test_asking_costs_one_query_besides_signing_in(clerk, desk, django_assert_max_num_queries):
    asked(clerk, desk.document)
    with django_assert_max_num_queries(6) as queries:
        asked(clerk, desk.document)
    assert sum("intake_statement" in query["sql"] for query in queries) == 1


def test_the_changed_card_says_who_it_was(clerk, other, desk):
    decide(other, desk.sure)
    address = f"/admin/van-ban/{desk.document.pk}/cau-vua-doi/"
    answer = clerk.get(address, {"cau": f"{desk.sure.pk},x"}).json()
    assert [(one["id"], one["standing"]) for one in answer["cards"]] == [(desk.sure.pk, "refused")]
    assert answer["cards"][0]["news"].startswith(f"{other.user.username} vừa bỏ câu này.")
    assert f"Đã bỏ ({other.user.username})" in answer["cards"][0]["card"]
    assert "<b>1</b> đã bỏ" in answer["progress"]


def test_cards_of_another_area_are_not_shown(signed_in, desk):
    foreign = signed_in(office=OfficeFactory(area=AreaFactory(slug="khac", code="8")))
    assert foreign.get(f"/admin/van-ban/{desk.document.pk}/cau-vua-doi/", {"cau": desk.sure.pk}).status_code == 404
