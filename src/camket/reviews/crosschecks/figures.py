"""Checks over the figures of one indicator."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby, pairwise

from camket.measures.folding import fold
from camket.reviews.crosschecks import wording
from camket.reviews.crosschecks.facts import Disagreement, Facts, Measure, Promised, Seen

_SHARE = re.compile(r"\b(ty le|ty trong|co cau|do che phu|ti le|ti trong)\b")
# Percentages that may well lie beyond 100 or below 0.
_NO_SHARE = re.compile(
    r"\b(tang|giam|toc do|so voi|ke hoach|du toan|chi tieu giao|thuc hien|chi so|sinh loi|lam phat)\b"
)
_HUNDRED = Decimal(100)


def sources_disagree(facts: Facts) -> Iterator[Disagreement]:
    """Two sources give different values for the same indicator, period and stage.

    Where one only rounds the other (183,9 and 184) they agree.
    """
    by_period: dict[tuple[object, ...], list[Seen]] = defaultdict(list)
    for seen in facts.seen:
        by_period[seen.measure.key, seen.period, seen.stage].append(seen)
    for same in by_period.values():
        told = _apart(sorted(same, key=lambda seen: (seen.recorded_at, seen.key)))
        if len(told) > 1:
            yield _disagree(told)


def _apart(same: list[Seen]) -> list[Seen]:
    """The first of each value; a value that another one only rounds is left out."""
    told: list[Seen] = []
    for seen in same:
        if not any(_alike(seen, other) for other in told):
            told.append(seen)
    return told


def _alike(one: Seen, other: Seen) -> bool:
    if one.value is None or other.value is None:
        return one.state == other.state and one.value == other.value
    places = Decimal(1).scaleb(-min(wording.decimals(one.value), wording.decimals(other.value)))
    return one.value.quantize(places, ROUND_HALF_UP) == other.value.quantize(places, ROUND_HALF_UP)


def _disagree(told: list[Seen]) -> Disagreement:
    first = told[0]
    vi = "; ".join(f"{wording.source(seen.cite, 'vi')} nêu {wording.figure(seen, 'vi')}" for seen in told)
    en = "; ".join(f"{wording.source(seen.cite, 'en')} says {wording.figure(seen, 'en')}" for seen in told)
    period = first.period
    return Disagreement(
        key=f"{first.measure.key}:{period.start}:{period.end}:{first.stage}",
        vi=f"{wording.name(first.measure, 'vi')} {period.name('vi')}{wording.stage(first, 'vi')}: {vi}.",
        en=f"{wording.name(first.measure, 'en')}, {period.name('en')}{wording.stage(first, 'en')}: {en}.",
        cites=wording.cited(told),
    )


def ratio_out_of_range(facts: Facts) -> Iterator[Disagreement]:
    """A share lies outside 0–100%, or a part of "17 of 16" outside its whole; promised ones too."""
    for seen in facts.seen:
        if _is_beyond(seen.measure, seen.measure.unit, seen.value) or _is_over(seen.value, seen.denominator):
            yield _out_of_range(seen, f"seen:{seen.key}", seen.period.name("vi"), f", {seen.period.name('en')}")
    for target in facts.promised:
        if target.aggregate not in {"growth", "change"} and _is_beyond(target.measure, target.unit, target.value):
            yield _out_of_range(target, f"promised:{target.key}", "(mục tiêu)", " (target)")


def _is_beyond(measure: Measure, unit: str, value: Decimal | None) -> bool:
    if unit != "%" or value is None or 0 <= value <= _HUNDRED:
        return False
    name = fold(measure.name)
    return bool(_SHARE.search(name)) and not _NO_SHARE.search(name)


def _is_over(value: Decimal | None, denominator: Decimal | None) -> bool:
    return value is not None and denominator is not None and value > denominator > 0


def _out_of_range(thing: Seen | Promised, key: str, when_vi: str, when_en: str) -> Disagreement:
    over = thing.denominator if isinstance(thing, Seen) else None
    unit = thing.measure.unit if isinstance(thing, Seen) else thing.unit
    value = thing.value or Decimal(0)
    vi, en = wording.source(thing.cite, "vi"), wording.source(thing.cite, "en")
    bounds = ("lớn hơn tổng số", "more than the whole") if over else ("ngoài khoảng 0–100%", "outside 0–100%")
    return Disagreement(
        key=key,
        vi=(
            f"{wording.name(thing.measure, 'vi')} {when_vi}: {vi} nêu "
            f"{wording.amount(value, unit, 'vi', over)}, {bounds[0]}."
        ),
        en=(
            f"{wording.name(thing.measure, 'en')}{when_en}: {en} says "
            f"{wording.amount(value, unit, 'en', over)}, {bounds[1]}."
        ),
        cites=wording.cited([thing]),
    )


def cumulative_falls(facts: Facts) -> Iterator[Disagreement]:
    """What adds up from 1 January is less at a later date of the same year."""
    flows = [seen for seen in facts.seen if seen.measure.nature == "flow" and not seen.is_plan and _cumulates(seen)]
    for _, same in groupby(sorted(flows, key=_by_year), key=lambda seen: (seen.measure.key, seen.period.start)):
        heaviest = {seen.period.end: seen for seen in sorted(same, key=lambda seen: seen.weight)}
        for earlier, later in pairwise(heaviest[end] for end in sorted(heaviest)):
            if earlier.value is not None and later.value is not None and later.value < earlier.value:
                yield _falls(earlier, later)


def _cumulates(seen: Seen) -> bool:
    start = seen.period.start
    return (start.month, start.day) == (1, 1) and start.year == seen.period.end.year


def _by_year(seen: Seen) -> tuple[object, ...]:
    return seen.measure.key, seen.period.start


def _falls(earlier: Seen, later: Seen) -> Disagreement:
    return Disagreement(
        key=f"{earlier.key}:{later.key}",
        vi=(
            f"{wording.name(later.measure, 'vi')} cộng dồn từ đầu năm không thể giảm: {earlier.period.name('vi')} là "
            f"{wording.figure(earlier, 'vi')}, {later.period.name('vi')} chỉ là {wording.figure(later, 'vi')}."
        ),
        en=(
            f"{wording.name(later.measure, 'en')} adds up over the year and cannot fall: "
            f"{wording.figure(earlier, 'en')} for {earlier.period.name('en')}, "
            f"but {wording.figure(later, 'en')} for {later.period.name('en')}."
        ),
        cites=wording.cited([earlier, later]),
    )
