from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from camket.intake import queries as intake
from camket.records import queries as records
from camket.reviews.models import Verdict
from camket.reviews.queries.building import listed
from camket.reviews.queries.rows import Listed, Mark, Mention, Row, Text

if TYPE_CHECKING:
    from camket.records.models import Document

TARGET, RESULT, PLAN = "target", "result", "plan"


def documents(area_id: int) -> tuple[Listed, ...]:
    """The documents of an area, the newest first. One SQL statement."""
    return tuple(listed(document) for document in records.published(area_id))


def document(area_id: int, slug: str) -> Text | None:
    """A document with its read numbers, each with the commitment that it belongs to. At most five SQL statements."""
    found = records.by_slug(area_id, slug)
    if found is None:
        return None
    marks = sorted(_marks(found), key=lambda mark: (mark.start, -mark.end, mark.mention is None))
    return Text(listed(found), found.text, tuple(found.layout), tuple(_apart(marks)))


def mentioned_in(document_id: int, rows: Iterable[Row]) -> tuple[Row, ...]:
    """The commitments that a document says something about. One SQL statement."""
    targets, indicators = set(), set()
    for target, indicator in intake.assented(document_id).values_list("target_id", "observation__indicator_id"):
        targets.add(target)
        indicators.add(indicator)
    return tuple(row for row in rows if row.id in targets or row.indicator in indicators)


def _marks(found: Document) -> Iterator[Mark]:
    """Targets and figures by their passages: the numbers that something published stands on."""
    mentions = _Mentions(found.area_id)
    for start, end, target in found.passages.filter(targets__isnull=False).values_list("start", "end", "targets"):
        yield Mark(start, end, TARGET, mentions.of_target(target))
    kept = found.passages.filter(observations__isnull=False, observations__withdrawn_at=None)
    seen = kept.values_list("start", "end", "observations__stage", "observations__indicator", "observations__end")
    for start, end, stage, indicator, day in seen:
        yield Mark(start, end, PLAN if stage == PLAN else RESULT, mentions.of_indicator(indicator, day))


class _Mentions:
    """Where a target, or an indicator on a day, is shown."""

    def __init__(self, area_id: int) -> None:
        self.by_target: dict[int, Mention] = {}
        self.by_indicator: dict[int, list[tuple[date, date, Mention]]] = {}
        found = Verdict.objects.filter(target__resolution__area_id=area_id).values_list(
            "target_id",
            "target__indicator_id",
            "target__start",
            "target__due",
            "target__resolution__slug",
            "target__slug",
            "target__indicator__name",
            "target__indicator__name_en",
        )
        for target, indicator, start, due, *named in found.order_by("target__due", "target__order"):
            mention = Mention(*named)
            self.by_target[target] = mention
            self.by_indicator.setdefault(indicator, []).append((start, due, mention))

    def of_target(self, target: int) -> Mention | None:
        return self.by_target.get(target)

    def of_indicator(self, indicator: int, day: date) -> Mention | None:
        """The commitment whose window holds the day, else the first one of the indicator."""
        known = self.by_indicator.get(indicator, [])
        inside = (mention for start, due, mention in known if start <= day <= due)
        return next(inside, known[0][2] if known else None)


def _apart(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Without those that begin inside another."""
    reached = 0
    for mark in marks:
        if mark.start >= reached:
            reached = mark.end
            yield mark
