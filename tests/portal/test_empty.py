"""A site whose area has nothing yet."""

import pytest

from camket.portal import caching
from camket.portal.actions import BuildSite
from factories import AreaFactory
from portal.pages import Faults, read


@pytest.mark.parametrize(
    "address", ["/", "/cam-ket/", "/van-ban/", "/tin-tuc/", "/gioi-thieu/", "/tim/?q=x", "/so-do/"]
)
def test_an_area_without_anything_has_pages_that_say_so(client, db, address):
    BuildSite(by=None, area=AreaFactory()).execute()
    assert Faults(read(client, address)).found == []


def test_a_real_place_does_not(client, db):
    BuildSite(by=None, area=AreaFactory(invented=False)).execute()
    assert "hư cấu" not in read(client, "/").text


def test_nothing_is_kept_before_anything_was_published(rf, db):
    for said in ("một", "hai"):
        answer = caching.PublicPageCache(lambda request, said=said: caching.HttpResponse(said))(rf.get("/"))
        assert answer.content.decode() == said
