"""A form filled: for each area, period and row the figure that counts, in the unit of the other system.

A figure that is missing stays empty and is listed; it is never zero. A conversion is exact, or refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal, Inexact, localcontext
from typing import TYPE_CHECKING, NamedTuple

from camket.areas import queries as areas
from camket.foundation.errors import CamketError
from camket.measures import units
from camket.measures.folding import name_key
from camket.measures.periods import Period
from camket.observations import queries as observations
from camket.observations.enums import Stage
from camket.reports import years
from camket.reports.exports.form import FIGURES, Content, Form, FormWrong, Problem, Row
from camket.reports.exports.periods import Asked
from camket.reports.years import Figure
from camket.targets import queries as targets

if TYPE_CHECKING:
    from camket.areas.models import Area
    from camket.observations.models import Observation
    from camket.targets.models import Indicator


class NoSuchArea(CamketError):
    def __init__(self, slug: str) -> None:
        known = ", ".join(sorted(area.slug for area in areas.within(None)))
        super().__init__(f"Không có địa bàn “{slug}”. Đang có: {known}.", f"No area “{slug}”. There are: {known}.")


Value = Decimal | str | None
_EXACT = 60
"""Digits that a conversion may need; one that needs more is refused."""


class Missing(NamedTuple):
    """A figure that the form asks for and nobody has told."""

    code: str
    name: str
    area: str
    period: str
    what: str


@dataclass(frozen=True)
class Filled:
    form: Form
    asked: tuple[Asked, ...]
    rows: tuple[tuple[Value, ...], ...]
    missing: tuple[Missing, ...]


class _Known(NamedTuple):
    """An area of the form; what is known of it for each row, and in which unit of ours, by the line of the row."""

    area: Area
    seen: Mapping[int, list[Observation]]
    units: Mapping[int, str]


def fill(form: Form, asked: Sequence[Asked], as_of: datetime, home: int, allowed: Collection[int] | None) -> Filled:
    """``home`` is the area that the form belongs to: its indicators are called as the form calls them. ``allowed`` are
    the areas whose figures may leave; all, where it is not given. Raises ``FormWrong``. A bounded number of SQL
    statements an area."""
    places = _areas(form, allowed)
    meant = _indicators(form, home)
    known = [_of_area(form, area, home, meant, as_of) for area in places]
    missing: list[Missing] = []
    rows = [
        _cells(form, row, one, period, missing) for one in known for period in asked for row in form.rows
    ]  # fmt: skip
    return Filled(form, tuple(asked), tuple(rows), tuple(missing))


def check(form: Form, home: int, allowed: Collection[int] | None) -> None:
    """Whether areas, indicators and units are known. Raises ``FormWrong`` with all that is not."""
    problems: list[Problem] = []
    for find in (lambda: _areas(form, allowed), lambda: _indicators(form, home)):
        try:
            find()
        except FormWrong as wrong:
            problems += wrong.problems
    if problems:
        raise FormWrong(problems)


def _areas(form: Form, allowed: Collection[int] | None) -> list[Area]:
    found, problems = [], []
    for slug in form.areas:
        area = areas.by_slug(slug)
        if area is None or (allowed is not None and area.pk not in allowed):
            problems.append(
                Problem(form.places[slug], f"không có địa bàn “{slug}”, hoặc bạn không phụ trách địa bàn đó.")
            )
        else:
            found.append(area)
    if problems:
        raise FormWrong(problems)
    return found


def _indicators(form: Form, home: int) -> dict[int, Indicator]:
    """By the line of the row."""
    names = [row.indicator for row in form.rows]
    called = targets.called(home, names)
    found = {row.line: called[key] for row in form.rows if (key := name_key(row.indicator)) in called}
    lost = [row for row in form.rows if row.line not in found]
    alike = targets.alike(home, [row.indicator for row in lost]) if lost else {}
    problems = [_lost(row, alike.get(row.indicator, ())) for row in lost]
    problems += [problem for row in form.rows if row.line in found for problem in _units(row, found[row.line])]
    if problems:
        raise FormWrong(problems)
    return found


def _lost(row: Row, alike: Sequence[Indicator]) -> Problem:
    if len(alike) > 1:
        return Problem(row.line, f"nhiều chỉ số cùng được gọi là “{row.indicator}”: ghi đúng tên ở mục Chỉ số.")
    hint = f" Có phải “{alike[0].name}”?" if alike else " Xem tên đúng ở mục Chỉ số."
    return Problem(row.line, f"không có chỉ số “{row.indicator}”.{hint}")


def _units(row: Row, indicator: Indicator) -> Iterator[Problem]:
    """A factor that contradicts the units, or is needed and not given."""
    if not row.unit or units.normalise(row.unit) == units.normalise(indicator.unit):
        ratio = Decimal(1)
    else:
        try:
            ratio = units.convert(Decimal(1), indicator.unit, row.unit)
        except units.UnitError:
            if row.factor is None:
                told = f"“{indicator.unit}” không tự đổi được sang “{row.unit}”: thêm “he_so”."
                yield Problem(row.line, told)
            return
    if row.unit and row.factor is not None and row.factor != ratio:
        told = f"“he_so” là {row.factor}, nhưng 1 {indicator.unit} = {ratio.normalize():f} {row.unit}."
        yield Problem(row.line, told)


def _of_area(form: Form, area: Area, home: int, meant: Mapping[int, Indicator], as_of: datetime) -> _Known:
    """What is known for each row: figures of the home's indicator, and of the area's own that is called and measured
    the same."""
    wanted = {line: {one.pk} for line, one in meant.items()}
    if area.pk != home:
        own = targets.called(area.pk, [row.indicator for row in form.rows])
        for row in form.rows:
            one = own.get(name_key(row.indicator))
            if one is not None and units.normalise(one.unit) == units.normalise(meant[row.line].unit):
                wanted[row.line].add(one.pk)
    seen: dict[int, list[Observation]] = {}
    for found in observations.known(area.pk, {pk for some in wanted.values() for pk in some}, as_of):
        seen.setdefault(found.indicator_id, []).append(found)
    by_row = {line: [found for pk in sorted(some) for found in seen.get(pk, ())] for line, some in wanted.items()}
    return _Known(area, by_row, {line: one.unit for line, one in meant.items()})


def _cells(form: Form, row: Row, known: _Known, asked: Asked, missing: list[Missing]) -> tuple[Value, ...]:
    seen = known.seen[row.line]
    figures = {Content.RESULT: _standing(seen, asked.period, False), Content.PLAN: _standing(seen, asked.period, True)}
    for column in form.columns:
        if column.content in FIGURES and figures[column.content] is None:
            told = (row.code, row.name, str(known.area), asked.period.name(), column.title)
            missing.append(Missing(*told))
    words = _words(form, row, known.area, asked, figures[Content.RESULT])
    return tuple(
        _converted(figures[column.content], row, known.units[row.line])
        if column.content in FIGURES
        else column.value
        if column.content == Content.FIXED
        else words[column.content]
        for column in form.columns
    )


def _standing(seen: Sequence[Observation], period: Period, plan: bool) -> Figure | None:
    """The surest and newest figure of exactly that period."""
    same = [
        row for row in seen if (row.stage == Stage.PLAN) is plan and (row.start, row.end) == (period.start, period.end)
    ]
    return years.surest(same)


def _words(form: Form, row: Row, area: Area, asked: Asked, result: Figure | None) -> dict[Content, str]:
    period = asked.period
    return {
        Content.CODE: row.code,
        Content.NAME: row.name,
        Content.UNIT: row.unit,
        Content.AREA: form.areas[area.slug],
        Content.AREA_NAME: str(area),
        Content.YEAR: str(period.start.year),
        Content.PERIOD: period.name(),
        Content.PERIOD_CODE: form.periods.get(asked.part, asked.part),
        Content.FIRST: f"{period.start:%d/%m/%Y}",
        Content.LAST: f"{period.end:%d/%m/%Y}",
        Content.STAGE: str(Stage(result.stage).label) if result else "",
    }


def _converted(figure: Figure | None, row: Row, own: str) -> Value:
    """In the unit of the form, to the last digit; rounded only where the form says so."""
    if figure is None or figure.value is None:
        return figure.state if figure else None
    with localcontext(prec=_EXACT) as context:
        context.traps[Inexact] = True
        try:
            value = figure.value * row.factor if row.factor else _by_units(figure.value, own, row.unit)
        except Inexact as error:
            told = f"đổi từ “{own}” sang “{row.unit}” không ra số chẵn: ghi “he_so”."
            raise FormWrong([Problem(row.line, told)]) from error
    return value if row.places is None else value.quantize(Decimal(1).scaleb(-row.places), ROUND_HALF_UP)


def _by_units(value: Decimal, own: str, theirs: str) -> Decimal:
    same = not theirs or units.normalise(own) == units.normalise(theirs)
    return value if same else units.convert(value, own, theirs)
