"""Invented areas that lie in one another, and that follow one another."""

from datetime import date, timedelta
from decimal import Decimal

from camket.areas.enums import ChangeKind, Kind
from camket.areas.models import Area, Change, Parentage, Succession
from factories import AreaFactory


def city_with_communes(count: int) -> tuple[Area, list[Area]]:
    city = AreaFactory()
    communes = [
        AreaFactory(slug=f"xa-{n}", code=f"{n:05}", name=f"Xã {n}", kind=Kind.COMMUNE, parent=city)
        for n in range(count)
    ]
    Parentage.objects.bulk_create(Parentage(area=commune, parent=city) for commune in communes)
    return city, communes


def merged(count: int, on: date, shares: list[str | None] | None = None) -> tuple[Area, list[Area]]:
    """A commune that came from ``count`` others, wholly if no shares are given."""
    new = AreaFactory(slug="xa-moi", code="10000", name="Xã mới", valid_from=on)
    return new, became(new, count, on, shares)


def became(new: Area, count: int, on: date, shares: list[str | None] | None = None) -> list[Area]:
    """The communes that an area came from."""
    eve = on - timedelta(days=1)
    old = [AreaFactory(slug=f"xa-cu-{n}", code=f"{n:05}", name=f"Xã cũ {n}", valid_to=eve) for n in range(count)]
    change = Change.objects.create(kind=ChangeKind.REDRAW, on=on)
    for area, share in zip(old, shares or ["1"] * count, strict=True):
        part = None if share is None else Decimal(share)
        Succession.objects.create(change=change, predecessor=area, successor=new, share=part)
    return old
