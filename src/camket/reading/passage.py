"""The reader: text in, Reading out. Each step is a module of its own; here they are joined."""

from __future__ import annotations

import operator
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from . import bodies, clauses, compound, headings, kinds, second, states, tables
from .confidence import confident, doubts, unsure_of
from .draft import Compared, Draft, Passage
from .genre import guess
from .model import Announced, Comparison, Other, Reading, Span, Statement
from .normalise import Normal, normalise
from .numbers import quantify
from .productions import produce
from .sentence import Sentence
from .tokens import Mention, Token, tokens

# Begins with one set of characters, so that the rest of a text is passed over quickly.
_END: Final = re.compile(
    r"[\n.!?…](?:(?<=\n)\n*|[ \t]+(?=\S)|(?<=[a-zà-ỹđ]{2}\.)(?=[A-ZĐ][a-zà-ỹđ])|(?<=[%)\w] \.)(?=[A-ZĐ]))"
)
_ABBREVIATED: Final = re.compile(r"\b(?:tp|tx|tt|ths|ts|pgs|gs|bs|đ/c|q|p|h|st|ô|ông|bà|v\.v)\.\Z")
_ITEM: Final = re.compile(r"(?<!\w)(?:\d{1,2}|[ivx]{1,4}|[a-zđ])\.\Z")
_LONGEST: Final = 5000
_MARKED: Final = frozenset("(0123456789")
_ENDS: Final = operator.attrgetter("end")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


def read(text: str, genre: str | None = None) -> Reading:
    """Statements and other numbers of a text. `genre` as in the labelled set; None: guessed from the text."""
    normal = normalise(text)
    passage = Passage(genre or guess(normal.folded))
    numbers = kinds.digits(normal.folded)
    found = kinds.mentions(normal.folded, numbers)
    starts = [m.start for m in found]
    drafts: list[Draft] = []
    others: list[tuple[int, int, str]] = [_narrow(normal.folded, m) for m in found]
    grids = tables.find(normal)
    done: list[tables.Table] = []
    for start, end in sentences(normal, found):
        if grid := _holding(grids, start):
            if not done or done[-1] is not grid:
                done.append(grid)
                _table(grid, normal, passage, drafts, others)
            continue
        if _silent(normal.folded, numbers, start, end):
            continue
        own = found[bisect_left(starts, start) : bisect_left(starts, end)]
        if _begins_line(normal, start):
            passage.bases = [base for base in passage.bases if base.of != "baseline" and base.of != "year"]
            if passage.role_line and passage.role != "target":
                passage.role, passage.role_line = passage.section, False
            if headings.is_heading(normal.text[start:end], normal.folded[start:end]):
                times = [m.period for m in own if m.period is not None and m.period.end]
                time = times[-1] if times else None
                headings.enter(passage, normal.text[start:end], normal.folded[start:end], time, start)
                continue
        if _begins_line(normal, start) or normal.text[start] in _MARKED:
            start, own = _after_marker(normal, start, end, own)
        _sentence(normal, passage, start, end, own, drafts, others)
    known = {(start, end) for start, end, _ in others}
    others.extend((*span, "count_announced") for *_, span in passage.announced if span not in known)
    return _reading(text, normal, numbers, passage, drafts, others)


def _sentence(
    normal: Normal,
    passage: Passage,
    start: int,
    end: int,
    own: list[Mention],
    drafts: list[Draft],
    others: list[tuple[int, int, str]],
) -> None:
    run = tokens(normal.folded, start, end, own)
    words = _words(run)
    areas = bodies.areas(normal.text, run, words)
    run = bodies.fuse(run, areas)
    plain = run
    offices = bodies.offices(normal.text, plain, end, words)
    run = bodies.acting(run, offices)
    run = quantify(states.mark(compound.merge(run), list(states.designations(normal.folded, start, end))))
    frames = clauses.frames(run)
    sentence = Sentence(passage, normal.lower, run, frames, (start, end))
    produce(sentence, normal.folded[start:end], words)
    if sentence.drafts:
        bodies.name(sentence.drafts, areas, offices)
    second.note(sentence.drafts, plain, passage.genre)
    drafts.extend(sentence.drafts)
    others.extend(sentence.others)


def _words(run: list[Token]) -> set[str]:
    """The words of a sentence, those of its mentions, too."""
    words = {token.text for token in run if token.kind == "w"}
    for token in run:
        if token.kind in "ot":
            words.update(token.text.split())
    return words


def _after_marker(normal: Normal, start: int, end: int, own: list[Mention]) -> tuple[int, list[Mention]]:
    """Where the sentence begins behind "1.2. ", and its mentions; a date that the marker would cut stays whole."""
    begin = headings.marker(normal.folded, start, end)
    if any(mention.start < begin < mention.end for mention in own):
        return start, own
    return begin, [mention for mention in own if mention.start >= begin]


def _begins_line(normal: Normal, start: int) -> bool:
    return start == 0 or normal.text[start - 1] == "\n"


def _holding(grids: Sequence[tables.Table], start: int) -> tables.Table | None:
    return next((grid for grid in grids if grid.start <= start < grid.end), None) if grids else None


def _table(
    grid: tables.Table, normal: Normal, passage: Passage, drafts: list[Draft], others: list[tuple[int, int, str]]
) -> None:
    """A table's statements; what a mention of time or of a name saw in one of its values is not also another number."""
    made, folded = tables.read_table(grid, normal, passage)
    numbered = list(tables.ordinals(grid))
    values = sorted([draft.span for draft in made] + folded + numbered)
    starts = [start for start, _ in values]
    kept = [o for o in others if not (grid.start <= o[0] < grid.end and _overlaps(values, starts, o))]
    others[:] = kept
    others.extend((start, end, "comparison") for start, end in folded)
    others.extend((start, end, "item") for start, end in numbered)
    drafts.extend(made)


def _overlaps(values: Sequence[tuple[int, int]], starts: Sequence[int], other: tuple[int, int, str]) -> bool:
    at = bisect_left(starts, other[1])
    return at > 0 and values[at - 1][1] > other[0]


_SPEAKING: Final = (
    "không ", "chuẩn", "đô thị", "phấn đấu", "mục tiêu", "nhiệm kỳ", "quý ", "tháng", "chỉ tiêu", "kết quả",
    " hai ", " ba ", " bốn ",
    "đến nay", "phương hướng", "thời gian tới", "những năm tới", "mười", "gấp", "thoát", "nhiệm vụ", " sáu ",
    " bảy ", " tám ", " chín ", "một ",
)  # fmt: skip


def _silent(folded: str, numbers: list[Span], start: int, end: int) -> bool:
    """A sentence without a number, a claim in words, or a word that sets the time or role of what follows."""
    at = bisect_left(numbers, (start, start))
    if at < len(numbers) and numbers[at][0] < end:
        return False
    sentence = folded[start:end]
    return not any(word in sentence for word in _SPEAKING)


def sentences(normal: Normal, found: list[Mention]) -> Iterator[tuple[int, int]]:
    """Spans of sentences: lines, and full stops before a capital or a digit that are no part of a mention."""
    text = normal.text
    start = at = 0
    for match in _END.finditer(text):
        breaks = text[match.start()] == "\n"
        end = match.start() if breaks else match.start() + 1
        if not breaks and _continues(normal.lower, start, end):
            continue
        while at < len(found) and found[at].end <= end:
            at += 1
        if at < len(found) and found[at].start < end:
            continue
        if not breaks and text[match.end() : match.end() + 1].islower():
            continue
        if end > start:
            yield from _pieces(text, start, end, found)
        start = match.end()
    if start < len(text):
        yield from _pieces(text, start, len(text), found)


def _continues(lower: str, start: int, end: int) -> bool:
    """Is the full stop at `end` that of an abbreviation, or of an item's number ("1. ")?"""
    if _ABBREVIATED.search(lower, max(start, end - 6), end):
        return True
    item = _ITEM.search(lower, max(start, end - 5), end)
    return item is not None and (
        item.start() == start or lower[start : item.start()].rstrip(" ")[-1:] in tuple("\n.:;(")
    )


def _pieces(text: str, start: int, end: int, found: list[Mention]) -> Iterator[tuple[int, int]]:
    """A sentence no longer than any real one: what a hostile text runs on with is read piece by piece."""
    while end - start > _LONGEST:
        stop = text.rfind(" ", start + 1, start + _LONGEST)
        if stop <= start:
            break
        at = bisect_left(found, stop, key=_ENDS)
        if at < len(found) and found[at].start < stop:
            stop = found[at].end
        yield start, stop
        start = stop
    yield start, end


def _narrow(folded: str, mention: Mention) -> tuple[int, int, str]:
    """From the first to the last digit of a mention."""
    digits = [i for i in range(mention.start, mention.end) if folded[i].isdecimal()]
    if not digits:
        return mention.start, mention.start, mention.kind
    return digits[0], digits[-1] + 1, mention.kind


def _reading(
    text: str,
    normal: Normal,
    numbers: list[Span],
    passage: Passage,
    drafts: list[Draft],
    others: list[tuple[int, int, str]],
) -> Reading:
    drafts.sort(key=lambda d: d.span)
    reached = [d.span for d in drafts if d.aggregate == "state"]
    if reached:  # "đô thị loại 4": the number belongs to the words of the designation
        others = [o for o in others if not any(a <= o[0] and o[1] <= b for a, b in reached)]
    covered = sorted([d.span for d in drafts if d.span[1] > d.span[0]] + [(a, b) for a, b, _ in others if b > a])
    spans = {(a, b) for a, b, _ in others}
    for start, end in _uncovered(normal.folded, numbers, covered):
        if (start, end) not in spans:
            others.append((start, end, _left_over(normal.folded, start, end)))
    statements = tuple(_statement(normal, d) for d in drafts)
    listed = tuple(Other(normal.back(a, b), kind) for a, b, kind in sorted(others) if b > a)
    announced = tuple(Announced(n, noun, group, normal.back(*span)) for n, noun, group, span in passage.announced)
    return Reading(text, statements, listed, announced)


def _left_over(folded: str, start: int, end: int) -> str:
    """The kind of a number that no rule has read: a year, the exponent of "m2", else unread."""
    if _YEAR.fullmatch(folded, start, end):
        return "year"
    if folded.startswith((" vạn dân", " dân"), end):
        return "unit"
    return "unit" if folded[max(0, start - 1) : start] in ("m", "%") and end - start == 1 else "unread"


def _uncovered(folded: str, numbers: list[Span], covered: list[Span]) -> Iterator[Span]:
    """Numbers that no span of `covered` touches: whole ("1.240,5") where none touches any part of them."""
    parts: list[Span] = []
    at = last = 0
    whole = True
    for start, end in numbers:
        if start != last + 1 or folded[last] not in ".,":
            yield from _joined(parts) if whole else parts
            parts, whole = [], True
        last = end
        while at < len(covered) and covered[at][1] <= start:
            at += 1
        if at < len(covered) and covered[at][0] < end:
            whole = False
        else:
            parts.append((start, end))
    yield from _joined(parts) if whole else parts


def _joined(parts: list[Span]) -> list[Span]:
    return [(parts[0][0], parts[-1][1])] if parts else []


def _statement(normal: Normal, draft: Draft) -> Statement:
    versus = None if draft.versus_of is None else {"of": draft.versus_of, "percent": draft.versus_percent}
    doubted = doubts(draft)
    sure = confident(doubted)
    return Statement(
        role=draft.role,
        indicator=draft.indicator,
        value=draft.value,
        upper=draft.upper,
        denominator=draft.denominator,
        unit=draft.unit,
        comparator=draft.comparator,
        aggregate=draft.aggregate,
        period=draft.period,
        versus=versus,
        part_of=draft.part_of,
        span=normal.back(*draft.span),
        sentence=normal.back(*draft.sentence),
        confident=sure,
        part=draft.part,
        stage=draft.stage,
        heading=draft.heading,
        rule=draft.rule,
        doubts=doubted,
        unsure_of=() if sure else unsure_of(doubted),
        comparisons=tuple(_comparison(normal, each) for each in draft.compared),
        area=draft.area,
        office=draft.office,
    )


def _comparison(normal: Normal, one: Compared) -> Comparison:
    span = None if one.span is None else normal.back(*one.span)
    period = one.base.period.years() if one.base.period else None
    return Comparison(one.of, one.percent, one.difference, one.unit, one.base.words or None, period, span)
