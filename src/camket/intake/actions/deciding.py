"""A person's word on one statement. What the document says again of the same figure goes with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.utils import timezone

from camket.foundation.actions import Action
from camket.foundation.errors import CamketError
from camket.intake import doubted, interpretation, queries, repeats
from camket.intake.enums import Question, State
from camket.intake.models import Statement
from camket.observations.actions import WithdrawObservation
from camket.targets import queries as targets
from camket.targets.actions import ForgetWording

if TYPE_CHECKING:
    from camket.targets.models import Target


_DONE = {
    State.ASSENTED: ("duyệt câu này", "assented to this statement"),
    State.REFUSED: ("bỏ câu này", "refused this statement"),
    State.WAITING: ("đổi câu này, nay đang chờ duyệt", "changed this statement, which waits now"),
}


class Outdated(CamketError):
    """The statement has been decided on since this page was opened: says by whom and how. ``by`` is who reads this."""

    def __init__(self, now: Statement, by: Any = None) -> None:
        vi, en = _DONE[State(now.state)]
        someone = now.decided_by
        if someone is not None and someone == by:
            super().__init__(f"Ở một cửa sổ khác, bạn vừa {vi}.", f"In another window you have just {en}.")
        else:
            name = str(someone.get_full_name() or someone.username) if someone else ""
            super().__init__(f"{name or 'Người khác'} vừa {vi}.", f"{name or 'Someone else'} has just {en}.")


class Decided(CamketError):
    """What was assented to has become a target or a figure: it must be taken back before it is changed."""

    def __init__(self) -> None:
        super().__init__(
            "Câu này đã duyệt. Bấm Hoàn tác trước, rồi sửa hoặc bỏ.",
            "This statement has been assented to. Undo that first, then edit or refuse it.",
        )


@dataclass(kw_only=True)
class Decision(Action[Statement]):
    """What all verbs on one statement share: the version that the person saw, who decided and when.

    ``leader`` is the decision that this one goes with, where the statement only repeats another; ``followed`` are the
    repeats that were decided with this one, ``folded`` the keys of what is offered in another way since. A repeat that
    is decided on by itself is a repeat no longer.
    """

    statement: Statement
    version: int | None = None
    leader: Decision | None = None
    followed: list[Statement] = field(default_factory=list, init=False)
    folded: set[int] = field(default_factory=set, init=False)

    def subject(self) -> Statement:
        return self.statement

    def perform(self) -> Statement:
        # Locked where the database can: of two people who decide at one moment the second is held up.
        now = Statement.objects.select_for_update().get(pk=self.statement.pk)
        # A long document takes longer to load than a decision to make: its text does not change, so it is kept.
        now.document = self.statement.document
        self.statement = now
        if self.version is not None and self.version != self.statement.version:
            raise Outdated(self.statement, self.by)
        if self.leader is None:
            self.statement.repeats = None
        state = self.statement.state
        self.decide()
        self.changed.between("state", str(state), str(self.statement.state))
        self.statement.version += 1
        self.statement.decided_at = timezone.now()
        self.statement.decided_by = self.by
        self.statement.save()
        self.follow()
        return self.statement

    def decide(self) -> None:
        raise NotImplementedError

    def follow(self) -> None:
        """Decide in the same way on what repeats the statement."""

    def repeated(self, *states: State) -> list[Statement]:
        """What repeats the statement and stands so."""
        found = queries.repeats_of(self.statement.pk, states)
        for one in found:
            one.document = self.statement.document
        return found

    @property
    def touched(self) -> set[int]:
        """The keys of the other statements that look different now."""
        return {one.pk for one in self.followed} | self.folded

    def detail(self) -> dict[str, Any]:
        return {"indicator": self.statement.indicator_name, "value": str(self.statement.value)}


@dataclass(kw_only=True)
class Edit(Decision):
    """A person puts right what was read. The statement goes on waiting until it is assented to.

    With ``alike`` a time that was read wrongly is put right in all that waits and was read to be of that time.
    """

    verb = "intake.edit"
    changes: dict[str, Any]
    alike: bool = False
    others: list[Statement] = field(default_factory=list, init=False)

    def decide(self) -> None:
        if self.statement.state != State.WAITING:
            raise Decided
        if self.alike and self._time():
            self.others = list(queries.of_same_time(self.statement))
        self.statement.part = interpretation.implied_part(self.statement)
        self.changed.note(self.statement, self.changes)
        for name, value in self.changes.items():
            setattr(self.statement, name, value)
        self.statement.unsure_of = doubted.left(self.statement, self.changes.keys())
        self.statement.edited = True
        self.statement.question = Question.NONE

    def _time(self) -> dict[str, Any]:
        return {name: value for name, value in self.changes.items() if name in queries.TIME}

    def follow(self) -> None:
        """Another figure may repeat it now, and others no longer."""
        for one in self.others:
            one.document = self.statement.document
            self.followed.append(Redate(by=self.by, statement=one, leader=self, time=self._time()).execute())
        self.folded |= repeats.fold(self.statement.document)


@dataclass(kw_only=True)
class Redate(Decision):
    """The time that a person gave to one statement, for another that was read alike. Nobody has looked at the rest."""

    verb = "intake.edit"
    time: dict[str, Any]

    def decide(self) -> None:
        self.statement.part = interpretation.implied_part(self.statement)
        self.changed.note(self.statement, self.time)
        for name, value in self.time.items():
            setattr(self.statement, name, value)
        self.statement.unsure_of = " ".join(topic for topic in self.statement.doubted if topic != "time")
        if self.statement.question == Question.NO_PERIOD:
            self.statement.question = Question.NONE


@dataclass(kw_only=True)
class Refuse(Decision):
    """A person says that this is no statement of a commitment or a result."""

    verb = "intake.refuse"

    def decide(self) -> None:
        if self.statement.state == State.ASSENTED:
            raise Decided
        self.statement.state = State.REFUSED

    def follow(self) -> None:
        for one in self.repeated(State.WAITING):
            self.followed.append(Refuse(by=self.by, statement=one, leader=self).execute())


@dataclass(kw_only=True)
class Undo(Decision):
    """Back to waiting. A figure is withdrawn, not deleted; a target goes if nothing else rests on it."""

    verb = "intake.undo"

    def decide(self) -> None:
        self._unlearn()
        if self.statement.observation:
            WithdrawObservation(by=self.by, observation=self.statement.observation).execute()
        target, self.statement.target, self.statement.observation = self.statement.target, None, None
        self.statement.state = State.WAITING
        if target and self._makes(target):
            self._let_go_of_repeats(target)
        if target and not _others_rest_on(target, self.statement):
            target.delete()

    def _unlearn(self) -> None:
        """The name no longer means that indicator, where it does so by this answer alone: it is asked about again."""
        indicator, said = queries.recorded_as(self.statement), interpretation.wording(self.statement)
        if indicator is None or self.statement.state_name or queries.says_again(self.statement, indicator.pk):
            return  # a designation is known by a wording of its own from the beginning
        for wording in targets.nicknames(indicator, said):
            ForgetWording(by=self.by, wording=wording).execute()

    def _makes(self, target: Target) -> bool:
        """Is this the sentence of the resolution that the target was taken from?"""
        made, said = target.passage, self.statement
        if made is None:
            return False
        return (made.document_id, made.start, made.end) == (said.document_id, said.start, said.end)

    def _let_go_of_repeats(self, target: Target) -> None:
        """Reports that only repeat the target wait again: they cannot hold up what they did not make."""
        repeats = Statement.objects.filter(target=target).exclude(pk=self.statement.pk)
        repeats.update(target=None, state=State.WAITING, question=Question.NO_RESOLUTION, version=F("version") + 1)

    def follow(self) -> None:
        for one in self.repeated(State.ASSENTED, State.REFUSED):
            self.followed.append(Undo(by=self.by, statement=one, leader=self).execute())


@dataclass(kw_only=True)
class Ask(Action[None]):
    """Keep the question that a try to assent has met, so that whoever comes next sees it. Decides nothing."""

    verb = "intake.assent"
    statement: Statement
    question: Question

    def subject(self) -> Statement:
        return self.statement

    def perform(self) -> None:
        Statement.objects.filter(pk=self.statement.pk, state=State.WAITING).update(question=self.question)

    def detail(self) -> dict[str, Any]:
        return {"question": str(self.question)}


def _others_rest_on(target: Target, statement: Statement) -> bool:
    return Statement.objects.filter(target=target).exclude(pk=statement.pk).exists()
