"""What was published: at any moment, and how it changed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import F, Max

from camket.reviews.enums import Cause, Outcome
from camket.reviews.models import Definition, Judgement
from camket.reviews.queries.rows import Event, Published


def rests_on(indicators: Collection[int]) -> bool:
    """Was anything published that rests on these indicators?"""
    return Definition.objects.filter(indicator__in=indicators).exists()


def at(resolution_id: int, moment: datetime) -> tuple[Published, ...]:
    """The verdicts of a resolution as they were published at a moment, in the order of its targets. Expected value and
    pace are those of the day ``on``, on which the verdict came out. Two SQL statements."""
    chosen = Judgement.objects.filter(target__resolution_id=resolution_id, published_at__lte=moment)
    newest = dict(chosen.order_by().values_list("target_id").annotate(Max("number")))
    found = chosen.order_by("target__order", "target_id", "number")
    return tuple(_published(one) for one in found if newest.get(one.target_id) == one.number)


def events(target_id: int) -> tuple[Event, ...]:
    """How the outcome of a target has changed, the newest first, down to the first one. One SQL statement."""
    found = Judgement.objects.filter(target_id=target_id).exclude(outcome=F("previous")).order_by("-number")
    return tuple(map(_event, found.defer("evidence", "inputs", "projection", "why", "why_en")))


def changes_between(area_id: int, since: datetime, until: datetime) -> tuple[Event, ...]:
    """The changes of outcome of an area's targets in a span of time, oldest first: what a review looks at. One SQL
    statement."""
    found = Judgement.objects.filter(target__area_id=area_id, published_at__gt=since, published_at__lte=until)
    changed = found.exclude(outcome=F("previous")).exclude(cause=Cause.FIRST).order_by("published_at", "pk")
    return tuple(map(_event, changed.defer("evidence", "inputs", "projection", "why", "why_en")))


def _event(made: Judgement) -> Event:
    return Event(
        target=made.target_id,
        published_at=made.published_at,
        before=Outcome(made.previous) if made.previous else None,
        outcome=Outcome(made.outcome),
        cause=Cause(made.cause),
        figures=tuple(made.cause_figures),
        text=made.told,
        text_en=made.told_en,
    )


def _published(made: Judgement) -> Published:
    return Published(
        target=made.target_id,
        number=made.number,
        published_at=made.published_at,
        on=made.on,
        as_of=made.as_of,
        outcome=Outcome(made.outcome),
        attained=made.attained,
        ratio=made.ratio,
        progress=made.progress,
        expected=made.expected,
        pace=made.pace,
        stale=made.stale,
        why=made.why,
        why_en=made.why_en,
        inputs_hash=made.inputs_hash,
    )
