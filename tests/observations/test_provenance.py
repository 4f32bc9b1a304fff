"""A derived figure says that it is derived, and from what; what cannot be derived says why."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import translation

from camket.areas.models import Change
from camket.foundation.fields import TooLarge
from camket.observations.actions import RecordObservation, ReviseIndicator
from camket.observations.apps import _compose
from camket.observations.lacking import lacking
from camket.observations.models import Observation
from camket.observations.queries import provenance, with_provenance
from factories import IndicatorFactory
from territory import city_with_communes, merged

pytestmark = pytest.mark.django_db


def record(of, value, area=None, year=2024):
    start, end = date(year, 1, 1), date(year, 12, 31)
    area_id = (area or of.area).pk
    return RecordObservation(
        by=None, indicator=of, area_id=area_id, start=start, end=end, stage="final", value=Decimal(value)
    ).execute()


@pytest.fixture
def per_head():
    revenue = IndicatorFactory(name="Thu ngân sách", name_en="Budget revenue")
    people = IndicatorFactory(name="Dân số", name_en="Population", nature="stock")
    found = IndicatorFactory(name="Thu bình quân", nature="level")
    found = ReviseIndicator(by=None, indicator=found, changes={"formula": "[thu-ngan-sach] / [dan-so]"}).execute()
    return found, revenue, people


def told(of, area=None):
    return provenance(Observation.objects.get(indicator=of, area=area or of.area))


def test_by_formula_in_both_languages(per_head):
    found, revenue, people = per_head
    record(revenue, 200)
    record(people, 4)
    assert told(found) == "tính từ: thu ngân sách ÷ dân số"
    with translation.override("en"):
        assert told(found) == "computed from: budget revenue ÷ population"


def test_over_areas_by_name_or_by_number():
    city, communes = city_with_communes(2)
    of = IndicatorFactory(combined=True)
    for commune in communes:
        record(of, 1, commune)
    assert told(of, city) == "cộng từ: Xã 0, Xã 1"


def test_over_many_areas_by_number():
    city, communes = city_with_communes(7)
    of = IndicatorFactory(combined=True)
    for commune in communes:
        record(of, 1, commune)
    assert told(of, city) == "cộng từ: 7 địa bàn"


def test_after_a_merger():
    (new, old), of = merged(2, on=date(2025, 7, 1)), IndicatorFactory()
    for area in old:
        record(of, 1, area)
    assert told(of, new) == "ghép từ các địa bàn trước khi sắp xếp: Xã cũ 0, Xã cũ 1"


def test_what_is_told_has_none_and_costs_nothing(per_head, django_assert_num_queries):
    record(per_head[1], 200)
    rows = list(Observation.objects.all())
    with django_assert_num_queries(0):
        assert [row.provenance for row in with_provenance(rows)] == [None]


def test_what_is_missing_is_named_for_each_period(per_head):
    found, revenue, people = per_head
    record(revenue, 200, year=2023)
    record(people, 0, year=2024)
    record(revenue, 200, year=2024)
    assert [(one.end.year, one.reason) for one in lacking(found)] == [
        (2024, "Không tính được vì phải chia cho 0"),
        (2023, "Chưa có số liệu của: Dân số"),
    ]


def test_a_commune_that_is_missing_is_named():
    _, communes = city_with_communes(3)
    of = IndicatorFactory(combined=True)
    record(of, 1, communes[0])
    assert [one.vi for one in lacking(of)] == ["Chưa có số liệu của Xã 1, Xã 2, nên chưa ghép được"]


def test_a_change_of_the_map_brings_the_history_of_the_new_area():
    of, (new, old) = IndicatorFactory(), merged(2, on=date(2025, 7, 1))
    for area in old:
        record(of, 1, area)
    before = Observation.objects.get(area=new)
    Observation.objects.filter(pk=before.pk).update(withdrawn_at=before.recorded_at)
    _compose(SimpleNamespace(verb="areas.manage"), Change.objects.get())
    assert Observation.objects.get(area=new, withdrawn_at=None).value == 2


def test_a_merged_commune_says_that_a_ratio_without_denominators_cannot_be_put_together():
    of, (new, old) = IndicatorFactory(nature="ratio", unit="%"), merged(2, on=date(2025, 7, 1))
    for area in old:
        record(of, 10, area)
    assert not Observation.objects.filter(area=new).exists()
    (told,) = lacking(of)
    assert (told.place, told.end) == ("Xã mới", date(2024, 12, 31))
    assert told.vi == "Tỷ lệ chỉ ghép được khi biết tổng số của từng nơi; chưa biết của Xã cũ 0, Xã cũ 1"


def test_a_merged_commune_that_has_its_history_lacks_nothing():
    of, (_, old) = IndicatorFactory(), merged(2, on=date(2025, 7, 1))
    record(of, 1, old[0])
    assert [one.vi for one in lacking(of)] == ["Chưa có số liệu của Xã cũ 1, nên chưa ghép được"]
    record(of, 1, old[1])
    assert lacking(of) == []


@pytest.mark.parametrize("value", ["1000000000001", "-1000000000001"])
def test_a_figure_that_no_engine_could_compare_is_not_recorded(value):
    with pytest.raises(TooLarge, match="đơn vị tính lớn hơn"):
        record(IndicatorFactory(), value)
    assert not Observation.objects.exists()
