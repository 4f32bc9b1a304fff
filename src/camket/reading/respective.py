"""Step 10d: "736 doanh nghiệp, vốn 6.482 tỷ đồng, giảm lần lượt 3,8% và 21,5%": the n-th ratio is of the n-th level."""

from __future__ import annotations

from collections.abc import Sequence

from .draft import Draft, Item
from .frame import Frame
from .head import Head
from .sentence import Sentence

_LEVELS = frozenset({"last", "sum", "average", "every_year"})


def _fit(members: Sequence[Frame], levels: Sequence[Draft]) -> bool:
    """Ratios fit any level; a difference fits a level in its own unit."""
    units = [(member.quantity.unit, level.unit) for member, level in zip(members, levels, strict=True)]
    return all(unit in ("%", "lần") or unit.split(" ")[0] == (own or "").split(" ")[0] for unit, own in units if unit)


def assign(sentence: Sentence, frame: Frame, head: Head) -> None:
    """Lets the ratios behind "lần lượt" speak of the levels before them, in order; all others end the waiting."""
    if "respectively" in frame.left.flags and not head.name and frame.quantity.unit:
        members = [frame]
        for later in sentence.frames[sentence.index + 1 :]:
            if later.join not in ("và", ",") or later.head:
                break
            members.append(later)
        levels = [d for d in sentence.drafts if d.aggregate in _LEVELS and d.unit != "%"][-len(members) :]
        if len(members) < 2 or len(levels) != len(members) or not _fit(members, levels):
            return
        if frame.left.predicate in (None, "ratio") and "%" in (frame.quantity.unit, members[-1].quantity.unit):
            frame.left.predicate = "reach"
        for member in members[1:]:
            member.left.predicate = frame.left.predicate
        sentence.awaiting = levels
    elif frame.head or frame.join not in ("và", ","):
        sentence.awaiting = []
    if sentence.awaiting:
        level = sentence.awaiting.pop(0)
        sentence.passage.item = Item(level.indicator, level=level)
        frame.tail = []
