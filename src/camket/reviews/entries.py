"""What an entry says, field by field, and who may still change it: what putting right, taking back and putting back of
obstacles, remedies, projects and milestones share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone

from camket.reviews import definitions
from camket.reviews.enums import ProjectStage
from camket.reviews.queries import reviewed
from camket.reviews.reviewing import ReviewRefused

if TYPE_CHECKING:
    from camket.foundation.traces import Changes
    from camket.reviews.models import Obstacle, Project, Remedy
    from camket.reviews.models.projects import Entered

Values = Mapping[str, Any]
"""By the fields of its form, rows by their keys."""

OBSTACLE = ("kind", "what", "place", "since", "waiting_for", "target", "project")
SIX = ("office", "post", "what", "due", "answers_to", "product", "authority")
DAYS = ("planned", "actual")


class Overtaken(ReviewRefused):
    """Somebody else has changed the entry meanwhile. ``now`` is what it says; nothing of either is lost."""

    def __init__(self, now: Values) -> None:
        self.now = now
        super().__init__(
            "Có người vừa sửa mục này. Xem bản đang lưu rồi bấm lần nữa.",
            "Somebody has just changed this entry. Look at what is stored now, then press once more.",
        )


def of_obstacle(one: Obstacle) -> Values:
    """A project that was taken back is none."""
    return {**{name: _key(getattr(one, name)) for name in OBSTACLE}, "project": _key(standing_project(one))}


def standing_project(one: Obstacle) -> Project | None:
    return one.project if one.project and not one.project.taken_back_at else None


def of_remedy(one: Remedy) -> Values:
    six = {name: _key(getattr(one.task, name)) for name in SIX}
    return {**six, "target": one.target_id, "obstacle": one.obstacle_id}


def of_project(one: Project) -> Values:
    targets = sorted(target.pk for target in one.targets.all())
    return {"name": str(one.name), "place": str(one.place), "targets": targets}


def of_days(one: Project) -> Values:
    """The days of all stages that were not taken back."""
    known = {row.stage: row for row in one.milestones.all() if not row.taken_back_at}
    named = ((name, stage.value) for stage in ProjectStage for name in DAYS)
    return {f"{name}_{stage}": getattr(known.get(stage), name, None) for name, stage in named}


def _key(value: Any) -> Any:
    return getattr(value, "pk", value)


def stamp(values: Values) -> str:
    """Of what a person saw: another one means that somebody has changed it."""
    return definitions.digest(definitions.plain(values))


def same(now: Values, seen: str) -> None:
    """Where a page was seen at all: a program that changes an entry has seen none."""
    if seen and seen != stamp(now):
        raise Overtaken(now)


def standing(one: Entered) -> None:
    if one.taken_back_at:
        raise ReviewRefused(
            "Mục này đã rút lại. Bấm Đưa trở lại trước, rồi hãy sửa.",
            "This entry was taken back. Put it back first, then change it.",
        )


def untold(
    resolution_id: int, lines: str, key: int, fixed: Callable[[Mapping[str, Any]], bool] = lambda line: True
) -> None:
    """No signed review tells the entry, or nothing of it that is ``fixed``."""
    name, line = reviewed.signed_lines(resolution_id, lines).get(key, ("", {}))
    if name and fixed(line):
        raise ReviewRefused(
            f"“{name}” đã ký với mục này nên nội dung giữ nguyên. Đính chính thì ghi bổ sung vào kỳ đó.",
            f"“{name}” was signed with this entry, so it stays as it is. To correct it, write an addendum there.",
        )


def take_back(one: Entered, changed: Changes, said: Values) -> None:
    """The trail tells all that the entry said."""
    standing(one)
    one.taken_back_at = timezone.now()
    one.save(update_fields=("taken_back_at",))
    for name, value in said.items():
        changed.between(name, value or None, None)


def put_back(one: Entered, changed: Changes, said: Values) -> None:
    if not one.taken_back_at:
        raise ReviewRefused("Mục này đã được đưa trở lại.", "This entry was put back already.")
    one.taken_back_at = None
    one.save(update_fields=("taken_back_at",))
    for name, value in said.items():
        changed.between(name, None, value or None)


def write(one: Any, changed: Changes, told: Mapping[str, Any]) -> None:
    """Only what differs is written and told."""
    values = {name: value for name, value in told.items() if _key(getattr(one, name)) != _key(value)}
    for name, value in values.items():
        changed.between(name, _word(getattr(one, name)), _word(value))
        setattr(one, name, value)
    one.save()


def said(one: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: _word(getattr(one, name)) for name in names}


def _word(value: Any) -> Any:
    """Rows by their names, as the trail tells them."""
    return str(value) if isinstance(value, models.Model) else value
