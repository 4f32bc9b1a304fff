"""Step 8a: a head being cleaned, and its end: what trails behind a name, and growth that its words tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from .bases import Base
from .lexicon import table, words
from .tokens import Token

MARKS: Final = frozenset({
    "-", "+", "*", "•", "“", "”", "\"", "'", ".", "…", ",", "(", ")", "!", "?", "]", "[", "/", "&", "→", "●",
    "▪", "o", "#", ">",
})  # fmt: skip


@dataclass(slots=True)
class Head:
    """A cleaned head: the tokens that name, what was said about time, and a direction ("giảm tỷ lệ …")."""

    name: list[Token]
    flags: set[str] = field(default_factory=set)
    times: list[Token] = field(default_factory=list)
    direction: str | None = None
    growth: bool = False
    before_colon: list[Token] = field(default_factory=list)
    base: Base | None = None
    light: bool = False


def _whole_bracket(run: list[Token]) -> bool:
    """Does a name end with a bracket or with quotes that it also opens: "(CPI)", "quỹ “Vì người nghèo”"?"""
    opening = {")": "(", "”": "“", '"': '"'}.get(run[-1].text)
    return opening is not None and any(t.text == opening for t in run[:-1])


def trail(head: Head) -> None:
    run = head.name
    if run and run[-1].text == "hiện" and len(run) > 1 and run[-2].text in ("phát", "thực", "thể", "xuất"):
        return
    closing = words("time", "closing")
    while (
        run
        and not _whole_bracket(run)
        and (run[-1].text in closing or run[-1].text in MARKS or run[-1].text in (",", ":"))
    ):
        if len(run) > 1 and (run[-2].text, run[-1].text) in _WHOLE:
            break
        last = run.pop()
        if last.text in ("giảm", "tăng") and head.direction is None:
            head.direction = "down" if last.text == "giảm" else "up"
    for at in range(1, len(run) - 2):
        if (
            run[at].text in ("bình", "trung")
            and (run[at].text, run[at + 1].text) in MEANS
            and run[at + 2].text
            in (
                "của",
                "toàn",
                "mỗi",
                "một",
            )
            and not _population(run[: at + 2])
            and run[at - 1].text not in _OWN_MEAN
        ):
            head.flags.add("average")
    if len(run) > 4 and (run[-4].text, run[-3].text) in MEANS and (run[-2].text, run[-1].text) in _EVERYWHERE:
        del run[-2:]  # "năng suất bình quân toàn tỉnh"
    if len(run) > 2 and run[-1].text == "bq":
        head.flags.add("average")
        run.pop()
    means = len(run) > 2 and (run[-2].text, run[-1].text) in MEANS
    if means and run[-3].text not in _OWN_MEAN and not _population(run):
        head.flags.add("average")
        del run[-2:]


MEANS: Final = frozenset({("bình", "quân"), ("trung", "bình")})
_EVERYWHERE: Final = frozenset(
    {("toàn", place) for place in ("tỉnh", "huyện", "xã", "phường", "quốc")} | {("cả", "nước")}
)
_OWN_MEAN: Final = frozenset({"nhập", "grdp", "gdp", "lương", "thọ"})


def _population(run: list[Token]) -> bool:
    """ "Dân số trung bình" is a name, no mean over years."""
    return [t.text for t in run[-4:-2]] == ["dân", "số"]


_LEXICAL: Final = (
    "tốc độ tăng trưởng",
    "tỷ lệ tăng dân số",
    "tỷ lệ tăng tự nhiên",
    "tốc độ tăng dân số",
    "tỷ suất tăng",
    "tăng trưởng kinh tế",
    "tăng trưởng grdp",
    "tốc độ phát triển",
    "tỷ lệ tăng trưởng",
)


# Words of two syllables whose second one closes a name elsewhere.
_WHOLE: Final = frozenset(
    {
        ("trở", "lên"),
        ("trở", "xuống"),
        ("mặt", "bằng"),
        ("đồng", "bằng"),
        ("cân", "bằng"),
        ("cuối", "cùng"),
        ("dự", "bị"),
        ("thiết", "bị"),
        ("trang", "bị"),
        ("triệt", "để"),
        ("lượng", "thực hiện"),
    }
)


_TWO: Final = 2


def growth_name(head: Head) -> None:
    """ "Tốc độ tăng X" is growth of X, save lexical names such as "tốc độ tăng trưởng kinh tế"."""
    texts = " ".join(t.text for t in head.name[:5])
    if texts in ("tăng trưởng", "mức tăng trưởng", "kinh tế tăng trưởng"):
        head.growth = True
    if texts.startswith(_LEXICAL):
        head.growth = True
        return
    if [t.text for t in head.name[-5:]] == ["đạt", "tốc", "độ", "tăng", "trưởng"]:
        head.growth, head.name = True, head.name[:-5]  # "giá trị sản xuất đạt tốc độ tăng trưởng bình quân 3,8%"
        return
    if texts.startswith("tăng trưởng ") and len(head.name) > _TWO:
        head.growth, head.name = True, head.name[2:]  # "phấn đấu tăng trưởng dư nợ từ 10% trở lên"
        return
    if texts.startswith("nhịp độ tăng trưởng"):
        head.growth = True
        return
    if texts.startswith("nhịp độ tăng"):
        head.growth, head.name = True, head.name[3:]
    if texts.startswith(("tốc độ tăng bình quân", "tốc độ gia tăng")):
        head.growth, head.name = True, head.name[5 if "bình" in texts else 4 :]
    elif texts.startswith("tốc độ tăng"):
        head.growth, head.name = True, head.name[3:]
    elif texts.startswith("tốc độ ") and not texts.startswith("tốc độ đô thị"):
        head.growth, head.name = True, head.name[2:]
    elif texts.startswith("mức giảm tỷ lệ"):
        head.direction, head.name = "down", head.name[2:]
    elif texts.startswith(("tỷ lệ tăng", "mức tăng", "tỷ lệ giảm", "tốc độ giảm")):
        head.growth = True


def plan_word(name: list[Token]) -> tuple[list[Token], bool]:
    """A leading "dự toán", "kế hoạch" is the role, no part of the name."""
    if not name or name[0].text not in ("dự", "kế", "chỉ"):
        return name, False
    texts = [t.text for t in name]
    for word in table("heads", "plan"):
        parts = word.split(" ")
        if parts[-1] == "vốn" and texts[len(parts) : len(parts) + 1] == ["đầu"]:
            continue  # "kế hoạch vốn đầu tư công"
        if texts[: len(parts)] == parts and len(texts) > len(parts):
            return name[len(parts) :], True
    return name, False


CAUSES: Final = frozenset({"do", "bởi", "vì", "nhờ"})


def caused(head: Head) -> None:
    """ "Do mưa lớn kéo dài làm [ngập úng cục bộ] khoảng 44 nghìn ha lúa": what the cause did names the figure."""
    begin = next((i for i, t in enumerate(head.name) if t.kind != "t" and t.text != ","), 0)
    run = head.name[begin:]
    if not run or run[0].text not in CAUSES:
        return
    shown = next((i for i, t in enumerate(run) if t.text in ("nay", "đây")), None)
    if run[0].text == "nhờ" and shown == len(run) - 1:
        head.name = []  # "nhờ phong trào thi đua đến nay 98% hộ có …"
        return
    did = next((i for i in range(len(run) - 2, 1, -1) if run[i].text in ("làm", "khiến", "gây")), None)
    if did is not None and run[did + 1].text not in ("việc", "ra"):
        head.times.extend(t for t in head.name[: begin + did] if t.kind == "t")
        head.name = run[did + 1 :]


def unvoted(run: list[Token]) -> list[Token]:
    """Without "của huyện được HĐND thông qua": whose it is, and who passed it, is no part of its name."""
    at = next((i for i, t in enumerate(run) if t.text == "được" and i > 1), len(run))
    rest = [t.text for t in run[at + 1 :]]
    if rest[:1] != ["hđnd"] or not {"thông", "phê", "giao"} & set(rest):
        return run
    return run[: at - 2] if run[at - 2].text == "của" and run[at - 1].text in _GIVERS else run[:at]


def ungiven(run: list[Token]) -> list[Token]:
    """Without "tỉnh giao", "giao cho xã" at the end: who allotted a figure, and to whom, is no part of its name."""
    if len(run) > 4 and [t.text for t in run[-3:-1]] == ["giao", "cho"]:
        return run[:-3]
    if run and run[-1].text == "giao":
        begin = len(run) - 1
        while begin > 0 and run[begin - 1].text in _GIVERS:
            begin -= 1
        if begin and (run[begin - 1].text, run[begin].text) == ("hành", "chính"):
            begin += 1  # "biên chế hành chính được giao"
        return run[:begin] if begin < len(run) - 1 else run
    return run


_GIVERS: Final = frozenset({
    "tỉnh", "huyện", "hđnd", "ubnd", "trung", "ương", "cấp", "trên", "thành", "phố", "thị", "xã", "được", "bộ",
    "chính", "phủ", "thủ", "tướng",
})  # fmt: skip


def up_to_now(head: Head) -> None:
    """ "ra đời năm 2017, nay [đã thu hút 36 hội viên]": what was before names nothing, and its year is past."""
    at = next((i for i in range(len(head.name) - 1, 0, -1) if head.name[i].text == "nay"), 0)
    if at and head.name[at - 1].text == "," and any(t.kind == "t" for t in head.name[:at]):
        head.name = head.name[at + 1 :]
