"""Step 10e: figures that serve another: the whole of "trong số 48 …", the start of a from-to; nouns not yet known."""

from __future__ import annotations

from typing import Final

from . import naming
from .frame import Frame
from .head import Head
from .lexicon import nouns, table
from .sentence import Sentence
from .tokens import Token, forward

_NO_NOUNS: Final = frozenset({
    "so", "của", "và", "với", "là", "trong", "tại", "cho", "đến", "về", "theo", "từ", "tăng", "giảm", "trở", "năm",
    "đã", "được", "bằng", "đạt", "vượt", "hoặc", "thì", "mà", "ở", "khi", "để", "do", "như", "nhưng", "tháng", "ngày",
    "giờ",
})  # fmt: skip


def unknown_noun(frame: Frame, head: Head) -> bool:
    """ "thu giữ 12 bánh …": behind the verb of an event, a word that no lexicon knows is what is counted."""
    quantity = frame.quantity
    if quantity.unit is not None or not frame.tail or quantity.written or quantity.kind or quantity.denominator:
        return False
    first = frame.tail[0]
    known = first.kind != "w" or len(first.text) < 2 or not first.text.isalpha() or first.text in _NO_NOUNS
    if known or not naming.is_event(head.name):
        return False
    quantity.unit = quantity.noun = first.text
    quantity.noun_tokens, frame.tail = [first], frame.tail[1:]
    return True


def of_base(sentence: Sentence, frame: Frame) -> bool:
    """ "cao hơn bình quân chung của tỉnh (61,2%)": the figure of those that the place is compared with."""
    said = [t.text for t in sentence.run[max(0, frame.at - 3) : frame.at]]
    if said[:2] == ["hơn", "mức"] and said[2:] in (["tăng"], ["giảm"]):
        return True  # "thấp hơn mức tăng 7,45% của quý I"
    before = sentence.frames[sentence.index - 1] if sentence.index else None
    ruled = [t.text for t in sentence.run[max(0, frame.at - 3) : frame.at]] == ["quy", "định", "("]
    if ruled and before is not None and before.quantity.unit == frame.quantity.unit:
        return True  # "41,6 học sinh/lớp, vượt quy định (35 học sinh/lớp)"
    if frame.join == "(" and " ".join(t.text for t in frame.head) in ("cùng kỳ", "cùng kỳ năm trước", "năm trước"):
        return before is not None and before.quantity.unit == frame.quantity.unit
    if before is None or frame.join != "(" or frame.head or frame.left.predicate or not before.right.bases:
        return False
    base = before.right.bases[-1]
    others = any(word in base.specific for word in ("bình quân", "trung bình", "toàn tỉnh", "cả nước", "mặt bằng"))
    return others and base.stop < frame.at and sentence.run[base.stop].text == "("


def bounds_group(sentence: Sentence, frame: Frame) -> bool:
    """ "8/20 đơn vị giải ngân trên 60%": a bound of the group that was counted before."""
    before = sentence.frames[sentence.index - 1] if sentence.index else None
    if before is None or not before.quantity.noun or not before.tail or frame.head:
        return False
    of_plan = frame.left.predicate == "reach" and any(b.of == "plan" for b in frame.right.bases)
    if frame.left.predicate and not of_plan:
        return False
    bound = frame.left.comparator in ("gt", "lt", "ge", "le")
    return bound and frame.join in ("none", "với") and frame.quantity.unit == "%" and not frame.tail


def named_noun(frame: Frame, head: Head) -> None:
    """ "Số hợp tác xã thành lập mới đạt 4/10": the name says what is counted."""
    quantity = frame.quantity
    rate = [t.text for t in head.name[:2]] == ["tỷ", "lệ"] and quantity.denominator is None
    if quantity.unit is None and rate and frame.left.predicate in ("level", "reach", "left") and quantity.value <= 100:
        quantity.unit = "%"  # "tỷ lệ đảng viên … đạt 12,6; tỷ lệ …": the sign was left out
    if quantity.unit is None and quantity.denominator is not None and frame.left.predicate is None:
        known = forward(head.name, 0, len(head.name), "nouns", "counted", 4)
        if known and known[1] < len(head.name):  # "tổ chức cơ sở đảng hoàn thành xuất sắc 9/46"
            quantity.unit, quantity.noun = known[0], " ".join(t.text for t in head.name[: known[1]])
            quantity.noun_tokens = head.name[: known[1]]
    changed = frame.left.predicate in ("up", "down") and "from" not in frame.left.flags
    total = [t.text for t in head.name[:2]] in (["tổng", "số"], ["số", "lượng"])
    told = quantity.denominator is not None or changed or total or frame.left.predicate in ("level", "reach", "left")
    if quantity.unit is None and told and head.name and (total or head.name[0].text == "số"):
        begin = 2 if total else 1
        known = forward(head.name, begin, len(head.name), "nouns", "counted", 4)
        if known:
            quantity.unit, quantity.noun = known[0], " ".join(t.text for t in head.name[begin : known[1]])
            quantity.noun_tokens = head.name[begin : known[1]]
            told_of = " ".join(t.text for t in head.name[known[1] :])
            if told_of in ("/ vạn dân", "/ 10.000 dân"):
                quantity.unit = f"{quantity.unit}/vạn dân"  # "số bác sĩ/vạn dân: 8,4"


def shared_noun(sentence: Sentence, frame: Frame, head: Head) -> None:
    """ "kỷ luật đảng viên: khiển trách 22 (45,8%), cảnh cáo 17 (35,4%)": the share says that things are counted; what
    they are was said before the colon, or with the figure before."""
    quantity = frame.quantity
    alike = [d for d in sentence.drafts if d.denominator and d.denominator == quantity.denominator]
    if quantity.unit is None and alike and head.name and not frame.tail:
        quantity.unit = quantity.noun = alike[-1].unit  # "hoàn thành tốt nhiệm vụ 9/47, …, hoàn thành nhiệm vụ 3/47"
        return
    later = sentence.frames[sentence.index + 1 : sentence.index + 2]
    shared = bool(later) and later[0].join == "(" and later[0].quantity.unit == "%" and not later[0].head
    if quantity.unit is not None or quantity.decimals.find(",") >= 0 or not shared or not head.name or frame.tail:
        return
    if later[0].left.predicate not in (None, "share"):
        return
    before = head.before_colon
    for begin in range(len(before)):
        known = forward(before, begin, len(before), "nouns", "counted", 4)
        if known and known[1] == len(before):
            quantity.unit, quantity.noun = known[0], " ".join(t.text for t in before[begin:])
            return
    counts = set(table("nouns", "counted").values())
    counted = [d.unit for d in sentence.passage.recent[-6:] if d.unit in counts]
    if counted:
        quantity.unit = quantity.noun = counted[-1]


_AMONG: Final = (" trong", " trong số", " trong tổng số", " trong tổng")


def whole(sentence: Sentence, frame: Frame) -> bool:
    """ "Trong số 214 hồ sơ, 198 hồ sơ …": the first figure is the denominator of those that follow."""
    quantity, passage = frame.quantity, sentence.passage
    later = sentence.frames[sentence.index + 1 : sentence.index + 2]
    if (
        quantity.noun
        and f" {' '.join([t.text for t in frame.head])}".endswith(_AMONG)
        and any(f.quantity.noun and _is_of(f.quantity.noun, quantity.noun) for f in later)
    ):
        passage.among = (quantity.noun, quantity.value, quantity.noun_tokens)
        for token in (t for t in (*frame.tail, *frame.right.times) if t.kind == "t"):
            sentence.period(token.ref.period)
        sentence.other(frame, "denominator")
        return True
    if frame.join == ";" and frame.quantity.written:
        passage.among = None  # "trong 240 chi bộ có 228 …; hai chi bộ ghép được tách"
    if (
        passage.among
        and quantity.noun
        and _is_of(quantity.noun, passage.among[0])
        and quantity.denominator is None
        and frame.left.predicate not in ("up", "down")
    ):
        quantity.denominator = passage.among[1]
        if quantity.noun in nouns("any_body"):
            quantity.noun, quantity.noun_tokens = passage.among[0], passage.among[2]
    return False


def _is_of(noun: str, whole: str) -> bool:
    """Is it the same thing by a shorter word, or by one for any body: "46 tổ chức cơ sở đảng có 9 đơn vị"?"""
    return whole.startswith(noun) or (noun in nouns("any_body") and whole in nouns("body"))


def origin(sentence: Sentence, frame: Frame, head: Head) -> bool:
    """The start figure of "từ X lên Y": a statement only where it has a time of its own."""
    frames = sentence.frames
    following = frames[sentence.index + 1] if sentence.index + 1 < len(frames) else None
    if (
        "from" not in frame.left.flags
        or following is None
        or following.left.predicate not in ("left", "raised", "reach")
    ):
        return False
    now = [t.text for t in following.head if t.kind == "w"] in (["hiện", "nay"], ["hiện", "tại"])
    if (any(t.kind == "w" for t in following.head) and not now) or following.join not in ("none", ",", "với"):
        return False
    before = sentence.passage.period
    spoken, noun = sentence.passage.item, frame.quantity.noun
    again = frame.join == "(" and not head.name and spoken is not None and (noun or "") in spoken.indicator
    item = sentence.item("" if again else sentence.named(frame, head))
    frame.left.flags.discard("from")
    following.left.flags.add("end")
    told = _own_time(sentence, frame) or [t for t in frame.tail if t.kind == "t" and t.ref.period.end][:1]
    start = " ".join(t.text for t in sentence.run[frame.right.stop : frame.right.stop + 3])
    start = next((base.specific for base in frame.right.bases), start)
    if now:
        following.head = []
    if frame.right.times or told or now or start.startswith(("đầu nhiệm kỳ", "đầu năm", "đầu kỳ")):
        carried = before
        for token in told:
            sentence.period(token.ref.period)
        following.head = [t for t in following.head if t not in told]
        draft = sentence.draft("from_to.start", frame, item.indicator)
        draft.comparator = "eq" if draft.comparator == "ge" else draft.comparator
        draft.role = "result" if draft.role == "target" else draft.role
        if not frame.right.times:
            draft.period = draft.period if told else None
        sentence.passage.period = carried
    else:
        sentence.other(frame, "comparison")
    return True


def _own_time(sentence: Sentence, frame: Frame) -> list[Token]:
    """ "giảm từ 35,6% (năm 2011) xuống còn 1,8%": the time in brackets is that of the start alone."""
    run, at = sentence.run, frame.right.stop
    inside = [t for t in run[at + 1 : at + 3] if t.kind == "t" and t.ref.period.end is not None]
    return inside[:1] if at < len(run) and run[at].text == "(" else []


def of_no_statement(sentence: Sentence, frame: Frame, head: Head) -> str | None:
    """ "mức hỗ trợ 2 triệu đồng (tăng 5% so với năm 2022)": it compares the number before, which is no statement."""
    if head.name or frame.tail or frame.join not in ("(", ",") or not sentence.index:
        return None
    if frame.left.predicate not in ("up", "down", "ratio", "times", "exceed") and not frame.right.bases:
        return None
    last = sentence.others[-1:]
    return last[0][2] if last and last[0][:2] == sentence.before() and last[0][2] in _UNSAID else None


_UNSAID: Final = frozenset({"norm", "description", "story", "meeting"})
