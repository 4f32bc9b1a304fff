"""Step 10a: times that a passage tells before or beside its figures: of the congress, of the session, of the plan."""

from __future__ import annotations

import re
from typing import Final

from . import aggregates, headings, roles
from .draft import Draft
from .frame import Frame
from .head import Head
from .periods import Period
from .sentence import Sentence
from .tokens import Token, forward

# "Phê chuẩn dự toán ngân sách huyện năm 2024 như sau:"
_ALLOTS: Final = re.compile(r"(?<!quyết )(?:dự toán|phân bổ|kế hoạch vốn|kế hoạch đầu tư công)")
_VOTED: Final = re.compile(r"thông qua|phê chuẩn|quyết nghị")
_RESOLVES: Final = ("nêu", "xác định", "đề ra", "đặt ra", "thông qua", "thống nhất")


def mandate(sentence: Sentence, text: str) -> None:
    """ "Đại hội lần thứ XIV, nhiệm kỳ 2020-2025. Nghị quyết xác định một số chỉ tiêu: …": the term of the congress."""
    passage = sentence.passage
    if "đại hội" in text and passage.congress is None:
        held = [t.ref.period for t in sentence.run if t.kind == "t" and t.ref.period.spread and t.ref.period.end]
        passage.congress = held[0] if len(held) == 1 else None
    if not sentence.frames and "đại hội" in text:
        told = [t.ref.period for t in sentence.run if t.kind == "t" and t.ref.period.spread and t.ref.period.end]
        passage.mandate = told[-1] if told else passage.mandate
    if passage.mandate is None or passage.period is not None or "target" not in [cue.role for cue in sentence.cues]:
        return
    if any(f"{body} {verb}" in text for body in ("nghị quyết", "đại hội") for verb in _RESOLVES):
        passage.period = passage.mandate


def carry(sentence: Sentence, text: str) -> None:
    """A sentence without quantities may still set the period and the role of those that follow."""
    title = any(word in text for word in ("đại hội", "ban chấp hành", "kỳ họp", "hội đồng nhân dân"))
    announcing = text.rstrip().endswith((":", "như sau"))
    run = _uncompared(sentence.run) if sentence.dated else []
    opening = run if len(run) <= 15 else run[:4]
    if announcing:  # "Thông qua kế hoạch năm 2026 với các chỉ tiêu chủ yếu:"
        opening = [t for t in run if t.kind == "t" and t.ref.period.end is not None][:1]
        title = False
    for token in opening:
        aim = token.kind == "t" and token.ref.period.aim
        if token.kind == "t" and (aim or not title or token is run[0]) and token.ref.period.end is not None:
            sentence.period(token.ref.period)
    voted = "thông qua nghị quyết" in text or "ban hành nghị quyết" in text
    last = sentence.run[-2] if len(sentence.run) > 1 else None
    if title and voted and sentence.passage.period is None and last is not None and last.kind == "t":
        sentence.period(last.ref.period)  # "HĐND thông qua nghị quyết phát triển kinh tế năm 2020. Theo đó, …"
    lead(sentence, title=title)
    opened = forward(sentence.run, 0, len(sentence.run), "time", "time", 6)
    first = sentence.run[0]
    if (opened and opened[0] in ("term", "other_term")) or (first.kind == "t" and first.ref.period.spread):
        sentence.passage.told_term = True  # "5 năm qua, Đảng bộ lãnh đạo đạt nhiều kết quả: - Kết nạp 386 đảng viên"
    strong = [cue for cue in sentence.cues if cue.role != "plan" and cue.text not in ("đã", "ước", "hiện", "cả năm")]
    section = headings.section(text)
    if section and (announcing or section == "result"):
        sentence.passage.role = sentence.passage.section = section
        sentence.passage.role_line = False
    elif strong:
        sentence.passage.role, sentence.passage.role_line = strong[-1].role, False
        if announcing and strong[-1].role == "target":
            sentence.passage.section = "target"
    elif sentence.passage.genre in roles.TARGET_GENRES and _ALLOTS.search(text) and (announcing or _VOTED.search(text)):
        sentence.passage.role = sentence.passage.section = "plan"
        sentence.passage.role_line = False
        told = [t.ref.period for t in sentence.run if t.kind == "t" and t.ref.period.end is not None]
        if told and not announcing:
            sentence.period(told[-1])  # "… thông qua Nghị quyết về phân bổ dự toán ngân sách năm 2020. Theo đó, …"


_AIMS: Final = re.compile(
    r"[-+•\s]*(?:các|một số|những) chỉ tiêu (?![^:]*\b(?:đạt|vượt|ước|đã|thực hiện|hoàn thành|kết quả)\b)[^.;:]{0,60}:"
)


def aims(sentence: Sentence, text: str) -> None:
    """ "Các chỉ tiêu chủ yếu năm 2024 là: …": what a council lists so is promised, compared or not."""
    if sentence.passage.genre in roles.TARGET_GENRES and _AIMS.match(text):
        sentence.passage.section = "target"


_REPORTS: Final = re.compile(r"báo cáo (?:tóm tắt )?(?:kết quả|tình hình|hoạt động)[^:;.]{0,60}:")


def reported(sentence: Sentence, text: str) -> None:
    """ "HĐND báo cáo kết quả hoạt động năm 2020: …": results follow, though no figure of the sentence is one."""
    if sentence.passage.role is None and _REPORTS.search(text):
        sentence.passage.role, sentence.passage.role_line = "result", False


def _uncompared(run: list[Token]) -> list[Token]:
    """ "Năm 2024, nhiều chỉ tiêu tăng cao [so với năm 2023]": without the time of a base."""
    if not any(token.text in ("so", "hơn") for token in run):
        return list(run)
    kept: list[Token] = []
    for token in run:
        base = token.kind == "t" and {t.text for t in kept[-6:]} & {"so", "hơn"}
        if not base:
            kept.append(token)
    return kept


def lead(sentence: Sentence, *, title: bool = False) -> None:
    """The one year that a sentence without statements names is that of what follows, where none is known.

    The year of a session only completes parts of a year: "6 tháng đầu năm".
    """
    if not sentence.dated:
        return
    named = [t.ref.period for t in _uncompared(sentence.run) if t.kind == "t" and t.ref.period.end is not None]
    parts = [period for period in named if period.part]
    if title and len({period.end for period in parts}) == 1:
        named = parts  # "… thông qua quyết toán năm 2018, nhiệm vụ 6 tháng đầu năm 2019"
    if len({period.end for period in named}) == 1 and not any(p.spread for p in named):
        sentence.passage.lead = Period(named[0].end, named[0].end)
        if sentence.passage.period is None and not title:
            sentence.period(named[0])


def planned_year(sentence: Sentence) -> None:
    """ "15/21 chỉ tiêu đạt trên 50% kế hoạch năm 2021": the plan's year is that of a report that names no other."""
    told = [b.period for frame in sentence.frames for b in frame.right.bases if b.of == "plan" and b.period]
    if sentence.passage.period is None and told and told[0].end and told[0].start == told[0].end:
        sentence.passage.period = told[0]


def of_the_term(sentence: Sentence, draft: Draft, frame: Frame, head: Head) -> None:
    """ "Năm 2024 thu nhập đạt …. Kết nạp 84 đảng viên, đạt 105% Nghị quyết": held to a resolution, of its term."""
    term, period = sentence.passage.term_period, sentence.passage.period
    bases = aggregates.bases_told(frame, sentence.chain())
    held = draft.role == "result" and any(base.of == "resolution" for base in bases)
    if not held or aggregates.times_told(frame, head) or term is None or not term.end:
        return
    begun = term == sentence.passage.congress  # the term that a congress begins
    if not begun and period is not None and not period.spread and not period.part:
        draft.period = term.years()
