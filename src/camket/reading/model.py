"""What reading gives back: statements, the other numbers, and the text they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Statement:
    """One measured or promised quantity. Fields as in the labelled set; `span` covers the number alone, `doubts` are
    names of `lexicon/doubts.toml`, heaviest first.
    """

    role: str
    indicator: str
    value: Decimal | None
    upper: Decimal | None
    denominator: Decimal | None
    unit: str | None
    comparator: str | None
    aggregate: str
    period: dict[str, str | None] | None
    versus: dict[str, Any] | None
    part_of: str | None
    span: Span
    sentence: Span
    confident: bool
    part: str | None
    stage: str | None
    heading: str | None
    rule: str
    doubts: tuple[str, ...] = ()

    def as_label(self) -> dict[str, Any]:
        """The statement in the form of the labelled set, plus `confident`."""
        versus = None if self.versus is None else {"of": self.versus["of"], "percent": plain(self.versus["percent"])}
        return {
            "role": self.role,
            "indicator": self.indicator,
            "value": plain(self.value),
            "upper": plain(self.upper),
            "denominator": plain(self.denominator),
            "unit": self.unit,
            "comparator": self.comparator,
            "aggregate": self.aggregate,
            "period": self.period,
            "versus": versus,
            "part_of": self.part_of,
            "span": list(self.span),
            "confident": self.confident,
        }


@dataclass(frozen=True, slots=True)
class Other:
    """A number that is no statement, and why (`kind`)."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read. Each number of `text` lies in exactly one span of `statements` or `others`."""

    text: str
    statements: tuple[Statement, ...]
    others: tuple[Other, ...]


def plain(number: Decimal | None) -> int | float | None:
    """A Decimal as the labelled set writes it: an int where it is one."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)
