"""Headings and markers of lists: what stands at the beginning of a line and is no part of its sentence.

A heading ("I. CHỈ TIÊU CHỦ YẾU", "2. Về văn hóa - xã hội (9 chỉ tiêu)") closes what the passage carried: a result told
above it does not make results of the targets below it.
"""

from __future__ import annotations

import re
from typing import Final

from .draft import Passage
from .periods import Period

_ROMAN: Final = r"(?:i{1,3}|iv|vi{0,3}|ix|xi{0,3})"
_MARKER: Final = re.compile(
    rf"[ \t]*(?:\(?\d{{1,3}}(?:\.\d{{1,2}}){{0,3}}[.)]|\(?[a-zđ]\)|[a-zđ]\.|{_ROMAN}[.)])[ \t]+(?=\S)"
)
_LEVEL: Final = re.compile(r"[ \t]*(?:(?:phần|chương|mục)\b|" + _ROMAN + r"[.)/ -])")
_COUNT: Final = re.compile(r"\(\s*(\d{1,3})\s+(chỉ tiêu|mục tiêu|nội dung|nhiệm vụ|chương trình)\s*\)")
_PROMISES: Final = re.compile(r"chỉ tiêu|mục tiêu|phương hướng|phấn đấu|nhiệm vụ|định hướng|giải pháp")
_TELLS: Final = re.compile(r"kết quả|đánh giá|tình hình|thực trạng|đạt được|tồn tại|hạn chế|thực hiện")
_LONGEST: Final = 160


def marker(folded: str, start: int, end: int) -> int:
    """Where the sentence of a line begins, after "(1) ", "2. ", "a) " or "IV. "."""
    match = _MARKER.match(folded, start, end)
    return match.end() if match else start


def is_heading(text: str, folded: str) -> bool:
    """A short line with a marker or in capitals, no full stop at its end, and no number but a count in brackets."""
    line = folded.strip()
    if not line or len(line) > _LONGEST or line[-1] in ".;:,!?" or "\t" in line:
        return False
    bare = _COUNT.sub("", line[marker(line, 0, len(line)) :])
    capitals = text.strip().isupper() and len(line) > 5
    if re.search(r"\d", re.sub(r"(?:19|20)\d\d", "", bare)):
        return False
    numbered = bool(_MARKER.match(line) or _LEVEL.match(line))
    return capitals or (numbered and not _VERB.search(bare))


_VERB: Final = re.compile(r"\b(?:đạt|có|là|tăng|giảm|còn|trồng|thành lập|kết nạp|duy trì|được)\b")


_OF_LIST: Final = (
    (
        "result",
        re.compile(
            r"(?:ước )?(?:tình hình |đánh giá )?(?:kết quả|tình hình|đánh giá|(?<=ước )thực hiện)\b"
            r"|(?:bảng |biểu )?tổng hợp (?:kết quả )?thực hiện\b"
        ),
    ),
    ("target", re.compile(r"(?:(?:một số|các|những|hệ thống) )?(?:chỉ tiêu|mục tiêu)\b(?! .*\b(?:đạt được|đã đạt))")),
    ("plan", re.compile(r"kế hoạch (?!5 năm|.*giai đoạn|.*nhiệm kỳ|.*nghị quyết)(?=.*năm (?:19|20)\d\d)(?!.*kết quả)")),
)


def section(text: str) -> str | None:
    """What a line that ends with a colon says of the list below: "Một số chỉ tiêu năm 2024 của Đảng ủy xã:"."""
    line = text[marker(text, 0, len(text)) :].lstrip(" -+*•")
    begins = next((role for role, pattern in _OF_LIST if pattern.match(line)), None)
    return begins or ("target" if _LAID_BEFORE.search(line) else None)


_LAID_BEFORE: Final = re.compile(r"\b(?:trình|quyết nghị|đề ra|giao)\b[^,;.]{0,40}\b(?:chỉ tiêu|mục tiêu)\b[^.]*:\s*$")


def enter(passage: Passage, text: str, folded: str, period: Period | None, start: int = 0) -> None:
    """Begin what stands under a heading: its own role and time, nothing from above. `start` is the heading's place."""
    high = bool(_LEVEL.match(folded)) or text.strip().isupper()
    told, promised = _TELLS.search(folded), _PROMISES.search(folded)
    was = passage.section
    if promised and not (told and told.start() < promised.start()):
        passage.section = "target"
    elif told:
        passage.section = "result"
    passage.role, passage.heading = passage.section, " ".join(text.split())
    if counted := _COUNT.search(folded):
        span = (start + counted.start(1), start + counted.end(1))
        passage.announced.append((int(counted.group(1)), counted.group(2), passage.heading, span))
    passage.high_period = period if high and period else passage.high_period
    turned = was == "result" and passage.section == "target"
    passage.period = period or passage.high_period or passage.period
    if turned and period is None and passage.period is not None:
        passage.period = Period(passage.period.start, passage.period.end)
    passage.turned = turned and period is None
    passage.item = passage.previous = passage.structure = passage.whole = passage.front = None
    passage.bases, passage.verb, passage.turn = [], [], 0
    passage.term = passage.yearly = passage.total = passage.average = passage.growth = False
