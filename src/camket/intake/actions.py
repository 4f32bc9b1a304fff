"""The verbs of the person who takes a document in: read, assent, edit, refuse, undo."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from camket.foundation.actions import Action
from camket.foundation.errors import CamketError
from camket.intake import interpretation, queries
from camket.intake.enums import Question, Role, State
from camket.intake.interpretation import Unclear
from camket.intake.links import attach
from camket.intake.models import OtherNumber, Statement
from camket.intake.rows import row_of
from camket.measures.folding import name_key
from camket.observations.actions import RecordObservation, WithdrawObservation
from camket.reading import read
from camket.records.actions import KeepPassage
from camket.records.enums import Kind
from camket.resolutions import queries as resolutions
from camket.resolutions.actions import RecordResolution
from camket.targets import naming
from camket.targets import queries as targets
from camket.targets.actions import RecordIndicator, RecordTarget, RememberWording

if TYPE_CHECKING:
    from camket.records.models import Document, Passage
    from camket.resolutions.models import Resolution
    from camket.targets.models import Indicator, Target


class Outdated(CamketError):
    """Somebody else has decided on the statement since this page was opened."""

    def __init__(self) -> None:
        super().__init__(
            "Người khác vừa sửa câu này. Tải lại trang để xem bản mới; nội dung bạn gõ vẫn còn trong ô.",
            "Someone else has just changed this statement. Reload to see it; what you typed is still in the field.",
        )


class Decided(CamketError):
    """What was assented to has become a target or a figure: it must be taken back before it is changed."""

    def __init__(self) -> None:
        super().__init__(
            "Câu này đã duyệt. Bấm Hoàn tác trước, rồi sửa hoặc bỏ.",
            "This statement has been assented to. Undo that first, then edit or refuse it.",
        )


@dataclass(kw_only=True)
class ReadDocument(Action[int]):
    """Read a document's statements and other numbers. What a person has decided or edited stays as it is."""

    verb = "intake.read_document"
    document: Document

    def subject(self) -> Document:
        return self.document

    def perform(self) -> int:
        reading = read(self.document.text, self.document.genre or None)
        kept = Statement.objects.filter(document=self.document).exclude(state=State.WAITING, edited=False)
        decided = {(s.start, s.end, s.role) for s in kept}
        Statement.objects.filter(document=self.document, state=State.WAITING, edited=False).delete()
        fresh = [
            s for s in (row_of(self.document, r) for r in reading.statements) if (s.start, s.end, s.role) not in decided
        ]
        Statement.objects.bulk_create(fresh, batch_size=500)
        OtherNumber.objects.filter(document=self.document).delete()
        # One number is named once: where two rules named it, the first one stands, and the document is not lost.
        named = {o.span: o.kind for o in reversed(reading.others)}
        others = [OtherNumber(document=self.document, start=a, end=b, kind=kind) for (a, b), kind in named.items()]
        OtherNumber.objects.bulk_create(others, batch_size=500)
        return len(fresh)


@dataclass(kw_only=True)
class Decision(Action[Statement]):
    """What all verbs on one statement share: the version that the person saw, who decided and when."""

    statement: Statement
    version: int | None = None

    def subject(self) -> Statement:
        return self.statement

    def perform(self) -> Statement:
        now = Statement.objects.get(pk=self.statement.pk)
        # A long document takes longer to load than a decision to make: its text does not change, so it is kept.
        now.document = self.statement.document
        self.statement = now
        if self.version is not None and self.version != self.statement.version:
            raise Outdated
        self.decide()
        self.statement.version += 1
        self.statement.decided_at = timezone.now()
        self.statement.decided_by = self.by
        self.statement.save()
        return self.statement

    def decide(self) -> None:
        raise NotImplementedError

    def detail(self) -> dict[str, Any]:
        return {"indicator": self.statement.indicator_name, "value": str(self.statement.value)}


@dataclass(kw_only=True)
class Assent(Decision):
    """A person says that a statement is right: it becomes a target or a figure.

    ``indicator`` answers the question whether a name that is nearly known is that one; ``new`` says that it is not.
    With ``repeats_only`` a target must be one that its resolution has already: a report may repeat it, not make it.
    Raises :class:`Unclear` with the question that is still open.
    """

    verb = "intake.assent"
    indicator: Indicator | None = None
    new: bool = False
    repeats_only: bool = False
    repeated: bool = False

    def decide(self) -> None:
        if self.statement.state == State.ASSENTED:
            return
        if self.statement.role == Role.TARGET:
            self._promise()
        else:
            self._figure()
        self.statement.state = State.ASSENTED
        self.statement.question = Question.NONE

    def _promise(self) -> None:
        resolution = self._resolution()
        promised = interpretation.promise(self.statement, resolution.term)
        indicator = self._indicator()
        action = RecordTarget(by=self.by, resolution=resolution, indicator=indicator, promise=promised)
        known = action.known()
        if known and (known.value, known.upper) != (promised.value, promised.upper):
            raise Unclear(Question.SECOND_TARGET)
        if known is None and self.repeats_only:
            raise Unclear(Question.NO_RESOLUTION)
        self.repeated = known is not None
        action.passage = self._passage()
        target = action.execute()
        attach(self.statement, target, self.by)
        self.statement.target = target

    def _resolution(self) -> Resolution:
        document = self.statement.document
        own = resolutions.of_document(document)
        year = self.statement.last_year
        found = own or (resolutions.covering(document.area_id, year) if year else None)
        if found is None:
            raise Unclear(Question.NO_RESOLUTION)
        return found

    def _figure(self) -> None:
        indicator = self._indicator()
        found = interpretation.figure(self.statement, indicator)
        self.statement.observation = RecordObservation(
            by=self.by,
            indicator=indicator,
            area_id=self.statement.document.area_id,
            start=found.period.start,
            end=found.period.end,
            stage=found.stage,
            value=found.value,
            denominator=found.denominator,
            state=found.state,
            passage=self._passage(),
        ).execute()

    def _passage(self) -> Passage:
        row = self.statement
        span, sentence = (row.start, row.end), (row.sentence_start, row.sentence_end)
        return KeepPassage(by=self.by, document=row.document, span=span, sentence=sentence).execute()

    def _indicator(self) -> Indicator:
        """The indicator that the statement names: the one chosen, the one known by that wording, or a new one."""
        if self.indicator:
            RememberWording(by=self.by, indicator=self.indicator, text=wording(self.statement)).execute()
            return _with_unit(self.indicator, self.statement)
        found = targets.match(self.statement.document.area_id, wording(self.statement))
        if len(found.exact) == 1:
            return _with_unit(found.exact[0], self.statement)
        if (found.exact or any(self._may_be(one) for one in found.near)) and not self.new:
            raise Unclear(Question.SAME)
        return self._new_indicator()

    def _may_be(self, near: Indicator) -> bool:
        """Could a nearly known name mean that indicator? Not where the sentence names it as the whole of this part."""
        return name_key(near.name) != name_key(self.statement.part_of)

    def _new_indicator(self) -> Indicator:
        row = self.statement
        sentence = row.document.text[row.sentence_start : row.sentence_end]
        name = f"{row.indicator_name} {row.state_name}" if row.state_name else row.indicator_name
        indicator = RecordIndicator(
            by=self.by,
            area_id=row.document.area_id,
            name=naming.restore_case(" ".join(name.split()), sentence),
            unit=interpretation.indicator_unit(row),
            aggregate=interpretation.aggregate_of(row),
            comparator=row.comparator,
            states=naming.scale(row.state_name) if row.state_name else [],
        ).execute()
        if name_key(indicator.name) != name_key(wording(row)):
            RememberWording(by=self.by, indicator=indicator, text=wording(row)).execute()
        return indicator


def wording(statement: Statement) -> str:
    """The words by which the statement's indicator is remembered."""
    if not statement.state_name:
        return statement.indicator_name
    area = statement.document.area.name
    subject = statement.indicator_name
    own = name_key(subject) in name_key(area) or set(name_key(subject).split()) <= set(name_key(area).split())
    return naming.state_key("" if own else subject, statement.state_name)


def _with_unit(indicator: Indicator, statement: Statement) -> Indicator:
    """An indicator known only from a rate of change learns its unit from the first level."""
    unit = interpretation.indicator_unit(statement)
    if not indicator.unit and unit and indicator.nature != "state":
        indicator.unit = unit
        indicator.nature = naming.nature(indicator.name, unit, interpretation.aggregate_of(statement))
        indicator.save(update_fields=("unit", "nature"))
    return indicator


@dataclass(frozen=True)
class Assented:
    """What assenting to all confident statements of a document came to."""

    targets: int = 0
    observations: int = 0
    asked: int = 0


@dataclass(kw_only=True)
class AssentConfident(Action[Assented]):
    """Assent together to what was read with high confidence; what turns out to be unclear goes on waiting, with why."""

    verb = "intake.assent"
    document: Document
    tallied: Assented = field(default_factory=Assented)

    def subject(self) -> Document:
        return self.document

    def perform(self) -> Assented:
        targets_made = observations_made = asked = 0
        own = resolutions.of_document(self.document) is not None
        for statement in queries.ready(self.document.pk):
            statement.document = self.document
            assent = Assent(by=self.by, statement=statement, repeats_only=not own)
            try:
                with transaction.atomic():
                    done = assent.execute()
            except Unclear as unclear:
                Statement.objects.filter(pk=statement.pk).update(question=unclear.question)
                asked += 1
            else:
                targets_made += done.target_id is not None and not assent.repeated
                observations_made += done.observation_id is not None
        self.tallied = Assented(targets_made, observations_made, asked)
        return self.tallied

    def detail(self) -> dict[str, Any]:
        return vars(self.tallied)


@dataclass(kw_only=True)
class Edit(Decision):
    """A person puts right what was read. The statement goes on waiting until it is assented to."""

    verb = "intake.edit"
    changes: dict[str, Any]

    def decide(self) -> None:
        if self.statement.state != State.WAITING:
            raise Decided
        for name, value in self.changes.items():
            setattr(self.statement, name, value)
        self.statement.edited = True
        self.statement.question = Question.NONE


@dataclass(kw_only=True)
class Refuse(Decision):
    """A person says that this is no statement of a commitment or a result."""

    verb = "intake.refuse"

    def decide(self) -> None:
        if self.statement.state == State.ASSENTED:
            raise Decided
        self.statement.state = State.REFUSED


@dataclass(kw_only=True)
class RefuseComparisons(Action[int]):
    """Refuse together the statements that only say by how much something rose or fell: none of them can be recorded."""

    verb = "intake.refuse"
    document: Document

    def subject(self) -> Document:
        return self.document

    def perform(self) -> int:
        found = queries.comparisons(self.document.pk)
        for statement in found:
            statement.document = self.document
            Refuse(by=self.by, statement=statement).execute()
        return len(found)


@dataclass(kw_only=True)
class Undo(Decision):
    """Back to waiting. A figure is withdrawn, not deleted; a target goes if nothing else rests on it."""

    verb = "intake.undo"

    def decide(self) -> None:
        if self.statement.observation:
            WithdrawObservation(by=self.by, observation=self.statement.observation).execute()
        target, self.statement.target, self.statement.observation = self.statement.target, None, None
        self.statement.state = State.WAITING
        if target and not _others_rest_on(target, self.statement):
            target.delete()


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


@dataclass(frozen=True)
class Taken:
    """What taking a document in came to: how many statements wait, and what could not be made of a resolution."""

    waiting: int
    problem: CamketError | None = None


@dataclass(kw_only=True)
class TakeIn(Action[Taken]):
    """The steps between receiving a document and deciding on its statements: read it once, record a resolution.

    A resolution without a term is read all the same; the problem is part of the answer.
    """

    verb = "intake.read_document"
    document: Document

    def subject(self) -> Document:
        return self.document

    def perform(self) -> Taken:
        if not queries.is_read(self.document.pk):
            ReadDocument(by=self.by, document=self.document).execute()
        problem = None
        if self.document.kind == Kind.RESOLUTION:
            try:
                RecordResolution(by=self.by, document=self.document).execute()
            except CamketError as error:
                problem = error
        return Taken(queries.tally(self.document.pk).waiting, problem)


def _others_rest_on(target: Target, statement: Statement) -> bool:
    return Statement.objects.filter(target=target).exclude(pk=statement.pk).exists()
