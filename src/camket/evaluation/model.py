"""What is judged, by what, and what comes out. Words after the design's domain page."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from camket.measures.comparators import Comparator
from camket.measures.decimals import Language

Key = int | str


class Aggregate(StrEnum):
    """What of the observations is held against the value.

    ``RELATIVE`` is a ``CHANGE`` in percent of the baseline ("tăng 12% so với năm 2020"), ``TIMES`` one as a multiple.
    """

    LAST = "last"
    EVERY = "every"
    MEAN = "mean"
    SUM = "sum"
    GROWTH = "growth"
    CHANGE = "change"
    RELATIVE = "relative"
    TIMES = "times"
    STATE = "state"


class Nature(StrEnum):
    FLOW = "flow"
    STOCK = "stock"
    RATIO = "ratio"
    LEVEL = "level"
    STATE = "state"


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"
    NONE = "none"


class Stage(StrEnum):
    PLAN = "plan"
    ESTIMATE = "estimate"
    PROVISIONAL = "provisional"
    FINAL = "final"


class Standing(StrEnum):
    """How a target stands: four words after the deadline or once nothing can change, four while the window is open."""

    EXCEEDED = "exceeded"
    MET = "met"
    MISSED = "missed"
    ACHIEVED = "achieved"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    NO_DATA = "no_data"


class TargetError(ValueError):
    """A target that contradicts itself or another; the message says what to mend, in both languages."""


class ObservationError(ValueError):
    """Observations that cannot be told apart; the message says what to mend, in both languages."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """One commitment: aggregate x comparator x value x window x baseline, for one indicator in one area.

    ``value`` is in ``unit``; for ``GROWTH`` it is in percent a year (8 is 8%), for ``RELATIVE`` in percent, for
    ``TIMES`` the multiple (1.5), for ``STATE`` it is left out and ``state`` names one of ``states``, which are ordered
    from the least to the best.
    With ``upper`` the value is the lower end of a range. ``baseline_year`` is the year before the window by default,
    and ``baseline`` is taken from that year's observations where it is not stated. The names begin as they would in
    running text ("thu ngân sách"): sentences capitalise them. ``on_track`` and ``at_risk`` are thresholds of the pace.
    """

    id: Key
    indicator: Key
    area: Key
    start: date
    due: date
    aggregate: Aggregate = Aggregate.LAST
    comparator: Comparator = Comparator.EQ
    value: Decimal | None = None
    upper: Decimal | None = None
    baseline: Decimal | None = None
    baseline_year: int | None = None
    direction: Direction = Direction.UP
    nature: Nature = Nature.LEVEL
    state: str | None = None
    states: tuple[str, ...] = ()
    on_track: Decimal = Decimal("0.95")
    at_risk: Decimal = Decimal("0.80")
    cycle_days: int = 365
    grace_days: int = 90
    unit: str = ""
    name_vi: str = ""
    name_en: str = ""

    def __post_init__(self) -> None:
        for holds, message in self._claims():
            if not holds:
                raise TargetError(f"{self.name_vi or self.id}: {message}")

    def _claims(self) -> list[tuple[bool, str]]:
        is_state = self.aggregate == Aggregate.STATE
        return [
            (self.start <= self.due, "ngày bắt đầu sau thời hạn (the window ends before it starts)"),
            (is_state or self.value is not None, "chưa có giá trị mục tiêu (a target needs a value)"),
            (not is_state or self.state in self.states, "trạng thái không có trong thứ tự (state not in states)"),
            (self.upper is None or self.value is None or self.value <= self.upper, "khoảng bị đảo (upper < value)"),
            (self.at_risk <= self.on_track, "ngưỡng bị đảo (at_risk above on_track)"),
        ]


@dataclass(frozen=True, kw_only=True)
class Observation:
    """One value of one indicator in one area over a closed period, as recorded at one moment (aware, or UTC).

    The period of a cumulative figure begins on 1 January. ``value`` is in the target's unit; for a state indicator
    ``state`` is given instead. Neither given withdraws what was recorded before for the same period and stage.
    """

    id: Key
    indicator: Key
    area: Key
    start: date
    end: date
    recorded_at: datetime
    value: Decimal | None = None
    state: str | None = None
    stage: Stage = Stage.FINAL
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One observation of the series as it was known: it entered a yearly value, or the sum. ``year`` is of its end.

    ``inside`` the window; ``whole`` where its year's figure is that of a whole year.
    """

    observation: Key
    start: date
    end: date
    year: int
    value: Decimal
    stage: Stage
    state: str | None
    source: str
    recorded_at: datetime
    inside: bool
    whole: bool


@dataclass(frozen=True, kw_only=True)
class Reasons:
    """Why a verdict came out, in figures: what the sentences say and an API gives.

    ``kind`` is how the comparator was taken: "floor", "ceiling" or "band". ``attained_start`` and ``attained_end`` are
    the period of the attained value. ``part_days`` of ``part_of_days`` are given where a part of a year was compared
    with its calendar share; where the year before shows its season, ``season_part`` of ``season_whole`` were reached by
    the same day of ``season_year`` and are what it is compared with. ``last_value`` is the latest yearly value in the
    window (of ``last_year``), whatever the aggregate. ``newest_end`` is the last day that any figure covers.
    """

    aggregate: Aggregate
    comparator: Comparator
    kind: str
    nature: Nature
    value: Decimal
    upper: Decimal | None
    unit: str
    name_vi: str
    name_en: str
    state: str | None
    start: date
    due: date
    on: date
    is_over: bool
    attained_start: date | None
    attained_end: date | None
    attained_state: str | None
    is_part_year: bool
    part_days: int | None
    part_of_days: int | None
    part_value: Decimal | None
    part_end: date | None
    season_year: int | None
    season_part: Decimal | None
    season_whole: Decimal | None
    baseline: Decimal | None
    baseline_year: int
    baseline_is_stated: bool
    last_value: Decimal | None
    last_year: int | None
    years_observed: int
    failed_year: int | None
    worst_year: int | None
    newest_end: date | None


@dataclass(frozen=True, kw_only=True)
class Required:
    """What it takes from here to still arrive: ``amount`` of ``kind``, in each of the remaining ``years``.

    ``kind``: "growth" (percent a year), "points" (percentage points a year), "units" (of the target, a year), "total"
    (units in all until due, less than a year being left), "mean" (the mean of the remaining years).
    """

    kind: str
    amount: Decimal
    years: Decimal


@dataclass(frozen=True, kw_only=True)
class Projection:
    """The value at due if the trend of the yearly values goes on, with its interval, and the verdict it would bring.

    Theil-Sen slope over ``years`` yearly values; the interval is that of the slope at 95% after Sen (1968), which with
    few years spans all slopes between two years.
    """

    value: Decimal
    low: Decimal
    high: Decimal
    verdict: Standing
    years: int


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """How one target stands on a day. Figures are at the stored scale of six decimals; None where they have no meaning.

    ``attained``, ``expected``: in the target's unit (percent for growth and relative changes, position in
    ``states`` for states).
    ``ratio`` (attained / value), ``progress`` and ``pace`` are fractions: 0.936 is 93.6%. ``days_ahead`` of the due
    day where the value is reached. ``inputs``: ids of the observations that entered the attained value or its baseline.
    ``telling`` makes the sentences, when they are asked for.
    """

    target: Key
    verdict: Standing
    attained: Decimal | None
    ratio: Decimal | None
    progress: Decimal | None
    expected: Decimal | None
    pace: Decimal | None
    days_ahead: int | None
    stale: bool
    reasons: Reasons
    telling: Callable[["Verdict", Language], str] = field(repr=False, compare=False)
    required: Required | None = None
    projection: Projection | None = None
    inputs: tuple[Key, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def why_vi(self) -> str:
        """One sentence to read aloud, in Vietnamese."""
        return self.telling(self, "vi")

    @property
    def why_en(self) -> str:
        """The same sentence in English."""
        return self.telling(self, "en")
