"""What is known for a report, before it is put into words and laid out. Texts are Vietnamese and ready to be shown."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from camket.reports.enums import Layout
from camket.reviews.contents import Content
from camket.reviews.enums import GOOD, Outcome

NOTHING = "–"


@dataclass(frozen=True)
class Cell:
    """A figure as shown, what it must be read with ("lũy kế 12", "ước"), and the numbers of its sources.

    ``value`` is the number in full, where the text is one or stands for one ("16/22").
    """

    text: str = NOTHING
    remark: str = ""
    sources: tuple[int, ...] = ()
    value: Decimal | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Line:
    """One target in the table. ``meets_plan`` is ``None`` where there is no plan or no result to hold against it.

    ``lead`` is the office in charge, ``seats`` the posts that answer for it, ``programmes`` the slugs of those that it
    belongs to; ``needed`` says what it takes to still arrive, and is empty where nothing is needed or nothing helps.
    ``of_aim`` is the ratio of ``compared`` to the aim. Where that is not the result of the year which is shown,
    ``of_aim_of`` says what it is ("lũy kế").
    """

    slug: str
    number: str
    name: str
    unit: str
    aim: str
    plan: Cell
    result: Cell
    of_plan: str
    of_aim: str
    outcome: Outcome
    why: str
    is_part: bool = False
    counts: bool = True
    less_is_better: bool = False
    meets_plan: bool | None = None
    lead: str = ""
    seats: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    needed: str = ""
    compared: Decimal | None = None
    of_aim_of: str = ""


@dataclass(frozen=True)
class Group:
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Programme:
    """A key programme of the resolution; ``chair`` is the post that chairs its board on the day."""

    slug: str
    name: str
    chair: str = ""


@dataclass(frozen=True)
class Issuer:
    """Who reports: ``place`` as in the date line; ``kind`` of the area, and of the one it lies in, named ``above``;
    ``notice`` where the place is invented; ``office`` where it is not the committee of the area itself."""

    area: str
    kind: str
    place: str
    notice: str = ""
    above: str = ""
    office: str = ""


@dataclass(frozen=True)
class Mandate:
    """The resolution reported on. ``announced`` is the number of targets that its text gives."""

    title: str
    symbol_line: str
    adopted_on: date | None
    announced: int | None
    on_track: Decimal
    at_risk: Decimal


@dataclass(frozen=True)
class Contents:
    """``on`` is the day that verdicts are as on, ``dated`` the day of the report.

    ``occasion`` is what the review is called that it reports on, empty for a report of a year; ``said`` is what people
    said at the review, or what is known without one.
    """

    issuer: Issuer
    mandate: Mandate
    year: int
    on: date
    dated: date
    groups: tuple[Group, ...]
    said: Content
    programmes: tuple[Programme, ...] = ()
    sources: tuple[str, ...] = ()
    disagreements: tuple[str, ...] = ()
    layout: Layout = Layout.DECREE
    occasion: str = ""

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def counted(self) -> tuple[Line, ...]:
        """The lines that count; parts of other targets do so only where their resolution says so."""
        return tuple(line for line in self.lines if line.counts)

    @property
    def good(self) -> int:
        """Met, exceeded or achieved early: the 54 of "54/58"."""
        return sum(line.outcome in GOOD for line in self.counted)

    def with_outcome(self, outcome: Outcome) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.outcome == outcome)
