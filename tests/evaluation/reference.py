"""The slow, obvious judge: the design's domain page line by line, in plain Python with exact fractions.

It shares nothing with the SQL text but the classes of the door. Read it beside the page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, localcontext
from fractions import Fraction

from camket.evaluation import Observation, Target
from evaluation.reference_figures import apart, days, known, month_day, shown, stored


@dataclass(frozen=True)
class Row:
    """What is compared with the SQL text, to the last digit of the stored scale."""

    verdict: str
    attained: Decimal | None
    ratio: Decimal | None
    progress: Decimal | None
    expected: Decimal | None
    pace: Decimal | None
    days_ahead: int | None
    stale: bool


@dataclass(frozen=True)
class Yearly:
    """The value of one year: of a flow the sum of pieces that count no day twice, else the latest."""

    year: int
    value: Fraction
    start: date
    end: date
    days: int
    whole: bool


def judge(target: Target, observations: Iterable[Observation], on: date, as_of: datetime) -> Row:
    return Judge(target, list(observations), on, as_of).row()


def speaks_for_its_year(one: Observation) -> tuple[date, int, date]:
    """The latest; of those that end on one day the longest of at most a year, else the one that begins last."""
    length = days(one.start, one.end)
    return one.end, length if length <= 366 else 0, one.start


class Judge:
    def __init__(self, target: Target, observations: list[Observation], on: date, as_of: datetime) -> None:
        self.target, self.on = target, on
        self.is_over = on >= target.due
        self.horizon = min(on, target.due)
        self.known = known(observations, target, on, as_of)
        self.value = Fraction(target.value) if target.aggregate != "state" else self.position(target.state)
        self.upper = Fraction(target.upper) if target.upper is not None else self.value
        self.base_year = target.start.year - 1 if target.baseline_year is None else target.baseline_year
        self.before = self.yearly([k for k in self.known if k[0].end < target.start])
        self.inside = self.yearly([k for k in self.known if target.start <= k[0].end <= target.due])
        self.whole = [y for y in self.inside if y.whole]
        self.baseline = self.find_baseline()
        self.part = self.find_part()
        self.attained = self.find_attained()

    def position(self, state: str | None) -> Fraction:
        return Fraction(self.target.states.index(str(state)) + 1)

    # yearly values

    @property
    def adds_up(self) -> bool:
        return self.target.aggregate == "sum" or (self.target.nature == "flow" and self.target.aggregate != "state")

    def yearly(self, values: list[tuple[Observation, Fraction]]) -> list[Yearly]:
        years = sorted({one.end.year for one, _ in values})
        found = [self.year(year, [(o, v) for o, v in values if o.end.year == year]) for year in years]
        return [year for year in found if year is not None]

    def year(self, year: int, values: list[tuple[Observation, Fraction]]) -> Yearly | None:
        if not self.adds_up:
            one, value = max(values, key=lambda item: speaks_for_its_year(item[0]))
            return Yearly(year, value, one.start, one.end, days(one.start, one.end), True)
        within = [(o, v) for o, v in values if days(o.start, o.end) <= 366 and self.starts_well(o)]
        pieces = apart(within)
        if not pieces:
            return None
        covered = sum(days(o.start, o.end) for o, _ in pieces)
        whole = covered >= 365 or covered >= days(self.target.start, self.target.due)
        first, last = min(o.start for o, _ in pieces), max(o.end for o, _ in pieces)
        return Yearly(year, sum((v for _, v in pieces), Fraction(0)), first, last, covered, whole)

    def starts_well(self, one: Observation) -> bool:
        """What adds up must lie in the window wholly, or wholly before it."""
        return one.end < self.target.start or one.start >= self.target.start

    def find_baseline(self) -> Fraction | None:
        if self.target.baseline is not None:
            return Fraction(self.target.baseline)
        known = [y.value for y in self.before + self.inside + self.after() if y.whole and y.year == self.base_year]
        return max(known) if known else None

    def after(self) -> list[Yearly]:
        return self.yearly([k for k in self.known if k[0].end > self.target.due])

    # attained

    def find_part(self) -> Yearly | None:
        """The part of a year that a `last` of a flow may have to speak of: newer than any whole year."""
        parts = [y for y in self.inside if not y.whole]
        if self.target.aggregate != "last" or not parts:
            return None
        part = max(parts, key=lambda y: y.end)
        if any(y.end >= part.end for y in self.whole):
            return None
        return part if not self.is_over or self.part_reaches(part) or self.part_breaks(part) else None

    def part_reaches(self, part: Yearly) -> bool:
        return self.kind == "floor" and self.value > 0 and self.holds(part.value)

    def part_breaks(self, part: Yearly) -> bool:
        last_chance = self.is_over or part.year == self.target.due.year
        return self.kind == "ceiling" and self.upper >= 0 and last_chance and not self.holds(part.value)

    def find_attained(self) -> Fraction | None:
        if self.target.aggregate == "sum":
            pieces = self.sum_pieces()
            return sum((v for _, v in pieces), Fraction(0)) if pieces else None
        if self.part is not None:
            return self.part.value
        if not self.whole:
            return None
        last = max(self.whole, key=lambda y: y.end)
        match self.target.aggregate:
            case "last" | "state":
                return last.value
            case "every":
                return max(self.whole, key=lambda y: (self.badness(y.value), -y.year)).value
            case "mean":
                return stored(sum((y.value for y in self.whole), Fraction(0)) / len(self.whole))
        if self.baseline is None or last.year <= self.base_year:
            return None
        match self.target.aggregate:
            case "change":
                return last.value - self.baseline
            case "relative":
                base = self.baseline
                return stored((last.value - base) / abs(base) * 100) if base else None
            case "times":
                return stored(last.value / self.baseline) if self.baseline else None
            case _:
                return self.growth(last)

    def growth(self, last: Yearly) -> Fraction | None:
        if self.baseline is None or self.baseline <= 0 or last.value < 0:
            return None
        with localcontext() as context:
            context.prec = 60
            times = Decimal(last.value.numerator) / Decimal(last.value.denominator)
            times /= Decimal(self.baseline.numerator) / Decimal(self.baseline.denominator)
            root = times ** (Decimal(1) / (last.year - self.base_year)) if times else Decimal(0)
            return stored(Fraction((root - 1) * 100))

    def sum_pieces(self) -> list[tuple[Observation, Fraction]]:
        window = [(o, v) for o, v in self.known if o.start >= self.target.start and o.end <= self.target.due]
        return sorted(apart(window), key=lambda item: item[0].end)

    # comparator

    @property
    def kind(self) -> str:
        if self.target.comparator in ("ge", "gt") or self.target.aggregate == "state":
            return "floor"
        if self.target.comparator in ("le", "lt"):
            return "ceiling"
        return {"up": "floor", "down": "ceiling", "none": "band"}[self.target.direction]

    def holds(self, value: Fraction) -> bool:
        strict = self.target.comparator in ("gt", "lt")
        if self.kind == "floor":
            return value > self.value or (value == self.value and not strict)
        if self.kind == "ceiling":
            return value < self.upper or (value == self.upper and not strict)
        return self.value <= value <= self.upper

    def beyond(self, value: Fraction) -> bool:
        return (self.kind == "floor" and value > self.upper) or (self.kind == "ceiling" and value < self.value)

    def badness(self, value: Fraction) -> Fraction:
        if self.kind == "floor":
            return -value
        return value if self.kind == "ceiling" else max(self.value - value, value - self.upper)

    # the way

    @property
    def passed(self) -> Fraction:
        return Fraction(days(self.target.start, self.horizon), days(self.target.start, self.target.due))

    @property
    def share_of_year(self) -> Fraction:
        if self.part is None:
            return Fraction(1)
        by_season = self.season(self.part)
        return by_season or Fraction(self.part.days, days(date(self.part.year, 1, 1), date(self.part.year, 12, 31)))

    def season(self, part: Yearly) -> Fraction | None:
        """The share of the year before that had come by the same day, where that year tells it."""
        if part.days != days(part.start, part.end):
            return None
        wholes = [y.value for y in self.before + self.inside + self.after() if y.whole and y.year == part.year - 1]
        some = self.same_part(part)
        wholes = [value for value in wholes if some is not None and value >= some]
        return some / max(wholes) if some is not None and some > 0 and wholes else None

    def same_part(self, part: Yearly) -> Fraction | None:
        """The figure of the same part of the year before: stated, or of pieces without gap and overlap."""
        first, last = month_day(part.start), month_day(part.end)
        before = [(o, v) for o, v in self.known if o.start.year == o.end.year == part.year - 1]
        within = [(o, v) for o, v in before if month_day(o.start) >= first and month_day(o.end) <= last]
        stated = [v for o, v in within if (month_day(o.start), month_day(o.end)) == (first, last)]
        if stated:
            return max(stated)
        months = [month for o, _ in within for month in range(o.start.month, o.end.month + 1)]
        if not within or len(months) != len(set(months)):
            return None
        start, end = min(o.start for o, _ in within), max(o.end for o, _ in within)
        covers = sum(days(o.start, o.end) for o, _ in within) == days(start, end)
        is_same = (month_day(start), month_day(end)) == (first, last)
        return sum((v for _, v in within), Fraction(0)) if covers and is_same else None

    @property
    def measured(self) -> Fraction | None:
        """A part of a year, as the whole year that it would come to by the season, or else by the calendar."""
        if self.attained is None or self.part is None:
            return self.attained
        return stored(self.attained / self.share_of_year)

    @property
    def goal(self) -> Fraction:
        if self.kind == "ceiling":
            return self.upper
        above = self.kind == "band" and self.measured is not None and self.measured > self.upper
        return self.upper if above else self.value

    @property
    def origin(self) -> Fraction | None:
        of_change = {"change": Fraction(0), "relative": Fraction(0), "times": Fraction(1)}
        return {"last": self.baseline, **of_change}.get(self.target.aggregate)

    @property
    def has_way(self) -> bool:
        """Whether the origin lies on the wrong side of the value, and for a band the attained value still does."""
        if self.origin is None:
            return False
        if self.kind == "floor":
            return self.origin < self.value
        if self.kind == "ceiling":
            return self.origin > self.upper
        at = self.measured
        return at is not None and (
            (self.origin < self.value and at < self.value) or (self.origin > self.upper and at > self.upper)
        )

    @property
    def gathers(self) -> bool:
        """A sum that grows towards its value; any other sum with a floor or ceiling is an allowance that is used up."""
        strict = self.target.comparator in ("gt", "lt")
        return self.target.aggregate == "sum" and (
            (self.kind == "floor" and (self.value > 0 or (self.value == 0 and strict)))
            or (self.kind == "ceiling" and (self.upper < 0 or (self.upper == 0 and strict)))
        )

    def line(self) -> Fraction | None:
        if self.target.aggregate == "sum":
            return self.goal * self.passed
        if self.has_way:
            return self.origin + (self.goal - self.origin) * self.passed
        return None if self.target.aggregate == "last" and self.baseline is None else self.goal

    def pace(self) -> Fraction | None:
        if self.attained is None:
            return None
        if self.has_way:
            return (self.measured - self.origin) / ((self.goal - self.origin) * self.passed)
        if self.target.aggregate == "sum" and self.goal != 0:
            expected = self.goal * self.passed
            if self.gathers or self.kind == "band":
                return self.attained / expected
            used_up = self.attained > expected if self.kind == "ceiling" else self.attained < expected
            return expected / self.attained if used_up else Fraction(1)
        if self.holds(self.measured):
            return Fraction(1)
        return 1 - abs(self.measured - self.goal) / abs(self.goal) if self.goal else Fraction(0)

    # verdict

    def reached(self) -> bool:
        """The comparator holds. A part of a year can only show that a floor was reached."""
        if self.part is not None:
            return self.part_reaches(self.part)
        return self.attained is not None and self.holds(self.attained)

    def is_lost(self) -> bool:
        """The outcome can no longer change for the better."""
        if self.target.aggregate == "every":
            return any(not self.holds(y.value) and self.is_finished(y) for y in self.whole)
        if self.part is not None and self.part_breaks(self.part):
            return True
        if self.target.aggregate != "sum" or self.gathers or self.reached() or self.attained is None:
            return False
        over, under = self.attained > self.upper, self.attained < self.value
        return self.kind != "band" or (self.upper >= 0 and over) or (self.value <= 0 and under)

    def is_finished(self, year: Yearly) -> bool:
        return date(year.year, 12, 31) <= self.on or days(year.start, year.end) >= 365 or year.days >= 365

    def verdict(self) -> str:
        if self.attained is None:
            return "no_data"
        if self.is_lost() or (self.is_over and not self.reached()):
            return "missed"
        if self.is_over:
            return "exceeded" if self.beyond(self.attained) else "met"
        if self.reached() and (self.target.aggregate in ("last", "state") or self.gathers):
            return "achieved"
        pace = stored(self.pace())
        if pace >= Fraction(self.target.on_track):
            return "on_track"
        return "at_risk" if pace >= Fraction(self.target.at_risk) else "off_track"

    def days_ahead(self) -> int | None:
        """From the day on which the value was reached and kept to the due day."""
        if not self.reached() or not (self.target.aggregate in ("last", "state") or self.gathers):
            return None
        return (self.target.due - self.reached_on()).days

    def reached_on(self) -> date:
        if self.part is not None:
            return self.part.end
        if self.target.aggregate == "sum":
            total = Fraction(0)
            for one, value in self.sum_pieces():
                total += value
                if self.holds(total):
                    return one.end
        kept = []
        for year in sorted(self.whole, key=lambda y: y.end):
            kept = [*kept, year.end] if self.holds(year.value) else []
        return kept[0]

    def is_stale(self) -> bool:
        newest = max((self.newest(o) for o, _ in self.known if self.newest(o)), default=self.target.start)
        age = (self.on - newest).days
        return newest < self.target.due and age > self.target.cycle_days + self.target.grace_days

    def newest(self, one: Observation) -> date | None:
        return one.end if not self.adds_up or self.counts_as_reported(one) else None

    def counts_as_reported(self, one: Observation) -> bool:
        short = self.target.aggregate == "sum" or days(one.start, one.end) <= 366
        return short and self.starts_well(one)

    def row(self) -> Row:
        attained, line, origin = self.attained, self.line(), self.origin
        share = self.share_of_year
        ratio = (
            attained / self.value if attained is not None and self.value and self.target.aggregate != "state" else None
        )
        progress = ratio if self.target.aggregate == "sum" else None
        if self.measured is not None and origin is not None and self.goal != origin:
            progress = (self.measured - origin) / (self.goal - origin)
        return Row(
            verdict=self.verdict(),
            attained=shown(attained),
            ratio=shown(ratio),
            progress=shown(progress),
            expected=shown(None if line is None else line * share),
            pace=shown(self.pace()),
            days_ahead=self.days_ahead(),
            stale=self.is_stale(),
        )
