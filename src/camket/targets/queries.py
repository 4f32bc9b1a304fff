from dataclasses import dataclass

from camket.measures.folding import name_key
from camket.targets.models import Indicator, Target, Wording

ALIKE = 0.75


@dataclass(frozen=True)
class Match:
    """Indicators of the area with that very wording, and those with one that is nearly the same."""

    exact: tuple[Indicator, ...]
    near: tuple[Indicator, ...]


def match(area_id: int, name: str) -> Match:
    """Who in the area is called so? Two SQL statements."""
    key = name_key(name)
    found = Indicator.objects.filter(wordings__area_id=area_id, wordings__key=key).distinct().order_by("id")
    exact = tuple(found)
    return Match(exact, () if exact else _near(area_id, key))


def _near(area_id: int, key: str) -> tuple[Indicator, ...]:
    words = key.split()
    wordings = Wording.objects.filter(area_id=area_id).select_related("indicator")
    found = {w.indicator_id: w.indicator for w in wordings if likeness(words, w.key.split()) >= ALIKE}
    return tuple(found[pk] for pk in sorted(found))


def likeness(a: list[str], b: list[str]) -> float:
    """F1 of the words that two names share, from 0 to 1."""
    rest = list(b)
    shared = 0
    for word in a:
        if word in rest:
            rest.remove(word)
            shared += 1
    return 2 * shared / (len(a) + len(b)) if a and b else 0.0


def targets_of(indicator: Indicator) -> list[Target]:
    return list(indicator.targets.select_related("resolution"))


def of_area(area_id: int) -> list[Target]:
    """All targets of an area with what judging them needs."""
    return list(Target.objects.filter(area_id=area_id).select_related("indicator", "resolution"))


def unjudged_areas() -> set[int]:
    """Areas with a target that has no verdict yet."""
    return set(Target.objects.filter(verdict=None).values_list("area_id", flat=True).distinct())
