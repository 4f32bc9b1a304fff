"""The change of 2025 as it is shipped, with the city of the article as the worked example."""

from collections import Counter

import pytest

from areas.maps import DAY, EVE
from camket.areas import queries
from camket.areas.actions import Identify, LoadCountry
from camket.areas.country import country, kind
from camket.areas.models import Area, Change, Naming, Parentage, Succession
from factories import AreaFactory, DocumentFactory

PLAN = country()
OLD = [unit for unit in PLAN.units if unit.since is None]
NEW = [unit for unit in PLAN.units if unit.until is None]


def tiers(units):
    return Counter(len(unit.code) for unit in units)


def test_34_provinces_and_3321_communes_came_of_63_696_and_10035():
    assert tiers(NEW) == {2: 34, 5: 3321}
    assert tiers(OLD) == {2: 63, 3: 696, 5: 10035}


def test_the_communes_are_687_wards_2621_communes_and_13_special_zones():
    counted = Counter(kind(unit.name, unit.code).value for unit in NEW)
    assert counted == {"province": 34, "ward": 687, "commune": 2621, "special_zone": 13}


def test_every_code_means_one_area_a_day():
    assert max(Counter(unit.code for unit in OLD).values()) == 1
    assert max(Counter(unit.code for unit in NEW).values()) == 1


def test_every_old_commune_and_province_goes_somewhere_and_every_new_one_comes_from_somewhere():
    gone = {old for act in PLAN.acts for old, _, _ in act.pieces}
    come = {new for act in PLAN.acts for _, new, _ in act.pieces}
    assert {u.code for u in OLD if u.until and len(u.code) != 3} <= gone
    assert {u.code for u in NEW if u.since} == come


def test_districts_have_successors_only_where_they_had_no_communes():
    gone = {old for act in PLAN.acts for old, _, _ in act.pieces if len(old) == 3}
    names = {unit.name for unit in OLD if unit.code in gone}
    assert names == {"Huyện Bạch Long Vĩ", "Huyện Cồn Cỏ", "Huyện Hoàng Sa", "Huyện Lý Sơn", "Huyện Côn Đảo"}


def test_471_old_communes_were_divided_and_nobody_says_how():
    divided = Counter(old for act in PLAN.acts for old, _, share in act.pieces if share is None)
    assert len(divided) == 471
    assert min(divided.values()) == 2


def test_a_commune_lies_in_the_successor_of_its_old_province():
    into = {old: new for act in PLAN.acts for old, new, _ in act.pieces}
    district_in = {unit.code: unit.before for unit in OLD if len(unit.code) == 3}
    old_in = {u.code: district_in[u.before] for u in OLD if len(u.code) == 5}
    new_in = {u.code: u.after for u in NEW if len(u.code) == 5}
    pieces = [(old, new) for act in PLAN.acts for old, new, _ in act.pieces if len(old) == len(new) == 5]
    assert [(o, n) for o, n in pieces if into.get(old_in[o], old_in[o]) != new_in[n]] == []


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The whole country once for the module; what a test changes is rolled back."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        LoadCountry(by=None).execute()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def whole(loaded, db):
    return None


CITY = {
    "Phường Đức Xuân": {"Phường Đức Xuân", "Phường Nguyễn Thị Minh Khai", "Phường Huyền Tụng"},
    "Phường Bắc Kạn": {"Phường Phùng Chí Kiên", "Phường Sông Cầu", "Phường Xuất Hóa", "Xã Nông Thượng"},
    # Đôn Phong lay in the district next to the city.
    "Xã Phong Quang": {"Xã Dương Quang", "Xã Đôn Phong"},
}


def names(parts):
    return {Area.objects.get(pk=part.area_id).name for part in parts}


@pytest.mark.parametrize(("successor", "made_of"), CITY.items())
def test_each_successor_of_the_city_is_made_of_these(whole, successor, made_of):
    area = Area.objects.get(name=successor, valid_from=DAY, parent__code="19")
    found = queries.lineage(area.pk)
    assert names(found) == made_of
    assert {part.share for part in found} == {1}


@pytest.mark.parametrize(("successor", "made_of"), CITY.items())
def test_each_old_unit_of_the_city_went_there_whole(whole, successor, made_of):
    for name in made_of:
        old = Area.objects.get(name=name, valid_to=EVE, parent__parent__code="06")
        assert names(queries.posterity(old.pk)) == {successor}
        assert [part.share for part in queries.successors(old.pk)] == [1]


def test_the_city_itself_went_to_its_three_successors(whole):
    city = queries.at("058", EVE)
    assert str(city) == "Thành phố Bắc Kạn"
    assert (names(queries.heirs(city.pk)), queries.at("058", DAY)) == (set(CITY), None)


def test_the_city_held_six_wards_and_two_communes(whole):
    city = queries.at("058", EVE)
    kinds = Counter(Area.objects.get(pk=pk).kind for pk in queries.children_on(city.pk, EVE))
    assert kinds == {"ward": 6, "commune": 2}


def test_its_province_is_half_of_the_new_one(whole):
    new = queries.at("19", DAY)
    assert names(queries.lineage(new.pk)) == {"Tỉnh Bắc Kạn", "Tỉnh Thái Nguyên"}
    assert queries.at("19", EVE) != new


@pytest.mark.parametrize(("on", "tiers_above"), [(EVE, [3, 2]), (DAY, [2])])
def test_three_tiers_became_two(whole, on, tiers_above):
    commune = queries.at("01849", on)
    assert [len(Area.objects.get(pk=pk).code) for pk in queries.ancestors_on(commune.pk, on)] == tiers_above


@pytest.mark.parametrize(("on", "counted"), [(EVE, (63, 10035)), (DAY, (34, 3321))])
def test_every_commune_lies_in_a_province_on_either_day(whole, on, counted):
    provinces = [pk for pk, code in Area.objects.on(on).values_list("pk", "code") if len(code) == 2]
    inside = [pk for province in provinces for pk in queries.children_on(province, on)]
    if on == EVE:
        inside = [pk for district in inside for pk in queries.children_on(district, on)]
    assert (len(provinces), len(inside)) == counted


def test_a_commune_left_as_it_was_only_moved(whole):
    area = queries.at("31105", DAY)
    assert (queries.predecessors(area.pk), queries.at("31105", EVE)) == ([], area)
    assert [queries.name_on(area, on) for on in (EVE, DAY)] == ["Xã Thổ Châu", "Đặc khu Thổ Châu"]


def test_an_island_district_went_whole(whole):
    assert [part.share for part in queries.heirs(queries.at("498", EVE).pk)] == [1]


def test_loaded_again_it_adds_nothing(whole):
    again = LoadCountry(by=None).execute()
    assert (again.areas, again.successions, again.kept) == (0, 0, ())


def test_what_went_missing_is_added_again(whole):
    """As if an older list had been loaded, or half of this one."""
    counted = [model.objects.count() for model in (Area, Parentage, Naming, Change, Succession)]
    for code in ("01834", "01852"):
        for area in Area.objects.filter(code=code):
            Succession.objects.filter(predecessor=area).delete()
            Succession.objects.filter(successor=area).delete()
            area.delete()
    LoadCountry(by=None).execute()
    assert [model.objects.count() for model in (Area, Parentage, Naming, Change, Succession)] == counted


def test_the_country_is_not_followed(whole):
    assert queries.first() is None
    city = AreaFactory()
    assert (queries.every(), queries.first()) == ([city], city)


@pytest.mark.parametrize(
    ("words", "on", "codes"),
    [
        ("058", EVE, ["058"]),
        ("bac kan", EVE, ["06", "058"]),
        ("Bắc Kạn", DAY, ["01843"]),
        ("thành phố bắc kạn", DAY, ["058"]),
        ("no such place", DAY, []),
        ("", DAY, []),
    ],
)
def test_an_area_is_found_by_name_or_code(whole, words, on, codes):
    assert sorted(area.code for area in queries.called(words, on)) == sorted(codes)


def test_a_sheet_shows_an_area_on_a_day(whole, django_assert_max_num_queries):
    city = queries.at("058", EVE)
    with django_assert_max_num_queries(12):
        sheet = queries.sheet(city, DAY)
    assert [str(area) for area in sheet.above] == ["Tỉnh Bắc Kạn"]
    assert (sheet.inside, len(sheet.heirs)) == (8, 3)


# --- areas that a person has recorded


def test_a_recorded_area_can_take_the_place_of_the_listed_one(whole):
    recorded = AreaFactory(slug="bac-kan", code="", name="Thành phố Bắc Kạn", invented=False)
    document = DocumentFactory(area=recorded)
    Identify(by=None, area=recorded, listed=queries.at("058", EVE)).execute()
    assert names(queries.heirs(recorded.pk)) == set(CITY)
    assert (queries.at("058", EVE), document.area) == (recorded, recorded)
    assert LoadCountry(by=None).execute().areas == 0
