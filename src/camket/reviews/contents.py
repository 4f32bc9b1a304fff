"""What a review says beside its verdicts, line by line, and the JSON that a signed one keeps of it. Pure.

Every line carries all that is shown of it, so that a signed review reads the same whatever becomes of what it names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any, TypeVar

from camket.foundation.names import in_language
from camket.records.enums import TaskState
from camket.reviews import definitions

Line = TypeVar("Line")


@dataclass(frozen=True)
class About:
    """A target that a line is about; no slug where it is about none."""

    slug: str = ""
    name: str = ""
    name_en: str = ""

    @property
    def shown(self) -> str:
        return in_language(self.name, self.name_en)


@dataclass(frozen=True)
class Changed:
    """An outcome that changed since the last review."""

    about: About
    on: date
    before: str
    outcome: str
    text: str
    text_en: str


@dataclass(frozen=True)
class Silent:
    """A target that its office has not reported on, or of which there is no figure, or no new one.

    ``why`` is no_data, stale, due or overdue. Where a round asked for the figure, ``lead`` is whom it asked, and
    ``asked`` is the round with its due day.
    """

    lead: str
    lead_en: str
    about: About
    why: str
    asked: str = ""
    asked_en: str = ""

    @property
    def asked_by(self) -> str:
        return in_language(self.asked, self.asked_en)

    @property
    def office(self) -> str:
        return in_language(self.lead, self.lead_en)


@dataclass(frozen=True)
class Doubt:
    """What the cross-checks found."""

    text: str
    text_en: str


@dataclass(frozen=True)
class TaskLine:
    """A remedy as a task, with its six things; ``key`` is the task's."""

    key: int
    what: str
    office: str
    office_en: str
    post: str
    due: date
    answers_to: str
    product: str
    authority: str
    state: str
    ended_on: date | None
    outcome: str
    about: About
    obstacle: str = ""

    @property
    def is_open(self) -> bool:
        """Its office has not said yet that it is done."""
        return self.state in (TaskState.OPEN, TaskState.LATE)

    @property
    def in_charge(self) -> str:
        return in_language(self.office, self.office_en)


@dataclass(frozen=True)
class NoteLine:
    key: int
    kind: str
    about: About
    text: str
    version: int


@dataclass(frozen=True)
class ObstacleLine:
    key: int
    kind: str
    what: str
    place: str
    since: date
    waiting_for: str
    about: About
    project: str
    state: str
    settled_on: date | None


@dataclass(frozen=True)
class StageLine:
    stage: str
    planned: date | None
    actual: date | None


@dataclass(frozen=True)
class ProjectLine:
    """A project with its stages in their order."""

    key: int
    name: str
    place: str
    stages: tuple[StageLine, ...]


@dataclass(frozen=True)
class Content:
    """``since`` is the day of the review before; without one, the first day of the period."""

    since: date
    changes: tuple[Changed, ...] = ()
    silent: tuple[Silent, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    former: tuple[TaskLine, ...] = ()
    notes: tuple[NoteLine, ...] = ()
    obstacles: tuple[ObstacleLine, ...] = ()
    remedies: tuple[TaskLine, ...] = ()
    projects: tuple[ProjectLine, ...] = field(default=())


_LINES: dict[str, type] = {
    "changes": Changed,
    "silent": Silent,
    "doubts": Doubt,
    "former": TaskLine,
    "notes": NoteLine,
    "obstacles": ObstacleLine,
    "remedies": TaskLine,
    "projects": ProjectLine,
}
_DAYS = frozenset({"on", "due", "ended_on", "since", "settled_on", "planned", "actual"})


def kept(content: Content) -> dict[str, Any]:
    """As JSON."""
    return {one.name: _plain(getattr(content, one.name)) for one in fields(content)}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return [_plain_line(asdict(line)) for line in value]


def _plain_line(line: dict[str, Any]) -> dict[str, Any]:
    return definitions.plain({key: _nested(value) for key, value in line.items()})


def _nested(value: Any) -> Any:
    if isinstance(value, dict):
        return definitions.plain(value)
    return [definitions.plain(one) for one in value] if isinstance(value, tuple) else value


def revived(stored: dict[str, Any]) -> Content:
    lines: dict[str, Any] = {name: tuple(_revived(kind, stored.get(name, ()))) for name, kind in _LINES.items()}
    return Content(since=date.fromisoformat(stored["since"]), **lines)


def _revived(kind: type[Line], stored: Iterable[dict[str, Any]]) -> Iterable[Line]:
    return (kind(**{key: _value(key, value) for key, value in line.items()}) for line in stored)


def _value(key: str, value: Any) -> Any:
    if key in _DAYS and value is not None:
        return date.fromisoformat(value)
    if key == "about":
        return About(**value)
    return tuple(_revived(StageLine, value)) if key == "stages" else value
