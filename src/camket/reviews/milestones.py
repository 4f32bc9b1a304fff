"""Projects and the days of their stages."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from camket.foundation.actions import Action
from camket.reviews import entries
from camket.reviews.enums import ProjectStage
from camket.reviews.models import Milestone, Project
from camket.reviews.reviewing import ReviewRefused, drafts_grow

if TYPE_CHECKING:
    from camket.resolutions.models import Resolution

Days = Mapping[ProjectStage, date | None]


@dataclass(kw_only=True)
class RecordProject(Action[Project]):
    """A project of a resolution; ``targets`` are the keys of those that it serves. Raises ``ReviewRefused``."""

    verb = "reviews.write"
    resolution: Resolution
    name: str
    place: str = ""
    targets: Collection[int] = ()

    def subject(self) -> Resolution:
        return self.resolution

    def perform(self) -> Project:
        drafts_grow(self.resolution.pk)
        made, new = Project.objects.get_or_create(
            resolution=self.resolution, name=self.name, defaults={"place": self.place}
        )
        if not new:
            raise _taken(made)
        made.targets.set(self.targets)
        return made

    def detail(self) -> dict[str, Any]:
        return {"name": self.name}


def _taken(other: Project) -> ReviewRefused:
    if other.taken_back_at:
        return ReviewRefused(
            "Công trình mang tên này đã rút lại. Bấm Đưa trở lại ở cuối trang.",
            "A project of that name was taken back. Put it back at the end of the page.",
        )
    return ReviewRefused("Đã có công trình mang tên này.", "There is a project of that name already.")


@dataclass(kw_only=True)
class _OfProject(Action[Project]):
    """``seen`` is the stamp of what the person saw. Raises ``ReviewRefused``, and ``Overtaken`` where it is another."""

    verb = "reviews.write"
    project: Project
    seen: str = ""

    def subject(self) -> Project:
        return self.project

    def perform(self) -> Project:
        drafts_grow(self.project.resolution_id)
        held = Project.objects.select_for_update(of=("self",)).select_related("resolution__area")
        self.project = held.get(pk=self.project.pk)
        entries.same(self.shown(), self.seen)
        self.turn(self.project)
        return self.project

    def shown(self) -> entries.Values:
        return entries.of_project(self.project)

    def turn(self, now: Project) -> None:
        raise NotImplementedError


def project_can_change(one: Project) -> None:
    """Raises ``ReviewRefused`` where its name, place and targets stay as they are."""
    entries.standing(one)
    entries.untold(one.resolution_id, "projects", one.pk)


@dataclass(kw_only=True)
class _Unsigned(_OfProject):
    """What may be done as long as no signed review tells the project."""

    def turn(self, now: Project) -> None:
        entries.untold(now.resolution_id, "projects", now.pk)
        self.change(now)

    def change(self, now: Project) -> None:
        raise NotImplementedError

    def said(self) -> dict[str, Any]:
        targets = self.project.targets.select_related("indicator")
        return {**entries.of_project(self.project), "targets": [str(one.indicator.name) for one in targets]}


@dataclass(kw_only=True)
class EditProject(_Unsigned):
    name: str
    place: str = ""
    targets: Collection[int] = ()

    def change(self, now: Project) -> None:
        entries.standing(now)
        others = Project.objects.filter(resolution=now.resolution_id, name=self.name).exclude(pk=now.pk)
        if other := others.first():
            raise _taken(other)
        before = self.said()["targets"]
        entries.write(now, self.changed, {"name": self.name, "place": self.place})
        now.targets.set(self.targets)
        self.changed.between("targets", before, self.said()["targets"])


@dataclass(kw_only=True)
class TakeBackProject(_Unsigned):
    """With its milestones. Its obstacles stay, and are told without it."""

    def change(self, now: Project) -> None:
        entries.take_back(now, self.changed, self.said())


@dataclass(kw_only=True)
class PutBackProject(_Unsigned):
    """With all that it had."""

    def change(self, now: Project) -> None:
        entries.put_back(now, self.changed, self.said())


_DAYS = {"planned": "dự kiến", "actual": "thực tế"}


@dataclass(kw_only=True)
class SetMilestones(_OfProject):
    """The planned and actual last days of all stages; one that has none any more is taken back. Days go on changing
    after a signed review has told them, as the work goes on; to take one of those back is refused. What is set while
    the project is taken back is there when it is put back.

    Raises ``ReviewRefused`` besides where a stage would end before the one that it follows, or in a future that nobody
    has seen.
    """

    planned: Days
    actual: Days

    def shown(self) -> entries.Values:
        return entries.of_days(self.project)

    def turn(self, now: Project) -> None:
        for days in (self.planned, self.actual):
            _check([day for stage in ProjectStage if (day := days.get(stage))])
        if any(day and day > timezone.localdate() for day in self.actual.values()):
            raise ReviewRefused("Ngày thực tế không thể ở tương lai.", "An actual day cannot be in the future.")
        before = self.shown()
        for stage in ProjectStage:
            self._set(stage, before)

    def _set(self, stage: ProjectStage, before: entries.Values) -> None:
        both: dict[str, Any] = {"planned": self.planned.get(stage), "actual": self.actual.get(stage)}
        for name, day in both.items():
            self.changed.between(f"{stage.label}, {_DAYS[name]}", before[f"{name}_{stage.value}"], day)
        key: dict[str, Any] = {"project": self.project, "stage": stage}
        if any(both.values()):
            Milestone.objects.update_or_create(**key, defaults={**both, "taken_back_at": None})
        elif any(before[f"{name}_{stage.value}"] for name in both):
            entries.untold(self.project.resolution_id, "projects", self.project.pk, lambda line: _tells(line, stage))
            Milestone.objects.filter(**key).update(taken_back_at=timezone.now())


def _tells(line: Mapping[str, Any], stage: ProjectStage) -> bool:
    """Does a signed review say a day of the stage?"""
    return any(one["stage"] == stage and (one["planned"] or one["actual"]) for one in line["stages"])


def _check(days: list[date]) -> None:
    if any(before > after for before, after in pairwise(days)):
        raise ReviewRefused(
            "Các giai đoạn phải theo thứ tự: giai đoạn sau không thể xong trước giai đoạn trước.",
            "Stages follow each other: a later one cannot end before an earlier one.",
        )


@dataclass(kw_only=True)
class PutBackMilestone(Action[Project]):
    """The days that a stage had when it was taken back. Raises what :class:`SetMilestones` raises."""

    verb = "reviews.write"
    project: Project
    stage: ProjectStage

    def subject(self) -> Project:
        return self.project

    def perform(self) -> Project:
        gone = Milestone.objects.filter(project=self.project, stage=self.stage).exclude(taken_back_at=None).first()
        if gone is None:
            raise ReviewRefused("Mốc này đã được đưa trở lại.", "This milestone was put back already.")
        days = entries.of_days(self.project)
        planned, actual = ({stage: days[f"{name}_{stage}"] for stage in ProjectStage} for name in entries.DAYS)
        planned[self.stage], actual[self.stage] = gone.planned, gone.actual
        told: Any = {"project": self.project, "seen": entries.stamp(days)}
        return SetMilestones(by=self.by, planned=planned, actual=actual, **told).execute()
