"""The country is loaded where there is none yet: beside what a person recorded, and killed half-way."""

import pytest

from areas.maps import DAY, EVE
from camket.areas import queries
from camket.areas.actions import LoadCountry
from camket.areas.models import Area
from factories import AreaFactory


def test_a_recorded_area_stays_as_it_is(db):
    recorded = AreaFactory(slug="bac-kan", code="058", name="Thành phố Bắc Kạn", invented=False)
    before = Area.objects.filter(pk=recorded.pk).values().get()
    loaded = LoadCountry(by=None).execute()
    assert Area.objects.filter(pk=recorded.pk).values().get() == before
    assert loaded.kept == (recorded,)


def test_an_invented_area_is_in_nobodys_way(db):
    invented = AreaFactory(code="058")
    assert LoadCountry(by=None).execute().kept == ()
    assert queries.at("058", EVE) != invented


def test_killed_half_way_it_leaves_nothing_and_can_be_run_again(db):
    def killed(items, *_):
        yield next(iter(items))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        LoadCountry(by=None, follow=killed).execute()
    assert not Area.objects.exists()
    assert LoadCountry(by=None).execute().areas == 14006
    assert Area.objects.on(DAY).count() == 3355


def test_loading_the_country_leaves_no_error_in_the_log(db, caplog, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        LoadCountry(by=None).execute()
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == []
