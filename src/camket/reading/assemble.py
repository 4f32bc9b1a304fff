"""Step 10: frames become statements. One production per kind of predicate; comparisons fold into the level before them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from . import judge, naming, roles
from .bases import Base
from .clauses import Frame
from .cues import CHANGES
from .draft import Draft, Item, Passage
from .lexicon import table
from .naming import Head
from .numbers import Quantity
from .periods import Period
from .tokens import Token

_YEARLY_GENRES = frozenset({"year_report", "council", "sector_news", "statistics"})
_HUNDRED = Decimal(100)


class Sentence:
    """Makes the drafts of one sentence; `others` collects numbers that are no statement as (start, end, kind)."""

    def __init__(
        self,
        passage: Passage,
        lower: str,
        run: Sequence[Token],
        frames: Sequence[Frame],
        span: tuple[int, int],
        text: str,
    ) -> None:
        self.passage, self.lower, self.run, self.frames, self.span = passage, lower, run, frames, span
        self.about = judge.flags(text)
        self.drafts: list[Draft] = []
        self.others: list[tuple[int, int, str]] = []
        self.local: dict[int, Period | None] = {}
        taken = {
            i
            for f in frames
            for b in (*f.right.bases, f.left.base, f.right.surpass)
            if b
            for i in range(b.begin, b.stop)
        }
        self.cues = roles.cues(run, taken)
        self.floor = 0
        self.role_seen: str | None = None

    def read(self) -> None:
        """Goes through the frames in order."""
        passage = self.passage
        if self.frames and self.frames[0].join == "start":
            passage.structure = None
            passage.whole = None if not self.frames[0].part else passage.whole
        for index, frame in enumerate(self.frames):
            if frame.join == ";" and not frame.closed:
                passage.whole = None
                passage.yearly = passage.yearly and not frame.head
            self._frame(index, frame)
            self.floor = frame.at + 1

    def _frame(self, index: int, frame: Frame) -> None:
        head = naming.clean(frame.head)
        head.flags |= frame.left.flags & {"keep", "average", "yearly"}
        self._context(head, frame)
        why = judge.kind(frame, self.run, self.about, self.passage.genre)
        if why:
            self.others.append((frame.quantity.start, frame.quantity.end, why))
            return
        if self._origin(index, frame, head):
            return
        for production in (_contribution, _early, _ratio, _multiple, _exceed, _change, _level):
            if production(self, frame, head):
                break
        self._surpass(frame)

    def _context(self, head: Head, frame: Frame) -> None:
        """Takes up what the head says about time, structure and parts."""
        passage = self.passage
        for token in (*head.times, *frame.left.times):
            self._period(token.ref.period)
        if head.flags & {"reset", "now"} and not head.times and not frame.left.times and "reset" in head.flags:
            passage.period = None
        passage.total = "total" in head.flags
        if "term" in head.flags:
            passage.term, passage.yearly = True, False
        if "yearly" in head.flags:
            passage.yearly = True
        texts = " ".join(t.text for t in (*head.before_colon, *frame.head))
        if "cơ cấu" in texts:
            passage.structure = (
                "cơ cấu kinh tế"
                if "kinh tế" in texts or "cơ cấu ngành" in texts
                else naming.spell(self.lower, head.before_colon or head.name)
            )
        if frame.part:
            passage.whole = passage.structure or (passage.previous if passage.item is None else passage.item.indicator)

    def _period(self, period: Period) -> None:
        passage = self.passage
        if period.end is None and passage.period and passage.period.end and period.part:
            passage.period = Period(passage.period.end, passage.period.end, period.part)
        elif period.end is not None or period.part:
            passage.period = period
        if period.spread:
            passage.term, passage.yearly = True, False
        elif period.end is not None:
            passage.term = False

    def _origin(self, index: int, frame: Frame, head: Head) -> bool:
        """The start figure of "từ X lên Y": a statement only where it has a time of its own."""
        following = self.frames[index + 1] if index + 1 < len(self.frames) else None
        if (
            "from" not in frame.left.flags
            or following is None
            or following.left.predicate not in ("left", "raised", "reach")
        ):
            return False
        if any(t.kind == "w" for t in following.head) or following.join not in ("none", ",", "với"):
            return False
        name = self._named(frame, head)
        item = self._item(name)
        if frame.right.times:
            draft = self._draft("from_to.start", frame, head, item.indicator)
            draft.aggregate, draft.comparator = "last", "eq"
            self._dated(draft, frame)
        else:
            self.others.append((frame.quantity.start, frame.quantity.end, "comparison"))
        following.left.flags.add("end")
        return True

    def _named(self, frame: Frame, head: Head) -> str:
        """The indicator that head and tail give; empty where both are elided."""
        quantity = frame.quantity
        named = head.name
        tail = naming.tail_name(frame, self.run)
        if frame.left.predicate in CHANGES and not named and quantity.measure:
            return ""
        if named and _complete(frame, head):
            return self._restored(naming.spell(self.lower, named), frame, head)
        noun_known = quantity.noun is not None and quantity.noun.split(" ")[0] in {t.text for t in named}
        tokens = [
            *named,
            *([t for t in tail if t not in quantity.noun_tokens] if noun_known and not _event(named) else tail),
        ]
        if named and not tail and not quantity.measure and quantity.noun and not named:
            tokens = list(quantity.noun_tokens)
        if not tokens and quantity.noun and frame.left.predicate not in CHANGES:
            tokens = list(quantity.noun_tokens)
        text = naming.spell(self.lower, tokens)
        return self._restored(text, frame, head) if text else ""

    def _restored(self, name: str, frame: Frame, head: Head) -> str:
        """Puts back the head of a list that its later members leave out."""
        passage, previous = self.passage, self.passage.previous
        if previous is None:
            return name
        if name.startswith(("mức độ", "cấp độ")) and name[:6] in previous:
            return previous[: previous.index(name[:6])] + name
        if passage.structure or name.startswith(tuple(table("heads", "head"))) or not head.name:
            return name
        if frame.part or passage.whole:
            return _joined(passage.whole or "", name) if not frame.closed else name
        same = self.drafts and self.drafts[-1].unit == frame.quantity.unit
        if frame.join in (";", ",", "và", ")") and same and frame.quantity.measure:
            for carried in sorted(table("heads", "carried"), key=len, reverse=True):
                if previous.startswith(carried + " "):
                    return f"{carried} {name}"
        return name

    def _item(self, name: str) -> Item:
        passage = self.passage
        if name or passage.item is None:
            passage.item = Item(name or passage.previous or "")
            passage.previous = name or passage.previous
        return passage.item

    def _draft(self, rule: str, frame: Frame, head: Head, indicator: str) -> Draft:
        quantity = frame.quantity
        draft = Draft(
            rule,
            (quantity.start, quantity.end),
            indicator,
            quantity.value,
            quantity.unit,
            upper=quantity.upper,
            denominator=quantity.denominator,
        )
        draft.sentence = self.span
        draft.heading = self.passage.heading
        draft.comparator = _comparator(frame)
        if "estimate" in frame.left.flags or "estimate" in head.flags:
            draft.stage = "estimate"
        self._dated(draft, frame)
        self._role(draft, frame)
        self.drafts.append(draft)
        return draft

    def _dated(self, draft: Draft, frame: Frame) -> None:
        for token in frame.right.times + [t for t in frame.tail if t.kind == "t"]:
            self._period(token.ref.period)
        period = self.passage.period
        draft.period = period.years() if period else None
        draft.part = period.part if period else None

    def _role(self, draft: Draft, frame: Frame) -> None:
        until = bool(self.passage.period and self.passage.period.until)
        compared = bool(frame.right.bases or frame.left.base or frame.right.surpass) or "estimate" in frame.left.flags
        compared = compared or any(
            f.right.bases for f in self.frames[self.frames.index(frame) :][:2] if f.join in (",", "(") or f is frame
        )
        draft.role, how = roles.role(
            frame,
            self.cues,
            self.floor,
            self.passage.genre,
            self.role_seen or self.passage.role,
            until=until,
            compared=compared,
        )
        if how == "cue" and draft.role != "plan":
            self.passage.role = draft.role
        if how in ("cue", "comparison") and draft.role != "plan":
            self.role_seen = draft.role
        if how in ("genre", "carried"):
            draft.doubts.add("role")

    def _surpass(self, frame: Frame) -> None:
        item = self.passage.item
        if frame.right.surpass and item and item.level and item.level.versus_of is None:
            item.level.versus_of = frame.right.surpass.of

    def base(self, frame: Frame) -> Base | None:
        """The base of this comparison: written here, or carried over."""
        own = frame.left.base or (frame.right.bases[0] if frame.right.bases else None)
        if own:
            self.passage.base = own
            return own
        return self.passage.base

    def of(self, base: Base | None) -> str | None:
        """`of` of the labelled set; a named year is the year before or a baseline."""
        if base is None or base.of != "year":
            return base.of if base else None
        period = self.passage.period
        if base.period is None or base.period.end is None or base.specific.startswith(("cuối", "đầu", "hết", "đến")):
            return "baseline"
        own = period.end if period else None
        if own is None:
            return "previous_year" if self.passage.genre in _YEARLY_GENRES else "baseline"
        return "previous_year" if int(base.period.end) == int(own) - 1 else "baseline"


def _event(named: Sequence[Token]) -> bool:
    return bool(named) and any(" ".join(t.text for t in named[-n:]) in table("heads", "event") for n in (1, 2, 3, 4))


def _complete(frame: Frame, head: Head) -> bool:
    """Is the head a whole name, so that the tail adds nothing?"""
    quantity = frame.quantity
    if _event(head.name):
        return False
    if quantity.measure:
        return True
    if quantity.noun is None or naming.generic(quantity.noun):
        return True
    if frame.left.predicate in ("reach", "level", "left", "raised", "share"):
        return True
    texts = {t.text for t in head.name}
    return set(quantity.noun.replace(",", " ").split()) <= texts and not frame.tail


def _joined(whole: str, name: str) -> str:
    """A part that has no noun of its own takes its whole's ("có bằng cấp", "các xã …")."""
    if name.startswith(("có ", "các ", "được ")):
        return f"{whole} {name}".strip()
    if name.startswith(("hoàn thành", "xuất sắc", "xếp loại")):
        subject = whole.split(" hoàn thành")[0].split(" xếp loại")[0].removeprefix("tỷ lệ ")
        return f"{subject} {name}" if subject != whole else name
    return name


def _comparator(frame: Frame) -> str:
    right, left = frame.right.comparator, frame.left.comparator
    if right:
        return right
    if left:
        return left
    return "ge" if "from" in frame.left.flags and frame.quantity.upper is None else "eq"


_MIRROR = {"ge": "le", "le": "ge", "gt": "lt", "lt": "gt"}


def negate(draft: Draft) -> None:
    """A decrease: the signed number, its range turned round, its comparator speaking of the signed number."""
    value, upper = draft.value, draft.upper
    if value is None:
        return
    draft.value, draft.upper = (-value, None) if upper is None else (-upper, -value)
    draft.comparator = _MIRROR.get(draft.comparator or "", draft.comparator)


def _percent(quantity: Quantity) -> bool:
    return (quantity.unit or "").startswith("%")


def _fold(sentence: Sentence, frame: Frame, of: str | None, percent: Decimal | None) -> bool:
    """Puts a ratio into the level before it, if that has none."""
    item = sentence.passage.item
    level = item.level if item else None
    if level is None or level.versus_percent is not None or percent is None:
        return False
    if level.versus_of is not None and level.versus_of != of and level.rule != "pair.done":
        pass
    level.versus_of, level.versus_percent = of, percent
    sentence.others.append((frame.quantity.start, frame.quantity.end, "comparison"))
    return True


def _contribution(sentence: Sentence, frame: Frame, head: Head) -> bool:
    if frame.left.predicate != "contribute" or not (frame.quantity.unit or "").startswith("điểm"):
        return False
    item = sentence.passage.item
    name = naming.spell(sentence.lower, head.name) or (item.indicator if item else "")
    draft = sentence._draft("contribution", frame, head, f"đóng góp {name}".strip())
    tail = naming.spell(sentence.lower, [t for t in frame.tail if t.text not in ("vào", "cho")])
    sentence.passage.whole = tail or sentence.passage.whole
    draft.part_of = tail or None
    return True


def _early(sentence: Sentence, frame: Frame, head: Head) -> bool:
    if frame.left.predicate not in ("early", "late") or frame.quantity.unit not in ("năm", "tháng", "ngày", "quý"):
        return False
    item = sentence._item(naming.spell(sentence.lower, head.name))
    draft = sentence._draft("time_gained", frame, head, item.indicator)
    draft.aggregate = "change"
    draft.versus_of = sentence.of(frame.right.bases[0]) if frame.right.bases else None
    if frame.left.predicate == "early":
        negate(draft)
    return True


def _ratio(sentence: Sentence, frame: Frame, head: Head) -> bool:
    """ "bằng 107% Nghị quyết", "đạt 58% kế hoạch": the number is the ratio."""
    quantity, predicate = frame.quantity, frame.left.predicate
    if quantity.unit != "%" or predicate in ("up", "down", "exceed", "share", "left"):
        return False
    written = frame.left.base or (frame.right.bases[0] if frame.right.bases else None)
    item = sentence.passage.item
    bare = not head.name and not naming.tail_name(frame, sentence.run)
    if written is None:
        carried = sentence.passage.base
        if not (
            bare
            and item
            and item.level
            and not item.fraction
            and carried
            and frame.join in (",", "(", "và", "với")
            and item.level.unit != "%"
        ):
            return False
    base = sentence.base(frame)
    of = sentence.of(base)
    name = "" if bare else sentence._named(frame, head)
    if not name and _fold(sentence, frame, of, quantity.value):
        return True
    item = sentence._item(name)
    draft = sentence._draft("ratio", frame, head, item.indicator)
    draft.versus_of, draft.versus_percent = of, quantity.value
    _aggregate(sentence, draft, frame, head)
    return True


def _multiple(sentence: Sentence, frame: Frame, head: Head) -> bool:
    """ "gấp 1,8 lần", "tăng 0,7 lần", "bằng 1,2 lần"."""
    quantity, predicate = frame.quantity, frame.left.predicate
    if quantity.unit != "lần" or predicate not in ("times", "up", "ratio", "raised", "down", "exceed"):
        return False
    value = quantity.value
    percent = value * _HUNDRED if value > 1 or predicate in ("times", "ratio") else _HUNDRED + value * _HUNDRED
    of = sentence.of(sentence.base(frame)) or "baseline"
    name = sentence._named(frame, head) if head.name else ""
    if not name and _fold(sentence, frame, of, percent):
        return True
    item = sentence._item(name)
    draft = sentence._draft("multiple", frame, head, item.indicator)
    draft.versus_of, draft.versus_percent = of, percent
    draft.aggregate = "growth" if of == "previous_year" else "change"
    item.waiting = draft if item.level is None else None
    return True


def _exceed(sentence: Sentence, frame: Frame, head: Head) -> bool:
    """ "vượt 7% kế hoạch": the ratio is 107; on a rate, and with absolute units, a difference."""
    quantity = frame.quantity
    if frame.left.predicate != "exceed":
        return False
    base = sentence.base(frame)
    of = sentence.of(base) if base and base.of in ("plan", "resolution") else "plan"
    item = sentence.passage.item
    rate = bool(item and item.rate)
    if quantity.unit == "%" and not rate:
        name = sentence._named(frame, head) if head.name else ""
        if not name and _fold(sentence, frame, of, _HUNDRED + quantity.value):
            return True
        item = sentence._item(name)
    name = sentence._named(frame, head) if head.name else ""
    item = sentence._item(name)
    draft = sentence._draft("exceed", frame, head, item.indicator)
    draft.aggregate = "change"
    draft.versus_of = of
    draft.versus_percent = _HUNDRED + quantity.value if quantity.unit == "%" and not rate else None
    return True


def _change(sentence: Sentence, frame: Frame, head: Head) -> bool:
    """ "tăng 12,5% so với cùng kỳ", "giảm 3 vụ", "tăng bình quân 8%/năm"."""
    predicate = frame.left.predicate
    direction = predicate if predicate in ("up", "down") else None
    if (
        direction is None
        and head.direction
        and (frame.left.predicate in (None,) or "from" in frame.left.flags)
        and head.name
    ):
        direction = head.direction
    if direction is None or "end" in frame.left.flags:
        return False
    quantity = frame.quantity
    own = bool(head.name) or (not quantity.measure and bool(naming.tail_name(frame, sentence.run)) and bool(frame.tail))
    name = sentence._named(frame, head) if own else ""
    if not head.name and name and quantity.noun and not quantity.measure:
        name = _counted_change(sentence, frame, name)
    flags = head.flags | frame.left.flags | frame.right.flags
    yearly = bool(flags & {"average", "yearly"}) or "/năm" in (quantity.unit or "")
    return _made_change(sentence, frame, head, name, direction, yearly)


def _counted_change(sentence: Sentence, frame: Frame, name: str) -> str:
    item = sentence.passage.item
    if frame.tail and naming.generic(frame.quantity.noun or ""):
        return naming.spell(sentence.lower, [*frame.quantity.noun_tokens, *naming.tail_name(frame, sentence.run)])
    return "" if item else name


def _made_change(sentence: Sentence, frame: Frame, head: Head, name: str, direction: str, yearly: bool) -> bool:
    quantity = frame.quantity
    sign = 1 if direction == "up" else -1
    written = frame.left.base or (frame.right.bases[0] if frame.right.bases else None)
    item = sentence.passage.item
    rate = bool(item and item.rate and not name)
    base = None if yearly and written is None else sentence.base(frame)
    of = sentence.of(base)
    relative = _percent(quantity) and not (rate and not yearly)
    percent = _HUNDRED + sign * quantity.value if relative and not yearly and of else None
    if (
        relative
        and not yearly
        and not name
        and quantity.unit == "%"
        and (of or sentence.passage.genre in _YEARLY_GENRES)
    ):
        if _fold(sentence, frame, of or "previous_year", _HUNDRED + sign * quantity.value):
            return True
    item = sentence._item(name)
    draft = sentence._draft("growth" if relative else "difference", frame, head, item.indicator)
    if sign < 0:
        negate(draft)
    far = (
        base is not None
        and of == "baseline"
        and base.specific not in ("tháng trước", "quý trước", "bình quân tháng trước")
    )
    draft.aggregate = "growth" if (relative and not far) or (yearly and _percent(quantity)) else "change"
    draft.versus_of, draft.versus_percent = (of, percent) if base else (None, None)
    if of in ("plan", "resolution") and relative:
        draft.aggregate = "change"
    draft.part_of = sentence.passage.whole if name else None
    if relative and not yearly and item.level is None:
        item.waiting = draft
    return True


def _level(sentence: Sentence, frame: Frame, head: Head) -> bool:
    """A level, share or count."""
    quantity = frame.quantity
    name = sentence._named(frame, head)
    item = sentence.passage.item
    if not name and item is None:
        sentence.others.append((quantity.start, quantity.end, "unread"))
        return True
    if "end" in frame.left.flags:
        name = ""
    waiting = item.waiting if item and not name else None
    fraction_before = bool(item and item.fraction)
    item = sentence._item(name)
    rule = _rule(frame, head)
    draft = sentence._draft(rule, frame, head, item.indicator)
    _aggregate(sentence, draft, frame, head)
    _part(sentence, draft, frame)
    _plan(draft, frame, head)
    if "end" in frame.left.flags:
        draft.versus_of = "baseline"
        if sentence.passage.base is None:
            sentence.passage.base = Base("baseline")
    if quantity.unit == "đồng chí":
        draft.unit = "đảng viên" if "đảng viên" in draft.indicator else "người"
    if not (fraction_before and not name and quantity.unit == "%"):
        item.level, item.rate, item.fraction = draft, _percent(quantity), quantity.denominator is not None
    if waiting and waiting in sentence.drafts and waiting.versus_of:
        _fold_back(sentence, draft, waiting)
    if quantity.pair:
        _pair(sentence, draft, frame)
    elif frame.right.bases and quantity.unit != "%":
        pass
    return True


def _fold_back(sentence: Sentence, level: Draft, waiting: Draft) -> None:
    """A ratio that stood before its level."""
    sentence.drafts.remove(waiting)
    level.versus_of, level.versus_percent = waiting.versus_of, waiting.versus_percent
    sentence.others.append((*waiting.span, "comparison"))


def _pair(sentence: Sentence, done: Draft, frame: Frame) -> None:
    """ "458/369 tỷ đồng": done and promised."""
    quantity = frame.quantity
    slash = sentence.lower.index("/", quantity.start)
    promised = Draft(
        "pair.promised",
        (slash + 1, quantity.end),
        done.indicator,
        quantity.denominator,
        done.unit,
        role="target",
        aggregate=done.aggregate,
        period=done.period,
        part=done.part,
        sentence=done.sentence,
        heading=done.heading,
    )
    done.rule, done.role, done.denominator = "pair.done", "result", None
    end = slash
    while end > quantity.start and not sentence.lower[end - 1].isdecimal():
        end -= 1
    done.span = (quantity.start, end)
    start = slash + 1
    while start < quantity.end and not sentence.lower[start].isdecimal():
        start += 1
    promised.span = (start, quantity.end)
    done.versus_of = done.versus_of or "resolution"
    done.doubts.add("pair")
    promised.doubts.add("pair")
    sentence.drafts.append(promised)


def _rule(frame: Frame, head: Head) -> str:
    if frame.quantity.denominator is not None:
        return "fraction"
    if frame.left.predicate == "share":
        return "share"
    if not head.name:
        return "percent_of" if frame.quantity.unit == "%" else "count"
    return "level" if frame.left.predicate else "level.adjacent"


def _part(sentence: Sentence, draft: Draft, frame: Frame) -> None:
    passage = sentence.passage
    draft.part_of = passage.whole or passage.structure
    if (
        frame.left.predicate == "share"
        and not draft.part_of
        and frame.tail
        and frame.tail[0].text in ("tổng", "trong", "số")
    ):
        draft.part_of = naming.spell(sentence.lower, [t for t in frame.tail if t.text != "trong"]) or None


def _plan(draft: Draft, frame: Frame, head: Head) -> None:
    """ "Dự toán thu ngân sách … là 215 tỷ": the plan's word is no part of the name."""
    for word in ("dự toán giao", "kế hoạch giao", "dự toán", "kế hoạch"):
        if draft.indicator.startswith(word + " ") and draft.role != "target":
            draft.role = "plan"
            draft.indicator = draft.indicator[len(word) + 1 :]
            return


_FLOWS = (
    "kết nạp",
    "thành lập",
    "giải quyết",
    "tạo việc làm",
    "huy động",
    "trồng",
    "phát triển",
    "kiểm tra",
    "giám sát",
    "thi hành",
    "đào tạo",
    "thu hút",
    "nhân dân",
    "tổng thu",
    "đóng góp",
    "hiến",
    "xây dựng",
    "kỷ luật",
    "đầu tư",
    "làm mới",
    "góp",
    "tổng vốn",
    "tổng kinh phí",
    "cấp",
    "tổ chức",
    "hỗ trợ",
    "khởi công",
    "hoàn thành",
    "xóa",
    "cứng hóa",
    "vận động",
    "tổng chi",
    "tổng nguồn",
    "tổng huy động",
    "chuyển đổi",
)


def _aggregate(sentence: Sentence, draft: Draft, frame: Frame, head: Head) -> None:
    passage = sentence.passage
    flags = head.flags | frame.left.flags | frame.right.flags
    unit = draft.unit or ""
    if "keep" in flags or any(t.text in ("duy", "giữ") for t in frame.tail[:6]) and _keeps(frame):
        draft.aggregate = "keep"
    elif head.growth or unit == "%/năm":
        draft.aggregate = "growth"
    elif "average" in flags:
        draft.aggregate = "average"
    elif (
        "yearly" in flags
        or (unit.endswith("/năm") and not frame.quantity.measure)
        or (passage.yearly and "term" not in flags)
    ):
        draft.aggregate = "every_year"
    elif passage.total and not (passage.period and passage.period.part):
        draft.aggregate = "sum"
    elif (
        _flow(draft)
        and frame.quantity.denominator is None
        and (passage.term or any(b.of == "resolution" for b in frame.right.bases))
    ):
        draft.aggregate = "sum"


def _keeps(frame: Frame) -> bool:
    return any(
        " ".join(t.text for t in frame.tail[i : i + 2]) in ("giữ vững", "duy trì") for i in range(len(frame.tail))
    )


def _flow(draft: Draft) -> bool:
    return draft.indicator.startswith(_FLOWS) or any(
        f" {w} " in f" {draft.indicator} " for w in ("đóng góp", "hiến", "kết nạp")
    )
