"""The picture of one commitment: the path promised, the path walked, and where it may end. Geometry only.

Values are floats here because they become pixels; every figure that is written comes from the Decimals themselves.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate
from math import ceil, floor, log10

from camket.portal.wording import number
from camket.reviews.queries import Commitment, Point, Row
from camket.targets.enums import Aggregate, Nature

Scale = Callable[[float], float]


@dataclass(frozen=True)
class Size:
    """Of the drawing, in its own units, with the margins that hold the words."""

    name: str
    width: int
    height: int
    left: int
    right: int
    top: int = 24
    bottom: int = 34


WIDE = Size("wide", 720, 330, 64, 96)
SLIM = Size("slim", 340, 260, 48, 24, top=30)


@dataclass(frozen=True)
class Dot:
    """A figure. ``open``: its period is not finished; ``ringed``: it corrects an earlier one."""

    x: float
    y: float
    text: str
    open: bool
    ringed: bool


@dataclass(frozen=True)
class Words:
    x: float
    y: float
    anchor: str
    text: str
    is_aim: bool


@dataclass(frozen=True)
class Tick:
    at: float
    text: str


@dataclass(frozen=True)
class Drawing:
    """Ready for the template: points are "x,y x,y"."""

    size: Size
    years: tuple[Tick, ...]
    levels: tuple[Tick, ...]
    promised: str
    walked: str
    band: str
    aim: Tick | None
    dots: tuple[Dot, ...]

    @property
    def labels(self) -> tuple["Words", ...]:
        """Of the newest figure, and of the target: beside the line where there is room, else above it."""
        last = self.dots[-1]
        near_edge = last.x > self.right_edge - 30
        newest = Words(last.x, last.y - 13, "end" if near_edge else "middle", last.text, False)
        return (newest, self._aim_words(self.aim)) if self.aim else (newest,)

    def _aim_words(self, aim: "Tick") -> "Words":
        if self.size.right > 60:
            return Words(self.right_edge + 8, aim.at + 5, "start", aim.text, True)
        return Words(self.size.left + 4, aim.at - 7, "start", aim.text, True)

    @property
    def right_edge(self) -> int:
        return self.size.width - self.size.right


@dataclass(frozen=True)
class Series:
    """What is drawn, in years and values: before it has a size."""

    first: float
    last: float
    walked: tuple[Point, ...]
    promised: tuple[tuple[float, float], ...]
    band: tuple[tuple[float, float], ...]
    aim: Decimal | None
    corrected: frozenset[date]
    open: frozenset[date]

    @property
    def values(self) -> list[float]:
        paths = [value for _, value in (*self.promised, *self.band)]
        aim = [float(self.aim)] if self.aim is not None else []
        return [*(float(point.value) for point in self.walked), *paths, *aim]


def draw(shown: Commitment) -> tuple[Drawing, Drawing] | None:
    """The wide and the slim drawing; ``None`` for states, and where there is nothing to draw yet."""
    series = _series(shown)
    return (_drawing(series, WIDE), _drawing(series, SLIM)) if series else None


def _series(shown: Commitment) -> Series | None:
    promise = shown.row.promise
    walked = tuple(_walked(shown))
    if promise.aggregate == Aggregate.STATE or promise.value is None or not walked:
        return None
    path = tuple(_promised(shown, walked))
    return Series(
        first=min([_end(walked[0].end), *(year for year, _ in path)]),
        last=_end(promise.due),
        walked=walked,
        promised=path,
        band=tuple(_band(shown, walked)),
        aim=None if promise.aggregate in (Aggregate.GROWTH, Aggregate.CHANGE) else promise.value,
        corrected=frozenset(figure.end for figure in shown.figures if figure.counts and figure.corrects),
        open=frozenset(point.end for point in walked if not point.is_whole_year and _is_flow(shown)),
    )


def _is_flow(shown: Commitment) -> bool:
    return shown.row.nature == Nature.FLOW


def _adds_up(shown: Commitment) -> bool:
    return shown.row.promise.aggregate == Aggregate.SUM


def _walked(shown: Commitment) -> Iterable[Point]:
    """One point a year, from the year before the window or the first of the term; sums pile up from the start."""
    promise = shown.row.promise
    start = promise.start if _adds_up(shown) else date(min(promise.start.year - 1, shown.row.mandate.first_year), 1, 1)
    inside = [point for point in shown.row.points if start <= point.end <= promise.due and not point.is_longer]
    yearly = list({point.end.year: point for point in inside}.values())
    if not _adds_up(shown):
        return yearly
    totals = accumulate(point.value for point in yearly)
    return [Point(point.start, point.end, total) for point, total in zip(yearly, totals, strict=True)]


def _begin(day: date) -> float:
    """The morning of a day as a number of years."""
    return day.year + (day - date(day.year, 1, 1)).days / _days_of(day.year)


def _end(day: date) -> float:
    """The evening of a day as a number of years: the end of 2024 is 2025."""
    return day.year + ((day - date(day.year, 1, 1)).days + 1) / _days_of(day.year)


def _days_of(year: int) -> int:
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


def _baseline(shown: Commitment, walked: tuple[Point, ...]) -> tuple[float, float] | None:
    promise = shown.row.promise
    base_year = promise.baseline_year or min(promise.start.year - 1, shown.row.mandate.first_year)
    known = next((point.value for point in walked if point.end.year == base_year), promise.baseline)
    return (base_year + 1.0, float(known)) if known is not None else None


def _promised(shown: Commitment, walked: tuple[Point, ...]) -> Iterable[tuple[float, float]]:
    promise = shown.row.promise
    due, value = _end(promise.due), float(promise.value or 0)
    if _adds_up(shown):
        return [(_begin(promise.start), 0.0), (due, value)]
    if promise.aggregate in (Aggregate.EVERY, Aggregate.MEAN):
        return [(_begin(promise.start), value), (due, value)]
    base = _baseline(shown, walked)
    if base is None:
        return []
    if promise.aggregate == Aggregate.CHANGE:
        return [base, (due, base[1] + value)]
    if promise.aggregate == Aggregate.GROWTH:
        steps = range(round(due - base[0]) + 1)
        return [(base[0] + step, base[1] * (1 + value / 100) ** step) for step in steps]
    return [base, (due, value)]


def _band(shown: Commitment, walked: tuple[Point, ...]) -> Iterable[tuple[float, float]]:
    """From the last finished figure to the ends of the projection at due."""
    projection, promise = shown.row.standing.projection, shown.row.promise
    finished = [point for point in walked if point.is_whole_year or not _is_flow(shown)]
    if promise.aggregate != Aggregate.LAST or not {"low", "high"} <= projection.keys() or not finished:
        return []
    last, due = finished[-1], _end(promise.due)
    if last.end >= promise.due:
        return []
    return [(_end(last.end), float(last.value)), (due, float(projection["high"])), (due, float(projection["low"]))]


def _drawing(series: Series, size: Size) -> Drawing:
    levels = _levels(series.values)
    bottom, top = levels[0], levels[-1]

    def x(year: float) -> float:
        share = (year - series.first) / ((series.last - series.first) or 1)
        return round(size.left + share * (size.width - size.left - size.right), 1)

    def y(value: float) -> float:
        share = (value - bottom) / ((top - bottom) or 1)
        return round(size.height - size.bottom - share * (size.height - size.top - size.bottom), 1)

    def path(points: Iterable[tuple[float, float]]) -> str:
        return " ".join(f"{x(year)},{y(value)}" for year, value in points)

    closed = [(_end(point.end), float(point.value)) for point in series.walked if point.end not in series.open]
    return Drawing(
        size=size,
        years=_ticks_of_years(series, x),
        levels=tuple(Tick(y(level), number(Decimal(repr(round(level, 6))))) for level in levels),
        promised=path(series.promised),
        walked=path(closed),
        band=path(series.band),
        aim=Tick(y(float(series.aim)), number(series.aim)) if series.aim is not None else None,
        dots=tuple(_dot(point, series, x, y) for point in series.walked),
    )


def _dot(point: Point, series: Series, x: Scale, y: Scale) -> Dot:
    return Dot(
        x=x(_end(point.end)),
        y=y(float(point.value)),
        text=number(point.value),
        open=point.end in series.open,
        ringed=point.end in series.corrected,
    )


def _ticks_of_years(series: Series, x: Scale) -> tuple[Tick, ...]:
    """At the end of each year, where its figure stands."""
    first, last = ceil(series.first - 0.001), floor(series.last + 0.001)
    return tuple(Tick(x(year), str(year - 1)) for year in range(first, last + 1))


def _levels(values: list[float]) -> list[float]:
    """Three to six round levels around the values; from zero where the values reach far down towards it."""
    low, high = min(values), max(values)
    if 0 < low < 0.6 * high:
        low = 0.0
    step = _round_step((high - low or abs(high) * 0.1 or 1) / 3)
    first = floor(low / step)
    last = -floor(-high / step)
    if last * step - high < 0.1 * step and last * step == high:
        last += 1
    return [place * step for place in range(first, max(last, first + 1) + 1)]


def _round_step(rough: float) -> float:
    magnitude = 10.0 ** floor(log10(rough))
    return next(factor * magnitude for factor in (1, 2, 2.5, 5, 10) if rough <= factor * magnitude)


def spark(row: Row, width: int = 72, height: int = 24) -> str:
    """The path walked so far as the points of a small polyline; "" for fewer than two figures.

    Finished years of a flow only: a part of a year would look like a fall.
    """
    finished = (one for one in row.points if one.is_whole_year or row.nature != Nature.FLOW)
    shown = {one.end.year: one for one in finished if one.end <= row.promise.due and not one.is_longer}
    found = [(_end(point.end), float(point.value)) for point in shown.values()]
    if len(found) < 2:
        return ""
    (first, _), (last, _) = found[0], found[-1]
    low, high = min(value for _, value in found), max(value for _, value in found)
    room = height - 6
    return " ".join(
        f"{3 + (year - first) / (last - first) * (width - 6):.1f},"
        f"{3 + room - (value - low) / ((high - low) or 1) * room:.1f}"
        for year, value in found
    )
