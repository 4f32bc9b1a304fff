"""Step 8a: the words before a number, without adverbials, subjects and light verbs: what is left names the
indicator.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Final

from . import bases
from .chunks import after_with, chunk_of, said_to_be, without_aside, without_cause
from .events import event_cut
from .frame import Frame
from .head import CAUSES, MARKS, MEANS, Head, caused, growth_name, trail, ungiven, unvoted, up_to_now
from .lexicon import firsts, table, words
from .tokens import Token, backward, forward

_CUTS: Final = frozenset({
    "phấn đấu", "dự kiến", "mục tiêu", "xác định", "đề ra", "quyết tâm", "yêu cầu", "sẽ", "như sau", "cụ thể là",
    "thống nhất", "quyết nghị", "đặt chỉ tiêu", "đặt kế hoạch", "đặt ra", "cho biết", "cho hay", "cho thấy", "chủ yếu",
    "nhận thấy", "lưu ý", "cho rằng", "định hướng",
})  # fmt: skip
_CUT_FIRST: Final = frozenset(cut.split(" ")[0] for cut in _CUTS)


def clean(frame: Frame) -> Head:
    """Removes adverbials, subjects and light verbs from the words before a number."""
    result = Head(list(frame.head))
    if "with" in frame.left.flags and not frame.quantity.measure and frame.left.predicate is None:
        result.times = [t for t in result.name if t.kind == "t"]
        result.name = []
    up_to_now(result)
    _unmarked(result)
    if frame.quantity.noun == "ca" and not frame.tail and [t.text for t in result.name[-2:]] == ["ghi", "nhận"]:
        result.name = result.name[:-2]  # "tay chân miệng ghi nhận 31 ca"
    if [t.text for t in result.name[:3]] == ["bằng", "một", "nửa"]:
        result.name = []  # "doanh thu …, bằng một nửa tháng 6 và giảm 63,8%": told of the level before
    if frame.left.predicate in ("up", "down") and frame.tail and [t.text for t in result.name[-1:]] == ["và"]:
        result.flags.update(_time_flags(result.name))  # "… không để xảy ra cháy rừng và giảm 10% số vụ tảo hôn"
        result.times = [t for t in result.name if t.kind == "t"]
        result.name = []
    said = {t.text for t in result.name}
    if "so" in said:
        _fronted(result)
    _separated(result, frame)
    if not said.isdisjoint(CAUSES):
        caused(result)
    if ":" in said:
        _after_colon(result)
    if not said.isdisjoint("()"):
        _within_bracket(result)
    _unmarked(result)
    if not said.isdisjoint(_CUT_FIRST):
        _after_cut(result)
    if "tổng" in said:
        _after_has(result)
    _forbidden(result, frame)
    _without_time(result)
    if frame.join == ";" and [t.text for t in result.name] == ["kế", "hoạch"]:
        result.name, result.flags = [], result.flags | {"planned"}  # "…; kế hoạch năm 2022: 7.250 tỷ đồng"
    level = frame.left.predicate in ("reach", "level", "left", "raised", "share", "up", "down")
    result.name = without_cause(after_with(chunk_of(result.name, level)))
    _adjacent(result, frame)
    _lead(result, part=frame.part, noun=frame.quantity.noun if frame.left.predicate == "level" else None)
    result.name = said_to_be(without_aside(result.name))
    if len(name := result.name) > 1 and name[-1].text == "đây" and name[-2].text in ("ở", "tại", "nơi"):
        del name[-2:]
    trail(result)
    growth_name(result)
    result.times.sort(key=_place)
    return result


_place = attrgetter("start")


def _within_bracket(head: Head) -> None:
    """ "vụ lúa Đông Xuân được mùa ([năng suất bình quân] 62,41 tạ/ha …": the name begins in the bracket."""
    run = head.name
    opened = next((i for i in range(len(run) - 1, -1, -1) if run[i].text in ("(", ")")), None)
    if opened is not None and run[opened].text == "(" and forward(run, opened + 1, len(run), "heads", "head", 4):
        head.name = run[opened + 1 :]


def _unmarked(head: Head) -> None:
    """Without the signs and the number of an item in front: "- ", "(7) "."""
    run = head.name
    closed = next((i for i, t in enumerate(run[:7]) if t.text == ")"), None) if run and run[0].text == "(" else None
    if closed and run[closed + 1 : closed + 2] and run[closed + 1].text in ("-", "song", "nhưng"):
        del run[: closed + 2]  # "(Cổng TTĐT) - …": where a piece of news comes from
    while run and (run[0].text in MARKS or (run[0].kind == "o" and run[0].ref.rule == "item")):
        del run[0]


def _adjacent(head: Head, frame: Frame) -> None:
    """A verb directly before the number: its subject falls away, and so does the verb if it is light."""
    run = head.name
    if (frame.quantity.measure and not frame.tail) or "for" in frame.left.flags:
        return
    remains = frame.left.predicate == "left" and frame.quantity.noun is not None and bool(frame.tail)
    if (frame.left.predicate not in (None, "exist", "level") and not remains) or not run:
        return
    begin = 2 if [t.text for t in run[:2]] == ["thực", "hiện"] else 0
    if forward(run, begin, len(run), "heads", "head", 4) or run[0].text in ("cây", "đàn"):
        return
    light = backward(run, len(run), 0, "heads", "dropped", 4)
    event = backward(run, len(run), 0, "heads", "event", 5)
    plain = frame.quantity.noun is not None and frame.quantity.noun in table("nouns", "classifier") and not frame.tail
    if light and not plain and (event is None or light[1] <= event[1]):
        head.name = []
    elif (
        event
        and event[1] > (1 if frame.join in (";", ":") else 0)
        and run[event[1] - 1].text not in ("dân", ",", "và", "chức", "sau", "trước", "được", "sản", "lượng", "việc")
        and frame.left.predicate is None
    ):
        dropped = [t.text for t in run[: event[1]]]
        if any(" ".join(dropped[i : i + 2]) in ("bình quân", "trung bình") for i in range(len(dropped))):
            head.flags.add("average")
        if not _actor(dropped):
            head.flags.add("cut")
            verb = [t.text for t in run[event[1] :]]
            part = verb in (["đóng", "góp"], ["nắm", "giữ"]) and frame.quantity.unit == "%"
            if part:
                frame.tail = [t for t in frame.tail if t.kind == "t"]
            if part or verb == ["phủ"] or (verb == ["hoàn", "thành"] and not frame.tail):
                return  # "nhà ở xã hội hoàn thành 1.150 căn", "mạng 4G phủ 99% thôn": of what stands before
        head.name = head.name[event[1] :]
    elif (frame.left.predicate == "exist" or remains) and not _counts(run, frame):
        if (run[0].text, run[1].text if len(run) > 1 else "") in MEANS:
            head.flags.add("average")  # "Trung bình mỗi ngày có 320 xe"
        head.name = []


def _actor(dropped: Sequence[str]) -> bool:
    """Do the words before an event's verb only say who acts?"""
    actors, dropped = words("heads", "actor"), [word for word in dropped if word not in MARKS]
    return (
        not dropped
        or any(" ".join(dropped[:size]) in actors for size in (1, 2, 3, 4))
        or dropped[0] in ("các", "đã", "có")
    )


def _counts(run: list[Token], frame: Frame) -> bool:
    """Does the subject of "có" name what is counted ("số hộ kinh doanh … có 4.000 hộ")?"""
    texts = {t.text for t in run}
    noun = {t.text for t in frame.quantity.noun_tokens}
    if frame.quantity.noun in ("em", "cháu") and not frame.tail:
        return [t.text for t in run[:2]] == ["học", "sinh"]  # "Học sinh giỏi cấp tỉnh có 37 em"
    return frame.quantity.measure or bool(noun and noun <= texts)


def subject(frame: Frame) -> list[Token]:
    """The whole clause before "trước 01 năm", without openings."""
    head = Head(list(frame.head))
    _after_colon(head)
    _without_time(head)
    run = chunk_of(head.name, False)
    while run and (known := forward(run, 0, len(run), "time", "opening", 4)):
        if [t.text for t in run[:2]] == ["về", "đích"]:
            break
        run = run[known[1] :]
    return run


def _fronted(head: Head) -> None:
    """ "So với năm 2021, …": the base of the comparisons that follow stands first."""
    run = head.name
    for at, token in enumerate(run):
        if token.text != "so":
            continue
        base = bases.after(run, at, len(run), bare=False)
        if base and (base.stop >= len(run) or run[base.stop].text in (",", "thì", "(")):
            head.base = base
            head.name = [*run[:at], *run[base.stop + 1 :]]
            return


def _from_before(head: Head) -> None:
    """ "Thu ngân sách tiếp tục tăng khá, ước đạt 120 tỷ đồng": the name stands in the clause before the comma."""
    run = head.name[:-1]
    begin = max((i for i, t in enumerate(run) if t.text == ","), default=-1) + 1
    head.times.extend(t for t in run if t.kind == "t")
    head.flags.update(_time_flags(run))
    chunk = [t for t in run[begin:] if t.kind != "t"]
    stop = next(
        (
            i
            for i, t in enumerate(chunk)
            if i > 0
            and t.text in _SAYS
            and [w.text for w in chunk[i : i + 2]] != ["trên", "địa"]
            and chunk[i - 1].text not in ("độ", "lệ")
            and [w.text for w in chunk[i : i + 2]] not in (["tăng", "trưởng"], ["cao", "su"], ["cao", "đẳng"])
        ),
        len(chunk),
    )
    named = forward(chunk, 0, len(chunk), "time", "time", 6) is None
    head.name = chunk[:stop] if named and stop >= 2 else []


_SAYS: Final = frozenset({
    "tiếp", "vượt", "đạt", "được", "có", "ổn", "khá", "cao", "mạnh", "giảm", "tăng", "phát", "chuyển", "ngày",
    "cơ", "duy", "giữ", "vẫn", "bảo", "đảm", "luôn", "đều", "không", "trên", "đã",
})  # fmt: skip


def _forbidden(head: Head, frame: Frame) -> None:
    """ "không để tỷ lệ thất nghiệp vượt quá 3%": what must not be exceeded is a ceiling."""
    run = head.name
    if frame.left.comparator == "gt" and [t.text for t in run[:2]] == ["không", "để"]:
        frame.left.comparator, head.name = "le", run[2:]


def _separated(head: Head, frame: Frame) -> None:
    """A colon or semicolon directly before a quantity that names itself to the right ends what was said before."""
    run = head.name
    rate = frame.quantity.noun is not None and "/" in (frame.quantity.unit or "")  # "32 giường bệnh/vạn dân"
    rate = rate and not {t.text for t in frame.quantity.noun_tokens} <= {t.text for t in run}
    colon = frame.left.predicate == "level" or (rate and frame.left.predicate == "reach")
    colon = frame.colon and (colon or (frame.left.predicate == "exist" and frame.quantity.unit == "%"))
    if colon and (frame.tail or rate) and (not frame.quantity.measure or frame.quantity.unit == "%"):
        head.before_colon, head.name = run, []
        head.times.extend(t for t in run if t.kind == "t")
        return
    last = max([i for i, t in enumerate(run) if t.text == ";"], default=-1)
    if last >= 0:
        head.times.extend(t for t in run[: last + 1] if t.kind == "t")
        head.name = run[last + 1 :]
    if head.name and head.name[-1].text == ",":
        said = frame.left.predicate or "average" in frame.left.flags
        measure = frame.quantity.measure or (frame.quantity.noun == "người" and head.name[0].text == "dân")
        said_of = not frame.tail or (frame.left.predicate == "share" and frame.tail[0].text in ("trong", "tổng"))
        if frame.join in ("start", ";", ":") and measure and said and said_of:
            _from_before(head)
            return
        head.times.extend(t for t in head.name if t.kind == "t")
        head.flags.update(_time_flags(head.name))
        head.name = []


def _after_colon(head: Head) -> None:
    colons = [i for i, t in enumerate(head.name) if t.text == ":"]
    if colons:
        last = colons[-1]
        head.before_colon, head.name = head.name[:last], head.name[last + 1 :]
        head.times.extend(t for t in head.before_colon if t.kind == "t")
        if head.before_colon and head.before_colon[0].text in ("hằng", "mỗi"):
            head.flags.add("yearly")  # "Hằng năm: đưa 85% trở lên chi hội đạt vững mạnh"
        _base_of_list(head)


def _base_of_list(head: Head) -> None:
    """ "Chăn nuôi (so với cùng kỳ): đàn bò 3.140 con (+2,6%) …", "dư nợ tăng so với đầu năm gồm: …"."""
    run = head.before_colon
    at = next((i for i, t in enumerate(run) if t.text == "so"), None)
    base = bases.after(run, at, len(run), bare=False) if at else None
    if base and not any(t.kind == "w" and t.text not in ("gồm", "như", "bao", "là") for t in run[base.stop :]):
        head.base = base


def _after_cut(head: Head) -> None:
    texts = [t.text for t in head.name]
    for at in range(len(texts) - 1, -1, -1):
        if texts[at] not in _CUT_FIRST:
            continue
        two = " ".join(texts[at : at + 2])
        if two == "xác định" and texts[at + 2 : at + 3] == ["được"]:
            continue  # "đã xác định được đối tượng 96 vụ"
        if two == "mục tiêu" and (texts[at - 1 : at] == ["trình"] or texts[at + 2 : at + 3] == ["quốc"]):
            continue
        if texts[at] in _CUTS or two in _CUTS:
            after = at + (1 if texts[at] in _CUTS else 2)
            head.times.extend(t for t in head.name[:at] if t.kind == "t")
            head.flags.update(_time_flags(head.name[:at]))
            head.name = head.name[after:]
            return


def _after_has(head: Head) -> None:
    """ "Tình hình vi phạm … [có] tổng số vụ vi phạm …": what a subject has names the figure."""
    texts = [t.text for t in head.name]
    at = next((i for i in range(2, len(texts) - 2) if texts[i : i + 2] == ["có", "tổng"]), None)
    if at is not None:
        head.times.extend(t for t in head.name[:at] if t.kind == "t")
        head.name = head.name[at + 1 :]


def _time_flags(run: list[Token]) -> set[str]:
    found: set[str] = set()
    begins = firsts("time", "time")
    for at, token in enumerate(run):
        if token.text in begins and (known := forward(run, at, len(run), "time", "time", 6)):
            found.add(known[0])
    return found


_WHOSE: Final = 5


def _without_time(head: Head) -> None:
    kept: list[Token] = []
    at = 0
    run = head.name
    begins = firsts("time", "time")
    while at < len(run):
        token = run[at]
        if token.kind == "t" or (token.kind == "o" and token.ref.kind == "date"):
            head.times.extend([token] if token.kind == "t" else [])
            while kept and kept[-1].text in ("trong", "đến", "vào", "tại", "của", "cuối", "hết", "từ", "cho", "qua"):
                kept.pop()
            at += 1
            behind = [t.text for t in run[at:]]
            if kept and (behind[:-1] == ["trên", "địa", "bàn"] or (behind[:1] == ["của"] and len(behind) <= _WHOSE)):
                at = len(run)  # "khách du lịch năm 2021 trên địa bàn tỉnh", "… của huyện": where, told with the time
            continue
        crop = bool(kept) and kept[-1].text in ("cây", "trồng", "cấp", "hưu") and token.text in ("hằng", "lâu")
        begun = token.text in begins and not crop
        known = forward(run, at, len(run), "time", "time", 6) if begun else None
        if known:
            head.flags.add(known[0])
            if known[0] == "yearly" and kept and kept[-1].kind == "w":
                head.flags.add("yearly_within")
            at = known[1]
            continue
        kept.append(token)
        at += 1
    head.name = kept


def _lead(head: Head, *, part: bool, noun: str | None = None) -> None:
    """Strips openings, actors and light verbs from the front, up to what is counted ("Xã đạt tiêu chí …: 5 xã")."""
    run = head.name
    at = event_cut(run)
    while at < len(run) and not (noun and run[at].text == noun and len(run) > at + 2):
        if run[at].text in MARKS:
            at += 1
            continue
        if at and run[at].text == "nâng" and (run[at - 1].text, run[at + 1 : at + 2] and run[at + 1].text) in _GRADED:
            break  # "xã nâng cao": a designation
        if run[at].text in ("giảm", "tăng", "nâng") and at + 1 < len(run) and run[at + 1].text not in _LEXICAL_NEXT:
            head.direction = "down" if run[at].text == "giảm" else "up"
            at += 1
            continue
        if run[at].text == "kéo" and at + 1 < len(run) and run[at + 1].text == "giảm":
            at += 1
            continue
        step = _opening(head, run, at, part)
        if step == at or (step >= len(run) and forward(run, at, len(run), "heads", "event", 4)):
            break
        at = step
    head.name = ungiven(unvoted(run[at:]))


_GRADED: Final = frozenset({(one, "cao") for one in ("xã", "mới", "chuẩn", "thôn", "bản")})
_LEXICAL_NEXT: Final = frozenset({
    "nghèo", "giá", "trưởng", "thêm", "cường", "phát", "cấp",
})  # fmt: skip


def _opening(head: Head, run: list[Token], at: int, part: bool) -> int:
    """Index after an opening or actor at `at`; `at` itself where the name begins."""
    size = len(run)
    if at + 2 < size and run[at + 2].text == "-" and run[at].text == "xây":
        return at  # "xây dựng - tiểu thủ công nghiệp": a branch, no verb
    if at + 1 < size and (run[at].text, run[at + 1].text) in MEANS:
        if [t.text for t in run[at + 2 : at + 4]] == ["thu", "nhập"] and run[at].text == "bình":
            return at
        if at + 2 >= size or run[at + 2].text != "đầu":
            head.flags.add("average")
            return at + 2
    actor = forward(run, at, size, "heads", "actor", 5)
    if actor and run[at].text == "các" and run[at + 1].text == "ngành" and actor[1] < size:
        return at + 1  # "các ngành dịch vụ"
    if actor and actor[1] < size and run[actor[1]].text in _TOLD_APART:
        actor = None
    opening = forward(run, at, size, "time", "opening", 4)
    name = forward(run, at, size, "heads", "head", 4)
    target = at + 2 < size and (run[at].text, run[at + 1].text) == ("chỉ", "tiêu")
    if target and (forward(run, at + 2, size, "heads", "head", 4) or run[at + 2].text == "biên"):
        return at + 2
    if name and (not opening or name[1] >= opening[1]) and (not actor or name[1] >= actor[1]):
        return at
    event = forward(run, at, size, "heads", "event", 4)
    step = max((found[1] for found in (actor, opening) if found), default=at)
    if step == at or (event and event[1] > step) or (part and run[at].text in ("có", "các", "những")):
        return at
    if opening and run[at].text in ("duy", "giữ", "ổn"):
        head.flags.add("keep")
    return step


# Behind an actor's word these tell which of them is meant: "các huyện [nghèo]", "huyện [miền núi]".
_TOLD_APART: Final = frozenset({
    "viên", "hội", "đoàn", "lộ", "hạng", "nghèo", "miền", "ven", "phía", "đồng", "biên", "còn", "nâng", "kiểu",
})  # fmt: skip
