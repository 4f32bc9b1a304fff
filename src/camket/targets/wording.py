"""Promises and amounts in words, in the reader's language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Protocol

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from camket.measures.decimals import Language, format_number
from camket.targets.enums import Aggregate, Comparator
from camket.targets.moves import MOVES as MOVES
from camket.targets.moves import TIMES as TIMES
from camket.targets.moves import rate as rate

UNBROKEN = "\u00a0"  # a space at which no line breaks
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
_EACH = {
    Aggregate.MEAN: gettext_noop("bình quân {bound} mỗi năm"),
    Aggregate.EVERY: gettext_noop("{bound} mỗi năm"),
}


class Promised(Protocol):
    """What was promised, as a target or the row of a page has it."""

    @property
    def aggregate(self) -> str: ...

    @property
    def comparator(self) -> str: ...

    @property
    def value(self) -> Decimal | None: ...

    @property
    def upper(self) -> Decimal | None: ...

    @property
    def state(self) -> str: ...

    @property
    def unit(self) -> str: ...


class Dated(Promised, Protocol):
    """And for which window."""

    @property
    def start(self) -> date: ...

    @property
    def due(self) -> date: ...


def language() -> Language:
    return "en" if get_language() == "en" else "vi"


def number(value: Decimal) -> str:
    return format_number(value, language())


def amount(value: Decimal, unit: str) -> str:
    """ "187,2 tỷ đồng", "65,5%": the space does not break, and there is none before a percent sign."""
    shown = _(unit) if unit else ""
    space = "" if not shown or shown.startswith(("%", "‰")) else UNBROKEN
    return f"{number(value)}{space}{shown}"


def bound(promise: Promised) -> str:
    """The value with its comparator: "từ 80% trở lên", "không quá 7%", "giảm 5%/năm", "1,5–2%"; or the state."""
    if promise.value is None:
        return promise.state
    shown = _compared(promise)
    if promise.aggregate not in MOVES:
        return shown
    return (_("giảm {value}") if promise.value < 0 else _("tăng {value}")).format(value=shown)


def _compared(promise: Promised) -> str:
    value, upper = promise.value or Decimal(0), promise.upper
    unit = rate(promise)
    if upper is not None:
        low, high = sorted((abs(value), abs(upper))) if promise.aggregate in MOVES else (value, upper)
        return f"{number(low)}–{amount(high, unit)}"
    falls = promise.aggregate in MOVES and value < 0
    comparator = Comparator(promise.comparator)
    form = _BOUNDS.get(_MIRRORED.get(comparator, comparator) if falls else comparator)
    shown = amount(abs(value) if falls else value, unit)
    return _(form).format(value=shown) if form else shown


def aim(promise: Promised) -> str:
    """ "tăng 9–10%/năm", "bình quân 2 sản phẩm mỗi năm", "210 tỷ đồng": what one figure is held against."""
    form = _EACH.get(Aggregate(promise.aggregate))
    return _(form).format(bound=bound(promise)) if form else bound(promise)


def dated(promise: Dated) -> str:
    """The aim with its years, which tells two targets of one indicator apart: "tăng 8%/năm, 2021–2025"."""
    first, last = promise.start.year, promise.due.year
    return f"{aim(promise)}, {last if first == last else f'{first}–{last}'}"


def moved(promise: Promised, value: Decimal, *, multiple: bool = False) -> str:
    """What was attained of a rate or a change: "tăng 7,89%/năm", "giảm 5,59%/năm". One judged as a
    ``multiple`` of its baseline is "bằng 1,25 lần", or "tăng 25%" where reviews kept one that was promised so."""
    if multiple and promise.unit != "%":
        return _("bằng {value}").format(value=amount(round(value, 2).normalize(), promise.unit))
    value = round((value - 1) * 100 if multiple else value, 2).normalize()
    return (_("giảm {value}") if value < 0 else _("tăng {value}")).format(value=amount(abs(value), rate(promise)))


def attained(promise: Promised, value: Decimal | None, state: str, *, multiple: bool) -> str:
    """What a review keeps of a target's result: a state, a number to two places, or a dash."""
    if state or value is None:
        return state or "–"
    if promise.aggregate in MOVES:
        return moved(promise, value, multiple=multiple)
    return amount(round(value, 2).normalize(), promise.unit)
