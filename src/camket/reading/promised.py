"""Step 10c: the promised figure told beside a result: "(kế hoạch 120 tỷ đồng)", "thấp hơn mục tiêu (9,5%)"."""

from __future__ import annotations

from decimal import Decimal

from . import aggregates, bases, naming
from .bases import Base
from .comparing import YEARLY_GENRES
from .draft import Compared, Draft, negate
from .frame import Frame
from .head import Head
from .sentence import Sentence


def stated(sentence: Sentence, frame: Frame, head: Head) -> bool:
    """ "thấp hơn mục tiêu Nghị quyết (9,5%)", "(kế hoạch 120 tỷ đồng)": the promised figure itself."""
    item, run = sentence.passage.item, sentence.run
    if item is None or frame.left.predicate not in (None, "level", "reach", "exist", "up", "down"):
        return False
    if _aimed(sentence, frame) and frame.left.base is not None:
        frame.left.predicate = None
        return promise(sentence, frame, frame.left.base)
    if frame.join == "base":
        return promise(sentence, frame, sentence.frames[sentence.index - 1].right.bases[-1])
    slashed = bool(frame.head) and frame.head[0].text == "/"
    if _named_plan(frame) and sentence.drafts and (frame.join in ("(", ",", "/") or slashed):
        return promise(
            sentence,
            frame,
            Base(
                "resolution" if {t.text for t in frame.head} & {"nghị", "nq"} else "plan",
                begin=frame.at - 1,
                stop=frame.at - 1,
            ),
        )
    if frame.join != "(":
        return False
    opened = next((i for i in range(frame.at - 1, max(-1, frame.at - 10), -1) if run[i].text == "("), None)
    if opened is None:
        return False
    inside = bases.after(run, opened + 1, frame.at, bare=True) if opened + 1 < frame.at else None
    outside = bases.before(run, opened, max(0, opened - 8)) if opened + 1 == frame.at or not frame.head else None
    told = sentence.frames[sentence.index - 1].right.bases if sentence.index else []
    surpassed = sentence.frames[sentence.index - 1].right.surpass if sentence.index else None
    told = [*told, surpassed] if surpassed else told
    beside = told[-1] if told and told[-1].stop == opened and opened + 1 == frame.at else None
    base = inside or outside or beside
    if base is None or base.of not in ("plan", "resolution") or frame.right.bases:
        return False
    return promise(sentence, frame, base)


def earlier(sentence: Sentence, frame: Frame, head: Head) -> bool:
    """ "tăng 6,2% so với cùng kỳ năm 2022 (29.442 người)": the figure of the year that is compared with."""
    item, run = sentence.passage.item, sentence.run
    before = sentence.frames[sentence.index - 1] if sentence.index else frame
    told = [*before.right.bases, *([before.right.surpass] if before.right.surpass else [])]
    level = item.level if item and item.level else sentence.drafts[-1] if sentence.drafts else None
    if frame.join != "(" or frame.head or frame.left.predicate or not told or item is None or level is None:
        return False
    base = told[-1]
    dated = base.period is not None and base.period.end is not None and not base.period.until
    if not dated or base.stop >= len(run) or run[base.stop].text != "(" or level.unit != frame.quantity.unit:
        return False
    draft = sentence.draft("earlier", frame, item.indicator)
    draft.aggregate, draft.role = level.aggregate, "result"
    draft.period, draft.part = (base.period.years(), base.period.part) if base.period else (None, None)
    return True


def _aimed(sentence: Sentence, frame: Frame) -> bool:
    """ "tăng 13,2%/năm, chưa đạt mục tiêu 14%": behind a rate the number is the aim itself."""
    last, base = sentence.drafts[-1] if sentence.drafts else None, frame.left.base
    if base is None or base.of not in ("plan", "resolution") or frame.left.predicate != "reach" or last is None:
        return False
    rate = (last.unit or "").startswith("%") and frame.quantity.unit in ("%", last.unit)
    return rate and frame.join in (",", "(", "với") and len(frame.head) <= 1


def _named_plan(frame: Frame) -> bool:
    """ "(thực hiện 61%, Nghị quyết 65%)": the head is the plan's word and nothing else."""
    return " ".join(t.text for t in frame.head if t.text not in ("/", "theo")) in (
        "nghị quyết",
        "nq",
        "kế hoạch",
        "kh",
        "mục tiêu",
        "chỉ tiêu",
        "dự toán",
        "nghị quyết đề ra",
        "mục tiêu đề ra",
        "tỉnh giao",
        "huyện giao",
        "hđnd giao",
        "trung ương giao",
        "cấp trên giao",
        "chỉ tiêu giao",
        "kế hoạch giao",
        "dự toán giao",
    )


def promise(sentence: Sentence, frame: Frame, base: Base) -> bool:
    item = sentence.passage.item
    if item is None:
        return False
    draft = sentence.draft("promised", frame, item.indicator)
    goal = base.of == "resolution" or any(t.text in ("mục", "nghị", "nq") for t in sentence.run[base.begin : base.stop])
    told = " ".join(t.text for t in frame.head)
    goal = goal or (sentence.passage.genre == "congress_news" and "chỉ tiêu" in told)
    draft.role = "target" if goal else "plan"
    if frame.left.predicate == "down":
        negate(draft)
    if frame.left.predicate in ("up", "down") and frame.quantity.unit == "%":
        told = sentence.drafts[-2].aggregate if len(sentence.drafts) > 1 else "growth"
        draft.aggregate = "change" if told == "change" else "growth"  # "tăng 5,9% so với năm 2019 (kế hoạch tăng 9%)"
        return True
    latest = next(
        (d for d in reversed(sentence.drafts[:-1]) if d.indicator == item.indicator and d.aggregate != "change"), None
    )
    draft.aggregate = latest.aggregate if latest else "last"
    return True


def bracketed(sentence: Sentence, frame: Frame, head: Head) -> None:
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
    pair = frame.quantity.pair or frame.quantity.denominator is not None
    if opened is None or not (told or frame.left.predicate or pair):
        return
    begin = opened
    while (
        begin > 0 and run[begin - 1].kind in ("w", "o") and run[begin - 1].text not in ("là", "gồm", "và", "có", "đó")
    ):
        begin -= 1
    name = run[begin:opened]
    told_is = begin > 0 and run[begin - 1].text == "là"
    named = naming.begins_name(name) or ((pair or told_is) and naming.begins_event(name))
    if begin > 0 and run[begin - 1].text in ("là", "gồm", ":", ",", "và", "có", "đó") and named:
        head.name = []
        sentence.item(naming.spell(sentence.lower, name))
        sentence.passage.whole = None


def _repeated(sentence: Sentence, done: Draft, promised: Decimal | None, *, bracketed: bool) -> None:
    """ "1.246/1.180 = 105,6%", "đạt 62,8% (187,4/298,6 tỷ đồng)": the ratio of the two is told once more."""
    before = sentence.drafts[-2] if len(sentence.drafts) > 1 else done
    same = bracketed and before.unit == "%" and before.indicator == done.indicator and before.value is not None
    if same and promised and done.value and abs(done.value * 100 / promised - (before.value or 0)) < 1:
        sentence.drafts.remove(before)
        sentence.others.append((*before.span, "comparison"))
        done.versus_percent = before.value
        done.versus_of = done.versus_of or ("plan" if sentence.passage.genre in YEARLY_GENRES else "resolution")
        return
    later = sentence.frames[sentence.index + 1 : sentence.index + 2]
    if not later or not promised or done.value is None or later[0].head or later[0].quantity.unit != "%":
        return
    told = later[0].quantity
    sure = sentence.run[later[0].at - 1].text == "=" or (done.unit or "").endswith("đồng")
    sure = sure or sentence.frames[sentence.index].quantity.noun is not None
    if (
        sure
        and later[0].join in ("(", ",")
        and abs(done.value * 100 / promised - told.value) < 1
        and not later[0].right.bases
    ):
        told.kind, done.versus_percent = "ratio", told.value
        done.versus_of = done.versus_of or ("plan" if sentence.passage.genre in YEARLY_GENRES else "resolution")


def pair(sentence: Sentence, done: Draft, frame: Frame) -> None:
    """ "458/369 tỷ đồng": done and promised."""
    quantity = frame.quantity
    allotted = [d.value for d in sentence.drafts if d is not done and d.unit == done.unit]
    if quantity.denominator in allotted:
        return  # "được phân bổ 236 tỷ đồng, đã giải ngân 118,4/236 tỷ đồng": a part of the whole
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
    later = sentence.frames[sentence.index + 1 : sentence.index + 2]
    against_plan = bool(later) and not later[0].head and any(b.of == "plan" for b in later[0].right.bases)
    against_plan = against_plan or any(b.of == "plan" for b in frame.right.bases)
    if tail.startswith(("kế hoạch", "dự toán")) or against_plan:
        aimed = sentence.passage.genre == "congress_news" and "chỉ tiêu" in sentence.folded
        promised.role, done.versus_of = "target" if aimed else "plan", "plan"
    _repeated(sentence, done, quantity.denominator, bracketed=frame.join == "(")
    done.doubts.add("pair")
    promised.doubts.add("pair")
    sentence.drafts.append(promised)


def surpass(sentence: Sentence, frame: Frame) -> None:
    """ "kết nạp 3.180 hội viên, vượt chỉ tiêu": the comparison without a number is the level's."""
    item = sentence.passage.item
    if frame.right.surpass and item and item.level and item.level.versus_of is None:
        item.level.versus_of = sentence.of(frame.right.surpass)
        _mandated(sentence, frame)
    if frame.right.surpass and item and item.level:
        item.level.compared.append(Compared(frame.right.surpass, sentence.of(frame.right.surpass) or "baseline"))


def _mandated(sentence: Sentence, frame: Frame) -> None:
    """A resolution that closes a list of events speaks of all of them: totals of the term."""
    if frame.right.surpass and frame.right.surpass.of == "resolution":
        for draft in sentence.drafts:
            if draft.aggregate == "last" and draft.period is None and aggregates.flow(draft):
                draft.aggregate = "sum"
