"""Step 4b: quantities without digits: designations reached ("đạt chuẩn nông thôn mới") and zero ("không còn hộ nghèo")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from .lexicon import load, words
from .numbers import Quantity, unit_of
from .tokens import Token

_ZERO = frozenset({"còn", "có", "để", "xảy"})
_CLEAR = frozenset({",", ";", ":", ".", "-", "và", "(", "+", "”", "“", "•"})
_ACTED = frozenset({"phấn", "đấu", "sẽ", "đã", "được", "để", "sớm", "cơ", "bản", "xây", "dựng", "đến", "toàn", "tiếp", "tục", "vinh", "dự", "chính", "thức", "quyết", "tâm", "giúp", "và", "là", "cũng", "vừa", "đưa", "thực", "hiện", "có"})  # fmt: skip
_NOUNS = frozenset({"tổng", "số", "lệ", "các", "những", "nhiều", "mỗi", "thêm", "mô", "công", "bộ", "tiêu", "chương", "đề", "hình", "chuẩn", "hội", "đầu", "lên", "cấp", "từng", "trình", "chí"})  # fmt: skip


@cache
def _pattern() -> re.Pattern[str]:
    verbs, ranks = ("|".join(str(w) for w in entry["words"]) for entry in load("designations")["state"])  # type: ignore[attr-defined]
    return re.compile(f"(?<![a-zà-ỹđ])(?:{verbs})(?:{ranks})(?![a-zà-ỹđ])")


def designations(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the words of a designation; whether somebody reaches it is for `state` to say."""
    if (
        "chuẩn" in (part := folded[start:end])
        or "đô thị" in part
        or "nông thôn mới" in part
        or "thoát" in part
        or "trở thành" in part
        or "khó khăn" in part
    ):
        for match in _pattern().finditer(folded, start, end):
            text = match.group()
            yield match.start() + len(text) - len(text.lstrip()), match.end()


def mark(run: list[Token], spans: list[tuple[int, int]]) -> list[Token]:
    """Tokens with designations and zero claims folded into quantity tokens."""
    done: list[Token] = []
    at = 0
    spans = list(spans)
    while at < len(run):
        token = run[at]
        while spans and spans[0][0] < token.start:
            spans.pop(0)
        if spans and spans[0][0] == token.start and _subject(done):
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


def _subject(before: list[Token]) -> bool:
    """Does the clause so far consist of a place (and what it resolves to do)?"""
    places = words("designations", "place")
    at = len(before)
    while at > 0 and len(before) - at < 14:
        token = before[at - 1]
        if token.text == "," and at < len(before) and any(t.text in places for t in before[at:]):
            break
        if token.kind in ("q", "n", "p") and token.text not in (",",):
            break
        if token.text in (",", "và") and any(t.text in places for t in before[at:]):
            break
        at -= 1
    clause = before[at:]
    if not clause or (at > 0 and before[at - 1].kind in ("n", "q") and before[at - 1].text != ","):
        return False
    texts = [t.text for t in clause]
    first = next(
        (
            i
            for i, t in enumerate(texts)
            if t in places and (i + 1 >= len(texts) or texts[i + 1] not in ("hội", "viên"))
        ),
        None,
    )
    if first is None or _counted(clause, first):
        return False
    return len(clause) - first <= 7 or any(t in ("phấn", "đã", "được", "sẽ") for t in texts[first:])


def _counted(clause: list[Token], first: int) -> bool:
    """ "số xã đạt chuẩn", "các xã", "%": the place is counted, not named."""
    before = clause[:first]
    return any(t.kind in ("q", "n") or t.text in ("%", "hộ") for t in before) or bool(
        before and before[-1].text in _NOUNS
    )


def _zero(run: list[Token], at: int) -> tuple[Quantity, int] | None:
    size = len(run)
    if at + 2 >= size or run[at + 1].text not in _ZERO:
        return None
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
    if stop > at + 2 and noun not in ("vụ", "trường hợp", "ca", "điểm nóng", "vụ việc", "người"):
        return None
    quantity = Quantity(
        run[at].start, run[stop - 1].end, Decimal(0), unit=unit, noun=noun, written=True, unit_from=unit_from
    )
    quantity.noun_tokens = run[unit_from:after]
    return quantity, after
