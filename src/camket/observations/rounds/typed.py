"""A figure as somebody typed it: "187,2", "187.2", "187.200 triệu đồng"; a ratio as "72,7" or "16/22"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from camket.foundation.fields import MOST, STORED_SCALE
from camket.measures.decimals import NumberError, parse_decimal
from camket.measures.folding import fold
from camket.measures.units import UnitError, convert, is_counted, normalise

_NUMBER = re.compile(r"^\s*([-+\u2212\u2013]?\s*\d(?:[\d.,]|[ \u00a0\u2009\u202f](?=\d))*)\s*(.*?)\s*$", re.DOTALL)
_FRACTION = re.compile(r"^\s*(\d[\d.,\s]*?)\s*[/:]\s*(\d[\d.,\s]*?)\s*$")
_PER = {"%": 100, "‰": 1000}
_EITHER = re.compile(r"^\s*[-+\u2212\u2013]?\s*([1-9]\d{0,2})[.,](\d{3})(?!\d|[.,]\d)")


class NotUnderstood(ValueError):
    """What was typed is no figure of that unit; the message says what to do, in the reader's language."""


@dataclass(frozen=True)
class Typed:
    """``converted`` where another unit was typed than the indicator's; ``denominator`` where a part of a whole was."""

    value: Decimal
    converted: bool = False
    denominator: Decimal | None = None

    @property
    def is_plain(self) -> bool:
        """Just that number, as it was typed."""
        return not self.converted and self.denominator is None


def read(text: str, unit: str, *, is_ratio: bool = False) -> Typed:
    """Raises :class:`NotUnderstood`."""
    if is_ratio and (parts := _FRACTION.match(text)):
        return _share(parts[1], parts[2], unit)
    found = _NUMBER.match(text)
    if not found:
        raise NotUnderstood(_("Chưa đọc được con số. Hãy gõ như 1.234,5, chỉ gồm chữ số, dấu chấm và dấu phẩy."))
    number, rest = found.groups()
    value = _value(number.rstrip(".,"), unit)
    if not rest or normalise(rest) == normalise(unit):
        return Typed(value)
    try:
        value = convert(value, rest, unit)
    except UnitError:
        wanted = {"typed": rest, "unit": unit or _("không có đơn vị")}
        raise NotUnderstood(
            _("Đơn vị “%(typed)s” không đổi được sang “%(unit)s”. Hãy gõ con số theo %(unit)s, không kèm chữ.") % wanted
        ) from None
    return Typed(_stored(value), converted=True)


def _share(part: str, whole: str, unit: str) -> Typed:
    """ "16/22" in percent is 72,727273, of 22. Both are counted."""
    try:
        over, under = parse_decimal(part, counted=True), parse_decimal(whole, counted=True)
    except NumberError:
        raise NotUnderstood(_("Chưa đọc được hai con số. Hãy gõ tử số, dấu gạch chéo, mẫu số, như 16/22.")) from None
    if not under:
        raise NotUnderstood(_("Mẫu số không thể là 0. Hãy gõ tổng số thật, như 16/22; chưa có thì bỏ trống."))
    return Typed(_stored(over * _PER.get(normalise(unit), 1) / under), denominator=_stored(under))


def other_reading(text: str, unit: str) -> Decimal | None:
    """What "1.234" and "1,234" would be if the mark were meant the other way; none where it can only be one. Nobody
    counts in thousandths."""
    found = _EITHER.match(text)
    if not found or is_counted(unit):
        return None
    whole, rest = found.groups()
    return Decimal(f"{whole}.{rest}") if "." in found.group() else Decimal(whole + rest)


def _value(number: str, unit: str) -> Decimal:
    try:
        return _stored(parse_decimal(number, counted=is_counted(unit)))
    except NumberError:
        raise NotUnderstood(
            _("Chưa rõ dấu chấm, dấu phẩy trong con số. Hãy gõ như 1.234,5: chấm ngăn hàng nghìn, phẩy trước số lẻ.")
        ) from None


def _stored(value: Decimal) -> Decimal:
    if abs(value) > MOST:
        raise NotUnderstood(_("Con số quá lớn. Hãy xem lại số chữ số và đơn vị tính."))
    return round(value, STORED_SCALE)


def state(text: str, states: list[str]) -> str:
    """The state that was meant, as the indicator writes it. Raises :class:`NotUnderstood`."""
    meant = [one for one in states if fold(one) == fold(text.strip())]
    if meant:
        return meant[0]
    raise NotUnderstood(_("Hãy chọn một trong: %(states)s.") % {"states": "; ".join(states)})
