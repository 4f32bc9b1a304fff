from datetime import date, timedelta
from decimal import Decimal

import pytest

from camket.areas import queries
from camket.areas.enums import ChangeKind
from camket.areas.models import Change, Parentage, Succession
from factories import AreaFactory

pytestmark = pytest.mark.django_db

DAY = date(2025, 7, 1)
EVE = DAY - timedelta(days=1)
LATER = date(2027, 1, 1)


def area(code, **more):
    return AreaFactory(code=code, slug=f"{code}-{more}", **more)


def ended(code, on=DAY, **more):
    return area(code, valid_to=on - timedelta(days=1), **more)


def begun(code, on=DAY, **more):
    return area(code, valid_from=on, **more)


def succeed(predecessor, successor, share="1", on=DAY):
    change = Change.objects.create(kind=ChangeKind.REDRAW, on=on)
    part = None if share is None else Decimal(share)
    return Succession.objects.create(change=change, predecessor=predecessor, successor=successor, share=part)


def shares(parts):
    return {part.area_id: part.share for part in parts}


def test_a_code_given_anew_is_another_area():
    old, new = ended("00004"), begun("00004")
    assert (queries.at("00004", EVE), queries.at("00004", DAY)) == (old, new)


def test_no_code_is_no_area():
    area(code="")
    assert queries.at("", DAY) is None


def test_direct_predecessors_and_successors_are_two_sides_of_one_row():
    old, new = ended("1"), begun("1")
    succeed(old, new, "0.4")
    assert queries.predecessors(new.pk) == [queries.Part(old.pk, Decimal("0.4"), DAY)]
    assert queries.successors(old.pk) == [queries.Part(new.pk, Decimal("0.4"), DAY)]


def test_shares_multiply_all_the_way_back():
    first, second, third = ended("1"), ended("2", LATER, valid_from=DAY), begun("3", LATER)
    succeed(first, second, "0.5")
    succeed(second, third, "0.4", LATER)
    assert shares(queries.lineage(third.pk)) == {second.pk: Decimal("0.4"), first.pk: Decimal("0.2")}
    assert shares(queries.posterity(first.pk)) == {second.pk: Decimal("0.5"), third.pk: Decimal("0.2")}


def test_ways_that_meet_again_are_summed():
    root, last = ended("1"), begun("4", LATER)
    for code, share in (("2", "0.25"), ("3", "0.75")):
        half = ended(code, LATER, valid_from=DAY)
        succeed(root, half, share)
        succeed(half, last, "1", LATER)
    assert shares(queries.lineage(last.pk))[root.pk] == 1


def test_an_unknown_share_makes_all_behind_it_unknown():
    first, second, third = ended("1"), ended("2", LATER, valid_from=DAY), begun("3", LATER)
    succeed(first, second)
    succeed(second, third, None, LATER)
    assert shares(queries.lineage(third.pk)) == {second.pk: None, first.pk: None}


def test_a_circle_in_the_rows_does_not_come_round():
    one, two = ended("1"), begun("2")
    succeed(one, two)
    succeed(two, one)
    assert [part.area_id for part in queries.lineage(two.pk)] == [one.pk]


@pytest.mark.parametrize(("on", "expected"), [(EVE, "district"), (DAY, "province")])
def test_a_commune_lies_where_it_lay_on_the_day(on, expected):
    above = {"district": ended("058"), "province": area(code="19")}
    commune = area(code="1")
    Parentage.objects.create(area=commune, parent=above["district"], valid_to=EVE)
    Parentage.objects.create(area=commune, parent=above["province"], valid_from=DAY)
    assert queries.parent_on(commune.pk, on) == above[expected].pk
    assert queries.children_on(above[expected].pk, on) == [commune.pk]


def test_an_area_that_has_ended_lies_nowhere():
    province = area(code="19")
    commune = ended("1")
    Parentage.objects.create(area=commune, parent=province)
    assert (queries.parent_on(commune.pk, DAY), queries.children_on(province.pk, DAY)) == (None, [])


def test_all_above_an_area_the_nearest_first(django_assert_num_queries):
    province, district, ward = area(code="1"), area(code="2"), area(code="3")
    Parentage.objects.create(area=ward, parent=district)
    Parentage.objects.create(area=district, parent=province)
    with django_assert_num_queries(3):
        assert queries.ancestors_on(ward.pk, DAY) == [district.pk, province.pk]


def test_a_district_has_the_heirs_of_its_communes():
    district = ended("058")
    communes = [ended("1"), ended("2")]
    wards = [begun("3"), begun("4")]
    for commune, ward in zip(communes, wards, strict=True):
        Parentage.objects.create(area=commune, parent=district)
        succeed(commune, ward)
    assert shares(queries.heirs(district.pk)) == {ward.pk: None for ward in wards}


def test_a_commune_that_goes_on_is_heir_of_its_district():
    district, commune = ended("058"), area("1")
    Parentage.objects.create(area=commune, parent=district, valid_to=EVE)
    assert queries.heirs(district.pk) == [queries.Part(commune.pk, Decimal(1), DAY)]


def test_a_district_that_went_to_one_went_there_whole():
    district, commune, zone = ended("058"), ended("1"), begun("2")
    Parentage.objects.create(area=commune, parent=district)
    succeed(commune, zone)
    assert shares(queries.heirs(district.pk)) == {zone.pk: Decimal(1)}


def test_the_rest_of_the_country_is_not_followed():
    city = AreaFactory()
    area(code="2", followed=False)
    assert (queries.first(), queries.every(), list(queries.within(None))) == (city, [city], [city])
