"""The name of a table's row as an indicator: what its words say of aggregate and direction falls away from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .lexicon import table

_LEXICAL: Final = re.compile(r"tốc độ tăng trưởng|tăng trưởng|tỷ lệ tăng|tỷ suất|chỉ số")
_RATE: Final = re.compile(r"^tốc độ (?:tăng|phát triển) (?:bình quân )?")
_GROWS: Final = re.compile(r"\s+(?:tăng|giảm)(?: trưởng)?(?: bình quân)?(?: hằng năm)?$")
_KEEPS: Final = re.compile(r"^(?:duy trì|giữ vững|ổn định)\s+")
_YEARLY: Final = re.compile(r"^(?:hằng năm|mỗi năm),?\s+|\s+(?<!cây )(?<!cây công nghiệp )(?:hằng năm|mỗi năm)$")
_MEAN: Final = re.compile(r"\s+bình quân(?: hằng năm| mỗi năm)?$|^bình quân (?:hằng năm|mỗi năm)\s+")
_PER_HEAD: Final = re.compile(r"bình quân (?:đầu người|\d|trên)")
_EVENT: Final = re.compile(
    r"^(?:số )?(?:.{0,20}\s)?(?:kết nạp|thành lập|trồng|giải quyết việc làm|huy động|cứng hóa|xây dựng|đào tạo|xóa"
    r"|sửa chữa|phát triển|xuất khẩu lao động|tuyển)"
)
_MEASURES: Final = re.compile(r"%|‰|đồng|USD|ha|km|m[²³]?$|tấn|tạ|kg|kWh|lít")


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator as a row names it, with what the wording says of its values."""

    name: str
    unit: str
    aggregate: str | None
    falls: bool
    event: bool
    counted: bool


def name_of(written: str, unit: str, heads: Sequence[str]) -> Named:
    """`written` is the row's name in lower case; `heads` are those of the columns of values."""
    name, aggregate, falls = " ".join(written.split()).rstrip(":;,."), None, False
    percent = unit.startswith(("%", "‰"))
    if percent and _LEXICAL.search(name):
        name, aggregate = _MEAN.sub("", name), "growth"
    elif percent and (rate := _RATE.match(name)):
        name, aggregate = name[rate.end() :].removesuffix(" bình quân"), "growth"
    elif percent and (grows := _GROWS.search(name)):
        falls = "giảm" in grows.group()
        name, aggregate = name[: grows.start()], "growth"
    elif keeps := _KEEPS.match(name):
        name, aggregate = name[keeps.end() :], "keep"
    elif unit.endswith("/năm") and unit.count("/") == 1 and not percent:
        aggregate = "every_year"
    if _YEARLY.search(name):
        name, aggregate = _YEARLY.sub(" ", name).strip(), aggregate or "every_year"
    if not aggregate and _MEAN.search(name) and not _PER_HEAD.search(name):
        name, aggregate = _MEAN.sub("", name), "average"
    shared = _shared_noun(heads)
    name, unit = (f"{shared} {name}", unit or shared.split()[1]) if shared and not unit else (name, unit)
    unit = table("nouns", "counted").get(unit, unit) or _counted_noun(name)
    counted = bool(unit) and not _MEASURES.search(unit)
    return Named(name, unit, aggregate, falls, bool(_EVENT.match(name)), counted)


def _shared_noun(heads: Sequence[str]) -> str:
    """Columns "Số xã đạt năm 2022 | Số xã đạt năm 2023" say what all rows count: "số xã đạt"."""
    found = {
        match.group(1)
        for head in heads
        if (match := re.match(r"(số [a-zà-ỹđ]+ [a-zà-ỹđ]+) (?:đến )?(?:năm )?20\d\d", head))
    }
    return found.pop() if len(found) == 1 else ""


def _counted_noun(name: str) -> str:
    """ "Kiểm tra tổ chức đảng" counts what it ends with; names of levels and rates count nothing."""
    known, words = table("nouns", "counted"), name.split()
    if not _EVENT.match(name) and not name.startswith(("kiểm tra", "giám sát", "số ", "thi hành")):
        return ""
    return next((known[noun] for at in range(1, len(words)) if (noun := " ".join(words[at:])) in known), "")
