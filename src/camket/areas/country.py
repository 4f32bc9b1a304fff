"""The areas of Vietnam before and after 1 July 2025, as the files beside this module have them.

Those files come from an openly licensed list (see ``data/2025/LICENSE`` and ``scripts/areas.py``).
"""

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from camket.areas.enums import ChangeKind, Kind
from camket.measures.folding import fold, slug

FIRST_DAY = date(2025, 7, 1)
LAST_DAY = FIRST_DAY - timedelta(days=1)
FOLDER = Path(__file__).parent / "data" / "2025"

PROVINCES = "Nghị quyết số 202/2025/QH15 của Quốc hội về việc sắp xếp đơn vị hành chính cấp tỉnh"
DISTRICTS = "Nghị quyết số 203/2025/QH15 của Quốc hội: kết thúc hoạt động của đơn vị hành chính cấp huyện"
COMMUNES = "Nghị quyết của Ủy ban Thường vụ Quốc hội về việc sắp xếp các đơn vị hành chính cấp xã năm 2025"

_PROVINCE, _DISTRICT = 2, 3
_KINDS = {
    "Xã": Kind.COMMUNE,
    "Phường": Kind.WARD,
    "Thị trấn": Kind.TOWNSHIP,
    "Đặc khu": Kind.SPECIAL_ZONE,
    "Thành phố": Kind.CITY,
}


@dataclass(frozen=True)
class Unit:
    """One area. ``until`` is empty where it goes on; ``parents`` are the codes of what it lies in, before and after."""

    code: str
    name: str
    since: date | None
    until: date | None
    before: str = ""
    after: str = ""
    old_name: str = ""

    @property
    def slug(self) -> str:
        base = slug(f"{self.name} {self.code}", 80)
        return f"{base}-truoc-{FIRST_DAY.year}" if self.until else base

    @property
    def stays(self) -> bool:
        return self.since is None and self.until is None


@dataclass(frozen=True)
class Act:
    """One change: the codes that end with their shares of the codes that begin."""

    kind: ChangeKind
    decree: str
    pieces: tuple[tuple[str, str, Decimal | None], ...]


@dataclass(frozen=True)
class Country:
    units: tuple[Unit, ...]
    acts: tuple[Act, ...]


def kind(name: str, code: str) -> Kind:
    if len(code) == _PROVINCE:
        return Kind.PROVINCE
    return next((found for word, found in _KINDS.items() if name.startswith(f"{word} ")), Kind.DISTRICT)


def country() -> Country:
    before, after = _rows("before.csv"), _rows("after.csv")
    into = {row["code"]: row["into"].split("|") for row in before if row["into"]}
    made_of: dict[str, list[str]] = defaultdict(list)
    for old, news in into.items():
        for new in news:
            made_of[new].append(old)
    staying = {code for code, news in into.items() if news == [code] and made_of[code] == [code]}
    now = {row["code"]: row for row in after}
    units = [_old(row, now[row["code"]] if row["code"] in staying else None) for row in before]
    units += [Unit(row["code"], row["name"], FIRST_DAY, None, after=row["parent"]) for row in _without(after, staying)]
    changed = {old: news for old, news in into.items() if old not in staying}
    return Country(tuple(units), tuple(_acts(changed, made_of)))


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file))


def _without(rows: Iterable[dict[str, str]], staying: set[str]) -> list[dict[str, str]]:
    return [row for row in rows if row["code"] not in staying]


def _old(row: dict[str, str], now: dict[str, str] | None) -> Unit:
    """An area of before; it goes on where it alone, and whole, is what its code means now. Another way to write its
    name is no other name."""
    if now is None:
        return Unit(row["code"], row["name"], None, LAST_DAY, before=row["parent"])
    renamed = fold(row["name"]) != fold(now["name"])
    old_name = row["name"] if renamed else ""
    return Unit(row["code"], now["name"], None, None, row["parent"], now["parent"], old_name)


def _acts(into: dict[str, list[str]], made_of: dict[str, list[str]]) -> Iterable[Act]:
    """What hangs together is one act: the old ones that share a new one, and the new ones that share an old one."""
    left = dict.fromkeys(into)
    while left:
        olds, fresh = set(), {next(iter(left))}
        while fresh:
            olds |= fresh
            fresh = {old for code in fresh for new in into[code] for old in made_of[new]} - olds
        for old in olds:
            del left[old]
        yield _act({old: into[old] for old in sorted(olds)})


def _act(into: dict[str, list[str]]) -> Act:
    pieces = tuple(
        (old, new, Decimal(1) if len(news) == 1 else None) for old, news in into.items() for new in sorted(news)
    )
    olds, news = {old for old, _, _ in pieces}, {new for _, new, _ in pieces}
    decree = PROVINCES if len(pieces[0][0]) == _PROVINCE else COMMUNES
    if len(news) == 1 and len(olds) > 1:
        return Act(ChangeKind.MERGE, decree, pieces)
    return Act(ChangeKind.SPLIT if len(olds) == 1 and len(news) > 1 else ChangeKind.REDRAW, decree, pieces)
