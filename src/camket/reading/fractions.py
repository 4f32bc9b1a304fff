"""Step 7c: fractions: what was done and what was promised, and "12 xã trong tổng số 15 xã" told in two steps."""

from __future__ import annotations

import itertools
from typing import Final

from .frame import Frame
from .lexicon import nouns
from .tokens import forward

_AMONG: Final = (("trong", "tổng", "số"), ("trên", "tổng", "số"), ("trong", "số"))


def mark(found: list[Frame]) -> None:
    """Marks pairs by what stands beside them, and gives a figure the whole that it is part of."""
    among(found)
    planned(found)
    alike(found)


def among(found: list[Frame]) -> None:
    """ "12 xã trong tổng số 15 xã [đạt chuẩn]": the second figure is the first one's whole."""
    for frame, later in itertools.pairwise(found):
        part, whole = frame.quantity, later.quantity
        bare = part.unit is None and [t.text for t in frame.tail] == ["trong"] and not later.head
        if bare and whole.noun and whole.value > part.value:
            part.unit, part.noun, part.noun_tokens = whole.unit, whole.noun, whole.noun_tokens
            part.denominator, whole.kind = whole.value, "whole"
            frame.tail, later.tail = list(later.tail), []  # "4 trong 19 chỉ tiêu không đạt kế hoạch"
            continue
        if part.noun is None or part.noun != whole.noun or part.denominator or whole.denominator:
            continue
        between = tuple(t.text for t in (*frame.tail, *later.head))
        joint = next((words for words in _AMONG if between[-len(words) :] == words), None)
        if joint is None or part.value > whole.value or later.left.predicate or frame.left.predicate == "down":
            continue
        said = frame.tail[: max(0, len(between) - len(joint))]
        part.denominator, whole.kind = whole.value, "whole"
        frame.tail, later.head, later.tail = (said or list(later.tail)), [], []
        frame.right.bases += later.right.bases


def planned(found: list[Frame]) -> None:
    """ "376/550 người, đạt 68,4% kế hoạch": the share of the plan proves the second figure to be the plan."""
    for frame, later in itertools.pairwise(found):
        quantity = frame.quantity
        if not quantity.denominator or quantity.upper is not None or frame.tail or later.head or later.join != ",":
            continue
        of_plan = later.left.predicate == "reach" and later.quantity.unit == "%"
        if of_plan and any(base.of == "plan" for base in later.right.bases[:1]):
            told = later.quantity.value
            quantity.pair |= abs(quantity.value * 100 / quantity.denominator - told) < 1


def alike(found: list[Frame]) -> None:
    """ "trồng dâu 128/100 ha; thành lập doanh nghiệp 46/50 doanh nghiệp": one pair makes pairs of all work told so."""
    if not any(f.quantity.pair for f in found):
        return
    for frame in found:
        work = forward(frame.head, 0, len(frame.head), "heads", "event", 4) is not None
        if work and frame.quantity.denominator and frame.join in ("start", ";", ":") and not frame.tail:
            frame.quantity.pair = True


def borrow_plan(found: list[Frame]) -> None:
    """ "tạo việc làm cho 1.864 lao động (KH 1.800)": the promised figure is counted as what was done."""
    for at, frame in enumerate(found[1:], 1):
        before = found[at - 2] if at > 1 and found[at - 1].quantity.unit == "%" else found[at - 1]
        quantity, done = frame.quantity, before.quantity
        if quantity.unit is not None or frame.join != "(" or not done.unit or quantity.denominator:
            continue
        if " ".join(t.text for t in frame.head).removesuffix(" là") in nouns("promised"):
            quantity.unit, quantity.noun, frame.tail = done.unit, done.noun, []
