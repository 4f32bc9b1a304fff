"""Handing work to an office, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils import timezone

from camket.foundation.actions import Action
from camket.foundation.errors import CamketError
from camket.measures.periods import name_of_day
from camket.records.enums import UNDONE, Step, TaskState
from camket.records.models import Task, TaskStep

if TYPE_CHECKING:
    from camket.people.models import Office
    from camket.records.models import Document


def _today() -> date:
    return timezone.localdate()


class TaskRefused(CamketError):
    """The task cannot be given or ended so: the message says why."""


@dataclass(kw_only=True)
class GiveTask(Action[Task]):
    """All six things have to be clear; raises :class:`TaskRefused` where one is missing, or the due day has passed."""

    verb = "records.give_task"
    office: Office
    post: str
    what: str
    due: date
    answers_to: str
    product: str
    authority: str
    document: Document | None = None
    on: date = field(default_factory=_today)

    def subject(self) -> Office:
        return self.office

    def perform(self) -> Task:
        words = complete(self)
        if self.due < self.on:
            raise TaskRefused(*too_early(self.on))
        given = {"office": self.office, "due": self.due, "document": self.document}
        return Task.objects.create(**words, **given, given_on=self.on, given_by=self.by)

    def detail(self) -> dict[str, Any]:
        return {"what": self.what, "office": self.office.pk, "due": self.due.isoformat()}


_SAID = {
    "post": ("chức danh phụ trách", "the post in charge"),
    "what": ("việc phải làm", "what is to be done"),
    "answers_to": ("chịu trách nhiệm trước ai", "to whom it answers"),
    "product": ("sản phẩm", "the product"),
    "authority": ("thẩm quyền, căn cứ", "the authority"),
}


def complete(given: Any) -> dict[str, str]:
    """What a task says in words, of an action that names all of it; raises :class:`TaskRefused` where it does not."""
    words = {name: str(getattr(given, name)).strip() for name in _SAID}
    missing = [name for name, said in words.items() if not said]
    if missing:
        vi, en = (", ".join(_SAID[name][language] for name in missing) for language in (0, 1))
        raise TaskRefused(f"Nhiệm vụ còn thiếu: {vi}.", f"The task does not say: {en}.")
    return words


def too_early(first: date) -> tuple[str, str]:
    return (
        f"Hạn hoàn thành phải từ ngày {name_of_day(first)} trở đi.",
        f"The due day has to be {name_of_day(first, 'en')} or later.",
    )


@dataclass(kw_only=True)
class HandOnTasks(Action[int]):
    """What an office still has to do is another's to do. Answers with how many tasks."""

    verb = "records.give_task"
    office: Office
    successor: Office

    def subject(self) -> Office:
        return self.office

    def perform(self) -> int:
        tasks = list(Task.objects.select_for_update().filter(office=self.office, state__in=UNDONE))
        before, after = str(self.office.name), str(self.successor.name)
        words = f"{before} thôi hoạt động, {after} kế thừa"
        handed = [
            TaskStep(task=one, kind=Step.HANDED, by=self.by, words=words, before=before, after=after) for one in tasks
        ]
        TaskStep.objects.bulk_create(handed)
        return Task.objects.filter(pk__in=[one.pk for one in tasks]).update(office=self.successor)

    def detail(self) -> dict[str, Any]:
        return {"successor": self.successor.pk}


@dataclass(kw_only=True)
class _EndTask(Action[Task]):
    """A task ends once, on the day ``on``, with words that say how."""

    verb = "records.end_task"
    now: ClassVar[TaskState]
    task: Task
    on: date = field(default_factory=_today)

    def subject(self) -> Task:
        return self.task

    def perform(self) -> Task:
        self.task = Task.objects.select_for_update().get(pk=self.task.pk)
        if self.task.state not in UNDONE:
            raise TaskRefused("Nhiệm vụ này đã kết thúc.", "This task has ended already.")
        TaskStep.objects.create(task=self.task, kind=Step(self.now.value), by=self.by, words=self.said())
        self.task.state, self.task.ended_on, self.task.outcome = self.now, self.on, self.said()
        self.task.save(update_fields=("state", "ended_on", "outcome"))
        return self.task

    def said(self) -> str:
        raise NotImplementedError

    def detail(self) -> dict[str, Any]:
        return {"outcome": self.said(), "on": self.on.isoformat()}


@dataclass(kw_only=True)
class FinishTask(_EndTask):
    """Done, with its product: the number of a document, a report, a work handed over. Raises :class:`TaskRefused`."""

    product: str
    now = TaskState.DONE

    def said(self) -> str:
        if not self.product.strip():
            raise TaskRefused("Ghi sản phẩm đã hoàn thành.", "Say which product there is.")
        return self.product.strip()


@dataclass(kw_only=True)
class DropTask(_EndTask):
    """Not to be done any more, for a reason. Raises :class:`TaskRefused`."""

    reason: str
    now = TaskState.DROPPED

    def said(self) -> str:
        if not self.reason.strip():
            raise TaskRefused("Ghi lý do không thực hiện nữa.", "Say why it is not to be done any more.")
        return self.reason.strip()
