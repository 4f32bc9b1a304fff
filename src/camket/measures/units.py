"""Units of measure of Vietnamese administrative text: their normal forms and their scales.

A unit is written `[nghìn|triệu|tỷ …] name[/per[/per]]`. The normal form is the one that is published: "tr.đ" is
"triệu đồng", "m2" is "m²". Scales are exact Decimals.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache


class UnitError(ValueError):
    """Two units do not measure the same thing, or a unit is not known."""


MULTIPLIERS: dict[str, Decimal] = {
    "trăm": Decimal(100),
    "nghìn": Decimal(1000),
    "vạn": Decimal(10_000),
    "triệu": Decimal(10**6),
    "tỷ": Decimal(10**9),
    "nghìn tỷ": Decimal(10**12),
    "triệu tỷ": Decimal(10**15),
}

# what is written -> the normal form; only forms that differ from themselves
SYNONYMS: dict[str, str] = {
    "vnđ": "đồng", "vnd": "đồng", "đ": "đồng", "usd": "USD", "đô la mỹ": "USD", "đô la": "USD",
    "đôla": "USD", "eur": "EUR",
    "euro": "EUR", "%0": "‰", "phần trăm": "%", "phần nghìn": "‰", "điểm phần trăm": "điểm %", "điểm%": "điểm %",
    "m2": "m²", "km2": "km²", "m3": "m³", "mét vuông": "m²", "mét khối": "m³", "mét": "m", "ki lô mét": "km",
    "kilômét": "km",
    "kilomet": "km", "ki-lô-mét": "km", "héc ta": "ha", "hécta": "ha", "hecta": "ha", "hec-ta": "ha",
    "héc-ta": "ha", "kilôgam": "kg",
    "kilogam": "kg", "ki lô gam": "kg", "gam": "g", "lít": "lít", "kwh": "kWh", "mwh": "MWh", "mw": "MW",
    "kw": "kW", "kv": "kV",
    "kva": "kVA", "mva": "MVA", "teu": "TEU", "dwt": "DWT", "mb": "MB", "gb": "GB", "gwh": "GWh",
    "tấn km": "tấn.km", "người km": "người.km",
    "tấn.km": "tấn.km", "lượt khách km": "lượt khách.km", "hành khách km": "hành khách.km",
    "m² sàn": "m² sàn", "m2 sàn": "m² sàn",
}  # fmt: skip

# physical units -> base unit and factor
SCALES: dict[str, tuple[str, Decimal]] = {
    "‰": ("%", Decimal("0.1")),
    "g": ("kg", Decimal("0.001")), "yến": ("kg", Decimal(10)), "tạ": ("kg", Decimal(100)), "tấn": ("kg", Decimal(1000)),
    "km": ("m", Decimal(1000)), "cm": ("m", Decimal("0.01")), "mm": ("m", Decimal("0.001")),
    "ha": ("m²", Decimal(10_000)), "km²": ("m²", Decimal(10**6)),
    "MWh": ("kWh", Decimal(1000)), "GWh": ("kWh", Decimal(10**6)), "MW": ("kW",
    Decimal(1000)), "MVA": ("kVA", Decimal(1000)),
    "vạn dân": ("dân", Decimal(10_000)), "100 dân": ("dân", Decimal(100)), "1.000 dân": ("dân", Decimal(1000)),
    "10.000 dân": ("dân", Decimal(10_000)),
}  # fmt: skip

# what is measured and not counted, beside all that has a scale; any other name is that of things, one by one
_MEASURED = re.compile(
    r"(?:%|‰|m²|m³)( .*)?|đồng|USD|EUR|điểm( %)?|m|lít|ste|kWh|kW|kV|kVA|TEU|DWT|MB|GB|giờ|phút|ngày|tháng|quý|năm|tuổi"
    r"|lần|độ( .*)?|(ngày )?công|.*\.km"
)

_ALIASES = {"ngàn": "nghìn", "tỉ": "tỷ", "tr": "triệu", "ng": "nghìn", "ức": "trăm triệu"}
_SHORT = {
    "tr.đ": "triệu đồng", "trđ": "triệu đồng", "trđồng": "triệu đồng", "tr.đồng": "triệu đồng",
    "tỷ.đ": "tỷ đồng", "tỉ.đ": "tỷ đồng",
    "tỷđ": "tỷ đồng", "tỉđ": "tỷ đồng", "ngđ": "nghìn đồng", "ng.đ": "nghìn đồng", "nghìn đ": "nghìn đồng",
    "triệu đ": "triệu đồng",
    "tỷ đ": "tỷ đồng", "tỉ đ": "tỷ đồng",
}  # fmt: skip
_SPACE = re.compile(r"\s+")
_PER = re.compile(r"\s*/\s*")


@lru_cache(maxsize=4096)
def normalise(unit_text: str) -> str:
    """The normal form of a unit as somebody wrote it; a bare multiplier ("tỷ") is money. Unknown names stay as
    they are.
    """
    written = _SPACE.sub(" ", unit_text.strip())
    if not written:
        return ""
    head, *per = _PER.split(written)
    parts = [_head(head)] + [SYNONYMS.get(p.lower(), p) for p in per]
    return "/".join(parts)


def _head(written: str) -> str:
    low = written.lower()
    if low in _SHORT:
        return _SHORT[low]
    if low in SYNONYMS:
        return SYNONYMS[low]
    words = [_ALIASES.get(w, w) for w in low.split(" ")]
    count = _multiplier_words(words)
    if count == 0:
        return written if low != written and low.upper() == written else low
    name = " ".join(words[count:])
    return " ".join((*words[:count], SYNONYMS.get(name, name) or "đồng"))


def _multiplier_words(words: list[str]) -> int:
    for count in (2, 1):
        if len(words) >= count and " ".join(words[:count]) in MULTIPLIERS:
            return count
    return 0


@lru_cache(maxsize=4096)
def scale(unit: str) -> tuple[str, Decimal]:
    """Base unit and factor: "nghìn tỷ đồng" -> ("đồng", 10**12), "tạ/ha" -> ("kg/m²", 0.01)."""
    head, *per = normalise(unit).split("/")
    words = head.split(" ")
    count = _multiplier_words(words)
    factor = MULTIPLIERS[" ".join(words[:count])] if count else Decimal(1)
    name = " ".join(words[count:]) or head
    base, own = SCALES.get(name, (name, Decimal(1)))
    bases, factor = [base], factor * own
    for part in per:
        below, divisor = SCALES.get(part, (part, Decimal(1)))
        bases.append(below)
        factor /= divisor
    return "/".join(bases), factor


def convert(value: Decimal, from_unit: str, to_unit: str) -> Decimal:
    """`value` in another unit of the same base; raises UnitError where the bases differ."""
    base, factor = scale(from_unit)
    other, divisor = scale(to_unit)
    if base != other:
        raise UnitError(f"“{from_unit}” không đổi được sang “{to_unit}” / cannot convert “{from_unit}” to “{to_unit}”")
    return value * factor / divisor


@lru_cache(maxsize=4096)
def is_counted(unit: str) -> bool:
    """Are whole things counted in it, one by one? Not in "nghìn hộ", "hộ/xã" or "m² sàn", where a fraction can be."""
    written = normalise(unit)
    base, factor = scale(unit)
    is_plain = base == written and factor == 1 and "/" not in written
    return bool(written) and is_plain and not _MEASURED.fullmatch(written)
