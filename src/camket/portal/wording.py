"""Promises, amounts and names as sentences of the interface, in the reader's language."""

from decimal import Decimal

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from camket.measures.decimals import Language, format_number
from camket.reviews.enums import Outcome
from camket.reviews.queries import Promise
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
    return f"{number(value)}{space}{shown.replace(' ', UNBROKEN)}"


def percent(ratio: Decimal) -> str:
    """A ratio of 0.936 as "93,6%"."""
    return f"{rounded(ratio * 100)}%"


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def bound(promise: Promise) -> str:
    """The value with its comparator: "từ 80% trở lên", "không quá 7%", "1,5–2%"; or the state."""
    if promise.value is None:
        return promise.state
    value = abs(promise.value) if promise.aggregate in _MOVES else promise.value
    shown = amount(value, promise.unit)
    if promise.upper is not None:
        return f"{number(value)}–{amount(promise.upper, promise.unit)}"
    form = _BOUNDS.get(Comparator(promise.comparator))
    return _(form).format(value=shown) if form else shown


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
    Aggregate.STATE: gettext_noop("{bound} vào năm {year}"),
}
_RISES = gettext_noop("tăng bình quân {bound}, {years}")
_FALLS = gettext_noop("giảm bình quân {bound}, {years}")
_MORE = gettext_noop("tăng {bound}, {years}")
_LESS = gettext_noop("giảm {bound}, {years}")


def promised(promise: Promise) -> str:
    """What was promised, to stand after the name and a colon: "210 tỷ đồng vào năm 2025"."""
    return _(_form(promise)).format(bound=bound(promise), year=promise.due.year, years=years(promise))


def years(promise: Promise) -> str:
    first, last = promise.start.year, promise.due.year
    return str(last) if first == last else f"{first}–{last}"


def _form(promise: Promise) -> str:
    falls = promise.value is not None and promise.value < 0
    if promise.aggregate == Aggregate.GROWTH:
        return _FALLS if falls else _RISES
    if promise.aggregate == Aggregate.CHANGE:
        return _LESS if falls else _MORE
    return _PROMISES[Aggregate(promise.aggregate)]
