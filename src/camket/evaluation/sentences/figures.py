"""What both languages share: how many decimals are shown, which comparison is made, how far ahead of time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from camket.evaluation.model import Aggregate, Nature, Reasons, Required, Stage, Verdict
from camket.measures.comparators import Comparator
from camket.measures.decimals import Language, format_number

NBSP = "\N{NO-BREAK SPACE}"
PERCENT = "%"
PERCENTAGE_POINTS = "điểm %"
TIMES = "lần"
POINTS = (PERCENT, PERCENTAGE_POINTS, "điểm phần trăm")
_ONE_DECIMAL, _TWO_DECIMALS = 1, 2
_SIGNED = frozenset({Aggregate.GROWTH, Aggregate.CHANGE, Aggregate.RELATIVE})


def rounded(value: Decimal, places: int, unlike: Decimal | None = None) -> Decimal:
    """To ``places`` decimals, or as many more as it takes to differ from ``unlike`` where the exact values differ."""
    for more in range(places, 7):
        short = value.quantize(Decimal(1).scaleb(-more), ROUND_HALF_UP)
        if unlike is None or value == unlike or short != unlike:
            return short
    return value


def tied(number: str, unit: str) -> str:
    """The number with its unit: "93,6%", "200 tỷ đồng" with a no-break space."""
    return f"{number}{unit}" if unit.startswith(PERCENT) or not unit else f"{number}{NBSP}{unit}"


@dataclass(frozen=True)
class Shown:
    """The figures of one verdict, rounded and written in one language with ``name_unit`` for the unit of a value."""

    verdict: Verdict
    language: Language
    name_unit: Callable[[str, Decimal], str]

    @property
    def reasons(self) -> Reasons:
        return self.verdict.reasons

    def number(self, value: Decimal) -> str:
        return format_number(value, self.language)

    def amount(self, value: Decimal) -> str:
        """A value with the target's unit; a multiple is so many times, whatever is multiplied."""
        return self.with_unit(value, TIMES if self.reasons.aggregate == Aggregate.TIMES else self.reasons.unit)

    def with_unit(self, value: Decimal, unit: str) -> str:
        """A value with a unit of measure, named in Vietnamese."""
        return tied(self.number(value), self.name_unit(unit, value))

    def attained(self) -> str:
        """Observed values in full, computed ones to two decimals, or more where they would look like the value."""
        value = self.verdict.attained or Decimal(0)
        if self.reasons.aggregate in (Aggregate.MEAN, Aggregate.TIMES):
            value = rounded(value, _TWO_DECIMALS, self.reasons.value)
        return self.amount(value)

    def ratio(self) -> str:
        ratio = (self.verdict.ratio or Decimal(0)) * 100
        return tied(self.number(rounded(ratio, _ONE_DECIMAL, Decimal(100))), PERCENT)

    def unit_of_change(self) -> str:
        if self.reasons.aggregate == Aggregate.RELATIVE:
            return PERCENT
        return PERCENTAGE_POINTS if self.reasons.unit in POINTS else self.reasons.unit

    def change(self) -> Decimal:
        """The size of the attained change; one in percent is computed, and rounded as such."""
        value = self.verdict.attained or Decimal(0)
        if self.reasons.aggregate == Aggregate.RELATIVE:
            value = rounded(value, _TWO_DECIMALS, self.reasons.value)
        return abs(value)

    def growth(self) -> Decimal:
        """The size of the attained growth, to one decimal or as many as tell it from the value."""
        return abs(rounded(self.verdict.attained or Decimal(0), _ONE_DECIMAL, self.reasons.value))

    def share_of_season(self) -> str:
        """How much of the year before had come by the same day, where that is known."""
        whole = self.reasons.season_whole
        share = (self.reasons.season_part or Decimal(0)) / whole * 100 if whole else Decimal(0)
        return tied(self.number(rounded(share, _ONE_DECIMAL)), PERCENT)

    def share_of_year(self) -> str:
        share = Decimal(self.reasons.part_days or 0) / Decimal(self.reasons.part_of_days or 1) * 100
        return tied(self.number(rounded(share, _ONE_DECIMAL)), PERCENT)

    def required(self, required: Required) -> str:
        """The size of what is required with its unit, without sign; of counted things a whole number that suffices."""
        if required.kind == "growth":
            return self.with_unit(rounded(abs(required.amount), _ONE_DECIMAL), PERCENT)
        if required.kind == "points":
            return self.with_unit(rounded(abs(required.amount), _TWO_DECIMALS), PERCENTAGE_POINTS)
        return self.amount(self._sufficient(required))

    def _sufficient(self, required: Required) -> Decimal:
        size = abs(required.amount)
        counted = all(value == value.to_integral_value() for value in (self.reasons.value, self._basis()))
        if not counted:
            return rounded(size, _TWO_DECIMALS)
        at_most = required.kind == "mean" and self.reasons.kind == "ceiling"
        return size.to_integral_value(ROUND_FLOOR if at_most else ROUND_CEILING)

    def _basis(self) -> Decimal:
        """What was observed, to tell counted things from measured ones: the latest yearly value, not a mean."""
        return self.reasons.last_value or self.verdict.attained or Decimal(0)


def tells_ratio(reasons: Reasons, attained: Decimal) -> bool:
    """Whether "bằng 93,6% mục tiêu" makes sense: amounts to be reached, not percentages, ceilings or changes."""
    return (
        reasons.aggregate in (Aggregate.LAST, Aggregate.SUM, Aggregate.MEAN)
        and reasons.unit not in POINTS
        and reasons.kind != "ceiling"
        and reasons.upper is None
        and reasons.value > 0
        and attained >= 0
    )


def promises_none(reasons: Reasons) -> bool:
    """A ceiling of zero for what cannot be below it is told as the value itself: "0 vụ", not "không quá 0 vụ"."""
    is_least = reasons.nature not in (Nature.LEVEL, Nature.STATE) and reasons.aggregate not in _SIGNED
    return is_least and reasons.comparator == Comparator.LE and not reasons.value and reasons.upper is None


def has_fallen(reasons: Reasons, attained: Decimal) -> bool:
    """Whether "giảm còn" is true of a level that should fall."""
    falls = reasons.kind == "ceiling" and reasons.aggregate == Aggregate.LAST and not reasons.is_part_year
    return falls and reasons.nature != Nature.STATE and reasons.baseline is not None and attained < reasons.baseline


def two_years(reasons: Reasons) -> tuple[int, int] | None:
    """The year of a part of a year, and the other year that its target is for; none where both are one."""
    end = reasons.attained_end
    if not reasons.is_part_year or reasons.is_over or end is None or reasons.aggregate != Aggregate.LAST:
        return None
    return (end.year, reasons.due.year) if end.year != reasons.due.year else None


def is_in_its_year(reasons: Reasons) -> bool:
    """Whether the one yearly value that is known is of a year that was not over: "9 tháng năm 2026", not "năm 2026"."""
    end = reasons.attained_end
    return end is not None and end.year == reasons.worst_year and not ends_year(end)


def stage_of(verdict: Verdict) -> Stage:
    """The least sure stage among the figures of a latest value; other aggregates mix stages and tell none."""
    if verdict.reasons.aggregate != Aggregate.LAST:
        return Stage.FINAL
    used = {one.stage for one in verdict.evidence if one.end == verdict.reasons.attained_end}
    return next((stage for stage in (Stage.ESTIMATE, Stage.PROVISIONAL) if stage in used), Stage.FINAL)


def time_ahead(days: int) -> tuple[int, str] | None:
    """Days as a person says them: whole years where they fit, else months, else days; None at the due day itself."""
    years = round(days / 365.25)
    if years and abs(days - years * 365.25) <= 3:
        return years, "year"
    if days >= 45:
        return round(days / 30.44), "month"
    return (days, "day") if days > 0 else None


def ends_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def ends_year(day: date) -> bool:
    return (day.month, day.day) == (12, 31)
