"""What lies ahead of an open window: the pace that it still takes, and where the trend leads.

Both are computed from the rows of the SQL text, with decimals, so they are the same beside every engine.
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from itertools import combinations
from math import sqrt
from statistics import median

from camket.evaluation.model import Aggregate, Evidence, Nature, Projection, Reasons, Required, Standing
from camket.evaluation.scale import ROUNDING
from camket.measures.comparators import Comparator

OPEN = (Standing.ON_TRACK, Standing.AT_RISK, Standing.OFF_TRACK)
PERCENT_UNITS = ("%", "điểm %", "điểm phần trăm")
FEWEST_YEARS = 3
_MILLIONTH = Decimal("0.000001")
_HUNDRED = Decimal(100)
_YEAR_DAYS = Decimal("365.25")
_KENDALL_95 = 1.96


def at_scale(value: Decimal) -> Decimal:
    """Rounded at the sixth decimal by the rule of ``scale``, without trailing zeros."""
    whole = (value.scaleb(6) + Decimal(ROUNDING)).to_integral_value(ROUND_FLOOR).scaleb(-6).normalize()
    return whole if int(whole.as_tuple().exponent) <= 0 else whole.quantize(Decimal(1))


def settle(reasons: Reasons, value: Decimal) -> Standing:
    """The verdict that ``value`` would bring once the window is over."""
    low, high = reasons.value, reasons.value if reasons.upper is None else reasons.upper
    strict = reasons.comparator in (Comparator.GT, Comparator.LT)
    if reasons.kind == "band":
        return Standing.MET if low <= value <= high else Standing.MISSED
    if reasons.kind == "ceiling":
        low, high, value = -high, -low, -value
    if value < low or (strict and value == low):
        return Standing.MISSED
    return Standing.EXCEEDED if value > high else Standing.MET


def goal_of(reasons: Reasons, at: Decimal) -> Decimal:
    """The nearest value that fulfils the target, seen from the side that it is approached from."""
    if reasons.upper is not None and (reasons.kind == "ceiling" or (reasons.kind == "band" and at > reasons.upper)):
        return reasons.upper
    return reasons.value


# --- required pace


def required(
    reasons: Reasons, standing: Standing, attained: Decimal | None, evidence: Iterable[Evidence]
) -> Required | None:
    """None where nothing is left to do or nothing can be done, and for ``every`` and states, which have no pace."""
    if standing not in OPEN or attained is None or settle(reasons, attained) != Standing.MISSED:
        return None
    if reasons.aggregate == Aggregate.MEAN:
        total = sum((one.value for one in evidence if one.inside and one.whole), Decimal(0))
        return _required_mean(reasons, attained, total)
    method = _REQUIRED.get(reasons.aggregate)
    return method(reasons, attained) if method else None


def years_between(start: date, end: date) -> Decimal:
    """Years from one period's end to another's: whole ones between ends of years, else to two decimals."""
    return (Decimal((end - start).days) / _YEAR_DAYS).quantize(Decimal("0.01")).normalize()


def _required_last(reasons: Reasons, attained: Decimal) -> Required | None:
    goal, end = goal_of(reasons, attained), reasons.attained_end
    if reasons.is_part_year:
        return _required_from_part(reasons, attained, goal)
    years = years_between(end, reasons.due) if end else Decimal(0)
    if years <= 0:
        return None
    if reasons.nature in (Nature.FLOW, Nature.LEVEL) and reasons.unit not in PERCENT_UNITS:
        return _growth(attained, goal, years) or _each_year(reasons, goal - attained, years)
    return _each_year(reasons, goal - attained, years)


def _required_from_part(reasons: Reasons, attained: Decimal, goal: Decimal) -> Required | None:
    """What is left of the due year; before it, the growth from the last whole year, be it that of the baseline."""
    end = reasons.attained_end
    if end is not None and end.year == reasons.due.year:
        return _in_all(goal - attained, years_between(end, reasons.due)) if reasons.kind == "floor" else None
    value, year = reasons.last_value, reasons.last_year
    if value is None or year is None:
        value, year = reasons.baseline, reasons.baseline_year
    if value is None or settle(reasons, value) != Standing.MISSED:
        return None
    return _growth(value, goal, Decimal(reasons.due.year - year))


def _required_sum(reasons: Reasons, attained: Decimal) -> Required | None:
    left = goal_of(reasons, attained) - attained
    years = years_between(reasons.attained_end, reasons.due) if reasons.attained_end else Decimal(0)
    return _each_year(reasons, left, years) if years > 1 else _in_all(left, years)


def _required_mean(reasons: Reasons, attained: Decimal, total: Decimal) -> Required | None:
    years = reasons.due.year - reasons.start.year + 1
    left = years - reasons.years_observed
    if left <= 0:
        return None
    amount = (goal_of(reasons, attained) * years - total) / left
    return Required(kind="mean", amount=at_scale(amount), years=Decimal(left))


def _required_growth(reasons: Reasons, attained: Decimal) -> Required | None:
    span = reasons.due.year - reasons.baseline_year
    return _to_level(reasons, (1 + goal_of(reasons, attained) / _HUNDRED) ** span)


def _required_times(reasons: Reasons, attained: Decimal) -> Required | None:
    return _to_level(reasons, goal_of(reasons, attained))


def _required_relative(reasons: Reasons, attained: Decimal) -> Required | None:
    return _to_level(reasons, 1 + goal_of(reasons, attained) / _HUNDRED)


def _to_level(reasons: Reasons, times: Decimal) -> Required | None:
    """The growth that leads from the last value to a multiple of the baseline."""
    if reasons.baseline is None or reasons.last_value is None or reasons.last_year is None:
        return None
    return _growth(reasons.last_value, reasons.baseline * times, Decimal(reasons.due.year - reasons.last_year))


def _required_change(reasons: Reasons, attained: Decimal) -> Required | None:
    years = Decimal(reasons.due.year - reasons.last_year) if reasons.last_year else Decimal(0)
    return _each_year(reasons, goal_of(reasons, attained) - attained, years)


_REQUIRED: dict[Aggregate, Callable[[Reasons, Decimal], Required | None]] = {
    Aggregate.LAST: _required_last,
    Aggregate.SUM: _required_sum,
    Aggregate.GROWTH: _required_growth,
    Aggregate.RELATIVE: _required_relative,
    Aggregate.TIMES: _required_times,
    Aggregate.CHANGE: _required_change,
}


def _growth(value: Decimal, goal: Decimal, years: Decimal) -> Required | None:
    if value <= 0 or goal <= 0 or years <= 0:
        return None
    rate = ((goal / value) ** (1 / years) - 1) * _HUNDRED
    return Required(kind="growth", amount=at_scale(rate), years=years)


def _each_year(reasons: Reasons, left: Decimal, years: Decimal) -> Required | None:
    if years <= 0:
        return None
    kind = "points" if reasons.unit in PERCENT_UNITS else "units"
    return Required(kind=kind, amount=at_scale(left / years), years=years)


def _in_all(left: Decimal, years: Decimal) -> Required | None:
    return Required(kind="total", amount=at_scale(left), years=years) if years > 0 else None


# --- projection


def projection(reasons: Reasons, evidence: Iterable[Evidence]) -> Projection | None:
    """None once the window is over, for states, and with fewer than three yearly values."""
    yearly = yearly_values(reasons, evidence)
    if reasons.is_over or reasons.aggregate == Aggregate.STATE or len(yearly) < FEWEST_YEARS:
        return None
    slopes = sorted((yearly[b] - yearly[a]) / (b - a) for a, b in combinations(sorted(yearly), 2))
    below, above = _interval(len(yearly), len(slopes))
    figures = [_outcome(reasons, yearly, slope) for slope in (slopes[below], median(slopes), slopes[above])]
    if any(figure is None for figure in figures):
        return None
    low, value, high = (at_scale(figure) for figure in figures if figure is not None)
    return Projection(
        value=value, low=min(low, high), high=max(low, high), verdict=settle(reasons, value), years=len(yearly)
    )


def yearly_values(reasons: Reasons, evidence: Iterable[Evidence]) -> dict[int, Decimal]:
    """Whole years only. Of a sum, the years whose pieces cover them."""
    values: dict[int, Decimal] = {}
    days: dict[int, int] = {}
    for one in evidence:
        span = (one.end - one.start).days + 1
        if one.whole and (reasons.aggregate != Aggregate.SUM or span <= 366):
            values[one.year] = values.get(one.year, Decimal(0)) + one.value
            days[one.year] = days.get(one.year, 0) + span
    if reasons.aggregate != Aggregate.SUM:
        return values
    return {year: value for year, value in values.items() if days[year] >= 365}


def _interval(years: int, slopes: int) -> tuple[int, int]:
    """Ranks of the slopes that bound 95% after Sen (1968); all of them where the years are few."""
    spread = _KENDALL_95 * sqrt(years * (years - 1) * (2 * years + 5) / 18)
    below = int((slopes - spread) / 2)
    return max(below - 1, 0), min(slopes - below, slopes - 1)


def _outcome(reasons: Reasons, yearly: dict[int, Decimal], slope: Decimal) -> Decimal | None:
    """What the aggregate would attain if the yearly values went on along a line of this slope."""
    offset = median(value - slope * year for year, value in yearly.items())

    def at(year: int) -> Decimal:
        return _within_reason(reasons, yearly, slope * year + offset)

    due, first = reasons.due.year, reasons.start.year
    in_window = [
        yearly.get(year) if year in yearly else at(year) for year in range(first, due + 1) if _counts(year, yearly)
    ]
    return _AGGREGATES[reasons.aggregate](reasons, [value for value in in_window if value is not None], at(due))


def _counts(year: int, yearly: dict[int, Decimal]) -> bool:
    """Years that were observed, and those still to come: a gap in the past is not filled."""
    return year in yearly or year > max(yearly)


def _within_reason(reasons: Reasons, yearly: dict[int, Decimal], value: Decimal) -> Decimal:
    """What was never below zero does not fall below it, and a share does not pass 100%."""
    if value < 0 <= min(yearly.values()):
        return Decimal(0)
    if reasons.nature == Nature.RATIO and reasons.unit == "%" and value > _HUNDRED >= max(yearly.values()):
        return _HUNDRED
    return value


def _worst(reasons: Reasons, values: list[Decimal], due: Decimal) -> Decimal:
    if reasons.kind == "floor":
        return min(values)
    high = reasons.value if reasons.upper is None else reasons.upper
    return max(values) if reasons.kind == "ceiling" else max(values, key=lambda v: max(reasons.value - v, v - high))


def _grown(reasons: Reasons, values: list[Decimal], due: Decimal) -> Decimal | None:
    years = reasons.due.year - reasons.baseline_year
    if reasons.baseline is None or reasons.baseline <= 0 or due < 0 or years < 1:
        return None
    return ((due / reasons.baseline) ** (Decimal(1) / years) - 1) * _HUNDRED


_AGGREGATES: dict[Aggregate, Callable[[Reasons, list[Decimal], Decimal], Decimal | None]] = {
    Aggregate.LAST: lambda reasons, values, due: due,
    Aggregate.EVERY: _worst,
    Aggregate.MEAN: lambda reasons, values, due: sum(values, Decimal(0)) / len(values),
    Aggregate.SUM: lambda reasons, values, due: sum(values, Decimal(0)),
    Aggregate.GROWTH: _grown,
    Aggregate.CHANGE: lambda reasons, values, due: None if reasons.baseline is None else due - reasons.baseline,
    Aggregate.RELATIVE: lambda reasons, values, due: (
        (due - reasons.baseline) / abs(reasons.baseline) * _HUNDRED if reasons.baseline else None
    ),
    Aggregate.TIMES: lambda reasons, values, due: due / reasons.baseline if reasons.baseline else None,
}
