"""Step 10b: one production per kind of predicate. A comparison folds into the level before it, or stands alone."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from . import aggregates, bases, carrying, doubting, judge, levels, naming, respective
from .bases import Base
from .changes import change
from .comparing import YEARLY_GENRES
from .comparisons import again, exceed, multiple, ratio
from .draft import Draft, Item, negate
from .frame import Frame
from .head import Head, plan_word
from .periods import Period
from .promised import bracketed, earlier, pair, stated, surpass
from .sentence import Sentence
from .wholes import bounds_group, named_noun, of_base, of_no_statement, origin, shared_noun, unknown_noun, whole


def produce(sentence: Sentence, text: str, words: set[str]) -> None:
    """Goes through the sentence's frames in order; `words` are those of its text."""
    passage = sentence.passage
    about = sentence.about = judge.flags(text, words)
    sentence.folded = text
    passage.season = 2 if text.startswith("vụ ") else max(0, passage.season - 1)
    passage.structure = None
    passage.verb = []
    passage.front = passage.prefix = None
    passage.headed = ""
    passage.listed = False
    passage.summing = None
    passage.average = passage.growth = False
    passage.among = None
    sentence.awaiting = []
    if sentence.frames and not sentence.frames[0].part:
        passage.whole = None
    carrying.mandate(sentence, text)
    carrying.aims(sentence, text)
    if not sentence.frames:
        carrying.carry(sentence, text)
    for index, frame in enumerate(sentence.frames):
        sentence.index = index
        if frame.join in (")", ";") and sentence.bracket:
            passage.period, sentence.bracket = sentence.bracket[0], ()
        if frame.part:
            listed = sentence.run[sentence.floor : frame.at]
            passage.listed = any(t.text == ":" for t in listed)
        if frame.join == ";" and not passage.listed:
            passage.whole = None
        _summed(sentence, frame)
        if frame.join == ";":
            passage.total = passage.average = False
            passage.yearly = passage.yearly and _goes_on_yearly(sentence, frame)
        if frame.join == "(" or (frame.join == "part" and _opens(sentence, frame)):
            sentence.outer = passage.item
            sentence.outside = passage.item.state() if passage.item else None
            sentence.bracket = sentence.bracket or (passage.period,)
        elif frame.join == ")" and sentence.outer and not any(t.kind == "w" for t in frame.head):
            passage.item, sentence.outer = sentence.outer, None
            if sentence.outside and sentence.outside[0]:
                passage.item.level, passage.item.rate, passage.item.fraction = sentence.outside
        elif frame.join == ")" and passage.item and not frame.head and _was_aside(sentence):
            passage.item.level, passage.item.rate, passage.item.fraction = None, False, False
        _frame(sentence, frame, about)
        sentence.floor = frame.at + 1
    if sentence.bracket:
        passage.period = sentence.bracket[0]
    sentence.resume()
    if sentence.until:
        passage.period = sentence.until[0]
    carrying.planned_year(sentence)
    if sentence.frames and not sentence.drafts:
        if text.rstrip().endswith(":"):
            carrying.carry(sentence, text)
        else:
            carrying.lead(sentence)
        carrying.reported(sentence, text)
    doubting.note_sentence(sentence)
    passage.yearly = False


def _summed(sentence: Sentence, frame: Frame) -> None:
    """ "Lũy kế … 1.284 tỷ đồng: ngân sách 512 tỷ", "… 5 năm là 2,35 nghìn tỷ đồng (ngân sách tỉnh …)"."""
    money = frame.join == "(" and bool(frame.head) and (frame.quantity.unit or "").endswith("đồng")
    if (money or frame.join == ":") and sentence.drafts and sentence.drafts[-1].aggregate == "sum":
        sentence.passage.summing = sentence.drafts[-1].unit
    elif frame.join == ")":
        sentence.passage.summing = None


def _opens(sentence: Sentence, frame: Frame) -> bool:
    """ "21.846 triệu đồng (trong đó [thu thuế] 6.120 triệu …)": does the bracket open with the part?"""
    between = [t.text for t in sentence.run[sentence.floor : frame.at]]
    return between[:1] == ["("] or between[1:2] == ["("]


def _was_aside(sentence: Sentence) -> bool:
    """ "thị trường châu Á (chiếm 61,5%) giảm 6,2%": the share in the bracket is not what falls."""
    before = sentence.frames[sentence.index - 1]
    return before.left.predicate == "share" and bool(before.head) and before.head[-1].text == "("


def _goes_on_yearly(sentence: Sentence, frame: Frame) -> bool:
    """ "Hằng năm, tỷ lệ …; kết nạp …": an event, or a share where shares were promised for each year."""
    if "future" in frame.left.flags:
        return False  # "hằng năm kết nạp 10 đảng viên; phấn đấu 90% thôn …": a promise of its own
    if naming.begins_event(frame.head):
        return True
    if frame.quantity.unit != "%" or not sentence.yearly_event:
        return frame.quantity.unit == "%"
    promised = bool(sentence.drafts) and sentence.drafts[-1].role == "target"
    return promised and not naming.begins_name(frame.head)


def _frame(sentence: Sentence, frame: Frame, about: set[str]) -> None:
    head = naming.clean(frame)
    if "yearly" in frame.left.flags and head.name:
        head.flags.add("yearly_within")
    sentence.marks = set()
    if _spread_since(frame) or any(_one_year(t.ref.period) for t in frame.left.times):
        head.flags.discard("yearly")
    frame.left.flags |= head.flags & {"keep", "average", "yearly", "cut"}
    head.name, planned = plan_word(head.name)
    sentence.context(head, frame)
    if frame.quantity.kind == "state":
        _state(sentence, frame, head)
        return
    if whole(sentence, frame) or origin(sentence, frame, head):
        return
    if frame.quantity.kind == "whole":
        sentence.other(frame, "denominator")
        return
    if frame.quantity.kind == "bound" or bounds_group(sentence, frame):
        sentence.other(frame, "threshold")
        return
    if of_base(sentence, frame) or frame.quantity.kind == "ratio":
        sentence.other(frame, "comparison")
        return
    levels.parted_ratio(sentence, frame)
    again(sentence, frame)
    bracketed(sentence, frame, head)
    named_noun(frame, head)
    shared_noun(sentence, frame, head)
    unknown = unknown_noun(frame, head)
    why = _why(sentence, frame, about)
    if why:
        sentence.other(frame, why)
        if why == "count_announced":
            sentence.announce(frame)
        for token in (*frame.right.times, *(t for t in frame.tail if t.kind == "t")):
            sentence.period(token.ref.period)
        if why == "count_announced" and frame.quantity.noun in ("chỉ tiêu", "mục tiêu"):
            sentence.role_seen = sentence.passage.role = "target"
            sentence.passage.role_line = False
        if head.name and (head.direction or frame.left.predicate in ("up", "down")):
            sentence.item(naming.spell(sentence.lower, head.name))
        return
    if unsaid := of_no_statement(sentence, frame, head):
        sentence.other(frame, unsaid)
        return
    before = len(sentence.drafts)
    respective.assign(sentence, frame, head)
    for production in PRODUCTIONS:
        if production(sentence, frame, head):
            break
    if planned and not sentence.passage.bases:
        sentence.passage.bases = [Base("plan")]
    for draft in sentence.drafts[before:]:
        if unknown:
            draft.doubts.add("unknown_noun")
        if planned and draft.role == "result" and draft.stage is None:
            draft.role = "plan"
    surpass(sentence, frame)
    _halved(sentence, frame)


_HALVED: Final = 4


def _halved(sentence: Sentence, frame: Frame) -> None:
    """ "342 ca, giảm gần một nửa so với cùng kỳ", "0,12%, bằng một nửa năm học trước"."""
    run, item = sentence.run, sentence.passage.item
    later = sentence.frames[sentence.index + 1 : sentence.index + 2]
    stop = later[0].at if later else len(run)
    at = next((i for i in range(frame.at, stop - 1) if (run[i].text, run[i + 1].text) == ("một", "nửa")), None)
    if at is None or item is None or item.level is None or item.level.versus_of is not None:
        return
    verbs = {t.text for t in run[max(frame.at, at - _HALVED) : at]} & {"giảm", "bằng"}
    base = bases.after(run, at + 2, stop, bare="bằng" in verbs) if verbs else None
    if verbs and base is None and at + 2 == stop - 1 and sentence.passage.genre in YEARLY_GENRES:
        base = Base("previous_year")
    if base and item.level in sentence.drafts[-2:]:
        item.level.versus_of, item.level.versus_percent = sentence.of(base), Decimal(50)


def _spread_since(frame: Frame) -> bool:
    """ "Thu ngân sách hằng năm đều vượt, tổng thu giai đoạn 2020 - 2025 đạt …": the term is named behind the years."""
    yearly = [i for i, t in enumerate(frame.head) if t.text in ("hằng", "mỗi")]
    if not yearly:
        return False
    return any(t.kind == "t" and t.ref.period.spread and t.ref.period.end for t in frame.head[yearly[-1] :])


def _one_year(period: Period) -> bool:
    """ "Thu ngân sách hằng năm đều vượt dự toán, năm 2024 đạt …": the figure is of that year alone."""
    return period.end is not None and period.start == period.end and not period.part


def _why(sentence: Sentence, frame: Frame, about: set[str]) -> str | None:
    """Why the quantity is no statement: by its sentence, its own clause, its noun."""
    run = sentence.run
    here: set[str] = set()
    if about:
        first, last = run[sentence.floor], (frame.tail or [run[frame.at]])[-1]
        start = 0 if sentence.floor == 0 else first.start - sentence.span[0]
        stop = max(last.end, frame.quantity.end) - sentence.span[0] + 1
        here = judge.flags(sentence.folded[start:stop])
        if about & {"norm", "story"} - here and sentence.passage.genre != "misc":
            about = judge.until(about, sentence.folded[:stop])
    previous = sentence.frames[sentence.index - 1].quantity.start if sentence.index else -1
    told = bool(sentence.drafts) and sentence.drafts[-1].span[0] == previous
    listed = bool(sentence.passage.verb) or told or (frame.part and bool(sentence.drafts))
    why = judge.kind(frame, run, about, here, sentence.passage.genre, listed=listed)
    if why is None and frame.quantity.noun in judge.ANNOUNCED_TOO and frame.join in (",", "và") and not frame.head:
        announced = sentence.index > 0 and sentence.others[-1:] == [(*sentence.before(), "count_announced")]
        why = "count_announced" if announced else None
    if why is None and sentence.index and judge.stock(frame):
        described = sentence.others[-1:] == [(*sentence.before(), "description")]
        why = "description" if described and sentence.passage.genre != "statistics" else None
    stock = why == "description" and judge.measured(frame, sentence.frames[sentence.index + 1 :])
    return None if stock else why


def _state(sentence: Sentence, frame: Frame, head: Head) -> None:
    """A designation reached: no value, the place is the indicator."""
    named = naming.place(frame.head)
    if all(t.kind == "t" or t.text in ("đến", "hết", "sẽ", ",", ";", "và", "vào", "năm") for t in named):
        before = sentence.frames[sentence.index - 1 : sentence.index] if sentence.index else []
        met = bool(before) and before[0].quantity.noun == "tiêu chí" and bool(before[0].head)
        # "Xã đạt chuẩn năm 2017; đến năm 2023 đạt chuẩn nâng cao", "xã đạt 19/19 tiêu chí và được công nhận …"
        named = naming.place(before[0].head if met else sentence.run[:6])
    told = sentence.drafts[-1] if sentence.drafts else None
    again = told is not None and told.aggregate == "state" and all(t.kind == "t" or t.text == "và" for t in frame.head)
    indicator = told.indicator if told and again else naming.spell(sentence.lower, named)
    draft = sentence.draft("state", frame, indicator)
    draft.value = draft.unit = draft.comparator = None
    draft.aggregate = "state"
    sentence.passage.item = Item(f"{indicator} {naming.spell(sentence.lower, [sentence.run[frame.at]])}")


# "xếp thứ 4/12 huyện, thị xã về …": so many words tell among whom.
_AMONG: Final = 8


def _rank(sentence: Sentence, frame: Frame, head: Head) -> bool:
    """ "xếp thứ 11/63"."""
    if frame.left.predicate != "rank":
        return False
    quantity = frame.quantity
    quantity.unit, quantity.noun, quantity.noun_tokens, quantity.pair = "hạng", None, [], False
    name = naming.spell(sentence.lower, head.name) if head.name else ""
    about = next((at for at, token in enumerate(frame.tail[:_AMONG]) if token.text == "về"), None)
    if not name and about is not None:
        name = naming.spell(sentence.lower, naming.tidy(frame.tail[about + 1 :]))
    item = sentence.item(name)
    item.level = sentence.draft("rank", frame, item.indicator)
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
    if draft.versus_of is None and sentence.run[frame.at - 1].text in ("hoạch", "độ", "trình"):
        draft.versus_of = "plan"
    if frame.left.predicate == "early":
        negate(draft)
    return True


def _level(sentence: Sentence, frame: Frame, head: Head) -> bool:
    """A level, share or count."""
    quantity = frame.quantity
    name = "" if "end" in frame.left.flags else sentence.named(frame, head)
    item = sentence.passage.item
    if not name and item is None and [t.text for t in sentence.run[frame.at - 2 : frame.at]] == ["thu", "được"]:
        name = "thu"  # "6 tháng thu được 291 tỷ đồng"
    if not name and item is None:
        sentence.other(frame, "unread")
        return True
    last = item.level if item else None
    if not name and last and last.part_of and frame.join == "start" and last.sentence != sentence.span:
        # "Tổng mức 412 tỷ đồng, trong đó … dịch vụ khác 31 tỷ đồng. Ước cả năm đạt 4.960 tỷ đồng": of the whole
        item = sentence.item(last.part_of)
    waiting = item.waiting if item and not name else None
    counted = bool(item and item.level and (item.fraction or (item.level.unit != "%" and frame.join in ("(", ","))))
    repeats = counted and not name and quantity.unit == "%"
    item = sentence.item(name)
    if not name and not repeats:
        sentence.passage.turn = 0  # a level of a later time: its comparisons begin anew
    draft = sentence.draft(_rule(frame, head), frame, item.indicator)
    aggregates.settle(sentence.passage, draft, frame, head, sentence.chain())
    if draft.aggregate == "every_year" and not head.name and sentence.lower.startswith("không còn", draft.span[0]):
        draft.aggregate = "last"  # "mỗi năm kết nạp 25 đảng viên và không còn hộ nghèo": once and for all
    if draft.aggregate == "sum":
        carrying.of_the_term(sentence, draft, frame, head)
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
    if waiting and waiting in sentence.drafts:
        levels.on_year_before(sentence, waiting)
        if waiting.versus_of:
            levels.fold_back(sentence, draft, waiting)
    if quantity.pair:
        pair(sentence, draft, frame)
    elif (
        quantity.unit != "%"
        and frame.right.bases
        and draft.versus_of is None
        and frame.right.bases[0].of in ("plan", "resolution")
    ):
        draft.doubts.add("base")
    return True


def _rule(frame: Frame, head: Head) -> str:
    if frame.quantity.denominator is not None:
        return "fraction"
    if frame.quantity.value == 0 and frame.quantity.written:
        return "zero"
    if "end" in frame.left.flags:
        return "from_to.end"
    if frame.left.predicate == "share":
        return "share"
    if not head.name and not frame.tail and frame.quantity.noun is None:
        return "level.elided"
    if not head.name:
        return "percent_of" if frame.quantity.unit == "%" else "count"
    return "level" if frame.left.predicate else "level.adjacent"


def _part(sentence: Sentence, draft: Draft, frame: Frame) -> None:
    passage = sentence.passage
    if draft.indicator.startswith("tổng số") and not frame.part:
        passage.whole = None  # "…, đưa tổng số đảng viên lên …": the parts are told
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


PRODUCTIONS: Final[tuple[Callable[[Sentence, Frame, Head], bool], ...]] = (
    _rank,
    _contribution,
    _early,
    respective.counterpart,
    stated,
    earlier,
    ratio,
    multiple,
    exceed,
    change,
    _level,
)
