"""Step 7: the frame of one quantity: its cues, the words before and after it, and how it is joined."""

from __future__ import annotations

from dataclasses import dataclass, field

from .cues import Left, Right
from .numbers import Quantity
from .tokens import Token


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


def comparator(frame: Frame) -> str:
    """The comparator as worded; a decrease turns it round afterwards."""
    if told := frame.right.comparator or frame.left.comparator:
        return told
    floor = "from" in frame.left.flags and frame.quantity.upper is None and frame.quantity.denominator is None
    return "ge" if floor else "eq"
