"""What can happen to an area, what stands in the way of it, and how it is taken back."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from areas.maps import DAY, EVE, LATER, founded, new, state
from camket.areas import queries
from camket.areas.actions import (
    Abolish,
    CannotChange,
    Found,
    Merge,
    Move,
    Piece,
    RecordArea,
    Redraw,
    Rename,
    Split,
    TakeBack,
)
from camket.areas.enums import Kind
from camket.areas.models import Area, Change
from camket.foundation.models import AuditEntry
from camket.people.enums import Role
from factories import AreaFactory, DocumentFactory, UserFactory

pytestmark = pytest.mark.django_db


def merge(*predecessors, code="9", on=DAY, **more):
    return Merge(by=None, on=on, predecessors=predecessors, successor=new(code, **more)).execute()


def split(predecessor, shares, on=DAY):
    pieces = [(new(f"8{n}"), share and Decimal(share)) for n, share in enumerate(shares)]
    return Split(by=None, on=on, predecessor=predecessor, successors=pieces).execute()


def parts(found):
    return {queries.by_id(part.area_id).code: part.share for part in found}


def test_a_merge_ends_the_old_and_begins_the_new():
    one, two = founded("1"), founded("2")
    new_one = merge(one, two).founded.get()
    assert parts(queries.predecessors(new_one.pk)) == {"1": 1, "2": 1}
    assert {Area.objects.get(pk=area.pk).valid_to for area in (one, two)} == {EVE}
    assert new_one.valid_from == DAY


def test_a_merge_may_keep_the_code_of_one():
    one, two = founded("1"), founded("2")
    merge(one, two, code="1")
    assert [queries.at("1", day).pk == one.pk for day in (EVE, DAY)] == [True, False]


def test_what_lay_in_a_merged_area_lies_in_the_new_one():
    province = founded("1", kind=Kind.PROVINCE)
    commune = founded("2", parent=province)
    successor = merge(province, kind=Kind.PROVINCE).founded.get()
    assert queries.parent_on(commune.pk, EVE) == province.pk
    assert queries.parent_on(commune.pk, DAY) == successor.pk


def test_a_split_keeps_the_shares():
    old = founded("1")
    split(old, ["0.4", "0.6"])
    assert parts(queries.successors(old.pk)) == {"80": Decimal("0.4"), "81": Decimal("0.6")}


def test_thirds_are_a_whole():
    old = founded("1")
    split(old, [Decimal(1) / 3] * 3)
    assert len(queries.successors(old.pk)) == 3


def test_several_become_several():
    one, two = founded("1"), founded("2")
    left, right = new("8"), new("9")
    Redraw(by=None, on=DAY, pieces=[Piece(one, left, Decimal(1)), Piece(two, left), Piece(two, right)]).execute()
    assert parts(queries.predecessors(queries.at("8", DAY).pk)) == {"1": 1, "2": None}


def test_a_successor_may_have_been_founded_by_another_change_of_the_day():
    old, other = founded("1"), founded("2")
    successor = merge(other).founded.get()
    Merge(by=None, on=DAY, predecessors=[old], successor=successor).execute()
    assert parts(queries.predecessors(successor.pk)) == {"1": 1, "2": 1}


def test_a_renamed_area_keeps_its_old_name_for_its_old_days():
    area = founded("1", name="Xã Cũ")
    Rename(by=None, on=DAY, area=area, name="Phường Mới", to_kind=Kind.WARD).execute()
    area = Area.objects.get(pk=area.pk)
    assert [queries.name_on(area, day) for day in (EVE, DAY)] == ["Xã Cũ", "Phường Mới"]


def test_an_area_renamed_twice_has_three_names():
    area = founded("1", name="A")
    for on, name in ((DAY, "B"), (LATER, "C")):
        Rename(by=None, on=on, area=Area.objects.get(pk=area.pk), name=name).execute()
    area = Area.objects.get(pk=area.pk)
    assert [queries.name_on(area, day) for day in (EVE, DAY, LATER)] == ["A", "B", "C"]


def test_an_abolished_area_is_there_no_longer():
    district = founded("1")
    Abolish(by=None, on=DAY, area=district).execute()
    assert [queries.at("1", day) for day in (EVE, DAY)] == [district, None]


def test_an_area_may_be_moved_out_on_the_day_on_which_its_district_goes():
    province = founded("1")
    district = founded("2", parent=province)
    commune = founded("3", parent=district)
    Move(by=None, on=DAY, area=commune, parent=province).execute()
    Abolish(by=None, on=DAY, area=district).execute()
    assert [queries.parent_on(commune.pk, day) for day in (EVE, DAY)] == [district.pk, province.pk]


# --- what stands in the way


def refused(action):
    before = state()
    with pytest.raises(CannotChange) as error:
        action()
    assert state() == before
    assert error.value.vi != error.value.en
    return error.value.en


REFUSED = {
    "not there before it was founded": (lambda a, b: merge(a, on=a.valid_from), "is not there"),
    "no code": (lambda a, b: merge(a, code=""), "needs a code"),
    "a code in use": (lambda a, b: merge(a, code="2"), "is that of"),
    "a founded code in use": (lambda a, b: Found(by=None, on=DAY, area=new("2")).execute(), "is that of"),
    "a code in use later on": (lambda a, b: Found(by=None, on=EVE, area=new("2")).execute(), "is that of"),
    "shares beyond the whole": (lambda a, b: split(a, ["0.7", "0.6"]), "must sum to 1"),
    "shares short of the whole": (lambda a, b: split(a, ["0.2", "0.6"]), "must sum to 1"),
    "a share of nothing": (lambda a, b: split(a, ["0", "1"]), "above 0"),
    "a negative share": (lambda a, b: split(a, ["-0.5", "1.5"]), "above 0"),
    "a share left out": (lambda a, b: split(a, ["0.5", None]), "all of them, or none"),
    "one pair twice": (lambda a, b: merge(a, a), "given twice"),
    "nothing to merge": (lambda a, b: merge(), "No area"),
    "the name it has": (lambda a, b: Rename(by=None, on=DAY, area=a, name=a.name).execute(), "must differ"),
    "into itself": (lambda a, b: Move(by=None, on=DAY, area=a, parent=a).execute(), "within itself"),
    "into its own part": (lambda a, b: Move(by=None, on=DAY, area=a, parent=b).execute(), "within itself"),
    "to where it lies": (lambda a, b: Move(by=None, on=DAY, area=b, parent=a).execute(), "is in"),
    "while others lie in it": (lambda a, b: Abolish(by=None, on=DAY, area=a).execute(), "there still lie"),
}


@pytest.mark.parametrize(("action", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_and_changes_nothing(action, said):
    one = founded("1")
    two = founded("2", parent=one)
    assert said in refused(lambda: action(one, two))


def test_an_area_that_has_ended_cannot_end_again():
    one = founded("1")
    merge(one)
    assert "is not there" in refused(lambda: merge(one, code="7", on=LATER))


def test_a_change_before_a_recorded_one_is_refused():
    one = founded("1")
    Rename(by=None, on=LATER, area=one, name="B").execute()
    assert "has a change from" in refused(lambda: Rename(by=None, on=DAY, area=one, name="C").execute())


def test_a_clerk_may_not_change_the_map():
    one = founded("1")
    with pytest.raises(PermissionDenied):
        Abolish(by=UserFactory(role=Role.CLERK), on=DAY, area=one).execute()


def test_a_change_leaves_a_trace():
    merge(founded("1"))
    assert AuditEntry.objects.filter(verb="areas.manage", detail__kind="merge", detail__on="2025-07-01").exists()


# --- taking back


def _renamed():
    return Rename(by=None, on=DAY, area=founded("1", name="A"), name="B").execute()


def _renamed_twice():
    _renamed()
    return Rename(by=None, on=LATER, area=Area.objects.get(code="1"), name="C").execute()


def _moved():
    one, two = founded("1"), founded("2")
    return Move(by=None, on=DAY, area=founded("3", parent=one), parent=two).execute()


def _merged():
    province = founded("1")
    founded("2", parent=province)
    return merge(province, founded("3"))


CHANGES = {
    "merge": _merged,
    "split": lambda: split(founded("1"), [None, None]),
    "rename": _renamed,
    "second rename": _renamed_twice,
    "move": _moved,
    "abolish": lambda: Abolish(by=None, on=DAY, area=founded("1")).execute(),
}


@pytest.mark.parametrize("recorded", CHANGES.values(), ids=CHANGES)
def test_a_change_taken_back_can_be_recorded_again(recorded, monkeypatch):
    before = []
    perform = Change.objects.create
    monkeypatch.setattr(Change.objects, "create", lambda **more: before.append(state()) or perform(**more))
    change = recorded()
    TakeBack(by=None, change=change).execute()
    assert state() == before[-1]


def test_a_change_that_documents_rest_on_stays():
    change = merge(founded("1"))
    DocumentFactory(area=change.founded.get())
    assert "is in use" in refused(lambda: TakeBack(by=None, change=change).execute())


def test_a_change_with_a_later_one_stays():
    change = merge(founded("1"))
    merge(change.founded.get(), code="5", on=LATER)
    refused(lambda: TakeBack(by=None, change=change).execute())


# --- areas that a person records


def test_recording_an_area_of_the_country_follows_it():
    listed = founded("058", name="Thành phố Bắc Kạn")
    Area.objects.update(followed=False)
    area = RecordArea(by=None, slug="bac-kan", code="058", name="Thành phố Bắc Kạn", kind=Kind.CITY).execute()
    assert (area.pk, area.followed, area.slug) == (listed.pk, True, "bac-kan")


def test_a_code_once_known_is_not_forgotten():
    founded("058", name="Thành phố Bắc Kạn")
    area = RecordArea(
        by=None, slug=Area.objects.get().slug, code="", name="Thành phố Bắc Kạn", kind=Kind.CITY
    ).execute()
    assert area.code == "058"


def test_a_renamed_area_keeps_its_name():
    area = founded("1", name="A")
    Rename(by=None, on=DAY, area=area, name="B").execute()
    assert RecordArea(by=None, slug=area.slug, code="1", name="A", kind=Kind.COMMUNE).execute().name == "B"


def test_recording_an_invented_area_takes_over_nothing():
    listed = founded("058", name="Thành phố Bắc Kạn")
    Area.objects.update(followed=False)
    more = {"slug": "x", "code": "058", "name": "Thành phố Bắc Kạn", "kind": Kind.CITY, "invented": True}
    assert RecordArea(by=None, **more).execute().pk != listed.pk


def test_the_code_of_an_invented_area_is_free():
    AreaFactory(code="1", invented=True)
    assert founded("1")
