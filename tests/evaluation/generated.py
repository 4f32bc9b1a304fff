"""Targets and series drawn at random: every aggregate, comparator, direction and nature, crooked periods, vintages."""

from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random

from camket.evaluation import Observation, Target
from camket.measures.periods import Period

STATES = ("loại V", "loại IV", "loại III", "loại II")
AGGREGATES = ("last", "every", "mean", "sum", "growth", "change", "relative", "times", "state")
COMPARATORS = ("eq", "eq", "ge", "gt", "le", "lt", "about")


def a_value(chance: Random) -> Decimal:
    """Small whole numbers meet their targets exactly; the others have two decimals, some large or negative."""
    if chance.random() < 0.5:
        return Decimal(chance.randint(-2, 12))
    return Decimal(chance.randint(-5_000, 50_000)) / 100


def a_period(chance: Random) -> Period:
    year, part = chance.randint(2018, 2026), chance.randint(1, 11)
    return chance.choice(
        [
            *[Period.year(year)] * 8,
            *[Period.months(year, part)] * 2,
            Period.quarter(year, 1 + part % 4),
            Period.half(year, 1 + part % 2),
            Period.month(year, part),
            Period.years(year, year + part % 4),
            Period(date(year, 1, 1), date(year + 1, 6, 30)),
            Period(date(year, part, 15), date(year, part, 15)),
            Period(date(year, 9, 5), date(year + 1, 5, 31)),
            *[Period(date(year, part, 1), date(year, 12, chance.choice((1, 31))))] * 2,
            *[Period(Period.month(year, part).start, Period.month(year, min(12, part + 3)).end)] * 3,
        ]
    )


def a_window(chance: Random) -> Period:
    first = chance.randint(2019, 2022)
    return chance.choice(
        [
            *[Period.years(first, first + 5)] * 3,
            Period.years(first, first + 2),
            Period.year(first + 2),
            Period.half(first + 2, 1),
            Period(date(first, 7, 1), date(first + 3, 6, 30)),
        ]
    )


def a_target(chance: Random, key: int) -> Target:
    aggregate, window, value = chance.choice(AGGREGATES), a_window(chance), a_value(chance)
    is_state = aggregate == "state"
    return Target(
        id=key,
        indicator=key,
        area=1,
        start=window.start,
        due=window.end,
        aggregate=aggregate,
        comparator=chance.choice(COMPARATORS),
        value=None if is_state else value,
        upper=value + 3 if not is_state and chance.random() < 0.2 else None,
        baseline=a_value(chance) if chance.random() < 0.5 else None,
        baseline_year=chance.randint(2018, 2021) if chance.random() < 0.2 else None,
        direction=chance.choice(("up", "down", "none")),
        nature="state" if is_state else chance.choice(("flow", "flow", "stock", "ratio", "level")),
        state="loại III" if is_state else None,
        states=STATES,
        at_risk=chance.choice((Decimal("0.8"), Decimal("0.25"))),
        cycle_days=chance.choice((31, 365)),
        grace_days=chance.choice((0, 90)),
        unit=chance.choice(("%", "tỷ đồng", "hợp tác xã", "")),
        name_vi="tỷ lệ hộ nghèo",
        name_en="poverty rate",
    )


def a_value_near(chance: Random, target: Target) -> Decimal:
    """Often the promised value itself, or next to it, so that every threshold is met and missed by a hair."""
    if target.value is None or chance.random() < 0.4:
        return a_value(chance)
    return target.value + chance.choice((Decimal(0), Decimal(0), Decimal(1), Decimal(-1), Decimal("0.01"), Decimal(3)))


def an_observation(chance: Random, key: int, target: Target, span: Period) -> Observation:
    is_state = target.aggregate == "state"
    return Observation(
        id=key,
        indicator=target.indicator,
        area=1 if chance.random() < 0.95 else 2,
        start=span.start,
        end=span.end,
        value=None if is_state or chance.random() < 0.03 else a_value_near(chance, target),
        state=chance.choice((*STATES, "không rõ")) if is_state else None,
        stage=chance.choice(("plan", "estimate", "provisional", "final", "final")),
        recorded_at=datetime(span.end.year + chance.randint(0, 1), chance.randint(1, 12), 1, tzinfo=UTC),
        source="báo cáo",
    )


def spans(chance: Random) -> list[Period]:
    """Some series are orderly, one figure a year; some tell the same part of two years; the others are crooked."""
    if chance.random() < 0.3:
        return seasonal(chance)
    if chance.random() < 0.5:
        return [a_period(chance) for _ in range(chance.randint(0, 14))]
    first = chance.randint(2018, 2022)
    orderly = [Period.year(year) for year in range(first, chance.randint(first, 2026) + 1)]
    return orderly + [a_period(chance) for _ in range(chance.randint(0, 2))]


def seasonal(chance: Random) -> list[Period]:
    """Months, quarters or cumulative parts of some years, and the years themselves."""
    year, upto = chance.randint(2019, 2025), chance.randint(1, 12)
    months = [Period.month(y, m) for y in (year - 1, year) for m in range(1, upto + 1)]
    quarters = [Period.quarter(y, q) for y in (year - 1, year) for q in range(1, (upto + 2) // 3 + 1)]
    parts = [Period.months(year - 1, upto), Period.months(year, upto)]
    odd = [Period(date(y, 1, 15), Period.month(y, upto).end) for y in (year - 1, year)]
    chosen = chance.choice([months, quarters, parts, parts, odd])
    left_out = chance.randrange(len(chosen)) if chance.random() < 0.2 else None
    kept = [span for place, span in enumerate(chosen) if place != left_out]
    return [*kept, Period.year(year - 1), Period.year(year - 2)]


def a_case(chance: Random, key: int = 1) -> tuple[Target, list[Observation]]:
    target = a_target(chance, key)
    return target, [an_observation(chance, 100 * key + n, target, span) for n, span in enumerate(spans(chance))]


def a_vantage(chance: Random) -> tuple[date, datetime]:
    """A day to stand on, often the last of a year, and a moment of knowledge: then, or months or years after."""
    year = chance.randint(2021, 2026)
    on = date(year, 12, 31) if chance.random() < 0.3 else date(year, chance.randint(1, 12), chance.randint(1, 28))
    return on, datetime(year + chance.choice((0, 1, 1, 4)), chance.randint(6, 12), 1, tzinfo=UTC)
