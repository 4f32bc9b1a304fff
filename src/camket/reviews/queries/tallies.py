"""Counts over rows: pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from camket.reviews.enums import ATTENTION, GOOD, Outcome
from camket.reviews.queries.rows import Row

_BY_URGENCY = (Outcome.MISSED, Outcome.OFF_TRACK, Outcome.AT_RISK, Outcome.NO_DATA)


@dataclass(frozen=True)
class Tally:
    """How many commitments stand how, in the order of the outcomes."""

    counts: tuple[tuple[Outcome, int], ...]

    @property
    def total(self) -> int:
        return sum(count for _, count in self.counts)

    @property
    def good(self) -> int:
        """Met, exceeded or achieved early: the 54 of "54/58"."""
        return sum(count for outcome, count in self.counts if outcome in GOOD)

    def of(self, outcome: Outcome) -> int:
        return dict(self.counts).get(outcome, 0)

    @property
    def present(self) -> tuple[tuple[Outcome, int], ...]:
        return tuple((outcome, count) for outcome, count in self.counts if count)


def tally(rows: Iterable[Row]) -> Tally:
    """Parts of other targets count only where their resolution says so."""
    counted = Counter(row.standing.outcome for row in rows if row.counts)
    return Tally(tuple((outcome, counted[outcome]) for outcome in Outcome))


def shortfalls(rows: Iterable[Row]) -> tuple[Row, ...]:
    """What was missed of that which counts."""
    return tuple(row for row in rows if row.standing.outcome == Outcome.MISSED and row.counts)


def attention(rows: Sequence[Row]) -> tuple[Row, ...]:
    """What needs a look, the worst first; the order of the resolution within that."""
    needy = [row for row in rows if row.standing.outcome in ATTENTION]
    return tuple(sorted(needy, key=lambda row: _BY_URGENCY.index(row.standing.outcome)))
