"""Step 8: the indicator's name, cut from the words before and after the number."""

from __future__ import annotations

from typing import Final

from .chunks import balanced, without_aside
from .frame import Frame
from .head import Head
from .heads import clean, subject
from .lexicon import firsts, nouns, opens, table, words
from .places import place
from .tokens import Token, forward

__all__ = ["clean", "generic", "is_event", "place", "spell", "subject", "tail_name", "tidy"]

_PREPOSITIONS: Final = frozenset({
    "trong", "đến", "vào", "tại", "của", "cuối", "hết", "từ",
})  # fmt: skip
_AFTER: Final = frozenset({
    "đã", "là", "cho", "ước", "sẽ", "và", "của", "với", "trong", "tại", "thì", "từ", "đều", "cũng", "khoảng",
    "trên", "ở", "đến", "vào", "-", "cả", "tính", "về", "đó", "như", "hiện", "phấn", "đấu", "tăng", "giảm",
    "lên", "để", "còn", "chiếm", "theo", "bằng", "qua", "nay", "ra", "đưa", "”", '"', "/", "vượt", "nâng",
    "góp", "tức", "suốt",
})  # fmt: skip
_BEFORE: Final = frozenset({
    "-", "“", "”", '"', ":", ",", "tổng", "/", "các", ")", "cho", "của",
})  # fmt: skip


def spell(lower: str, run: list[Token]) -> str:
    """The tokens as written, lower case, single spaces."""
    pieces: list[str] = []
    end = -1
    for token in run:
        if token.text == ",":
            pieces.append(",")
        elif token.start == end or not pieces:
            pieces.append(lower[token.start : token.end])
        else:
            pieces += (" ", lower[token.start : token.end])
        end = token.end
    return " ".join("".join(pieces).replace("( )", "").replace("()", "").split())


def generic(noun: str) -> bool:
    """True for classifiers, which add no word to an indicator."""
    return noun in table("nouns", "classifier")


def is_event(named: list[Token]) -> bool:
    """Does a name end with, or consist of, the verb of an event?"""
    events = words("heads", "event")
    last = [t.text for t in named[-5:]]
    if any(" ".join(last[at:]) in events for at in range(len(last))):
        return True
    return last[-1:] == ["thêm"] and any(" ".join(last[at:-1]) in events for at in range(len(last) - 1))


def starts(name: str) -> bool:
    """Does a spelled name begin with the head of an indicator?"""
    return opens(name, "heads", "head")


def begins_name(run: list[Token]) -> bool:
    """Does an indicator's name begin here ("tỷ lệ …", "số …")?"""
    return forward(run, 0, len(run), "heads", "head", 4) is not None


def begins_event(run: list[Token]) -> bool:
    """Does the verb of an event stand first ("trồng rừng …")?"""
    return forward(run, 0, len(run), "heads", "event", 4) is not None


_HAPPENS: Final = frozenset({"khởi", "phục", "củng", "bước", "chuyển", "quan", "nâng"})


def tells(told: list[Token]) -> bool:
    """Does it tell how something went, no figure: "mạng lưới y tế được củng cố", "chuyển đổi số có bước tiến"?"""
    verb = next((at for at, t in enumerate(told) if at > 1 and t.text in ("được", "có", "tiếp", "đã")), None)
    if verb is None or begins_name(told) or begins_event(told):
        return False
    return bool({t.text for t in told[verb + 1 : verb + 3]} & _HAPPENS)


def tail_name(frame: Frame) -> list[Token]:
    """The counted noun and the words after it, without what is generic."""
    quantity = frame.quantity
    zero = quantity.written and quantity.value == 0
    tail = frame.tail[2:] if [t.text for t in frame.tail[:2]] == ["dự", "kiến"] else frame.tail
    first = frame.tail[0].text if frame.tail and quantity.noun == "người" else ""
    people = first in _SUFFERED or (quantity.noun == "ca" and bool(frame.tail) and frame.tail[0].text == "mắc")
    people = people or (frame.part and first in ("có", "được", "là", "bị"))
    people = people or (quantity.noun == "đơn vị" and bool(frame.tail) and frame.tail[0].text == "cấp")
    acted = quantity.noun == "đơn vị" and frame.left.predicate is None and not frame.tail and is_event(frame.head)
    people = people or acted
    if quantity.noun in ("nhóm", "ngành") and (end := next((i for i, t in enumerate(tail) if t.text == ","), 0)):
        tail = tail[:end]  # "2 nhóm giảm, một nhóm ổn định"
    plain = quantity.noun is None or (generic(quantity.noun) and not zero and not people)
    return tidy([*([] if plain else quantity.noun_tokens), *tail])


# "02 người chết, 03 người bị thương": who suffered stays in the name.
_SUFFERED: Final = frozenset({"chết", "mất", "bị", "mắc", "thương", "tử", "thiệt"})


def tidy(run: list[Token]) -> list[Token]:
    """A tail without times, loose ends and half brackets."""
    kept: list[Token] = []
    at = 0
    run = without_aside(run)
    begins = firsts("time", "time")
    while at < len(run):
        if run[at].kind == "t" or (run[at].kind == "o" and run[at].ref.kind == "date"):
            while kept and kept[-1].text in _PREPOSITIONS:
                kept.pop()
            at += 1
            continue
        begun = run[at].text in begins and (not kept or kept[-1].text != "cây")
        known = forward(run, at, len(run), "time", "time", 6) if begun else None
        if known and known[0] in ("term", "same", "now", "reset", "yearly"):
            at = known[1]
            continue
        kept.append(run[at])
        at += 1
    kept = _ended(kept)
    if [t.text for t in kept] in (["nhóm", "giảm"], ["nhóm", "tăng"]):
        return kept  # "2 nhóm giảm"
    if [t.text for t in kept[-2:]] == ["đề", "ra"]:
        kept = kept[:-2]
    while kept and (kept[-1].text in _AFTER or kept[-1].kind == "p"):
        if kept[-1].text in ("”", '"') and any(t.text in ("“", '"') for t in kept[:-1]):
            break  # "đạt mô hình “4 tốt”"
        if len(kept) > 1 and ((kept[-1].text == "vượt" and kept[-2].text in ("và", ",", "tiêu")) or _whole(kept)):
            break
        kept.pop()
    while kept and kept[0].text in _BEFORE:
        kept.pop(0)
    kept = balanced(kept)
    while kept and kept[-1].text in ("theo", "-"):
        kept.pop()
    return kept


def _whole(kept: list[Token]) -> bool:
    """ "Hoàn thành tốt nhiệm vụ trở lên": the last word belongs to the name."""
    return (kept[-2].text, kept[-1].text) in {("trở", "lên"), ("trở", "xuống")}


def _ended(run: list[Token]) -> list[Token]:
    """A tail ends before "là", "nào", "gồm" and the "/năm" of a rate."""
    for at in range(1, len(run)):
        if run[at].text == "nào" and run[at + 1 : at + 2] and run[at + 1].text in _OF_NONE:
            return run[:at] + _ended(run[at:])[1:]  # "không có chi bộ nào không hoàn thành nhiệm vụ"
        if (
            run[at].text in ("nào", "gồm", "nhằm")
            or (run[at].text == "để" and (at > 1 or run[0].text in ("đất", "tiền")))
            or (run[at].text == "là" and any(t.text in _VERBS for t in run[:at]))
        ):
            return run[:at]
        if at and run[at].text == "," and " ".join(t.text for t in run[at + 1 : at + 3]) in _ASIDES:
            return run[:at]  # "chỉ tiêu chưa đạt, chủ yếu về giải ngân"
        if run[at].text == "như" and run[at + 1 : at + 2] and run[at + 1].text == "sau":
            return run[:at]
        if run[at].text == "từ" and run[at + 1 : at + 2] and run[at + 1].text == "nguồn":
            return run[:at]
        if run[at].text == "/" and at + 2 >= len(run):
            return run[:at]
        if at and [t.text for t in run[at : at + 3]] in (["theo", "chỉ", "tiêu"], ["theo", "kế", "hoạch"]):
            return run[:at]
        if run[at].text in ("theo", "kèm", "gắn") and _document(run, at + 1):
            return run[:at]
    return run


_ASIDES: Final = frozenset({"nhất là", "chủ yếu", "còn lại"})
_OF_NONE: Final = frozenset({"không", "rớt", "bị", "vi", "tái"})


def _document(run: list[Token], at: int) -> bool:
    """ "theo Quyết định số 814-QĐ/HU": on whose authority is no part of a name."""
    at += at < len(run) and run[at].text == "với"
    near = run[at : at + 4]
    numbered = any(t.kind == "o" for t in near)
    two = " ".join(t.text for t in near[:2])
    if two == "tinh thần":
        return True
    return numbered and (near[0].kind == "o" or two in nouns("document"))


_VERBS: Final = frozenset({
    "đạt", "được", "có", "chưa", "hoàn", "không",
})  # fmt: skip


def tail_beyond(tail: list[Token], noun: list[Token]) -> bool:
    """Does a tail say more than what is counted?"""
    return any(token not in noun for token in tail)


def complete(frame: Frame, head: Head) -> bool:
    """Is the head a whole name, so that the tail adds nothing?"""
    quantity = frame.quantity
    counted = {t.text for t in quantity.noun_tokens}
    if counted and counted <= {t.text for t in head.name} and not frame.tail:
        return True
    if quantity.unit == "%" and "for" in frame.left.flags and frame.tail:
        return False  # "cấp thẻ BHYT cho 100% hộ nghèo"
    if quantity.denominator is not None and quantity.measure and [t.text for t in frame.tail[:1]] == ["được"]:
        return False  # "đường thôn 22,1/23,5 km được cứng hóa"
    if quantity.measure and frame.left.predicate in ("reach", "level", "left", "raised", "share"):
        return True
    if is_event(head.name):
        return False
    if quantity.measure or quantity.noun is None or generic(quantity.noun):
        told = [t for t in frame.tail if t.text not in ("người", "khách")]
        return not (told and quantity.noun and quantity.unit in ("lượt", "con"))
    return frame.left.predicate in ("reach", "level", "left", "raised", "share")
