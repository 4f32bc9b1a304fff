"""Step 5: the words directly before and after a quantity: comparator, predicate, hedges, mean, yearly, estimate."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from . import bases
from .bases import Base
from .tokens import Token, backward, forward

COMPARATORS: Final = frozenset({"ge", "gt", "lt", "le", "about"})
LEVELS: Final = frozenset({"reach", "level", "left", "raised", "exist", "share", "rank"})
CHANGES: Final = frozenset({
    "up", "down", "exceed", "ratio", "times", "early", "late", "contribute",
})  # fmt: skip


# A word of two syllables whose second looks like a cue: "chứng chỉ", "trở lên".
_NAMES: Final = frozenset(
    {
        ("chứng", "chỉ"),
        ("bước", "tiến"),
        ("tổng", "số"),
        ("tín", "chỉ"),
        ("yếu", "kém"),
        ("phát", "cơ"),
        ("địa", "chỉ"),
        ("trở", "lên"),
        ("bốc", "xếp"),
        ("định", "mức"),
        ("hạn", "mức"),
        ("tổng", "mức"),
        ("vốn", "có"),
        ("sao", "cho"),
        ("cây", "hằng năm"),
        ("cây", "hằng"),
        ("nhập", "bình"),
        ("grdp", "bình"),
        ("gdp", "bình"),
        ("lương", "bình"),
        ("độ", "tăng"),
        ("tự", "đứng"),
        ("lập", "mới"),
        ("trồng", "mới"),
        ("lắp", "mới"),
        ("làm", "mới"),
        ("xây", "mới"),
        ("triển", "mới"),
        ("tuyển", "mới"),
        ("cấp", "mới"),
        ("mở", "mới"),
        ("đóng", "mới"),
        ("nạp", "mới"),
        ("dựng", "mới"),
        ("dựng", "cơ"),
        ("đổi", "mới"),
        ("thu", "giữ"),
        ("bắt", "giữ"),
        ("tạm", "giữ"),
        ("phát", "hiện"),
        ("thể", "hiện"),
        ("xuất", "hiện"),
        ("số", "trung"),
        ("thọ", "trung"),
        ("cấp", "trên"),
        ("ở", "trên"),
        ("nắm", "giữ"),
        ("lưu", "giữ"),
        ("phí", "thực"),
        ("lượng", "thực"),
        ("vốn", "thực"),
        ("tư", "thực"),
        ("cơ", "bản"),
        ("chuẩn", "mới"),
        ("đến", "nay"),
        ("tới", "nay"),
        ("hiện", "nay"),
        ("cuối", "cùng"),
        ("thôn", "mới"),
        ("mặt", "bằng"),
        ("đồng", "bằng"),
        ("công", "bằng"),
        ("cân", "bằng"),
    }
)


_AIMS: Final = frozenset({"chỉ tiêu", "mục tiêu", "tiêu chí", "nhiệm vụ"})
_TIMES: Final = frozenset({"năm", "tháng", "ngày", "quý", "tuần", "giờ", ""})


@dataclass(slots=True)
class Left:
    """What stands before the number, read from it to the left; `head` is the index where the head ends."""

    head: int
    comparator: str | None = None
    predicate: str | None = None
    base: Base | None = None
    flags: set[str] = field(default_factory=set)
    times: list[Token] = field(default_factory=list)


@dataclass(slots=True)
class Right:
    """What stands after the unit; `stop` is the index after everything that was read."""

    stop: int
    comparator: str | None = None
    bases: list[Base] = field(default_factory=list)
    surpass: Base | None = None
    flags: set[str] = field(default_factory=set)
    times: list[Token] = field(default_factory=list)


def before(run: list[Token], floor: int, at: int, unit: str) -> Left:
    """Reads leftwards from the quantity at index `at`, not beyond `floor`."""
    left = Left(at)
    while left.head > floor:
        here = left.head
        token = run[here - 1]
        if token.kind == "t" and not _based(run, here, floor):
            left.times.append(token)
            left.head = here - 1
            continue
        if (
            left.base is None
            and (left.predicate is None or left.predicate in CHANGES or _amounts(run, left, here))
            and (base := bases.before(run, here, floor))
        ):
            if here - base.begin <= 0:
                break
            left.base = base
            left.head = base.begin
            continue
        known = backward(run, here, floor, "cues", "before")
        begin = known[1] if known else here
        if known and begin > floor and (run[begin - 1].text, run[begin].text) in _NAMES:
            known = backward(run, here, begin + 1, "cues", "before")
            begin = known[1] if known else here
        if (
            known
            and known[0] == "up"
            and begin == floor
            and here - begin == 2
            and run[begin + 1].text == "trưởng"
            and left.predicate
        ):
            break
        if known and known[0] == "up" and begin > floor and run[begin - 1].text == "vào":
            break  # "đóng góp của năng suất vào tăng trưởng trên 45%": what it is a share of
        added = bool(known) and begin > floor and run[here - 1].text == "thêm" and left.predicate not in CHANGES
        if added and run[begin - 1].text in ("ký", "và", "vốn"):
            break  # "tổng vốn đăng ký tăng thêm 0,6 tỷ USD": what was added, a name
        if known is None or (known[0] == "contribute" and not _contributes(run, at, unit)):
            break
        if known[0] in ("early", "late") and unit not in _TIMES:
            break
        aims = unit in _AIMS or (unit == "%" and "tiêu" in [t.text for t in run[at + 1 : at + 4]])
        if aims and known[0] == "ge" and run[here - 1].text == "vượt":
            break
        plain = known[0] == "gt" and run[here - 1].text == "hơn" and left.base is not None and left.base.begin == here
        if not _take(left, "up" if plain and left.predicate is None else known[0]):
            break
        left.head = begin
    return left


def _amounts(run: list[Token], left: Left, here: int) -> bool:
    """ "cao hơn cùng kỳ năm 2023 [là] 8,4 điểm phần trăm": by how much stands behind the base."""
    if left.predicate != "level" or here >= len(run) or run[here].text != "là":
        return False
    return "hơn" in {t.text for t in run[max(0, here - 8) : here]}


def _contributes(run: list[Token], at: int, unit: str) -> bool:
    """ "đóng góp 2,1 điểm phần trăm", "đóng góp 8,8% vào mức tăng chung": a part of growth, not a donation."""
    following = run[at + 1].text if at + 1 < len(run) else "."
    listed = following in (";", ".") and at > 2 and run[at - 3].text == ","
    return unit.startswith("điểm") or (unit == "%" and (following in ("vào", "trong") or listed))


def _based(run: list[Token], here: int, floor: int) -> bool:
    """Is the mention of time before `here` the base of a comparison?"""
    first = here - 1
    if first <= floor:
        return False
    previous = run[first - 1].text
    return previous in ("với", "so", "kỳ", "hơn") and (
        previous != "với" or (first - 2 >= floor and run[first - 2].text == "so")
    )


def _take(left: Left, meaning: str) -> bool:
    """Adds one cue; False where the cue cannot stand here, so reading stops."""
    if meaning in COMPARATORS:
        left.comparator = left.comparator or meaning
    elif meaning == "from":
        if left.predicate == "exist":
            return False  # "từ đầu năm 2020 có 86 hộ"
        left.flags.add("from")
    elif meaning == "kept":
        left.flags |= {"keep", "kept"}
    elif meaning in LEVELS:
        return _level(left, meaning)
    elif meaning in CHANGES:
        return _change(left, meaning)
    else:
        left.flags.add(meaning)
    return True


def _level(left: Left, meaning: str) -> bool:
    if left.predicate is None:
        left.predicate = meaning
    elif left.predicate in CHANGES:
        return False
    return True


def _change(left: Left, meaning: str) -> bool:
    if left.predicate in (None, "reach", "level", "exist"):
        if left.predicate in ("reach", "level") and meaning in ("ratio", "exceed", "early", "late", "times"):
            return False
        left.predicate = meaning
        return True
    return False


def after(run: list[Token], at: int, limit: int, predicate: str | None, unit: str, *, bracket: bool) -> Right:
    """Reads rightwards from index `at` up to `limit` (the next quantity or the end)."""
    right = Right(at)
    percent = unit.startswith("%")
    bare = predicate in CHANGES or (percent and predicate in ("reach", None, "level", "raised"))
    while right.stop < limit:
        here = right.stop
        token = run[here]
        known = forward(run, here, limit, "cues", "after", 4)
        if (
            bracket
            and token.text == ")"
            and not right.bases
            and (base := bases.after(run, here + 1, limit, bare=False))
        ):
            right.bases.append(base)
            right.stop = base.stop
        elif token.kind == "t" and not right.bases and (unit == "lần" or (predicate == "ratio" and percent)):
            right.bases.append(Base("year", token.ref.period, stop=here + 1, begin=here, specific=token.text))
            right.stop = here + 1
        elif unit == "lần" and not right.bases and (base := bases.after(run, here, limit, bare=True)):
            right.bases.append(base)
            right.stop = base.stop
        elif known and not (
            known[0] == "light" and known[1] < limit and run[known[1]].kind == "w" and run[known[1]].text != "trở"
        ):
            _put(right, known[0])
            right.stop = known[1]
        elif token.kind == "t" or (
            token.text in ("vào", "trong", "của", "thời", "ở") and here + 1 < limit and run[here + 1].kind == "t"
        ):
            right.times.append(token if token.kind == "t" else run[here + 1])
            right.stop = here + (1 if token.kind == "t" else 2)
        elif percent and token.text == "/" and (base := bases.after(run, here + 1, limit - 1, bare=True)):
            right.bases.append(base)  # "đạt 83,2%/dự toán"
            right.stop = base.stop
        elif base := bases.after(run, here, limit, bare=bare and not right.bases):
            right.bases.append(base)
            right.stop = base.stop
        elif (
            (here > at and unit not in _AIMS) or token.text == "," or (token.text == "vượt" and unit not in _AIMS)
        ) and (told := surpass(run, here, limit)):
            right.surpass = told
            right.stop = told.stop
        elif token.text == "(" and (told := _surpass_in_bracket(run, here + 1, limit)):
            right.surpass, right.stop = told, told.stop + 1
        else:
            break
    return right


def _put(right: Right, meaning: str) -> None:
    if meaning in COMPARATORS:
        right.comparator = meaning
    else:
        right.flags.add(meaning)


def _unmeasured(run: list[Token], at: int, limit: int) -> Base | None:
    """ ", thấp hơn so với cùng kỳ năm 2021": more or less than the base, by how much is not told."""
    here = at + 1
    while here < limit and run[here].text in ("hơn", "nhẹ", "mạnh", "khá", "nhiều", "cao", "sâu"):
        here += 1
    base = bases.after(run, here, limit, bare=run[here - 1].text == "hơn")
    ends = base is not None and (base.stop >= len(run) or run[base.stop].text in (",", ";", ".", "…", "("))
    return base if base is not None and ends and base.of != "baseline" else None


def _surpass_in_bracket(run: list[Token], at: int, limit: int) -> Base | None:
    """ "26,8 tỷ đồng (vượt dự toán)"."""
    told = surpass(run, at, limit) if at < limit and run[at].text == "vượt" else None
    return told if told and told.stop < limit and run[told.stop].text == ")" else None


def surpass(run: list[Token], at: int, limit: int) -> Base | None:
    """A comparison without number: ", vượt chỉ tiêu Nghị quyết", "và vượt kế hoạch"."""
    here = at
    while here < limit and run[here].text in (",", "và", "đều", "đã"):
        here += 1
    if (
        here > at
        and here < limit
        and run[here].text == "bằng"
        and (base := bases.after(run, here + 1, limit, bare=True))
    ):
        return base if base.of == "previous_year" and (base.stop >= limit or run[base.stop].kind == "p") else None
    if here > at and here < limit and run[here].text in ("tăng", "giảm", "cao", "thấp"):
        return _unmeasured(run, here, limit)
    if here < limit and run[here].text in ("đạt", "vượt", "hoàn") and here + 1 < limit:
        begin = here
        while here < limit and run[here].text in ("đạt", "và", "vượt", ",", "hoàn", "thành", "cao", "xa", "so", "với"):
            here += 1
        base = bases.after(run, here, limit, bare=True)
        if (
            base
            and base.of in ("resolution", "plan")
            and not (base.stop < limit and run[base.stop].kind == "q")
            and base.stop != limit
        ):
            base.begin = begin
            return base
        if base and base.of in ("resolution", "plan") and limit == len(run):
            return base
    return None
