"""Step 10d: "736 doanh nghiệp, vốn 6.482 tỷ đồng, giảm lần lượt 3,8% và 21,5%": the n-th ratio is of the n-th level."""

from __future__ import annotations

from typing import Final

from .draft import Draft, Item
from .frame import Frame
from .head import Head
from .sentence import Sentence

_LEVELS: Final = frozenset({"last", "sum", "average", "every_year"})


def _fit(members: list[Frame], levels: list[Draft]) -> bool:
    """Ratios fit any level; a difference fits a level in its own unit."""
    units = [(member.quantity.unit, level.unit) for member, level in zip(members, levels, strict=True)]
    return all(unit in ("%", "lần") or unit.split(" ")[0] == (own or "").split(" ")[0] for unit, own in units if unit)


def assign(sentence: Sentence, frame: Frame, head: Head) -> None:
    """Lets the ratios behind "lần lượt" speak of the levels before them, in order; all others end the waiting."""
    if "respectively" in frame.left.flags and not head.name and frame.quantity.unit:
        members = [frame]
        for later in sentence.frames[sentence.index + 1 :]:
            parted = later.join == ";" and later.quantity.unit == frame.quantity.unit == "%"
            if not (later.join in ("và", ",") or parted) or later.head:
                break
            members.append(later)
        levels = [d for d in sentence.drafts if d.aggregate in _LEVELS and d.unit != "%" and d.versus_percent is None]
        levels = levels[-len(members) :]
        if len(members) < 2 or len(levels) != len(members) or not _fit(members, levels):
            return
        if frame.left.predicate in (None, "ratio") and "%" in (frame.quantity.unit, members[-1].quantity.unit):
            frame.left.predicate = "reach"
        for member in members[:-1]:
            member.right.bases = member.right.bases or list(members[-1].right.bases)
        for member in members[1:]:
            member.left.predicate = member.left.predicate or frame.left.predicate
        sentence.awaiting = levels
    elif frame.head or frame.join not in ("và", ",", ";"):
        sentence.awaiting = []
    if sentence.awaiting:
        level = sentence.awaiting.pop(0)
        sentence.passage.item = Item(level.indicator, level=level)
        frame.tail = []


def counterpart(sentence: Sentence, frame: Frame, head: Head) -> bool:
    """ "… (cơ cấu tương ứng của năm 2021 lần lượt là: 37,02%; 20,65%)": the n-th figure was the n-th level's then."""
    if frame.join == "(" and "respectively" in frame.left.flags:
        told = [t.ref.period for t in (*frame.left.times, *frame.head) if t.kind == "t" and t.ref.period.end]
        members = [frame]
        for later in sentence.frames[sentence.index + 1 :]:
            if later.join not in (";", ",", "và") or later.head or later.quantity.unit != frame.quantity.unit:
                break
            members.append(later)
        levels = [d for d in sentence.drafts if d.unit == frame.quantity.unit and d.aggregate in _LEVELS]
        if told and len(members) > 1 and len(levels) >= len(members):
            sentence.counterparts = [(level, told[0]) for level in levels[-len(members) :]]
    elif frame.head or frame.join not in (";", ",", "và"):
        sentence.counterparts = []
    if not sentence.counterparts:
        return False
    level, period = sentence.counterparts.pop(0)
    draft = sentence.draft("earlier", frame, level.indicator)
    draft.aggregate, draft.part_of, draft.role = level.aggregate, level.part_of, "result"
    draft.period, draft.part = period.years(), period.part
    return True
