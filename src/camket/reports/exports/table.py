"""A form of another system as a table that a person fills in: read from its TOML, changed row by row, written again.
Pure. ``form.read`` says what is wrong with it, as with any other text."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from camket.reports.exports.form import FormWrong, Problem, syntax

HEAD = ("ten", "noi_nhan", "ghi_chu", "ngan_cach", "dau_thap_phan")
PARTS: Mapping[str, tuple[str, ...]] = {
    "cot": ("tieu_de", "noi_dung", "gia_tri"),
    "dia_ban": ("ta", "ma"),
    "ma_ky": ("ta", "ma"),
    "dong": ("ma", "ten", "chi_so", "don_vi", "he_so", "lam_tron"),
}
"""The fields of each part. Areas and periods are pairs: ours (``ta``), and its code there."""
_PAIRS = ("dia_ban", "ma_ky")
_NUMBERS = {"he_so": re.compile(r"\d+(?:\.\d+)?"), "lam_tron": re.compile(r"\d+")}
_DOING = re.compile(r"(them|bo|len|xuong)-([a-z_]+?)(?:-(\d+))?")

Row = dict[str, str]


class Place(NamedTuple):
    """A row of a part, counted from 0."""

    part: str
    number: int


@dataclass(frozen=True)
class Table:
    head: Row
    parts: Mapping[str, list[Row]] = field(default_factory=dict)


def of_text(text: str) -> Table:
    """Raises ``FormWrong`` where the text is no TOML at all. What it says beside the known keys is left out."""
    try:
        told = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise FormWrong([syntax(str(error), text)]) from error
    return Table(_row(told, HEAD), {part: list(_rows(told.get(part), part)) for part in PARTS})


def _rows(told: Any, part: str) -> Iterable[Row]:
    if part in _PAIRS:
        pairs = told.items() if isinstance(told, dict) else ()
        return ({"ta": str(ours), "ma": str(theirs)} for ours, theirs in pairs)
    return (_row(one, PARTS[part]) for one in (told if isinstance(told, list) else ()) if isinstance(one, dict))


def _row(told: Mapping[str, Any], names: Iterable[str]) -> Row:
    return {name: str(told.get(name, "")) for name in names}


def of_post(post: Any) -> Table:
    """``post`` answers with all values of a name: each field of a part comes once for each row."""
    parts = {}
    for part, names in PARTS.items():
        columns = [post.getlist(f"{part}-{name}") for name in names]
        parts[part] = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=False)]
    return Table({name: post.get(name, "") for name in HEAD}, parts)


def done(table: Table, doing: str) -> Table:
    """The table after a press: "them-cot" adds a row to a part, "bo-cot-2" takes one away, "len-cot-2" and
    "xuong-cot-2" move it."""
    told = _DOING.fullmatch(doing)
    if told is None or told[2] not in PARTS:
        return table
    rows, at = list(table.parts[told[2]]), int(told[3] or 0)
    if told[1] == "them":
        rows.append(dict.fromkeys(PARTS[told[2]], ""))
    elif at < len(rows):
        row = rows.pop(at)
        if told[1] != "bo":
            rows.insert(max(at - 1, 0) if told[1] == "len" else at + 1, row)
    return Table(table.head, {**table.parts, told[2]: rows})


def written(table: Table) -> tuple[str, dict[int, Place]]:
    """The table as TOML, and of which row each of its lines speaks. Rows without any content are left out. Raises
    ``FormWrong`` where one of ours stands twice, which TOML cannot say."""
    lines = [f"{name} = {_quoted(table.head[name])}" for name in HEAD if table.head.get(name)]
    places: dict[int, Place] = {}
    for part in PARTS:
        filled = [(n, row) for n, row in enumerate(table.parts.get(part, ())) if any(row.values())]
        if part in _PAIRS:
            _refuse_twice(filled, len(lines))
        if part in _PAIRS and filled:
            lines += ["", f"[{part}]"]
        for n, row in filled:
            first = len(lines) + 1
            lines += _pair(row) if part in _PAIRS else _block(part, row)
            places |= dict.fromkeys(range(first, len(lines) + 1), Place(part, n))
    return "\n".join(lines) + "\n", places


def _refuse_twice(filled: list[tuple[int, Row]], line: int) -> None:
    ours = [row["ta"] for _, row in filled]
    twice = sorted({one for one in ours if ours.count(one) > 1})
    if twice:
        raise FormWrong([Problem(line, f"“{one}” được ghi hai lần: giữ một dòng.") for one in twice])


def _pair(row: Row) -> list[str]:
    return [f"{_quoted(row['ta'])} = {_quoted(row['ma'])}"]


def _block(part: str, row: Row) -> list[str]:
    return [f"[[{part}]]", *(f"{name} = {_value(name, text)}" for name, text in row.items() if text)]


def _value(name: str, text: str) -> str:
    number = _NUMBERS.get(name)
    plain = text.strip().replace(",", ".")
    if number and number.fullmatch(plain):
        return str(Decimal(plain))
    return _quoted(text)


def _quoted(text: str) -> str:
    """JSON's way of quoting is TOML's, but for one character."""
    return json.dumps(text.strip() if text.strip() else text, ensure_ascii=False).replace("\x7f", "\\u007f")
