"""Step 2: numbers that are no quantity, and mentions of time. Rules lie in `lexicon/kinds.toml` and
`lexicon/periods.toml`.

A rule is a name, a pattern and a kind. Rules are tried around each number that no earlier mention covers; the
longest match wins, so their order does not matter. `tests/reading/test_kinds.py` runs every rule alone and compares.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from . import periods
from .lexicon import load
from .model import Span
from .tokens import Mention

_BEFORE, _AFTER = 32, 48
_DIGITS: Final = re.compile(r"\d+")
# Times told in words alone: "quý III", "sáu tháng đầu năm", "nửa đầu năm", "hai năm qua".
_SPOKEN: Final = re.compile(
    r"\b(?:quý|nửa(?: đầu)? năm|(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?: một| hai)? (?:tháng|năm)"
    r"|tháng (?:giêng|một|hai|ba|tư|(?<!một tháng )năm(?! trước| ngoái| nay)|sáu|bảy|tám|chín|mười|chạp))\b"
)
_OF_TIME: Final = ("quý", "tháng", "năm")
# How far such a time reaches before one of these words, and behind its beginning.
_LEADS, _FOLLOWS = len("mười một "), len("tháng giêng trước ")


# A number that a unit follows at once is a quantity, unless it bounds a group ("dự án trên 100 tỷ đồng").
_MEASURED: Final = re.compile(
    r"\s?(?:%(?!0)|(?:tỷ|triệu|nghìn|ngàn|đồng|ha|tấn|tạ|km|m2|m3|usd|hộ|người|lao động|đảng viên|điểm phần"
    r"|con(?!\s?/\s?kg)|lượt|lần|tuyến|công trình|giấy|căn|ngôi|nhà|cuộc|vụ|mô hình|dự án|hợp tác xã|htx"
    r"|doanh nghiệp|hồ sơ|sản phẩm|hội viên|đoàn viên|cán bộ|học sinh|trẻ|cây|phương tiện|đồng chí|thẻ|bác sĩ"
    r"|giường|cơ sở|trang trại|thuê bao)\b|m²|m³)"
)
_WORDS: Final = re.compile(r"[a-zß-ʯẠ-ỹ]+")
_BOUNDS: Final = (
    "quân",
    "lúa",
    "trị",
    "đất",
    "nước",
    "học",
    "trên",
    "dưới",
    "từ",
    "đến",
    "tuổi",
    "năm",
    "quý",
    "tháng",
    "ngày",
    "thứ",
    "số",
    "khóa",
    "điều",
    "khoản",
)


class Rule(NamedTuple):
    """kind: what the number is ("period" for times). A rule is tried where one of `words` or `signs` stands near and
    the rest holds: the word before the number, the sign after it, so many years or digits close by.
    """

    name: str
    kind: str
    words: tuple[str, ...]
    signs: tuple[str, ...]
    joined: bool
    pattern: re.Pattern[str]
    example: str
    follows: frozenset[str] = frozenset()
    next: str = ""
    years: int = 0
    digits: int = 0
    opens: bool = False
    order: int = 0


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, compiled."""
    entries = [entry for name in ("periods", "kinds") for entry in load(name)["rule"]]
    return tuple(_rule(entry, order) for order, entry in enumerate(entries))


def _rule(entry: dict[str, object], order: int) -> Rule:
    listed = _strings(entry["near"])
    return Rule(
        str(entry["name"]),
        str(entry.get("kind", "period")),
        tuple(w for w in listed if w[0].isalpha()),
        tuple(w for w in listed if not w[0].isalpha()),
        bool(entry.get("joined")),
        re.compile(str(entry["pattern"])),
        str(entry["example"]),
        frozenset(_strings(entry.get("follows"))),
        str(entry.get("next", "")),
        int(str(entry.get("years", 0))),
        int(str(entry.get("digits", 0))),
        bool(entry.get("opens")),
        order,
    )


def _strings(listed: object) -> list[str]:
    return [str(w) for w in listed] if isinstance(listed, list) else []


def digits(folded: str) -> list[Span]:
    """Where digits stand, each run of them."""
    return [match.span() for match in _DIGITS.finditer(folded)]


def mentions(folded: str, numbers: list[Span] | None = None) -> list[Mention]:
    """Times and numbers that are no quantity, left to right, never overlapping. `numbers`: `digits`, where known."""
    found: list[Mention] = []
    covered = 0
    for start, end in _places(folded, digits(folded) if numbers is None else numbers):
        if start < covered:
            continue
        best = _best(folded, covered, start, end)
        if best is not None:
            found.append(best)
            covered = best.end
    return found


def _places(folded: str, numbers: list[Span]) -> Iterator[Span]:
    """Digits, and times told in words, in order; measured quantities of several parts ("3.200 tỷ") are passed over."""
    spoken = _spoken(folded)
    at = measured = 0
    for start, end in numbers:
        if start < measured:
            continue
        while at < len(spoken) and spoken[at][0] < start:
            yield spoken[at]
            at += 1
        parted = folded[end : end + 1] in (".", ",") and _PARTED.match(folded, start)
        if parted and _is_measured(folded, *parted.span()):
            measured = parted.end()
            continue
        yield start, end
    yield from spoken[at:]


def _spoken(folded: str) -> list[Span]:
    """Times told in words. Each holds one of three words, which are found much faster than the whole expression."""
    found: list[Span] = []
    after = 0
    for at in sorted(at for word in _OF_TIME for at in _all(folded, word)):
        match = _SPOKEN.search(folded, max(after, at - _LEADS), at + _FOLLOWS) if at >= after else None
        if match and match.start() <= at:
            found.append(match.span())
            after = match.end()
    return found


def _all(text: str, word: str) -> list[int]:
    """Where a word stands, be it within another."""
    found = []
    at = text.find(word)
    while at >= 0:
        found.append(at)
        at = text.find(word, at + 1)
    return found


_PARTED: Final = re.compile(r"\d+(?:[.,]\d+)+")


def _is_measured(folded: str, start: int, end: int) -> bool:
    unit = _MEASURED.match(folded, end)
    return unit is not None and not folded[max(0, start - 6) : start].rstrip().endswith(_BOUNDS)


def _best(folded: str, covered: int, start: int, end: int) -> Mention | None:
    if _is_measured(folded, start, end):
        return None
    begin = max(covered, start - _BEFORE, folded.rfind("\n", max(0, start - _BEFORE), start))
    limit = folded.find("\n", end, end + _AFTER)
    limit = min(len(folded), end + _AFTER) if limit < 0 else limit
    best: Mention | None = None
    candidates = _candidates(folded, begin, limit, start, end)
    places = _beginnings(folded, begin, start, end) if candidates else []
    for rule in candidates:
        match = _covering(rule.pattern, folded, places, limit, start, end)
        if match is not None and (best is None or match[1] - match[0] > best.end - best.start):
            best = _mention(rule, folded, match)
    return best


def _candidates(folded: str, begin: int, limit: int, start: int, end: int) -> list[Rule]:
    """The rules one of whose words or signs stands near, and whose other signs hold."""
    by_word, by_sign, joined = _index()
    window, close = folded[begin:limit], folded[max(begin, start - 4) : end + 12]
    found: dict[int, Rule] = {}
    for word in by_word.keys() & set(_WORDS.findall(window)):
        for phrase, rule in by_word[word]:
            if phrase is None or phrase in window:
                found[rule.order] = rule
    for sign, leading in by_sign.items():
        if sign in close:
            for rule in leading:
                found[rule.order] = rule
    if folded[start - 1 : start].isalpha() or folded[start - 1 : start] == "-" or folded[end : end + 1].isalpha():
        for rule in joined:
            found[rule.order] = rule
    if not found:
        return []
    before = folded[begin:start].rstrip()
    previous = before[max(before.rfind(" "), before.rfind("\n")) + 1 :]
    if previous in ("số", "thứ", "số:"):
        previous = ""
    after = folded[end : end + 2].lstrip()[:1]
    years = len(_YEAR.findall(folded, begin, min(limit, end + 44)))
    digits = sum(map(str.isdecimal, close))
    return [
        rule
        for _, rule in sorted(found.items())
        if (not rule.follows or previous in rule.follows or not previous)
        and (not rule.next or after in rule.next)
        and years >= rule.years
        and digits >= rule.digits
        and (not rule.opens or not before or before[-1] in "(.:;")
    ]


_YEAR: Final = re.compile(r"(?:19|20)\d\d(?!\d)")
_Words = dict[str, list[tuple[str | None, Rule]]]


@cache
def _index() -> tuple[_Words, dict[str, list[Rule]], list[Rule]]:
    """Rules by the first word of what leads to them (with the whole phrase where it is longer), by sign, and joined."""
    by_word: _Words = {}
    by_sign: dict[str, list[Rule]] = {}
    for rule in rules():
        for phrase in rule.words:
            first = phrase.split(" ")[0]
            by_word.setdefault(first, []).append((None if first == phrase else phrase, rule))
        for sign in rule.signs:
            by_sign.setdefault(sign, []).append(rule)
    return by_word, by_sign, [rule for rule in rules() if rule.joined]


_PIECES: Final = re.compile(r"[a-zß-ʯẠ-ỹ]+|[0-9]+|[^ \n0-9a-zß-ʯẠ-ỹ]")
_LONG_WORD: Final = 5


def _beginnings(folded: str, begin: int, start: int, end: int) -> list[int]:
    """Where a rule's match may begin: a word, digits, a sign; within a long word before the number, too, since it may
    be two that lost their blank ("đếnnăm 2030").
    """
    places = [piece.start() for piece in _PIECES.finditer(folded, begin, end)]
    before = folded[begin:start].rstrip()
    word = before.rfind(" ") + 1
    if len(before) - word < _LONG_WORD:
        return places
    return sorted({*places, *range(begin + word, begin + len(before))})


def _covering(
    pattern: re.Pattern[str], folded: str, places: list[int], limit: int, start: int, end: int
) -> Span | None:
    """The span of the first match that begins at one of `places` and covers the number at [start, end) whole."""
    after = 0
    for place in places:
        if place < after or place > start:
            continue
        if match := pattern.match(folded, place, limit):
            after = match.end()
            if after >= end:
                return None if _cuts(folded, place) or _cuts(folded, after) else (place, after)
    return None


def _cuts(folded: str, at: int) -> bool:
    """Does position `at` lie inside a run of digits?"""
    return 0 < at < len(folded) and folded[at - 1].isdecimal() and folded[at].isdecimal()


def _mention(rule: Rule, folded: str, span: tuple[int, int]) -> Mention:
    start, end = span
    if rule.kind != "period":
        return Mention(start, end, rule.name, rule.kind)
    kind = "date" if rule.name == "p_date" else "period"
    return Mention(start, end, rule.name, kind, periods.produce(rule.name, folded[start:end]))


def overlapping(found: list[Mention]) -> bool:
    """True where two mentions share a character, which `mentions` never allows."""
    return any(a.end > b.start for a, b in itertools.pairwise(found))
