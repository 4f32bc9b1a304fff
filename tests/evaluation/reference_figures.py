"""What the slow reference makes of the figures before it judges: the stored scale, what was known, no day twice."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from math import floor

from camket.evaluation import Observation, Target

STAGES = {"estimate": 1, "provisional": 2, "final": 3}

# --- the stored scale


def stored(value: Fraction) -> Fraction:
    """Six decimals, halves up; what lies within half a millionth of a millionth below a half counts as the half."""
    return Fraction(floor(value * 10**6 + Fraction("0.5000005")), 10**6)


def shown(value: Fraction | None) -> Decimal | None:
    return None if value is None else Decimal(stored(value).numerator) / Decimal(stored(value).denominator)


# --- what was known


def known(
    observations: list[Observation], target: Target, on: date, as_of: datetime
) -> list[tuple[Observation, Fraction]]:
    """The latest recorded of the best stage, for each period; `plan` is never a result."""
    best: dict[tuple[date, date], Observation] = {}
    for one in observations:
        if (one.indicator, one.area) != (target.indicator, target.area):
            continue
        if one.stage == "plan" or one.recorded_at > as_of or one.end > on:
            continue
        other = best.get((one.start, one.end))
        if other is None or rank(one) > rank(other):
            best[(one.start, one.end)] = one
    values = [(one, value_of(one, target)) for one in best.values()]
    return [(one, value) for one, value in values if value is not None]


def rank(one: Observation) -> tuple[int, datetime, int]:
    return (STAGES[one.stage], one.recorded_at, int(one.id))


def value_of(one: Observation, target: Target) -> Fraction | None:
    if one.state is not None:
        return Fraction(target.states.index(one.state) + 1) if one.state in target.states else None
    return None if one.value is None else Fraction(one.value)


# --- no day counted twice


def days(start: date, end: date) -> int:
    return (end - start).days + 1


def month_day(day: date) -> tuple[int, int]:
    """The last day of February is one and the same in every year."""
    return (2, 28) if (day.month, day.day) == (2, 29) else (day.month, day.day)


def apart(pieces: list[tuple[Observation, Fraction]]) -> list[tuple[Observation, Fraction]]:
    """What a later-ending period cuts into gives way, then what lies inside a longer one, then what still overlaps."""
    uncut = [piece for piece in pieces if not is_cut(piece[0], [other for other, _ in pieces])]
    outer = [piece for piece in uncut if not lies_inside(piece[0], [other for other, _ in uncut])]
    return [piece for piece in outer if not runs_into_next(piece[0], [other for other, _ in outer])]


def is_cut(one: Observation, others: list[Observation]) -> bool:
    """By the earliest start among those that end later, or that end the same day and are longer."""
    starts = [o.start for o in others if o.end > one.end or (o.end == one.end and o.start < one.start)]
    return bool(starts) and one.start < min(starts) <= one.end


def lies_inside(one: Observation, others: list[Observation]) -> bool:
    return any(o is not one and o.start <= one.start and o.end >= one.end for o in others)


def runs_into_next(one: Observation, others: list[Observation]) -> bool:
    later = [o.start for o in others if o.end > one.end]
    return bool(later) and min(later) <= one.end
