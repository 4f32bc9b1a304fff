"""Step 11a: what a careful reader would check. `lexicon/doubts.toml` says why, and how much it weighs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import naming
from .draft import Draft
from .frame import Frame
from .lexicon import opens, table, words

if TYPE_CHECKING:
    from .sentence import Sentence

_DATED: Final = frozenset({"year_report", "statistics", "council"})
_INDICES: Final = frozenset({"cpi", "iip", "grdp", "gdp"})
_LONG: Final = 11
_LONG_TAIL: Final = 6
_DROPPED: Final = 4
_MANY_TIMES: Final = 3
_COMPARING: Final = frozenset({"up", "down", "ratio", "times", "exceed"})


def note(sentence: Sentence, draft: Draft, frame: Frame) -> None:
    """Notes the doubts that name, time, role and surroundings of a new statement give."""
    for marks in (_of_name(sentence, draft, frame), _of_time(sentence, draft, frame), _of_place(sentence, frame)):
        draft.doubts.update([mark for mark, holds in marks.items() if holds])
    draft.doubts |= sentence.marks


def _of_name(sentence: Sentence, draft: Draft, frame: Frame) -> dict[str, bool]:
    quantity, passage, name = frame.quantity, sentence.passage, draft.indicator.split()
    unclear = table("heads", "unclear").get(draft.indicator)
    return {
        "no_name": not name,
        "of_other_unit": _of_other_unit(sentence, draft, frame),
        "short_name": len(name) == 1 and draft.indicator not in _INDICES,
        "unknown_start": not _known_start(draft.indicator) and not passage.structure,
        "count_kept": not frame.head and quantity.noun is not None and not frame.tail,
        "of_how_many": quantity.noun == "chỉ tiêu" and quantity.denominator is None,
        "long_name": len(name) > _LONG,
        "unclear_name": unclear == "unclear",
        "needs_context": unclear == "context",
        "list_unnamed": "," in draft.indicator and not naming.starts(draft.indicator) and quantity.noun is None,
        "dropped_words": len(frame.head) - len(name) > _DROPPED and bool(name),
        "long_tail": len(frame.tail) > _LONG_TAIL,
        "glue": not words("heads", "glue").isdisjoint(name),
    }


def _of_other_unit(sentence: Sentence, draft: Draft, frame: Frame) -> bool:
    """ "Thu ngân sách đạt 131 tỷ đồng. Về nông nghiệp, tích tụ được 255 ha": no name, and no unit of what was told."""
    item = sentence.passage.item
    if frame.join != "start" or draft.rule != "level.elided" or item is None or item.level is None:
        return False
    own, told = (draft.unit or "").split(" ")[-1], (item.level.unit or "").split(" ")[-1]
    return own != told and "%" not in (own[:1], told[:1])


def _of_time(sentence: Sentence, draft: Draft, frame: Frame) -> dict[str, bool]:
    passage = sentence.passage
    return {
        "tail_time": any(t.kind == "t" for t in frame.tail),
        "turned": passage.turned,
        "term_or_year": _term_or_year(sentence),
        "year_unused": draft.period is None and (passage.dated or sentence.dated),
        "year_carried": draft.period is not None and not sentence.dated,
        "years_many": not sentence.dated and len(set().union(*passage.times_near)) >= _MANY_TIMES,
        "date_carried": bool(passage.period and passage.period.past and not sentence.dated),
    }


def _of_place(sentence: Sentence, frame: Frame) -> dict[str, bool]:
    run, passage = sentence.run, sentence.passage
    return {
        "from": "from" in frame.left.flags and frame.right.comparator is None,
        "misc": passage.genre in (None, "misc"),
        "council": passage.genre == "council" and frame.left.predicate in ("up", "down"),
        "sub_item": run[0].text == "+"
        or sentence.lower[max(0, sentence.span[0] - 2) : sentence.span[0]].strip() == "+",
        "shared": "shared" in frame.left.flags,
        "cut": "cut" in frame.left.flags,
        "after_other": _after_other(sentence, frame),
        "next_near": sentence.index + 1 < len(sentence.frames)
        and sentence.frames[sentence.index + 1].join in ("none", "với"),
        "bracketed": frame.join == "(",
        "loose": frame.join == "none",
        "spoken_of": bool(sentence.about),
        "two_roles": len({cue.role for cue in sentence.cues}) > 1,
        "base_elided": frame.left.predicate in _COMPARING and not frame.right.bases and frame.left.base is None,
    }


def note_sentence(sentence: Sentence) -> None:
    """Notes the doubts that the statements of a sentence give one another."""
    told = [(draft.indicator, draft.unit, draft.aggregate) for draft in sentence.drafts]
    unread = any(other[2] == "unread" for other in sentence.others)
    alike = len(set(told)) < len(told)
    for draft, name in zip(sentence.drafts, told, strict=True):
        if alike and told.count(name) > 1:
            draft.doubts.add("same_name")
        if unread:
            draft.doubts.add("unread_near")


def _known_start(name: str) -> bool:
    return any(opens(name, *section) for section in _STARTS)


_STARTS: Final = (("heads", "head"), ("heads", "event"), ("nouns", "counted"))


def _term_or_year(sentence: Sentence) -> bool:
    """A year named after a term: does it still hold, or the term again?"""
    period, term = sentence.passage.period, sentence.passage.term_period
    if sentence.passage.genre in _DATED or sentence.dated or not term:
        return False
    return bool(period and period.end and period.start == period.end and not period.part)


def _after_other(sentence: Sentence, frame: Frame) -> bool:
    """Does the name end at a number that was no statement?"""
    if not sentence.others or not sentence.index or any(t.kind == "w" for t in frame.head):
        return False
    return frame.join in ("none", "với") and sentence.others[-1][:2] == sentence.before()
