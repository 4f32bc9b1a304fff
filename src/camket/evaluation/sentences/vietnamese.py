"""The Vietnamese sentence. Names come as in running text and may begin with a noun or a verb."""

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

_TIME = {"year": "năm", "month": "tháng", "day": "ngày"}
_CLOSED = {Standing.EXCEEDED: "vượt mục tiêu", Standing.MET: "đạt mục tiêu", Standing.ACHIEVED: "đã đạt mục tiêu"}
_OPEN = {
    Standing.ON_TRACK: "đúng tiến độ",
    Standing.AT_RISK: "có nguy cơ không đạt mục tiêu",
    Standing.OFF_TRACK: "chậm so với tiến độ",
}
_EXTREME = {"floor": "thấp nhất", "ceiling": "cao nhất", "band": "xa mục tiêu nhất"}


def sentence(verdict: Verdict) -> str:
    """Without capital and full stop."""
    if verdict.attained is None:
        return _no_data(verdict.reasons)
    shown = Shown(verdict, "vi", lambda unit, value: unit)
    telling = {
        Aggregate.STATE: _state,
        Aggregate.GROWTH: _growth,
        Aggregate.CHANGE: _change,
        Aggregate.RELATIVE: _change,
        Aggregate.TIMES: _times,
        Aggregate.EVERY: _every,
    }.get(verdict.reasons.aggregate, _amount)
    return f"{telling(shown, verdict.attained)}; {_outcome(shown)}"


# --- fact and comparison


def _amount(shown: Shown, attained: Decimal) -> str:
    reasons = shown.reasons
    name, when = reasons.name_vi, _when(reasons)
    if reasons.aggregate == Aggregate.MEAN:
        name, when = f"{name} bình quân", _span(reasons.attained_start, reasons.attained_end)
    fact = f"{name} {when} {_verb(shown, attained)} {shown.attained()}"
    if reasons.aggregate == Aggregate.MEAN:
        fact += " mỗi năm"
    if stage_of(shown.verdict) == Stage.PROVISIONAL:
        fact += " (số sơ bộ)"
    return f"{fact}, {_against(shown, attained)}"


def _against(shown: Shown, attained: Decimal) -> str:
    reasons = shown.reasons
    elapsed = _elapsed(shown)
    if tells_ratio(reasons, attained):
        over = "trên " if reasons.comparator == Comparator.GT else ""
        return f"bằng {shown.ratio()} mục tiêu {over}{shown.amount(reasons.value)}{_of_window(reasons)}{elapsed}"
    return f"mục tiêu{_of_window(reasons)} là {_goal(shown)}{elapsed}"


def _elapsed(shown: Shown) -> str:
    """What a part of a year is compared with: the season of the year before, or else the calendar."""
    reasons = shown.reasons
    if not reasons.is_part_year or reasons.is_over:
        return ""
    if reasons.season_part is not None:
        return f" khi cùng kỳ năm {reasons.season_year} bằng {shown.share_of_season()} cả năm đó"
    if years := two_years(reasons):
        return f", khi năm {years[0]} đã qua {shown.share_of_year()} thời gian"
    return f" khi đã qua {shown.share_of_year()} số ngày của năm"


def _of_window(reasons: Reasons) -> str:
    """A sum under way is held against the whole window, a part of a year may be held against a later one: say which."""
    if years := two_years(reasons):
        return f" của năm {years[1]}"
    if reasons.aggregate != Aggregate.SUM or reasons.attained_end == reasons.due:
        return ""
    return f" của {_window(reasons)}"


def _goal(shown: Shown) -> str:
    reasons = shown.reasons
    low = shown.amount(reasons.value)
    if promises_none(reasons):
        return low
    if reasons.upper is not None:
        return f"từ {low} đến {shown.amount(reasons.upper)}"
    return {
        Comparator.GE: f"{low} trở lên",
        Comparator.GT: f"trên {low}",
        Comparator.LE: f"không quá {low}",
        Comparator.LT: f"dưới {low}",
    }.get(reasons.comparator, low)


def _verb(shown: Shown, attained: Decimal) -> str:
    if has_fallen(shown.reasons, attained):
        return "ước giảm còn" if stage_of(shown.verdict) == Stage.ESTIMATE else "giảm còn"
    verb = "đạt" if shown.reasons.kind == "floor" and attained >= 0 else "là"
    if stage_of(shown.verdict) == Stage.ESTIMATE:
        return "ước đạt" if verb == "đạt" else "ước"
    return verb


def _every(shown: Shown, attained: Decimal) -> str:
    reasons = shown.reasons
    if reasons.years_observed == 1:
        verb = "đạt" if reasons.kind == "floor" else "là"
        when = _when(reasons) if is_in_its_year(reasons) else f"năm {reasons.worst_year}"
        fact = f"{reasons.name_vi} {when} {verb} {shown.attained()}"
    else:
        span = _span(reasons.attained_start, reasons.attained_end)
        extreme = f"{_EXTREME[reasons.kind]} là {shown.attained()} (năm {reasons.worst_year})"
        fact = f"{reasons.name_vi} {span} {extreme}"
    return f"{fact}, mục tiêu hằng năm là {_goal(shown)}"


def _state(shown: Shown, attained: Decimal) -> str:
    reasons = shown.reasons
    fact = f"về {reasons.name_vi}, {_until(reasons.attained_end or reasons.due)} kết quả là “{reasons.attained_state}”"
    if attained == reasons.value:
        return f"{fact}, đúng với mục tiêu"
    return f"{fact}, {'cao hơn' if attained > reasons.value else 'chưa đạt'} mức mục tiêu “{reasons.state}”"


def _growth(shown: Shown, attained: Decimal) -> str:
    reasons = shown.reasons
    first, last = reasons.baseline_year, reasons.last_year or reasons.baseline_year
    moved = f"{_moves(attained)} {shown.with_unit(shown.growth(), '%')}" if attained else "giữ nguyên"
    if last - first == 1:
        fact = f"{reasons.name_vi} năm {last} {moved} so với năm {first}"
    else:
        average = moved.replace(" ", " bình quân ", 1) if attained else moved
        fact = f"{reasons.name_vi} từ năm {first} đến năm {last} {average}{'/năm' if attained else ''}"
    return f"{fact}, mục tiêu là {_movement(shown, '%/năm')}"


def _change(shown: Shown, attained: Decimal) -> str:
    reasons = shown.reasons
    unit = shown.unit_of_change()
    moved = f"{_moves(attained)} {shown.with_unit(shown.change(), unit)}" if attained else "không thay đổi"
    fact = f"{reasons.name_vi} năm {reasons.last_year} {moved} so với năm {reasons.baseline_year}"
    return f"{fact}, mục tiêu là {_movement(shown, unit)}"


def _moves(value: Decimal) -> str:
    return "tăng" if value > 0 else "giảm"


def _movement(shown: Shown, unit: str) -> str:
    """ "tăng từ 8%/năm trở lên", "giảm không quá 5 điểm %": the comparator speaks of the signed number."""
    reasons = shown.reasons
    if not reasons.value and reasons.upper is None:
        return {"floor": "không giảm", "ceiling": "không tăng", "band": "giữ nguyên"}[reasons.kind]
    if reasons.upper is not None:
        return _range_of_movement(shown, unit, reasons.value, reasons.upper)
    size = shown.with_unit(abs(reasons.value), unit)
    comparator = reasons.comparator if reasons.value > 0 else reasons.comparator.mirrored
    moves = _moves(reasons.value)
    return {
        Comparator.GE: f"{moves} từ {size} trở lên",
        Comparator.GT: f"{moves} trên {size}",
        Comparator.LE: f"{moves} không quá {size}",
        Comparator.LT: f"{moves} dưới {size}",
    }.get(comparator, f"{moves} {size}")


def _range_of_movement(shown: Shown, unit: str, low: Decimal, high: Decimal) -> str:
    if low < 0 < high:
        return f"từ giảm {shown.with_unit(-low, unit)} đến tăng {shown.with_unit(high, unit)}"
    smaller, larger = sorted((abs(low), abs(high)))
    return f"{_moves(low + high)} từ {shown.number(smaller)} đến {shown.with_unit(larger, unit)}"


def _times(shown: Shown, attained: Decimal) -> str:
    reasons = shown.reasons
    fact = f"{reasons.name_vi} năm {reasons.last_year} gấp {shown.attained()} năm {reasons.baseline_year}"
    return f"{fact}, mục tiêu là gấp {_goal(shown)}"


# --- outcome


def _outcome(shown: Shown) -> str:
    verdict, reasons = shown.verdict, shown.reasons
    if verdict.verdict == Standing.MISSED:
        failed = f"năm {reasons.failed_year} " if reasons.aggregate == Aggregate.EVERY and reasons.failed_year else ""
        return f"{failed}không đạt mục tiêu{_gaps(reasons)}"
    if verdict.verdict in _CLOSED:
        return f"{_CLOSED[verdict.verdict]}{_ahead(verdict.days_ahead)}{_gaps(reasons)}"
    if verdict.required is not None:
        return _needed(shown, verdict.required)
    if reasons.aggregate == Aggregate.STATE:
        return f"thời hạn là {_deadline(reasons.due)}"
    return _OPEN[verdict.verdict]


def _ahead(days: int | None) -> str:
    ahead = time_ahead(days or 0)
    return f" trước thời hạn {tied(str(ahead[0]), _TIME[ahead[1]])}" if ahead else ""


def _gaps(reasons: Reasons) -> str:
    """A judgement over yearly values says how many there were, where some are lacking."""
    years = reasons.due.year - reasons.start.year + 1
    counts_years = reasons.aggregate in (Aggregate.EVERY, Aggregate.MEAN) and reasons.is_over
    return (
        f" (có số liệu {reasons.years_observed}/{years} năm)" if counts_years and reasons.years_observed < years else ""
    )


def _needed(shown: Shown, required: Required) -> str:
    reasons, size = shown.reasons, shown.required(required)
    if required.kind == "mean":
        return _needed_mean(shown, required, size)
    more = "thêm" if required.kind in ("units", "total") else "tăng"
    direction = more if required.amount >= 0 else "giảm"
    if required.kind == "total":
        return f"cần {direction} {size} đến {_deadline(reasons.due)}"
    if required.years == 1:
        return f"cần {direction} {size} {_last_year(reasons.due)}"
    average = "bình quân " if required.kind == "growth" else ""
    return f"cần {direction} {average}{size} mỗi năm đến {_deadline(reasons.due)}"


def _needed_mean(shown: Shown, required: Required, size: str) -> str:
    at_most = "không quá " if shown.reasons.kind == "ceiling" else ""
    if required.years == 1:
        return f"cần {at_most or 'đạt '}{size} trong năm còn lại"
    return f"cần bình quân {at_most}{size} mỗi năm trong {required.years} năm còn lại"


# --- time


def _when(reasons: Reasons) -> str:
    start, end = reasons.attained_start, reasons.attained_end
    if start is None or end is None:
        return _window(reasons)
    return _until(end) if start == end else _span(start, end)


def _span(start: date | None, end: date | None) -> str:
    """The customary name, else "từ đầu năm 2020 đến hết tháng 9/2022"."""
    if start is None or end is None:
        return ""
    name = Period(start, end).name("vi")
    if name.startswith("từ ") and (start.month, start.day) == (1, 1):
        return f"từ đầu năm {start.year} {_until(end)}"
    return name


def _until(day: date) -> str:
    return f"đến {_deadline(day)}"


def _deadline(day: date) -> str:
    if ends_year(day):
        return f"hết năm {day.year}"
    return f"hết tháng {day.month}/{day.year}" if ends_month(day) else f"ngày {name_of_day(day)}"


def _last_year(due: date) -> str:
    return f"trong năm {due.year}" if ends_year(due) else f"đến {_deadline(due)}"


def _window(reasons: Reasons) -> str:
    name = Period(reasons.start, reasons.due).name("vi")
    return f"thời gian {name}" if name.startswith("từ ") else name


# --- nothing to judge


def _no_data(reasons: Reasons) -> str:
    if reasons.part_value is not None and reasons.part_end is not None and reasons.last_value is None:
        return (
            f"về {reasons.name_vi}, mới có số liệu {_until(reasons.part_end)}, "
            f"chưa có số liệu trọn năm nào trong {_window(reasons)}"
        )
    if reasons.last_value is None:
        return f"chưa có số liệu về {reasons.name_vi} trong {_window(reasons)}"
    if reasons.baseline is None:
        return f"chưa có số liệu về {reasons.name_vi} năm {reasons.baseline_year} để so sánh"
    if reasons.last_year is not None and reasons.last_year <= reasons.baseline_year:
        return f"chưa có số liệu về {reasons.name_vi} sau năm {reasons.baseline_year} để so sánh"
    return f"không tính được mức tăng của {reasons.name_vi} so với năm {reasons.baseline_year} từ số liệu hiện có"
