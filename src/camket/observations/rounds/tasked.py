"""Which tasks the letters of a day tell of: the office that has one before and on its due day; once it is late, the
head of the office, the member of the board who answers for the target that it serves, and the leaders of its area."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from camket.measures.periods import name_of_day
from camket.observations.enums import Rung
from camket.observations.rounds import calendar, chain
from camket.observations.rounds.doubts import language
from camket.people import queries as people
from camket.records import queries as records
from camket.resolutions import queries as resolutions

if TYPE_CHECKING:
    from camket.records.models import Task

serving: list[Callable[[Collection[int]], Mapping[int, int]]] = []
"""Which target each of some tasks serves, by keys. Whoever knows, in a room above, puts its answer here."""
AHEAD = timedelta(days=14)
"""No reminder is earlier than a week before, and a week of holidays may lie between."""
_UP = {Rung.HEAD: 1, Rung.BOARD: 3, Rung.LEADER: 5}
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


def told(on: date, after: calendar.After = calendar.only_today) -> list[TaskPart]:
    """What each address is told on a day, and of the days ``after`` its last one on which nothing ran. One SQL
    statement, four more where tasks are late, and one for each area with such a task."""
    tasks = records.tasks_until(on + AHEAD)
    members = _members([task for task in tasks if on >= _day(task, _UP[Rung.BOARD])], on)
    found = (part for task in tasks for part in _of(task, on, after, members.get(task.pk, ())))
    return [part for part in found if part.to]


def _members(late: Collection[Task], on: date) -> dict[int, list[tuple[str, str]]]:
    """Mail address and post of each member of a board who answers for the target that a late task serves, by task. Four
    SQL statements, or none."""
    keys = [task.pk for task in late]
    served = {task: target for known in serving if keys for task, target in known(keys).items()}
    held = resolutions.answerable(set(served.values()), on) if served else {}
    mails = chain.reach([seat for some in held.values() for seat in some])
    return {
        task: [(mails[seat.pk], str(seat.title)) for seat in held.get(target, ()) if seat.pk in mails]
        for task, target in served.items()
    }


def _of(task: Task, on: date, after: calendar.After, members: Collection[tuple[str, str]]) -> Iterator[TaskPart]:
    office = task.office
    late = on > task.due
    own = office.mail or office.head_mail
    if calendar.is_reminded(task.due, on, after(own)) or _falls(task, 1, on, after(own)):
        yield _part(task, own, late)
    above = office if office.head_mail else office.parent
    if above and office.mail:
        part = _part(task, above.head_mail or above.mail, late, Rung.HEAD, above.head_post)
        if _falls(task, _UP[Rung.HEAD], on, after(part.to)):
            yield part
    for mail, post in members:
        if _falls(task, _UP[Rung.BOARD], on, after(mail)):
            yield _part(task, mail, late, Rung.BOARD, post)
    if on >= _day(task, _UP[Rung.LEADER]):
        mails = people.leaders(office.area_id, on)
        up = (mail for mail in mails if _falls(task, _UP[Rung.LEADER], on, after(mail)))
        yield from (_part(task, mail, late, Rung.LEADER) for mail in up)


def _falls(task: Task, days: int, on: date, after: date | None) -> bool:
    return calendar.falls((_day(task, days),), on, after)


def _day(task: Task, after: int) -> date:
    return calendar.next_working(task.due + timedelta(days=after))


def _part(task: Task, to: str, late: bool, rung: Rung | None = None, post: str = "") -> TaskPart:
    return TaskPart(str(to), str(task.office.name), task.what, task.product, task.due, late, rung, str(post))
