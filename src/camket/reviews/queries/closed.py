"""Closed terms: what is shown of them is what their signed final review keeps; later figures stand beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from camket.measures.folding import slug
from camket.observations import queries as observations
from camket.reviews.enums import IN_FORCE, Reporting, ReviewKind, ReviewState
from camket.reviews.models import Review, ReviewTarget
from camket.reviews.queries.building import by_period, promise, standing
from camket.reviews.queries.rows import Closing, Label, Mandate, Point, Row, Standing

if TYPE_CHECKING:
    from collections.abc import Collection

_HEAVY = ("evidence", "inputs", "definition", "judgement")


def closings(area_id: int) -> dict[int, Closing]:
    """How the closed resolutions of an area ended, by their keys. One SQL statement."""
    found = Review.objects.filter(resolution__area=area_id, kind=ReviewKind.FINAL, state__in=IN_FORCE)
    return {one.resolution_id: _closing(one) for one in found.defer("content")}


def _closing(final: Review) -> Closing:
    public = final.slug if final.state == ReviewState.PUBLISHED else ""
    return Closing(final.pk, final.on, final.as_of, localdate(final.signed_at or final.as_of), public)


def as_closed(area_id: int, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows of closed terms as they were at the end, the others as they are. No statement where no term is closed, else
    one, and one more for each closed resolution.

    A target that is gone since has a row still, and one that came later has none.
    """
    reviews = {one.mandate.closing.review for one in rows if one.mandate.closing}
    if not reviews:
        return tuple(rows)
    kept = list(ReviewTarget.objects.filter(review__in=reviews).defer(*_HEAVY).order_by("review", "order", "pk"))
    shown: list[Row] = []
    for mandate, some in groupby(rows, key=lambda row: row.mandate):
        of_one = list(some)
        if mandate.closing is None:
            shown += of_one
        else:
            of_review = [one for one in kept if one.review_id == mandate.closing.review]
            shown += _of_closed(area_id, mandate, mandate.closing, of_one, of_review)
    return tuple(shown)


def _of_closed(
    area_id: int, mandate: Mandate, closing: Closing, rows: list[Row], kept: list[ReviewTarget]
) -> Iterator[Row]:
    """Living targets in their order; those that are gone after the last of their group."""
    seen = points_at(area_id, closing, {row.indicator for row in rows})
    by_target = {one.target_id: one for one in kept}
    living = [as_kept(row, by_target[row.id], seen) for row in rows if row.id in by_target]
    gone = [_alone(one, mandate, rows) for one in kept if one.target_id not in {row.id for row in rows}]
    places = list(dict.fromkeys(row.group for row in (*living, *gone)))
    yield from sorted((*living, *gone), key=lambda row: places.index(row.group))


def points_at(area_id: int, closing: Closing, indicators: Collection[int]) -> dict[int, tuple[Point, ...]]:
    """The values that counted when a term was closed. One SQL statement."""
    return by_period(row for row in observations.known(area_id, indicators, closing.as_of) if row.stage != "plan")


def as_kept(row: Row, kept: ReviewTarget, seen: Mapping[int, tuple[Point, ...]]) -> Row:
    """A living target's row as the final review keeps it."""
    frozen = standing(kept, Reporting(kept.reporting))
    return replace(
        row,
        name=str(kept.name),
        name_en=str(kept.name_en),
        group=_label(kept.group, kept.group_en, [row.group]),
        lead=_label(kept.lead, kept.lead_en, [row.lead]),
        promise=replace(promise(kept), baseline=row.promise.baseline, baseline_year=row.promise.baseline_year),
        standing=frozen,
        points=seen.get(row.indicator, ()),
        counts=kept.counts,
        later=row.standing if _result(row.standing) != _result(frozen) else None,
        is_kept=True,
    )


def _result(one: Standing) -> tuple[object, ...]:
    return one.outcome, one.attained, one.attained_state, one.attained_end


def _alone(kept: ReviewTarget, mandate: Mandate, rows: Iterable[Row]) -> Row:
    """A target that is gone since: all that is known of it is what the review keeps."""
    rows = list(rows)
    return Row(
        id=kept.target_id,
        indicator=0,
        slug=kept.slug,
        number=None,
        name=str(kept.name),
        name_en=str(kept.name_en),
        unit=kept.unit,
        direction="",
        nature="",
        mandate=mandate,
        group=_label(kept.group, kept.group_en, [row.group for row in rows]),
        programmes=(),
        lead=_label(kept.lead, kept.lead_en, [row.lead for row in rows]),
        part_of=None,
        promise=promise(kept),
        standing=standing(kept, Reporting(kept.reporting)),
        counts=kept.counts,
        is_kept=True,
        has_page=False,
    )


def _label(name: str, name_en: str, known: Iterable[Label | None]) -> Label | None:
    """By the name that was kept, under the address of whoever bears it still."""
    if not name:
        return None
    same = next((one for one in known if one and one.name == name), None)
    return Label(same.slug if same else slug(name), str(name), str(name_en))
