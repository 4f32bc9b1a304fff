"""An auditor reads all of it and changes nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from camket.people.actions import back_office
from camket.people.enums import Role
from factories import UserFactory
from observations.rounds import collected

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor():
    user = UserFactory(role=Role.AUDITOR)
    user.groups.add(back_office())
    client = Client()
    client.force_login(user)
    return client


def pages(city):
    return {
        "a form": reverse("rounds:form", args=[city.form.pk]),
        "an office": reverse("rounds:office", args=[city.office.pk]),
        "a grid": reverse("rounds:grid", args=[city.round.pk]),
        "words of letters": reverse("rounds:words"),
    }


LISTS = (
    "rounds:index",
    "rounds:offices",
    "rounds:days_off",
    "areas:index",
    "trail:index",
    "intake:index",
    "intake:indicators",
)


@pytest.mark.parametrize("name", LISTS)
def test_an_auditor_reads_every_list(auditor, name):
    assert auditor.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("page", ["a form", "an office", "a grid", "words of letters"])
def test_what_others_change_an_auditor_reads_in_fields_that_are_shut(auditor, page):
    shown = auditor.get(pages(collected())[page]).content.decode()
    assert ('<fieldset class="ck-whole" disabled>' in shown, "chỉ xem, không sửa" in shown) == (True, True)


@pytest.mark.parametrize("page", ["a form", "an office", "a grid", "words of letters"])
def test_what_an_auditor_sends_is_refused(auditor, page):
    answer = auditor.post(pages(collected())[page], {"mail": "a@vi-du.example"})
    assert (answer.status_code, answer.url) == (302, "/admin/")


def test_an_auditor_adds_no_day_off_and_is_offered_none(auditor):
    address = reverse("rounds:days_off")
    assert "<form" not in auditor.get(address).content.decode().split("<main")[1]
    assert auditor.post(address, {"day": "2026-11-24"}).url == "/admin/"


def test_whoever_may_write_finds_the_fields_open():
    user = UserFactory(role=Role.CLERK)
    user.groups.add(back_office())
    client = Client()
    client.force_login(user)
    assert '<fieldset class="ck-whole">' in client.get(pages(collected())["a form"]).content.decode()


def test_the_changes_of_areas_offer_an_auditor_none_to_make(auditor):
    assert reverse("areas:merge") not in auditor.get(reverse("areas:index")).content.decode()
