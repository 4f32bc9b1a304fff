"""A form of another system as its TOML says it: columns, areas and rows with their codes and units. Pure.

All that is wrong is told at once, each with its line. ``docs/reference/exports.md`` has the whole vocabulary.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, NamedTuple

from camket.foundation.errors import CamketError


class Content(StrEnum):
    """What stands in a column."""

    CODE = "ma"
    NAME = "ten"
    UNIT = "don_vi"
    AREA = "dia_ban"
    AREA_NAME = "ten_dia_ban"
    YEAR = "nam"
    PERIOD = "ky"
    PERIOD_CODE = "ma_ky"
    FIRST = "tu_ngay"
    LAST = "den_ngay"
    RESULT = "thuc_hien"
    PLAN = "ke_hoach"
    STAGE = "giai_doan"
    FIXED = "co_dinh"


FIGURES = (Content.RESULT, Content.PLAN)


class Problem(NamedTuple):
    """What is wrong in which line, counted from 1."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"Dòng {self.line}: {self.text}"


class FormWrong(CamketError):
    """The form cannot be used as it is written; ``problems`` in the order of their lines."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        told = "\n".join(map(str, self.problems))
        super().__init__(told, told.replace("Dòng", "Line"))


@dataclass(frozen=True)
class Column:
    title: str
    content: Content
    value: str = ""


@dataclass(frozen=True)
class Row:
    """One line of the form. ``factor`` turns our unit into theirs where the units do not say it themselves; ``places``
    are the decimal places that the other system wants, none where the exact value is wanted."""

    line: int
    code: str
    name: str
    indicator: str
    unit: str = ""
    factor: Decimal | None = None
    places: int | None = None


@dataclass(frozen=True)
class Form:
    """``areas`` and ``periods`` give the codes of the other system for ours; ``places`` says in which line an area
    stands."""

    name: str
    receiver: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    areas: Mapping[str, str]
    periods: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)
    separator: str = ","
    decimal_mark: str = "."
    note: str = ""


_TOP = {"ten", "noi_nhan", "ghi_chu", "ngan_cach", "dau_thap_phan", "cot", "dong", "dia_ban", "ma_ky"}
_COLUMN = {"tieu_de", "noi_dung", "gia_tri"}
_ROW = {"ma", "ten", "chi_so", "don_vi", "he_so", "lam_tron"}
_WHERE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")
_PERIOD = re.compile(r"nam|6t|9t|q[1-4]|t(?:[1-9]|1[0-2])")


def read(text: str) -> Form:
    """Raises ``FormWrong``."""
    try:
        told = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise FormWrong([syntax(str(error), text)]) from error
    lines = _Lines(text)
    problems = [*_head(told, lines), *_columns(told, lines), *_rows(told, lines), *_codes(told, lines)]
    if problems:
        raise FormWrong(problems)
    return Form(
        name=told["ten"],
        receiver=told["noi_nhan"],
        note=told.get("ghi_chu", ""),
        columns=tuple(Column(c["tieu_de"], Content(c["noi_dung"]), str(c.get("gia_tri", ""))) for c in told["cot"]),
        rows=tuple(_row(one, lines.of("dong", n)) for n, one in enumerate(told["dong"])),
        areas={slug: str(code) for slug, code in told["dia_ban"].items()},
        periods={key: str(code) for key, code in told.get("ma_ky", {}).items()},
        places={slug: lines.of("dia_ban", 0, slug) for slug in told["dia_ban"]},
        separator=told.get("ngan_cach", ","),
        decimal_mark=told.get("dau_thap_phan", "."),
    )


def _row(told: dict[str, Any], line: int) -> Row:
    factor = told.get("he_so")
    return Row(
        line=line,
        code=str(told["ma"]),
        name=told["ten"],
        indicator=told["chi_so"],
        unit=told.get("don_vi", ""),
        factor=None if factor is None else Decimal(str(factor)),
        places=told.get("lam_tron"),
    )


class _Lines:
    """In which line something stands: a block, by its name and number, or a key in it."""

    def __init__(self, text: str) -> None:
        self._keys: dict[tuple[str, int, str], int] = {}
        seen: dict[str, int] = {}
        block, number = "", 0
        for place, line in enumerate(text.splitlines(), start=1):
            if header := re.match(r"\s*\[\[?\s*([\w.-]+)\s*\]", line):
                block = header[1]
                number = seen[block] = seen.get(block, -1) + 1
                self._keys[block, number, ""] = place
            elif key := re.match(r"""\s*["']?([^"'=\s]+)["']?\s*=""", line):
                self._keys.setdefault((block, number if block else 0, key[1]), place)

    def of(self, block: str, number: int = 0, key: str = "") -> int:
        return self._keys.get((block, number, key)) or self._keys.get((block, number, ""), 1)


def syntax(told: str, text: str) -> Problem:
    """Where a text is no TOML, by what Python says of it."""
    where = _WHERE.search(told)
    line = int(where[1]) if where and where[1] else len(text.splitlines()) or 1
    return Problem(line, 'viết chưa đúng. Mỗi dòng là: tên = "nội dung"; chữ đặt trong ngoặc kép, khối mở bằng [[…]].')


def _head(told: dict[str, Any], lines: _Lines) -> Iterator[Problem]:
    for key in ("ten", "noi_nhan"):
        if not isinstance(told.get(key), str) or not told[key].strip():
            yield Problem(lines.of("", 0, key), f"thiếu “{key}”: ghi {_SAYS[key]}.")
    for key, kind, name in (("cot", list, "[[cot]]"), ("dong", list, "[[dong]]"), ("dia_ban", dict, "[dia_ban]")):
        if not isinstance(told.get(key), kind) or not told[key]:
            yield Problem(lines.of(key), f"thiếu khối {name}: ghi {_SAYS[key]}.")
    for key in told.keys() - _TOP:
        yield _unknown(lines.of("", 0, key) if not isinstance(told[key], list | dict) else lines.of(key), key, _TOP)
    for key in ("ngan_cach", "dau_thap_phan"):
        if key in told and told[key] not in _MARKS[key]:
            yield Problem(lines.of("", 0, key), f"“{key}” là một trong: {_quoted(_MARKS[key])}.")
    if told.get("ngan_cach", ",") == told.get("dau_thap_phan", "."):
        yield Problem(lines.of("", 0, "dau_thap_phan"), "dấu thập phân trùng dấu ngăn cách cột: đổi một trong hai.")


_SAYS = {
    "ten": "tên biểu",
    "noi_nhan": "nơi nhận biểu",
    "cot": "các cột của biểu, mỗi cột một khối",
    "dong": "các dòng của biểu, mỗi dòng một khối",
    "dia_ban": "mã địa bàn của hệ thống nhận",
}
_MARKS = {"ngan_cach": (",", ";", "\t", "|"), "dau_thap_phan": (".", ",")}


def _columns(told: dict[str, Any], lines: _Lines) -> Iterator[Problem]:
    found = told.get("cot")
    for n, one in enumerate(found if isinstance(found, list) else []):
        if not one.get("tieu_de"):
            yield Problem(lines.of("cot", n), "cột thiếu “tieu_de”: ghi tên cột đúng như hệ thống nhận cần.")
        if one.get("noi_dung") not in list(Content):
            yield Problem(lines.of("cot", n, "noi_dung"), f"“noi_dung” là một trong: {_quoted(Content)}.")
        if one.get("noi_dung") == Content.FIXED and "gia_tri" not in one:
            yield Problem(lines.of("cot", n), "cột cố định thiếu “gia_tri”.")
        for key in one.keys() - _COLUMN:
            yield _unknown(lines.of("cot", n, key), key, _COLUMN)
    contents = [one.get("noi_dung") for one in found or []] if isinstance(found, list) else []
    if contents and not set(contents) & set(FIGURES):
        yield Problem(lines.of("cot"), "biểu chưa có cột số liệu: thêm cột “thuc_hien” hoặc “ke_hoach”.")


def _rows(told: dict[str, Any], lines: _Lines) -> Iterator[Problem]:
    taken: dict[str, int] = {}
    found = told.get("dong")
    for n, one in enumerate(found if isinstance(found, list) else []):
        for key in ("ma", "ten", "chi_so"):
            if not str(one.get(key, "")).strip():
                yield Problem(lines.of("dong", n, key), f"dòng thiếu “{key}”.")
        code = str(one.get("ma", ""))
        if code in taken:
            yield Problem(lines.of("dong", n, "ma"), f"mã “{code}” đã có ở dòng {taken[code]}.")
        taken.setdefault(code, lines.of("dong", n, "ma"))
        for key in one.keys() - _ROW:
            yield _unknown(lines.of("dong", n, key), key, _ROW)
        yield from _numbers(one, n, lines)


def _numbers(one: dict[str, Any], n: int, lines: _Lines) -> Iterator[Problem]:
    places = one.get("lam_tron")
    if places is not None and (type(places) is not int or not 0 <= places <= 6):
        yield Problem(lines.of("dong", n, "lam_tron"), "“lam_tron” là số chữ số thập phân, từ 0 đến 6.")
    if "he_so" not in one:
        return
    try:
        factor = Decimal(str(one["he_so"]))
    except InvalidOperation:
        factor = Decimal(0)
    if not factor.is_finite() or factor <= 0:
        yield Problem(lines.of("dong", n, "he_so"), "“he_so” là một số dương, viết như 1000 hoặc 0.001.")


def _codes(told: dict[str, Any], lines: _Lines) -> Iterator[Problem]:
    """Of periods and areas: an area has one code, and a code means one area."""
    for key in told.get("ma_ky", {}):
        if not _PERIOD.fullmatch(key):
            yield Problem(lines.of("ma_ky", 0, key), "kỳ là một trong: nam, 6t, 9t, q1 đến q4, t1 đến t12.")
    taken: dict[str, str] = {}
    areas = told.get("dia_ban")
    for slug, code in (areas if isinstance(areas, dict) else {}).items():
        if str(code) in taken:
            yield Problem(lines.of("dia_ban", 0, slug), f"mã “{code}” đã dùng cho “{taken[str(code)]}”.")
        taken[str(code)] = slug


def _unknown(line: int, key: str, known: set[str]) -> Problem:
    return Problem(line, f"không có mục “{key}”. Các mục dùng được: {_quoted(sorted(known))}.")


def _quoted(words: Any) -> str:
    return ", ".join("tab" if word == "\t" else f"“{word}”" for word in words)
