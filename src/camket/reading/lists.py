"""Step 7b: what the members of a list leave to one another: a unit, a verb, names in the order of their numbers."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from . import bases, bounds, fractions, grades
from .frame import Frame
from .lexicon import nouns
from .numbers import unit_of
from .tokens import Token, forward


def joined(found: list[Frame], run: list[Token]) -> None:
    """What the frames of a sentence give one another, in this order."""
    signed(found)
    grades.of_people(found)
    if len(found) > 1:
        grades.women(found)
        spent_on(found, run)
        named_behind(found, run)
        parted(found, run)
        alike(found)
        bounds.mark(found, run)
        borrow(found)
        borrow_people(found)
        fractions.mark(found)
        across(found, run)
        grades.complete(found)
        borrow_whole(found)
        fractions.borrow_plan(found)
        share(found, run)
    respective_bases(found)
    respectively(found)


def borrow(found: list[Frame]) -> None:
    """ "khiển trách 11, cảnh cáo 4, khai trừ 2 trường hợp": a unit left out is that of the list's last member."""
    for frame, later in reversed(list(itertools.pairwise(found))):
        quantity = frame.quantity
        ends = later.left.predicate in ("raised", "left", "reach") and not later.head
        if quantity.unit is None and "from" in frame.left.flags and ends and later.join in ("none", "với"):
            quantity.unit, quantity.noun = later.quantity.unit, later.quantity.noun  # "từ 85 lên 240 ha"
        number = frame.head[:1] and frame.head[0].text == "số" and "from" in frame.left.flags
        told = forward(frame.head, 1, len(frame.head), "nouns", "counted", 7) if number and ends else None
        if told and quantity.unit is later.quantity.unit is None:
            # "Số thôn, tổ dân phố từ 1.876 giảm xuống còn 1.402"
            quantity.unit = quantity.noun = later.quantity.unit = later.quantity.noun = told[0]
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
        quantity.noun_tokens = later.quantity.noun_tokens


def spent_on(found: list[Frame], run: list[Token]) -> None:
    """ "bố trí 45 tỷ đồng cho 12 công trình chuyển tiếp": what the money is for names it, too."""
    for frame, later in itertools.pairwise(found):
        given = [t.text for t in frame.head[-2:]] == ["bố", "trí"] and (frame.quantity.unit or "").endswith("đồng")
        meant = later.join == "none" and not later.head and bool(later.quantity.noun) and bool(later.tail)
        if given and meant and [t.text for t in frame.tail] == ["cho"]:
            frame.tail = [*frame.tail, *later.quantity.noun_tokens, *later.tail]


def across(found: list[Frame], run: list[Token]) -> None:
    """ "tai nạn giảm 5% cả 3 tiêu chí so với năm 2025": the base behind the criteria is that of the fall."""
    for frame, later in itertools.pairwise(found):
        counted = later.quantity.noun == "tiêu chí" and run[later.at - 1].text == "cả"
        if counted and frame.left.predicate in ("up", "down") and not frame.right.bases:
            frame.right.bases, later.right.bases = later.right.bases, []


def borrow_people(found: list[Frame]) -> None:
    """ "11 bác sĩ và 32 giường bệnh/vạn dân": both are told by so many people."""
    for frame, later in itertools.pairwise(found):
        people = (later.quantity.unit or "").partition("/")[2]
        if people.endswith("dân") and later.join == "và" and not later.head and frame.quantity.unit in nouns("staff"):
            frame.quantity.unit = f"{frame.quantity.unit}/{people}"


def borrow_whole(found: list[Frame]) -> None:
    """ "… 09 đảng viên, trong đó khiển trách 06, cảnh cáo 02": the parts are counted as their whole is."""
    counted: Frame | None = None
    for before, frame in itertools.pairwise(found):
        counted = before if before.quantity.noun else counted
        quantity, whole = frame.quantity, before.quantity
        if quantity.unit in ("nghìn", "triệu") and counted and (counted.quantity.unit or "").startswith(quantity.unit):
            # "742 nghìn lao động, tăng 1%; trong đó công nghiệp 379 nghìn"
            quantity.unit, quantity.noun = counted.quantity.unit, counted.quantity.noun
        fits = quantity.value <= whole.value or frame.join not in ("(", ":")
        listed = frame.part or frame.join in ("(", ":") or (before.part and frame.join in (",", "và"))
        listed = listed or (frame.colon and frame.join == "," and quantity.value < whole.value)  # "khiển trách: 05"
        changed = frame.left.predicate in ("up", "down") and not frame.head and not _said(frame.tail)
        if quantity.unit is None and changed and whole.noun and frame.join == "," and quantity.denominator is None:
            quantity.unit, quantity.noun = whole.unit, whole.noun  # "19 doanh nghiệp giải thể, giảm 3"
        stated = frame.part and not _said(frame.head) and bool(frame.tail) and frame.tail[0].text in _STATED
        if quantity.unit is None and stated and whole.noun and quantity.value <= whole.value:
            quantity.unit, quantity.noun = whole.unit, whole.noun  # "63 đoàn viên ưu tú, trong đó 41 được kết nạp"
        if quantity.unit is None and listed and frame.head and not _said(frame.tail) and whole.noun and fits:
            own = forward(frame.head, 0, len(frame.head), "nouns", "counted", 2)
            # "47 chi bộ; trong đó, đảng viên chính thức là 1.497"
            people = own is not None and own[0] in nouns("person")
            quantity.unit, quantity.noun = (own[0], own[0]) if own and people else (whole.unit, whole.noun)
            frame.part = True


_STATED: Final = frozenset({"được", "đã", "có", "là", "đạt", "bị"})


def _said(tail: list[Token]) -> bool:
    return any(token.kind == "w" for token in tail)


def parted(found: list[Frame], run: list[Token]) -> None:
    """ "486 xã (40%) [đạt chuẩn nâng cao]", "41 đơn vị cấp huyện thuộc 9 tỉnh [đã được công nhận]": what is said of the
    counted ones stands behind another number."""
    for number, (frame, later) in enumerate(itertools.pairwise(found)):
        quantity, stop = frame.quantity, later.right.stop
        share = later.join == "(" and later.quantity.unit == "%" and not _said(later.head) and not _said(frame.tail)
        if not share or not quantity.noun or quantity.measure or later.left.predicate not in (None, "share", "reach"):
            continue
        if stop + 1 >= len(run) or run[stop].text != ")" or run[stop + 1].text not in _SAID_OF:
            continue
        limit = found[number + 2].at if number + 2 < len(found) else len(run)
        end = next((i for i in range(stop + 1, limit) if run[i].kind == "p" or run[i].text in ("và", "với")), limit)
        frame.tail, later.tail, later.left.predicate = list(run[stop + 1 : end]), [], "share"
        if number + 2 < len(found):
            following = found[number + 2]
            following.head = [t for t in following.head if t.start >= run[end].start and t.text != ","]
            following.join = "," if following.join == ")" else following.join


_SAID_OF: Final = frozenset({"đạt", "được", "có", "hoàn", "đã", "tham", "chưa", "không", "sử"})


def named_behind(found: list[Frame], run: list[Token]) -> None:
    """ "142/1.126 (= 12,6%) [tổ chức cơ sở đảng] …": what is counted stands behind the bracket."""
    for frame, later in itertools.pairwise(found):
        quantity, stop = frame.quantity, later.right.stop
        if quantity.denominator is None or quantity.unit is not None or later.quantity.unit != "%":
            continue
        if later.join != "(" or any(t.kind == "w" for t in later.head) or stop >= len(run) or run[stop].text != ")":
            continue
        unit, noun, after, begin = unit_of(run, stop + 1)
        if noun:
            quantity.unit, quantity.noun, quantity.noun_tokens = unit, noun, run[begin:after]
            limit = next((i for i in range(after, len(run)) if run[i].kind in ("q", "p")), len(run))
            frame.tail, later.head, later.tail = list(run[after:limit]), [], []


def signed(found: list[Frame]) -> None:
    """ "41.260 con (-3,4%)", "tăng cao nhất (+11,9%)": a sign before the number says the direction of a change."""
    inside = False
    for before, frame in zip((None, *found), found, strict=False):
        head = frame.head
        inside = inside and frame.join in (";", ",")
        if not head or head[-1].text not in ("+", "-") or head[-1].end != frame.quantity.start:
            continue
        bracket = (frame.join == "(" or inside) and len(head) == 1
        inside = bracket
        opened = len(head) > 1 and head[-2].text == "("
        if not (bracket or opened) or frame.left.predicate is not None or frame.quantity.kind:
            continue
        frame.left.predicate = "up" if head[-1].text == "+" else "down"
        frame.head = _undirected(head[:-2])
        aside = [t.text for t in before.tail[:2]] if bracket and before is not None else []
        if before is not None and aside[:1] == [","] and aside[1:] not in (["tăng"], ["giảm"]):
            # "…, tăng 1,5%, khu vực nông nghiệp tiếp tục giảm (-2,8%)": its name stands before the bracket
            frame.head, before.tail, frame.join = _undirected(before.tail[1:]), [], ","


def _undirected(head: list[Token]) -> list[Token]:
    """Without "tăng cao nhất", "tiếp tục giảm" at its end, which the sign repeats."""
    for size in (1, 2, 3):
        if len(head) > size and head[-size].text in ("tăng", "giảm"):
            head = head[:-size]
            return head[:-2] if [t.text for t in head[-2:]] == ["tiếp", "tục"] else head
    return head


def alike(found: list[Frame]) -> None:
    """ "giảm 12,5% số vụ, 5,71% số người chết": the second one falls, too."""
    for before, frame in itertools.pairwise(found):
        counted = all(f.quantity.unit == "%" and f.tail and f.tail[0].text == "số" for f in (before, frame))
        bare = frame.left.predicate is None and not frame.head and frame.join in (",", "và")
        if counted and bare and before.left.predicate in ("up", "down"):
            frame.left.predicate = before.left.predicate


_IN_ORDER: Final = frozenset({("tương", "ứng"), ("lần", "lượt")})


def respective_bases(found: list[Frame]) -> None:
    """ "so với tháng trước và cùng kỳ tăng lần lượt 5,4% và 17,2%": the n-th base goes with the n-th number."""
    for frame, later in itertools.pairwise(found):
        if "respectively" not in frame.left.flags:
            continue
        at = next((i for i, t in enumerate(frame.head) if t.text == "so"), None)
        both = later.join == "và" and frame.left.predicate in ("up", "down") and frame.quantity.unit == "%"
        if at is None or not both:
            continue
        head = frame.head
        first = bases.after(head, at, len(head), bare=False)
        if first is None or first.stop >= len(head) or head[first.stop].text != "và":
            continue
        second = bases.after(head, first.stop + 1, len(head), bare=True)
        rest = head[second.stop :] if second else []
        if second is None or (rest and (at or rest[0].text != ",")):
            continue
        frame.head = head[:at] or rest[1:]
        first.begin = first.stop = second.begin = second.stop = 0
        frame.left.base, later.left.base, later.left.predicate = first, second, frame.left.predicate
        frame.left.flags.discard("respectively")


def respectively(found: list[Frame]) -> None:
    """ "Lúa, ngô lần lượt tăng 2% và 3%": the n-th name goes with the n-th number."""
    for first, frame in enumerate(found):
        head = frame.head
        if len(head) > 4 and (head[-2].text, head[-1].text) in _IN_ORDER:
            frame.head = head[:-2]
            frame.left.flags.add("respectively")
        if "respectively" not in frame.left.flags:
            continue
        listed = [frame]
        for later in found[first + 1 :]:
            changed = later.left.predicate in ("up", "down", "ratio") and frame.left.predicate in (
                None,
                "reach",
                "level",
            )
            if changed or later.join not in ("và", ",") or any(t.kind == "w" for t in later.head):
                break
            listed.append(later)
        names = [name for name in _names(frame.head) if any(t.kind == "w" for t in name)]
        if len(names) > len(listed):
            names = _names(frame.head, ("và",))  # "chế biến, chế tạo và sản xuất điện lần lượt …"
        if len(names) != len(listed):
            continue
        frame.left.times.extend(t for t in frame.head if t.kind == "t")
        for member, name in zip(listed, names, strict=True):
            member.head = name
            member.left.predicate = member.left.predicate or frame.left.predicate  # "lần lượt giảm 2,2% và tăng 3,8%"
            member.quantity.unit = member.quantity.unit or listed[-1].quantity.unit


def _names(head: list[Token], parted: Sequence[str] = (",", "và")) -> list[list[Token]]:
    names: list[list[Token]] = [[]]
    for token in head:
        if token.text in parted:
            names.append([])
        else:
            names[-1].append(token)
    names = [n for n in names if any(t.kind == "w" for t in n)]
    known = forward(names[0], 0, len(names[0]), "heads", "carried", 4) if names else None
    if known is None:
        return names
    shared = names[0][: known[1]]
    return [names[0], *(_headed(shared, name) for name in names[1:])]


def _headed(shared: list[Token], name: list[Token]) -> list[Token]:
    """ "Tỷ lệ hộ nghèo và hộ cận nghèo": the second name has the first one's head, unless it has its own."""
    if forward(name, 0, len(name), "heads", "carried", 4):
        return name
    overlap = next((i for i, t in enumerate(shared) if t.text == name[0].text), len(shared))
    return [*shared[:overlap], *name]


def share(found: list[Frame], run: list[Token]) -> None:
    """Gives a list's last predicate to its earlier members, and what follows "12/15 xã, tức 80%, [đạt chuẩn]" to
    the first.
    """
    for frame, later in itertools.pairwise(found):
        _inherit(frame, later)
    for frame, later in reversed(list(itertools.pairwise(found))):
        counting = later.quantity.noun is not None or later.quantity.unit == "%"
        if frame.quantity.denominator is not None and not frame.tail and later.quantity.unit == "%" and not later.head:
            if (
                later.left.predicate in ("ratio", "share", "reach", None)
                and not later.right.bases
                and later.join in (",", "(")
            ):
                frame.tail = _beyond(run, later)
            continue
        if later.join not in ("và", ",") or later.head or not counting or later.left.predicate not in (None, "exist"):
            continue
        if later.left.predicate == "exist" and frame.quantity.noun != later.quantity.noun:
            continue
        if (frame.quantity.unit == "%") != (
            later.quantity.unit == "%"
        ) or frame.quantity.measure != later.quantity.measure:
            continue
        if frame.tail and frame.quantity.noun and frame.quantity.noun == later.quantity.noun and later.join == ",":
            continue
        if (frame.tail and frame.tail[0].text in _SAYS_ITSELF) or not (frame.quantity.value and later.quantity.value):
            continue
        if any(t.text == "là" for t in frame.tail):
            continue  # "86% trưởng ấp là đảng viên, 100% ấp có chi bộ"
        if any(t.kind == "o" for t in frame.tail):
            continue  # "2 sản phẩm OCOP 4 sao, 1 hợp tác xã ứng dụng công nghệ cao"
        accused = frame.quantity.noun == "vụ" and later.quantity.noun in nouns("accused")
        if accused and not frame.tail and later.join == ",":
            frame.tail = list(later.tail)  # "31 vụ, 52 đối tượng phạm tội về ma túy"
            continue
        verb = next((i for i, t in enumerate(later.tail) if t.text in _SHARED), None)
        if verb is not None and not any(t.text in _SHARED for t in frame.tail) and len(frame.tail) <= 12:
            verb -= verb > 0 and later.tail[verb - 1].text == "khi"
            frame.tail = [*frame.tail, *later.tail[verb:]]
            frame.left.flags.add("shared")
            frame.right.flags |= later.right.flags & {"yearly"}


def _inherit(frame: Frame, later: Frame) -> None:
    """ "giảm 6 phòng và 11 đơn vị": the second member of a list has the first one's verb."""
    listed = later.join in ("và", ",") and not later.head and later.left.predicate is None and not later.right.bases
    rates = (
        frame.quantity.unit in ("%", "%/năm")
        and later.quantity.unit == "%"
        and bool(later.head)
        and later.head[0].text not in ("tăng", "giảm")
        and (
            later.join in (",", "và")
            or (later.join == ";" and frame.join != "(" and bool(frame.head) and not _named(frame.head))
        )
        and not later.tail
        and later.left.comparator not in ("lt", "le")  # "thu tăng 8%; hộ nghèo dưới 1%"
        and not any(base.of in ("plan", "resolution") for base in later.right.bases)  # "…, hoàn thành 99,9% kế hoạch"
    )
    if rates and later.left.predicate is None and frame.left.predicate in ("up", "down") and not _named(later.head):
        later.left.predicate = frame.left.predicate
    yearly = frame.quantity.unit == later.quantity.unit == "%/năm" and later.part
    falls = frame.left.predicate == "down" or [t.text for t in frame.head[:1]] == ["giảm"]
    if yearly and falls and later.left.predicate is None and not later.tail:
        later.left.predicate = "down"  # "giảm tỷ lệ hộ nghèo 3 - 4%/năm, trong đó vùng cao 5%/năm trở lên"
    grown = frame.quantity.unit == later.quantity.unit == "%" and later.join == "và" and not later.tail
    if listed and grown and frame.left.predicate in ("up", "down") and frame.quantity.kind is None:
        later.left.predicate = frame.left.predicate  # "tăng 1,1% và 15,2%": in the order of the bases told before
    of_each = frame.quantity.unit == later.quantity.unit == "%" and later.join == "và" and bool(frame.tail)
    of_each = of_each and not later.head and later.left.predicate is None and frame.left.predicate == "down"
    if of_each and [t.text for t in frame.tail[:2]] == [t.text for t in later.tail[:2]]:
        later.left.predicate = frame.left.predicate  # "giảm 5% biên chế công chức và 10% biên chế viên chức"
        later.left.comparator = later.left.comparator or frame.left.comparator
    based = grown and not later.head and later.left.predicate is None and bool(frame.right.bases and later.right.bases)
    if based and frame.left.predicate in ("up", "down") and all(base.of != "plan" for base in later.right.bases):
        later.left.predicate = frame.left.predicate  # "tăng 8,1% so với quý trước và 14,3% so với cùng kỳ"
    counted = bool(frame.quantity.noun) and bool(later.quantity.noun) and later.quantity.denominator is None
    counted = counted and bool(later.quantity.value)  # "tăng 2 tiêu chí, không có xã dưới 13 tiêu chí"
    counted = counted and not frame.right.bases  # "tăng 27 xã so với năm 2020 và 9 xã đạt chuẩn …"
    told = later.join in (",", "và") and not later.head and not later.tail and later.left.predicate is None
    listed = listed or (told and bool(later.right.bases))  # "tăng 36 vụ, 41 đối tượng so với cùng kỳ"
    if listed and counted and frame.left.predicate in ("up", "down") and later.quantity.kind is None:
        later.left.predicate = frame.left.predicate
        later.left.flags.add("listed")


def _named(head: list[Token]) -> bool:
    """Is it a name of its own, be it behind a time: "mỗi năm tỷ lệ hộ nghèo"?"""
    ends = (",", "năm", "định", "trì", "giữ", "vững")  # "ổn định tỷ lệ che phủ rừng 58%"
    begins = [at for at in range(len(head)) if at == 0 or head[at - 1].text in ends or head[at - 1].kind == "t"]
    return any(forward(head, at, len(head), "heads", "head", 4) for at in begins)


_SAYS_ITSELF: Final = frozenset({"chết", "mất", "thương", "nghèo", "vi"})
_SHARED: Final = frozenset({
    "có", "được", "đạt", "hoàn", "tham", "sử", "đang", "ứng", "bị", "chưa", "đã", "thành",
})  # fmt: skip


def _beyond(run: list[Token], later: Frame) -> list[Token]:
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
