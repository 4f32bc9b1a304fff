"""Step 10: the frames of one sentence become statements, with what the passage carries."""

from __future__ import annotations

import itertools
from typing import Final

from . import doubting, ellipsis, evidence, naming, roles
from .bases import Base, year_named
from .comparing import YEARLY_GENRES, at_end, carried, written
from .draft import Draft, Item, Passage
from .frame import Frame, comparator
from .head import Head
from .indicators import Indicators
from .lexicon import words
from .model import Span
from .periods import Period
from .tokens import Token

# Genres that leave no doubt who speaks: a report tells results, a resolution promises.
_SETTLED: Final = frozenset({"resolution", "year_report", "statistics", "new_rural"})
_TOLD: Final = frozenset({"year_report", "statistics", "new_rural", "sector_news"})
_DATED: Final = frozenset({"year_report", "statistics", "council"})
_NEAR: Final = 4
_SHORTEST: Final = 4
_PREFIXES: Final = (
    "tỷ lệ", "tỷ trọng", "số ", "diện tích", "sản lượng", "giá trị", "doanh thu", "kim ngạch", "dân số",
    "năng suất", "đàn ", "tổng đàn", "tốc độ", "mức độ", "chỉ số", "vốn",
)  # fmt: skip


class Sentence(Indicators):
    """Makes the drafts of one sentence; `others` collects numbers that are no statement as (start, end, kind)."""

    def __init__(
        self, passage: Passage, lower: str, run: list[Token], frames: list[Frame], span: tuple[int, int]
    ) -> None:
        self.passage, self.lower, self.run, self.frames, self.span = passage, lower, run, frames, span
        self.drafts: list[Draft] = []
        self.others: list[tuple[int, int, str]] = []
        self.cues = roles.cues(run, _taken(frames))
        self.floor = 0
        self.index = 0
        self.role_seen: str | None = None
        self.folded = ""
        self.awaiting: list[Draft] = []
        self.counterparts: list[tuple[Draft, Period]] = []
        self.outer: Item | None = None
        self.outside: tuple[Draft | None, bool, bool] | None = None
        self.marks: set[str] = set()
        self.timed = self.yearly_event = self.since = False
        self.about: set[str] = set()
        self.aside: tuple[()] | tuple[Period | None] = ()
        self.until: tuple[()] | tuple[Period | None] = ()
        self.bracket: tuple[()] | tuple[Period | None] = ()
        times = {(t.ref.period.start, t.ref.period.end) for t in run if t.kind == "t" and t.ref.period.end}
        self.dated = bool(times)
        passage.times_near = [*passage.times_near[-_NEAR:], times]

    def other(self, frame: Frame, kind: str) -> None:
        """The frame's number is no statement of its own."""
        self.others.append((frame.quantity.start, frame.quantity.end, kind))

    def resume(self) -> None:
        """ "…, riêng năm 2017 thêm 9 xã; …": the time of an aside ends with it."""
        if self.aside:
            self.passage.period, self.aside = self.aside[0], ()
        if self.since:
            self.passage.term = self.since = False

    def before(self) -> Span:
        """The place of the number before the one in hand."""
        quantity = self.frames[self.index - 1].quantity
        return quantity.start, quantity.end

    def announce(self, frame: Frame) -> None:
        """The text says how many of something it holds or sets: "15 chỉ tiêu"."""
        quantity = frame.quantity
        if quantity.noun and quantity.upper is None and quantity.value == int(quantity.value):
            span = (quantity.start, quantity.end)
            self.passage.announced.append((int(quantity.value), quantity.noun, self.passage.heading, span))

    def context(self, head: Head, frame: Frame) -> None:
        """Takes up what the head says about time, structure and parts."""
        passage = self.passage
        if frame.join == ";":
            self.resume()
        self._told_times(head, frame)
        if head.base:
            passage.front, passage.bases = head.base, [head.base]
        elif frame.join == ";" and head.name and passage.front and not frame.head:
            passage.front = None
        dated, period = bool(head.times or frame.left.times), passage.period
        self._unsaid_times(head, frame, dated=dated)
        passage.total = "total" in head.flags or (passage.total and frame.join in (",", "và") and not head.name)
        if "term" in head.flags and not dated and period and period.end and not period.spread and not period.until:
            passage.period = passage.term_period
        if head.flags & {"term", "other_term"}:
            passage.term, passage.yearly, passage.told_term = True, False, True
        if "yearly" in head.flags | frame.left.flags | frame.right.flags:
            self._each_year(head, frame)
        self._structured(head, frame)
        if head.before_colon:
            self._before_colon(head, frame)
        announced = self.index > 0 and self.others[-1:] == [(*self.before(), "count_announced")]
        if frame.part and not announced and not (passage.whole and frame.join in (",", "và")):
            told = self.drafts or passage.recent
            passage.growth = bool(told) and told[-1].aggregate == "growth"
            passage.whole = passage.structure or (passage.item.indicator if passage.item else passage.previous)

    def _told_times(self, head: Head, frame: Frame) -> None:
        """The times that stand before the number, and for how long they hold."""
        passage = self.passage
        if (head.times or frame.left.times) and [t.text for t in frame.head[:2]] == ["cùng", "kỳ"]:
            self.aside = self.aside or (passage.period,)  # "(…; cùng kỳ năm 2022 là 1.310 tỷ đồng)"
        for token in (*head.times, *frame.left.times):
            told: Period = token.ref.period
            if not self.until and self._dates(token):
                self.until = (passage.period,)
            alone = token.text.startswith("riêng ") or self._noted(token) or "planned" in head.flags
            if alone and not self.aside:
                self.aside = (passage.period,)
            since = told.spread and told.end is None and token.text.startswith(("từ", "tính", "kể"))
            if since and self.index and not passage.term:
                self.aside = self.aside or (passage.period,)
                self.since = True  # "…, lũy kế từ năm 2016 đến nay đã cứng hóa 118 km": of this figure alone
            if passage.congress and passage.period == passage.congress and token.text.endswith(" qua"):
                passage.period = None  # "Đại hội … nhiệm kỳ 2020 - 2025. Trong 5 năm qua, …": the term before
            self.period(told)

    def _unsaid_times(self, head: Head, frame: Frame, *, dated: bool) -> None:
        """What words without a year do to the time carried so far: "đến nay", "nhiệm kỳ qua", "năm tới"."""
        passage = self.passage
        if "reset" in head.flags and not dated:
            self._at_end_of_term()
        period = passage.period
        if self._from_now(frame):
            head.flags.add("now")
        crops = bool(period and period.start and period.start != period.end and not period.spread and self.index)
        if not dated and period and not crops and not passage.season:
            first = self.index == 0 and passage.genre not in _DATED
            over = "now" in head.flags and (period.until or period.spread or self.timed or first)
            if period.spread and self.index == 0 and [t.text for t in self.run[:3]] == ["từ", "đầu", "năm"]:
                over, passage.term = True, False  # "(2016 - 2021). Từ đầu năm đến nay, …": of no year named
            if over or "other_term" in head.flags:
                passage.period = Period(None, None, spread="other_term" in head.flags)
        if "next" in head.flags and not dated:
            passage.period = None  # "Năm học tới, ngành phấn đấu …": not the year told last
        self.timed = self.timed or dated or bool(frame.right.times) or any(t.kind == "t" for t in frame.tail)
        if not dated and period and period.part and "whole_year" in head.flags:
            passage.period = Period(period.start, period.end)

    def _before_colon(self, head: Head, frame: Frame) -> None:
        """Takes up what stands before a colon: what all members of its list are of."""
        told = head.before_colon
        comma = max((i for i, t in enumerate(told) if t.text == ","), default=-1)
        if 0 <= comma < len(told) - _SHORTEST and naming.begins_name(told[comma + 1 :]):
            told = told[comma + 1 :]  # "Về giáo dục, tỷ lệ học sinh ra lớp: mẫu giáo 93,4%"
        before = naming.spell(self.lower, [t for t in told if t.kind == "w" and t.text.isalpha()])
        first = self.index == 0 and frame.left.predicate in ("up", "down") and len(before.split()) > 1
        if naming.tells(told) and (frame.quantity.noun or frame.tail):
            return  # "mạng lưới y tế được củng cố: đạt 32,4 giường bệnh/vạn dân"
        if before.startswith(("đánh giá", "kết quả", "tình hình", "mục tiêu")) and frame.left.predicate in (
            "up",
            "down",
        ):
            before = (
                "tăng trưởng" if [t.text for t in self.run[frame.left.head :][:3]][1:] == ["tăng", "trưởng"] else before
            )
        several = ellipsis.of_several(before)
        first = first or (not self.drafts and several != before)
        before = several
        if not head.name and (self.passage.item is None or first) and not frame.tail:
            self.item(before.removeprefix("chỉ tiêu ").removeprefix("về "))
        self.passage.headed = before if naming.begins_event(told) else ""
        short = before.startswith(_PREFIXES) and words("heads", "glue").isdisjoint(before.split())
        short = short and " một số " not in before and " của các " not in before
        self.passage.prefix = before if short and not self.passage.structure else None

    def _each_year(self, head: Head, frame: Frame) -> None:
        """Do the figures that follow hold for each year, too? Not behind an aside: "1.500 ha quế, mỗi năm 300 ha"."""
        aside = frame.join == "," and not head.name
        self.passage.yearly = not (aside or "yearly" in frame.right.flags or "yearly_within" in head.flags)
        self.yearly_event = naming.begins_event(head.name)

    def _at_end_of_term(self) -> None:
        """ "…, đến cuối nhiệm kỳ đạt 58 triệu đồng; …": of the term's last year, where the term is named."""
        self.passage.yearly = False
        self.aside = self.aside or (self.passage.period,)
        term = self.passage.term_period
        self.passage.period = Period(None, term.end if term else None, until=True, aim=True)

    def _from_now(self, frame: Frame) -> bool:
        """ "Hiện toàn tỉnh mới có …", "…, nay mỗi xã đạt …"; "Năm qua, …" behind a promise."""
        first = [t.text for t in self.run[:2]]
        if self.index == 0 and first and first[0] in ("hiện", "nay") and first[1:] not in (["đại"], ["trạng"]):
            return True
        first = [t.text for t in self.run[1:3]] if first[:1] == ["trong"] else first
        if self.index == 0 and first == ["năm", "qua"] and self.passage.role == "target":
            return True
        behind = self.frames[self.index - 1].tail[-1:] if self.index and not frame.head else frame.head[:1]
        if self.index and frame.join in (",", "với") and [t.text for t in behind] == ["nay"]:
            return True  # "từ chỗ mỗi xã có 3 tiêu chí năm 2010, nay mỗi xã đạt 14 tiêu chí"
        return any(t.text == "nay" and before.text in (",", ")") for before, t in itertools.pairwise(frame.head))

    def _structured(self, head: Head, frame: Frame) -> None:
        """ "Cơ cấu kinh tế: …": the shares that follow are parts of it."""
        texts = [t.text for t in (*head.before_colon, *frame.head)]
        if "cấu" not in texts:
            return
        text = " ".join(texts)
        if "cơ cấu" in text and "chuyển đổi cơ cấu" not in text:
            self.passage.structure = self._structure(head, text)

    def _dates(self, token: Token) -> bool:
        """ "Tính đến 01/4/2018, đàn trâu …" in a report of that year: the day of this sentence alone."""
        period, told = self.passage.period, token.ref.period
        return period is not None and period.start is not None and told.past and told.end == period.end

    def _noted(self, token: Token) -> bool:
        """ "…; thu ngân sách [tính đến ngày 31/5] trên 8 tỷ đồng": the day of one figure, no time of the text."""
        period = self.passage.period
        if period is None or not token.ref.period.past or period.end != token.ref.period.end or not self.index:
            return False
        at = self.run.index(token)
        return at > 0 and self.run[at - 1].kind == "w" and self.run[at - 1].text not in ("tính", "kể")

    def _structure(self, head: Head, texts: str) -> str:
        for known in (
            "cơ cấu kinh tế",
            "cơ cấu lao động",
            "cơ cấu ngành kinh tế",
            "cơ cấu các ngành kinh tế",
            "cơ cấu gdp",
            "cơ cấu grdp",
            "cơ cấu dân số",
            "cơ cấu nguồn vốn",
        ):
            if known in texts:
                return known
        return naming.spell(self.lower, head.before_colon or head.name) or "cơ cấu"

    def period(self, period: Period) -> None:
        """A mention of time replaces the one carried; a part without a year keeps the year."""
        passage = self.passage
        if period.end is None and period.part and passage.period and passage.period.end:
            passage.period = Period(passage.period.end, passage.period.end, period.part)
        elif period.end is None and period.part and passage.lead:
            passage.period = Period(passage.lead.end, passage.lead.end, period.part)
        elif period.end is not None or period.part:
            passage.period = period
        elif period.spread and passage.period and not passage.period.aim and not passage.period.spread:
            if passage.term_period is None and self.index:
                self.aside = self.aside or (passage.period,)  # "tăng 0,94%/năm trong 10 năm; mật độ …"
            passage.period = passage.term_period  # "trong 5 năm": no longer the year told last
        passage.dated = passage.dated or period.end is not None
        passage.turned = passage.turned and period.end is None
        if period.spread:
            passage.term_period = period if period.end else passage.term_period
            passage.term, passage.yearly, passage.told_term = True, False, True
        elif period.end is not None:
            passage.term, passage.yearly = False, False

    def item(self, name: str) -> Item:
        """The indicator spoken of: a new one where it is named."""
        passage = self.passage
        if name or passage.item is None:
            passage.item = Item(name or passage.previous or "")
            passage.previous = name or passage.previous
            passage.turn = 0
        return passage.item

    def draft(self, rule: str, frame: Frame, indicator: str) -> Draft:
        """A new statement about the frame's number, dated and with its role."""
        quantity = frame.quantity
        draft = Draft(
            rule, (quantity.start, quantity.end), indicator, quantity.value, quantity.unit, upper=quantity.upper
        )
        draft.denominator = quantity.denominator
        draft.sentence, draft.heading = self.span, self.passage.heading
        draft.comparator = comparator(frame)
        if draft.unit in ("đồng chí", "đồng chí/năm"):
            members = ("đảng viên", "kết nạp", "chuyển chính thức", "đảng chính thức")
            about = f"{indicator} {self.passage.whole or ''} {self.passage.previous or ''}"
            graded = indicator.startswith(("hoàn thành", "không hoàn thành")) or "huy hiệu đảng" in indicator
            about += " đảng viên" if graded else ""
            about += " ".join(d.unit or "" for d in self.passage.recent[-6:])
            whose = "đảng viên" if any(m in about for m in members) else "người"
            draft.unit = draft.unit.replace("đồng chí", whose)
        if draft.unit == "cơ sở" and any(d.unit == "cơ sở đảng" for d in self.passage.recent[-6:]):
            draft.unit = "cơ sở đảng"
        if frame.left.flags & {"estimate", "provisional"}:
            draft.stage = "provisional" if "provisional" in frame.left.flags else "estimate"
        for token in (*frame.right.times, *(t for t in frame.tail if t.kind == "t")):
            self.period(token.ref.period)
        period = self.passage.period
        if beside := self._beside(frame):
            period = beside
        draft.period = period.years() if period else None
        draft.part = period.part if period else None
        self._role(draft, frame)
        doubting.note(self, draft, frame)
        self.drafts.append(draft)
        self.passage.recent.append(draft)
        return draft

    def _beside(self, frame: Frame) -> Period | None:
        """ "42,8 triệu đồng (năm 2020)": a time alone in brackets is that of this figure."""
        inside = [t.text for t in self.run[frame.right.stop : frame.right.stop + 3]]
        if len(inside) < 3 or inside[0] != "(" or inside[2] != ")":
            return None
        token = self.run[frame.right.stop + 1]
        return token.ref.period if token.kind == "t" and token.ref.period.end else None

    def chain(self) -> list[Frame]:
        """The next two quantities, where the first has no name of its own."""
        chain = self.frames[self.index + 1 : self.index + 3]
        return chain if chain and not chain[0].head else []

    def _role(self, draft: Draft, frame: Frame) -> None:
        passage, chain = self.passage, self.chain()
        compared = bool(frame.right.bases or frame.left.base or frame.right.surpass or passage.front)
        compared = compared or "estimate" in frame.left.flags
        compared = compared or any(
            (f.right.bases or f.left.base) and f.join in (",", "(", "và") and not f.head for f in chain
        )
        compared = compared or self.shared(frame) is not None or evidence.surpassed(self)
        bases = [b for f in (frame, *chain) for b in (*f.right.bases, f.left.base, f.right.surpass) if b]
        if passage.genre == "resolution" and bases and all(b.of not in ("plan", "resolution") for b in bases):
            compared = "result" in (self.role_seen, passage.role)  # "năm 2025 đạt 280 triệu USD, gấp 1,6 lần năm 2020"
        compared = (compared and not roles.over_estimate(frame, chain)) or evidence.beside_plan(self)
        seen = self.role_seen
        period, term = passage.period, passage.term_period
        closing = period is not None and period.aim and period.end in (None, term.end if term else None)
        kept = "keep" in frame.left.flags and passage.genre not in roles.TARGET_GENRES
        if seen is None and (closing or kept) and self.drafts:
            seen = self.drafts[-1].role  # "…; thu nhập đến cuối nhiệm kỳ đạt …": as the figures before
        told = any(b.of == "plan" for f in self.frames if f.quantity.unit == "%" for b in f.right.bases)
        before = evidence.before_promise(self)
        carried = ("result" if passage.genre == "resolution" else None) if before else passage.role
        carried = carried or evidence.told_of_this_year(self)
        known = roles.Evidence(passage.period, compared, seen, carried, passage.genre, told, passage.section)
        draft.role, how = roles.role(frame, self.cues, self.floor, known)
        last = self.drafts[-1] if self.drafts and frame.join == "," and not frame.head else None
        told = last is not None and last.role == "plan" and last.rule != "pair.promised"
        if told and frame.left.predicate in ("up", "down"):
            draft.role, how = "plan", "sentence"  # "dự kiến thu 210 tỷ đồng, tăng 35 tỷ đồng so với năm 2024"
        mixed = draft.role == "target" and passage.genre in _TOLD and any(d.role != "target" for d in self.drafts)
        if how == "cue" and draft.role != "plan" and not mixed:
            passage.role, passage.role_line = draft.role, True
            passage.role_year = (passage.period.end if passage.period else None) or ""
        if how in ("cue", "comparison", "form") and draft.role != "plan":
            self.role_seen = draft.role
        if how in ("genre", "carried") and passage.section != draft.role and passage.genre not in _SETTLED:
            draft.doubts.add("role" if draft.role == "result" else "role_promised")
        settled = passage.section == draft.role or (draft.role == "target" and passage.genre in roles.TARGET_GENRES)
        if how == "carried" and not settled:
            draft.doubts.add("role_carried")

    def base(self, frame: Frame) -> Base | None:
        """The base of this comparison: written here, written at the end of its list, or carried over in turn."""
        passage = self.passage
        own = written(frame) or passage.front or self.shared(frame)
        if own is None:
            return carried(self, frame)
        if passage.turn == 0:
            promised = own.of in ("plan", "resolution")
            passage.bases = [b for b in passage.bases if (b.of in ("plan", "resolution")) != promised]
        passage.bases.append(own)
        passage.turn += 1
        return own

    def shared(self, frame: Frame) -> Base | None:
        """The base that stands at the end of this comparison's list."""
        return at_end(self, frame)

    def of(self, base: Base | None) -> str | None:
        """`of` of the labelled set; a named year is the year before or a baseline."""
        part = self.passage.period.part if self.passage.period else None
        if base is not None and base.words == "tháng 12 năm trước" and part == "M12":
            return "previous_year"
        if base is None or base.of != "year":
            return base.of if base else None
        return year_named(base, self.passage.period, yearly=self.passage.genre in YEARLY_GENRES)


def _taken(frames: list[Frame]) -> set[int]:
    """Token indices that belong to a comparison's base: their words say nothing about the role."""
    found: set[int] = set()
    for frame in frames:
        for base in (*frame.right.bases, frame.left.base, frame.right.surpass):
            if base:
                found.update(range(base.begin, base.stop))
    return found
