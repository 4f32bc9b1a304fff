"""Which tasks the letters of a day tell of: the office that has one before and on its due day; once it is late, the
head of the office and the leaders of its area as well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from camket.measures.periods import name_of_day
from camket.observations.enums import Rung
from camket.observations.rounds import calendar
from camket.observations.rounds.doubts import language
from camket.people import queries as people
from camket.records import queries as records

if TYPE_CHECKING:
    from camket.records.models import Task

AHEAD = timedelta(days=14)
"""No reminder is earlier than a week before, and a week of holidays may lie between."""
_UP = {Rung.HEAD: 1, Rung.LEADER: 5}
"""Days after the due day on which each is told; moved to the next working day."""


@dataclass(frozen=True)
class TaskPart:
    """What one address is told of a task. ``rung`` is none for the office that has it."""

    to: str
    office: str
    what: str
    product: str
    day: date
    is_late: bool
    rung: Rung | None = None
    post: str = ""

    @property
    def due(self) -> str:
        return name_of_day(self.day, language())


def told(on: date) -> list[TaskPart]:
    """One SQL statement, and one more for each area with a late task."""
    return [part for task in records.tasks_until(on + AHEAD) for part in _of(task, on) if part.to]


def _of(task: Task, on: date) -> Iterator[TaskPart]:
    office = task.office
    late = on > task.due
    if calendar.is_reminded(task.due, on) or on == _day(task, 1):
        yield _part(task, office.mail or office.head_mail, late)
    if on == _day(task, _UP[Rung.HEAD]) and office.mail:
        above = office if office.head_mail else office.parent
        if above:
            yield _part(task, above.head_mail or above.mail, late, Rung.HEAD, above.head_post)
    if on == _day(task, _UP[Rung.LEADER]):
        yield from (_part(task, mail, late, Rung.LEADER) for mail in people.leaders(office.area_id))


def _day(task: Task, after: int) -> date:
    return calendar.next_working(task.due + timedelta(days=after))


def _part(task: Task, to: str, late: bool, rung: Rung | None = None, post: str = "") -> TaskPart:
    return TaskPart(str(to), str(task.office.name), task.what, task.product, task.due, late, rung, str(post))
