"""Promises, amounts and names as sentences of the interface, in the reader's language."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from camket.measures.folding import fold
from camket.reviews.enums import Outcome
from camket.reviews.queries import Promise, Row
from camket.targets.enums import Aggregate
from camket.targets.wording import MOVES, TIMES, amount, bound, moved, number
from camket.targets.wording import UNBROKEN as UNBROKEN
from camket.targets.wording import aim as aim
from camket.targets.wording import attained as attained
from camket.targets.wording import language as language
from camket.targets.wording import rate as rate

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


def rounded(value: Decimal, places: int = 1) -> str:
    return number(round(value, places))


def percent(ratio: Decimal) -> str:
    """A ratio of 0.936 as "93,6%"."""
    return f"{rounded(ratio * 100)}%"


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def reached(row: Row) -> str:
    """What was attained, with its unit; computed values with two decimals; "" where there is nothing."""
    value = row.standing.attained
    if row.standing.attained_state or value is None:
        return row.standing.attained_state
    if row.promise.aggregate in MOVES:
        return moved(row.promise, value, multiple=row.promise.unit == TIMES)
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
