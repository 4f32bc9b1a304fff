"""What of a term goes on into the next one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from camket.resolutions import queries as resolutions
from camket.reviews.enums import Outcome, ReviewKind, ReviewState
from camket.reviews.models import Review, ReviewTarget, Verdict
from camket.targets import queries as targets
from camket.targets.enums import Aggregate

if TYPE_CHECKING:
    from camket.resolutions.models import Resolution
    from camket.reviews.models import Judged
    from camket.targets.models import Target

_OF_LEVEL = frozenset({Aggregate.LAST, Aggregate.EVERY})
"""What is attained is itself a value of the indicator, so it can be a baseline."""


@dataclass(frozen=True)
class Proposal:
    """A target that may go on: how it ended, and its last value as the baseline of the next. ``carried``: the next
    resolution promises something of the indicator already."""

    target: Target
    outcome: Outcome
    last: Decimal | None
    last_year: int | None
    carried: bool


def final_review(resolution_id: int) -> Review | None:
    """The review that closes the term of a resolution, or that will. One SQL statement."""
    found = Review.objects.filter(resolution=resolution_id, kind=ReviewKind.FINAL)
    return found.exclude(state=ReviewState.WITHDRAWN).first()


def proposals(resolution: Resolution) -> tuple[Proposal, ...]:
    """All targets of a resolution, as they stand in its signed final review, else as they stand now. Five SQL
    statements."""
    given = targets.of_resolution(resolution.pk)
    following = resolutions.following(resolution)
    promised = {one.indicator_id for one in targets.of_resolution(following.pk)} if following else set()
    standing = _standing(resolution)
    return tuple(_proposal(one, standing.get(one.pk), one.indicator_id in promised) for one in given)


def _standing(resolution: Resolution) -> dict[int, Judged]:
    final = final_review(resolution.pk)
    rows: list[ReviewTarget | Verdict]
    if final and final.is_frozen:
        rows = list(ReviewTarget.objects.filter(review=final))
    else:
        rows = list(Verdict.objects.filter(target__resolution=resolution.pk))
    return {row.target_id: row for row in rows}


def _proposal(target: Target, row: Judged | None, carried: bool) -> Proposal:
    is_level = row is not None and target.aggregate in _OF_LEVEL
    last = row.attained if row and is_level else None
    year = row.attained_end.year if row and last is not None and row.attained_end else None
    return Proposal(target, Outcome(row.outcome) if row else Outcome.NO_DATA, last, year, carried)
