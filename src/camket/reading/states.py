"""Step 4b: quantities without digits: designations reached ("đạt chuẩn nông thôn mới") and zero ("không còn hộ
nghèo").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Final

from .lexicon import load
from .numbers import Quantity, unit_of
from .tokens import Token, forward

_ZERO: Final = frozenset({"còn", "có", "để", "xảy", "phát"})
_ACTED: Final = frozenset({"phấn", "đấu", "sẽ", "đã", "được", "để", "sớm", "cơ", "bản", "xây", "dựng", "đến",
    "toàn", "tiếp", "tục", "vinh", "dự", "chính", "thức", "quyết", "tâm", "giúp", "và", "là", "cũng", "vừa",
    "đưa", "thực", "hiện", "có", "tập", "trung"})  # fmt: skip
_NOUNS: Final = frozenset({"tổng", "số", "lệ", "các", "những", "nhiều", "mỗi", "thêm", "mô", "công", "bộ", "tiêu",
    "chương", "đề", "hình", "chuẩn", "hội", "đầu", "lên", "cấp", "từng", "trình", "chí", "hiệu"})  # fmt: skip


@cache
def _pattern() -> re.Pattern[str]:
    verbs, ranks = ("|".join(str(w) for w in entry["words"]) for entry in load("designations")["state"])  # type: ignore[attr-defined]
    return re.compile(f"[^a-zà-ỹđ]((?:{verbs})(?:{ranks}))(?![a-zà-ỹđ])")


def designations(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the words of a designation; whether somebody reaches it is for `state` to say."""
    if (
        "chuẩn" in (part := folded[start:end])
        or "đô thị" in part
        or "nông thôn mới" in part
        or "ntm" in part
        or "thoát" in part
        or "khỏi" in part
        or "nhiệm vụ" in part
        or "trở thành" in part
        or "khó khăn" in part
    ):
        for match in _pattern().finditer(f" {part}"):
            text = match.group(1)
            yield start + match.start(1) - 1 + len(text) - len(text.lstrip()), start + match.end() - 1


def mark(run: list[Token], spans: list[tuple[int, int]]) -> list[Token]:
    """Tokens with designations and zero claims folded into quantity tokens."""
    if not spans and "không" not in [token.text for token in run]:
        return run
    done: list[Token] = []
    at = 0
    spans = list(spans)
    while at < len(run):
        token = run[at]
        while spans and spans[0][0] < token.start:
            spans.pop(0)
        if spans and spans[0][0] == token.start and _subject(done) and not _counted_behind(run, at):
            start, end = spans.pop(0)
            while at < len(run) and run[at].end <= end:
                at += 1
            done.append(Token("q", "#", start, end, Quantity(start, end, Decimal(0), kind="state")))
        elif token.text == "không" and (zero := _zero(run, at)):
            quantity, after = zero
            done.append(Token("q", "#", quantity.start, run[after - 1].end, quantity))
            at = after
        else:
            done.append(token)
            at += 1
    return done


def _counted_behind(run: list[Token], at: int) -> bool:
    """ "Xã đạt tiêu chí nông thôn mới giai đoạn 2016 - 2020: 5 xã": a name whose count follows a colon."""
    colon = next((i for i in range(at, min(len(run) - 1, at + 16)) if run[i].text in (":", ";", ".")), None)
    return colon is not None and run[colon].text == ":" and run[colon + 1].kind == "n"


def _subject(before: list[Token]) -> bool:
    """Does the clause so far consist of a place (and what it resolves to do)?"""
    begin = len(before)
    while begin > 0 and len(before) - begin < 16 and before[begin - 1].kind not in ("q", "n", "p"):
        begin -= 1
    clause = before[begin:]
    reached = before[begin - 1].ref.kind == "state" if begin and before[begin - 1].kind == "q" else False
    if reached and clause and all(t.kind == "t" or t.text in ("và", "đến") for t in clause):
        return True  # "xã đạt chuẩn nông thôn mới năm 2018 và [đạt chuẩn nông thôn mới nâng cao] năm 2022"
    if not clause and begin > 0 and before[begin - 1].text == ",":
        return _subject(before[: begin - 1])
    if (met := _criteria(before)) is not None:
        return _subject(before[:met])
    if clause and begin > 1 and before[begin - 1].text == "," and _pair_counted(before, begin):
        return False
    promised = [t.text for t in clause[-2:]] == ["phấn", "đấu"]
    dated = promised or any(t.kind == "t" for t in clause)
    if clause and all(t.kind == "t" or t.text in _ACTED for t in clause) and dated:
        return _named_first(before[:begin])  # "xã …, đến hết năm 2026 [đạt chuẩn …]"
    if begin > 0 and (before[begin - 1].kind in ("n", "q") or before[begin - 1].text == "%"):
        return False
    if _shares(before[:begin]):
        return False
    for at in range(len(clause)):
        known = forward(clause, at, len(clause), "designations", "place", 2)
        if known and clause[known[1] : known[1] + 1] and clause[known[1]].text in ("hội", "viên"):
            continue
        if known and not (told := _acts(clause, at, known[1])):
            asked = next((i for i in range(known[1], len(clause) - 1) if clause[i].text == "đảng"), None)
            led = asked is not None and clause[asked + 1].text == "bộ"
            return led and _acts(clause, asked or 0, (asked or 0) + 2)  # "… Tỉnh ủy đề nghị Đảng bộ huyện phấn đấu …"
        if known:
            return told
    return False


def _criteria(before: list[Token]) -> int | None:
    """Where "19/19 tiêu chí và" begins behind its place: "xã đạt 19/19 tiêu chí và [được công nhận …]"."""
    at = len(before) - (1 if before and before[-1].text == "và" else 0)
    if [t.text for t in before[max(0, at - 2) : at]] != ["tiêu", "chí"]:
        return None
    at -= 2
    if at < 1 or before[at - 1].kind != "n":
        return None
    while at > 0 and (before[at - 1].kind == "n" or before[at - 1].text in ("/", "đạt", "đủ", "hoàn", "thành", "đã")):
        at -= 1
    return at


# "Xã tiếp tục giữ chuẩn nông thôn mới và [đạt chuẩn nâng cao]": what is kept is no other subject.
_KEPT: Final = frozenset({"giữ", "vững", "chuẩn", "nông", "thôn", "mới", "danh", "hiệu", "duy", "trì"})


def _pair_counted(before: list[Token], begin: int) -> bool:
    """ "93/164 thôn, bản đạt chuẩn": one noun of two words is counted."""
    counted = forward(before, begin - 2, len(before), "nouns", "counted", 7)
    return counted is not None and counted[1] > begin and begin > 2 and before[begin - 3].kind in ("n", "q")


def _named_first(before: list[Token]) -> bool:
    """Does the sentence begin with a place that acts: "Xã đạt chuẩn năm 2017; …", "Năm 2025 xã phấn đấu …"?"""
    for at in range(min(len(before), 6)):
        if before[at].kind in ("n", "q") or before[at].text in _NOUNS:
            return False
        known = forward(before, at, len(before), "designations", "place", 2)
        if known:
            after = before[known[1]] if known[1] < len(before) else None
            return after is None or after.kind in ("q", "t") or after.text in _ACTED
    return False


_COUNTING: Final = frozenset(
    {"cả", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mọi", "đa", "phần", "hầu"}
)


def _shares(before: list[Token]) -> bool:
    """ "90% chi bộ, [đảng bộ cơ sở] …": the place is a member of a list that a share is of."""
    if not before or before[-1].text != ",":
        return False
    recent = [t.text for t in before[-6:-1]]
    return "%" in recent and recent[-1] != "%"


def _acts(clause: list[Token], first: int, after: int) -> bool:
    """The place itself acts: it is not counted ("số xã"), and little stands between it and the designation."""
    before, rest = clause[:first], clause[after:]
    if any(t.text == "%" for t in before) or (before and before[-1].text in _NOUNS):
        return False
    if any(t.text in _COUNTING for t in before) or any(t.text in ("số", "lệ") for t in rest):
        return False  # "tỉnh phấn đấu số xã đạt chuẩn …"
    names = [t for t in rest if t.kind == "w" and t.text not in _ACTED and t.text not in _KEPT]
    return len(names) <= 4


def _zero(run: list[Token], at: int) -> tuple[Quantity, int] | None:
    size = len(run)
    if at + 2 >= size or _listed(run, at):
        return None
    if run[at + 1].text not in _ZERO:
        return _none(run, at)
    stop = at + 2
    while stop < size and run[stop].text in ("xảy", "ra", "phát", "sinh", "để"):
        stop += 1
    unit, noun, after, unit_from = unit_of(run, stop)
    if (
        unit is None
        or not noun
        or noun
        in (
            "năm",
            "tháng",
            "ngày",
            "điểm",
            "lần",
            "ý kiến",
            "nội dung",
            "giải pháp",
            "số",
            "tin",
            "giờ",
            "khóa",
            "kỳ",
            "bài",
            "lĩnh vực",
            "quy hoạch",
            "vùng",
        )
    ):
        return None
    if stop > at + 2 and noun not in ("vụ", "trường hợp", "ca", "điểm nóng", "vụ việc", "người", "tụ điểm", "hộ"):
        return None
    quantity = Quantity(
        run[at].start, run[stop - 1].end, Decimal(0), unit=unit, noun=noun, written=True, unit_from=unit_from
    )
    quantity.noun_tokens = [t for t in run[unit_from:after] if t.text != "nào"]
    return quantity, after


def _listed(run: list[Token], at: int) -> bool:
    """ "100% chi bộ không có đảng viên vi phạm": the zero belongs to what the share is of."""
    for token in reversed(run[max(0, at - 12) : at]):
        if token.kind == "p" or token.text == "và":
            return False
        if token.kind in ("n", "q") or token.text in ("hai", "ba", "bốn", "sáu", "bảy", "tám", "chín", "mười"):
            return True
    return False


def _none(run: list[Token], at: int) -> tuple[Quantity, int] | None:
    """ "không hộ nào", "không chi bộ nào"."""
    unit, noun, after, unit_from = unit_of(run, at + 1)
    if unit is None or not noun or not any(t.text == "nào" for t in run[after : after + 3]):
        return None
    if run[after].text == "nào":
        after += 1
    quantity = Quantity(run[at].start, run[at].end, Decimal(0), unit=unit, noun=noun, written=True, unit_from=unit_from)
    quantity.noun_tokens = [t for t in run[unit_from:after] if t.text != "nào"]
    return quantity, after
