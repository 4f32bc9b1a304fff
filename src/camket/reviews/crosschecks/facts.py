"""What the checks look at, and what they answer with. Values are Decimals in the unit of their measure."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from camket.measures.periods import Period
from camket.observations.enums import Stage

Span = tuple[int, int]
_SURENESS = {Stage.FINAL: 3, Stage.PROVISIONAL: 2, Stage.ESTIMATE: 1, Stage.PLAN: 0}


@dataclass(frozen=True)
class Cite:
    """A number in a document: ``document`` is its key, ``source`` how a sentence names it, ``quote`` its sentence."""

    document: int
    span: Span
    sentence: Span
    source: str = ""
    source_en: str = ""
    quote: str = ""


@dataclass(frozen=True)
class Measure:
    """An indicator: its key, names, unit of measure and nature."""

    key: int
    name: str
    name_en: str = ""
    unit: str = ""
    nature: str = "stock"


@dataclass(frozen=True)
class Seen:
    """A figure. Without ``cite`` it was entered by a person."""

    key: int
    measure: Measure
    period: Period
    value: Decimal | None
    recorded_at: datetime
    stage: Stage = Stage.FINAL
    denominator: Decimal | None = None
    state: str = ""
    cite: Cite | None = None

    @property
    def is_plan(self) -> bool:
        return self.stage == Stage.PLAN

    @property
    def weight(self) -> tuple[int, datetime, int]:
        """Of two figures of one period the heavier counts."""
        return _SURENESS[self.stage], self.recorded_at, self.key


@dataclass(frozen=True)
class Promised:
    """A target. ``part_of`` is the key of the one that it must not exceed."""

    key: int
    measure: Measure
    resolution: int
    aggregate: str
    value: Decimal | None
    unit: str
    window: Period
    part_of: int | None = None
    cite: Cite | None = None


@dataclass(frozen=True)
class Stated:
    """What a sentence says beside its number. ``years`` as written; ``seen`` is the key of the figure that it became.

    ``versus`` is resolution, plan, previous_year or baseline, ``percent`` the ratio to it (107 for "bằng 107%").
    ``measure`` is the indicator of that name where the area has exactly one.
    """

    role: str
    name: str
    value: Decimal | None
    unit: str
    cite: Cite
    denominator: Decimal | None = None
    aggregate: str = "last"
    years: tuple[int | None, int | None] = (None, None)
    versus: str = ""
    percent: Decimal | None = None
    part_of: str = ""
    seen: int | None = None
    measure: Measure | None = None
    unit_is_strange: bool = False

    @property
    def place(self) -> str:
        """Tells it apart however often its document is read again."""
        return f"{self.cite.document}:{self.cite.span[0]}:{self.role}"


@dataclass(frozen=True)
class Announced:
    """The number of targets that a resolution, or a group of it (``group`` is its order), says that it has.

    ``fitting`` are the counts of recorded targets that would fit, with parts and without. Once the term is over,
    ``good`` is how many were met and exceeded by the figures, and ``plausible`` how many that may be once the figures
    still lacking are known; before that, nothing.
    """

    resolution: int
    name: str
    number: int | None
    recorded: int
    fitting: frozenset[int]
    years: tuple[int, int]
    group: int = 0
    name_en: str = ""
    cite: Cite | None = None
    good: int = 0
    plausible: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Facts:
    """All that is known of one area."""

    seen: tuple[Seen, ...] = ()
    promised: tuple[Promised, ...] = ()
    stated: tuple[Stated, ...] = ()
    announced: tuple[Announced, ...] = ()


@dataclass(frozen=True)
class Disagreement:
    """What does not fit, in a sentence of each language, and where it is said. ``key`` tells it apart in its check."""

    key: str
    vi: str
    en: str
    cites: tuple[Cite, ...] = field(default=())
