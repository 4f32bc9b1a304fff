"""What the queries answer with. Values are Decimals in the unit of the row; dates are closed periods."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from camket.foundation.names import in_language
from camket.observations.provenance import Provenance
from camket.reviews.enums import GOOD, Cause, Outcome, Reporting


@dataclass(frozen=True)
class Label:
    """Something that is shown by name and told apart by the part of an address."""

    slug: str
    name: str
    name_en: str = ""

    @property
    def shown(self) -> str:
        return in_language(self.name, self.name_en)


@dataclass(frozen=True)
class Closing:
    """The end of a term: the day ``on`` that its final review is of, what was known then, and the day of its signing.
    ``slug`` is that of the final review where it is public."""

    review: int
    on: date
    as_of: datetime
    signed_on: date
    slug: str


@dataclass(frozen=True)
class Mandate:
    """A resolution, as it heads its scoreboard. ``on_track`` and ``at_risk`` are the thresholds of its verdicts."""

    id: int
    slug: str
    name: str
    name_en: str
    issuer: str
    adopted_on: date | None
    first_year: int
    last_year: int
    document_slug: str
    symbol_line: str
    announced: int | None
    counts_parts: bool
    on_track: Decimal
    at_risk: Decimal
    closing: Closing | None = None

    @property
    def shown(self) -> str:
        return in_language(self.name, self.name_en)

    @property
    def term(self) -> str:
        return f"{self.first_year}–{self.last_year}"


@dataclass(frozen=True)
class Promise:
    """What was promised: aggregate, comparator, value, window, baseline."""

    aggregate: str
    comparator: str
    value: Decimal | None
    upper: Decimal | None
    state: str
    unit: str
    start: date
    due: date
    baseline: Decimal | None
    baseline_year: int | None


@dataclass(frozen=True)
class Standing:
    """How it stands: the published verdict, and whether its owner has reported."""

    outcome: Outcome
    on: date
    as_of: datetime
    attained: Decimal | None
    attained_state: str
    attained_end: date | None
    ratio: Decimal | None
    expected: Decimal | None
    pace: Decimal | None
    days_ahead: int | None
    stale: bool
    projection: dict[str, Any]
    why: str
    why_en: str
    changed_at: datetime | None
    previous: str
    reporting: Reporting

    @property
    def is_good(self) -> bool:
        return self.outcome in GOOD


@dataclass(frozen=True)
class Point:
    """The value that counts for one period."""

    start: date
    end: date
    value: Decimal

    @property
    def is_whole_year(self) -> bool:
        return (self.end - self.start).days >= 364

    @property
    def is_longer(self) -> bool:
        """Over more than a year: "giai đoạn 2021–2025"."""
        return (self.end - self.start).days >= 366


@dataclass(frozen=True)
class Row:
    """One commitment on the scoreboard. ``part_of`` is the id of the row that it is a part of; ``unit`` is that of the
    points (a promised growth has another).

    Of a closed term the row says what the final review keeps (``is_kept``), and ``later`` how the target stands by the
    figures that came since, where that is something else. ``has_page``: the target is still there.
    """

    id: int
    indicator: int
    slug: str
    number: int | None
    name: str
    name_en: str
    unit: str
    direction: str
    nature: str
    mandate: Mandate
    group: Label | None
    programmes: tuple[Label, ...]
    lead: Label | None
    part_of: int | None
    promise: Promise
    standing: Standing
    points: tuple[Point, ...] = ()
    counts: bool = True
    later: Standing | None = None
    is_kept: bool = False
    has_page: bool = True

    @property
    def shown(self) -> str:
        return in_language(self.name, self.name_en)


@dataclass(frozen=True)
class Source:
    """The sentence that a figure was read from, parted at the number, and where it stands."""

    document_slug: str
    name: str
    name_en: str
    symbol_line: str
    issued_on: date | None
    before: str
    number: str
    after: str
    where: str
    start: int

    @property
    def shown(self) -> str:
        return in_language(self.name, self.name_en)


@dataclass(frozen=True)
class Figure:
    """One value as it was told, by one document or several.

    ``counts``: it is the one that counts for its period; ``corrects``: it replaced another value; ``replaced``: another
    value counts in its place; ``withdrawn_at``: it was taken back then; ``late``: it came after its term was closed. A
    plan is none of the first three.
    """

    start: date
    end: date
    value: Decimal | None
    denominator: Decimal | None
    state: str
    stage: str
    recorded_at: datetime
    sources: tuple[Source, ...]
    counts: bool = False
    corrects: bool = False
    replaced: bool = False
    late: bool = False
    derived_from: Provenance | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True)
class Seat:
    """A seat on a board: a post, never a person's name. ``answers``: for the very target that is shown."""

    programme: Label
    role: str
    title: str
    title_en: str
    field: str
    field_en: str
    since: date | None
    answers: bool = False

    @property
    def shown(self) -> str:
        return in_language(self.title, self.title_en)


@dataclass(frozen=True)
class Finding:
    """A cross-check that did not hold, with the sentences that disagree."""

    text: str
    text_en: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Event:
    """A change of a target's outcome, or its first one, with its cause; ``text`` is empty for the first.

    ``figures`` are the keys of the observations that caused it. ``late``: it came after the term was closed, and is no
    part of its result.
    """

    target: int
    published_at: datetime
    before: Outcome | None
    outcome: Outcome
    cause: Cause
    figures: tuple[int, ...]
    text: str
    text_en: str
    late: bool = False


@dataclass(frozen=True)
class Published:
    """A verdict as it was published: the ``number``-th of its target."""

    target: int
    number: int
    published_at: datetime
    on: date
    as_of: datetime
    outcome: Outcome
    attained: Decimal | None
    ratio: Decimal | None
    progress: Decimal | None
    expected: Decimal | None
    pace: Decimal | None
    stale: bool
    why: str
    why_en: str
    inputs_hash: str


@dataclass(frozen=True)
class Commitment:
    row: Row
    source: Source | None
    states: tuple[str, ...]
    partners: tuple[Label, ...]
    seats: tuple[Seat, ...]
    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...]
    whole: Row | None
    parts: tuple[Row, ...] = ()
    events: tuple[Event, ...] = ()
    withdrawn: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Change:
    """The newest figure of a commitment, dated by the document that brought it."""

    day: date
    row: Row
    figure: Figure


@dataclass(frozen=True)
class Listed:
    """A document in the list."""

    id: int
    slug: str
    kind: str
    name: str
    name_en: str
    symbol_line: str
    issuer: str
    issued_on: date | None
    file_url: str
    file_name: str

    @property
    def shown(self) -> str:
        return in_language(self.name, self.name_en)


@dataclass(frozen=True)
class Mention:
    """A commitment that a number of a document belongs to."""

    resolution_slug: str
    slug: str
    name: str
    name_en: str

    @property
    def shown(self) -> str:
        return in_language(self.name, self.name_en)


@dataclass(frozen=True)
class Mark:
    """A read number in a document: ``kind`` is target, result or plan."""

    start: int
    end: int
    kind: str
    mention: Mention | None


@dataclass(frozen=True)
class Text:
    """A document to read: its text, what its lines are, and its read numbers in order, none over another."""

    listed: Listed
    text: str
    layout: tuple[dict[str, Any], ...]
    marks: tuple[Mark, ...] = field(default=())
