"""What is asked back where a figure looks wrong. Nothing is refused: whoever typed it may keep it.

The bounds are those of the cross-checks in ``reviews``: a thousand within a factor of 2, ten and a hundred closer.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from camket.measures.decimals import Language, format_number
from camket.measures.periods import Period
from camket.measures.units import is_counted
from camket.observations.rounds.typed import other_reading
from camket.targets.enums import Nature

_ROOM = {1: 0.1, 2: 0.15, 3: 0.3, 6: 0.3, 9: 0.3}
_ALIKE = 0.1
_SETTLED = 1.5
_FAR, _FAR_A_DAY = 100, 20
"""So many times all that was before, or the target; or, of amounts of spans of other lengths, so many times as much a
day: no season brings a month more than the year."""
_AMOUNTS = frozenset({Nature.FLOW, Nature.STOCK})


Dated = tuple[Period, Decimal]


@dataclass(frozen=True)
class There:
    """What is recorded for the very period already, as somebody reads it, and who told it."""

    value: Decimal | None
    state: str
    said: str
    by: str


@dataclass(frozen=True)
class Facts:
    """What a figure is held against. ``past`` are all earlier figures, the newest first; ``beside`` those of like
    periods; ``earlier`` is the last cumulative figure of the same year; ``aim`` what is promised, in the same unit;
    ``there`` a final figure of the period itself that others told; ``is_share`` where the figure is a part of a whole,
    in percent."""

    period: Period
    unit: str
    nature: str
    past: tuple[Dated, ...] = ()
    beside: tuple[Period, ...] = ()
    values: tuple[Decimal, ...] = ()
    earlier: Dated | None = None
    aim: Decimal | None = None
    there: There | None = None
    is_share: bool = False


@dataclass(frozen=True)
class Doubt:
    """A code, and the question in the reader's language."""

    code: str
    text: str


def doubts(value: Decimal, facts: Facts) -> list[Doubt]:
    size = next(chain(_times(value, facts), _far(value, facts), _above(value, facts)), None)
    asked = (_sign, _fraction, _falls, _share)
    return [*filter(None, [size]), *(one for ask in asked for one in ask(value, facts)), *other(value, "", facts)]


def language() -> Language:
    return "en" if get_language() == "en" else "vi"


def figure(value: Decimal, unit: str) -> str:
    """ "187,2 tỷ đồng", with a space that does not break; "2,3%" without one."""
    between = "" if unit in ("", "%", "‰") else "\N{NO-BREAK SPACE}"
    return f"{format_number(value, language())}{between}{unit}"


def _times(value: Decimal, facts: Facts) -> Iterator[Doubt]:
    for period, other in zip(facts.beside, facts.values, strict=True):
        power = _power(value, other)
        if not power:
            continue
        told = {
            "value": figure(value, facts.unit),
            "times": format_number(Decimal(10) ** abs(power), language()),
            "period": period.name(language()),
            "other": figure(other, facts.unit),
        }
        larger = _(
            "%(value)s gấp khoảng %(times)s lần số của %(period)s (%(other)s). Có nhầm dấu phẩy hay đơn vị không?"
        )
        smaller = _(
            "%(value)s chỉ bằng khoảng 1/%(times)s số của %(period)s (%(other)s). Có nhầm dấu phẩy hay đơn vị không?"
        )
        yield Doubt("times", (larger if power > 0 else smaller) % told)
        return


def _power(value: Decimal, other: Decimal) -> int:
    if not value or not other or (value > 0) != (other > 0):
        return 0
    distance = math.log10(abs(value) / abs(other))
    near = (power for power, room in _ROOM.items() if abs(abs(distance) - power) < room)
    return next(near, 0) * (1 if distance > 0 else -1)


def _far(value: Decimal, facts: Facts) -> Iterator[Doubt]:
    """Against the largest of all earlier figures; amounts of spans against those of that length, else by the day."""
    spans = facts.nature == Nature.FLOW
    like = [pair for pair in facts.past if pair[1] and (not spans or alike(pair[0], facts.period))]
    if like:
        period, most = max(like, key=lambda pair: abs(pair[1]))
        yield from _so_many(value, abs(value / most), _FAR, most, period, facts, _largest())
    elif rates := [(abs(seen) / span.days, span, seen) for span, seen in facts.past if seen]:
        rate, period, most = max(rates)
        yield from _so_many(value, abs(value) / facts.period.days / rate, _FAR_A_DAY, most, period, facts, _a_day())


def _largest() -> str:
    return _(
        "%(value)s gấp hơn %(times)s lần số lớn nhất từ trước đến nay (%(other)s, %(period)s). "
        "Có nhầm đơn vị hay thừa chữ số không?"
    )


def _a_day() -> str:
    return _(
        "Tính bình quân mỗi ngày, %(value)s gấp hơn %(times)s lần số của %(period)s (%(other)s). "
        "Có nhầm đơn vị hay thừa chữ số không?"
    )


def _so_many(
    value: Decimal, times: Decimal, least: int, other: Decimal, period: Period, facts: Facts, question: str
) -> Iterator[Doubt]:
    if times >= least:
        told = {"value": figure(value, facts.unit), "times": _at_least(times), "period": period.name(language())}
        yield Doubt("far", question % {**told, "other": figure(other, facts.unit)})


def _at_least(times: Decimal) -> str:
    """The first digit, and zeros: "hơn 40 lần"."""
    power = Decimal(10) ** times.adjusted()
    return format_number(times // power * power, language())


def _above(value: Decimal, facts: Facts) -> Iterator[Doubt]:
    if facts.aim and (times := abs(value / facts.aim)) >= _FAR:
        told = {"value": figure(value, facts.unit), "times": _at_least(times), "aim": figure(facts.aim, facts.unit)}
        question = _("%(value)s gấp hơn %(times)s lần mục tiêu (%(aim)s). Có nhầm đơn vị hay thừa chữ số không?")
        yield Doubt("far", question % told)


def _sign(value: Decimal, facts: Facts) -> Iterator[Doubt]:
    """Shares below zero are asked about as shares."""
    signs = {seen > 0 for _period, seen in facts.past if seen}
    told = {"value": figure(value, facts.unit)}
    never = signs == {True} or (not signs and facts.nature in _AMOUNTS)
    if value < 0 and never and not facts.is_share:
        yield Doubt("sign", _("%(value)s là số âm, trong khi số này chưa từng âm. Có thừa dấu trừ không?") % told)
    elif value > 0 and signs == {False}:
        yield Doubt("sign", _("Các số trước đều âm, ở đây là %(value)s. Có thiếu dấu trừ không?") % told)


def _fraction(value: Decimal, facts: Facts) -> Iterator[Doubt]:
    """Nobody founds half a cooperative; unless figures before had fractions too."""
    counted = is_counted(facts.unit) and facts.nature != Nature.RATIO
    if counted and value % 1 and not any(seen % 1 for _period, seen in facts.past):
        question = _("%(value)s có phần lẻ, trong khi %(unit)s được đếm tròn từng đơn vị. Có nhầm dấu phẩy không?")
        yield Doubt("fraction", question % {"value": figure(value, facts.unit), "unit": facts.unit})


def other(value: Decimal | None, state: str, facts: Facts) -> Iterator[Doubt]:
    """Somebody told another figure of the very period, and it is final."""
    there = facts.there
    if there and (there.value, there.state) != (value, state):
        told = {"there": there.said, "by": there.by, "typed": state if value is None else figure(value, facts.unit)}
        question = _("Kỳ này đã có số chính thức %(there)s, theo %(by)s; ở đây là %(typed)s. Số nào đúng?")
        yield Doubt("other", question % told)


def _falls(value: Decimal, facts: Facts) -> Iterator[Doubt]:
    if facts.earlier and value < facts.earlier[1]:
        period, other = facts.earlier
        told = {
            "value": figure(value, facts.unit),
            "period": period.name(language()),
            "other": figure(other, facts.unit),
        }
        yield Doubt(
            "falls",
            _("Số cộng dồn từ đầu năm là %(value)s, thấp hơn số của %(period)s (%(other)s). Số nào đúng?") % told,
        )


def _share(value: Decimal, facts: Facts) -> Iterator[Doubt]:
    if facts.is_share and not 0 <= value <= 100:
        yield Doubt(
            "share",
            _("Tỷ lệ thường nằm trong khoảng từ 0 đến 100%%, ở đây là %(value)s. Có đúng không?")
            % {"value": figure(value, facts.unit)},
        )
    elif facts.is_share and 0 < value < 1 and not facts.values:
        # A cell of a spreadsheet that shows 93,5% holds 0,935. With a figure from before, that one shows it.
        told = {"value": figure(value, facts.unit), "other": figure(value * 100, facts.unit)}
        yield Doubt("percent", _("Ở đây ghi %(value)s. Nếu ý là %(other)s thì hãy sửa lại.") % told)


def marks(text: str, value: Decimal, facts: Facts) -> Iterator[Doubt]:
    """ "1.234" is one thousand two hundred and thirty-four, or a little more than one: asked where nothing known before
    settles it."""
    other = other_reading(text, facts.unit)
    near = any(seen and value and abs(math.log10(abs(value / seen))) < _SETTLED for seen in facts.values)
    if other is None or near or any(_power(value, seen) for seen in facts.values):
        return
    told = {"typed": text.strip(), "value": figure(value, facts.unit), "other": figure(other, facts.unit)}
    grouped = _("“%(typed)s” được hiểu là %(value)s, dấu chấm ngăn hàng nghìn. Nếu ý là %(other)s thì hãy sửa lại.")
    decimal = _("“%(typed)s” được hiểu là %(value)s, dấu phẩy trước số lẻ. Nếu ý là %(other)s thì hãy sửa lại.")
    yield Doubt("marks", (grouped if abs(value) > other else decimal) % told)


def alike(one: Period, other: Period) -> bool:
    """Are they about as long as each other?"""
    return abs(one.days - other.days) <= _ALIKE * one.days


def facts(
    period: Period,
    unit: str,
    nature: str,
    past: Sequence[Dated],
    *,
    aim: Decimal | None = None,
    there: There | None = None,
) -> Facts:
    """Of the figures of an indicator, the newest first, those that a new one is held against. Amounts of a span are
    held against spans of that length; what is there at a moment against all."""
    before = tuple((one, value) for one, value in past if one.end < period.end)
    spans = nature == Nature.FLOW
    beside = [(one, value) for one, value in before if not spans or alike(one, period)][:2]
    begins_the_year = (period.start.month, period.start.day) == (1, 1) and period.start.year == period.end.year
    earlier = [pair for pair in before if spans and begins_the_year and pair[0].start == period.start]
    return Facts(
        period=period,
        unit=unit,
        nature=nature,
        past=before,
        beside=tuple(one for one, _value in beside),
        values=tuple(value for _one, value in beside),
        earlier=earlier[0] if earlier else None,
        aim=aim,
        there=there,
        is_share=nature == Nature.RATIO and unit == "%",
    )
