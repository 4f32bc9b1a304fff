"""Statements while they are being made, and what a passage carries from one clause to the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from .bases import Base
from .model import Span
from .periods import Period
from .tokens import Token


@dataclass(slots=True)
class Draft:
    """A statement in the making; positions are those of the normalised text."""

    rule: str
    span: Span
    indicator: str
    value: Decimal | None
    unit: str | None
    role: str = "result"
    upper: Decimal | None = None
    denominator: Decimal | None = None
    comparator: str | None = "eq"
    aggregate: str = "last"
    period: dict[str, str | None] | None = None
    part: str | None = None
    versus_of: str | None = None
    versus_percent: Decimal | None = None
    part_of: str | None = None
    stage: str | None = None
    sentence: Span = (0, 0)
    heading: str | None = None
    doubts: set[str] = field(default_factory=set)
    compared: list[Compared] = field(default_factory=list)
    area: str | None = None
    office: str | None = None


@dataclass(slots=True)
class Compared:
    """A comparison of a draft, before positions are those of the given text."""

    base: Base
    of: str
    percent: Decimal | None = None
    difference: Decimal | None = None
    unit: str | None = None
    span: Span | None = None


@dataclass(slots=True)
class Item:
    """The indicator that is being spoken of, and its level once given."""

    indicator: str
    level: Draft | None = None
    rate: bool = False
    fraction: bool = False
    waiting: Draft | None = None

    def state(self) -> tuple[Draft | None, bool, bool]:
        """What a bracket may not change."""
        return self.level, self.rate, self.fraction


@dataclass(slots=True)
class Passage:
    """What holds for following clauses: period, role, item, base, structure, carried head."""

    genre: str | None
    period: Period | None = None
    role: str | None = None
    item: Item | None = None
    bases: list[Base] = field(default_factory=list)
    turn: int = 0
    verb: list[Token] = field(default_factory=list)
    recent: list[Draft] = field(default_factory=list)
    contributed: str | None = None
    front: Base | None = None
    role_line: bool = False
    mandate: Period | None = None
    congress: Period | None = None
    term_period: Period | None = None
    listed: bool = False
    prefix: str | None = None
    headed: str = ""
    average: bool = False
    growth: bool = False
    among: tuple[str, Decimal, list[Token]] | None = None
    structure: str | None = None
    whole: str | None = None
    previous: str | None = None
    heading: str | None = None
    section: str | None = None
    term: bool = False
    told_term: bool = False
    yearly: bool = False
    dated: bool = False
    times_near: list[set[tuple[str | None, str]]] = field(default_factory=list)
    lead: Period | None = None
    high_period: Period | None = None
    turned: bool = False
    season: int = 0
    role_year: str = ""
    total: bool = False
    summing: str | None = None
    monthly: Base | None = None
    announced: list[tuple[int, str, str | None, Span]] = field(default_factory=list)


_MIRROR: Final = {"ge": "le", "le": "ge", "gt": "lt", "lt": "gt"}


def negate(draft: Draft) -> None:
    """A decrease: the signed number, its range turned round, its comparator speaking of the signed number."""
    value, upper = draft.value, draft.upper
    if value is None:
        return
    less = value.copy_negate()  # a minus sign would round a number of more than 28 digits
    draft.value, draft.upper = (less, None) if upper is None else (upper.copy_negate(), less)
    draft.comparator = _MIRROR.get(draft.comparator or "", draft.comparator)
