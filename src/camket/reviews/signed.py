"""Does what was signed still say what it said then? The hashes of frozen reviews, made again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from camket.reviews.collecting import fingerprint as row_fingerprint
from camket.reviews.enums import FROZEN
from camket.reviews.models import Addendum, Review, ReviewTarget
from camket.reviews.reviewing import addendum_hash, fingerprint

Found = tuple[int, str, None, date, datetime, str, str, str]
"""Review, name, nothing, its day and moment, what differs, the hash kept, the hash made now."""


def count() -> int:
    return Review.objects.filter(state__in=FROZEN).count()


def differences() -> Iterator[Found]:
    for review in Review.objects.filter(state__in=FROZEN).order_by("pk").iterator():
        yield from _compared(review, str(review), "review", review.hash, fingerprint(review))
    rows = ReviewTarget.objects.filter(review__state__in=FROZEN).select_related("review", "definition")
    for row in rows.order_by("pk").iterator(chunk_size=1_000):
        yield from _compared(row.review, str(row.name), "review_row", row.hash, row_fingerprint(row))
    for told in Addendum.objects.select_related("review").order_by("pk").iterator():
        yield from _compared(told.review, str(told.review), "addendum", told.hash, addendum_hash(told))


def _compared(review: Review, name: str, what: str, kept: str, now: str) -> Iterator[Found]:
    if kept != now:
        yield review.pk, name, None, review.on, review.as_of, what, kept, now
