"""Step 7d: counts of one kind, by form, grade or sex, that leave out what is counted."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from .frame import Frame
from .tokens import Token


def complete(found: list[Frame]) -> None:
    """Gives such counts their unit and their name."""
    if any(frame.quantity.unit is None for frame in found):
        _in_brackets(found)
        _graded(found)


def _in_brackets(found: list[Frame]) -> None:
    """ "21 đảng viên bằng các hình thức khiển trách (15), cảnh cáo (05)": the name stands before its bracket."""
    whole: Frame | None = None
    for before, frame in itertools.pairwise(found):
        form = _form(before) if whole is None and _alone(frame) else 0
        if form:
            frame.head, whole = list(before.tail[form:]), before
            before.tail = before.tail[: form - 2]
            while before.tail and before.tail[-1].text in _BY:
                before.tail = before.tail[:-1]
        elif whole is not None and frame.quantity.unit is None and [t.text for t in frame.head[-1:]] == ["("]:
            frame.head, frame.join = frame.head[:-1], ","
        else:
            whole = None
            continue
        frame.quantity.unit, frame.quantity.noun = whole.quantity.unit, whole.quantity.noun
        frame.part = True


_BY: Final = frozenset({"bằng", "với", "theo", "các", "dưới", "những"})


def _alone(frame: Frame) -> bool:
    return frame.quantity.unit is None and frame.join == "(" and not frame.head and not frame.tail


def _form(frame: Frame) -> int:
    """Where the name of the first form begins in the words behind what is counted; 0 where there is none."""
    told = [t.text for t in frame.tail]
    at = next((at for at in range(len(told) - 2) if told[at : at + 2] == ["hình", "thức"]), None)
    return 0 if at is None or frame.quantity.noun is None else at + 2


def _graded(found: list[Frame]) -> None:
    """ "11 chi bộ hoàn thành xuất sắc nhiệm vụ (20%), 40 hoàn thành tốt, 04 hoàn thành": all are of the same kind."""
    whole: Frame | None = None
    for frame in found:
        told = [t.text for t in frame.tail]
        if frame.quantity.noun is not None and frame.quantity.denominator is None and _grade(told):
            whole = frame
        elif frame.quantity.noun is not None and told[-2:] in (["đánh", "giá"], ["xếp", "loại"]):
            whole = frame  # "58/58 chi bộ được đánh giá, trong đó 11 hoàn thành xuất sắc nhiệm vụ"
        elif whole is not None and frame.quantity.unit is None and not _words(frame.head) and _grade(told):
            frame.quantity.unit, frame.quantity.noun = whole.quantity.unit, whole.quantity.noun
            frame.quantity.noun_tokens = whole.quantity.noun_tokens
            if "nhiệm" not in told and [t.text for t in whole.tail[-2:]] == ["nhiệm", "vụ"]:
                frame.tail = [*frame.tail, *whole.tail[-2:]]


def _grade(told: Sequence[str]) -> bool:
    return told[:2] == ["hoàn", "thành"] or told[:3] == ["không", "hoàn", "thành"]


def _words(head: list[Token]) -> bool:
    return any(token.kind == "w" for token in head)


def of_people(found: list[Frame]) -> None:
    """ "số người tham gia BHYT trên 812 nghìn": whom the number counts stands in its name."""
    for frame in found:
        quantity = frame.quantity
        named = [t.text for t in frame.head[:2]] == ["số", "người"]
        if named and quantity.unit in ("nghìn", "triệu", "vạn") and not frame.tail:
            quantity.unit, quantity.noun = f"{quantity.unit} người", "người"


def women(found: list[Frame]) -> None:
    """ "118 quần chúng ưu tú (74 nữ, 21 người theo đạo)": how many of those counted are women."""
    for before, frame in itertools.pairwise(found):
        quantity, sex = frame.quantity, frame.tail[:1]
        counted = before.quantity.noun is not None and (frame.join == "(" or frame.part)
        if quantity.unit is None and counted and [t.text for t in sex] == ["nữ"] and not _words(frame.head):
            quantity.unit, quantity.noun, quantity.noun_tokens = "người", "nữ", sex
            frame.tail, frame.part = frame.tail[1:], True
