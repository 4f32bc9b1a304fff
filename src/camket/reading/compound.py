"""Step 4a: numbers told in two steps of a thousand: "7 triệu 520 nghìn con" is 7,520 nghìn con."""

from __future__ import annotations

import re
from typing import Final

from .tokens import Token

# Pairs of which the second is a thousandth of the first; "3 nghìn 500 tỷ đồng" counts thousands of its own unit.
_STEPS: Final = frozenset({("tỷ", "triệu"), ("triệu", "nghìn"), ("triệu", "ngàn"), ("nghìn", "tỷ"), ("ngàn", "tỷ")})
_WHOLE: Final = 1000
_GROUPED: Final = re.compile(r"\d{1,3}(?:\.\d{3})+")


def merge(run: list[Token]) -> list[Token]:
    """The tokens with such numbers made one, in the unit of the smaller step."""
    steps = [at for at in range(len(run) - 3) if run[at].kind == "n" and _stepped(run, at)]
    for at in reversed(steps):
        value = int(run[at].text.replace(".", "")) * _WHOLE + int(run[at + 2].text)
        run[at : at + 3] = [Token("n", str(value), run[at].start, run[at + 2].end)]
    return run


def _stepped(run: list[Token], at: int) -> bool:
    whole, first, rest, second = run[at : at + 4]
    if rest.kind != "n" or (first.text, second.text) not in _STEPS:
        return False
    grouped = whole.text.isdecimal() or _GROUPED.fullmatch(whole.text)
    return bool(grouped) and rest.text.isdecimal() and len(rest.text) <= len(str(_WHOLE - 1))
