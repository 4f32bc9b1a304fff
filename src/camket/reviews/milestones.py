"""Projects and the days of their stages."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from camket.foundation.actions import Action
from camket.reviews.enums import ProjectStage
from camket.reviews.models import Milestone, Project
from camket.reviews.reviewing import ReviewRefused

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
        made, new = Project.objects.get_or_create(
            resolution=self.resolution, name=self.name, defaults={"place": self.place}
        )
        if not new:
            raise ReviewRefused("Đã có công trình mang tên này.", "There is a project of that name already.")
        made.targets.set(self.targets)
        return made

    def detail(self) -> dict[str, Any]:
        return {"name": self.name}


_DAYS = {"planned": "dự kiến", "actual": "thực tế"}


@dataclass(kw_only=True)
class SetMilestones(Action[Project]):
    """The planned and actual last days of all stages. Raises ``ReviewRefused`` where a stage would end before the one
    that it follows, or in a future that nobody has seen."""

    verb = "reviews.write"
    project: Project
    planned: Days
    actual: Days

    def subject(self) -> Project:
        return self.project

    def perform(self) -> Project:
        for days in (self.planned, self.actual):
            self._check([day for stage in ProjectStage if (day := days.get(stage))])
        if any(day and day > timezone.localdate() for day in self.actual.values()):
            raise ReviewRefused("Ngày thực tế không thể ở tương lai.", "An actual day cannot be in the future.")
        before = self._before()
        for stage in ProjectStage:
            both: dict[str, Any] = {"planned": self.planned.get(stage), "actual": self.actual.get(stage)}
            for name, day in both.items():
                self.changed.between(f"{stage.label}, {_DAYS[name]}", before.get((stage, name)), day)
            Milestone.objects.update_or_create(project=self.project, stage=stage, defaults=both)
        return self.project

    def _before(self) -> dict[tuple[str, str], date | None]:
        rows = self.project.milestones.values_list("stage", "planned", "actual")
        return {(row[0], name): day for row in rows for name, day in zip(("planned", "actual"), row[1:], strict=True)}

    def _check(self, days: list[date]) -> None:
        if any(before > after for before, after in pairwise(days)):
            raise ReviewRefused(
                "Các giai đoạn phải theo thứ tự: giai đoạn sau không thể xong trước giai đoạn trước.",
                "Stages follow each other: a later one cannot end before an earlier one.",
            )
