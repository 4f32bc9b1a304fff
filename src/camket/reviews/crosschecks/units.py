"""Checks for a unit of measure gone wrong."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from camket.measures.decimals import format_number
from camket.reviews.crosschecks import wording
from camket.reviews.crosschecks.facts import Disagreement, Facts, Measure, Promised, Seen

_FAR = (3, 6)
_NEAR = 1
_FAR_TOLERANCE, _NEAR_TOLERANCE = 0.3, 0.1
"""In powers of ten: thousands and millions are told within a factor of 2, tens within a quarter."""
_LEVELS = frozenset({"last", "every", "mean"})


def unit_slip(facts: Facts) -> Iterator[Disagreement]:
    """A value is ten, a thousand or a million times its neighbours, or that part of them.

    Ten times is told only where two neighbours agree closely: small counts do grow tenfold.
    """
    for series in _series(facts.seen):
        for place, seen in enumerate(series):
            near = _neighbours(series, place)
            power = _slip(seen.value, near, is_last=place == len(series) - 1)
            if power:
                yield _seen_slip(seen, near, power)
    yield from _promised_slips(facts)


def slipped(facts: Facts) -> frozenset[int]:
    """Keys of the figures that ``unit_slip`` names: other checks do not say the same again."""
    return frozenset(
        seen.key
        for series in _series(facts.seen)
        for place, seen in enumerate(series)
        if _slip(seen.value, _neighbours(series, place), is_last=place == len(series) - 1)
    )


def _series(seen: Sequence[Seen]) -> Iterator[list[Seen]]:
    """The figures that count, by indicator and kind of period, in time; plans apart from results."""
    by_shape: dict[tuple[object, ...], dict[object, Seen]] = defaultdict(dict)
    for one in sorted(seen, key=lambda one: one.weight):
        if one.value:
            by_shape[_shape(one)][one.period] = one
    for shape in by_shape.values():
        yield sorted(shape.values(), key=lambda one: one.period)


def _shape(seen: Seen) -> tuple[object, ...]:
    start, end = seen.period.start, seen.period.end
    months = (start.month, start.day, end.month, end.day, end.year - start.year)
    return seen.measure.key, seen.is_plan, months


def _neighbours(series: Sequence[Seen], place: int) -> list[Seen]:
    """Up to two before and two after."""
    return [*series[max(place - 2, 0) : place], *series[place + 1 : place + 3]]


def _slip(value: Decimal | None, near: Sequence[Seen], *, is_last: bool) -> int:
    """The power of ten that lies between a value and all its neighbours but one at most; 0 where there is none."""
    distances = [math.log10(abs(value) / abs(one.value)) for one in near if value and one.value]
    if len(distances) == 1:
        # Of two the later is told, and a small step between two proves nothing.
        return _power(distances, _FAR, least=1) if is_last else 0
    return _power(distances, (*_FAR, _NEAR), least=max(len(distances) - 1, 2))


def _power(distances: Sequence[float], powers: Sequence[int], least: int) -> int:
    for power in (sign * size for size in powers for sign in (1, -1)):
        room = _FAR_TOLERANCE if abs(power) in _FAR else _NEAR_TOLERANCE
        if sum(abs(distance - power) < room for distance in distances) >= least:
            return power
    return 0


def _seen_slip(seen: Seen, near: Sequence[Seen], power: int) -> Disagreement:
    others = {
        "vi": "; ".join(f"{one.period.name('vi')}: {wording.figure(one, 'vi')}" for one in near),
        "en": "; ".join(f"{one.period.name('en')}: {wording.figure(one, 'en')}" for one in near),
    }
    return Disagreement(
        key=f"seen:{seen.key}",
        vi=(
            f"{wording.name(seen.measure, 'vi')} {seen.period.name('vi')}: {wording.source(seen.cite, 'vi')} nêu "
            f"{wording.figure(seen, 'vi')}, {_times(power)[0]} các kỳ liền kề ({others['vi']}); có thể sai đơn vị tính."
        ),
        en=(
            f"{wording.name(seen.measure, 'en')}, {seen.period.name('en')}: {wording.source(seen.cite, 'en')} says "
            f"{wording.figure(seen, 'en')}, {_times(power)[1]} the periods beside it ({others['en']}); "
            "the unit may be wrong."
        ),
        cites=wording.cited([seen, *near]),
    )


def _times(power: int) -> tuple[str, str]:
    size = Decimal(10) ** abs(power)
    vi, en = format_number(size, "vi"), format_number(size, "en")
    return (f"gấp khoảng {vi} lần", f"about {en} times") if power > 0 else (f"khoảng 1/{vi}", f"about 1/{en} of")


def _promised_slips(facts: Facts) -> Iterator[Disagreement]:
    """A promised level a thousand or a million times off what is measured."""
    results: dict[int, list[Seen]] = defaultdict(list)
    for series in _series([one for one in facts.seen if not one.is_plan]):
        results[series[0].measure.key].extend(series)
    for target in facts.promised:
        near = results[target.measure.key]
        if target.aggregate in _LEVELS and target.unit == target.measure.unit and len(near) > 1:
            power = _slip(target.value, near, is_last=False)
            if abs(power) in _FAR:
                yield _promised_slip(target, near[-2:], power)


def _promised_slip(target: Promised, near: Sequence[Seen], power: int) -> Disagreement:
    value = target.value or Decimal(0)
    return Disagreement(
        key=f"promised:{target.key}",
        vi=(
            f"{wording.name(target.measure, 'vi')}: mục tiêu {wording.amount(value, target.unit, 'vi')} "
            f"{_times(power)[0]} số liệu đã có ({'; '.join(wording.figure(one, 'vi') for one in near)}); "
            "có thể sai đơn vị tính."
        ),
        en=(
            f"{wording.name(target.measure, 'en')}: the target of {wording.amount(value, target.unit, 'en')} is "
            f"{_times(power)[1]} what is measured ({'; '.join(wording.figure(one, 'en') for one in near)}); "
            "the unit may be wrong."
        ),
        cites=wording.cited([target, *near]),
    )


def unit_differs(facts: Facts) -> Iterator[Disagreement]:
    """A sentence measures an indicator in a unit that cannot be turned into the indicator's own."""
    for stated in facts.stated:
        measure = stated.measure
        if stated.unit_is_strange and measure is not None:
            yield Disagreement(
                key=stated.place,
                vi=_strange(stated.cite.source, stated.unit, measure),
                en=_strange_en(stated.cite.source_en or stated.cite.source, stated.unit, measure),
                cites=(stated.cite,),
            )


def _strange(source: str, unit: str, measure: Measure) -> str:
    return f"{wording.name(measure, 'vi')}: {source} nêu theo “{unit}”, còn chỉ số này tính theo “{measure.unit}”."


def _strange_en(source: str, unit: str, measure: Measure) -> str:
    return f"{wording.name(measure, 'en')}: {source} gives it in “{unit}”, but it is measured in “{measure.unit}”."
