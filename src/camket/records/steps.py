"""What happens to a task between its giving and its end. Each step is kept with who did it and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from camket.foundation.actions import Action
from camket.measures.periods import name_of_day
from camket.people.enums import Role
from camket.records.enums import UNDONE, Step, TaskState
from camket.records.models import Task, TaskStep
from camket.records.tasks import TaskRefused, complete, too_early

if TYPE_CHECKING:
    from camket.people.models import Office


def _today() -> date:
    return timezone.localdate()


@dataclass(kw_only=True)
class _Move(Action[Task]):
    """A step of a task that has not ended, for a reason. Raises :class:`TaskRefused`."""

    verb = "records.give_task"
    kind: ClassVar[Step]
    state: ClassVar[TaskState] = TaskState.OPEN
    asked: ClassVar[tuple[str, str]] = ("Ghi lý do.", "Say why.")
    task: Task

    def subject(self) -> Task:
        return self.task

    def perform(self) -> Task:
        self.task = Task.objects.select_for_update(of=("self",)).select_related("office").get(pk=self.task.pk)
        if self.task.state not in UNDONE:
            raise TaskRefused("Nhiệm vụ này đã kết thúc.", "This task has ended already.")
        if not self.reason.strip():
            raise TaskRefused(*self.asked)
        before, after = self.move()
        self.task.state = self.state
        self.task.save()
        told = {"words": self.reason.strip(), "before": before[:400], "after": after[:400]}
        TaskStep.objects.create(task=self.task, kind=self.kind, by=self.by, **told)
        return self.task

    def move(self) -> tuple[str, str]:
        """Change the task; answers with what it was and what it is now, in words."""
        return "", ""

    def detail(self) -> dict[str, Any]:
        return {"kind": self.kind.value}


@dataclass(kw_only=True)
class ReportTask(_Move):
    """The office says what came of it, as ``reason``: product and note. A reporter does so for the own office."""

    verb = "records.report_task"
    kind = Step.REPORTED
    state = TaskState.REPORTED
    asked = ("Ghi sản phẩm đã có: số văn bản, báo cáo, công trình…", "Say which product there is.")

    def move(self) -> tuple[str, str]:
        held = self.by.held if self.by is not None else None
        if held and held.role == Role.REPORTER and held.office_id != self.task.office_id:
            raise PermissionDenied("a reporter answers for the own office")
        before, self.task.outcome = self.task.outcome, self.reason.strip()[:600]
        return before, self.task.outcome


@dataclass(kw_only=True)
class ReturnTask(_Move):
    """What was reported as done is not: the office goes on."""

    kind = Step.RETURNED

    def move(self) -> tuple[str, str]:
        if self.task.state != TaskState.REPORTED:
            raise TaskRefused("Đơn vị chưa báo xong nhiệm vụ này.", "The office has not reported this task as done.")
        return "", ""


@dataclass(kw_only=True)
class ExtendTask(_Move):
    """Another due day, today or later."""

    kind = Step.EXTENDED
    due: date
    on: date = field(default_factory=_today)

    def move(self) -> tuple[str, str]:
        if self.due < self.on:
            raise TaskRefused(
                f"Hạn mới phải từ ngày {name_of_day(self.on)} trở đi.",
                f"The new due day has to be {name_of_day(self.on, 'en')} or later.",
            )
        before, self.task.due = self.task.due, self.due
        self.changed.between("due", before, self.due)
        return name_of_day(before), name_of_day(self.due)


@dataclass(kw_only=True)
class HandTask(_Move):
    """Another office does it."""

    kind = Step.HANDED
    office: Office

    def move(self) -> tuple[str, str]:
        if self.office.pk == self.task.office_id:
            raise TaskRefused("Cơ quan này đang làm nhiệm vụ đó.", "That office has the task already.")
        before, self.task.office = self.task.office, self.office
        self.changed.between("office", str(before.name), str(self.office.name))
        return str(before.name), str(self.office.name)


@dataclass(kw_only=True)
class CorrectTask(_Move):
    """What was mistyped at its giving is put right, as long as its office has not said what came of it."""

    kind = Step.CORRECTED
    office: Office
    post: str
    what: str
    due: date
    answers_to: str
    product: str
    authority: str

    def move(self) -> tuple[str, str]:
        task = self.task
        if task.state != TaskState.OPEN:
            raise TaskRefused(
                "Đơn vị đã báo xong nhiệm vụ này: trả lại ở mục Nhiệm vụ trước, rồi mới sửa được.",
                "Its office has reported this task as done: return it among the tasks first, then correct it.",
            )
        told = {"office": self.office, "due": self.due, **complete(self)}
        changed = {name: value for name, value in told.items() if getattr(task, name) != value}
        if "due" in changed and self.due < task.given_on:
            raise TaskRefused(*too_early(task.given_on))
        self.changed.note(task, changed)
        before = _in_words(task, changed)
        for name, value in changed.items():
            setattr(task, name, value)
        return before, _in_words(task, changed)


def _in_words(task: Task, names: Iterable[str]) -> str:
    """What some fields of a task say: "hạn hoàn thành: 30/04/2025; cơ quan: Phòng Kinh tế"."""
    said = ((Task._meta.get_field(name).verbose_name, getattr(task, name)) for name in names)  # type: ignore[union-attr]
    return "; ".join(f"{name}: {name_of_day(value) if isinstance(value, date) else value}" for name, value in said)


@dataclass(kw_only=True)
class ResumeTask(Action[Task]):
    """What was not to be done any more is to be done after all, for a reason. Raises :class:`TaskRefused`."""

    verb = "records.give_task"
    task: Task

    def subject(self) -> Task:
        return self.task

    def perform(self) -> Task:
        self.task = Task.objects.select_for_update(of=("self",)).select_related("office").get(pk=self.task.pk)
        if self.task.state != TaskState.DROPPED:
            raise TaskRefused("Nhiệm vụ này chưa thôi thực hiện.", "This task has not been dropped.")
        self.changed.note(self.task, {"state": TaskState.OPEN, "ended_on": None, "outcome": ""})
        self.task.state, self.task.ended_on, self.task.outcome = TaskState.OPEN, None, ""
        self.task.save(update_fields=("state", "ended_on", "outcome"))
        TaskStep.objects.create(task=self.task, kind=Step.RESUMED, by=self.by, words=self.reason.strip())
        return self.task

    def detail(self) -> dict[str, Any]:
        return {"kind": Step.RESUMED.value}
