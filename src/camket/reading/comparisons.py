"""Step 10b: comparisons: a ratio folds into the level before it, a difference stands alone."""

from __future__ import annotations

from decimal import Decimal

from . import aggregates, levels, naming
from .bases import Base, preceding
from .comparing import YEARLY_GENRES, written
from .draft import Compared, Draft, Item, negate
from .frame import Frame
from .head import Head
from .lexicon import nouns
from .sentence import Sentence

_HUNDRED = Decimal(100)


_EACH = ("/năm", "/quý", "/tháng")
_EARLIER = frozenset({"previous_year", "year"})


def _fold(sentence: Sentence, frame: Frame, of: str | None, percent: Decimal, base: Base | None) -> bool:
    """Puts a ratio into the level before it, if that has none."""
    item = sentence.passage.item
    level = levels.served(sentence, item.level if item else None)
    if level is None or level.versus_percent is not None or frame.left.times:
        return False
    if level.sentence != sentence.span and frame.join not in ("start", ","):
        return False
    level.versus_of, level.versus_percent = of, percent
    _note(frame, base, of, level, percent=percent)
    level.doubts |= sentence.marks & {"base_carried"}
    if of == "resolution" and level.aggregate == "last" and level.period is None and aggregates.counts(level):
        level.aggregate = "sum"
    sentence.other(frame, "comparison")
    return True


def _note(
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
    completed = levels.completed(frame, head) if told is not None and frame.join in ("start", ";", ":") else ""
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
    if not name and _fold(sentence, frame, of, quantity.value, base):
        return True
    item = sentence.item(name)
    draft = sentence.draft("ratio", frame, item.indicator)
    item.waiting = draft if item.level is None else None
    draft.versus_of, draft.versus_percent = of, quantity.value
    _note(frame, base, of, draft, item.level, percent=quantity.value)
    if written(frame) is None:
        draft.doubts.add("base_carried")
    aggregates.settle(sentence.passage, draft, frame, head)
    return True


_POOR = frozenset({"hộ nghèo", "hộ cận nghèo", "số hộ nghèo", "số hộ cận nghèo", "tổng số hộ nghèo"})
_SHARED_UNITS = frozenset({"hộ", "xã", "trường", "người", "đảng viên", "thôn", "trẻ em", "học sinh"})


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
    percent = value * _HUNDRED if value > 1 or predicate in ("times", "ratio", "level") else _HUNDRED + value * _HUNDRED
    base = sentence.base(frame)
    of = sentence.of(base) or "baseline"
    name = sentence.named(frame, head) if head.name else ""
    if not name and _fold(sentence, frame, of, percent, base):
        return True
    item = sentence.item(name)
    draft = sentence.draft("multiple", frame, item.indicator)
    draft.versus_of, draft.versus_percent = of, percent
    _note(frame, base, of, draft, item.level, percent=percent)
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
    if relative and not name and _fold(sentence, frame, of, _HUNDRED + quantity.value, base):
        return True
    item = sentence.item(name)
    draft = sentence.draft("exceed", frame, item.indicator)
    draft.aggregate = "change"
    plain = relative and quantity.upper is None
    draft.versus_of, draft.versus_percent = of, _HUNDRED + quantity.value if plain else None
    _note(frame, base, of, draft, item.level, percent=draft.versus_percent)
    if plain and item.level is None and written(frame) is not None:
        item.waiting = draft  # "vượt 9% so với kế hoạch, đạt 5.600 tấn"
    return True


def change(sentence: Sentence, frame: Frame, head: Head) -> bool:
    """ "tăng 12,5% so với cùng kỳ", "giảm 3 vụ", "tăng bình quân 8%/năm"."""
    predicate = frame.left.predicate
    near = sentence.run[max(0, frame.at - 2) : frame.at]  # "còn thiếu khoảng 640 giáo viên"
    lacks = next((t for t in reversed(near) if t.text == "thiếu"), None)
    if predicate == "down" and frame.quantity.noun and lacks is not None and lacks.text == "thiếu":
        frame.left.predicate = None  # "thiếu 186 giáo viên": how many are lacking is a level
        head.name = [*head.name, lacks]
        return False
    direction = predicate if predicate in ("up", "down") else None
    named = predicate is None or (predicate == "level" and frame.colon)  # "Giảm tỷ lệ hộ nghèo: 2,5% trở lên"
    if direction is None and head.direction and named and head.name:
        direction = head.direction
    last = sentence.drafts[-1] if sentence.drafts else None
    part = frame.part and predicate is None and last is not None and last.unit == frame.quantity.unit
    if part and last and last.aggregate == "growth" and last.value and last.value < 0 and str(last.unit).endswith(_EACH):
        direction = "down"  # "giảm tỷ lệ hộ nghèo 3%/năm, trong đó hộ nghèo dân tộc thiểu số 5%/năm"
    if direction is None or "end" in frame.left.flags:
        return False
    total = [t.text for t in head.name[:2]] == ["tổng", "số"] and predicate is None and frame.quantity.unit != "%"
    if total and direction == "up":
        return False  # "…, nâng tổng số quỹ đang quản lý 512 triệu đồng": what it was raised to
    if [t.text for t in frame.tail[:1]] == ["số"] and " ".join(t.text for t in head.name) in nouns("having"):
        head.name = []  # "ngành phấn đấu giảm ít nhất 10% số vụ vi phạm"
    name = sentence.named(frame, head) if head.name else ""
    if not head.name and levels.counted_there(sentence, frame):
        frame.tail = []
    elif not head.name and not frame.quantity.measure:
        name = _counted(sentence, frame)
    elif (
        not head.name
        and frame.tail
        and frame.tail[0].kind == "w"
        and frame.tail[0].text not in ("cao", "thấp", "hay")
        and (frame.join in ("start", ";", ":", ",", "part") or frame.tail[0].text == "số" or _alike(sentence, frame))
        and (tail := naming.tail_name(frame))
    ) and tail[0].text not in ("về", "so", "do", "trong", "nhờ", "nên"):
        name = naming.spell(sentence.lower, tail)
    flags = head.flags | frame.left.flags | frame.right.flags
    months = sentence.passage.period is not None and sentence.passage.period.part is not None
    if months and "yearly" not in flags:
        flags = flags - {"average"}  # "bình quân 5 tháng tăng 3,09%": a mean of months, no mean rate of years
    yearly = bool(flags & {"average", "yearly"}) and written(frame) is None
    yearly = yearly or (frame.quantity.unit or "").endswith(_EACH)
    _changed(sentence, frame, name, 1 if direction == "up" else -1, yearly)
    return True


def _alike(sentence: Sentence, frame: Frame) -> bool:
    """ "giảm 5% biên chế công chức và 10% biên chế viên chức": the same kind of thing, named anew."""
    before = sentence.frames[sentence.index - 1].tail if sentence.index else []
    return [t.text for t in before[:2]] == [t.text for t in frame.tail[:2]] and len(frame.tail) > 1


def again(sentence: Sentence, frame: Frame) -> None:
    """ "tăng 86 tỷ đồng (7,2%)", "= 16,7%": the same difference once more, as a share."""
    last = sentence.drafts[-1] if sentence.drafts else None
    item = sentence.passage.item
    told = last is not None and item is not None and item.level is last and last.versus_percent is not None
    bare = not frame.head and frame.join in (",", "(") and frame.left.predicate == "ratio"
    if told and bare and last is not None and frame.quantity.unit == last.unit != "%" and last.versus_percent:
        frame.left.predicate = "up" if last.versus_percent >= _HUNDRED else "down"
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


_ANY_CASE = frozenset({"trường hợp", "đơn vị", "cơ sở", "đối tượng"})


def _counted(sentence: Sentence, frame: Frame) -> str:
    """ "giảm 2 người chết" names people killed; "giảm 3 vụ" speaks of what was counted in vụ before."""
    quantity = frame.quantity
    if frame.tail:
        cause = next((i for i, t in enumerate(frame.tail) if t.text in ("do", "vì", "nhờ")), len(frame.tail))
        tail = naming.tidy([*quantity.noun_tokens, *frame.tail[:cause]])
        if len(tail) > len(quantity.noun_tokens):
            return naming.spell(sentence.lower, tail)
    behind = sentence.index > 0 and sentence.drafts and sentence.drafts[-1].span[0] == sentence.before()[0]
    if behind and frame.join == "," and quantity.noun in _ANY_CASE and sentence.drafts[-1].unit != quantity.unit:
        return ""
    item = sentence.passage.item
    if frame.join == ")" and item is not None and item.level is not None and item.level.unit == quantity.unit:
        return ""  # "128 vụ (làm rõ 96 vụ), giảm 41 vụ": what stood before the bracket
    for draft in reversed(sentence.passage.recent[-12:]):
        if draft.unit == quantity.unit and draft.aggregate not in ("change", "growth"):
            if draft.part_of and frame.join == ";" and _told(sentence, draft.part_of, quantity.unit):
                continue  # "287 sản phẩm, gồm 03 sản phẩm 5 sao …; tăng 58 sản phẩm": more of the whole
            if sentence.passage.item is None or sentence.passage.item.indicator != draft.indicator:
                sentence.passage.item = Item(draft.indicator, level=draft)
            return ""
    last = sentence.drafts[-1] if behind else None
    beside = last is not None and last.rule == "difference" and last.unit != quantity.unit and last.versus_of is None
    if sentence.passage.item is None or frame.join in ("start", ";", ":") or "listed" in frame.left.flags or beside:
        return naming.spell(sentence.lower, quantity.noun_tokens)
    return ""


def _told(sentence: Sentence, name: str, unit: str | None) -> bool:
    return any(draft.indicator == name and draft.unit == unit for draft in sentence.drafts)


def _changed(sentence: Sentence, frame: Frame, name: str, sign: int, yearly: bool) -> None:
    quantity = frame.quantity
    levels.about(sentence, frame)
    name = levels.told_before(sentence, frame, name)
    if not name:
        levels.of_its_kind(sentence, frame)
    item = sentence.passage.item
    percent = (quantity.unit or "").startswith("%") or quantity.unit == "‰/năm"
    rate = bool(
        item and not name and (item.rate or levels.on_share(sentence, frame) or levels.on_growth(sentence, frame))
    )
    if name:
        sentence.passage.turn = 0  # another indicator: with bases of its own, or with those told before in their order
    own = written(frame) or sentence.passage.front
    led = frame.left.predicate not in ("up", "down")  # "giảm tỷ lệ hộ nghèo 3%": no member of a list of changes
    caused = quantity.unit == "điểm %" and "làm" in [t.text for t in sentence.run[sentence.floor : frame.at]]
    # "…, làm CPI chung giảm 0,2 điểm phần trăm": a part of a change that was compared before
    base = None if caused or (yearly and written(frame) is None) else own if led else sentence.base(frame)
    if own is None and name and sentence.passage.monthly and not name.startswith(_PRICES) and not yearly:
        base = sentence.passage.monthly
    of = sentence.of(base)
    relative = percent and (not rate or yearly)
    ratio = _HUNDRED + sign * quantity.value if relative and not yearly and quantity.upper is None else None
    yearly_told = sentence.passage.genre in YEARLY_GENRES or sentence.passage.genre == "resolution"
    known = of or ("previous_year" if yearly_told else None)
    _month_before(sentence, frame, name)
    if ratio is not None and not name and known and _fold(sentence, frame, known, ratio, base):
        return
    turn = sentence.passage.turn
    item = sentence.item(name)
    sentence.passage.turn = turn  # a second change of the same has the second base
    draft = sentence.draft("growth" if relative else "difference", frame, item.indicator)
    if sign < 0:
        negate(draft)
    saved = draft.indicator.startswith(("thời gian", "chi phí"))
    far = base is not None and of == "baseline" and not preceding(base, sentence.passage.period)
    draft.aggregate = _kind_of_change(base, of, relative and not far, percent and yearly, saved)
    beside = item.level is not None and item.level.sentence == sentence.span and not name
    if base is None and beside and not yearly and not caused and sentence.passage.genre in YEARLY_GENRES and not led:
        of = "previous_year"
    draft.versus_of, draft.versus_percent = (of, ratio) if base or of else (None, None)
    _note(frame, base, draft.versus_of, draft, item.level, percent=ratio)
    if base and base is not written(frame) and sentence.passage.genre not in YEARLY_GENRES:
        draft.doubts.add("base_carried")
    draft.part_of = sentence.passage.whole or sentence.passage.structure if name else None
    if ratio is not None and (item.level is None or (item.level.rule == "share" and item.level.unit == "%")):
        item.waiting = draft


_PRICES = ("cpi", "chỉ số giá tiêu dùng")


def _month_before(sentence: Sentence, frame: Frame, name: str) -> None:
    """Consumer prices are told against the month before, and so are those of the groups that follow without a base."""
    own, passage = written(frame), sentence.passage
    if own is None or not name:
        return
    if name.startswith(_PRICES):
        passage.monthly = own if own.words == "tháng trước" else passage.monthly
    elif own.of != "baseline":
        passage.monthly = None


def _kind_of_change(base: Base | None, of: str | None, relative: bool, yearly: bool, saved: bool) -> str:
    if yearly:
        return "growth"
    if base is None and saved:
        return "change"
    return "growth" if relative and of not in ("plan", "resolution") else "change"
