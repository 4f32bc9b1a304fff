"""The notation in which the corpus is written: sources/*.txt, one passage a paragraph.

    = resolution T ..2025                                    genre, role and period of what follows
    Sản lượng chè đạt trên {640} tấn.                        the text, numbers of statements in braces; "¦" is a TAB
    > sản lượng chè | tấn | gt plan+7 | sản lượng cây trồng  a label per brace: indicator | unit | flags | part of
    ? aggregate=sum                                          another reading that counts too ("also")

Indicator and unit: '' is that of the label above, unit "-" is none. Flags, over head and default:

    T R P                        target, result, plan
    ge gt le lt about            comparator (else eq)
    sum every avg growth change keep state   aggregate (else last)
    2025 ..2025 2021-2025 @-     period (@- is none)
    plan=107 res+7 prev-3.4 base*2.9 plan prev%   versus: ratio, more, less, times, none, by own value
    neg v=3 u=4 d=25 opt part:H1  negative; value, upper, denominator written otherwise; optional; part of a year
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

ROLES = {"T": "target", "R": "result", "P": "plan"}
COMPARATORS = ("ge", "gt", "le", "lt", "about")
AGGREGATES = {"sum": "sum", "every": "every_year", "avg": "average", "growth": "growth", "change": "change"}
AGGREGATES |= {"keep": "keep", "state": "state", "last": "last", "every_year": "every_year", "average": "average"}
BASES = {"plan": "plan", "res": "resolution", "prev": "previous_year", "base": "baseline"}
WORDS = {
    "không": 0,
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
WORDS |= {"đôi": 2, "không còn": 0, "không có": 0, "không để": 0, "không xảy ra": 0}
DECIMAL_AFTER_COMMA = ("đồng", "USD", "tấn", "ha", "%")
NUMBER = r"\d[\d.]*(?:,\d+)?"
VERSUS = re.compile(r"(plan|res|prev|base)(?:([=+*%-])(\d+(?:\.\d+)?)?)?")
Label = dict[str, Any]


class NotationError(ValueError):
    """A passage that breaks the notation; the message holds the line."""


@dataclass
class Passage:
    genre: str
    text: str
    statements: list[Label]
    parts: dict[int, str] = field(default_factory=dict)


def number(text: str, unit: str | None) -> Decimal:
    """One number as written; comma and three digits are thousands where things are counted."""
    whole, _, fraction = text.partition(",")
    if len(fraction) == 3 and not any(word in (unit or "") for word in DECIMAL_AFTER_COMMA):
        return Decimal(whole + fraction)
    if not fraction and re.fullmatch(r"\d+\.\d{1,2}", whole):
        return Decimal(whole)
    return Decimal(whole.replace(".", "") + ("." + fraction if fraction else ""))


def plain(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def quantity(mark: str, unit: str | None) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Value, upper bound and denominator of a mark such as 16/22, 1,5 - 2 or "hai"."""
    if mark.lower() in WORDS:
        return Decimal(WORDS[mark.lower()]), None, None
    found = [number(each, unit) for each in re.findall(NUMBER, mark)]
    if not found:
        return None, None, None
    under = found.pop() if "/" in mark and len(found) > 1 else None
    return found[0], found[1] if len(found) > 1 else None, under


def period(token: str) -> dict[str, str | None] | None:
    if token in ("@-", "-"):
        return None
    start, dots, end = token.replace("-", "..").partition("..")
    return {"start": (start or None) if dots else token, "end": end if dots else token}


def versus(token: str, own: Decimal | None) -> dict[str, Any]:
    match = VERSUS.fullmatch(token)
    if not match:
        raise NotationError(f"versus {token!r}")
    base, sign, amount = match.groups()
    by = Decimal(amount or 0)
    ratio = {"=": by, "+": 100 + by, "-": 100 - by, "*": 100 * by, "%": 100 + (own or 0)}
    return {"of": BASES[base], "percent": plain(ratio[sign]) if sign else None}


def split_marks(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without braces and the spans that they held."""
    text, spans = "", []
    for piece in re.split(r"(\{[^}]*\})", marked):
        if piece.startswith("{"):
            spans.append((len(text), len(text) + len(piece) - 2))
        text += piece[1:-1] if piece.startswith("{") else piece
    return text, spans


def blank(role: str, when: str) -> Label:
    return {
        "role": ROLES[role], "indicator": "", "value": None, "upper": None, "denominator": None, "unit": None,
        "comparator": "eq", "aggregate": "last", "period": period(when), "versus": None, "part_of": None, "span": [],
    }  # fmt: skip


def set_numbers(label: Label, mark: str, flags: list[str]) -> None:
    numbers = dict(zip(("v", "u", "d"), quantity(mark, label["unit"]), strict=True))
    for flag in flags:
        if re.fullmatch(r"[vud]=[\d.]+", flag):
            numbers[flag[0]] = Decimal(flag[2:])
    value, upper = numbers["v"], numbers["u"]
    if "neg" in flags and value is not None:
        value, upper = (-value, None) if upper is None else (-upper, -value)
    label.update(value=value, upper=plain(upper), denominator=plain(numbers["d"]))


def set_flag(label: Label, flag: str) -> None:
    if flag in ROLES:
        label["role"] = ROLES[flag]
    elif flag in COMPARATORS:
        label["comparator"] = flag
    elif flag in AGGREGATES:
        label["aggregate"] = AGGREGATES[flag]
    elif VERSUS.fullmatch(flag):
        label["versus"] = versus(flag, label["value"])
    elif re.fullmatch(r"@-|\d{4}|(\d{4})?\.\.\d{4}|\d{4}-\d{4}", flag):
        label["period"] = period(flag)
    elif flag == "opt":
        label["optional"] = True
    elif not re.fullmatch(r"neg|part:\w+|[vud]=[\d.]+", flag):
        raise NotationError(f"flag {flag!r}")


def read_label(line: str, above: Label | None, head: list[str], mark: str) -> tuple[Label, str | None]:
    """The label of one ">" line, and the part of the year if one is named."""
    cells = [cell.strip() for cell in line[1:].split("|")] + ["", "", ""]
    label, flags = blank(head[1], head[2]), cells[2].split()
    label["indicator"] = above["indicator"] if cells[0] == "''" and above else cells[0].lower()
    label["unit"] = above["unit"] if cells[1] == "''" and above else (None if cells[1] == "-" else cells[1])
    set_numbers(label, mark, flags)
    for flag in flags:
        set_flag(label, flag)
    label["value"] = plain(label["value"])
    if label["aggregate"] == "state":
        label["comparator"] = None
    label["part_of"] = cells[3].lower() or None
    return label, next((flag[5:] for flag in flags if flag.startswith("part:")), None)


def other_reading(label: Label, line: str) -> None:
    name, _, written = line[1:].strip().partition("=")
    value: Any = written
    if written == "-":
        value = None
    elif name == "period":
        value = period(written)
    elif name == "versus":
        value = versus(written, None)
    elif name in ("value", "upper", "denominator"):
        value = plain(Decimal(written))
    elif name in ("role", "aggregate"):
        value = {**ROLES, **AGGREGATES}[written]
    elif name in ("indicator", "part_of"):
        value = written.lower()
    label.setdefault("also", {}).setdefault(name, []).append(value)


def read_passage(block: list[str], head: list[str]) -> Passage:
    marked = "\n".join(line for line in block if line[0] not in ">?").replace(" ¦ ", "\t").replace("¦", "\t")
    text, spans = split_marks(unicodedata.normalize("NFC", marked))
    passage = Passage(head[0], text, [])
    for line in block:
        if line.startswith(">"):
            if len(passage.statements) == len(spans):
                raise NotationError(f"more labels than marks: {line}")
            at = spans[len(passage.statements)]
            above = passage.statements[-1] if passage.statements else None
            label, part = read_label(unicodedata.normalize("NFC", line), above, head, text[slice(*at)])
            label["span"] = list(at)
            passage.statements.append(label)
            if part:
                passage.parts[len(passage.statements) - 1] = part
        elif line.startswith("?"):
            other_reading(passage.statements[-1], unicodedata.normalize("NFC", line))
    if len(passage.statements) != len(spans):
        raise NotationError(f"{len(spans)} marks, {len(passage.statements)} labels: {text}")
    return passage


def passages(source: Path) -> Iterator[Passage]:
    """Every passage of a source file, in order; raises NotationError with file and text."""
    head = ["misc", "R", "@-"]
    for paragraph in re.split(r"\n\s*\n", source.read_text(encoding="utf-8").strip()):
        block = [line for line in paragraph.split("\n") if line.strip() and not line.startswith("#")]
        if block and block[0].startswith("="):
            tokens = block.pop(0)[1:].split()
            head = tokens + ["misc", "R", "@-"][len(tokens) :]
        if not block:
            continue
        try:
            yield read_passage(block, head)
        except (NotationError, KeyError, IndexError, ArithmeticError) as error:
            raise NotationError(f"{source.name}: {error!r} in {block}") from error
