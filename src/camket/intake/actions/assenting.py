"""A statement that a person finds right becomes a target or a figure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from camket.intake import interpretation
from camket.intake.actions.deciding import Decision
from camket.intake.enums import Question, Role, State
from camket.intake.interpretation import Unclear, wording
from camket.intake.links import attach
from camket.intake.models import Statement
from camket.measures.folding import name_key
from camket.observations.actions import RecordObservation
from camket.observations.enums import Stage
from camket.records.actions import KeepPassage
from camket.resolutions import queries as resolutions
from camket.targets import naming
from camket.targets import queries as targets
from camket.targets.actions import RecordIndicator, RecordTarget, RememberWording

if TYPE_CHECKING:
    from camket.records.models import Passage
    from camket.resolutions.models import Resolution
    from camket.targets.models import Indicator


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
    known_target: bool = field(default=False, init=False)

    def decide(self) -> None:
        if self.statement.state == State.ASSENTED:
            return
        if self.statement.role == Role.TARGET:
            self._promise()
        else:
            self._figure()
        self.statement.state = State.ASSENTED
        self.statement.question = Question.NONE

    def follow(self) -> None:
        """Each repeat becomes one more source of the same; one that cannot waits by itself, with its question."""
        for one in self.repeated(State.WAITING):
            assent = Assent(by=self.by, statement=one, indicator=self.indicator, repeats_only=self.repeats_only)
            assent.leader = self
            try:
                with transaction.atomic():
                    self.followed.append(assent.execute())
            except Unclear as unclear:
                Statement.objects.filter(pk=one.pk).update(repeats=None, question=unclear.question)

    def _promise(self) -> None:
        resolution = self._resolution()
        promised = interpretation.promise(self.statement, resolution.term)
        indicator = self.indicator = self._indicator()
        action = RecordTarget(
            by=self.by,
            resolution=resolution,
            indicator=indicator,
            promise=promised,
            area_id=self.statement.place_id,
        )
        known = action.known()
        if known and (known.value, known.upper) != (promised.value, promised.upper):
            raise Unclear(Question.SECOND_TARGET)
        if known is None and self.repeats_only:
            raise Unclear(Question.NO_RESOLUTION)
        self.known_target = known is not None
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
        indicator = self.indicator = self._indicator()
        found = interpretation.figure(self.statement, indicator.unit)
        if indicator.formula and found.stage != Stage.PLAN:
            raise Unclear(Question.DERIVED)
        self.statement.observation = RecordObservation(
            by=self.by,
            indicator=indicator,
            area_id=self.statement.filed_under,
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


def _with_unit(indicator: Indicator, statement: Statement) -> Indicator:
    """An indicator known only from a rate of change learns its unit from the first level."""
    unit = interpretation.indicator_unit(statement)
    if not indicator.unit and unit and indicator.nature != "state":
        indicator.unit = unit
        indicator.nature = naming.nature(indicator.name, unit, interpretation.aggregate_of(statement))
        indicator.save(update_fields=("unit", "nature"))
    return indicator
