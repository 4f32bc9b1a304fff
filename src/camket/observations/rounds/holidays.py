"""Days off. They are rows that an administrator keeps; ``holidays.csv`` is what a new site begins with.

They are asked for by the hundred while letters are written, so they are kept for a minute; who changes them forgets
what was kept.
"""

from __future__ import annotations

from datetime import date

from django.core.cache import cache

from camket.observations.rounds.models import Holiday

_KEY = "rounds.holidays"
_KEPT = 60


def on(day: date) -> bool:
    """Is that a day off? One SQL statement a minute."""
    known = cache.get(_KEY)
    if known is None:
        known = _known()
        cache.set(_KEY, known, _KEPT)
    once, yearly = known
    since = yearly.get((day.month, day.day))
    return day in once or (since is not None and since <= day)


def _known() -> tuple[frozenset[date], dict[tuple[int, int], date]]:
    rows = list(Holiday.objects.values_list("day", "yearly"))
    return frozenset(day for day, _ in rows), {(day.month, day.day): day for day, yearly in rows if yearly}


def forget() -> None:
    cache.delete(_KEY)


def by_year() -> list[tuple[int, list[Holiday]]]:
    """Those of a single year, the newest year first, each in order. One SQL statement."""
    found: dict[int, list[Holiday]] = {}
    for one in Holiday.objects.filter(yearly=False):
        found.setdefault(one.day.year, []).append(one)
    return sorted(found.items(), reverse=True)


def each_year() -> list[Holiday]:
    """Those of every year, by their day in the year. One SQL statement."""
    return sorted(Holiday.objects.filter(yearly=True), key=lambda one: (one.day.month, one.day.day))
