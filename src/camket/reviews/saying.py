"""What people have said at a review so far: read live while it is a draft, kept when it is signed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.db.models import Q

from camket.records.enums import UNDONE
from camket.reviews.collecting import about, task_line, with_tasks
from camket.reviews.contents import About, Content, NoteLine, ObstacleLine, ProjectLine, Silent, StageLine, revived
from camket.reviews.enums import ObstacleState, ProjectStage
from camket.reviews.models import Milestone, Note, Obstacle, Project, Remedy, Review


def content(review: Review) -> Content:
    """All that a review says. A signed one answers with what it keeps: no SQL then, else at most five statements."""
    gathered = revived(review.content)
    return gathered if review.is_frozen else said(review, gathered)


def live(resolution_id: int, since: date, on: date, silent: tuple[Silent, ...]) -> Content:
    """What stands in the way of a resolution on a day and what was decided about it, without a review. Three SQL
    statements."""
    decided = Remedy.objects.filter(review__resolution=resolution_id, taken_back_at=None)
    still = Q(task__state__in=UNDONE) | Q(task__ended_on__gte=since)
    return Content(
        since=since,
        silent=silent,
        former=tuple(task_line(one, on) for one in with_tasks(decided.filter(still))),
        obstacles=tuple(obstacles(resolution_id, since)),
    )


def said(review: Review, gathered: Content) -> Content:
    decided = Remedy.objects.filter(review=review.pk, taken_back_at=None)
    return replace(
        gathered,
        notes=tuple(_notes(review)),
        obstacles=tuple(obstacles(review.resolution_id, gathered.since)),
        remedies=tuple(task_line(one, review.on) for one in with_tasks(decided)),
        projects=tuple(projects(review.resolution_id)),
    )


def _notes(review: Review) -> Iterator[NoteLine]:
    for one in Note.objects.filter(review=review.pk).select_related("target__indicator").order_by("pk"):
        yield NoteLine(one.pk, one.kind, about(one.target) if one.target else About(), one.text, one.version)


def obstacles(resolution_id: int, since: date) -> Iterator[ObstacleLine]:
    """Those that stand in the way, and those that were settled since then."""
    standing = Obstacle.objects.filter(resolution=resolution_id, taken_back_at=None)
    found = standing.select_related("target__indicator", "project")
    for one in found.order_by("since", "pk"):
        if one.state == ObstacleState.OPEN or (one.settled_on and one.settled_on >= since):
            yield ObstacleLine(
                key=one.pk,
                kind=one.kind,
                what=one.what,
                place=str(one.place),
                since=one.since,
                waiting_for=str(one.waiting_for),
                about=about(one.target) if one.target else About(),
                project=str(one.project.name) if one.project and not one.project.taken_back_at else "",
                state=one.state,
                settled_on=one.settled_on,
            )


def projects(resolution_id: int) -> Iterator[ProjectLine]:
    """Two SQL statements."""
    for one in Project.objects.filter(resolution=resolution_id, taken_back_at=None).prefetch_related("milestones"):
        known = {milestone.stage: milestone for milestone in one.milestones.all() if not milestone.taken_back_at}
        stages = (_stage(stage, known.get(stage)) for stage in ProjectStage.values)
        yield ProjectLine(one.pk, str(one.name), str(one.place), tuple(stages))


def _stage(stage: str, known: Milestone | None) -> StageLine:
    return StageLine(stage, known.planned, known.actual) if known else StageLine(stage, None, None)
