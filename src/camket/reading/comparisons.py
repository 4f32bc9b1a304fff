"""Step 10b: comparisons: a ratio folds into the level before it, a multiple, a surplus over a plan."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from . import aggregates, levels, naming
from .bases import Base
from .comparing import written
from .draft import Compared, Draft
from .frame import Frame
from .head import Head
from .sentence import Sentence

HUNDRED: Final = Decimal(100)


_EARLIER: Final = frozenset({"previous_year", "year"})


def fold(sentence: Sentence, frame: Frame, of: str | None, percent: Decimal, base: Base | None) -> bool:
    """Puts a ratio into the level before it, if that has none."""
    item = sentence.passage.item
    level = levels.served(sentence, item.level if item else None)
    summed = sentence.drafts[-2] if len(sentence.drafts) > 1 and of == "resolution" else None
    if level is not None and level.aggregate == "average" and summed and summed.indicator == level.indicator:
        level = summed  # "kết nạp 612 đảng viên, bình quân mỗi năm 153 đảng viên, đạt 87,4% Nghị quyết"
    if level is None or level.versus_percent is not None or frame.left.times:
        return False
    if level.sentence != sentence.span and frame.join not in ("start", ","):
        return False
    level.versus_of, level.versus_percent = of, percent
    note(frame, base, of, level, percent=percent)
    level.doubts |= sentence.marks & {"base_carried"}
    if of == "resolution" and level.aggregate == "last" and level.period is None and aggregates.counts(level):
        level.aggregate = "sum"
    sentence.other(frame, "comparison")
    return True


def note(
    frame: Frame, base: Base | None, of: str | None, *drafts: Draft | None, percent: Decimal | None = None
) -> None:
    """Notes a comparison with each of the drafts that it speaks of: its own statement, and the level before it."""
    quantity, own = frame.quantity, drafts[0]
    if of is None:
        return
    one = Compared(base or Base(of), of, percent, span=(quantity.start, quantity.end))
    if own is not None and percent is None:
        one.difference, one.unit = own.value, own.unit
    for draft in drafts:
        if draft is not None and one not in draft.compared:
            draft.compared.append(one)


def ratio(sentence: Sentence, frame: Frame, head: Head) -> bool:
    """ "bằng 107% Nghị quyết", "đạt 58% kế hoạch": the number is the ratio."""
    quantity, predicate = frame.quantity, frame.left.predicate
    own = written(frame)
    shares = predicate == "share" and (own is None or own.of not in ("plan", "resolution"))
    if quantity.unit != "%" or quantity.pair or shares or predicate in ("up", "down", "exceed", "left", "times"):
        return False
    item = sentence.passage.item
    told = written(frame) or sentence.passage.front or sentence.shared(frame) or _later(sentence, frame)
    told = told or _allotted(sentence, frame)
    done = (
        len(head.name) == 2 and " ".join(t.text for t in head.name) in ("hoàn thành", "thực hiện") and told is not None
    )
    completed = levels.completed(frame, head) if told is not None else ""
    bare = done or (not head.name and (told is not None or not naming.tail_name(frame)))
    if head.direction and predicate is None:
        return False
    if head.growth and predicate in (None, "reach", "level") and not done and own and own.of in _EARLIER:
        frame.left.predicate = "up"  # "tốc độ tăng GRDP từ 11% trở lên so với năm 2020"
        return False
    behind = predicate == "ratio" and sentence.shared(frame) is not None
    if told is None or (told.of not in ("plan", "resolution") and written(frame) is None and not behind):
        level = item.level if item else None
        follows = bare and level is not None and level.unit != "%" and frame.join in (",", "(", "và", "với")
        told_here = any(f.right.bases for f in sentence.frames[: sentence.index])
        promised = any(b.of in ("plan", "resolution") for b in sentence.passage.bases)
        revenue = (
            promised and level is not None and (level.unit or "").endswith("đồng") and "khoản thu" in sentence.folded
        )
        if frame.join == "(" and predicate is None and not revenue and (sentence.passage.whole or not told_here):
            follows = False  # "145 hộ nghèo (9,9%)": a share
        counted = level is not None and "đồng" not in (level.unit or "")
        if predicate == "reach" and counted and (not promised or levels.share_of(sentence, level, quantity.value)):
            follows = False  # "điều tra làm rõ 32 vụ, đạt 86,5%": of those that there were
        shared = predicate == "ratio" or (frame.join == "(" and predicate is None)
        if shared and not promised and level is not None and level.unit in _SHARED_UNITS:
            follows = False  # "còn 37 hộ, bằng 0,83%", "còn 11 hộ (0,68%)": a share, too
        if frame.join == "(" and level is not None and level.unit == "hộ" and level.indicator in _POOR:
            follows = False  # "hộ cận nghèo 1.540 hộ (6,16%)" behind what was planned for others
        if not (follows and item and not item.fraction and sentence.passage.bases and predicate != "reach_share"):
            return False
    base = told if told and written(frame) is None else sentence.base(frame)
    of = sentence.of(base)
    name = completed or ("" if bare else sentence.named(frame, head))
    if not name and fold(sentence, frame, of, quantity.value, base):
        return True
    item = sentence.item(name)
    draft = sentence.draft("ratio", frame, item.indicator)
    item.waiting = draft if item.level is None else None
    draft.versus_of, draft.versus_percent = of, quantity.value
    note(frame, base, of, draft, item.level, percent=quantity.value)
    if written(frame) is None:
        draft.doubts.add("base_carried")
    aggregates.settle(sentence.passage, draft, frame, head, [])
    return True


_POOR: Final = frozenset({"hộ nghèo", "hộ cận nghèo", "số hộ nghèo", "số hộ cận nghèo", "tổng số hộ nghèo"})
_SHARED_UNITS: Final = frozenset({"hộ", "xã", "trường", "người", "đảng viên", "thôn", "trẻ em", "học sinh"})


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
        reached = later.left.predicate == "reach" and later.quantity.unit == "%" and not later.head
        if reached and (found := written(later)):
            return found if found.of in ("plan", "resolution") else None
    return None


def _allotted(sentence: Sentence, frame: Frame) -> Base | None:
    """ "Tổng kế hoạch vốn là 268 tỷ đồng, … giải ngân 141 tỷ đồng, đạt 52,6%": of the plan told before."""
    drafts, item = sentence.drafts, sentence.passage.item
    told = drafts and frame.part and drafts[-1].rule == "ratio" and drafts[-1].versus_of == "plan"
    if told and frame.left.predicate == "reach" and not frame.tail:
        return Base("plan")  # "giải ngân đạt 43,6% kế hoạch, riêng chương trình giảm nghèo đạt 28,1%"
    if frame.head or frame.tail or item is None or item.level is None:
        return None
    if drafts and drafts[-1].rule == "promised" and drafts[-1].role == "plan" and item.level in drafts[-2:-1]:
        return Base("plan")  # "35 tỷ đồng/dự toán 22 tỷ đồng, bằng 161,2%"
    spent = frame.join == "(" and frame.left.predicate is None and item.indicator.startswith("giải ngân")
    if frame.left.predicate != "reach" and not spent:
        return None
    plain = drafts and drafts[-1] is item.level and item.level.versus_of is None and not item.fraction
    planned = [d for d in drafts[:-1] if d.role == "plan" and d.unit == item.level.unit]
    return Base("plan") if plain and planned and item.level.role == "result" else None


def multiple(sentence: Sentence, frame: Frame, head: Head) -> bool:
    """ "gấp 1,8 lần", "tăng 0,7 lần", "bằng 1,2 lần"."""
    quantity, predicate = frame.quantity, frame.left.predicate
    fallen = predicate == "down" and quantity.value < 1
    if predicate == "raised" and head.name[:1] and head.name[0].text in ("hệ", "vòng"):
        return False  # "tăng hệ số sử dụng đất lên 1,68 lần"
    if quantity.unit != "lần" or not (fallen or predicate in ("times", "up", "ratio", "raised", "exceed", "level")):
        return False
    levels.about(sentence, frame)
    value = quantity.value.copy_negate() if fallen else quantity.value
    percent = value * HUNDRED if value > 1 or predicate in ("times", "ratio", "level") else HUNDRED + value * HUNDRED
    base = sentence.base(frame)
    of = sentence.of(base) or "baseline"
    name = sentence.named(frame, head) if head.name else ""
    if not name and fold(sentence, frame, of, percent, base):
        return True
    item = sentence.item(name)
    draft = sentence.draft("multiple", frame, item.indicator)
    draft.versus_of, draft.versus_percent = of, percent
    note(frame, base, of, draft, item.level, percent=percent)
    draft.aggregate = "growth" if of == "previous_year" else "change"
    item.waiting = draft if item.level is None else None
    return True


def exceed(sentence: Sentence, frame: Frame, head: Head) -> bool:
    """ "vượt 7% kế hoạch": the ratio is 107; on a rate, and with absolute units, a difference."""
    quantity = frame.quantity
    counted = quantity.noun == "chỉ tiêu" and quantity.denominator is not None  # "vượt kế hoạch 13/15 chỉ tiêu"
    if frame.left.predicate != "exceed" or counted:
        return False
    if quantity.unit != "%" and head.name and written(frame) is None and sentence.passage.front is None:
        if quantity.noun == "chỉ tiêu":
            return False  # "hoàn thành và vượt 13/13 chỉ tiêu"
        frame.left.comparator = frame.left.comparator or "gt"
        return False
    base = sentence.base(frame)
    of = base.of if base and base.of in ("plan", "resolution") else "plan"
    item = sentence.passage.item
    name = sentence.named(frame, head) if head.name else ""
    last = sentence.drafts[-1] if sentence.drafts else None
    points = bool(last and item and last.indicator == item.indicator and (last.unit or "").startswith("%/"))
    points = points or levels.on_share(sentence, frame)
    relative = quantity.unit == "%" and not (item and (item.rate or points) and not name)
    if relative and not name and fold(sentence, frame, of, HUNDRED + quantity.value, base):
        return True
    item = sentence.item(name)
    draft = sentence.draft("exceed", frame, item.indicator)
    draft.aggregate = "change"
    plain = relative and quantity.upper is None
    draft.versus_of, draft.versus_percent = of, HUNDRED + quantity.value if plain else None
    note(frame, base, of, draft, item.level, percent=draft.versus_percent)
    if plain and item.level is None and written(frame) is not None:
        item.waiting = draft  # "vượt 9% so với kế hoạch, đạt 5.600 tấn"
    return True


def again(sentence: Sentence, frame: Frame) -> None:
    """ "tăng 86 tỷ đồng (7,2%)", "= 16,7%": the same difference once more, as a share."""
    last = sentence.drafts[-1] if sentence.drafts else None
    item = sentence.passage.item
    told = last is not None and item is not None and item.level is last and last.versus_percent is not None
    bare = not frame.head and frame.join in (",", "(") and frame.left.predicate == "ratio"
    if told and bare and last is not None and frame.quantity.unit == last.unit != "%" and last.versus_percent:
        frame.left.predicate = "up" if last.versus_percent >= HUNDRED else "down"
        return  # "tăng 1,68%, bằng 2.217,2 tấn so với cùng kỳ"
    before = sentence.frames[sentence.index - 1] if sentence.index else frame
    grown = before.left.predicate in ("up", "down") and before.quantity.unit == "%" and frame.quantity.unit != "%"
    grown = grown and not before.right.bases and frame.join == "(" and not frame.head
    level = item.level if item is not None else None
    if grown and frame.left.predicate is None and level is not None and level.unit == frame.quantity.unit:
        frame.left.predicate = before.left.predicate  # "742.615 tấn, giảm 0,64% (4.783 tấn)"
        return
    if (
        last is None
        or last.rule not in ("difference", "exceed")
        or last.value is None
        or frame.quantity.unit not in ("%", "lần", "điểm %")
    ):
        return
    if any(b.of in ("plan", "resolution") for b in before.right.bases):
        return  # "còn thiếu 0,8% so với chỉ tiêu được giao (94%)": the promise itself
    same = frame.join == "," and frame.left.predicate == "ratio" and sentence.run[frame.at - 1].text != "bằng"
    if frame.head or frame.left.predicate not in (None, "ratio", "level") or not (same or frame.join == "("):
        return  # "giảm 1.246 biên chế, tương đương 5,8% so với năm 2021"
    if last.rule == "exceed":
        frame.left.predicate = "exceed"
    else:
        frame.left.predicate = "up" if last.value > 0 else "down"
