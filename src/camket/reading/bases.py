"""Step 6: what a figure is compared with: "so với cùng kỳ năm 2021", "kế hoạch tỉnh giao", "năm trước"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .lexicon import words
from .periods import Period
from .tokens import Token, backward, forward

_INTRO: Final = frozenset({"so", "với", "hơn", "sv"})
_FILL: Final = frozenset({
    "mức", "số", "con", "thực", "hiện", "của", "cả", "bình", "quân", "các", "chung", "kết", "quả", "vào",
    "tổng", "giá", "trị", "doanh", "thu", "cùng", "kỳ", "thời", "điểm", "cuối", "đầu", "những", "ước",
})  # fmt: skip
_FARTHEST: Final = 12
NEAR: Final = frozenset({"tháng trước", "quý trước", "tuần trước"})
_MARKS: Final = (
    ("nghị quyết", "resolution"),
    ("kế hoạch", "plan"),
    ("dự toán", "plan"),
    ("chỉ tiêu", "plan"),
    ("năm trước", "previous_year"),
    ("năm ngoái", "previous_year"),
    ("cùng kỳ", "previous_year"),
)
_GIVEN: Final = frozenset({
    "giao", "tỉnh", "huyện", "hđnd", "trung", "ương", "cấp", "trên", "đề", "ra", "được", "thành", "phố", "thị",
    "xã", "năm", "đại", "hội", "bộ",
})  # fmt: skip
_STOP: Final = frozenset({
    "và", "tăng", "giảm", "đạt", "vượt", "bằng", "là", "nhưng", "còn", "ước", "chiếm", "gấp", "cao", "thấp",
    "trong", "nâng", "có", "thì", "với", "-", "do", "nhờ", "vì", "nên",
})  # fmt: skip


@dataclass(slots=True)
class Base:
    """`of` as in the labelled set or "year" (a named year decides later); `period` where years are named."""

    of: str
    period: Period | None = None
    stop: int = 0
    begin: int = 0
    specific: str = ""
    words: str = ""


def after(run: list[Token], at: int, limit: int, *, bare: bool) -> Base | None:
    """A base that begins at `at`. Without "so với" it is one only where `bare` (after bằng, đạt, vượt, gấp …)."""
    here = at
    introduced = False
    if at + 1 < limit and run[at].text == "so" and run[at + 1].text == "sánh":
        return None  # "theo giá so sánh"
    while here < limit and run[here].text in _INTRO:
        introduced = introduced or run[here].text in ("so", "hơn", "sv")
        here += 1
    if not introduced and not bare:
        return None
    if here > at and not introduced and not bare:
        return None
    found = _base(run, here, limit, introduced)
    if found is None:
        return None
    found.begin = at
    found.stop = _absorb(run, found.stop, limit)
    found.words = _told(run, here, found.stop)
    return found


def _told(run: list[Token], begin: int, stop: int) -> str:
    return " ".join([t.text for t in run[begin:stop] if t.kind != "p"])


def _base(run: list[Token], here: int, limit: int, introduced: bool) -> Base | None:
    skipped = here
    while skipped < limit:
        known = forward(run, skipped, limit, "bases", "base")
        if known:
            return _dated(run, known[0], skipped, known[1], limit)
        token = run[skipped]
        if token.kind == "t":
            return (
                Base("year", token.ref.period, stop=skipped + 1, specific=token.text)
                if introduced or {t.text for t in run[here:skipped]} <= {"ước", "thực", "hiện"}
                else None
            )
        if token.text not in _FILL:
            break
        skipped += 1
    return _unknown(run, here, limit) if introduced or _season(run, here, limit) else None


def _season(run: list[Token], here: int, limit: int) -> bool:
    """ "bằng 98,9% vụ đông xuân năm trước": a season of crops."""
    return here + 1 < limit and run[here].text == "vụ" and run[here + 1].text in ("đông", "hè", "thu", "mùa", "xuân")


def _since(run: list[Token], here: int, limit: int) -> Base | None:
    """ "so với khi đạt chuẩn năm 2017": the year belongs to the base."""
    told = [i for i in range(here, min(limit, here + 7)) if run[i].kind == "t"]
    if not told or run[here].text not in ("khi", "lúc"):
        return None
    return Base("baseline", run[told[0]].ref.period, stop=told[0] + 1, specific="khi")


def _unknown(run: list[Token], here: int, limit: int) -> Base | None:
    """ "so với vụ đông năm trước", "so với tiến độ dự toán": a base that no entry names as a whole."""
    if (since := _since(run, here, limit)) is not None:
        return since
    stop = here
    while stop < limit and run[stop].kind in ("w", "t", "o") and run[stop].text not in _STOP and stop - here < 9:
        if run[stop].text[:1] == "[":
            break  # a footnote's mark
        stop += 1
    text = " ".join(t.text for t in run[here:stop])
    period = next((t.ref.period for t in run[here:stop] if t.kind == "t"), None)
    if stop == here or text.startswith(("dân số", "tổng số", "tổng dân số", "số ", "tổng diện tích", "kim ngạch")):
        return None  # "so với dân số 42%": a share, no comparison
    if text.startswith("vụ ") and text.endswith(" trước"):
        return Base("previous_year", period, stop=stop, specific=text)  # "so với vụ đông trước"
    if text.endswith(" giao"):
        return Base("plan", period, stop=stop, specific=text)
    for mark, of in _MARKS:
        if mark in text:
            return Base(of, period, stop=stop, specific=text)
    return Base("year" if period else "baseline", period, stop=stop, specific=text)


def _dated(run: list[Token], of: str, begin: int, stop: int, limit: int) -> Base:
    specific = " ".join(t.text for t in run[begin:stop])
    if stop < limit and run[stop].kind == "t":
        period = run[stop].ref.period
        if of == "baseline" and specific in ("thời điểm", "mức", "bình quân", "cuối năm", "đầu năm"):
            return Base("year", period, stop=stop + 1, specific=specific)
        return Base(of, period, stop=stop + 1, specific=specific)
    words_after = {t.text for t in run[stop : min(limit, stop + 7)] if t.kind == "w"}
    if of == "plan" and specific in ("chỉ tiêu", "mục tiêu", "kế hoạch"):
        tail = " ".join(t.text for t in run[stop : min(limit, stop + 6)])
        if (
            ("nghị quyết" in tail and "hđnd" not in tail and "hội đồng nhân dân" not in tail)
            or "đại hội" in tail
            or "nhiệm kỳ" in tail
        ):
            of = "resolution"
    elif of == "resolution" and words_after & {"hđnd"}:
        of = "plan"
    return Base(of, None, stop=stop, specific=specific)


def _absorb(run: list[Token], at: int, limit: int) -> int:
    """The words that only tell more about the base ("tỉnh giao", "đề ra")."""
    while at < limit and run[at].kind in ("w", "t", "o") and run[at].text not in _STOP:
        if (
            run[at].kind == "w"
            and run[at].text in words("cues", "before")
            and at + 1 < limit
            and run[at + 1].kind == "q"
        ):
            break
        at += 1
    return at


def before(run: list[Token], at: int, floor: int) -> Base | None:
    """A base that ends before `at`: "so với cùng kỳ [giảm]", "vượt kế hoạch [20%]"."""
    here = at
    period: Period | None = None
    if here > floor and run[here - 1].text == ",":
        here -= 1
    text = ""
    if here > floor and run[here - 1].kind == "t":
        period = run[here - 1].ref.period
        text = run[here - 1].text
        here -= 1
    known = backward(run, here, floor, "bases", "base")
    given = here
    while known is None and given > floor + 1 and here - given < 5 and run[given - 1].text in _GIVEN:
        given -= 1
        known = backward(run, given, floor, "bases", "base")
    begin = known[1] if known else here
    while begin > max(floor, here - _FARTHEST) and run[begin - 1].text in _FILL:
        begin -= 1
    introduced = begin - 1 >= floor and run[begin - 1].text in ("với", "so", "hơn", "kém", "sv")
    if not known and not (introduced and period):
        return None
    while begin > floor and run[begin - 1].text in ("so", "với"):
        begin -= 1
    of = known[0] if known else "year"
    if not introduced and of == "baseline" and " ".join(t.text for t in run[begin:at]) not in NEAR:
        return None
    if not introduced and not (
        begin > floor and run[begin - 1].text in ("vượt", "tăng", "giảm", "hơn", "bằng", "gấp", "đạt")
    ):
        return None
    told = begin
    while told < at and run[told].text in ("so", "với"):
        told += 1
    told_words = _told(run, told, at)
    return Base(of, period, stop=at, begin=begin, specific=text or told_words, words=told_words)


_MARKS_OF_TIME: Final = ("cuối ", "đầu ", "hết ", "đến ", "giai đoạn", "nhiệm kỳ")
_CUMULATIVE: Final = {"M03": "Q1", "M06": "H1", "M09": "9M"}


def year_named(base: Base, period: Period | None, *, yearly: bool) -> str:
    """Is the year that a base names the one before the figure's own, or another one? Where the figure has none of its
    own, a report that comes each year (`yearly`) speaks of the year before."""
    told = base.period
    if told is None or told.end is None or any(w in base.specific.replace("tháng đầu năm", "") for w in _MARKS_OF_TIME):
        return "baseline"
    if told.part and period and period.part and not _as_long(told.part, period.part):
        return "baseline"
    if period is None or period.end is None:
        return "previous_year" if yearly else "baseline"
    return "previous_year" if int(told.end) == int(period.end) - 1 else "baseline"


def preceding(base: Base, period: Period | None) -> bool:
    """Is it the month or quarter right before: "tháng trước", or "tháng 8/2021" for a figure of September 2021?"""
    if base.specific in NEAR:
        return True
    told = base.period
    if told is not None and told.end is None and told.part and told.part[0] in "MQ" and "năm" not in base.words.split():
        return True  # "so với tháng 7", of the same year
    if told is None or period is None or not (told.part and period.part and told.end and period.end):
        return False
    kind, length = period.part[:1], {"M": 12, "Q": 4}.get(period.part[:1])
    if length is None or told.part[:1] != kind:
        return False
    return int(period.end) * length + int(period.part[1:]) - int(told.end) * length - int(told.part[1:]) == 1


def _as_long(one: str, other: str) -> bool:
    """ "hết tháng 6/2019 … so với 6 tháng đầu năm 2018"."""
    return _CUMULATIVE.get(one, one) == _CUMULATIVE.get(other, other)
