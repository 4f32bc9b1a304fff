"""What is asked back where a figure looks wrong. Nothing is refused: whoever typed it may keep it.

The bounds are those of the cross-checks in ``reviews``: a thousand within a factor of 2, ten and a hundred closer.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from camket.measures.decimals import Language, format_number
from camket.measures.periods import Period
from camket.observations.rounds.typed import other_reading

_ROOM = {1: 0.1, 2: 0.15, 3: 0.3, 6: 0.3, 9: 0.3}
_ALIKE = 0.1
_SETTLED = 1.5


@dataclass(frozen=True)
class Facts:
    """What a figure is held against. ``beside`` are figures of like periods, the nearest first; ``earlier`` is the last
    cumulative figure of the same year; ``is_share`` where the figure is a part of a whole, in percent."""

    unit: str
    beside: tuple[Period, ...] = ()
    values: tuple[Decimal, ...] = ()
    earlier: tuple[Period, Decimal] | None = None
    is_share: bool = False


@dataclass(frozen=True)
class Doubt:
    """A code, and the question in the reader's language."""

    code: str
    text: str


def doubts(value: Decimal, facts: Facts) -> list[Doubt]:
    return [*_times(value, facts), *_falls(value, facts), *_share(value, facts)]


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


def facts(period: Period, unit: str, nature: str, past: Sequence[tuple[Period, Decimal]]) -> Facts:
    """Of the figures of an indicator, the newest first, those that a new one is held against. Amounts of a span are
    held against spans of that length; what is there at a moment against all."""
    before = [(one, value) for one, value in past if one.end < period.end]
    spans = nature == "flow"
    beside = [(one, value) for one, value in before if not spans or alike(one, period)][:2]
    begins_the_year = (period.start.month, period.start.day) == (1, 1) and period.start.year == period.end.year
    earlier = [pair for pair in before if spans and begins_the_year and pair[0].start == period.start]
    return Facts(
        unit=unit,
        beside=tuple(one for one, _value in beside),
        values=tuple(value for _one, value in beside),
        earlier=earlier[0] if earlier else None,
        is_share=nature == "ratio" and unit == "%",
    )
