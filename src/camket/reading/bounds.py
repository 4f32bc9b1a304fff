"""Step 7c: numbers that tell counted things apart, and numbers within a name: they are no figures of their own."""

from __future__ import annotations

import itertools
from typing import Final

from .frame import Frame
from .lexicon import nouns
from .tokens import Token, forward


def mark(found: list[Frame], run: list[Token]) -> None:
    """Marks such numbers and gives their words to the figure that they serve."""
    if len(found) < _TWO:
        return
    placed(found)
    lasting(found)
    counted(found, run)
    through(found)
    bound(found, run)
    bound_in_name(found, run)
    long(found, run)
    above(found, run)
    sized(found, run)
    dosed(found, run)
    lacking(found, run)
    rated(found, run)


_TWO: Final = 2


def _said(tail: list[Token]) -> bool:
    return any(token.kind == "w" for token in tail)


def lasting(found: list[Frame]) -> None:
    """ "thu ngân sách 5 năm 412/360 tỷ đồng": over how many years stands in the name."""
    for frame, later in itertools.pairwise(found):
        spell = frame.quantity.unit == "năm" and frame.left.predicate is None and bool(frame.head) and not frame.tail
        if spell and later.join == "none" and not later.head and later.quantity.unit not in (None, "năm"):
            frame.quantity.kind, later.head = "bound", frame.head


def counted(found: list[Frame], run: list[Token]) -> None:
    """ "tỷ lệ giải ngân 3 chương trình mới đạt 37,5%": a count within the name of a rate."""
    for frame, later in itertools.pairwise(found):
        inner = frame.quantity.noun is not None and frame.quantity.denominator is None and frame.left.predicate is None
        named = forward(frame.head, 0, len(frame.head), "heads", "head", 4) if inner else None
        reached = later.left.predicate in ("reach", "level", "left") and later.quantity.unit == "%"
        if (
            named
            and reached
            and not later.head
            and later.join in ("none", "với")
            and (frame.head[0].text in _RATES or frame.quantity.noun in ("mũi", "mũi tiêm"))
        ):
            frame.quantity.kind = "bound"
            later.head = [t for t in run[run.index(frame.head[0]) : later.left.head] if t.text != "mới"]


def through(found: list[Frame]) -> None:
    """ "Dư nợ ủy thác qua 4 tổ chức hội 37,6 tỷ đồng": through how many is no figure of its own."""
    for frame, later in itertools.pairwise(found):
        led = frame.quantity.noun is not None and [t.text for t in frame.head[-1:]] == ["qua"] and len(frame.head) > 2
        if led and later.join == "none" and not later.head and later.quantity.measure and frame.left.predicate is None:
            frame.quantity.kind = "bound"
            later.head = list(frame.head[:-1])


_RATES: Final = frozenset({"tỷ", "tỉ", "tiến", "giải"})


def placed(found: list[Frame]) -> None:
    """ "41 đơn vị cấp huyện thuộc 9 tỉnh [đã được công nhận]": where the counted ones are is no figure of its own."""
    for frame, later in itertools.pairwise(found):
        quantity = frame.quantity
        within = quantity.noun and frame.tail and frame.tail[-1].text == "thuộc" and not later.head
        if within and later.quantity.noun in nouns("area") and later.left.predicate is None and _said(later.tail):
            later.quantity.kind = "bound"
            frame.tail = [*frame.tail[:-1], *later.tail]


def bound(found: list[Frame], run: list[Token]) -> None:
    """ "05 xã đạt 19 tiêu chí": what the counted ones reach belongs to their name."""
    for frame, later in itertools.pairwise(found):
        if later.quantity.unit != "tiêu chí" or frame.quantity.denominator is not None:
            continue
        told = [t.text for t in frame.tail]
        short = later.left.predicate == "left" and later.left.comparator is not None  # "11 xã còn dưới 15 tiêu chí"
        behind = later.left.predicate == "reach" or short or told in (["đạt", "chuẩn"], ["hoàn", "thành"])
        behind = behind and not later.head and later.join in ("none", "với")
        if behind and frame.quantity.noun in nouns("area") and told in ([], ["đạt", "chuẩn"], ["hoàn", "thành"]):
            later.quantity.kind = "bound"
            frame.tail = [*run[frame.right.stop : later.at + 1], *later.tail]


def bound_in_name(found: list[Frame], run: list[Token]) -> None:
    """ "Số xã hoàn thành 19 tiêu chí: 17 xã": what the counted ones reach stands in their name."""
    for frame, later in itertools.pairwise(found):
        if frame.quantity.unit != "tiêu chí" or later.quantity.noun is None:
            continue
        counted = later.quantity.noun in {t.text for t in frame.head}
        if counted and later.join == ":" and not later.head and not frame.tail:
            frame.quantity.kind = "bound"
            said = run[frame.at]
            later.head = [*frame.head, Token("w", frame.quantity.unit, said.start, said.end)]


def long(found: list[Frame], run: list[Token]) -> None:
    """ "tàu cá dài trên 15 m có 812 chiếc": how long the counted ones are stands in their name."""
    for frame, later in itertools.pairwise(found):
        bounded = frame.left.comparator in _BOUNDS and frame.quantity.unit == "m" and bool(frame.head)
        if bounded and later.left.predicate == "exist" and later.quantity.noun and not later.head and not frame.tail:
            frame.quantity.kind = "bound"
            later.head = list(run[run.index(frame.head[0]) : frame.at + 1])
            later.left.predicate = "level"


def above(found: list[Frame], run: list[Token]) -> None:
    """ "3 dự án trên 1.000 tỷ đồng": a bound of size belongs to the name of what is counted."""
    for frame, later in itertools.pairwise(found):
        bounded = later.left.comparator in _BOUNDS and later.left.predicate is None and not later.head
        sized = (later.quantity.unit or "").endswith(("đồng", "USD", "ha")) and not later.right.bases
        sized = sized and frame.quantity.noun in nouns("sized") and not frame.tail
        if bounded and sized and later.join in ("none", "với"):
            later.quantity.kind = "bound"
            frame.tail = list(run[frame.right.stop : later.at + 1])


def dosed(found: list[Frame], run: list[Token]) -> None:
    """ "94% người dân được tiêm [2 mũi vắc xin]": how often those counted were vaccinated."""
    for frame, later in itertools.pairwise(found):
        given = frame.quantity.unit == "%" and later.quantity.noun in ("mũi", "mũi tiêm") and not later.head
        if given and frame.tail and later.join in ("none", "với") and later.left.predicate is None:
            later.quantity.kind = "bound"
            frame.tail = [*run[frame.right.stop : later.at + 1], *later.tail]


def lacking(found: list[Frame], run: list[Token]) -> None:
    """ "không còn chi bộ có [dưới 5 đảng viên]": which of them there are no more."""
    for frame, later in itertools.pairwise(found):
        none = frame.quantity.written and not frame.quantity.value and [t.text for t in frame.tail] == ["có"]
        if none and later.left.comparator in _BOUNDS and later.join in ("none", "với") and not later.head:
            later.quantity.kind = "bound"
            frame.tail = [*run[frame.right.stop : later.at + 1], *later.tail]


def sized(found: list[Frame], run: list[Token]) -> None:
    """ "1.246 tàu cá [từ 15 m trở lên]": how big the counted ones are at least."""
    for frame, later in itertools.pairwise(found):
        least = later.right.comparator in ("ge", "le") and _measures(later)
        behind = [t.text for t in frame.tail[-1:]] == ["từ"] and later.join == "none" and not later.head
        if frame.quantity.noun and least and behind:
            later.quantity.kind = "bound"
            frame.tail = [*run[frame.right.stop : later.right.stop], *later.tail]


def _measures(frame: Frame) -> bool:
    """Is the size told in a measure: "từ 15 m", "từ 400 CV" (whose unit the list of units lacks)?"""
    power = frame.quantity.unit is None and [t.text for t in frame.tail[:1]] == ["cv"]
    return power or frame.quantity.unit in ("m", "ha", "m²", "tấn", "tuổi")


def rated(found: list[Frame], run: list[Token]) -> None:
    """ "15/63 địa phương có tỷ lệ giải ngân đạt trên 3%": by what rate the counted ones are told apart."""
    for frame, later in itertools.pairwise(found):
        noun = frame.quantity.noun
        if later.quantity.unit != "%" or noun is None or later.head or later.join not in ("none", "với"):
            continue
        told = later.left.predicate in (None, "reach", "level") and all(b.of == "plan" for b in later.right.bases)
        having = [t.text for t in frame.tail] == ["có"] and bool(later.tail) and later.left.predicate is None
        said = [t.text for t in frame.tail[:4] if t.text not in ("có", "với")][:2]
        limit = later.left.comparator in _BOUNDS or later.right.comparator is not None
        if told and (
            said in _RATED
            or (limit and noun in nouns("judged"))
            or (having and noun in nouns("area") | nouns("sharing"))
        ):
            later.quantity.kind = "bound"
            behind = later.tail if having else []  # "2 tỉnh có 100% số xã đạt chuẩn"
            frame.tail = [*run[frame.right.stop : max(later.at + 1, later.right.stop)], *behind]


_RATED: Final = (["tỷ", "lệ"], ["tỉ", "lệ"], ["mức", "giải"])
_BOUNDS: Final = frozenset({"gt", "lt", "ge", "le"})
