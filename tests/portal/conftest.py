from dataclasses import fields

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings
from django.utils import translation

from camket.portal import caching
from camket.portal.actions import BuildSite
from city import City, city


@pytest.fixture(autouse=True)
def _afresh():
    """Each test begins in Vietnamese, with an empty cache and no memory of the version."""
    translation.activate("vi")
    cache.clear()
    caching.version.expire()
    yield
    cache.clear()


@pytest.fixture(scope="module")
def _built(django_db_setup, django_db_blocker, tmp_path_factory):
    """Made once a module, in a transaction around those of its tests: making it takes longer than most of them."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        translation.activate("vi")
        made = city()
        BuildSite(by=None, area=made.area).execute()
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def town(_built: City, db) -> City:
    """The invented city with its site, as no other test has changed it."""
    made = (getattr(_built, field.name) for field in fields(City))
    return City(*(type(one).objects.get(pk=one.pk) for one in made))
