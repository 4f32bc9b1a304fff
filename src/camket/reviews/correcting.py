"""Obstacles and remedies that were mistyped are put right, taken back and put back, as long as no signed review tells
them. See docs/decisions/0035-put-right-until-signed.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from camket.records.enums import TaskState
from camket.records.steps import CorrectTask, ResumeTask
from camket.records.tasks import DropTask
from camket.reviews import entries
from camket.reviews.enums import ObstacleState
from camket.reviews.models import Obstacle, Remedy
from camket.reviews.remarks import Decision, Hindrance
from camket.reviews.reviewing import OfDraft, ReviewRefused, drafts_grow, unsigned

if TYPE_CHECKING:
    from django.db import models

    from camket.reviews.models import Review

_UNSIGNED = "Sửa lúc kỳ sơ kết chưa ký"
_TAKEN_BACK = "Rút giải pháp lúc kỳ sơ kết chưa ký"
_PUT_BACK = "Đưa giải pháp trở lại"


def obstacle_can_change(review: Review, one: Obstacle) -> None:
    """Raises ``ReviewRefused`` where it cannot be put right at the review."""
    unsigned(review)
    entries.standing(one)
    entries.untold(one.resolution_id, "obstacles", one.pk)


def remedy_can_change(review: Review, one: Remedy) -> None:
    """The same of a remedy, which its office may have reported on."""
    unsigned(review)
    entries.standing(one)
    if one.task.state != TaskState.OPEN:
        raise ReviewRefused(
            "Đơn vị đã báo xong nhiệm vụ này, hoặc nhiệm vụ đã kết thúc, nên giải pháp giữ nguyên. "
            "Nếu đơn vị báo nhầm, trả lại ở mục Nhiệm vụ trước.",
            "Its office has reported the task as done, or it has ended, so the remedy stays as it is. "
            "Where the office was wrong, return the task first, among the tasks.",
        )


@dataclass(kw_only=True)
class _OfObstacle(OfDraft[Obstacle]):
    """``seen`` is the stamp of what the person saw. Raises ``ReviewRefused``, and ``Overtaken`` where it is another."""

    obstacle: Obstacle
    seen: str = ""

    def subject(self) -> models.Model:
        return self.obstacle

    def change(self) -> Obstacle:
        drafts_grow(self.obstacle.resolution_id, but=self.review.pk)
        held = Obstacle.objects.select_for_update(of=("self",))
        now = held.select_related("resolution__area", "target__indicator", "project").get(pk=self.obstacle.pk)
        entries.untold(now.resolution_id, "obstacles", now.pk, self.is_fixed)
        entries.same(entries.of_obstacle(now), self.seen)
        self.turn(now)
        return now

    def is_fixed(self, line: Mapping[str, Any]) -> bool:
        """Of what a signed review says of it: does that keep it as it is?"""
        return True

    def turn(self, now: Obstacle) -> None:
        raise NotImplementedError

    def detail(self) -> dict[str, Any]:
        return {"what": self.obstacle.what}


@dataclass(kw_only=True)
class EditObstacle(Hindrance, _OfObstacle):
    def turn(self, now: Obstacle) -> None:
        entries.standing(now)
        told = self.told(now.resolution_id)
        if told["project"] == entries.standing_project(now):
            del told["project"]  # one that was taken back comes back with its obstacles
        entries.write(now, self.changed, told)


@dataclass(kw_only=True)
class TakeBackObstacle(_OfObstacle):
    """Refused while a remedy is there to settle it."""

    def turn(self, now: Obstacle) -> None:
        if Remedy.objects.filter(obstacle=now, taken_back_at=None).exists():
            raise ReviewRefused(
                "Có giải pháp nhằm gỡ vướng mắc này. Sửa hoặc rút các giải pháp đó trước.",
                "There are remedies for this obstacle. Change them or take them back first.",
            )
        entries.take_back(now, self.changed, entries.said(now, entries.OBSTACLE))


@dataclass(kw_only=True)
class PutBackObstacle(_OfObstacle):
    def turn(self, now: Obstacle) -> None:
        entries.put_back(now, self.changed, entries.said(now, entries.OBSTACLE))


@dataclass(kw_only=True)
class ReopenObstacle(_OfObstacle):
    """It was told as settled by mistake."""

    def is_fixed(self, line: Mapping[str, Any]) -> bool:
        return line["state"] == ObstacleState.SETTLED

    def turn(self, now: Obstacle) -> None:
        entries.standing(now)
        if now.state != ObstacleState.SETTLED:
            raise ReviewRefused("Vướng mắc này chưa ghi là đã gỡ.", "This obstacle was not told as settled.")
        entries.write(now, self.changed, {"state": ObstacleState.OPEN, "settled_on": None})


# --- remedies


@dataclass(kw_only=True)
class _OfRemedy(OfDraft[Remedy]):
    """The same of a remedy, whose task goes with it. Raises ``TaskRefused`` besides, where its office is further on."""

    remedy: Remedy
    seen: str = ""

    def change(self) -> Remedy:
        held = Remedy.objects.select_for_update(of=("self", "task")).filter(review=self.review.pk)
        now = held.select_related("review", "task__office", "target__indicator", "obstacle").get(pk=self.remedy.pk)
        entries.same(entries.of_remedy(now), self.seen)
        self.turn(now)
        return now

    def turn(self, now: Remedy) -> None:
        raise NotImplementedError

    def detail(self) -> dict[str, Any]:
        return {"what": self.remedy.task.what}


@dataclass(kw_only=True)
class EditRemedy(Decision, _OfRemedy):
    def turn(self, now: Remedy) -> None:
        remedy_can_change(self.review, now)
        entries.write(now, self.changed, self.aims(self.review.resolution_id))
        if any(getattr(now.task, name) != value for name, value in self.six().items()):
            now.task = CorrectTask(by=self.by, task=now.task, reason=_UNSIGNED, **self.six()).execute()


@dataclass(kw_only=True)
class TakeBackRemedy(_OfRemedy):
    """Its office need not do it any more, and is reminded no more."""

    def turn(self, now: Remedy) -> None:
        remedy_can_change(self.review, now)
        entries.take_back(now, self.changed, entries.said(now, ("target", "obstacle")))
        DropTask(by=self.by, task=now.task, reason=_TAKEN_BACK).execute()


@dataclass(kw_only=True)
class PutBackRemedy(_OfRemedy):
    def turn(self, now: Remedy) -> None:
        if now.obstacle and now.obstacle.taken_back_at:
            raise ReviewRefused(
                "Vướng mắc của giải pháp này đã rút. Đưa vướng mắc trở lại trước.",
                "The obstacle of this remedy was taken back. Put the obstacle back first.",
            )
        entries.put_back(now, self.changed, entries.said(now, ("target", "obstacle")))
        ResumeTask(by=self.by, task=now.task, reason=_PUT_BACK).execute()
