"""Step 10c: changes: "tăng 12,5% so với cùng kỳ", "giảm 3 vụ", and what it is that changed."""

from __future__ import annotations

from typing import Final

from . import levels, naming
from .bases import Base, preceding
from .comparing import YEARLY_GENRES, written
from .comparisons import HUNDRED, fold, note
from .draft import Item, negate
from .frame import Frame
from .head import Head
from .lexicon import nouns
from .sentence import Sentence

_EACH: Final = ("/năm", "/quý", "/tháng")


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
    if frame.part and predicate is None and _part_of_decrease(sentence, frame):
        direction = "down"
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


def _part_of_decrease(sentence: Sentence, frame: Frame) -> bool:
    """ "giảm tỷ lệ hộ nghèo 3%/năm, trong đó hộ nghèo dân tộc thiểu số 5%/năm": the part decreases, too."""
    last = sentence.drafts[-1] if sentence.drafts else None
    yearly = last is not None and last.unit == frame.quantity.unit and (last.unit or "").endswith(_EACH)
    return yearly and last is not None and last.aggregate == "growth" and (last.value or 0) < 0


def _alike(sentence: Sentence, frame: Frame) -> bool:
    """ "giảm 5% biên chế công chức và 10% biên chế viên chức": the same kind of thing, named anew."""
    before = sentence.frames[sentence.index - 1].tail if sentence.index else []
    return [t.text for t in before[:2]] == [t.text for t in frame.tail[:2]] and len(frame.tail) > 1


_ANY_CASE: Final = frozenset({"trường hợp", "đơn vị", "cơ sở", "đối tượng"})


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
    prices = [d for d in sentence.drafts if d.indicator.startswith(_PRICES)]
    monthly = None if prices and prices[-1].versus_of == "previous_year" else sentence.passage.monthly
    if own is None and name and monthly and not name.startswith(_PRICES) and not yearly:
        base = monthly
    of = sentence.of(base)
    relative = percent and (not rate or yearly)
    ratio = HUNDRED + sign * quantity.value if relative and not yearly and quantity.upper is None else None
    yearly_told = sentence.passage.genre in YEARLY_GENRES or sentence.passage.genre == "resolution"
    known = of or ("previous_year" if yearly_told else None)
    _month_before(sentence, frame, name)
    if ratio is not None and not name and known and fold(sentence, frame, known, ratio, base):
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
    told = sentence.drafts[-2].versus_of if len(sentence.drafts) > 1 and name and frame.part else None
    if of is None and told == "previous_year" and relative and sentence.passage.genre in YEARLY_GENRES:
        of = "previous_year"  # "tăng 9,7%; trong đó khu vực FDI tăng 12,3%"
    draft.versus_of, draft.versus_percent = (of, ratio) if base or of else (None, None)
    note(frame, base, draft.versus_of, draft, item.level, percent=ratio)
    if base and base is not written(frame) and sentence.passage.genre not in YEARLY_GENRES:
        draft.doubts.add("base_carried")
    draft.part_of = sentence.passage.whole or sentence.passage.structure if name else None
    if ratio is not None and (item.level is None or (item.level.rule == "share" and item.level.unit == "%")):
        item.waiting = draft


_PRICES: Final = ("cpi", "chỉ số giá tiêu dùng")


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
