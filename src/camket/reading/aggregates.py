"""Step 8c: the aggregate of a level: last, sum, every_year, average, growth, keep."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import cache
from typing import Final

from .bases import Base
from .draft import Draft, Passage
from .frame import Frame
from .head import Head
from .lexicon import opens, words
from .tokens import Token


def settle(passage: Passage, draft: Draft, frame: Frame, head: Head, chain: list[Frame]) -> None:
    """Sets `draft.aggregate`; the order is that of the labelling rules: upkeep, growth, mean, yearly, total.

    `chain`: the comparisons that follow the level and speak of it.
    """
    flags = head.flags | frame.left.flags | frame.right.flags
    unit = draft.unit or ""
    if frame.left.predicate == "share":
        passage.growth = False  # "…, tăng 18%; trong đó bưu chính chiếm 46%, tài chính 31%"
    if (passage.structure and unit == "%") or (frame.tail and _in_term(frame)):
        passage.yearly = False
    if "keep" in flags or _keeps(frame):
        draft.aggregate = "keep"
    elif (
        head.growth
        or (draft.rule == "level.elided" and unit == "%" and draft.indicator.startswith(("tăng trưởng", "tốc độ tăng")))
        or (
            unit in ("%/năm", "‰/năm")
            and not draft.indicator.startswith(("lãi suất", "tỷ lệ điều tra", "tỷ lệ khám phá"))
        )
        or (passage.growth and passage.whole and _grows(frame))
    ):
        draft.aggregate = "growth"
    elif "average" in flags and unit == "%" and draft.indicator.startswith(_GROWING) and not frame.tail:
        draft.aggregate = "growth"  # "tăng thu ngân sách 9%/năm; tổng giá trị sản phẩm bình quân hằng năm từ 11%"
    elif "average" in flags or (passage.average and flow(draft)):
        draft.aggregate = "average"
        passage.average = passage.average or "yearly" in flags
    elif (
        "yearly" in flags
        or any(base.of == "plan" and "hằng năm" in base.words for base in frame.right.bases)
        or (unit.endswith(("/năm", "/quý", "/tháng")) and not frame.quantity.measure and "/ha" not in unit)
        or (unit.endswith(("ha/năm", "tấn/năm")) and unit.count("/") == 1)
        or (unit == "tỷ đồng/năm" and flow(draft, spread=True))
        or (passage.yearly and frame.left.predicate not in ("left", "raised"))  # "…, nâng độ che phủ lên 61,5%"
    ):
        draft.aggregate = "every_year"
        if "yearly" not in flags and passage.yearly:
            draft.doubts.add("yearly_carried")
    elif passage.total and not (passage.period and passage.period.part) and _gathers(frame):
        draft.aggregate = "last" if _reached(draft.indicator) else "sum"
        draft.doubts.add("total")
    elif frame.part and _whole(passage, draft, "every_year"):
        draft.aggregate = "every_year"
    elif "end" not in frame.left.flags and (frame.quantity.denominator is None or frame.quantity.pair):
        _total(passage, draft, frame, head, chain)


def _gathers(frame: Frame) -> bool:
    """ "lũy kế" sums amounts; what is left, and a share, is a level."""
    return frame.left.predicate != "left" and not (frame.quantity.unit or "").startswith("%")


def _whole(passage: Passage, draft: Draft, aggregate: str) -> bool:
    """Is the whole that this is part of told with this aggregate, and in the same unit?"""
    whole = next((d for d in reversed(passage.recent[-12:]) if d.indicator == passage.whole), None)
    return whole is not None and whole.aggregate == aggregate and _alike(whole.unit, draft.unit)


_GROWING: Final = (
    "tổng giá trị", "giá trị sản xuất", "tổng sản phẩm", "vốn đầu tư", "tổng thu", "thu ngân sách", "doanh thu",
)  # fmt: skip


def _grows(frame: Frame) -> bool:
    """A percentage that may be growth: not told to be a share."""
    return frame.quantity.unit == "%" and frame.left.predicate != "share"


def _reached(name: str) -> bool:
    """Places and things that have come up to a standard are a stock, however long it took."""
    return "đạt chuẩn" in name or "được công nhận" in name or "còn hiệu lực" in name


def _total(passage: Passage, draft: Draft, frame: Frame, head: Head, chain: list[Frame]) -> None:
    """A sum: what happened over years, what stands beside a sum, or a part of one."""
    told, bases = times_told(frame, head), bases_told(frame, chain)
    if (
        _over_years(passage, draft, head, told, bases)
        or (any(one.tail and _in_term(one) for one in (frame, *_listed(frame, chain))) and flow(draft))
        or _yearly_mean_follows(draft, chain)
        or _held_to_a_number(passage, draft, frame)
        or _promised(passage, draft, told)
        or _part_of_a_sum(passage, draft, frame, told)
        or _beside_a_sum(passage, draft, frame)
        or (not told and _money_of_the_same_term(passage, draft))
    ):
        draft.aggregate = "sum"


def times_told(frame: Frame, head: Head) -> list[Token]:
    """The times that a figure's own clause tells, before and behind it."""
    return [*head.times, *frame.left.times, *frame.right.times, *(t for t in frame.tail if t.kind == "t")]


def bases_told(frame: Frame, chain: list[Frame]) -> list[Base]:
    """What a level is compared with, by its own words and by the comparisons that follow a comma."""
    return [base for one in (frame, *(c for c in chain if c.join == ",")) for base in one.right.bases]


def _listed(frame: Frame, chain: list[Frame]) -> Iterator[Frame]:
    """ "kiểm tra 25 tổ chức đảng, giám sát chuyên đề 20 tổ chức đảng trong nhiệm kỳ": what follows in the same list."""
    for one in chain:
        if one.join not in (",", "và") or one.quantity.unit != frame.quantity.unit:
            return
        yield one


def _over_years(passage: Passage, draft: Draft, head: Head, told: list[Token], bases: list[Base]) -> bool:
    """What happens, told over a term or held to a mandate: "nhiệm kỳ qua kết nạp 215 đảng viên"."""
    spread = any(t.ref.period.spread for t in told) or "term" in head.flags
    since = "other_term" in head.flags or any("nhiệm kỳ trước" in b.words for b in bases)
    dated = any(t.ref.period.end for t in told)
    spread = spread or (draft.role == "result" and since and not dated)
    news = passage.genre == "congress_news" and passage.told_term and draft.role == "result" and not told
    mandate = any(b.of == "resolution" for b in bases)
    return (passage.term or mandate or (news and counts(draft))) and flow(draft, spread=spread)


_YEARS: Final = range(3, 11)


def _yearly_mean_follows(draft: Draft, chain: list[Frame]) -> bool:
    """ "giai đoạn 2021 - 2025 đạt 46 nghìn tấn, bình quân 9,2 nghìn tấn/năm": so many years of the mean."""
    mean = chain[0].quantity if chain and "average" in chain[0].left.flags else None
    if mean is None or draft.value is None or draft.unit == "%" or mean.unit != f"{draft.unit}/năm" or not mean.value:
        return False
    return round(draft.value / mean.value) in _YEARS


def _held_to_a_number(passage: Passage, draft: Draft, frame: Frame) -> bool:
    """A pair of what was done and what was promised for the term: "kết nạp 215/200 đảng viên"."""
    within = passage.period is not None and passage.period.end is not None and not passage.period.spread
    yearly = draft.versus_of == "plan" or any(b.of == "plan" for b in frame.right.bases)
    pair = frame.quantity.pair and not within and not yearly
    return pair and counts(draft) and not draft.indicator.startswith(("thu", "tổng"))


def _promised(passage: Passage, draft: Draft, told: list[Token]) -> bool:
    """ "Đến năm 2025 kết nạp 200 đảng viên": in all the years until then."""
    until = passage.period is not None and passage.period.until
    within_year = any("tháng" in t.text or "quý" in t.text for t in told)
    return draft.role == "target" and until and not within_year and draft.indicator.startswith(_GATHERED)


def _part_of_a_sum(passage: Passage, draft: Draft, frame: Frame, told: list[Token]) -> bool:
    """ "Huy động 128 tỷ đồng, trong đó nhân dân đóng góp 31 tỷ đồng"."""
    if _whole(passage, draft, "sum"):
        return True
    if passage.summing is not None and _alike(passage.summing, draft.unit) and not frame.quantity.noun:
        return True
    here = [d for d in passage.recent[-5:-1] if d.sentence == draft.sentence and d.unit == draft.unit]
    return frame.part and not told and bool(here) and here[-1].aggregate == "sum"


def _money_of_the_same_term(passage: Passage, draft: Draft) -> bool:
    """ "Giai đoạn 2021 - 2025, thu ngân sách đạt 1.874 tỷ đồng; chi đầu tư phát triển 905 tỷ đồng"."""
    spread = passage.period is not None and passage.period.spread
    before = [d for d in passage.recent[-4:-1] if d.sentence == draft.sentence and d.aggregate == "sum"]
    money = draft.indicator.startswith(("thu ", "chi ", "tổng thu", "tổng chi", "doanh thu"))
    return spread and money and any(_alike(d.unit, draft.unit) for d in before) and flow(draft, spread=True)


def _beside_a_sum(passage: Passage, draft: Draft, frame: Frame) -> bool:
    """Joined to a sum before it: by a verb that both share, in a bracket, or as those whom it served."""
    if len(passage.recent) < 2:
        return False
    before, noun, some = passage.recent[-2], bool(frame.quantity.noun), bool(frame.quantity.value)
    # "kết nạp 12 đảng viên, không có chi bộ yếu kém": what is none is no sum
    listed = frame.join in (",", "và") and bool(passage.verb)
    served = frame.join in ("với", "none")  # "mở 11 lớp bồi dưỡng cho 742 lượt cán bộ"
    within = frame.join == "(" and noun and before.unit == draft.unit  # "thu hút 23 dự án (có 4 dự án FDI)"
    beside = within or ((listed or served) and not frame.head and noun and some)
    return beside and before.aggregate == "sum" and before.sentence == draft.sentence


def _alike(one: str | None, other: str | None) -> bool:
    """ "4,6 nghìn tỷ đồng, trong đó … 1.286 tỷ đồng"."""
    return one == other or ((one or "").endswith(" đồng") and (other or "").endswith(" đồng"))


_MONEY_FLOWS: Final = (
    "giá trị",
    "doanh thu",
    "kim ngạch",
    "thu ",
    "chi ",
    "tổng thu",
    "tổng chi",
    "tổng mức bán lẻ",
    "tổng doanh thu",
    "tạo ra giá trị",
    "tổng giá trị",
)


def _in_term(frame: Frame) -> bool:
    """ "100% tổ chức đảng được kiểm tra trong nhiệm kỳ": once in the term, not each year."""
    return " ".join(t.text for t in frame.tail).endswith(("trong nhiệm kỳ", "cả nhiệm kỳ", "cuối nhiệm kỳ"))


def _keeps(frame: Frame) -> bool:
    """ "100% trường học giữ vững chuẩn quốc gia"."""
    texts = [token.text for token in frame.tail]
    if "chưa" in texts or ("giữ" not in texts and "duy" not in texts):
        return False
    return any(pair in (("giữ", "vững"), ("duy", "trì")) for pair in itertools.pairwise(texts))


# Events that a promise "đến năm 2025" counts over the whole term.
_GATHERED: Final = ("kết nạp", "phát triển đảng viên", "phát triển mới", "thành lập")


def counts(draft: Draft) -> bool:
    """A flow of things counted, not of money: "kết nạp đảng viên", "thành lập hợp tác xã"."""
    return flow(draft) and not (draft.unit or "").endswith("đồng")


def flow(draft: Draft, *, spread: bool = False) -> bool:
    """Does the indicator count what happens, rather than what there is?"""
    name = draft.indicator
    if name.startswith("thu nhập"):
        return False
    if name.startswith(("chi bộ ", "chi hội ", "chi đoàn ")):
        name = name.split(" ", 2)[2].removeprefix("đã ")  # who acts; "chi" is no spending here
    if name.startswith(_MONEY_FLOWS) and draft.unit and draft.unit.endswith("đồng") and "bình quân" not in name:
        return spread
    if draft.unit and draft.unit.startswith("%"):
        return False
    if name.startswith("tổng sản lượng") and spread:
        return True
    if opens(name, "heads", "flow") or name.startswith(_events()):
        return True
    return any(
        f" {verb} " in f" {name} "
        for verb in ("đóng góp", "hiến", "kết nạp", "được kết nạp", "thành lập mới", "huy động", "được tặng")
    )


@cache
def _events() -> tuple[str, ...]:
    return tuple(f"{verb} " for verb in words("heads", "event") if verb not in ("có thêm", "công nhận", "xảy ra"))
