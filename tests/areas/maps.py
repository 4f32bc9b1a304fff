"""Small maps for the tests of areas."""

from datetime import date, timedelta

from camket.areas.actions import Found, NewArea
from camket.areas.enums import Kind
from camket.areas.models import Area

DAY = date(2025, 7, 1)
EVE = DAY - timedelta(days=1)
LATER = date(2027, 1, 1)


def new(code, name=None, parent=None, kind=Kind.COMMUNE):
    return NewArea(code=code, name=name or f"Xã {code}", kind=kind, parent=parent)


def founded(code, on=date(2000, 1, 1), **more):
    return Found(by=None, on=on, area=new(code, **more)).execute().founded.get()


def state():
    """All that a change may touch, to hold against a later state."""
    names = ("id", "code", "name", "kind", "parent_id", "valid_from", "valid_to", "founded_by_id", "ended_by_id")
    spans = ("valid_from", "valid_to", "change_id")
    return [
        sorted(map(repr, Area.objects.values_list(*names))),
        [sorted(map(repr, area.parentages.values_list("parent_id", *spans))) for area in Area.objects.order_by("id")],
        [sorted(map(repr, area.namings.values_list("name", *spans))) for area in Area.objects.order_by("id")],
    ]
