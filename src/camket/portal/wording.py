"""Promises, amounts and names as sentences of the interface, in the reader's language."""

from decimal import Decimal

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from camket.measures.decimals import Language, format_number
from camket.measures.folding import fold
from camket.reviews.enums import Outcome
from camket.reviews.queries import Promise, Row
from camket.targets.enums import Aggregate, Comparator

UNBROKEN = "\u00a0"  # a space at which no line breaks

# Units that have an English name; any other is shown as it is written.
UNITS = (
    gettext_noop("tỷ đồng"),
    gettext_noop("triệu đồng"),
    gettext_noop("triệu đồng/người/năm"),
    gettext_noop("triệu đồng/người"),
    gettext_noop("%/năm"),
    gettext_noop("điểm %"),
    gettext_noop("điểm %/năm"),
    gettext_noop("hộ"),
    gettext_noop("hợp tác xã"),
    gettext_noop("sản phẩm"),
    gettext_noop("xã"),
    gettext_noop("trường"),
    gettext_noop("lao động"),
    gettext_noop("vụ"),
    gettext_noop("đảng viên"),
    gettext_noop("chỉ tiêu"),
    gettext_noop("người"),
    gettext_noop("lượt"),
    gettext_noop("lượt khách"),
    gettext_noop("dự án"),
    gettext_noop("doanh nghiệp"),
    gettext_noop("chi bộ"),
    gettext_noop("tổ chức"),
    gettext_noop("lần"),
    gettext_noop("tấn"),
    gettext_noop("bậc"),
)


def language() -> Language:
    return "en" if get_language() == "en" else "vi"


def number(value: Decimal) -> str:
    return format_number(value, language())


def rounded(value: Decimal, places: int = 1) -> str:
    return number(round(value, places))


def amount(value: Decimal, unit: str) -> str:
    """ "187,2 tỷ đồng", "65,5%": the space does not break, and there is none before a percent sign."""
    shown = _(unit) if unit else ""
    space = "" if not shown or shown.startswith(("%", "‰")) else UNBROKEN
    return f"{number(value)}{space}{shown}"


def percent(ratio: Decimal) -> str:
    """A ratio of 0.936 as "93,6%"."""
    return f"{rounded(ratio * 100)}%"


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def bound(promise: Promise) -> str:
    """The value with its comparator: "từ 80% trở lên", "không quá 7%", "giảm 5%/năm", "1,5–2%"; or the state."""
    if promise.value is None:
        return promise.state
    shown = _compared(promise)
    if promise.aggregate not in _MOVES:
        return shown
    return (_("giảm {value}") if promise.value < 0 else _("tăng {value}")).format(value=shown)


def _compared(promise: Promise) -> str:
    value, upper = promise.value or Decimal(0), promise.upper
    unit = rate(promise)
    if upper is not None:
        low, high = sorted((abs(value), abs(upper))) if promise.aggregate in _MOVES else (value, upper)
        return f"{number(low)}–{amount(high, unit)}"
    falls = promise.aggregate in _MOVES and value < 0
    comparator = Comparator(promise.comparator)
    form = _BOUNDS.get(_MIRRORED.get(comparator, comparator) if falls else comparator)
    shown = amount(abs(value) if falls else value, unit)
    return _(form).format(value=shown) if form else shown


def rate(promise: Promise) -> str:
    """The unit of the promised value: a growth in percent is a yearly one."""
    return "%/năm" if promise.aggregate == Aggregate.GROWTH and promise.unit == "%" else promise.unit


def reached(row: Row) -> str:
    """What was attained, with its unit; computed values with two decimals; "" where there is nothing."""
    value = row.standing.attained
    if row.standing.attained_state or value is None:
        return row.standing.attained_state
    if row.promise.aggregate in (Aggregate.GROWTH, Aggregate.CHANGE):
        shown = amount(abs(round(value, 2)), rate(row.promise))
        return (_("giảm {value}") if value < 0 else _("tăng {value}")).format(value=shown)
    return amount(round(value, 2) if row.promise.aggregate == Aggregate.MEAN else value, row.promise.unit)


RULES = (
    (Outcome.EXCEEDED, gettext_noop("Hết thời hạn, kết quả vượt hẳn mục tiêu.")),
    (Outcome.MET, gettext_noop("Hết thời hạn, kết quả vừa đúng mục tiêu.")),
    (
        Outcome.MISSED,
        gettext_noop("Hết thời hạn mà chưa đến mục tiêu; hoặc phải giữ hằng năm mà có một năm không giữ được."),
    ),
    (Outcome.ACHIEVED, gettext_noop("Còn thời gian nhưng đã đến mục tiêu.")),
    (Outcome.ON_TRACK, gettext_noop("Còn thời gian, nhịp độ từ ngưỡng thứ nhất trở lên.")),
    (Outcome.AT_RISK, gettext_noop("Còn thời gian, nhịp độ dưới ngưỡng thứ nhất nhưng chưa dưới ngưỡng thứ hai.")),
    (Outcome.OFF_TRACK, gettext_noop("Còn thời gian, nhịp độ dưới ngưỡng thứ hai.")),
    (Outcome.NO_DATA, gettext_noop("Chưa có số liệu nào trong thời gian tính. Không bao giờ được tính là đạt.")),
)
_MOVES = (Aggregate.GROWTH, Aggregate.CHANGE)
_MIRRORED = {
    Comparator.GE: Comparator.LE,
    Comparator.GT: Comparator.LT,
    Comparator.LE: Comparator.GE,
    Comparator.LT: Comparator.GT,
}
_BOUNDS = {
    Comparator.GE: gettext_noop("từ {value} trở lên"),
    Comparator.GT: gettext_noop("trên {value}"),
    Comparator.LE: gettext_noop("không quá {value}"),
    Comparator.LT: gettext_noop("dưới {value}"),
    Comparator.ABOUT: gettext_noop("khoảng {value}"),
}
_PROMISES = {
    Aggregate.LAST: gettext_noop("{bound} vào năm {year}"),
    Aggregate.EVERY: gettext_noop("{bound} trong mỗi năm {years}"),
    Aggregate.MEAN: gettext_noop("bình quân {bound} mỗi năm, {years}"),
    Aggregate.SUM: gettext_noop("{bound} trong {years}"),
    Aggregate.GROWTH: gettext_noop("{bound}, bình quân {years}"),
    Aggregate.CHANGE: gettext_noop("{bound} trong {years}"),
    Aggregate.STATE: gettext_noop("{bound} vào năm {year}"),
}
_WHEN = gettext_noop("vào năm {year}")


def promised(row: Row) -> str:
    """What was promised, to stand after the name and a colon: "210 tỷ đồng vào năm 2025"."""
    promise = row.promise
    is_named = promise.aggregate == Aggregate.STATE and fold(promise.state) in fold(row.name)
    form = _WHEN if is_named else _PROMISES[Aggregate(promise.aggregate)]
    return _(form).format(bound=bound(promise), year=promise.due.year, years=years(promise))


def years(promise: Promise) -> str:
    first, last = promise.start.year, promise.due.year
    return str(last) if first == last else f"{first}–{last}"
