"""The English sentence, from the same reasons."""

from datetime import date
from decimal import Decimal

from camket.evaluation.model import Aggregate, Reasons, Required, Stage, Standing, Verdict
from camket.evaluation.sentences.figures import (
    Shown,
    ends_month,
    ends_year,
    has_fallen,
    is_in_its_year,
    promises_none,
    stage_of,
    tells_ratio,
    tied,
    time_ahead,
    two_years,
)
from camket.measures.comparators import Comparator
from camket.measures.periods import Period, name_of_day

_UNITS = {
    "đồng": "dong",
    "nghìn đồng": "thousand dong",
    "triệu đồng": "million dong",
    "tỷ đồng": "billion dong",
    "nghìn tỷ đồng": "trillion dong",
    "triệu đồng/người": "million dong per person",
    "triệu đồng/người/năm": "million dong per person a year",
    "triệu đồng/ha": "million dong per ha",
    "điểm %": "percentage points",
    "hợp tác xã": "cooperatives",
    "đảng viên": "party members",
    "sản phẩm": "products",
    "hộ": "households",
    "hộ kinh doanh": "household businesses",
    "doanh nghiệp": "enterprises",
    "người": "people",
    "lao động": "workers",
    "xã": "communes",
    "thôn": "villages",
    "trường": "schools",
    "tấn": "tonnes",
    "vụ": "cases",
    "lượt": "visits",
    "nhà": "houses",
    "lần": "times",
    "%/năm": "% a year",
}
_ONE = {
    "percentage points": "percentage point",
    "people": "person",
    "times": "times",
    **{f"{word}s": word for word in ("cooperative", "party member", "product", "household")},
    **{f"{word}s": word for word in ("enterprise", "worker", "commune", "village", "school", "tonne", "case", "visit")},
    **{"household businesses": "household business", "houses": "house"},
}
_CLOSED = {
    Standing.EXCEEDED: "the target was exceeded",
    Standing.MET: "the target was met",
    Standing.ACHIEVED: "the target has been reached",
}
_OPEN = {
    Standing.ON_TRACK: "this is on track",
    Standing.AT_RISK: "the target is at risk",
    Standing.OFF_TRACK: "this is behind schedule",
}
_EXTREME = {"floor": "lowest", "ceiling": "highest", "band": "furthest from the target"}


def sentence(verdict: Verdict) -> str:
    """Without capital and full stop."""
    if verdict.attained is None:
        return _no_data(verdict.reasons)
    shown = Shown(verdict, "en", _unit)
    telling = {
        Aggregate.STATE: _state,
        Aggregate.GROWTH: _growth,
        Aggregate.CHANGE: _change,
        Aggregate.RELATIVE: _change,
        Aggregate.TIMES: _times,
        Aggregate.EVERY: _every,
    }.get(verdict.reasons.aggregate, _amount)
    return f"{telling(shown, verdict.attained)}; {_outcome(shown)}"


def _unit(unit: str, value: Decimal) -> str:
    """The English name of a Vietnamese unit, in the singular for one; a unit without a translation stays as it is."""
    named = _UNITS.get(unit, unit)
    return _ONE.get(named, named) if abs(value) == 1 else named


def _name(reasons: Reasons) -> str:
    return reasons.name_en or reasons.name_vi


# --- fact and comparison


def _amount(shown: Shown, attained: Decimal) -> str:
    reasons = shown.reasons
    verb = "fell to" if has_fallen(reasons, attained) else "came to"
    when = _when(reasons.attained_start, reasons.attained_end)
    stage = {Stage.ESTIMATE: " (estimate)", Stage.PROVISIONAL: " (provisional)"}.get(stage_of(shown.verdict), "")
    each = " a year on average" if reasons.aggregate == Aggregate.MEAN else ""
    return f"{_name(reasons)} {when} {verb} {shown.attained()}{each}{stage}, {_against(shown, attained)}"


def _against(shown: Shown, attained: Decimal) -> str:
    reasons = shown.reasons
    elapsed = _elapsed(shown)
    if tells_ratio(reasons, attained):
        over = "more than " if reasons.comparator == Comparator.GT else ""
        return f"{shown.ratio()} of the target of {over}{shown.amount(reasons.value)}{_of_window(reasons)}{elapsed}"
    return f"against a target{_of_window(reasons)} of {_goal(shown)}{elapsed}"


def _elapsed(shown: Shown) -> str:
    reasons = shown.reasons
    if not reasons.is_part_year or reasons.is_over:
        return ""
    if reasons.season_part is not None:
        return f" where the same part of {reasons.season_year} made up {shown.share_of_season()} of that year"
    if years := two_years(reasons):
        return f", with {shown.share_of_year()} of {years[0]} gone"
    return f" with {shown.share_of_year()} of the days of the year gone"


def _of_window(reasons: Reasons) -> str:
    if years := two_years(reasons):
        return f" for {years[1]}"
    if reasons.aggregate != Aggregate.SUM or reasons.attained_end == reasons.due:
        return ""
    return f" for {_window(reasons)}"


def _goal(shown: Shown) -> str:
    reasons = shown.reasons
    low = shown.amount(reasons.value)
    if promises_none(reasons):
        return low
    if reasons.upper is not None:
        return f"{low} to {shown.amount(reasons.upper)}"
    return {
        Comparator.GE: f"at least {low}",
        Comparator.GT: f"more than {low}",
        Comparator.LE: f"at most {low}",
        Comparator.LT: f"less than {low}",
    }.get(reasons.comparator, low)


def _every(shown: Shown, attained: Decimal) -> str:
    reasons = shown.reasons
    goal = f"against a yearly target of {_goal(shown)}"
    if reasons.years_observed == 1:
        in_its_year = is_in_its_year(reasons)
        when = _when(reasons.attained_start, reasons.attained_end) if in_its_year else f"in {reasons.worst_year}"
        return f"{_name(reasons)} {when} came to {shown.attained()}, {goal}"
    when = _when(reasons.attained_start, reasons.attained_end)
    return f"{_name(reasons)} {when} was {_EXTREME[reasons.kind]} in {reasons.worst_year} at {shown.attained()}, {goal}"


def _state(shown: Shown, attained: Decimal) -> str:
    reasons = shown.reasons
    day = reasons.attained_end or reasons.due
    fact = f"as to {_name(reasons)}, the result by {_deadline(day)} was “{reasons.attained_state}”"
    if attained == reasons.value:
        return f"{fact}, as promised"
    return f"{fact}, {'above' if attained > reasons.value else 'short of'} the target “{reasons.state}”"


def _growth(shown: Shown, attained: Decimal) -> str:
    reasons = shown.reasons
    first, last = reasons.baseline_year, reasons.last_year or reasons.baseline_year
    moved = f"{_moved(attained)} by {shown.with_unit(shown.growth(), '%')}" if attained else "did not change"
    if last - first == 1:
        fact = f"{_name(reasons)} {moved} in {last}"
    else:
        fact = f"{_name(reasons)} {moved}{' a year' if attained else ''} from {first} to {last}"
    return f"{fact}, against a target of {_movement(shown, '%/năm')}"


def _change(shown: Shown, attained: Decimal) -> str:
    reasons = shown.reasons
    unit = shown.unit_of_change()
    moved = f"{_moved(attained)} by {shown.with_unit(shown.change(), unit)}" if attained else "did not change"
    fact = f"{_name(reasons)} {moved} from {reasons.baseline_year} to {reasons.last_year}"
    return f"{fact}, against a target of {_movement(shown, unit)}"


def _moved(value: Decimal) -> str:
    return "rose" if value > 0 else "fell"


def _movement(shown: Shown, unit: str) -> str:
    reasons = shown.reasons
    if not reasons.value and reasons.upper is None:
        return {"floor": "no fall", "ceiling": "no rise", "band": "no change"}[reasons.kind]
    if reasons.upper is not None:
        return _range_of_movement(shown, unit, reasons.value, reasons.upper)
    size = shown.with_unit(abs(reasons.value), unit)
    comparator = reasons.comparator if reasons.value > 0 else reasons.comparator.mirrored
    way = "a rise of" if reasons.value > 0 else "a fall of"
    return {
        Comparator.GE: f"{way} at least {size}",
        Comparator.GT: f"{way} more than {size}",
        Comparator.LE: f"{way} at most {size}",
        Comparator.LT: f"{way} less than {size}",
    }.get(comparator, f"{way} {size}")


def _range_of_movement(shown: Shown, unit: str, low: Decimal, high: Decimal) -> str:
    if low < 0 < high:
        return f"between a fall of {shown.with_unit(-low, unit)} and a rise of {shown.with_unit(high, unit)}"
    smaller, larger = sorted((abs(low), abs(high)))
    way = "a rise" if low + high > 0 else "a fall"
    return f"{way} of {shown.number(smaller)} to {shown.with_unit(larger, unit)}"


def _times(shown: Shown, attained: Decimal) -> str:
    reasons = shown.reasons
    fact = f"{_name(reasons)} in {reasons.last_year} came to {shown.attained()} that of {reasons.baseline_year}"
    return f"{fact}, against a target of {_goal(shown)}"


# --- outcome


def _outcome(shown: Shown) -> str:
    verdict, reasons = shown.verdict, shown.reasons
    if verdict.verdict == Standing.MISSED:
        failed = f" in {reasons.failed_year}" if reasons.aggregate == Aggregate.EVERY and reasons.failed_year else ""
        return f"the target was missed{failed}{_gaps(reasons)}"
    if verdict.verdict in _CLOSED:
        return f"{_CLOSED[verdict.verdict]}{_ahead(verdict.days_ahead)}{_gaps(reasons)}"
    if verdict.required is not None:
        return _needed(shown, verdict.required)
    if reasons.aggregate == Aggregate.STATE:
        return f"it is due by {_deadline(reasons.due)}"
    return _OPEN[verdict.verdict]


def _ahead(days: int | None) -> str:
    ahead = time_ahead(days or 0)
    return f", {_plural(ahead[0], ahead[1])} ahead of time" if ahead else ""


def _plural(count: int | Decimal, word: str) -> str:
    return tied(str(count), word if count == 1 else f"{word}s")


def _gaps(reasons: Reasons) -> str:
    years = reasons.due.year - reasons.start.year + 1
    counts_years = reasons.aggregate in (Aggregate.EVERY, Aggregate.MEAN) and reasons.is_over
    if not counts_years or reasons.years_observed >= years:
        return ""
    return f" ({reasons.years_observed} of {years} years observed)"


def _needed(shown: Shown, required: Required) -> str:
    reasons, size = shown.reasons, shown.required(required)
    if required.kind == "mean":
        return _needed_mean(shown, required, size)
    direction = "it needs to rise by" if required.amount >= 0 else "it needs to fall by"
    if required.amount >= 0 and (reasons.aggregate == Aggregate.SUM or required.kind == "total"):
        direction = "it still takes"
    if required.kind == "total":
        return f"{direction} {size} by {_deadline(reasons.due)}"
    if required.years == 1:
        when = f"in {reasons.due.year}" if ends_year(reasons.due) else f"by {_deadline(reasons.due)}"
        return f"{direction} {size} {when}"
    return f"{direction} {size} a year until {_deadline(reasons.due)}"


def _needed_mean(shown: Shown, required: Required, size: str) -> str:
    at_most = "at most " if shown.reasons.kind == "ceiling" else ""
    if required.years == 1:
        return f"it takes {at_most}{size} in the year that is left"
    return f"it takes {at_most}{size} a year on average over the {required.years} years that are left"


# --- time


def _when(start: date | None, end: date | None) -> str:
    if start is None or end is None:
        return ""
    if start == end:
        return f"by {_deadline(end)}"
    name = Period(start, end).name("en")
    return f"from {name}" if " to " in name else f"in {name}"


def _deadline(day: date) -> str:
    if ends_year(day):
        return f"the end of {day.year}"
    month = name_of_day(day, "en").partition(" ")[2]
    return f"the end of {month}" if ends_month(day) else name_of_day(day, "en")


def _window(reasons: Reasons) -> str:
    return Period(reasons.start, reasons.due).name("en")


# --- nothing to judge


def _no_data(reasons: Reasons) -> str:
    name = _name(reasons)
    if reasons.part_value is not None and reasons.part_end is not None and reasons.last_value is None:
        newest = _deadline(reasons.part_end)
        return f"there are figures on {name} up to {newest}, but of no whole year {_in_window(reasons)}"
    if reasons.last_value is None:
        return f"there are no figures yet on {name} {_in_window(reasons)}"
    if reasons.baseline is None:
        return f"there are no figures on {name} of {reasons.baseline_year} to compare with"
    if reasons.last_year is not None and reasons.last_year <= reasons.baseline_year:
        return f"there are no figures yet on {name} after {reasons.baseline_year} to compare"
    return f"the growth of {name} since {reasons.baseline_year} cannot be told from the figures there are"


def _in_window(reasons: Reasons) -> str:
    name = _window(reasons)
    return f"from {name}" if " to " in name else f"in {name}"
