"""From one term to the next: the last scoreboard is frozen, and what goes on becomes targets of the next resolution."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from camket.foundation.actions import Action
from camket.resolutions import queries as resolutions
from camket.reviews.enums import ReviewKind, ReviewState
from camket.reviews.models import Review
from camket.reviews.queries.handover import final_review, proposals
from camket.reviews.reviewing import OpenReview, ReviewRefused, SignReview
from camket.targets.actions import Promise, RecordTarget

if TYPE_CHECKING:
    from camket.resolutions.models import Resolution
    from camket.targets.models import Target


@dataclass(kw_only=True)
class CloseTerm(Action[Review]):
    """The scoreboard of a resolution is frozen in a signed final review: one that is being prepared, or a new one on
    the day ``on``. ``version`` is that of the draft that the person saw. Raises ``ReviewRefused``."""

    verb = "reviews.sign"
    resolution: Resolution
    on: date
    signed_as: str
    version: int | None = None

    def subject(self) -> Resolution:
        return self.resolution

    def perform(self) -> Review:
        known = final_review(self.resolution.pk)
        if known and known.state != ReviewState.DRAFT:
            raise ReviewRefused("Nhiệm kỳ này đã khép lại.", "This term is closed already.")
        opening = OpenReview(by=self.by, resolution=self.resolution, kind=ReviewKind.FINAL, on=self.on)
        draft = known or opening.execute()
        version = self.version if known else None
        return SignReview(by=self.by, review=draft, version=version, signed_as=self.signed_as).execute()

    def detail(self) -> dict[str, Any]:
        return {"on": self.on.isoformat()}


@dataclass(kw_only=True)
class CarryOn(Action["Target"]):
    """A target goes on in the next resolution: the same indicator, with the last value as its baseline, and the value
    and the due year that a person names. Raises ``ReviewRefused``.

    Only a person can: a resolution promises what somebody decided, not what a machine carried over.
    """

    verb = "targets.record"
    target: Target
    into: Resolution
    value: Decimal | None
    due_year: int

    def subject(self) -> Resolution:
        return self.into

    def perform(self) -> Target:
        if self.by is None:
            raise ReviewRefused("Phải có người quyết định.", "A person has to decide.")
        following = resolutions.following(self.target.resolution)
        if following is None or following.pk != self.into.pk:
            raise ReviewRefused("Đó không phải nghị quyết kế tiếp.", "That is not the resolution that follows.")
        found = {one.target.pk: one for one in proposals(self.target.resolution)}
        proposal = found.get(self.target.pk)
        if proposal is None or proposal.carried:
            raise ReviewRefused("Chỉ tiêu này đã có ở nghị quyết kế tiếp.", "The next resolution has it already.")
        term = self.into.term
        if not term.first_year < self.due_year <= term.last_year:
            raise ReviewRefused(
                f"Năm đến hạn phải từ {term.first_year + 1} đến {term.last_year}.",
                f"The due year has to be from {term.first_year + 1} to {term.last_year}.",
            )
        promise = Promise(
            aggregate=self.target.aggregate,
            comparator=self.target.comparator,
            # The first year of a term is the last of the one before: docs/decisions/0005.
            start=date(term.first_year + 1, 1, 1),
            due=date(self.due_year, 12, 31),
            value=self.value,
            unit=self.target.unit,
            state=self.target.state,
            baseline=proposal.last,
            baseline_year=proposal.last_year,
        )
        return RecordTarget(
            by=self.by, resolution=self.into, indicator=self.target.indicator, promise=promise
        ).execute()

    def detail(self) -> dict[str, Any]:
        return {"from": self.target.pk, "value": str(self.value), "due": self.due_year}
