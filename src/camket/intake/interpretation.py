"""From what a sentence says to what it means here: a promise over a window, or a figure over a period.

No writing; raises :class:`Unclear` with the question that a person must answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from camket.foundation.errors import CamketError
from camket.foundation.fields import MOST
from camket.intake.enums import Question, Role
from camket.intake.models import Statement
from camket.measures.folding import fold, name_key
from camket.measures.periods import Period
from camket.measures.units import UnitError, convert, scale
from camket.observations.enums import Stage
from camket.targets import naming
from camket.targets.actions import Promise

if TYPE_CHECKING:
    from camket.records.models import Document
    from camket.resolutions.models import Term


_AGGREGATES = {"every_year": "every", "keep": "every", "average": "mean"}
_YEARLY = re.compile(r"\b(moi nam|hang nam|cac nam|nam nao|nhiem ky|giai doan)\b|/ ?nam")
_PER_YEAR = "/năm"
_CONGRESS_TERM = 5
# "Đạt 210 tỷ đồng vào năm 2025" names the day that counts; the way there begins with the term.
_AT_THE_END = frozenset({"last", "state", "change"})
_WHOLE_YEAR = re.compile(r"\bca nam\b")
_PLACES = Decimal("0.000001")
_LARGER = ("tỷ đồng", "triệu đồng")


class Unclear(CamketError):
    """A statement that a person must look at before it can become a target or a figure."""

    def __init__(self, question: Question) -> None:
        super().__init__(f"{question.label}.", f"{question.name.replace('_', ' ').capitalize()}: a person must decide.")
        self.question = question


@dataclass(frozen=True)
class Figure:
    """A value in the indicator's unit over a period."""

    period: Period
    stage: Stage
    value: Decimal | None = None
    denominator: Decimal | None = None
    state: str = ""


def wording(statement: Statement) -> str:
    """The words by which the statement's indicator is remembered."""
    if not statement.state_name:
        return statement.indicator_name
    area = statement.document.area.name
    subject = statement.indicator_name
    own = name_key(subject) in name_key(area) or set(name_key(subject).split()) <= set(name_key(area).split())
    return naming.state_key("" if own else subject, statement.state_name)


def aggregate_of(statement: Statement) -> str:
    """The domain's aggregate for a statement's own word."""
    found = _AGGREGATES.get(statement.aggregate, statement.aggregate)
    sentence = statement.document.text[statement.sentence_start : statement.sentence_end]
    if found == "mean" and not _YEARLY.search(fold(sentence)):
        return "last"  # a mean over villages or heads, not over years
    if found == "growth" and naming.says("rate", statement.indicator_name):
        return "mean"
    if found == "growth" and _is_fall_of_a_rate(statement):
        return "change"
    return found


def _is_fall_of_a_rate(statement: Statement) -> bool:
    """ "Tỷ lệ hộ nghèo giảm 1,5%/năm" speaks of points, not of a relative fall."""
    return statement.value is not None and statement.value < 0 and naming.says("ratio", statement.indicator_name)


def only_compares(statement: Statement) -> bool:
    """Does it tell no level, but by how much something rose or fell? That is a promise, or nothing to be recorded."""
    return statement.role != Role.TARGET and aggregate_of(statement) in {"growth", "change"}


def unit_of(statement: Statement) -> str:
    """The unit of the value itself: "hợp tác xã/năm" promises so many co-operatives each year."""
    if aggregate_of(statement) in {"every", "mean", "growth", "change"} and statement.unit.count("/") == 1:
        return statement.unit.removesuffix(_PER_YEAR)
    return statement.unit


def indicator_unit(statement: Statement) -> str:
    """The unit that a new indicator gets; unknown where the statement speaks of a rate of change."""
    return "" if aggregate_of(statement) in {"growth", "change", "state"} else unit_of(statement)


def window(statement: Statement, term: Term) -> Period:
    """The days that count for a target.

    Congress terms overlap in one year (2015–2020, 2020–2025): its figures close the earlier term, as in five-year
    plans, so a term's own window begins on 1 January of the year after its first.
    """
    last = statement.last_year or term.last_year
    first = statement.first_year or term.first_year
    if first == last and aggregate_of(statement) in _AT_THE_END:
        first = term.first_year
    return Period(date(min(_first_of_own(first, term.last_year), last), 1, 1), date(last, 12, 31))


def _first_of_own(first: int, last: int) -> int:
    """The first year whose figures are the term's own, where the years are those of a congress term."""
    return first + 1 if last - first == _CONGRESS_TERM else first


def promise(statement: Statement, term: Term) -> Promise:
    aggregate = aggregate_of(statement)
    days = window(statement, term)
    if aggregate == "state":
        return Promise(aggregate, "ge", days.start, days.end, state=statement.state_name)
    if not statement.unit:
        raise Unclear(Question.NO_UNIT)
    value, upper, comparator = _signed(statement, aggregate, days)
    _kept(value, upper)
    return Promise(aggregate, comparator, days.start, days.end, value, upper, unit_of(statement))


def _signed(statement: Statement, aggregate: str, days: Period) -> tuple[Decimal, Decimal | None, str]:
    """Value, upper and comparator; a yearly fall of a rate becomes the change over the whole window."""
    value, upper, comparator = statement.value or Decimal(0), statement.upper, statement.comparator
    if aggregate == "change" and value < 0 and statement.aggregate == "growth":
        least = upper if upper is not None else value
        return least * (days.end.year - days.start.year + 1), None, "lt" if comparator == "lt" else "le"
    return value, upper, comparator


def figure(statement: Statement, unit: str) -> Figure:
    """What a result or a yearly plan figure records of an indicator that is measured in that unit."""
    days = period(statement, statement.document)
    stage = Stage.PLAN if statement.role == Role.PLAN else Stage(statement.stage or Stage.FINAL)
    if statement.aggregate == "state":
        return Figure(days, stage, state=statement.state_name)
    if only_compares(statement):
        raise Unclear(Question.COMPARISON)
    if not statement.unit:
        raise Unclear(Question.NO_UNIT)
    value = in_unit(statement, unit)
    _kept(value, statement.denominator)
    return Figure(days, stage, value, statement.denominator)


def _kept(*values: Decimal | None) -> None:
    """Money that is written out in dong may be more than can be compared."""
    if any(value is not None and abs(value) > MOST for value in values):
        raise Unclear(Question.TOO_LARGE)


def in_larger_unit(statement: Statement) -> dict[str, Any]:
    """Money that is too much in its unit, in billions of dong, or in millions where that would cut something off; by
    the names of the statement's fields. Nothing where it is no money."""
    own, names = statement.unit, ("value", "upper", "denominator")
    if scale(own)[0] != scale(_LARGER[0])[0]:
        return {}
    for unit in _LARGER:
        told = {name: value for name in names if (value := getattr(statement, name)) is not None}
        moved = {name: convert(value, own, unit) for name, value in told.items()}
        if all(value == value.quantize(_PLACES) and abs(value) <= MOST for value in moved.values()):
            return {"unit": unit, **{name: value.normalize() for name, value in moved.items()}}
    return {}


def in_unit(statement: Statement, unit: str) -> Decimal:
    """The statement's value in the indicator's unit; "16/22" becomes a percentage where that is the unit."""
    value, own = statement.value or Decimal(0), unit_of(statement)
    if unit == "%" and own != "%" and statement.denominator:
        return (value * 100 / statement.denominator).quantize(_PLACES)
    if not unit or own == unit:
        return value
    try:
        return convert(value, own, unit).quantize(_PLACES)
    except UnitError as error:
        raise Unclear(Question.UNIT) from error


def period(statement: Statement, document: Document) -> Period:
    """The period of a figure: as its sentence says, else as its document does."""
    first, last = statement.first_year, statement.last_year or document.year
    if last is None:
        raise Unclear(Question.NO_PERIOD)
    if statement.part:
        return part_of_year(last, statement.part)
    if first and first < last:
        return Period(date(_first_of_own(first, last), 1, 1), date(last, 12, 31))
    if document.months and last == document.year and _tells_a_part(statement, document):
        return Period.months(last, document.months)
    return Period.year(last)


PARTS_OF_MONTHS = {6: "H1", 3: "Q1", **{months: f"{months}M" for months in (5, 7, 8, 9, 10, 11)}}
"""How the months of a report since January are called as a part of the year, where that part has a name."""


def implied_part(statement: Statement) -> str:
    """The part of the year that a statement speaks of; where it names none, that of its report. A person who edits it
    sees that part, and "the whole year" means so from then on."""
    document = statement.document
    first, last = statement.first_year, statement.last_year or document.year
    is_of_report = last is not None and last == document.year and not (first and first < last)
    if statement.part or statement.edited or not is_of_report or not _tells_a_part(statement, document):
        return statement.part
    return PARTS_OF_MONTHS.get(document.months or 12, "")


def _tells_a_part(statement: Statement, document: Document) -> bool:
    """Results of a nine-month report are those of nine months, unless the sentence or a person says the whole year."""
    if statement.edited and document.months in PARTS_OF_MONTHS:
        return False
    before = document.text[statement.sentence_start : statement.start]
    return statement.role == Role.RESULT and (document.months or 12) < 12 and not _WHOLE_YEAR.search(fold(before))


def part_of_year(year: int, part: str) -> Period:
    """ "H1", "Q1".."Q4", "M01".."M12" (a month), "5M".."11M" (from January)."""
    if part == "H1":
        return Period.half(year, 1)
    if part.startswith("Q"):
        return Period.quarter(year, int(part[1:]))
    if part.startswith("M"):
        return Period.month(year, int(part[1:]))
    return Period.months(year, int(part.removesuffix("M")))
