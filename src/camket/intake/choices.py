"""When a name is nearly known: which indicators may be meant, what each last stood at, and which it probably is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from camket.intake import interpretation, queries
from camket.intake.enums import Question, Role
from camket.intake.interpretation import wording
from camket.measures.units import scale
from camket.observations import queries as observations
from camket.targets import queries as targets

if TYPE_CHECKING:
    from camket.intake.models import Statement
    from camket.observations.models import Observation
    from camket.targets.models import Indicator, Target

_ABOUT_INDICATORS = frozenset({Question.SAME, Question.SECOND_TARGET, Question.UNIT})


@dataclass(frozen=True)
class Choice:
    """An indicator that a statement may mean, with its newest figure.

    ``fits`` says that nothing speaks against it: its unit of measure can be that of the statement, and the document
    has not given it another value for the same time. ``preferred`` is at most one of a statement's choices.
    """

    indicator: Indicator
    latest: Observation | None = None
    fits: bool = True
    preferred: bool = False


def choices(statements: Sequence[Statement]) -> dict[int, tuple[Choice, ...]]:
    """For the statements of one document that ask about indicators: those that may be meant, the likeliest first.

    Five SQL statements, none where nothing is asked.
    """
    asking = [s for s in statements if s.question in _ABOUT_INDICATORS]
    if not asking:
        return {}
    document = asking[0].document
    alike = targets.alike(document.area_id, [wording(s) for s in asking])
    found = {indicator.pk: indicator for some in alike.values() for indicator in some}
    figures = sorted(observations.results(document.area_id, found), key=lambda one: (one.end, one.recorded_at))
    latest = {}
    for one in figures:
        one.indicator = found[one.indicator_id]
        latest[one.indicator_id] = one
    known = _Known(document.pk, found)
    return {s.pk: _ranked(s, alike[wording(s)], latest, known) for s in asking}


def _ranked(
    statement: Statement, alike: Sequence[Indicator], latest: dict[int, Observation], known: _Known
) -> tuple[Choice, ...]:
    found = [Choice(one, latest.get(one.pk), fits=_fits(statement, one, known)) for one in alike]
    found.sort(key=lambda choice: not choice.fits)
    if found and found[0].fits:
        found[0] = replace(found[0], preferred=True)
    return tuple(found)


def _fits(statement: Statement, indicator: Indicator, known: _Known) -> bool:
    return _same_base(statement, indicator) and not known.otherwise(statement, indicator)


def _same_base(statement: Statement, indicator: Indicator) -> bool:
    """May the statement's unit be the indicator's? What is not known does not speak against it."""
    unit = interpretation.indicator_unit(statement)
    if not unit or not indicator.unit or (indicator.unit == "%" and statement.denominator):
        return True
    return scale(unit)[0] == scale(indicator.unit)[0]


class _Known:
    """What a document has already been taken to say of indicators."""

    def __init__(self, document_id: int, indicators: Collection[int]) -> None:
        self.targets = targets.promised_in(document_id, indicators)
        self.figures = queries.figures_of(document_id, indicators)

    def otherwise(self, statement: Statement, indicator: Indicator) -> bool:
        """Has the document given that indicator another value for the same time?"""
        if statement.role == Role.TARGET:
            promised = [one for one in self.targets if one.indicator_id == indicator.pk]
            return any(_promises_otherwise(statement, one) for one in promised)
        said = [one for one in self.figures if one.observation and one.observation.indicator_id == indicator.pk]
        return any(_when(one) == _when(statement) and one.value != statement.value for one in said)


def _promises_otherwise(statement: Statement, target: Target) -> bool:
    days = interpretation.window(statement, target.resolution.term)
    if statement.place_id and statement.place_id != target.area_id:
        return False
    same = (target.aggregate, target.due) == (interpretation.aggregate_of(statement), days.end)
    return same and (target.value, target.upper) != (statement.value, statement.upper)


def _when(statement: Statement) -> tuple[object, ...]:
    years = statement.first_year, statement.last_year, statement.part
    return statement.place_id, statement.role, *years, statement.stage
