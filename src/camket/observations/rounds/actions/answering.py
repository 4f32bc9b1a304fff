"""What an office types: kept as typed, asked back where it looks wrong, and recorded once it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from camket.foundation.actions import Action
from camket.foundation.errors import CamketError
from camket.measures.periods import Period
from camket.observations.actions import RecordObservation
from camket.observations.enums import DutyState, Use
from camket.observations.rounds import calendar, queries, typed
from camket.observations.rounds.doubts import Doubt, doubts, language, marks, other
from camket.observations.rounds.models import Answer, Duty, Link, LinkUse, Round

LONGEST = 200
Brought = TypeVar("Brought")


@dataclass(frozen=True)
class Given:
    """What was typed for a duty. ``seen`` is the key of the answer that stood on the page; 0 for none. ``sheet`` names
    the Excel form that it was filled into."""

    duty_id: int
    text: str = ""
    unchanged: bool = False
    note: str = ""
    sure: bool = False
    seen: int = 0
    sheet: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.text.strip() or self.unchanged or self.note.strip())


@dataclass(frozen=True)
class Examined:
    """What was meant; ``error`` says what to do where that is not clear."""

    value: Decimal | None = None
    state: str = ""
    error: str = ""
    denominator: Decimal | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Result:
    """What became of one answer. ``aside``: somebody else had answered meanwhile, and both are kept."""

    duty: Duty
    error: str = ""
    doubts: tuple[Doubt, ...] = ()
    aside: bool = False


@dataclass(frozen=True)
class Sent:
    """``sent`` are recorded or wait for approval; ``results`` say what stands in the way of others."""

    sent: tuple[Duty, ...]
    results: dict[int, Result]


def examine(line: queries.Line, text: str, unchanged: bool) -> Examined:
    """What a person means by that text for a figure."""
    measured = line.duty.indicator
    if unchanged:
        return _unchanged(line, text)
    if not text.strip():
        return Examined()
    try:
        if queries.is_state(line.duty):
            meant = typed.state(text, measured.states) if measured.states else text.strip()
            return Examined(state=meant, doubts=tuple(other(None, meant, line.facts)))
        found = typed.read(text, measured.unit, is_ratio=queries.is_ratio(line.duty))
    except typed.NotUnderstood as error:
        return Examined(error=str(error))
    asked = [*doubts(found.value, line.facts), *(marks(text, found.value, line.facts) if found.is_plain else ())]
    return Examined(found.value, denominator=found.denominator, doubts=tuple(asked))


def keeps(line: queries.Line) -> str:
    """What it is called to answer with what is known."""
    return _("Giữ số đã có") if line.there else _("Không đổi")


def outcome(held: Round, owed: Sequence[Duty], given: Sequence[Given]) -> dict[int, Result]:
    """What stands in the way of answers that were worked off, whoever did it."""
    known = {line.duty.pk: line for line in queries.lines(held, owed)}
    return {one.duty_id: _outcome(known[one.duty_id], one) for one in given if one.duty_id in known}


def _outcome(line: queries.Line, given: Given) -> Result:
    found = _result(line.duty, examine(line, given.text, given.unchanged), given)
    return replace(found, aside=not _says(line.duty.current, given))


def _result(duty: Duty, found: Examined, given: Given) -> Result:
    return Result(duty, found.error, () if given.sure else found.doubts)


def _unchanged(line: queries.Line, text: str) -> Examined:
    if line.same is None:
        return Examined(error=_no_same(line))
    kept = Examined(line.same.value, line.same.state, denominator=line.same.denominator)
    if (
        text.strip()
        and (meant := examine(line, text, False))
        and (meant.value, meant.state) != (kept.value, kept.state)
    ):
        return Examined(error=_two_figures(line))
    return kept


def _no_same(line: queries.Line) -> str:
    """Why there is nothing that could be left as it is."""
    if line.last is None:
        return _("Chưa có số kỳ trước nên không thể chọn “Không đổi”. Hãy bỏ dấu chọn và gõ số liệu.")
    told = {"last": line.last.period.name(language()), "period": line.period.name(language())}
    return (
        _(
            "Số gần nhất là của %(last)s, dài ngắn khác %(period)s, nên không thể chọn “Không đổi”. "
            "Hãy bỏ dấu chọn và gõ số phát sinh trong %(period)s."
        )
        % told
    )


def _two_figures(line: queries.Line) -> str:
    if line.there:
        return _("Vừa gõ số khác vừa chọn “Giữ số đã có”. Hãy xóa số đã gõ, hoặc bỏ dấu chọn “Giữ số đã có”.")
    return _("Vừa gõ số mới vừa chọn “Không đổi”. Hãy xóa số đã gõ, hoặc bỏ dấu chọn “Không đổi”.")


@dataclass(kw_only=True)
class _Answering(Action[Brought]):
    """What an office brings for its figures of a round; by a link, whose use is logged with an ``address``.
    ``at`` is when it came, where that is a while ago; ``lines`` are the figures of the office, where the transaction
    has read and holds them."""

    verb = "rounds.answer"
    round: Round
    office_id: int
    given: Sequence[Given]
    link: Link | None = None
    address: str | None = None
    at: datetime | None = None
    lines: Sequence[queries.Line] | None = None

    def subject(self) -> Round:
        return self.round

    def detail(self) -> dict[str, Any]:
        link = self.link.pk if self.link else None
        return {"start": self.round.start, "end": self.round.end, "office": self.office_id, "link": link}

    def _log(self, what: Use) -> None:
        if self.link:
            LinkUse.objects.create(link=self.link, what=what, address=self.address)

    def _keep_all(self) -> tuple[list[Duty], dict[int, Result]]:
        """All that the office owes, and what became of each answer that was given. Who does not read rounds reports for
        the own office and for no other."""
        if self.by is not None and not self.by.may("rounds.read") and self.by.held.office_id != self.office_id:
            raise PermissionDenied(f"{self.verb} is not allowed to this account for another office")
        lines = self.lines
        if lines is None:
            lines = queries.held_lines(self.round, [self.office_id])[self.office_id]
        owed, known = [line.duty for line in lines], {line.duty.pk: line for line in lines}
        results = [self._save(known[one.duty_id], one) for one in self.given if one.duty_id in known]
        Duty.objects.bulk_update([one.duty for one in results], ["current"])
        return owed, {one.duty.pk: one for one in results}

    def _save(self, line: queries.Line, given: Given) -> Result:
        duty, found = line.duty, examine(line, given.text, given.unchanged)
        result = _result(duty, found, given)
        if (given.is_empty and duty.current is None) or _says(duty.current, given):
            return result
        older = given.seen != (duty.current_id or 0)
        if older and (given.is_empty or self._is_known(duty, given)):
            return Result(duty) if duty.current and duty.current.is_ready else result
        made = self._keep(duty, given, found, aside=older)
        if older:
            return Result(duty, found.error, result.doubts, aside=True)
        duty.current = made
        return result

    def _is_known(self, duty: Duty, given: Given) -> bool:
        """Was that on the page already, or sent once before?"""
        before = duty.answers.filter(aside=True) | duty.answers.filter(pk=given.seen)
        if given.sheet:  # the line of a form that was brought again, after somebody went on from it
            before |= duty.answers.filter(sheet=given.sheet)
        return any(_says(one, given) for one in before)

    def _keep(self, duty: Duty, given: Given, found: Examined, *, aside: bool) -> Answer:
        return Answer.objects.create(
            duty=duty,
            text=given.text.strip()[:LONGEST],
            value=found.value,
            denominator=found.denominator,
            state=found.state,
            unchanged=given.unchanged,
            note=given.note.strip(),
            questions=[[one.code, one.text] for one in found.doubts],
            sure=given.sure and bool(found.doubts),
            aside=aside,
            link=self.link,
            by=self.by,
            sheet=given.sheet,
        )


def _says(answer: Answer | None, given: Given) -> bool:
    """Does an answer say just that?"""
    if answer is None:
        return False
    same_sure = answer.sure == given.sure or not answer.questions
    told = (answer.text, answer.unchanged, answer.note)
    return same_sure and told == (given.text.strip()[:LONGEST], given.unchanged, given.note.strip())


@dataclass(kw_only=True)
class SaveAnswers(_Answering[dict[int, Result]]):
    """Drafts of an office, each kept as it was typed. Nothing is recorded yet.

    An answer that was typed on an older page than the one that stands is kept aside. What is given twice is kept once.
    """

    def perform(self) -> dict[int, Result]:
        _owed, results = self._keep_all()
        self._log(Use.SAVED)
        return results


@dataclass(kw_only=True)
class SubmitAnswers(_Answering[Sent]):
    """Keeps what was typed, then sends each figure that is clear; the others stay as drafts, with what to do.

    Records the figures at once, unless the form asks for approval. ``results`` have a line for each that was given.
    """

    results: dict[int, Result] = field(default_factory=dict, init=False)

    def perform(self) -> Sent:
        owed, self.results = self._keep_all()
        ready = [duty for duty in owed if self._is_ready(duty)]
        sent = tuple(duty for duty in ready if self._send(duty))
        self._log(Use.SENT)
        return Sent(sent, self.results)

    def _is_ready(self, duty: Duty) -> bool:
        stands_aside = duty.pk in self.results and self.results[duty.pk].aside
        fresh = duty.current_id != duty.submitted_id
        return bool(duty.current and duty.current.is_ready and fresh and not stands_aside)

    def _send(self, duty: Duty) -> bool:
        duty.state, duty.reason = DutyState.SUBMITTED, ""
        duty.submitted, duty.submitted_at = duty.current, self.at or timezone.now()
        try:
            if not self.round.form.approval:
                record(self.by, self.round, duty)
        except CamketError as error:
            self.results[duty.pk] = Result(duty, error.message(language()))
            return False
        duty.save(update_fields=("state", "reason", "submitted", "submitted_at"))
        return True


def record(by: Any, round_: Round, duty: Duty) -> None:
    """The figure of what was submitted; none where it stands already. Raises what ``RecordObservation`` does."""
    from camket.observations.models import Observation

    answer = duty.submitted
    if answer is None:
        return
    told = Observation.objects.filter(answer__duty=duty, withdrawn_at=None).order_by("-recorded_at", "-pk").first()
    same = ("value", "denominator", "state")
    if told and all(getattr(told, name) == getattr(answer, name) for name in same):
        return
    RecordObservation(
        # A reporter's figure comes through its answer and in no other way: that is where the trail names the person.
        by=by if by and by.may(RecordObservation.verb) else None,
        indicator=duty.indicator,
        area_id=duty.area_id,
        start=round_.start,
        end=round_.end,
        closed_on=calendar.closed_before(round_.form, Period(round_.start, round_.end)),
        stage=round_.form.stage,
        value=answer.value,
        denominator=answer.denominator,
        state=answer.state,
        answer=answer,
    ).execute()
