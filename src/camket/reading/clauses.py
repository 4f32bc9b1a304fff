"""Step 7: one frame for each quantity of a sentence: its cues, the head before it, the tail after it, and how it
is joined.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from . import bases, cues
from .cues import Left, Right
from .numbers import Quantity
from .tokens import Token, backward, forward

_CONJUNCTIONS = frozenset({
    "và", "với", "nâng", "đưa", "làm", "cùng", "nhưng", "còn", "để", "giảm", "tăng", "hoặc", "trên", "có",
    "bằng", "đạt",
})  # fmt: skip


@dataclass(slots=True)
class Frame:
    """head and tail are slices of the sentence's tokens; `join` is what stands before the head."""

    at: int
    quantity: Quantity
    left: Left
    right: Right
    head: list[Token]
    tail: list[Token] = field(default_factory=list)
    join: str = "start"
    part: bool = False
    colon: bool = False


def frames(run: Sequence[Token]) -> list[Frame]:
    """The frames of a sentence's tokens in reading order."""
    places = [i for i, t in enumerate(run) if t.kind == "q"]
    found: list[Frame] = []
    floor, join, part = 0, "start", False
    for number, at in enumerate(places):
        limit = places[number + 1] if number + 1 < len(places) else len(run)
        quantity: Quantity = run[at].ref
        floor, lead = _lead(run, floor, at)
        part = part or lead
        left = cues.before(run, floor, at, quantity.unit or "")
        head = list(run[floor : left.head])
        right = cues.after(run, at + 1, limit, left.predicate, quantity.unit or "", bracket=join == "(")
        frame = Frame(at, quantity, left, right, head, join=join, part=part)
        frame.colon = left.head < at and run[left.head].text == ":"
        found.append(frame)
        if number + 1 < len(places):
            stop, floor, join, part = _cut(run, right.stop, limit, wants_tail(frame))
            if quantity.kind == "state":
                stop, floor, join, part = right.stop, right.stop, "none", False
            if _leads_to_plan(frame, run[limit].ref, limit):
                stop, floor, join, part = limit, limit, "base", False
        else:
            stop = _end(run, right.stop, limit, frame)
        frame.tail = list(run[right.stop : _base_in_tail(run, frame, stop)])
    _borrow(found)
    _borrow_whole(found)
    _share(found, run)
    _respectively(found)
    return found


def _borrow(found: Sequence[Frame]) -> None:
    """ "khiển trách 11, cảnh cáo 4, khai trừ 2 trường hợp": a unit left out is that of the list's last member."""
    for frame, later in reversed(list(itertools.pairwise(found))):
        quantity = frame.quantity
        if (
            quantity.unit is not None
            or later.quantity.unit is None
            or later.join not in (",", "và")
            or later.quantity.kind
        ):
            continue
        year = len(quantity.decimals) == 4 and quantity.decimals[:2] in ("19", "20")
        if (
            year
            or frame.tail
            or not frame.head
            or later.quantity.unit == "%"
            or (frame.head and not later.head and not later.left.flags)
        ):
            continue
        quantity.unit, quantity.noun = later.quantity.unit, later.quantity.noun


def _borrow_whole(found: Sequence[Frame]) -> None:
    """ "… 09 đảng viên, trong đó khiển trách 06, cảnh cáo 02": the parts are counted as their whole is."""
    for before, frame in itertools.pairwise(found):
        quantity, whole = frame.quantity, before.quantity
        listed = frame.part or (before.part and frame.join in (",", "và"))
        if quantity.unit is None and listed and frame.head and not frame.tail and whole.noun:
            quantity.unit, quantity.noun = whole.unit, whole.noun
            frame.part = True


def _respectively(found: Sequence[Frame]) -> None:
    """ "Lúa, ngô lần lượt tăng 2% và 3%": the n-th name goes with the n-th number."""
    for first, frame in enumerate(found):
        if "respectively" not in frame.left.flags:
            continue
        listed = [frame]
        for later in found[first + 1 :]:
            if later.join not in ("và", ",") or any(t.kind == "w" for t in later.head):
                break
            listed.append(later)
        names = _names(frame.head)
        if len(names) != len(listed):
            continue
        for member, name in zip(listed, names, strict=True):
            member.head = name
            member.left.predicate = frame.left.predicate
            member.quantity.unit = member.quantity.unit or listed[-1].quantity.unit


def _names(head: Sequence[Token]) -> list[list[Token]]:
    names: list[list[Token]] = [[]]
    for token in head:
        if token.text in (",", "và"):
            names.append([])
        else:
            names[-1].append(token)
    return [n for n in names if n]


def _share(found: Sequence[Frame], run: Sequence[Token]) -> None:
    """Gives a list's last predicate to its earlier members, and what follows "12/15 xã, tức 80%, [đạt chuẩn]" to
    the first.
    """
    for frame, later in itertools.pairwise(found):
        _inherit(frame, later)
    for frame, later in reversed(list(itertools.pairwise(found))):
        nouns = later.quantity.noun is not None or later.quantity.unit == "%"
        if frame.quantity.denominator is not None and not frame.tail and later.quantity.unit == "%" and not later.head:
            if (
                later.left.predicate in ("ratio", "share", "reach", None)
                and not later.right.bases
                and later.join in (",", "(")
            ):
                frame.tail = _beyond(run, later)
            continue
        if later.join not in ("và", ",") or later.head or not nouns or later.left.predicate not in (None, "exist"):
            continue
        if (frame.quantity.unit == "%") != (
            later.quantity.unit == "%"
        ) or frame.quantity.measure != later.quantity.measure:
            continue
        verb = next((i for i, t in enumerate(later.tail) if t.text in _SHARED), None)
        if verb is not None and not any(t.text in _SHARED for t in frame.tail) and len(frame.tail) <= 5:
            frame.tail = [*frame.tail, *later.tail[verb:]]


def _inherit(frame: Frame, later: Frame) -> None:
    """ "giảm 6 phòng và 11 đơn vị": the second member of a list has the first one's verb."""
    listed = later.join in ("và", ",") and not later.head and later.left.predicate is None and not later.right.bases
    rates = (
        frame.quantity.unit == later.quantity.unit == "%"
        and bool(later.head)
        and later.join in (",", "và")
        and not later.tail
    )
    if rates and later.left.predicate is None and frame.left.predicate in ("up", "down") and not _named(later.head):
        later.left.predicate = frame.left.predicate
    counted = bool(frame.quantity.noun) and bool(later.quantity.noun) and later.quantity.denominator is None
    if listed and counted and frame.left.predicate in ("up", "down") and later.quantity.kind is None:
        later.left.predicate = frame.left.predicate
        later.left.flags.add("listed")


def _named(head: Sequence[Token]) -> bool:
    return forward(head, 0, len(head), "heads", "head", 4) is not None


_SHARED = frozenset({
    "có", "được", "đạt", "hoàn", "tham", "sử", "đang", "ứng", "bị", "chưa", "đã",
})  # fmt: skip


def _beyond(run: Sequence[Token], later: Frame) -> list[Token]:
    """The words after the inserted percentage, up to the next stop."""
    at = later.right.stop
    limit = next((i for i in range(at, min(len(run), at + 40)) if run[i].kind == "q"), min(len(run), at + 40))
    if at < limit and run[at].text in (",", ")"):
        at += 1
        stop = at
        while stop < limit and run[stop].kind != "p":
            stop += 1
        if stop > at and run[at].text in ("đã", "đạt", "được", "có", "hoàn", "về", "tham"):
            later.tail = []
            return list(run[at:stop])
    return []


def _base_in_tail(run: Sequence[Token], frame: Frame, stop: int) -> int:
    """ "giảm 15% số vụ tai nạn [so với giai đoạn 2021 - 2025]": a base that stands after the tail; where the tail
    ends.
    """
    if frame.right.bases:
        return stop
    for at in range(frame.right.stop, stop):
        if run[at].text == "so" and (base := bases.after(run, at, stop, bare=False)):
            frame.right.bases.append(base)
            return at
    return stop


def _leads_to_plan(frame: Frame, later: Quantity, limit: int) -> bool:
    """ "đạt 640 triệu đồng so với dự toán 600 triệu đồng": the base is followed by its own figure."""
    told = frame.right.bases
    return (
        bool(told)
        and told[-1].stop == limit
        and told[-1].of in ("plan", "resolution")
        and later.unit == frame.quantity.unit != "%"
    )


def _lead(run: Sequence[Token], floor: int, at: int) -> tuple[int, bool]:
    """Skips "trong đó" and its like at the beginning of a head."""
    part = False
    while floor < at and (known := forward(run, floor, at, "time", "part", 4)):
        floor, part = known[1], True
        while floor < at and run[floor].text in (",", ":"):
            floor += 1
    return floor, part


def wants_tail(frame: Frame) -> bool:
    """True where the name of what is counted stands after the number."""
    if not frame.quantity.measure:
        return True
    if frame.left.predicate is None and frame.head and not (frame.quantity.unit or "").startswith("%"):
        return not forward(frame.head, 0, len(frame.head), "heads", "head", 4) and _verbal(frame.head)
    return not any(t.kind in ("w", "o") for t in frame.head) and frame.left.predicate not in cues.CHANGES


def _verbal(head: Sequence[Token]) -> bool:
    """Does the head end with the verb of an event?"""
    return backward(head, len(head), 0, "heads", "event", 4) is not None


def _cut(run: Sequence[Token], at: int, limit: int, tail: bool) -> tuple[int, int, str, bool]:
    """Where the tail ends, where the next head begins, what joins them, and whether a part begins."""
    texts = [t.text for t in run[at:limit]]
    part = _part(run, at, limit)
    if part:
        return part[0], part[1], "part", True
    if ";" in texts:
        first, last = texts.index(";"), len(texts) - 1 - texts[::-1].index(";")
        return at + first, at + last + 1, ";", False
    if ")" in texts:
        last = len(texts) - 1 - texts[::-1].index(")")
        first = texts.index(")")
        if "(" not in texts[:first]:
            rest = at + last + 1
            while rest < limit and run[rest].text in (",", "và", ";"):
                rest += 1
            return at + first, rest, ")", False
    if "(" in texts and ")" not in texts[texts.index("(") :]:
        opened = at + texts.index("(")
        return opened, opened + 1, "(", False
    if "=" in texts:
        return at + texts.index("="), at + texts.index("="), "(", False
    comma = _comma(run, at, limit, tail)
    if comma is not None:
        return comma, comma + 1, ",", False
    return _conjunction(run, at, limit, tail)


def _part(run: Sequence[Token], at: int, limit: int) -> tuple[int, int] | None:
    for here in range(at, limit):
        known = forward(run, here, limit, "time", "part", 4)
        if known and (run[here].text != "riêng" or here == at or run[here - 1].kind == "p"):
            after = known[1]
            while after < limit and run[after].text in (",", ":"):
                after += 1
            stop = here
            while stop > at and run[stop - 1].text in (",", ";", "("):
                stop -= 1
            return stop, after
    return None


def _comma(run: Sequence[Token], at: int, limit: int, tail: bool) -> int | None:
    commas = [i for i in range(at, limit) if run[i].text == ","]
    if not commas:
        return None
    if not tail:
        return commas[0]
    for comma in commas:
        if begins_clause(run, comma + 1, limit):
            return comma
    return commas[-1]


def begins_clause(run: Sequence[Token], at: int, limit: int) -> bool:
    """Does a new clause begin at `at`: a verb, the head of an indicator, a time, a number?"""
    if at >= limit or run[at].kind in ("q", "t"):
        return True
    if run[at].text in _STARTS:
        return True
    return bool(
        forward(run, at, limit, "heads", "event", 3)
        or forward(run, at, limit, "heads", "head", 3)
        or forward(run, at, limit, "time", "time", 5)
    )


_STARTS = frozenset({
    "tăng", "giảm", "đạt", "bằng", "vượt", "chiếm", "gấp", "so", "nâng", "đưa", "duy", "ước", "có", "tương",
    "không", "góp", "phấn", "là", "được", "hoàn", "mỗi", "đã", "khoảng", "gần", "hơn", "như", "từ", "nhờ",
    "tức", "rút", "trong", "chỉ",
})  # fmt: skip


def _conjunction(run: Sequence[Token], at: int, limit: int, tail: bool) -> tuple[int, int, str, bool]:
    for here in range(limit - 1, at - 1, -1) if tail else range(at, limit):
        token = run[here]
        if token.text in ("và", "hoặc", "cùng", "nhưng") and token.kind == "w":
            return here, here + 1, "và", False
    for here in range(at, limit):
        if run[here].text in _CONJUNCTIONS:
            keep = 1 if run[here].text in ("với", "để") else 0
            return here, here + keep, "với", False
    if tail:
        return limit, limit, "none", False
    return at, at, "none", False


_PREDICATES = frozenset({
    "có", "được", "đạt", "hoàn", "tham", "sử", "là", "ứng", "giữ", "biết", "không", "thực", "đã", "đáp", "bảo",
    "đảm", "tổ", "đều",
})  # fmt: skip


def _end(run: Sequence[Token], at: int, limit: int, frame: Frame) -> int:
    """Where the last tail of a sentence ends: a comma ends it unless it lists nouns."""
    here = at
    verb = False
    while here < limit:
        token = run[here]
        if token.text in (";", "(", ")", ":", ".", "!", "?", "…", "[", "]"):
            if token.text == "(" and here == at:
                break
            if token.text == "(" and (close := next((i for i in range(here, limit) if run[i].text == ")"), None)):
                here = close + 1
                continue
            return here
        verb = verb or token.text in _PREDICATES
        if token.text == ",":
            listing = (not verb or here - at <= 4 or _short(run, here + 1, limit)) and not begins_clause(
                run, here + 1, limit
            )
            if not listing and not _repeats(run, here, frame):
                return here
        known = forward(run, here, limit, "time", "part", 4)
        if known and token.text != "gồm":
            return here
        here += 1
    return here


def _short(run: Sequence[Token], at: int, limit: int) -> bool:
    """At most four plain words up to the next stop: the last member of a list of nouns ("an ninh, trật tự")."""
    stop = at
    while stop < limit and run[stop].kind == "w":
        if run[stop].text in _PREDICATES:
            return False
        stop += 1
    return 0 < stop - at <= 4 and (stop == limit or run[stop].text in (";", ".", ")"))


def _repeats(run: Sequence[Token], comma: int, frame: Frame) -> bool:
    noun = frame.quantity.noun
    return (
        bool(noun)
        and comma + 1 < len(run)
        and run[comma + 1].text == str(noun).split(" ")[0]
        and run[comma + 1].text != "có"
    )
