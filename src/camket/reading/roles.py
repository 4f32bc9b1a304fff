"""Step 9: target, result or plan, by cue and genre."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .clauses import Frame
from .tokens import Token, forward

TARGET_GENRES = frozenset({"resolution", "council"})
_WEAK = frozenset({"được", "đã"})


@dataclass(slots=True)
class Cue:
    """A role word at a token index."""

    at: int
    role: str
    text: str


def cues(run: Sequence[Token], taken: set[int]) -> list[Cue]:
    """The role words of a sentence, save those that are part of a comparison's base (`taken`)."""
    found: list[Cue] = []
    at = 0
    while at < len(run):
        known = forward(run, at, len(run), "roles", "role", 5) if at not in taken and run[at].kind == "w" else None
        if known and not (
            known[0] == "plan"
            and at > 0
            and run[at - 1].kind == "w"
            and run[at].text in ("kế", "dự", "kh")
            and run[at + 1].text != "kiến"
        ):
            found.append(Cue(at, known[0], " ".join(t.text for t in run[at : known[1]])))
            at = known[1]
        else:
            at += 1
    return found


def role(
    frame: Frame,
    found: Sequence[Cue],
    floor: int,
    genre: str | None,
    seen: str | None,
    carried: str | None,
    *,
    until: bool,
    compared: bool,
) -> tuple[str, str]:
    """The role, and by what it was decided: "cue", "sentence", "comparison", "form", "carried", "genre"."""
    own = [c for c in found if floor <= c.at < frame.at]
    strong = [c for c in own if c.text not in _WEAK] or own
    if strong:
        return _settle(strong[-1], strong, compared), "cue"
    if "future" in frame.left.flags:
        return "target", "cue"
    earlier = [c for c in found if c.at < floor and c.text not in _WEAK]
    if earlier and earlier[-1].role != "plan":
        return earlier[-1].role, "sentence"
    if compared:
        return "result", "comparison"
    if seen:
        return seen, "sentence"
    if carried:
        return carried, "carried"
    if genre in TARGET_GENRES:
        return "target", "genre"
    if until or _promising(frame):
        return "target", "form"
    return "result", "genre"


def _settle(last: Cue, own: Sequence[Cue], compared: bool) -> str:
    if last.role == "plan" and compared:
        return "result"
    if last.role == "result" and any(c.role == "target" and c.text == "phấn đấu" for c in own):
        return "target"
    return last.role


def _promising(frame: Frame) -> bool:
    """Floors and upkeep are how promises are worded."""
    flags = frame.left.flags
    return "from" in flags or frame.right.comparator == "ge" or frame.left.comparator == "ge" or "keep" in flags
