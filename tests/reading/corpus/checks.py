"""Checks of the corpus: the form of a label, and slips that a person makes who labels by hand."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .notation import AGGREGATES, BASES, COMPARATORS, ROLES, Label, Passage

GENRES = {
    "congress_news", "year_report", "resolution", "council", "party_work",
    "statistics", "sector_news", "new_rural", "misc",
}  # fmt: skip
UNITS = frozenset(Path(__file__).with_name("units.txt").read_text(encoding="utf-8").splitlines())
HEDGES = {
    "gt": r"(>|trên|hơn|vượt|quá|vượt mức|lớn hơn)",
    "lt": r"(<|dưới|chưa đến|chưa đầy|chưa tới|thấp hơn|trên|hơn)",
    "about": r"(khoảng|gần|xấp xỉ|cơ bản|chừng|ngót|cơ bản \S+ \S+)",
}
PARTS = re.compile(r"H[12]|Q[1-4]|M(0[1-9]|1[0-2])|([245789]|10|11)M")
FALL = re.compile(r"giảm|chậm|rút|trước|sớm|thấp hơn|ít hơn|hụt|kém|âm|\(-|tụt|lùi|thiếu|-$")


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\s,;:()\[\]\"“”./…]+", text.lower()))


def problems(passage: Passage) -> Iterator[str]:
    """What is wrong with a passage, one line each; nothing where it is in order."""
    if passage.genre not in GENRES:
        yield f"genre {passage.genre}"
    if unicodedata.normalize("NFC", passage.text) != passage.text:
        yield "text is not NFC"
    for label in passage.statements:
        yield from (
            f"{problem}: {label['indicator']} {label['value']}" for problem in label_problems(label, passage.text)
        )
    for part in passage.parts.values():
        if not PARTS.fullmatch(part):
            yield f"part of year {part}"


def label_problems(label: Label, text: str) -> Iterator[str]:
    yield from form_problems(label)
    yield from wording_problems(label, text)
    yield from hedge_problems(label, text)
    yield from time_problems(label, text)


def form_problems(label: Label) -> Iterator[str]:
    state = label["aggregate"] == "state"
    if label["role"] not in ROLES.values() or label["aggregate"] not in AGGREGATES.values():
        yield "role or aggregate"
    if (label["comparator"] is None) != state or label["comparator"] not in (*COMPARATORS, "eq", None):
        yield "comparator"
    if (label["value"] is None) != state or (label["unit"] is None) != state:
        yield "value or unit missing, or given for a state"
    if label["unit"] not in UNITS and not state:
        yield f"unit {label['unit']!r}"
    if label["upper"] is not None and label["upper"] <= label["value"]:
        yield "upper is not above value"
    if label["versus"] and label["versus"]["of"] not in BASES.values():
        yield "versus"


def time_problems(label: Label, text: str) -> Iterator[str]:
    """A period whose year is not written is none, whatever was set for the passages before."""
    for period in (label["period"], *label.get("also", {}).get("period", [])):
        missing = [year for year in (period or {}).values() if year and year not in text]
        if missing:
            yield f"year {missing[0]} is not in the passage"


def wording_problems(label: Label, text: str) -> Iterator[str]:
    for name in ("indicator", "part_of"):
        for written in (label[name], *label.get("also", {}).get(name, [])):
            missing = words(written or "") - words(text)
            if missing:
                yield f"{name} has words that are not in the passage: {sorted(missing)}"
    if not label["indicator"] or label["indicator"] != label["indicator"].lower():
        yield "indicator empty or not lower case"
    if label["unit"] and not unit_fits(label, text):
        yield f"unit {label['unit']} against {text[label['span'][1] :][:12]!r}"


def unit_fits(label: Label, text: str) -> bool:
    """A number with a % behind it is a share; any other is none, unless the unit is elided."""
    behind = text[label["span"][1] :].lstrip()
    if behind.startswith("%"):
        return label["unit"].startswith("%") or label["unit"] == "‰"
    return label["unit"] not in ("%", "%/năm") or not re.match(r"(tỷ|triệu|ha|tấn|xã|người|hộ)\b", behind)


def hedge_problems(label: Label, text: str) -> Iterator[str]:
    before = re.sub(
        r"(không (dưới|quá|vượt quá|hơn)|(cao|thấp|nhiều|ít|nhanh|lớn|sớm|muộn) hơn|cấp trên)$",
        "",
        text[: label["span"][0]].lower().rstrip(),
    ).removesuffix("xây dựng cơ bản")
    also = label.get("also", {}).get("comparator", [])
    for name, pattern in HEDGES.items():
        near = re.search(pattern + r"( \S+)?$", before[-25:]) if label["comparator"] == name else None
        close = re.search(
            r"(^|\s|\()" + pattern.replace("|trên|hơn)", ")").replace("|vượt|quá", "") + "$", before[-12:]
        )
        if label["comparator"] == name and not near and name not in also:
            yield f"{name} without its word"
        if (
            close
            and label["comparator"] not in (name, None)
            and name not in also
            and (label["value"] or 0) >= 0
            and label["comparator"] != "le"
        ):
            yield f"{close.group(0)!r} before {label['comparator']}"
    if (label["value"] or 0) < 0 and not FALL.search(text.lower()):
        yield "negative without a fall"
    behind = text[label["span"][1] :][:45].lower()
    if (
        re.match(r"(?!.*nhiệm vụ trở lên)[^;,.(]{0,40}trở lên", behind)
        and "trở lên" not in (label["indicator"] or "")
        and label["comparator"] != "ge"
        and (label["value"] or 0) >= 0
    ):
        yield "trở lên without ge"


def as_object(name: str, passage: Passage) -> dict[str, Any]:
    return {"id": name, "genre": passage.genre, "text": passage.text, "statements": passage.statements}
