"""Opening, signing and publishing a review. See docs/decisions/0021-reviews.md."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import F
from django.utils import timezone

from camket.foundation import clock
from camket.foundation.actions import Action
from camket.foundation.errors import CamketError
from camket.measures.periods import name_of_day
from camket.resolutions import queries as resolutions
from camket.reviews import collecting, definitions, naming, saying
from camket.reviews.contents import kept, revived
from camket.reviews.enums import ReviewKind, ReviewState
from camket.reviews.models import Addendum, Review, ReviewTarget

if TYPE_CHECKING:
    from django.db import models

    from camket.resolutions.models import Resolution

Result = TypeVar("Result")


class ReviewRefused(CamketError):
    """It cannot be done to this review: the message says why, and what to do."""


class Outdated(ReviewRefused):
    """The review has changed since the person opened its page."""

    def __init__(self) -> None:
        super().__init__(
            "Kỳ sơ kết vừa có người thay đổi. Xem lại nội dung dưới đây rồi bấm lần nữa.",
            "Somebody has just changed this review. Look at what it says below, then press once more.",
        )


@dataclass(kw_only=True)
class OpenReview(Action[Review]):
    """The review of a resolution on a day, with all that is known there and then. Raises :class:`ReviewRefused`."""

    verb = "reviews.write"
    resolution: Resolution
    kind: ReviewKind
    on: date
    as_of: datetime | None = None

    def subject(self) -> Resolution:
        return self.resolution

    def perform(self) -> Review:
        resolutions.hold({self.resolution.pk})
        slug = naming.slug(self.kind, self.on)
        if self.on > timezone.localdate():
            raise ReviewRefused("Ngày sơ kết không thể ở tương lai.", "The day of a review cannot be in the future.")
        if Review.objects.filter(resolution=self.resolution, slug=slug).exists():
            raise ReviewRefused(
                "Đã có kỳ sơ kết này. Mở kỳ đó để làm tiếp; nếu đã ký, ghi bổ sung vào đó.",
                "There is such a review already. Go on with that one; where it is signed, add an addendum.",
            )
        moment = self.as_of or clock.tick().now
        told = {"resolution": self.resolution, "kind": self.kind, "slug": slug, "on": self.on, "as_of": moment}
        review = Review(**told, opened_by=self.by)
        return gather(review)

    def detail(self) -> dict[str, Any]:
        return {"kind": str(self.kind), "on": self.on.isoformat()}


def gather(review: Review) -> Review:
    """Store a draft with its rows; those it had go."""
    found = collecting.collect(review)
    review.content = kept(found.content)
    review.save()
    ReviewTarget.objects.filter(review=review).delete()
    for row in found.rows:
        row.review = review
    ReviewTarget.objects.bulk_create(found.rows)
    return review


def unsigned(review: Review) -> None:
    if review.is_frozen:
        raise ReviewRefused(
            "Kỳ sơ kết đã ký nên giữ nguyên. Muốn thêm hay đính chính, ghi vào phần Bổ sung.",
            "A signed review stays as it is. To add or correct something, write an addendum.",
        )


@dataclass(kw_only=True)
class OfDraft(Action[Result]):
    """What all verbs on a draft share: nobody else changes it meanwhile, and its version grows.

    ``version`` is the one that the person saw, where that matters. Raises :class:`ReviewRefused`.
    """

    verb = "reviews.write"
    review: Review
    version: int | None = None

    def subject(self) -> models.Model:
        return self.review

    def perform(self) -> Result:
        now = Review.objects.select_for_update(of=("self",)).select_related("resolution__term").get(pk=self.review.pk)
        self.review = now
        unsigned(now)
        if self.version is not None and self.version != now.version:
            raise Outdated
        result = self.change()
        Review.objects.filter(pk=now.pk).update(version=now.version + 1)
        return result

    def change(self) -> Result:
        raise NotImplementedError


def drafts_grow(resolution_id: int, but: int = 0) -> None:
    """What all reviews of a resolution tell changes: nobody signs one meanwhile, nor signs afterwards what they did not
    see."""
    drafts = Review.objects.filter(resolution=resolution_id, state=ReviewState.DRAFT).exclude(pk=but)
    drafts.update(version=F("version") + 1)


@dataclass(kw_only=True)
class RefreshReview(OfDraft[Review]):
    """Take the figures of now into a draft; what people said stays. A final review moves on to the term's last day."""

    as_of: datetime | None = None

    def change(self) -> Review:
        self.review.as_of = self.as_of or clock.tick().now
        if self.review.kind == ReviewKind.FINAL:
            self.review.on = min(timezone.localdate(), naming.last_day(self.review.resolution.term.last_year))
        return gather(self.review)


@dataclass(kw_only=True)
class SignReview(OfDraft[Review]):
    """From now on the review stays as it is. ``signed_as`` is a post. A final review closes its term: it is of the
    last day, and signed on that day at the earliest."""

    verb = "reviews.sign"
    signed_as: str

    def change(self) -> Review:
        review = self.review
        if review.kind == ReviewKind.FINAL:
            self._check_end(naming.last_day(review.resolution.term.last_year))
        review.content = kept(saying.said(review, revived(review.content)))
        review.state, review.signed_at, review.signed_by = ReviewState.SIGNED, timezone.now(), self.by
        review.signed_as, review.version = self.signed_as, review.version + 1
        review.hash = fingerprint(review)
        review.save()
        return review

    def _check_end(self, ends_on: date) -> None:
        if timezone.localdate() < ends_on:
            raise ReviewRefused(
                f"Nhiệm kỳ kéo dài đến hết ngày {name_of_day(ends_on)}: từ ngày đó mới khép lại được.",
                f"The term runs until {name_of_day(ends_on, 'en')}: it can be closed from that day on.",
            )
        if self.review.on < ends_on:
            raise ReviewRefused(
                f"Bản tổng kết mới tính đến ngày {name_of_day(self.review.on)}. "
                f"Bấm “Lấy số liệu mới nhất” để tính đến hết ngày {name_of_day(ends_on)} rồi ký.",
                f"The final review is as on {name_of_day(self.review.on, 'en')} only. "
                f"Take the newest figures in, to reach {name_of_day(ends_on, 'en')}, then sign.",
            )

    def detail(self) -> dict[str, Any]:
        return {"signed_as": self.signed_as, "hash": self.review.hash}


def fingerprint(review: Review) -> str:
    """A hash over all that a review says."""
    rows = ReviewTarget.objects.filter(review=review).order_by("order", "pk").values_list("hash", flat=True)
    head = {name: getattr(review, name) for name in ("resolution_id", "kind", "on", "as_of", "signed_as")}
    return definitions.digest({**definitions.plain(head), "content": review.content, "rows": list(rows)})


@dataclass(kw_only=True)
class PublishReview(Action[Review]):
    """A signed review becomes a public page; or stays inside, where ``inside``. A public one cannot be taken back."""

    verb = "reviews.sign"
    review: Review
    inside: bool = False

    def subject(self) -> Review:
        return self.review

    def perform(self) -> Review:
        review = Review.objects.select_for_update().get(pk=self.review.pk)
        if not review.is_frozen:
            raise ReviewRefused("Ký kỳ sơ kết trước khi công bố.", "Sign the review before publishing it.")
        if review.state == ReviewState.WITHDRAWN:
            raise ReviewRefused(
                "Bản này đã rút lại nên không công bố nữa.", "It was taken back, so it is not published any more."
            )
        if review.state == ReviewState.PUBLISHED:
            raise ReviewRefused(
                "Kỳ sơ kết này đã công bố, không rút lại được. Nếu có sai sót, ghi vào phần Bổ sung.",
                "This review is public and cannot be taken back. Where it errs, write an addendum.",
            )
        review.state = ReviewState.INTERNAL if self.inside else ReviewState.PUBLISHED
        review.published_at = None if self.inside else timezone.now()
        review.save()
        return review

    def detail(self) -> dict[str, Any]:
        return {"inside": self.inside}


@dataclass(kw_only=True)
class AddAddendum(Action[Addendum]):
    """A correction of a signed review, or more to say: shown beneath it with its day."""

    verb = "reviews.sign"
    review: Review
    text: str
    text_en: str = ""

    def subject(self) -> Review:
        return self.review

    def perform(self) -> Addendum:
        review = Review.objects.select_for_update().get(pk=self.review.pk)
        if not review.is_frozen:
            raise ReviewRefused(
                "Kỳ sơ kết chưa ký: sửa thẳng nội dung, không cần bổ sung.",
                "The review is not signed yet: change what it says instead.",
            )
        if not self.text.strip():
            raise ReviewRefused("Ghi nội dung bổ sung.", "Write what is to be added.")
        told = Addendum(review=review, on=timezone.localdate(), text=self.text.strip(), text_en=self.text_en.strip())
        told.written_by = self.by
        told.hash = addendum_hash(told)
        told.save()
        return told


def addendum_hash(told: Addendum) -> str:
    names = ("review_id", "on", "text", "text_en")
    return definitions.digest(definitions.plain({name: getattr(told, name) for name in names}))
