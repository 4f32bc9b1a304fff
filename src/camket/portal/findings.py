"""What a chart shows, in one line: its title."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from camket.measures.periods import Period
from camket.portal.wording import amount, language, promised, sentence_case, years
from camket.reviews.queries import Row
from camket.targets.enums import Aggregate, Comparator, Direction

_ABOVE_FLOOR = gettext_noop("{name} {period} vượt đích {gap}")
_BELOW_FLOOR = gettext_noop("{name} {period} còn thiếu {gap} so với đích")
_BELOW_CEILING = gettext_noop("{name} {period} thấp hơn đích {gap}")
_ABOVE_CEILING = gettext_noop("{name} {period} còn cao hơn đích {gap}")
_AT = gettext_noop("{name} {period} vừa đúng đích")
_NOTHING = gettext_noop("{name}: chưa có số liệu để so với đích {promised}")
_HELD = gettext_noop("{name}: {good}/{all} năm có số liệu giữ được đích")
_FASTER = gettext_noop("{name} {period} tăng nhanh hơn đích {gap}")
_SLOWER = gettext_noop("{name} {period} tăng chậm hơn đích {gap}")


def is_ceiling(row: Row) -> bool:
    """Is less better? By the comparator, else by the indicator's direction."""
    comparator = row.promise.comparator
    if comparator in (Comparator.LE, Comparator.LT):
        return True
    return comparator not in (Comparator.GE, Comparator.GT) and row.direction == Direction.DOWN


def finding(row: Row) -> str:
    """The title of the chart of a row that has a promised value."""
    promise, attained = row.promise, row.standing.attained
    if attained is None:
        return _(_NOTHING).format(name=sentence_case(row.shown), promised=promised(row))
    if promise.aggregate == Aggregate.EVERY:
        return _held(row)
    gap = round(attained - (promise.value or Decimal(0)), 2)
    form = _(_form(row, gap))
    return form.format(name=sentence_case(row.shown), period=_period(row), gap=_gap(abs(gap), promise.unit))


def _form(row: Row, gap: Decimal) -> str:
    if not gap:
        return _AT
    if row.promise.aggregate == Aggregate.GROWTH and not is_ceiling(row):
        return _FASTER if gap > 0 else _SLOWER
    if is_ceiling(row):
        return _ABOVE_CEILING if gap > 0 else _BELOW_CEILING
    return _ABOVE_FLOOR if gap > 0 else _BELOW_FLOOR


def _held(row: Row) -> str:
    inside = [point for point in row.points if row.promise.start <= point.end <= row.promise.due]
    window = [point for point in inside if not point.is_longer]
    good = sum(_holds(row, point.value) for point in window)
    return _(_HELD).format(name=sentence_case(row.shown), good=good, all=len(window))


def _holds(row: Row, value: Decimal) -> bool:
    aim = row.promise.value or Decimal(0)
    strict = row.promise.comparator in (Comparator.GT, Comparator.LT)
    if value == aim:
        return not strict
    return (value < aim) == is_ceiling(row)


def _period(row: Row) -> str:
    end = row.standing.attained_end
    if end is None or row.promise.aggregate in (Aggregate.SUM, Aggregate.MEAN, Aggregate.GROWTH, Aggregate.CHANGE):
        span = years(row.promise)
        return _("giai đoạn {years}").format(years=span)
    newest = next((point for point in reversed(row.points) if point.end == end), None)
    named = Period(newest.start, newest.end).name(language()) if newest else str(end.year)
    return named if language() == "vi" else f"in {named}"


def _gap(gap: Decimal, unit: str) -> str:
    """A difference of percentages is in points."""
    if unit.startswith("%"):
        return amount(gap, "điểm %")
    return amount(gap, unit)
