"""From one term to the next: the last scoreboard is frozen, and what goes on becomes targets of the next resolution.

A closing can be taken back as long as it is not public and nothing of the next term rests on it: the signed final
review stays as it was, in force no more, with the reason beneath it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from camket.foundation.actions import Action
from camket.resolutions import queries as resolutions
from camket.reviews.enums import ReviewKind, ReviewState
from camket.reviews.models import CarriedOn, Review
from camket.reviews.queries.handover import final_review, proposals
from camket.reviews.reviewing import AddAddendum, OpenReview, ReviewRefused, SignReview
from camket.targets.actions import Promise, RecordTarget

if TYPE_CHECKING:
    from camket.resolutions.models import Resolution
    from camket.targets.models import Target


@dataclass(kw_only=True)
class CloseTerm(Action[Review]):
    """The scoreboard of a resolution is frozen in a signed final review: one that is being prepared, or a new one on
    the day ``on``. ``version`` is that of the draft that the person saw. Raises ``ReviewRefused``, also before the last
    day of the term."""

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
class ReopenTerm(Action[Review]):
    """A closing is taken back for a reason: figures that come in count again, and the term can be closed anew.

    Raises ``ReviewRefused`` where the term is not closed, its final review is public, or targets have gone on since.
    """

    verb = "reviews.sign"
    resolution: Resolution

    def subject(self) -> Resolution:
        return self.resolution

    def perform(self) -> Review:
        resolutions.hold({self.resolution.pk})
        final = final_review(self.resolution.pk)
        self._check(final)
        if final is None or not self.reason.strip():
            raise ReviewRefused("Ghi lý do mở lại nhiệm kỳ.", "Say why the term is opened again.")
        told = f"Rút lại việc khép lại nhiệm kỳ. Lý do: {self.reason.strip()}"
        AddAddendum(by=self.by, review=final, text=told).execute()
        self.changed.between("state", final.state, ReviewState.WITHDRAWN)
        # Its address is free for the next one; all else of it stays, under its hash.
        final.state, final.slug = ReviewState.WITHDRAWN, f"{final.slug}-{final.pk}"
        final.save()
        return final

    def _check(self, final: Review | None) -> None:
        obstacle = what_keeps_closed(self.resolution, final)
        if obstacle:
            raise ReviewRefused(*obstacle)


def what_keeps_closed(resolution: Resolution, final: Review | None) -> tuple[str, str] | None:
    """Why a closing cannot be taken back, in both languages; nothing where it can."""
    if final is None or not final.is_frozen:
        return "Nhiệm kỳ này chưa khép lại.", "This term is not closed."
    if final.state == ReviewState.PUBLISHED:
        return (
            "Bản tổng kết đã công bố nên không mở lại nhiệm kỳ được. Nếu có sai sót, ghi vào phần Bổ sung.",
            "The final review is public, so the term cannot be opened again. Where it errs, write an addendum.",
        )
    gone_on = CarriedOn.objects.filter(target__resolution=resolution, at__gte=final.signed_at).count()
    if gone_on:
        return (
            f"Đã có {gone_on} chỉ tiêu chuyển sang nghị quyết kế tiếp theo kết quả này nên không mở lại nhiệm kỳ được.",
            f"The next resolution has {gone_on} targets that rest on this result, so the term cannot be opened again.",
        )
    return None


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
        told: dict[str, Any] = {"indicator": self.target.indicator, "promise": promise}
        made = RecordTarget(by=self.by, resolution=self.into, **told).execute()
        CarriedOn.objects.create(target=self.target, into=made)
        return made

    def detail(self) -> dict[str, Any]:
        return {"from": self.target.pk, "value": str(self.value), "due": self.due_year}
