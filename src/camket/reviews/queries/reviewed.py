"""Reviews as they are read: in the back office while they are made, and in public once they are published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform

from camket.reviews import naming
from camket.reviews.enums import GOOD, IN_FORCE, ObstacleState, Outcome, ReviewKind, ReviewState
from camket.reviews.models import Addendum, Note, Obstacle, Project, Remedy, Review, ReviewTarget, Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


@dataclass(frozen=True)
class Headed:
    """A review with what it is called and how its targets stand."""

    review: Review
    name: str
    good: int
    total: int


def called(review: Review) -> str:
    """Needs the resolution with its term."""
    term = review.resolution.term
    return naming.called(ReviewKind(review.kind), review.on, (term.first_year, term.last_year))


def of_resolution(resolution_id: int, published: bool = False) -> list[Headed]:
    """The reviews of a resolution, the newest first; only public ones where asked. Two SQL statements."""
    return of_resolutions([resolution_id], published).get(resolution_id, [])


def of_resolutions(keys: Collection[int], published: bool = False) -> dict[int, list[Headed]]:
    """The same of several resolutions, by their keys. Two SQL statements."""
    found = Review.objects.filter(resolution__in=keys).select_related("resolution__term").defer("content")
    reviews = list(found.filter(state=ReviewState.PUBLISHED) if published else found)
    rows = ReviewTarget.objects.filter(review__in=[one.pk for one in reviews], counts=True)
    outcomes: dict[int, list[str]] = {}
    for review, outcome in rows.order_by().values_list("review_id", "outcome"):
        outcomes.setdefault(review, []).append(outcome)
    headed: dict[int, list[Headed]] = {}
    for one in reviews:
        headed.setdefault(one.resolution_id, []).append(_headed(one, outcomes.get(one.pk, ())))
    return headed


def _headed(review: Review, outcomes: Sequence[str]) -> Headed:
    return Headed(review, called(review), sum(Outcome(one) in GOOD for one in outcomes), len(outcomes))


def targets_served(tasks: Collection[int]) -> dict[int, int]:
    """The target that each of some tasks is for, or whose obstacle it removes, by keys. One SQL statement."""
    found = Remedy.objects.filter(task__in=tasks).values_list("task", "target", "obstacle__target")
    return {task: own or hindered for task, own, hindered in found if own or hindered}


def of_id(pk: int, areas: QuerySet[Any]) -> Review | None:
    """A review of a resolution of one of the areas. One SQL statement."""
    found = Review.objects.filter(pk=pk, resolution__area__in=areas)
    return found.select_related("resolution__term", "resolution__area", "signed_by").first()


def public(area_id: int, resolution: str, slug: str) -> Review | None:
    """A published review. One SQL statement."""
    found = Review.objects.filter(
        resolution__area=area_id, resolution__slug=resolution, slug=slug, state=ReviewState.PUBLISHED
    )
    return found.select_related("resolution__term", "resolution__area").first()


def public_addresses(area_id: int) -> list[tuple[str, str]]:
    """The resolution's and the review's part of the address of each published one. One SQL statement."""
    found = Review.objects.filter(resolution__area=area_id, state=ReviewState.PUBLISHED).order_by("pk")
    return list(found.values_list("resolution__slug", "slug"))


def rows(review_id: int) -> list[ReviewTarget]:
    """The frozen verdicts, in the order of the text, with the aggregate that they were judged by (``judged_as``). One
    SQL statement."""
    heavy = ("evidence", "inputs", "projection", "definition", "judgement")
    judged = KeyTextTransform("aggregate", "definition__content")
    found = ReviewTarget.objects.filter(review=review_id).annotate(judged_as=judged)
    return list(found.defer(*heavy).order_by("order", "pk"))


def proved(review_id: int) -> list[ReviewTarget]:
    """The same with the definitions that they were judged by. One SQL statement."""
    heavy = ("evidence", "inputs", "projection", "judgement")
    found = ReviewTarget.objects.filter(review=review_id).select_related("definition").defer(*heavy)
    return list(found.order_by("order", "pk"))


def living(resolution_id: int) -> set[str]:
    """The slugs of the targets that have a page now. One SQL statement."""
    return set(Verdict.objects.filter(target__resolution=resolution_id).values_list("target__slug", flat=True))


def counts(shown: Sequence[ReviewTarget]) -> tuple[tuple[Outcome, int], ...]:
    """How many targets stand how, of those that count. No SQL."""
    counted = [Outcome(row.outcome) for row in shown if row.counts]
    return tuple((outcome, counted.count(outcome)) for outcome in Outcome if outcome in counted)


def addenda(review_id: int) -> list[Addendum]:
    """One SQL statement."""
    return list(Addendum.objects.filter(review=review_id).order_by("on", "pk"))


def note_of(pk: int, review_id: int) -> Note | None:
    return Note.objects.filter(pk=pk, review=review_id).first()


def obstacles_of(resolution_id: int) -> list[Obstacle]:
    """Those that still stand in the way. One SQL statement."""
    return list(Obstacle.objects.filter(resolution=resolution_id, state=ObstacleState.OPEN, taken_back_at=None))


def obstacle_of(pk: int, areas: QuerySet[Any]) -> Obstacle | None:
    found = Obstacle.objects.filter(pk=pk, resolution__area__in=areas)
    return found.select_related("resolution__area", "target__indicator", "project").first()


def remedy_of(task: int, review_id: int) -> Remedy | None:
    """The remedy of a review that became the task. One SQL statement."""
    found = Remedy.objects.filter(task=task, review=review_id)
    return found.select_related("task__office", "target__indicator", "obstacle", "review").first()


def remedies_for(obstacle_id: int) -> list[Remedy]:
    """What was decided to settle an obstacle, and stands. One SQL statement."""
    found = Remedy.objects.filter(obstacle=obstacle_id, taken_back_at=None)
    return list(found.select_related("task__office", "review__resolution__term"))


def taken_back(review: Review) -> tuple[list[Obstacle], list[Remedy]]:
    """What was taken back since a review was opened. Two SQL statements."""
    obstacles = Obstacle.objects.filter(resolution=review.resolution_id, taken_back_at__gte=review.opened_at)
    remedies = Remedy.objects.filter(review=review.pk).exclude(taken_back_at=None)
    return list(obstacles), list(remedies.select_related("task__office"))


Signed = Mapping[int, tuple[str, Mapping[str, Any]]]
"""What signed reviews say, by the key of the line: the newest one that does, and the line."""


def signed_lines(resolution_id: int, lines: str) -> Signed:
    """Of the reviews of a resolution that are signed and in force. ``lines`` is "obstacles" or "projects". One SQL
    statement."""
    found = Review.objects.filter(resolution=resolution_id, state__in=IN_FORCE).order_by("signed_at")
    years = ("resolution__term__first_year", "resolution__term__last_year")
    said: dict[int, tuple[str, Mapping[str, Any]]] = {}
    for kind, on, first, last, kept in found.values_list("kind", "on", *years, f"content__{lines}"):
        name = naming.called(ReviewKind(kind), on, (first, last))
        said |= {line["key"]: (name, line) for line in kept or ()}
    return said


def projects_of(resolution_id: int) -> list[Project]:
    """Those that were not taken back, with their milestones. Two SQL statements."""
    found = Project.objects.filter(resolution=resolution_id, taken_back_at=None)
    return list(found.prefetch_related("milestones"))


def projects_taken_back(resolution_id: int) -> list[Project]:
    return list(Project.objects.filter(resolution=resolution_id).exclude(taken_back_at=None))


def project_of(pk: int, areas: QuerySet[Any]) -> Project | None:
    found = Project.objects.filter(pk=pk, resolution__area__in=areas)
    return (
        found.select_related("resolution__term", "resolution__area").prefetch_related("milestones", "targets").first()
    )


@dataclass(frozen=True)
class Tick:
    """A stage on a project's line. ``late``: it ended after its planned day, or that day has passed without it."""

    stage: str
    planned: date | None
    actual: date | None
    late: bool
    done: bool


def ticks(stages: Sequence[Any], on: date) -> tuple[Tick, ...]:
    """The stages of a project of which a day is known, in their order. No SQL."""
    return tuple(_tick(one, on) for one in stages if one.planned or one.actual)


def _tick(one: Any, on: date) -> Tick:
    late = bool(one.planned and one.planned < (one.actual or on))
    return Tick(one.stage, one.planned, one.actual, late, bool(one.actual))
