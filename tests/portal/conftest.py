import pytest
from django.core.cache import cache
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


@pytest.fixture
def town(db, settings, tmp_path) -> City:
    """The invented city with its site."""
    settings.MEDIA_ROOT = tmp_path
    made = city()
    BuildSite(by=None, area=made.area).execute()
    return made
