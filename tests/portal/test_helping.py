"""From a page of the back office to what the guide says of it."""

import re
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.users.models import UserProfile

from camket.people.actions import back_office
from camket.people.enums import Role
from camket.portal import guide, helping
from factories import DocumentFactory, UserFactory
from people.site import addresses

OURS = [
    one.route
    for one in addresses().values()
    if one.route.startswith("admin/") and getattr(one.view, "__module__", "").startswith("camket.")
]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("route", OURS)
def test_every_address_of_ours_has_its_chapter_and_heading(route, language):
    with override(language):
        assert helping.place(route) is not None
        path, _, anchor = helping.link(route).partition("#")
    page = next(one for one in guide.pages(language) if f"/{one.slug}/" in path)
    assert f'id="{anchor}"' in page.html


def test_no_part_of_the_table_is_for_an_address_that_is_gone():
    routes = set(addresses())
    assert [start for start in helping.PLACES if not any(one.startswith(start) for one in routes)] == []


def test_the_longest_beginning_says_it():
    assert helping.place("admin/van-ban/<int:pk>/") == ("duyet", "Trang duyệt")


def test_of_what_is_not_ours_the_table_says_nothing():
    assert helping.place("admin/images/") is None


def signed_in(role, language="vi"):
    user = UserFactory(role=role)
    user.groups.add(back_office())
    UserProfile.objects.create(user=user, preferred_language=language)
    client = Client()
    client.force_login(user)
    return client


def links(client, address):
    found = re.findall(r'class="ck-guide" href="([^"]+)"', client.get(address).content.decode())
    return [unquote(one) for one in found]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "wanted"),
    [("vi", "/huong-dan/bao-cao-so-lieu/#theo-dõi-một-kỳ"), ("en", "/en/huong-dan/bao-cao-so-lieu/#following-a-round")],
)
def test_a_page_leads_to_the_guide_in_the_language_of_the_person(language, wanted):
    assert links(signed_in(Role.CLERK, language), reverse("rounds:index")) == [wanted]


@pytest.mark.django_db
def test_the_desk_of_a_document_leads_there_too():
    page = reverse("intake:document", args=[DocumentFactory().pk])
    assert links(signed_in(Role.CLERK), page) == ["/huong-dan/duyet/#trang-duyệt"]


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_the_menu_has_the_guide_for_every_role(role):
    assert '"name": "huong-dan"' in signed_in(role).get("/admin/").content.decode()


@pytest.mark.django_db
def test_wagtail_s_own_help_is_not_in_the_menu():
    assert '"name": "help"' not in signed_in(Role.ADMINISTRATOR).get("/admin/").content.decode()
