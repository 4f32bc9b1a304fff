"""Step 10b: the base of a comparison: written with it, at the end of its list, or carried over in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .bases import NEAR, Base
from .frame import Frame

if TYPE_CHECKING:
    from .sentence import Sentence

YEARLY_GENRES: Final = frozenset({"year_report", "council", "sector_news", "statistics"})
_CHANGES: Final = ("up", "down", "times")
_COMPARING: Final = (*_CHANGES, "reach", "exceed")


def written(frame: Frame) -> Base | None:
    """The base that stands with the frame's number."""
    return frame.left.base or (frame.right.bases[0] if frame.right.bases else None)


def carried(sentence: Sentence, frame: Frame) -> Base | None:
    """The base of a comparison told before, each in its turn."""
    passage = sentence.passage
    grown = frame.left.predicate in _CHANGES
    fitting = [b for b in passage.bases if (b.of not in ("plan", "resolution")) == grown]
    if passage.period and passage.period.part and passage.period.part[-1:] == "M":
        far = [b for b in fitting if b.specific not in NEAR]  # "9 tháng … tăng 9,3%": not against a month
        if fitting and not far and passage.genre in YEARLY_GENRES:
            return Base("previous_year")
        fitting = far
    if not fitting and frame.left.predicate == "ratio" and sentence.run[frame.at - 1].text == "bằng":
        fitting = passage.bases  # "bằng 99,4% cùng kỳ, … bằng 98,9%"
    if not fitting:
        return None
    if len({b.of for b in fitting}) > 1:
        sentence.marks.add("base_carried")
    passage.turn += 1
    if passage.turn == 1 and len(fitting) == 2 and fitting[0].specific in NEAR and not _again(sentence):
        return fitting[1]  # "tăng 1,9% so với tháng trước và 12,4% so với cùng kỳ; bán lẻ tăng 11,8%": in a year
    return fitting[min(passage.turn, len(fitting)) - 1]


def _again(sentence: Sentence) -> bool:
    """Is the change followed by another one of the same figure?"""
    later = sentence.frames[sentence.index + 1 : sentence.index + 2]
    return bool(later) and not later[0].head and later[0].left.predicate in _CHANGES


def at_end(sentence: Sentence, frame: Frame) -> Base | None:
    """ "A tăng 2%, B tăng 3%, C tăng 4% so với năm 2018": the base stands at the end of the list."""
    if frame.left.predicate == "ratio" and sentence.index + 1 < len(sentence.frames):
        later = sentence.frames[sentence.index + 1]
        return written(later) if later.join == "(" and later.left.predicate in ("up", "down") else None
    predicate = frame.left.predicate
    kinds = _CHANGES if predicate in _CHANGES else (predicate,)
    if predicate not in _COMPARING or sentence.index + 1 >= len(sentence.frames):
        return None
    if frame.left.predicate == "reach" and frame.quantity.unit != "%":
        return None
    last = sentence.frames[-1]
    shared = bool(last.head and frame.head) and last.quantity.unit == "%"
    base = written(last)
    shared = shared and frame.quantity.unit in ("%", "lần") and base is not None and base.of != "baseline"
    for later in sentence.frames[sentence.index + 1 : sentence.index + 13]:
        bracket = later.join == "(" and not later.head
        if bracket and frame.left.predicate == "reach" and later.left.predicate in ("up", "down"):
            return None  # "đạt 61,4% (tăng hơn 8% so với nghị quyết)": the base of the rise alone
        said = [t.text for t in sentence.run[max(0, later.at - 3) : later.at]]
        if said[:2] == ["hơn", "mức"]:
            return None  # "tăng 6,8%, thấp hơn mức tăng 7,1% của cùng kỳ năm 2016"
        if later.left.base is not None and later.left.base.of == "plan" and predicate in _CHANGES:
            return None  # "tăng 4,7% và thấp hơn kế hoạch 3,1%"
        if said[-1:] == ["hơn"] and later.join == "," and not later.head:
            return None  # "tăng 8,6%, thấp hơn 0,9% so với Nghị quyết": what was reached, held against the aim
        if later.left.predicate == "ratio" and later.join in (",", "và") and (found := written(later)):
            return None if found.of in ("plan", "resolution") else found
        joins = (",", "và", ";", "part") if shared and later.head else (",", "và")
        if not bracket and (later.join not in joins or later.left.predicate not in kinds):
            return None
        if found := written(later):
            told = sentence.passage.bases
            near = len(told) > 1 and told[0].specific in NEAR and later is sentence.frames[sentence.index + 1]
            return None if near and not later.head and found.of == told[1].of else found
    return None
