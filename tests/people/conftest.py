"""A city with a ward in it, its administrator, and a clerk of the ward."""

import pytest
from django.test import Client

from camket.people.enums import Role
from factories import AreaFactory
from people.desk import account


@pytest.fixture
def city():
    return AreaFactory(slug="pho", code="11", name="Phố Mẫu", kind="city")


@pytest.fixture
def ward(city):
    return AreaFactory(slug="phuong", code="12", name="Phường Mẫu", kind="ward", parent=city)


@pytest.fixture
def foreign():
    return AreaFactory(slug="noi-khac", code="13", name="Nơi Khác", kind="city")


@pytest.fixture
def administrator(city):
    """Of the city, not of the whole site."""
    return account(Role.ADMINISTRATOR, city, username="quan-tri")


@pytest.fixture
def clerk(ward):
    return account(Role.CLERK, ward, username="can-bo", first_name="Đỗ Thị Mẫu", email="can-bo@vi-du.vn")


@pytest.fixture
def desk(administrator):
    client = Client()
    client.force_login(administrator)
    return client
