"""What reading gives back: statements, the other numbers, and the text they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

Span = tuple[int, int]


class Comparison(NamedTuple):
    """What a figure is compared with: `of` as in the labelled set, `base` the words that name it ("cùng kỳ năm 2021"),
    `period` the base's years where they are written. `percent` is the ratio in %; `difference` is signed, in `unit`;
    both None where the text only says "vượt kế hoạch". `span` covers the comparison's number.
    """

    of: str
    percent: Decimal | None = None
    difference: Decimal | None = None
    unit: str | None = None
    base: str | None = None
    period: dict[str, str | None] | None = None
    span: Span | None = None


class Statement(NamedTuple):
    """One measured or promised quantity. Fields as in the labelled set; `span` covers the number alone, `doubts` are
    names of `lexicon/doubts.toml`, heaviest first; `unsure_of` is what they put in doubt (`confidence.TOPICS`),
    heaviest first, nothing where the statement is confident. Beyond the labels: `part` of the year, `stage`
    ("estimate"), `heading` of its group, all `comparisons` of a level, and the `area` and `office` that its sentence
    names.
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
    unsure_of: tuple[str, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    area: str | None = None
    office: str | None = None

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

    def as_dict(self) -> dict[str, Any]:
        """The label and all that the labels do not hold."""
        return self.as_label() | {
            "sentence": list(self.sentence),
            "part": self.part,
            "stage": self.stage,
            "heading": self.heading,
            "comparisons": [_compared(each) for each in self.comparisons],
            "area": self.area,
            "office": self.office,
            "doubts": list(self.doubts),
            "unsure_of": list(self.unsure_of),
        }


def _compared(one: Comparison) -> dict[str, Any]:
    return {
        "of": one.of,
        "percent": plain(one.percent),
        "difference": plain(one.difference),
        "unit": one.unit,
        "base": one.base,
        "period": one.period,
        "span": None if one.span is None else list(one.span),
    }


class Other(NamedTuple):
    """A number that is no statement, and why (`kind`)."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Announced:
    """A count that a text announces of itself ("15 chỉ tiêu", "Về kinh tế (7 chỉ tiêu)"); `heading` is its group's."""

    count: int
    of: str
    heading: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read. Each number of `text` lies in exactly one span of `statements` or `others`."""

    text: str
    statements: tuple[Statement, ...]
    others: tuple[Other, ...]
    announced: tuple[Announced, ...] = ()


def plain(number: Decimal | None) -> int | float | None:
    """A Decimal as the labelled set writes it: an int where it is one."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)
