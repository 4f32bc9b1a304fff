"""A form that was filled in, brought to the figures of its office by the actions that the page behind a link uses."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from camket.observations.rounds import queries
from camket.observations.rounds.actions.answering import Given, Result, SaveAnswers, Sent, SubmitAnswers, expected
from camket.observations.rounds.actions.receiving import receive, work_off_at_once
from camket.observations.rounds.doubts import language
from camket.observations.rounds.workbook import understanding
from camket.observations.rounds.workbook.marks import NotOurs
from camket.observations.rounds.workbook.understanding import Filled, Problem
from camket.records.extract import ExtractError, cells
from camket.records.extract.limits import MAX_FORM_BYTES

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from camket.observations.rounds.models import Delivery, Duty, Link, Round


@dataclass(frozen=True)
class Taken:
    """What became of a file: of its answers, ``kept`` were new or stood already, ``sent`` went on to the office that
    asked; where many send, they are received and ``waits`` for that. ``refused`` says why nothing was taken; ``wrong``
    has to be put right, ``asked`` to be answered."""

    name: str
    office: str = ""
    kept: int = 0
    sent: int = 0
    refused: str = ""
    wrong: tuple[Problem, ...] = ()
    asked: tuple[Problem, ...] = ()
    waits: Delivery | None = None

    @property
    def is_clean(self) -> bool:
        return not (self.refused or self.wrong or self.asked)


@dataclass(frozen=True)
class Taking:
    """Who brings it, for which round and which of its offices, and whether it is sent at once."""

    by: Any
    round: Round
    offices: Collection[int]
    sends: bool
    link: Link | None = None
    address: str | None = None

    def take(self, file: UploadedFile) -> Taken:
        name = str(file.name)
        if (file.size or 0) > MAX_FORM_BYTES:  # not even looked at: its bytes would fill the memory
            return Taken(name, refused=_refusal(ExtractError("form_too_large")))
        try:
            book = cells.read(file.read())
            mark = understanding.mark_of(book)
            understanding.check(mark, self.round, self.offices)
            owed = queries.duties(self.round.pk, mark.office)
            filled = understanding.understand(book, mark, owed)
        except ExtractError as error:
            return Taken(name, refused=_refusal(error))
        except NotOurs as error:
            return Taken(name, refused=str(error))
        office = str(owed[0].office.shown) if owed else ""
        return self._bring(name, office, owed, filled)

    def _bring(self, name: str, office: str, owed: list[Duty], filled: Filled) -> Taken:
        if not filled.given and not filled.problems:
            return Taken(name, office, refused=_("Biểu chưa có số nào. Hãy gõ vào các ô màu vàng rồi tải lên lại."))
        done, waits = self._answer(owed, filled)
        results = done.results
        told = list(_told(filled, results))
        wrong = sorted([*filled.problems, *(one for one, asks in told if not asks)], key=_order)
        asked = sorted((one for one, asks in told if asks), key=_order)
        return Taken(name, office, len(results), len(done.sent), "", tuple(wrong), tuple(asked), waits)

    def _answer(self, owed: list[Duty], filled: Filled) -> tuple[Sent, Delivery | None]:
        """What became of it, or what will become of it and the delivery that waits."""
        given = [*filled.given.values()]
        if not given:
            return Sent((), {}), None
        if self.link is None:
            return self._at_desk(filled.mark.office, given), None
        kept = receive(self.link, given, sends=self.sends, address=self.address)
        done = work_off_at_once(kept)
        return (done, None) if done else (Sent((), expected(self.round, owed, given)), kept)

    def _at_desk(self, office_id: int, given: list[Given]) -> Sent:
        told = {"by": self.by, "round": self.round, "office_id": office_id, "given": given}
        return SubmitAnswers(**told).execute() if self.sends else Sent((), SaveAnswers(**told).execute())


def _refusal(error: ExtractError) -> str:
    problem = error.problem(language())
    return f"{problem[:1].upper()}{problem[1:]}. {error.remedy(language())}"


def _order(problem: Problem) -> tuple[int, int]:
    return problem.place.row, problem.place.column


def _told(filled: Filled, results: dict[int, Result]) -> Iterator[tuple[Problem, bool]]:
    """What stands in the way of answers, and whether it is a question."""
    for duty, result in results.items():
        place, name = filled.places[duty], str(result.duty.indicator.shown)
        if result.error:
            yield Problem(place, name, result.error), False
        for doubt in result.doubts:
            yield Problem(place, name, doubt.text), True
        if result.aside and result.duty.current:
            told = _(
                "Sau khi biểu được tải về, nơi khác đã có số “%(there)s”. Cả hai số đều được giữ; hãy chọn một số."
            )
            there = result.duty.current.text or _("Không đổi")
            yield Problem(place, name, told % {"there": there}), True
