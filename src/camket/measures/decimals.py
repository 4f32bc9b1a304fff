"""Decimals as Vietnamese documents write them, and as the two languages of the interface show them.

Reading follows the number formats met in resolutions and reports: the comma is the decimal mark, the dot groups
thousands; a dot before one or two digits only is a decimal mark ("65.5"), as is a comma before exactly three digits,
except where things are counted ("3,200 lượt").
"""

import re
from decimal import Decimal
from typing import Literal

Language = Literal["vi", "en"]

MINUS = "\N{MINUS SIGN}"
_SIGNS = {"-": -1, MINUS: -1, "\N{EN DASH}": -1, "+": 1}
_SPACES = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?!\d))")
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_GROUPED_BY_DOTS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_GROUPED_BY_COMMAS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")


class NumberError(ValueError):
    """The text is no number in any form that Vietnamese documents use."""

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text}” không phải là một con số; viết như 1.234,5 (not a number; write it like 1.234,5)")
        self.text = text


def format_number(value: Decimal, language: Language = "vi") -> str:
    """``1234.50`` as "1.234,5" (vi) or "1,234.5" (en): no trailing zeros, a true minus sign, never an exponent."""
    grouped = f"{abs(value):,f}"
    whole, _, fraction = grouped.partition(".")
    fraction = fraction.rstrip("0")
    shown = f"{whole}.{fraction}" if fraction else whole
    if language == "vi":
        shown = shown.translate({ord(","): ".", ord("."): ","})
    return MINUS + shown if value < 0 else shown


def parse_decimal(text: str, *, counted: bool = False) -> Decimal:
    """The value of one number without unit: "1.234,5", "65.5", "3 200", "02", "-1,5".

    ``counted`` says that the unit is something counted, where "3,200" means three thousand two hundred.
    Raises ``NumberError``.
    """
    stripped = text.strip()
    sign = _SIGNS.get(stripped[:1], 0)
    digits = _SPACES.sub("", stripped[1:].lstrip() if sign else stripped)
    if not _PLAIN.fullmatch(digits):
        raise NumberError(text)
    try:
        return (sign or 1) * Decimal(_with_decimal_point(digits, counted))
    except ArithmeticError:
        raise NumberError(text) from None


def _with_decimal_point(digits: str, counted: bool) -> str:
    if "." in digits and "," in digits:
        return _mixed(digits)
    if _GROUPED_BY_DOTS.fullmatch(digits):
        return digits.replace(".", "")
    if _GROUPED_BY_COMMAS.fullmatch(digits) and (counted or digits.count(",") > 1):
        return digits.replace(",", "")
    return digits.replace(",", ".")  # two decimal marks make Decimal refuse it


def _mixed(digits: str) -> str:
    """The mark that comes last is the decimal one, and the other must group by threes before it."""
    mark = max(".,", key=digits.rfind)
    whole, fraction = digits.rsplit(mark, 1)
    group = "," if mark == "." else "."
    pattern = _GROUPED_BY_COMMAS if group == "," else _GROUPED_BY_DOTS
    if not pattern.fullmatch(whole):
        return digits  # Decimal refuses it
    return f"{whole.replace(group, '')}.{fraction}"
