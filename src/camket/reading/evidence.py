"""Step 9a: what the passage says about a role: results told of the same years, plans told beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import roles

if TYPE_CHECKING:
    from .sentence import Sentence


def told_of_this_year(sentence: Sentence) -> str | None:
    """ "Nhiệm kỳ 2020-2025 kết nạp 129 đảng viên … Đến năm 2025 không còn hộ nghèo": results of that year are told."""
    period = sentence.passage.period
    if sentence.passage.genre == "council":
        return _aims_told(sentence)
    if period is None or not period.aim or sentence.passage.genre in roles.TARGET_GENRES:
        return None
    before = [d for d in sentence.passage.recent if d.sentence != sentence.span]
    undated = len(before) > 1 and all(d.role == "result" and not (d.period and d.period["end"]) for d in before)
    if undated and sentence.passage.genre == "congress_news" and not sentence.passage.term_period:
        return "result"  # "Tăng trưởng bình quân đạt 18,4% …. Thu nhập đến cuối năm 2019 đạt 39 triệu đồng"
    told = [d for d in sentence.passage.recent if d.sentence != sentence.span and d.period and d.period["end"]]
    told = [d for d in told if str((d.period or {})["end"]) >= str(period.end)]
    return "result" if told and all(d.role == "result" for d in told) else None


def _aims_told(sentence: Sentence) -> str | None:
    """ "Năm 2022 có 25/27 chỉ tiêu đạt và vượt. Tốc độ tăng đạt 9,86%": how many aims were reached, then which."""
    told = [d for d in sentence.passage.recent if d.sentence != sentence.span]
    aims = [d for d in told if d.unit == "chỉ tiêu" and d.rule == "fraction" and d.role == "result"]
    own = sentence.passage.period.years() if sentence.passage.period else None
    return "result" if aims and aims[-1].period == own and all(d.role == "result" for d in told) else None


def beside_plan(sentence: Sentence) -> bool:
    """ "đạt 6,1% (kế hoạch 7,5%)", "35 tỷ đồng/dự toán 22 tỷ đồng": the promise stands next to it."""
    following = sentence.frames[sentence.index + 1 : sentence.index + 2]
    if not following or following[0].join not in ("(", "none"):
        return False
    said = " ".join(t.text for t in following[0].head).removeprefix("/ ")
    return said in ("kế hoạch", "kh", "dự toán", "nghị quyết", "nq")


_TERM_BEFORE: Final = (
    "nhiệm kỳ trước", "trong nhiệm kỳ trước", "nhiệm kỳ vừa qua", "trong nhiệm kỳ vừa qua", "nhiệm kỳ qua",
)  # fmt: skip


def before_promise(sentence: Sentence) -> bool:
    """Does the text speak of a time before the one that was promised?"""
    passage = sentence.passage
    if passage.role == "target" and sentence.lower.startswith(_TERM_BEFORE, sentence.span[0]):
        return True
    own = passage.period.end if passage.period else None
    if passage.genre == "resolution" and passage.role is None and passage.period and passage.period.spread:
        aims = [str(d.period["end"]) for d in passage.recent if d.role == "target" and d.period and d.period["end"]]
        return bool(own) and bool(aims) and str(own) < max(aims)  # "Giai đoạn 2011 - 2015, …" behind aims of 2020
    return passage.role == "target" and bool(own) and bool(passage.role_year) and str(own) < passage.role_year


def surpassed(sentence: Sentence) -> bool:
    """ "Thành lập 03 chi bộ, kết nạp 118 đảng viên, vượt chỉ tiêu Nghị quyết": all of the list did."""
    for later in sentence.frames[sentence.index + 1 : sentence.index + 4]:
        if later.join != ",":
            return False
        if later.right.surpass:
            return True
    return False
