"""How figures of one indicator are put together, over areas, over time and after borders change: the table of natures.

| nature | over time | over areas |
| --- | --- | --- |
| flow | sum | sum |
| stock | last | sum |
| ratio | from numerators and denominators; last where they are unknown | weighted by the denominator |
| level, state | last | not combined |

A ratio is in percent of its denominator unless ``per`` says otherwise. What cannot be combined gives its reason, and
what is missing is named: a sum with a part missing is no sum.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Context, Decimal, localcontext

from camket.evaluation.lacks import Lack
from camket.evaluation.model import Nature
from camket.evaluation.scale import settled
from camket.measures.periods import Period

_PRECISION = Context(prec=50)
_ONE, _HUNDRED = Decimal(1), Decimal(100)
_SUMMED = frozenset({Nature.FLOW, Nature.STOCK})


@dataclass(frozen=True)
class Part:
    """One figure among those that are put together, and whose it is (``name``, for the reasons).

    ``share`` is how much of it belongs to the whole: 1 is all, none is a share that nobody has stated. A ratio is known
    by ``value`` and ``denominator``; its ``numerator``, where it is known too, is more exact than the value. A state
    has ``state`` and no value.
    """

    name: str
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    share: Decimal | None = _ONE
    period: Period | None = None
    state: str = ""


@dataclass(frozen=True)
class Combined:
    """A value, with the numerator and denominator of a ratio, or what it lacks. ``parts`` are those that entered it,
    where more were given."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    lack: Lack | None = None
    state: str = ""
    parts: tuple[Part, ...] = ()


def over_areas(nature: Nature, parts: Iterable[Part], per: Decimal = _HUNDRED) -> Combined:
    """The figure of a whole from those of its areas, or of an area from those that it came from, by their shares."""
    given = tuple(parts)
    lack = _not_over_areas(nature, given)
    if lack:
        return Combined(lack=lack)
    return _ratio(given, per) if nature == Nature.RATIO else _sum(given)


def after_change(nature: Nature, parts: Iterable[Part], per: Decimal = _HUNDRED) -> Combined:
    """The figure of an area from those that it came from. What is one area as a whole goes on, whatever its nature."""
    given = tuple(parts)
    if len(given) == 1 and given[0].share == _ONE and given[0].value is not None:
        return Combined(given[0].value, _numerator(given[0], per), given[0].denominator)
    return over_areas(nature, given, per)


def over_time(nature: Nature, parts: Iterable[Part], whole: Period, per: Decimal = _HUNDRED) -> Combined:
    """The figure of a period from those of the periods in it, which all have their ``period``."""
    given = sorted((part for part in parts if part.period and whole.contains(part.period)), key=_fullness)
    known = [part for part in given if part.value is not None]
    if not known:
        return Combined(lack=_nothing())
    if nature == Nature.FLOW:
        gap = _gap(known, whole)
        return Combined(lack=gap) if gap else _sum(known)
    if nature == Nature.RATIO and all(map(_is_told, known)) and not _gap(known, whole):
        return _ratio(known, per)
    last = known[-1]
    return Combined(last.value, _numerator(last, per), last.denominator)


def across_change(nature: Nature, parts: Iterable[Part], whole: Period, per: Decimal = _HUNDRED) -> Combined:
    """The figure of a period in which the borders changed, from those on either side of the day.

    What adds up, and a ratio, needs periods that make up the whole without gap and overlap; of several ways the one
    with the fewest periods counts. A ratio needs the denominators of all. Of the rest the last figure counts, if it is
    of the end of the period.
    """
    known = [part for part in parts if part.period and (part.value is not None or part.state)]
    if nature not in (Nature.FLOW, Nature.RATIO):
        last = max(
            (part for part in known if part.period and part.period.end == whole.end), key=_fullness, default=None
        )
        if last is None:
            return Combined(lack=_gap_at(whole.end, False))
        return Combined(last.value, _numerator(last, per), last.denominator, state=last.state, parts=(last,))
    tiles = _tiles(known, whole)
    if not tiles:
        return Combined(lack=_untiled(whole))
    lack = _untold(tiles) if nature == Nature.RATIO else None
    return Combined(lack=lack) if lack else replace(over_time(nature, tiles, whole, per), parts=tiles)


def _tiles(parts: Iterable[Part], whole: Period) -> tuple[Part, ...]:
    """The fewest periods, at least two, that make up the whole without gap and overlap; none where none do."""
    ways: dict[date, tuple[Part, ...]] = {whole.start: ()}
    inside = (part for part in parts if part.period and whole.contains(part.period) and part.period != whole)
    for part in sorted(inside, key=_start):
        assert part.period is not None
        way, after = ways.get(part.period.start), part.period.end + timedelta(days=1)
        if way is not None and (after not in ways or len(way) + 1 < len(ways[after])):
            ways[after] = (*way, part)
    return ways.get(whole.end + timedelta(days=1), ())


def _start(part: Part) -> tuple[date, date]:
    return (part.period.start, part.period.end) if part.period else (date.min, date.min)


def _untiled(whole: Period) -> Lack:
    return Lack(
        f"Chưa có các số liệu nối nhau kín từ {whole.start:%d/%m/%Y} đến {whole.end:%d/%m/%Y}, nên chưa ghép được",
        f"Not put together: no figures make up {whole.start:%d/%m/%Y} to {whole.end:%d/%m/%Y} without gap and overlap",
    )


def _fullness(part: Part) -> tuple[date, int]:
    """Of those that end on one day the longest says the most: the half-year, not its last quarter."""
    return (part.period.end, -part.period.start.toordinal()) if part.period else (date.min, 0)


def _not_over_areas(nature: Nature, parts: Sequence[Part]) -> Lack | None:
    if nature in (Nature.LEVEL, Nature.STATE):
        return Lack(
            "Mức và danh hiệu không cộng hay lấy trung bình từ các địa bàn được",
            "Levels and designations can be neither added nor averaged over areas",
        )
    if not parts:
        return _nothing()
    missing = [part.name for part in parts if part.value is None]
    if missing:
        return _lacking(missing)
    unshared = [part.name for part in parts if part.share is None]
    if unshared:
        return _unshared(unshared)
    return _untold(parts) if nature == Nature.RATIO else None


def _nothing() -> Lack:
    return Lack("Chưa có số liệu nào để ghép lại", "There are no figures to put together")


def _lacking(names: Sequence[str]) -> Lack:
    listed = ", ".join(names)
    return Lack(
        f"Chưa có số liệu của {listed}, nên chưa ghép được", f"Not put together: there is no figure of {listed}"
    )


def _unshared(names: Sequence[str]) -> Lack:
    listed = ", ".join(names)
    return Lack(
        f"{listed} đã được chia tách mà chưa có tỷ lệ chia, nên không ghép được",
        f"Not put together: {listed} was divided, and nobody has stated in which shares",
    )


def _untold(parts: Sequence[Part]) -> Lack | None:
    without = [part.name for part in parts if not _is_told(part)]
    if without:
        listed = ", ".join(without)
        return Lack(
            f"Tỷ lệ chỉ ghép được khi biết tổng số của từng nơi; chưa biết của {listed}",
            f"Ratios are put together by their denominators only; that of {listed} is not known",
        )
    if sum(part.denominator or 0 for part in parts) == 0:
        return Lack("Tổng số bằng 0 nên không có tỷ lệ", "There is no ratio: its denominator is 0")
    return None


def _is_told(part: Part) -> bool:
    return part.value is not None and part.denominator is not None


def _gap(parts: Sequence[Part], whole: Period) -> Lack | None:
    """The first day that no part covers, or that two do."""
    awaited = whole.start
    for period in sorted(part.period for part in parts if part.period):
        if period.start != awaited:
            return _gap_at(min(period.start, awaited), period.start < awaited)
        awaited = period.end + timedelta(days=1)
    return None if awaited == whole.end + timedelta(days=1) else _gap_at(awaited, False)


def _gap_at(day: date, is_twice: bool) -> Lack:
    shown = f"{day:%d/%m/%Y}"
    if is_twice:
        return Lack(f"Hai số liệu cùng tính ngày {shown}", f"Two figures count the day {shown}")
    return Lack(f"Chưa có số liệu từ ngày {shown}", f"There is no figure from {shown} on")


def _sum(parts: Iterable[Part]) -> Combined:
    with localcontext(_PRECISION):
        return Combined(settled(sum((_shared(part.value, part) for part in parts), Decimal(0))))


def _ratio(parts: Sequence[Part], per: Decimal) -> Combined:
    with localcontext(_PRECISION):
        numerator = sum((_shared(_numerator(part, per), part) for part in parts), Decimal(0))
        denominator = sum((_shared(part.denominator, part) for part in parts), Decimal(0))
        if denominator == 0:
            return Combined(lack=Lack("Tổng số bằng 0 nên không có tỷ lệ", "There is no ratio: its denominator is 0"))
        return Combined(settled(per * numerator / denominator), settled(numerator), settled(denominator))


def _numerator(part: Part, per: Decimal) -> Decimal | None:
    if part.numerator is not None or part.value is None or part.denominator is None:
        return part.numerator
    with localcontext(_PRECISION):
        return part.value * part.denominator / per


def _shared(number: Decimal | None, part: Part) -> Decimal:
    return (number or Decimal(0)) * (part.share if part.share is not None else _ONE)
