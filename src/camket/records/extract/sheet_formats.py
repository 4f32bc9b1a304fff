"""Number formats of a workbook: what each shows of a value, written as a Vietnamese office prints it."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    16: "d-mmm",
    17: "mmm-yy",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
}
"""The formats that every workbook has without saying so, those of whole dates left out."""

_LITERAL = re.compile(r'"[^"]*"|\\.')
_UNSHOWN = re.compile(r"_.|\*.|\[[^\]]*\]")
_SCALED = re.compile(r"(?<=[0#?])(,+)(?![0#?,])")
_DIGITS = 15  # what a program of sheets keeps of a number
Value = float | int | str | bool | date | datetime | time | timedelta


@dataclass(frozen=True, slots=True)
class Shape:
    """What a number format shows: percent, how many decimals at most (None: all) and at least, thousands parted.

    ``scale``: how many thousands one of what is shown stands for, as a power ("#,##0," shows 1234567 as 1.235).
    ``dated``: of a date the month and year ("my"), the year ("y") or day and month ("dm"); empty for all of it.
    """

    percent: bool = False
    most: int | None = None
    least: int = 0
    grouped: bool = True
    sign: str = ""
    scale: int = 0
    dated: str = ""


def shape(code: str) -> Shape:
    """Read a number format's first section: "#,##0.0" shows one decimal, "0.0%" a percentage, "General" all."""
    section = code.split(";")[0]
    shown = _UNSHOWN.sub("", _LITERAL.sub("", section))
    if not re.search(r"[0#?]", shown) or re.search(r"[eE/ymdhs]", shown):
        return Shape(dated=_dated(shown.lower()))
    sign = "%" if any("%" in literal for literal in _LITERAL.findall(section)) else ""
    scaled = _SCALED.search(shown)
    shown = _SCALED.sub("", shown)
    whole, _, decimals = shown.partition(".")
    places = re.sub(r"[^0#?]", "", decimals)
    scale = len(scaled[1]) if scaled is not None else 0
    return Shape("%" in shown, len(places), places.count("0"), "," in whole, sign, scale)


def _dated(shown: str) -> str:
    """Which parts of a date a format shows, where it leaves some out."""
    letters = "" if "h" in shown or "s" in shown else "".join(part for part in "dmy" if part in shown)
    return letters if letters in ("my", "y", "dm") else ""


def written(value: Value, form: Shape) -> str:
    """A cell's value as text: "1.234,5", "93,5%", "05/12/2024". Years stay "2024"."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return number_text(value, form)
    if isinstance(value, datetime) and (value.hour or value.minute):
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime({"my": "%m/%Y", "y": "%Y", "dm": "%d/%m"}.get(form.dated, "%d/%m/%Y"))
    return str(value)


def number_text(value: float, form: Shape) -> str:
    """A number in the Vietnamese way, with as many decimals as its format shows; binary noise is rounded away."""
    number = Decimal(f"{value:.{_DIGITS}g}") * (100 if form.percent else 1)
    if not number.is_finite():
        return ""
    number = number.scaleb(-3 * form.scale)
    if form.most is not None:
        number = number.quantize(Decimal(1).scaleb(-form.most), rounding=ROUND_HALF_UP)
    whole, _, decimals = f"{abs(number):f}".partition(".")
    decimals = decimals[: form.least] + decimals[form.least :].rstrip("0")
    year = number == int(number) and 1900 <= number <= 2100 and not (form.most is not None and form.grouped)
    text = whole if year else f"{int(whole):,}".replace(",", ".")
    sign = "-" if number < 0 else ""
    return f"{sign}{text}{',' + decimals if decimals else ''}{'%' if form.percent else form.sign}"
