"""Step 8b: what a list leaves out is put back with words of the same passage."""

from __future__ import annotations

import re
from typing import Final

from .lexicon import nouns, opens, table, words

_CONTRASTS: Final = (
    ("đô thị", "nông thôn"),
    ("thành thị", "nông thôn"),
    ("khu vực đô thị", "khu vực nông thôn"),
    ("mức độ 3", "mức độ 4"),
    ("nam", "nữ"),
    ("nhà trẻ", "mẫu giáo"),
    ("một phần", "toàn trình"),
    ("toàn trình", "một phần"),
)


_TIER: Final = re.compile(r"\bcấp (?:tỉnh|huyện|xã)\b")
_OPPOSED: Final[dict[str, list[tuple[str, str]]]] = {}
for one, other in _CONTRASTS:
    _OPPOSED.setdefault(one.removeprefix("khu vực "), []).append((one, other))
    _OPPOSED.setdefault(other.removeprefix("khu vực "), []).append((other, one))


def contrasted(name: str, previous: str) -> str | None:
    """ "nông thôn" after "tỷ lệ chất thải đô thị được thu gom": the same name with the other member of the pair."""
    for here, there in _OPPOSED.get(name.removeprefix("khu vực ").removeprefix("ở "), ()):
        if there in previous:
            return previous.replace(there, here)
    words_of = name.split()
    if (ours := _TIER.fullmatch(name)) and (theirs := _TIER.search(previous)) and ours[0] != theirs[0]:
        return previous.replace(theirs[0], ours[0])  # "hồ sơ cấp tỉnh được xử lý trên mạng 90%, cấp huyện 85%"
    if name in nouns("school") and (level := next((s for s in nouns("school") if previous.endswith(f" {s}")), None)):
        return f"{previous.removesuffix(level)}{name}"
    between = next((s for s in nouns("school") if f" {s} " in previous), None) if name in nouns("school") else None
    if between and previous.startswith("tỷ lệ trường "):
        return previous.replace(f" {between} ", f" {name} ", 1)  # "tỷ lệ trường mầm non đạt chuẩn 75%, tiểu học 85%"
    if len(words_of) > 2 and not opens(name, "heads", "head"):
        at = previous.find(f" {words_of[0]} {words_of[1]} {words_of[2]} ")
        if at > 0 and len(previous[:at].split()) > 2:
            return f"{previous[:at]} {name}"  # "tỷ lệ xã đạt nông thôn mới nâng cao: 40%, nông thôn mới kiểu mẫu: 20%"
    if words_of[0] in ("hội", "đoàn") and (at := max(previous.find(" qua hội "), previous.find(" qua đoàn "))) > 0:
        return f"{previous[:at]} qua {name}"  # "Dư nợ ủy thác qua Hội Phụ nữ 203,4 tỷ đồng; Hội Nông dân 171 tỷ đồng"
    for place in ("tại ", "ở ", "đối với "):
        if name.startswith(place) and f" {place}" in previous:
            return f"{previous[: previous.index(f' {place}')]} {name}"
    if name.startswith("vụ ") and len(name.split()) <= 4:
        if " vụ " in previous:
            return previous[: previous.index(" vụ ") + 1] + name
        if previous.startswith(("năng suất ", "sản lượng ", "diện tích ")):
            return f"{previous.removesuffix(' cả năm').removesuffix(' bình quân')} {name}"
    for grade in ("tuyến", "mũi", "cấp", "mức độ", "cấp độ", "hạng", "loại"):
        if name.startswith(grade + " ") and len(name.split()) <= 3 and f" {grade} " in previous:
            return previous[: previous.index(f" {grade} ") + 1] + name
        if name.startswith(grade + " ") and name.split()[-1].isdigit() and len(name) <= len(grade) + 3:
            return f"{previous} {name}"
    return None


def is_side(name: str) -> bool:
    """ "khu vực đô thị": one side of a place, and no name by itself."""
    return name in nouns("side")


def sided(name: str, previous: str) -> str | None:
    """ "thành thị" after "dân số trung bình": which of it, where nothing else is said."""
    return f"{previous} {name}" if name in nouns("side") and name not in previous else None


_SAID: Final = frozenset({"hoàn", "đạt", "được", "tham", "sử", "có", "không", "biết", "xếp", "chưa", "thuộc"})


def _said_of(words_of: list[str], counted: frozenset[str]) -> str:
    """What is said of the things counted: "hoàn thành tốt …" of "tổ chức đảng hoàn thành tốt …, đảng viên …"."""
    at = next((i for i in range(1, min(6, len(words_of))) if words_of[i] in _SAID), 0)
    return " ".join(words_of[at:]) if at and " ".join(words_of[:at]) in counted else ""


def carried(name: str, previous: str) -> str | None:
    """The head of a list's first member ("tỷ lệ", "giá trị sản xuất ngành") put before a later one."""
    counted = words("nouns", "counted")
    for head in sorted(table("heads", "carried"), key=len, reverse=True):
        if not previous.startswith(head + " "):
            continue
        if name in counted and (said := _said_of(previous[len(head) + 1 :].split(), counted)):
            return f"{head} {name} {said}"
        counts = head.rsplit(" ", 1)[-1] in counted and head != "số"
        if not (counts and {name.split(",")[0].split(" ")[0], " ".join(name.split(" ")[:2])} & counted):
            return f"{head} {name}"
    return None


def within(whole: str, name: str) -> str:
    """A part without a noun of its own takes its whole's: "có bằng cấp", "các xã …", "hoàn thành tốt …"."""
    if name.startswith("đạt ") and " đạt " in whole:
        return f"{whole[: whole.index(' đạt ')]} {name}"  # "tỷ lệ xã đạt chuẩn …, trong đó 15% đạt …"
    if name.startswith(("có ", "các ", "được ", "ở ", "thể ", "đạt ", "không ", "đã ")):
        return f"{whole} {name}".strip()
    if (name in words("heads", "event") and name not in words("heads", "head")) or name in (
        "nuôi trồng",
        "khai thác",
        "đánh bắt",
    ):
        return f"{whole} {name}".strip() if f" {name}" not in whole else carried(name, whole) or name
    if name.startswith(("hoàn thành", "xuất sắc", "xếp loại")):
        for mark in (" hoàn thành", " xếp loại", " được xếp"):
            if mark in whole:
                counted = whole.split(mark, 1)[0].removeprefix("tỷ lệ ")
                name = name.removesuffix(f" {counted}")  # "trong đó hoàn thành xuất sắc 09 chi bộ"
                rest = whole.split(mark, 1)[1]
                done = "" if "nhiệm vụ" in name or "nhiệm vụ" not in rest or name.endswith("loại") else " nhiệm vụ"
                return f"{whole.split(mark, 1)[0].removeprefix('tỷ lệ ')} {name}{done}"
    return name


def acted(name: str, previous: str) -> str:
    """ "hiến 7,2 ha đất" after "nhân dân đã góp …": the giver is carried over."""
    if name.startswith(("hiến", "góp", "đóng góp", "ủng hộ")):
        for actor in ("nhân dân", "người dân"):
            if previous.startswith(actor):
                return f"{actor} {name}"
    return name


def of_several(announced: str) -> str:
    """ "[Sản lượng] một số loại cây ăn quả tăng: …", "Một số tỉnh [năng suất lúa] giảm: …": what is told of each."""
    name = announced.removesuffix(" như")
    for all_of in (" giảm cả", " tăng cả", " giảm trên cả"):
        if all_of in name:
            return name.partition(all_of)[0]  # "Tai nạn giao thông giảm cả 3 tiêu chí: 31 vụ …"
    for verb in ("tăng", "giảm"):
        name = name.partition(f" {verb} so ")[0].removesuffix(f" {verb} nhiều").removesuffix(f" {verb} cao")
        name = name.removesuffix(f" {verb} mạnh").removesuffix(f" {verb}")
    head, several, which = name.partition("một số ")
    if several and head.strip() in table("heads", "carried"):
        return head.strip()
    if several and not head and which.startswith(("tỉnh ", "địa phương ", "huyện ", "xã ")):
        return which.removeprefix("địa phương ").removeprefix("tỉnh ").removeprefix("huyện ").removeprefix("xã ")
    return announced
