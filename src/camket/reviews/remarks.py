"""What people put into a review: notes, obstacles, and remedies that become tasks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from camket.foundation.actions import Action
from camket.records.tasks import GiveTask
from camket.reviews import entries
from camket.reviews.enums import NoteKind, ObstacleKind, ObstacleState
from camket.reviews.models import Note, Obstacle, Project, Remedy, Review
from camket.reviews.reviewing import OfDraft, ReviewRefused, drafts_grow, unsigned

if TYPE_CHECKING:
    from camket.people.models import Office
    from camket.resolutions.models import Resolution
    from camket.targets.models import Target


def _today() -> date:
    return timezone.localdate()


class TwoTexts(ReviewRefused):
    """Somebody else has changed the note meanwhile. ``now`` is how it reads; nothing of either text is lost."""

    def __init__(self, now: Note) -> None:
        self.now = now
        someone = now.written_by
        name = str(someone.get_full_name() or someone.username) if someone else ""
        super().__init__(
            f"{name or 'Người khác'} vừa sửa đoạn này. Dưới đây có cả hai bản: ghép lại rồi lưu.",
            f"{name or 'Someone else'} has just changed this text. Both are below: put them together, then save.",
        )


def _said(text: str) -> str:
    if not text.strip():
        raise ReviewRefused("Ghi nội dung trước khi lưu.", "Write something before saving.")
    return text.strip()


def _of(resolution_id: int, target: Target | None) -> Target | None:
    """Targets of other resolutions have no place here."""
    if target is not None and target.resolution_id != resolution_id:
        raise ReviewRefused("Chỉ tiêu này không thuộc nghị quyết.", "The target is not one of the resolution's.")
    return target


@dataclass(kw_only=True)
class AddNote(OfDraft[Note]):
    """A finding, a cause or a conclusion, of a target or of the whole."""

    kind: NoteKind
    text: str
    target: Target | None = None

    def change(self) -> Note:
        told = {"kind": self.kind, "text": _said(self.text), "written_by": self.by}
        target = _of(self.review.resolution_id, self.target)
        return Note.objects.create(review=self.review, target=target, **told)


@dataclass(kw_only=True)
class EditNote(OfDraft[Note]):
    """``seen`` is the version of the note that the person changed; raises :class:`TwoTexts` where it is another now."""

    note: Note
    seen: int
    text: str

    def change(self) -> Note:
        now = Note.objects.select_for_update(of=("self",)).select_related("written_by").get(pk=self.note.pk)
        if now.version != self.seen:
            raise TwoTexts(now)
        self.changed.note(now, {"text": _said(self.text)})
        now.text, now.version, now.written_by = _said(self.text), now.version + 1, self.by
        now.save()
        return now

    def detail(self) -> dict[str, Any]:
        return {"note": self.note.pk}


@dataclass(kw_only=True)
class Hindrance:
    """What is told of an obstacle: it stands in the way since a day, and waits for somebody."""

    kind: ObstacleKind
    what: str
    since: date
    waiting_for: str
    place: str = ""
    target: Target | None = None
    project: Project | None = None

    def told(self, resolution_id: int) -> dict[str, Any]:
        """By the fields of the obstacle. Raises ``ReviewRefused``."""
        if self.since > timezone.localdate():
            raise ReviewRefused("Ngày bắt đầu vướng không thể ở tương lai.", "It cannot begin in the future.")
        told = {name: getattr(self, name) for name in ("kind", "since", "place", "project")}
        texts = {"what": _said(self.what), "waiting_for": _said(self.waiting_for)}
        return {**texts, **told, "target": _of(resolution_id, self.target)}


@dataclass(kw_only=True)
class TellObstacle(Hindrance, Action[Obstacle]):
    """At a ``review``, where it is told at one. Raises ``ReviewRefused``."""

    verb = "reviews.write"
    resolution: Resolution
    review: Review | None = None

    def subject(self) -> Resolution:
        return self.resolution

    def perform(self) -> Obstacle:
        drafts_grow(self.resolution.pk)
        if self.review:
            unsigned(Review.objects.get(pk=self.review.pk))
        told = self.told(self.resolution.pk)
        return Obstacle.objects.create(resolution=self.resolution, told_by=self.by, **told)

    def detail(self) -> dict[str, Any]:
        return {"kind": str(self.kind), "what": self.what}


@dataclass(kw_only=True)
class SettleObstacle(Action[Obstacle]):
    """It stands in the way no more, from the day ``on``."""

    verb = "reviews.write"
    obstacle: Obstacle
    on: date = field(default_factory=_today)

    def subject(self) -> Obstacle:
        return self.obstacle

    def perform(self) -> Obstacle:
        drafts_grow(self.obstacle.resolution_id)
        now = Obstacle.objects.select_for_update().get(pk=self.obstacle.pk)
        entries.standing(now)
        if now.state != ObstacleState.OPEN:
            raise ReviewRefused("Vướng mắc này đã gỡ.", "This obstacle is settled already.")
        now.state, now.settled_on = ObstacleState.SETTLED, self.on
        now.save(update_fields=("state", "settled_on"))
        return now

    def detail(self) -> dict[str, Any]:
        return {"on": self.on.isoformat()}


@dataclass(kw_only=True)
class Decision:
    """What is to be done about a target or an obstacle, with the six things that its task has to be clear about."""

    office: Office
    post: str
    what: str
    due: date
    answers_to: str
    product: str
    authority: str
    target: Target | None = None
    obstacle: Obstacle | None = None

    def aims(self, resolution_id: int) -> dict[str, Any]:
        """Target and obstacle. Raises ``ReviewRefused`` where there is neither."""
        target = _of(resolution_id, self.target)
        standing = Obstacle.objects.filter(resolution=resolution_id, taken_back_at=None)
        foreign = self.obstacle and not standing.filter(pk=self.obstacle.pk).exists()
        if foreign or (target is None and self.obstacle is None):
            raise ReviewRefused(
                "Chọn chỉ tiêu hoặc vướng mắc mà giải pháp này nhằm vào.",
                "Choose the target or the obstacle that this remedy is for.",
            )
        return {"target": target, "obstacle": self.obstacle}

    def six(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in entries.SIX}


@dataclass(kw_only=True)
class DecideRemedy(Decision, OfDraft[Remedy]):
    """A task for an office. Raises ``ReviewRefused``, and ``TaskRefused`` where one of the six things is missing."""

    def change(self) -> Remedy:
        aims = self.aims(self.review.resolution_id)
        task = GiveTask(by=self.by, **self.six()).execute()
        return Remedy.objects.create(review=self.review, task=task, **aims)

    def detail(self) -> dict[str, Any]:
        return {"what": self.what, "due": self.due.isoformat()}
