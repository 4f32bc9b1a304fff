"""Step 10b: one production per kind of predicate. A comparison folds into the level before it, or stands alone."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from . import aggregates, bases, judge, naming
from .bases import Base
from .clauses import Frame
from .draft import Draft, Item
from .naming import Head
from .sentence import Sentence, negate, plan_word, written

_HUNDRED = Decimal(100)
_YEARLY_GENRES = frozenset({"year_report", "council", "sector_news", "statistics"})
_NEAR = frozenset({"tháng trước", "quý trước", "tuần trước"})


def produce(sentence: Sentence, text: str) -> None:
    """Goes through the sentence's frames in order."""
    passage = sentence.passage
    about = judge.flags(text)
    sentence.folded = text
    passage.structure = None
    passage.verb = []
    passage.front = passage.prefix = None
    passage.listed = False
    passage.average = passage.growth = False
    passage.among = None
    if sentence.frames and not sentence.frames[0].part:
        passage.whole = None
    if not sentence.frames:
        _carry(sentence, text)
    for index, frame in enumerate(sentence.frames):
        sentence.index = index
        if frame.part:
            listed = sentence.run[sentence.floor : frame.at]
            passage.listed = any(t.text == ":" for t in listed)
        if frame.join == ";" and not passage.listed:
            passage.whole = None
        if frame.join == ";":
            passage.total = passage.average = False
            passage.yearly = passage.yearly and frame.quantity.unit == "%"
        _frame(sentence, frame, about)
        sentence.floor = frame.at + 1
    passage.yearly = False


def _carry(sentence: Sentence, text: str) -> None:
    """A sentence without quantities may still set the period and the role of those that follow."""
    title = any(word in text for word in ("đại hội", "ban chấp hành", "kỳ họp", "hội đồng nhân dân"))
    opening = sentence.run if len(sentence.run) <= 15 else sentence.run[:4]
    for token in opening:
        if token.kind == "t" and not title and token.ref.period.end is not None:
            sentence.period(token.ref.period)
    strong = [cue for cue in sentence.cues if cue.role != "plan" and cue.text not in ("đã", "ước", "hiện", "cả năm")]
    if strong:
        sentence.passage.role, sentence.passage.role_line = strong[-1].role, False


def _frame(sentence: Sentence, frame: Frame, about: set[str]) -> None:
    head = naming.clean(frame)
    frame.left.flags |= head.flags & {"keep", "average", "yearly"}
    head.name, planned = plan_word(head.name)
    sentence.context(head, frame)
    if frame.quantity.kind == "state":
        _state(sentence, frame, head)
        return
    if _whole(sentence, frame) or _origin(sentence, frame, head):
        return
    _again(sentence, frame)
    _bracketed(sentence, frame, head)
    why = _why(sentence, frame, about)
    if why:
        sentence.other(frame, why)
        for token in (*frame.right.times, *(t for t in frame.tail if t.kind == "t")):
            sentence.period(token.ref.period)
        if why == "count_announced" and frame.quantity.noun in ("chỉ tiêu", "mục tiêu"):
            sentence.role_seen = sentence.passage.role = "target"
            sentence.passage.role_line = False
        if head.direction and head.name:
            sentence.item(naming.spell(sentence.lower, head.name))
        return
    before = len(sentence.drafts)
    for production in PRODUCTIONS:
        if production(sentence, frame, head):
            break
    if planned and not sentence.passage.bases:
        sentence.passage.bases = [Base("plan")]
    for draft in sentence.drafts[before:]:
        if planned and draft.role == "result" and draft.stage is None:
            draft.role = "plan"
    _surpass(sentence, frame)


def _why(sentence: Sentence, frame: Frame, about: set[str]) -> str | None:
    """Why the quantity is no statement: by its sentence, its own clause, its noun."""
    run = sentence.run
    here: set[str] = set()
    if about:
        first, last = run[sentence.floor], (frame.tail or [run[frame.at]])[-1]
        start = sentence.span[0] if sentence.floor == 0 else first.start
        here = judge.flags(
            sentence.folded[start - sentence.span[0] : max(last.end, frame.quantity.end) - sentence.span[0] + 1]
        )
    previous = sentence.frames[sentence.index - 1].quantity.start if sentence.index else -1
    told = bool(sentence.drafts) and sentence.drafts[-1].span[0] == previous
    listed = bool(sentence.passage.verb) or told or (frame.part and bool(sentence.drafts))
    return judge.kind(frame, run, about, here, sentence.passage.genre, listed=listed)


def _whole(sentence: Sentence, frame: Frame) -> bool:
    """ "Trong số 214 hồ sơ, 198 hồ sơ …": the first figure is the denominator of those that follow."""
    quantity, passage = frame.quantity, sentence.passage
    texts = " ".join(t.text for t in frame.head)
    later = sentence.frames[sentence.index + 1 : sentence.index + 2]
    if (
        texts in ("trong", "trong số", "trong tổng số", "trong tổng")
        and quantity.noun
        and any(f.quantity.unit == quantity.unit for f in later)
    ):
        passage.among = (quantity.unit or "", quantity.value)
        sentence.other(frame, "denominator")
        return True
    if (
        passage.among
        and quantity.unit == passage.among[0]
        and quantity.denominator is None
        and frame.left.predicate not in ("up", "down")
    ):
        quantity.denominator = passage.among[1]
    return False


def _surpass(sentence: Sentence, frame: Frame) -> None:
    item = sentence.passage.item
    if frame.right.surpass and item and item.level and item.level.versus_of is None:
        item.level.versus_of = frame.right.surpass.of
        if (
            item.level.versus_of == "resolution"
            and item.level.aggregate == "last"
            and aggregates.flow(item.level)
            and item.level.period is None
        ):
            item.level.aggregate = "sum"


def _mandated(sentence: Sentence, frame: Frame) -> None:
    """A resolution that closes a list of events speaks of all of them: totals of the term."""
    if frame.right.surpass and frame.right.surpass.of == "resolution":
        for draft in sentence.drafts:
            if draft.aggregate == "last" and draft.period is None and aggregates.flow(draft):
                draft.aggregate = "sum"


def _state(sentence: Sentence, frame: Frame, head: Head) -> None:
    """A designation reached: no value, the place is the indicator."""
    indicator = naming.spell(sentence.lower, naming.place(frame.head))
    draft = sentence.draft("state", frame, indicator)
    draft.value = draft.unit = draft.comparator = None
    draft.aggregate = "state"
    sentence.passage.item = Item(f"{indicator} {naming.spell(sentence.lower, [sentence.run[frame.at]])}")


def _stated(sentence: Sentence, frame: Frame, head: Head) -> bool:
    """ "thấp hơn mục tiêu Nghị quyết (9,5%)", "(kế hoạch 120 tỷ đồng)": the promised figure itself."""
    item, run = sentence.passage.item, sentence.run
    if item is None or frame.left.predicate not in (None, "level", "reach", "exist", "up", "down"):
        return False
    if frame.join == "base":
        return _promise(sentence, frame, sentence.frames[sentence.index - 1].right.bases[-1])
    if _named_plan(frame) and sentence.drafts and frame.join in ("(", ","):
        return _promise(
            sentence,
            frame,
            Base(
                "resolution" if frame.head[0].text in ("nghị", "nq") else "plan", begin=frame.at - 1, stop=frame.at - 1
            ),
        )
    if frame.join != "(":
        return False
    opened = next((i for i in range(frame.at - 1, max(-1, frame.at - 10), -1) if run[i].text == "("), None)
    if opened is None:
        return False
    inside = bases.after(run, opened + 1, frame.at, bare=True) if opened + 1 < frame.at else None
    outside = bases.before(run, opened, max(0, opened - 8)) if opened + 1 == frame.at or not frame.head else None
    base = inside or outside
    if base is None or base.of not in ("plan", "resolution") or frame.right.bases:
        return False
    return _promise(sentence, frame, base)


def _named_plan(frame: Frame) -> bool:
    """ "(thực hiện 61%, Nghị quyết 65%)": the head is the plan's word and nothing else."""
    return " ".join(t.text for t in frame.head) in (
        "nghị quyết",
        "nq",
        "kế hoạch",
        "kh",
        "mục tiêu",
        "chỉ tiêu",
        "dự toán",
        "nghị quyết đề ra",
        "mục tiêu đề ra",
    )


def _promise(sentence: Sentence, frame: Frame, base: Base) -> bool:
    item = sentence.passage.item
    if item is None:
        return False
    draft = sentence.draft("promised", frame, item.indicator)
    goal = base.of == "resolution" or any(t.text in ("mục", "nghị", "nq") for t in sentence.run[base.begin : base.stop])
    draft.role = "target" if goal else "plan"
    if frame.left.predicate == "down":
        negate(draft)
    latest = next((d for d in reversed(sentence.drafts[:-1]) if d.indicator == item.indicator), None)
    draft.aggregate = latest.aggregate if latest else "last"
    return True


def _rank(sentence: Sentence, frame: Frame, head: Head) -> bool:
    """ "xếp thứ 11/63"."""
    if frame.left.predicate != "rank":
        return False
    quantity = frame.quantity
    quantity.unit, quantity.noun, quantity.noun_tokens, quantity.pair = "hạng", None, (), False
    name = naming.spell(sentence.lower, head.name) if head.name else ""
    if not name and frame.tail and frame.tail[0].text == "về":
        name = naming.spell(sentence.lower, naming.tidy(frame.tail[1:]))
    item = sentence.item(name)
    item.level = sentence.draft("rank", frame, item.indicator)
    return True


def _origin(sentence: Sentence, frame: Frame, head: Head) -> bool:
    """The start figure of "từ X lên Y": a statement only where it has a time of its own."""
    frames = sentence.frames
    following = frames[sentence.index + 1] if sentence.index + 1 < len(frames) else None
    if (
        "from" not in frame.left.flags
        or following is None
        or following.left.predicate not in ("left", "raised", "reach")
    ):
        return False
    if any(t.kind == "w" for t in following.head) or following.join not in ("none", ",", "với"):
        return False
    item = sentence.item(sentence.named(frame, head))
    frame.left.flags.discard("from")
    following.left.flags.add("end")
    if frame.right.times:
        draft = sentence.draft("from_to.start", frame, item.indicator)
        draft.comparator = "eq"
    else:
        sentence.other(frame, "comparison")
    return True


def _contribution(sentence: Sentence, frame: Frame, head: Head) -> bool:
    if frame.left.predicate != "contribute":
        return False
    item = sentence.passage.item
    name = naming.spell(sentence.lower, head.name) or (item.indicator if item else "")
    draft = sentence.draft("contribution", frame, f"đóng góp {name}".strip())
    tail = naming.spell(sentence.lower, [t for t in frame.tail if t.text not in ("vào", "cho")])
    sentence.passage.contributed = tail or sentence.passage.contributed
    draft.part_of = sentence.passage.contributed
    return True


def _early(sentence: Sentence, frame: Frame, head: Head) -> bool:
    if frame.left.predicate not in ("early", "late") or frame.quantity.unit not in ("năm", "tháng", "ngày", "quý"):
        return False
    item = sentence.item(naming.spell(sentence.lower, naming.subject(frame)))
    draft = sentence.draft("time_gained", frame, item.indicator)
    draft.aggregate = "change"
    draft.versus_of = sentence.of(frame.right.bases[0]) if frame.right.bases else None
    if frame.left.predicate == "early":
        negate(draft)
    return True


def _fold(sentence: Sentence, frame: Frame, of: str | None, percent: Decimal) -> bool:
    """Puts a ratio into the level before it, if that has none."""
    item = sentence.passage.item
    level = item.level if item else None
    if level is None or level.versus_percent is not None or frame.left.times:
        return False
    level.versus_of, level.versus_percent = of, percent
    if of == "resolution" and level.aggregate == "last" and level.period is None and aggregates.counts(level):
        level.aggregate = "sum"
    sentence.other(frame, "comparison")
    return True


def _ratio(sentence: Sentence, frame: Frame, head: Head) -> bool:
    """ "bằng 107% Nghị quyết", "đạt 58% kế hoạch": the number is the ratio."""
    quantity, predicate = frame.quantity, frame.left.predicate
    if quantity.unit != "%" or predicate in ("up", "down", "exceed", "share", "left", "times"):
        return False
    item = sentence.passage.item
    told = written(frame) or sentence.passage.front or sentence.shared(frame) or _later(sentence, frame)
    done = " ".join(t.text for t in head.name) in ("hoàn thành", "thực hiện") and told is not None
    bare = done or (not head.name and (told is not None or not naming.tail_name(frame)))
    if head.direction and predicate is None:
        return False
    if told is None or (told.of not in ("plan", "resolution") and written(frame) is None):
        level = item.level if item else None
        follows = bare and level is not None and level.unit != "%" and frame.join in (",", "(", "và", "với")
        if not (follows and item and not item.fraction and sentence.passage.bases and predicate != "reach_share"):
            return False
    of = sentence.of(told if told and written(frame) is None else sentence.base(frame))
    name = "" if bare else sentence.named(frame, head)
    if not name and _fold(sentence, frame, of, quantity.value):
        return True
    item = sentence.item(name)
    draft = sentence.draft("ratio", frame, item.indicator)
    item.waiting = draft if item.level is None else None
    draft.versus_of, draft.versus_percent = of, quantity.value
    aggregates.settle(sentence.passage, draft, frame, head)
    return True


def _later(sentence: Sentence, frame: Frame) -> Base | None:
    """ "A 7 tỷ, đạt 48%; B 2 tỷ, đạt 61% so với nghị quyết": the base stands with the last ratio only."""
    item = sentence.passage.item
    if (
        frame.head
        or frame.tail
        or frame.left.predicate != "reach"
        or item is None
        or item.level is None
        or item.fraction
        or item.level.unit == "%"
    ):
        return None
    for later in sentence.frames[sentence.index + 1 : sentence.index + 13]:
        if later.left.predicate == "reach" and later.quantity.unit == "%" and not later.head:
            found = written(later)
            return found if found and found.of in ("plan", "resolution") else None
    return None


def _multiple(sentence: Sentence, frame: Frame, head: Head) -> bool:
    """ "gấp 1,8 lần", "tăng 0,7 lần", "bằng 1,2 lần"."""
    quantity, predicate = frame.quantity, frame.left.predicate
    if quantity.unit != "lần" or predicate not in ("times", "up", "ratio", "raised", "exceed", "level"):
        return False
    value = quantity.value
    percent = value * _HUNDRED if value > 1 or predicate in ("times", "ratio", "level") else _HUNDRED + value * _HUNDRED
    of = sentence.of(sentence.base(frame)) or "baseline"
    name = sentence.named(frame, head) if head.name else ""
    if not name and _fold(sentence, frame, of, percent):
        return True
    item = sentence.item(name)
    draft = sentence.draft("multiple", frame, item.indicator)
    draft.versus_of, draft.versus_percent = of, percent
    draft.aggregate = "growth" if of == "previous_year" else "change"
    item.waiting = draft if item.level is None else None
    return True


def _exceed(sentence: Sentence, frame: Frame, head: Head) -> bool:
    """ "vượt 7% kế hoạch": the ratio is 107; on a rate, and with absolute units, a difference."""
    quantity = frame.quantity
    if frame.left.predicate != "exceed":
        return False
    if quantity.unit != "%" and head.name and written(frame) is None and sentence.passage.front is None:
        frame.left.comparator = frame.left.comparator or "gt"
        return False
    base = sentence.base(frame)
    of = base.of if base and base.of in ("plan", "resolution") else "plan"
    item = sentence.passage.item
    name = sentence.named(frame, head) if head.name else ""
    last = sentence.drafts[-1] if sentence.drafts else None
    points = bool(last and item and last.indicator == item.indicator and (last.unit or "").startswith("%/"))
    relative = quantity.unit == "%" and not (item and (item.rate or points) and not name)
    if relative and not name and _fold(sentence, frame, of, _HUNDRED + quantity.value):
        return True
    item = sentence.item(name)
    draft = sentence.draft("exceed", frame, item.indicator)
    draft.aggregate = "change"
    draft.versus_of, draft.versus_percent = of, _HUNDRED + quantity.value if relative else None
    return True


def _change(sentence: Sentence, frame: Frame, head: Head) -> bool:
    """ "tăng 12,5% so với cùng kỳ", "giảm 3 vụ", "tăng bình quân 8%/năm"."""
    predicate = frame.left.predicate
    direction = predicate if predicate in ("up", "down") else None
    if direction is None and head.direction and predicate is None and head.name:
        direction = head.direction
    if direction is None or "end" in frame.left.flags:
        return False
    name = sentence.named(frame, head) if head.name else ""
    if not head.name and not frame.quantity.measure:
        name = _counted(sentence, frame)
    elif (
        not head.name and frame.tail and frame.join in ("start", ";", ",", "part") and (tail := naming.tail_name(frame))
    ) and tail[0].text not in ("về", "so", "do", "trong", "nhờ", "nên"):
        name = naming.spell(sentence.lower, tail)
    flags = head.flags | frame.left.flags | frame.right.flags
    yearly = (bool(flags & {"average", "yearly"}) and written(frame) is None) or "/năm" in (frame.quantity.unit or "")
    _changed(sentence, frame, name, 1 if direction == "up" else -1, yearly)
    return True


def _bracketed(sentence: Sentence, frame: Frame, head: Head) -> None:
    """ "… không đạt là tỷ lệ hộ dùng nước sạch (thực hiện 61%, …)": the name stands before the bracket."""
    told = " ".join(t.text for t in frame.head)
    if (
        frame.join != "("
        or (told and told not in ("thực hiện", "đạt", "kết quả"))
        or frame.left.predicate not in (None, "level", "reach")
    ):
        return
    run = sentence.run
    opened = next((i for i in range(frame.at - 1, max(-1, frame.at - 5), -1) if run[i].text == "("), None)
    if opened is None or not (told or frame.left.predicate):
        return
    begin = opened
    while begin > 0 and run[begin - 1].kind in ("w", "o") and run[begin - 1].text not in ("là", "gồm", "và"):
        begin -= 1
    name = run[begin:opened]
    if begin > 0 and run[begin - 1].text in ("là", "gồm", ":", ",", "và") and naming.begins_name(name):
        head.name = []
        sentence.item(naming.spell(sentence.lower, name))
        sentence.passage.whole = None


def _again(sentence: Sentence, frame: Frame) -> None:
    """ "tăng 86 tỷ đồng (7,2%)", "= 16,7%": the same difference once more, as a share."""
    last = sentence.drafts[-1] if sentence.drafts else None
    if (
        last is None
        or last.rule not in ("difference", "exceed")
        or last.value is None
        or frame.quantity.unit not in ("%", "lần")
    ):
        return
    if frame.head or frame.left.predicate not in (None, "ratio", "level") or frame.join != "(":
        return
    if last.rule == "exceed":
        frame.left.predicate = "exceed"
    else:
        frame.left.predicate = "up" if last.value > 0 else "down"


def _counted(sentence: Sentence, frame: Frame) -> str:
    """ "giảm 2 người chết" names people killed; "giảm 3 vụ" speaks of what was counted in vụ before."""
    quantity = frame.quantity
    if frame.tail:
        tail = naming.tidy([*quantity.noun_tokens, *frame.tail])
        if len(tail) > len(quantity.noun_tokens):
            return naming.spell(sentence.lower, tail)
    for draft in reversed(sentence.passage.recent[-12:]):
        if draft.unit == quantity.unit and draft.aggregate not in ("change", "growth"):
            if sentence.passage.item is None or sentence.passage.item.indicator != draft.indicator:
                sentence.passage.item = Item(draft.indicator, level=draft)
            return ""
    if sentence.passage.item is None or frame.join in ("start", ";") or "listed" in frame.left.flags:
        return naming.spell(sentence.lower, quantity.noun_tokens)
    return ""


def _changed(sentence: Sentence, frame: Frame, name: str, sign: int, yearly: bool) -> None:
    quantity = frame.quantity
    _about(sentence, frame)
    item = sentence.passage.item
    percent = (quantity.unit or "").startswith("%")
    rate = bool(item and item.rate and not name)
    base = None if yearly and written(frame) is None else sentence.base(frame)
    of = sentence.of(base)
    relative = percent and (not rate or yearly)
    ratio = _HUNDRED + sign * quantity.value if relative and not yearly and quantity.upper is None else None
    known = of or ("previous_year" if sentence.passage.genre in _YEARLY_GENRES else None)
    if ratio is not None and not name and known and _fold(sentence, frame, known, ratio):
        return
    item = sentence.item(name)
    draft = sentence.draft("growth" if relative else "difference", frame, item.indicator)
    if sign < 0:
        negate(draft)
    draft.aggregate = _kind_of_change(
        base, of, relative, percent and yearly, draft.indicator.startswith(("thời gian", "chi phí"))
    )
    draft.versus_of, draft.versus_percent = (of, ratio) if base else (None, None)
    draft.part_of = sentence.passage.whole or sentence.passage.structure if name else None
    if ratio is not None and item.level is None:
        item.waiting = draft


def _about(sentence: Sentence, frame: Frame) -> None:
    """ "giảm 12,7% về số doanh nghiệp và tăng 21,4% về số vốn": each goes to the level that its words name."""
    if not frame.tail or frame.tail[0].text != "về":
        return
    told = {t.text for t in frame.tail[1:]}
    levels = [d for d in sentence.drafts if d.aggregate in ("last", "sum") and d.versus_percent is None]
    best = max(levels, key=lambda d: (len(told & set(d.indicator.split())), -d.span[0]), default=None)
    if best is not None:
        sentence.passage.item = Item(best.indicator, level=best)


def _kind_of_change(base: Base | None, of: str | None, relative: bool, yearly: bool, saved: bool) -> str:
    if yearly:
        return "growth"
    if base is None and saved:
        return "change"
    far = base is not None and of == "baseline" and base.specific not in _NEAR
    return "growth" if relative and not far and of not in ("plan", "resolution") else "change"


def _level(sentence: Sentence, frame: Frame, head: Head) -> bool:
    """A level, share or count."""
    quantity = frame.quantity
    name = "" if "end" in frame.left.flags else sentence.named(frame, head)
    item = sentence.passage.item
    if not name and item is None:
        sentence.other(frame, "unread")
        return True
    waiting = item.waiting if item and not name else None
    counted = bool(item and item.level and (item.fraction or (item.level.unit != "%" and frame.join in ("(", ","))))
    repeats = counted and not name and quantity.unit == "%"
    item = sentence.item(name)
    draft = sentence.draft(_rule(frame, head), frame, item.indicator)
    aggregates.settle(sentence.passage, draft, frame, head)
    _part(sentence, draft, frame)
    if "end" in frame.left.flags:
        draft.versus_of = "baseline"
        sentence.passage.bases = [Base("baseline")]
    if not repeats:
        item.level, item.rate, item.fraction = (
            draft,
            (quantity.unit or "").startswith("%"),
            quantity.denominator is not None,
        )
    if waiting and waiting in sentence.drafts and waiting.versus_of:
        _fold_back(sentence, draft, waiting)
    if quantity.pair:
        _pair(sentence, draft, frame)
    elif (
        quantity.unit != "%"
        and frame.right.bases
        and draft.versus_of is None
        and frame.right.bases[0].of in ("plan", "resolution")
    ):
        draft.doubts.add("base")
    return True


def _fold_back(sentence: Sentence, level: Draft, waiting: Draft) -> None:
    """A ratio that stood before its level; on a rate it was a difference in points."""
    if (level.unit or "").startswith("%") and (waiting.unit or "").startswith("%") and waiting.rule != "ratio":
        waiting.aggregate, waiting.versus_percent = "change", None
        return
    sentence.drafts.remove(waiting)
    level.versus_of, level.versus_percent = waiting.versus_of, waiting.versus_percent
    sentence.others.append((*waiting.span, "comparison"))


def _pair(sentence: Sentence, done: Draft, frame: Frame) -> None:
    """ "458/369 tỷ đồng": done and promised."""
    quantity = frame.quantity
    written = sentence.lower[quantity.start : quantity.end]
    first, _, after = written.partition("/")
    first_end = quantity.start + max(i for i, c in enumerate(first) if c.isdecimal()) + 1
    second = quantity.end - len(after.lstrip())
    promised = Draft(
        "pair.promised", (second, quantity.end), done.indicator, quantity.denominator, done.unit, role="target"
    )
    promised.aggregate, promised.period, promised.part = done.aggregate, done.period, done.part
    promised.sentence, promised.heading = done.sentence, done.heading
    done.rule, done.role, done.denominator, done.span = "pair.done", "result", None, (quantity.start, first_end)
    tail = " ".join(t.text for t in frame.tail[:2])
    if tail.startswith(("kế hoạch", "dự toán")):
        promised.role, done.versus_of = "plan", "plan"
    done.versus_of = done.versus_of or "resolution"
    done.doubts.add("pair")
    promised.doubts.add("pair")
    sentence.drafts.append(promised)


def _rule(frame: Frame, head: Head) -> str:
    if frame.quantity.denominator is not None:
        return "fraction"
    if frame.quantity.value == 0 and frame.quantity.written:
        return "zero"
    if frame.left.predicate == "share":
        return "share"
    if not head.name:
        return "percent_of" if frame.quantity.unit == "%" else "count"
    return "level" if frame.left.predicate else "level.adjacent"


def _part(sentence: Sentence, draft: Draft, frame: Frame) -> None:
    passage = sentence.passage
    of_structure = (draft.unit or "") == "%" and (
        not naming.starts(draft.indicator) or draft.indicator.startswith("tỷ trọng")
    )
    draft.part_of = passage.whole or (passage.structure if of_structure else None)
    if (
        frame.left.predicate == "share"
        and not draft.part_of
        and frame.tail
        and frame.tail[0].text in ("tổng", "trong", "số")
    ):
        draft.part_of = naming.spell(sentence.lower, [t for t in frame.tail if t.text != "trong"]) or None


PRODUCTIONS: tuple[Callable[[Sentence, Frame, Head], bool], ...] = (
    _rank,
    _contribution,
    _early,
    _stated,
    _ratio,
    _multiple,
    _exceed,
    _change,
    _level,
)
