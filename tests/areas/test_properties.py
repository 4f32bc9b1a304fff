"""Random histories: whatever is recorded, the map stays a map."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from areas.maps import founded, new
from camket.areas import queries
from camket.areas.actions import Merge, Split
from camket.areas.models import Area

YEARS = [date(2001 + n, 1, 1) for n in range(6)]
CHOICES = st.lists(st.tuples(st.booleans(), st.integers(0, 99), st.integers(1, 9)), max_size=len(YEARS))


def split(area, on, tenths, tag):
    shares = [Decimal(tenths) / 10, 1 - Decimal(tenths) / 10]
    # The first one takes the code over, as happens.
    codes = (area.code, f"{tag}b")
    Split(
        by=None, on=on, predecessor=area, successors=[(new(c), s) for c, s in zip(codes, shares, strict=True)]
    ).execute()


def history(choices):
    for code in "123":
        founded(code)
    for on, (merging, pick, tenths) in zip(YEARS, choices, strict=False):
        alive = list(Area.objects.on(on).order_by("id"))
        chosen = alive[pick % len(alive)]
        other = next((area for area in alive if area != chosen), None)
        if merging and other:
            Merge(by=None, on=on, predecessors=[chosen, other], successor=new(chosen.code)).execute()
        else:
            split(chosen, on, tenths, f"{on:%Y}")


class Histories(TestCase):
    @given(CHOICES)
    @settings(max_examples=25, deadline=None)
    def test_the_map_stays_a_map(self, choices):
        history(choices)
        for on in YEARS:
            for day in (on, on - timedelta(days=1)):
                counted = Counter(Area.objects.on(day).values_list("code", flat=True))
                assert set(counted.values()) <= {1}
        for area in Area.objects.all():
            assert all(0 < part.share <= 1 for part in (*queries.lineage(area.pk), *queries.posterity(area.pk)))

    @given(CHOICES)
    @settings(max_examples=25, deadline=None)
    def test_nothing_is_lost_on_the_way(self, choices):
        history(choices)
        last = set(Area.objects.filter(valid_to=None).values_list("pk", flat=True))
        for area in Area.objects.exclude(valid_to=None):
            ends = [part.share for part in queries.posterity(area.pk) if part.area_id in last]
            assert sum(ends) == pytest.approx(1)

    @given(CHOICES)
    @settings(max_examples=25, deadline=None)
    def test_both_ways_tell_the_same(self, choices):
        history(choices)
        for area in Area.objects.all():
            for part in queries.lineage(area.pk):
                back = {other.area_id: other.share for other in queries.posterity(part.area_id)}
                assert back[area.pk] == part.share
