"""Step 7: one frame for each quantity of a sentence: its cues, the head before it, the tail after it, and how it
is joined.
"""

from __future__ import annotations

from typing import Final

from . import cues, lists, tails
from .frame import Frame
from .lexicon import firsts
from .numbers import Quantity
from .pairs import paired
from .tokens import Token, backward, forward

_CONJUNCTIONS: Final = frozenset({
    "và", "với", "nâng", "đưa", "làm", "cùng", "nhưng", "còn", "để", "giảm", "tăng", "hoặc", "trên", "có",
    "bằng", "đạt", "do", "vì", "nhờ",
})  # fmt: skip


def frames(run: list[Token]) -> list[Frame]:
    """The frames of a sentence's tokens in reading order."""
    places = [i for i, t in enumerate(run) if t.kind == "q"]
    found: list[Frame] = []
    floor, join, part = 0, "start", False
    between: list[Token] = []
    for number, at in enumerate(places):
        limit = places[number + 1] if number + 1 < len(places) else len(run)
        quantity: Quantity = run[at].ref
        floor, lead = _lead(run, floor, at)
        part = part or lead
        left = cues.before(run, floor, at, quantity.unit or "")
        begin, times = _inner_part(run, floor, left.head)
        head = list(run[begin : left.head])
        left.times.extend((*times, *between))
        if [t.text for t in run[left.head : left.head + 3]] in (["tương", "ứng", "tăng"], ["tương", "ứng", "giảm"]):
            left.flags.add("respectively")
        right = cues.after(run, at + 1, limit, left.predicate, quantity.unit or "", bracket=join == "(")
        frame = Frame(at, quantity, left, right, head, join=join, part=part)
        frame.colon = ":" in [token.text for token in run[left.head : at]]
        found.append(frame)
        if number + 1 < len(places):
            stop, floor, join, part = _cut(run, right.stop, limit, frame)
            if quantity.kind == "state":
                stop, floor, join, part = right.stop, right.stop, "none", False
            if _leads_to_plan(frame, run[limit].ref, limit):
                stop, floor, join, part = limit, limit, "base", False
            if run[limit].ref.written and not run[limit].ref.value and run[limit - 1].text == ",":
                floor, join = limit, ","  # "giảm gần một nửa so với cùng kỳ, [không có] ca tử vong"
            # "19 chỉ tiêu cho nhiệm kỳ 2025 - 2030, phấn đấu [đến năm 2030]: …"
            between = [t for t in run[stop:floor] if t.kind == "t"] if join == ":" else []
        else:
            stop = _end(run, right.stop, limit, frame)
        frame.tail = list(run[right.stop : tails.base_in_tail(run, frame, stop)])
        tails.behind_slash(frame)
        tails.bound_in_tail(frame)
        tails.surpass_in_tail(run, frame, stop)
        tails.halved_in_tail(frame)
        tails.yearly_in_tail(frame)
        tails.place_in_tail(frame)
        tails.manner_in_tail(frame)
    lists.joined(found, run)
    return found


def _leads_to_plan(frame: Frame, later: Quantity, limit: int) -> bool:
    """ "đạt 640 triệu đồng so với dự toán 600 triệu đồng": the base is followed by its own figure."""
    told = frame.right.bases
    return (
        bool(told)
        and told[-1].stop == limit
        and told[-1].of in ("plan", "resolution")
        and later.unit == frame.quantity.unit != "%"
    )


def _lead(run: list[Token], floor: int, at: int) -> tuple[int, bool]:
    """Skips "trong đó" and its like at the beginning of a head."""
    part = False
    while floor < at and (known := forward(run, floor, at, "time", "part", 4)):
        floor, part = known[1], True
        while floor < at and run[floor].text in (",", ":"):
            floor += 1
    return floor, part


def _inner_part(run: list[Token], floor: int, stop: int) -> tuple[int, list[Token]]:
    """ "GDP quý III tăng trưởng khởi sắc, trong đó [khu vực dịch vụ] …": a clause without a number before the part.

    Gives where the head begins, and the times that the clause told.
    """
    for here in range(stop - 2, floor + 3, -1):
        listed = run[here].text == "gồm" and run[here - 1].text == ","
        nested = (run[here].text, run[here + 1].text) == ("trong", "đó") and run[here - 1].text in (",", ";")
        if not listed and not nested:
            continue
        told = [t for i, t in enumerate(run[floor:here], floor) if t.kind == "t" and run[i - 1].text != "với"]
        begin = here + (1 if listed else 2)
        while begin < stop and run[begin].text in (",", ":"):
            begin += 1
        return begin, told[:1]
    return floor, []


def wants_tail(frame: Frame) -> bool:
    """True where the name of what is counted stands after the number."""
    if not frame.quantity.measure:
        return True
    if frame.left.predicate is None and frame.head and not (frame.quantity.unit or "").startswith("%"):
        begin = max((i for i, t in enumerate(frame.head) if t.text in (":", "-", "+")), default=-1) + 1
        return not forward(frame.head, begin, len(frame.head), "heads", "head", 4) and _verbal(frame.head)
    if frame.quantity.unit == "%" and frame.left.predicate is None and len(frame.head) <= 8 and _verbal(frame.head):
        return True
    return not any(t.kind in ("w", "o") for t in frame.head) and frame.left.predicate not in cues.CHANGES


def _verbal(head: list[Token]) -> bool:
    """Does the head end with the verb of an event?"""
    return backward(head, len(head), 0, "heads", "event", 4) is not None


def _cut(run: list[Token], at: int, limit: int, frame: Frame) -> tuple[int, int, str, bool]:
    """Where the tail ends, where the next head begins, what joins them, and whether a part begins."""
    tail, share = wants_tail(frame), (frame.quantity.unit or "").startswith("%")
    texts = [t.text for t in run[at:limit]]
    if texts[:1] == [":"]:
        return at, at + 1, ":", False
    if texts[:1] == ["("] and ")" in texts and texts[texts.index(")") + 1 :][:1] in (["song"], ["nhưng"]):
        close = at + texts.index(")") + 1
        return at, close, "với", False  # "giảm 3,3% so với tháng 01 (tháng có Tết) song vẫn tăng 18,7%"
    if "from" in frame.left.flags and texts and (texts[0] in _UP_TO if frame.quantity.unit else set(texts) <= _UP_TO):
        return at, at, "none", False  # "từ 85 lên 240 ha": the unit stands with the end
    if tail and not share and texts and texts[0] in _QUANTITIES and forward(run, at, limit, "heads", "head", 4):
        return at, at, "none", False  # "trồng được 3 ha sản lượng ước đạt 6 tấn": a comma is missing
    part = _part(run, at, limit)
    if part:
        semicolon = next((i for i in range(at, part[0]) if run[i].text == ";"), part[0])
        return semicolon, part[1], "part", True
    if "+" in texts and texts[-1] != "+":
        return at + texts.index("+"), at + texts.index("+") + 1, ";", False  # "tăng 4,5% + Giá trị công nghiệp …"
    if ";" in texts:
        first, last = texts.index(";"), len(texts) - 1 - texts[::-1].index(";")
        none = next((i for i in range(at, at + first) if run[i].text == "," and run[i + 1].text == "không"), at + first)
        return none, at + last + 1, ";", False  # "thiệt hại 350 triệu đồng, không có thiệt hại về người; …"
    if tail and ":" in texts[1:-2] and "(" not in texts[: texts.index(":")] and ")" not in texts[: texts.index(":")]:
        colon = at + texts.index(":")
        stop = next((i for i in range(at, colon) if run[i].text == "," and begins_clause(run, i + 1, colon)), colon)
        return stop, colon + 1, ":", False
    if ")" in texts:
        last = len(texts) - 1 - texts[::-1].index(")")
        first = texts.index(")")
        if "(" not in texts[:first]:
            rest = at + last + 1
            while rest < limit and run[rest].text in (",", "và", ";"):
                rest += 1
            return at + first, rest, ")", False
    if "(" in texts and ")" not in texts[texts.index("(") :]:
        opened = at + texts.index("(")
        return opened, opened + 1, "(", False
    if "=" in texts:
        return at + texts.index("="), at + texts.index("="), "(", False
    if texts[-2:] == ["số", "tiền"] and frame.quantity.noun and texts[-3:-2] != ["tổng"]:
        begin = limit - 2 - (texts[-3:-2] == ["với"])
        return begin, limit - 2, "với", False  # "phạt 11 cơ sở số tiền 84,5 triệu đồng"
    comma = _comma(run, at, limit, tail)
    if comma is not None:
        return comma, comma + 1, ",", False
    own = _own_verb(run, at, limit)
    if own is not None:
        return own, own, "với", False
    return _conjunction(run, at, limit, tail)


_UP_TO: Final = frozenset({"lên", "xuống", "còn", "đến", "tới", "thành"})
_QUANTITIES: Final = frozenset({"sản", "năng", "diện", "tỷ", "giá", "doanh", "tổng", "kim"})


def _own_verb(run: list[Token], at: int, limit: int) -> int | None:
    """Where the next number's own verb begins: "… về đích [trước kế hoạch] 01 năm", "… tỷ đồng [khởi công] 9 trạm"."""
    later: Quantity | None = run[limit].ref if limit < len(run) else None
    if later is None or limit - at < 2:
        return None
    if later.unit in ("năm", "tháng", "ngày", "quý"):
        cue = backward(run, limit, at, "cues", "before")
        return cue[1] if cue and cue[0] in ("early", "late") and cue[1] > at else None
    length = later.unit in ("km", "m", "m²", "ha") and run[at - 1].text != "số"
    event = backward(run, limit, at, "heads", "event", 4) if later.noun or length else None
    if event and event[1] > at and run[event[1] - 1].text not in _BOUND:
        return event[1]
    return None


# Behind these a verb belongs to what was said before: "được công nhận", "để trồng", "diện tích trồng".
_BOUND: Final = frozenset({
    "được", "để", "tích", "số", "cho", "và", "bị", "tác", "vốn", "đã", "án", "trình", "người", "từ", "nhà", "việc",
    "hộ", "tham", "gia", "viên", "dân", "đang", "mới", "phí", "nguồn", "trong", "của", "có", "cần", "phải",
})  # fmt: skip


def _part(run: list[Token], at: int, limit: int) -> tuple[int, int] | None:
    begins = firsts("time", "part")
    for here in range(at, limit):
        known = forward(run, here, limit, "time", "part", 4) if run[here].text in begins else None
        if known and here == at and run[at + 1].text == "số" and known[1] < limit and run[known[1]].text in _STATES:
            continue  # "20% trong số đó được xếp loại …": whose share it is
        if known and (run[here].text != "riêng" or here == at or run[here - 1].kind == "p"):
            after = known[1]
            while after < limit and run[after].text in (",", ":"):
                after += 1
            stop = here
            while stop > at and run[stop - 1].text in (",", ";", "("):
                stop -= 1
            return stop, after
    return None


_STATES: Final = frozenset({"được", "đã", "đạt", "có", "là", "hoàn", "xếp"})


def _comma(run: list[Token], at: int, limit: int, tail: bool) -> int | None:
    commas = [i for i in range(at, limit) if run[i].text == "," and not paired(run, i)]
    if not commas:
        return None
    done = next((i for i in range(at, limit) if run[i].text == "được"), limit)
    while done < commas[0] < commas[-1] and forward(run, commas[0] + 1, limit, "heads", "event", 3):
        commas = commas[1:]  # "được thu gom, xử lý đúng quy định, …": one more verb of the predicate
    if not tail or (commas[0] == at and limit - at > 3):
        return commas[0]
    for comma in commas:
        if begins_clause(run, comma + 1, limit) and not _parallel(run, comma):
            return comma
    return commas[-1]


def begins_clause(run: list[Token], at: int, limit: int) -> bool:
    """Does a new clause begin at `at`: a verb, the head of an indicator, a time, a number?"""
    if at >= limit or run[at].kind in ("q", "t"):
        return True
    if run[at].text in _STARTS:
        return True
    return bool(
        forward(run, at, limit, "heads", "event", 3)
        or forward(run, at, limit, "heads", "head", 3)
        or forward(run, at, limit, "time", "time", 5)
    )


_STARTS: Final = frozenset({
    "tăng", "giảm", "đạt", "bằng", "vượt", "chiếm", "gấp", "so", "nâng", "đưa", "duy", "ước", "có", "tương", "tập",
    "không", "góp", "phấn", "là", "được", "hoàn", "mỗi", "đã", "khoảng", "gần", "hơn", "như", "từ", "nhờ",
    "tức", "rút", "trong", "chủ", "chỉ", "nhất", "do", "để", "nhằm", "vì", "bởi", "song", "nhưng", "trừ", "kể", "khi",
})  # fmt: skip


def _conjunction(run: list[Token], at: int, limit: int, tail: bool) -> tuple[int, int, str, bool]:
    for here in range(limit - 1, at - 1, -1) if tail else range(at, limit):
        token = run[here]
        if token.text in ("và", "hoặc", "cùng", "nhưng") and token.kind == "w":
            return here, here + 1, "và", False
    if not tail and forward(run, at, limit, "heads", "head", 4):
        return at, at, "none", False  # "… 62,58 tạ/ha sản lượng đạt …": a comma is missing
    for here in range(at, limit):
        if tail and here == at and run[here].text == "có":
            continue  # "18/18 xã có đường ô tô": the predicate of what is counted
        if run[here].text in _CONJUNCTIONS and not _remains(run, here):
            money = next(
                (i for i in range(here + 1, limit - 1) if run[i].text == "với" and run[i + 1].text == "số"), None
            )
            if run[here].text in ("do", "vì", "nhờ") and tail and money:
                return money, money + 1, "với", False  # "… gặp khó khăn do dịch bệnh với số tiền 1,9 tỷ đồng"
            keep = 1 if run[here].text in ("với", "để", "do", "vì", "nhờ") else 0
            return here, here + keep, "với", False
    if tail:
        hedge = backward(run, limit, at, "cues", "before") if limit < len(run) else None
        stop = hedge[1] if hedge and hedge[0] in _CUT_TAIL else limit
        return stop, stop, "none", False
    return at, at, "none", False


_CUT_TAIL: Final = cues.COMPARATORS | {"up", "down", "exceed", "share"}


def _remains(run: list[Token], at: int) -> bool:
    """ "dự án còn hiệu lực", "hộ còn thiếu nước": here "còn" begins no new clause."""
    following = run[at + 1].text if at + 1 < len(run) else ""
    if (run[at].text, following) == ("có", "hạt"):
        return True  # "tổng sản lượng lương thực có hạt"
    return run[at].text == "còn" and following in ("hiệu", "hoạt", "sống", "nợ", "hạn", "thiếu", "lại", "tồn", "gặp")


_PREDICATES: Final = frozenset({
    "có", "được", "đạt", "hoàn", "tham", "sử", "là", "ứng", "giữ", "biết", "không", "thực", "đã", "đáp", "bảo",
    "đảm", "tổ", "đều",
})  # fmt: skip


def _end(run: list[Token], at: int, limit: int, frame: Frame) -> int:
    """Where the last tail of a sentence ends: a comma ends it unless it lists nouns."""
    here = at
    verb = False
    begins = firsts("time", "part")
    while here < limit:
        token = run[here]
        if token.text in (";", "(", ")", ":", ".", "!", "?", "…", "[", "]"):
            if token.text == "(" and here == at:
                break
            if token.text == "(" and (close := next((i for i in range(here, limit) if run[i].text == ")"), None)):
                here = close + 1
                continue
            return here
        verb = verb or token.text in _PREDICATES
        if token.text == "," and not paired(run, here):
            if here == at and not _said_of(run, here + 1, limit) and not _repeats(run, here, frame):
                return here
            listing = (
                _closing_verb(run, here + 1, limit)
                or _parallel(run, here)
                or (
                    (not verb or here - at <= 4 or _short(run, here + 1, limit))
                    and not begins_clause(run, here + 1, limit)
                )
            )
            if not listing and not _repeats(run, here, frame):
                return here
        if token.text in begins and token.text != "gồm" and forward(run, here, limit, "time", "part", 4):
            return here
        if token.text == "và" and here > at and _verbal(frame.head) and _gives(run, here + 1):
            return here
        here += 1
    return here


def _gives(run: list[Token], at: int) -> bool:
    """ "hiến 26.000 m² đất và [đóng góp hàng chục tỷ đồng]": one more thing that was done."""
    return at < len(run) and run[at].text in ("đóng", "ủng", "hiến", "hỗ", "vận", "huy", "tặng", "trao")


def _parallel(run: list[Token], comma: int) -> bool:
    """ "thuộc hộ nghèo, [hộ cận nghèo]": a list of nouns within a name."""
    following = run[comma + 1].text if comma + 1 < len(run) else ""
    return following in ("hộ", "vùng") and following in [t.text for t in run[max(0, comma - 4) : comma]]


def _said_of(run: list[Token], at: int, limit: int) -> bool:
    """ "95%, [đạt chuẩn]": a predicate behind the comma still speaks of the number."""
    return at < limit and run[at].text in ("đạt", "được", "đã", "hoàn", "đảm", "bảo")


def _closing_verb(run: list[Token], at: int, limit: int) -> bool:
    """ "được thu gom, [xử lý]": one more verb of the same predicate, and the clause is over."""
    if at < limit and run[at].text in _STARTS:
        return False
    event = forward(run, at, limit, "heads", "event", 3)
    return event is not None and (event[1] == limit or run[event[1]].text in (";", ".", ",")) and at > 1


def _short(run: list[Token], at: int, limit: int) -> bool:
    """At most four plain words up to the next stop: the last member of a list of nouns ("an ninh, trật tự")."""
    stop = at
    while stop < limit and run[stop].kind == "w":
        if run[stop].text in _PREDICATES:
            return False
        stop += 1
    return 0 < stop - at <= 4 and (stop == limit or run[stop].text in (";", ".", ")"))


def _repeats(run: list[Token], comma: int, frame: Frame) -> bool:
    noun = frame.quantity.noun
    return (
        bool(noun)
        and comma + 1 < len(run)
        and run[comma + 1].text == str(noun).split(" ")[0]
        and run[comma + 1].text != "có"
    )
