"""Indicators that count a register: schools at the national standard among all schools."""

from datetime import date
from decimal import Decimal

import pytest

from camket.observations.enums import Origin
from camket.observations.models import Observation
from camket.observations.registers import (
    CannotCount,
    CountRegister,
    CountYear,
    RecordEntry,
    RecordFact,
    RecordRegister,
)
from factories import IndicatorFactory
from territory import city_with_communes

pytestmark = pytest.mark.django_db
ON = date(2024, 6, 1)
FACT = "dat-chuan-quoc-gia"


@pytest.fixture
def city():
    return city_with_communes(2)


@pytest.fixture
def schools(city):
    register = RecordRegister(by=None, area_id=city[0].pk, slug="truong-hoc", name="Trường học").execute()
    for n in range(22):
        area = city[1][0 if n < 12 else 1]
        entry = school(register, area, f"Trường {n}")
        if n < 16:
            standard(entry, since=date(2022, 5, 20))
    return register


def school(register, area, name, since=date(2021, 9, 1), **more):
    return RecordEntry(by=None, on=ON, register=register, area_id=area.pk, name=name, since=since, **more).execute()


def standard(entry, since, **more):
    return RecordFact(by=None, on=ON, entry=entry, fact=FACT, since=since, **more).execute()


def counting(register, of_all=True, **more):
    indicator = IndicatorFactory(name="tỷ lệ trường đạt chuẩn", unit="%" if of_all else "trường", nature="ratio")
    CountRegister(by=None, on=ON, indicator=indicator, register=register, fact=FACT, of_all=of_all, **more).execute()
    return indicator


def counted(indicator, area):
    rows = Observation.objects.filter(indicator=indicator, area=area, withdrawn_at=None).order_by("recorded_at", "pk")
    return {row.end.year: (row.value, row.denominator) for row in rows}


def test_sixteen_of_twenty_two(schools, city):
    found = counted(counting(schools), city[0])
    assert found == {2021: (0, 22), 2022: (Decimal("72.727273"), 22), 2023: (Decimal("72.727273"), 22)}


def test_each_area_has_its_own_share(schools, city):
    indicator = counting(schools)
    assert [counted(indicator, commune)[2023] for commune in city[1]] == [(100, 12), (40, 10)]


def test_without_a_whole_it_is_a_number(schools, city):
    assert counted(counting(schools, of_all=False), city[0])[2023] == (16, None)


def test_a_fact_that_comes_later_counts_from_then(schools, city):
    indicator = counting(schools)
    before = Observation.objects.filter(indicator=indicator).count()
    standard(schools.entries.get(name="Trường 21"), since=date(2023, 2, 1))
    found = counted(indicator, city[0])
    assert (found[2022], found[2023]) == ((Decimal("72.727273"), 22), (Decimal("77.272727"), 22))
    assert Observation.objects.filter(indicator=indicator).count() == before + 2


def test_a_fact_gives_way_to_the_next_value_of_it(schools, city):
    indicator = counting(schools, value="muc-2")
    entry = schools.entries.get(name="Trường 0")
    standard(entry, since=date(2023, 1, 1), value="muc-2")
    assert counted(indicator, city[0])[2023][0] == Decimal("4.545455")
    assert entry.facts.get(value="").until == date(2022, 12, 31)


def test_what_is_gone_counts_no_more(schools, city):
    indicator = counting(schools)
    gone = schools.entries.get(name="Trường 0")
    school(schools, gone.area, gone.name, entry=gone, until=date(2023, 6, 30))
    assert counted(indicator, city[0])[2023] == (Decimal("71.428571"), 21)


def test_the_year_that_goes_on_is_not_counted_until_its_last_day(schools, city):
    indicator = counting(schools)
    assert 2024 not in counted(indicator, city[0])
    CountYear(by=None, on=date(2024, 12, 31)).execute()
    assert counted(indicator, city[0])[2024] == (Decimal("72.727273"), 22)


def test_nothing_new_is_recorded_when_nothing_has_changed(schools):
    counting(schools)
    before = Observation.objects.count()
    CountYear(by=None, on=ON).execute()
    assert Observation.objects.count() == before
    assert set(Observation.objects.values_list("origin", flat=True)) == {Origin.REGISTER}


def test_an_indicator_with_a_formula_does_not_count(schools):
    indicator = IndicatorFactory(name="khác", formula="[a]")
    with pytest.raises(CannotCount):
        CountRegister(by=None, indicator=indicator, register=schools).execute()
