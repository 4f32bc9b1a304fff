"""What is known of the figures that an office owes: the last ones, what others have told, and what is promised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from camket.foundation.names import in_language, running
from camket.measures.periods import Period
from camket.measures.units import normalise
from camket.observations.enums import Origin, Stage
from camket.observations.rounds.doubts import Facts, There, alike, facts, figure
from camket.observations.rounds.models import Answer, Duty, Round
from camket.targets import queries as targets
from camket.targets.enums import Aggregate, Nature

if TYPE_CHECKING:
    from camket.observations.models import Observation
    from camket.targets.models import Target

_BEST = {Stage.FINAL: 2, Stage.PROVISIONAL: 1, Stage.ESTIMATE: 0}
_PLAIN = frozenset({Aggregate.LAST, Aggregate.EVERY, Aggregate.MEAN, Aggregate.SUM})
Series = tuple[int, int]


@dataclass(frozen=True)
class Known:
    """A figure that counts for its period; ``key`` is that of its observation, ``by`` who told it, where that is
    looked up."""

    period: Period
    value: Decimal | None
    state: str
    denominator: Decimal | None = None
    stage: str = Stage.FINAL
    key: int = 0
    by: str = ""

    def said(self, unit: str) -> str:
        """The state, or the value with its unit."""
        return self.state if self.value is None else figure(self.value, unit)


@dataclass(frozen=True)
class Line:
    """A due figure with all that helps to answer it. ``there`` is what others have told of the very period; ``others``
    are answers typed on older ones, kept beside it."""

    duty: Duty
    period: Period
    facts: Facts
    there: Known | None = None
    last: Known | None = None
    year_before: Known | None = None
    target: Target | None = None
    others: tuple[Answer, ...] = field(default=())

    @property
    def same(self) -> Known | None:
        """What one press answers with: what is known of the period, else the last figure, where it can be said to be
        unchanged. What came about in a span says nothing of a span of another length."""
        if self.there or not self.last:
            return self.there
        spans = self.duty.indicator.nature == Nature.FLOW
        return None if spans and not alike(self.last.period, self.period) else self.last

    @property
    def already(self) -> str:
        """What is known of the period, and from whom; empty where nothing is."""
        there = self.there
        if there is None:
            return ""
        told = {"value": there.said(self.duty.indicator.unit), "by": there.by}
        if there.stage == Stage.FINAL:
            return _("Đã có: %(value)s, theo %(by)s") % told
        return _("Đã có: %(value)s (%(stage)s), theo %(by)s") % {**told, "stage": running(_(Stage(there.stage).label))}


def lines(held: Round, owed: Iterable[Duty]) -> list[Line]:
    """Each due figure with what is known. Three SQL statements for any number, and one more where others have told
    figures of the very period."""
    given = list(owed)
    period = Period(held.start, held.end)
    series = {(duty.indicator_id, duty.area_id) for duty in given}
    known, promised = _known(series, held), _promised(series, held.end)
    there = _there(known, period)
    aside = _aside([duty.pk for duty in given])
    return [
        _line(duty, period, known[key], there.get(key), promised.get(key), aside[duty.pk])
        for duty in given
        if (key := _key(duty))
    ]


def _key(duty: Duty) -> Series:
    return duty.indicator_id, duty.area_id


def _line(
    duty: Duty,
    period: Period,
    known: list[Known],
    there: Known | None,
    target: Target | None,
    others: list[Answer],
) -> Line:
    before = [one for one in known if one.period.end < period.end]
    values = [(one.period, one.value) for one in before if one.value is not None]
    measured, aim = duty.indicator, _aim(target, duty.indicator.unit)
    return Line(
        duty=duty,
        period=period,
        facts=facts(period, measured.unit, measured.nature, values, aim=aim, there=_final(there, duty)),
        there=there,
        last=before[0] if before else None,
        year_before=next((one for one in before if one.period == _year_before(period)), None),
        target=target,
        others=tuple(one for one in others if duty.current_id is None or one.pk > _basis(duty)),
    )


def _aim(target: Target | None, unit: str) -> Decimal | None:
    """A promised amount, in the unit of the figure; none where a growth or a change is promised."""
    if target is None or target.value is None or target.aggregate not in _PLAIN:
        return None
    same = normalise(target.unit) == normalise(unit)
    return max(target.value, target.upper or target.value, key=abs) if same else None


def _final(there: Known | None, duty: Duty) -> There | None:
    if there is None or there.stage != Stage.FINAL:
        return None
    return There(there.value, there.state, there.said(duty.indicator.unit), there.by)


def _basis(duty: Duty) -> int:
    """What was typed beside an answer is shown until that office sends."""
    return duty.submitted_id or 0


def _year_before(period: Period) -> Period:
    years = period.end.year - period.start.year + 1
    return Period(_back(period.start, years), _back(period.end, years))


def _back(day: date, years: int) -> date:
    last_of_february = (day.month, day.day) in ((2, 28), (2, 29))
    year = day.year - years
    if not last_of_february:
        return day.replace(year=year)
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return date(year, 2, 29 if leap else 28)


def _known(series: Collection[Series], held: Round) -> Mapping[Series, list[Known]]:
    """The figures that count for each period, the newest first, without those that the round itself brought. One SQL
    statement."""
    from camket.observations.models import Observation

    found = Observation.objects.filter(
        withdrawn_at=None, indicator__in={one for one, _ in series}, area__in={area for _, area in series}
    ).exclude(stage=Stage.PLAN)
    found = found.exclude(answer__in=Answer.objects.filter(duty__round=held).values("pk"))
    rows = found.order_by().values_list(
        "indicator_id", "area_id", "start", "end", "value", "state", "denominator", "stage", "recorded_at", "pk"
    )
    best: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for indicator, area, start, end, value, state, denominator, stage, at, pk in rows:
        rank = (_BEST[Stage(stage)], at, pk, value, state, denominator, stage)
        slot = (indicator, area, start, end)
        best[slot] = max(best.get(slot, rank), rank, key=lambda one: one[:3])
    by_series: dict[Series, list[Known]] = defaultdict(list)
    for (indicator, area, start, end), (_rank, _at, key, value, state, denominator, stage) in best.items():
        by_series[indicator, area].append(Known(Period(start, end), value, state, denominator, stage, key))
    for some in by_series.values():
        some.sort(key=lambda one: (one.period.end, one.period.start), reverse=True)
    return by_series


def _there(known: Mapping[Series, list[Known]], period: Period) -> dict[Series, Known]:
    """What is known of the very period, with who told it. One SQL statement, or none."""
    found = {series: one for series, some in known.items() for one in some if one.period == period}
    told = _tellers({one.key for one in found.values()})
    return {series: replace(one, by=told[one.key]) for series, one in found.items()}


def _tellers(keys: Collection[int]) -> dict[int, str]:
    """Who told each figure, to stand behind "theo": "báo cáo số 05/BC-UBND"."""
    from camket.observations.models import Observation

    if not keys:
        return {}
    found = Observation.objects.filter(pk__in=keys).select_related("passage__document", "answer__duty__office")
    light = found.defer("passage__document__text", "passage__document__layout", "passage__document__warnings")
    return {one.pk: _teller(one) for one in light}


def _teller(told: Observation) -> str:
    if told.answer:
        return in_language(*told_by(told.answer))
    if told.passage is None:
        return running(_(Origin(told.origin).label))
    document = told.passage.document
    if document.symbol_line:
        names = {"kind": running(_(str(document.get_kind_display()))), "number": document.symbol_line}
        return _("%(kind)s số %(number)s") % names
    return f"“{in_language(document.title, document.title_en)}”"


def _promised(series: Collection[Series], end: date) -> dict[Series, Target]:
    """What is promised of each series for a day: of several, the nearest due. One SQL statement."""
    found = [one for one in targets.resting_on(series) if one.start <= end <= one.due]
    found.sort(key=lambda one: (one.due, one.pk), reverse=True)
    return {(one.indicator_id, one.area_id): one for one in found}


def _aside(duties: Collection[int]) -> Mapping[int, list[Answer]]:
    by_duty: dict[int, list[Answer]] = defaultdict(list)
    for answer in Answer.objects.filter(duty__in=duties, aside=True).order_by("-pk"):
        by_duty[answer.duty_id].append(answer)
    return by_duty


def told_by(answer: Answer) -> tuple[str, str]:
    """Who told an answer, in both languages."""
    office = answer.duty.office
    vi, en = f"báo cáo của {office.name}", f"report of {office.name_en or office.name}"
    if answer.sheet:
        return f"{vi} bằng biểu Excel", f"{en} in an Excel form"
    return (f"{vi} qua đường dẫn", f"{en} by link") if answer.link_id else (vi, en)
