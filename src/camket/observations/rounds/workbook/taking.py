"""A form that was filled in, brought to the figures of its office by the actions that the page behind a link uses."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from camket.observations.rounds import queries
from camket.observations.rounds.actions.answering import Result, SaveAnswers, SubmitAnswers
from camket.observations.rounds.doubts import language
from camket.observations.rounds.workbook import understanding
from camket.observations.rounds.workbook.marks import NotOurs
from camket.observations.rounds.workbook.understanding import Filled, Problem
from camket.records.extract import ExtractError, cells
from camket.records.extract.limits import MAX_FORM_BYTES

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from camket.observations.rounds.models import Link, Round


@dataclass(frozen=True)
class Taken:
    """What became of a file: of its answers, ``kept`` were new or stood already, ``sent`` went on to the office that
    asked. ``refused`` says why nothing was taken; ``wrong`` has to be put right, ``asked`` to be answered."""

    name: str
    office: str = ""
    kept: int = 0
    sent: int = 0
    refused: str = ""
    wrong: tuple[Problem, ...] = ()
    asked: tuple[Problem, ...] = ()

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
        return self._bring(name, office, filled)

    def _bring(self, name: str, office: str, filled: Filled) -> Taken:
        if not filled.given and not filled.problems:
            return Taken(name, office, refused=_("Biểu chưa có số nào. Hãy gõ vào các ô màu vàng rồi tải lên lại."))
        results, sent = self._answer(filled) if filled.given else ({}, 0)
        told = list(_told(filled, results))
        wrong = sorted([*filled.problems, *(one for one, asks in told if not asks)], key=_order)
        asked = sorted((one for one, asks in told if asks), key=_order)
        return Taken(name, office, len(results), sent, "", tuple(wrong), tuple(asked))

    def _answer(self, filled: Filled) -> tuple[dict[int, Result], int]:
        told = {"by": self.by, "round": self.round, "office_id": filled.mark.office, "given": [*filled.given.values()]}
        told |= {"link": self.link, "address": self.address}
        if not self.sends:
            return SaveAnswers(**told).execute(), 0
        done = SubmitAnswers(**told).execute()
        return done.results, len(done.sent)


def _refusal(error: ExtractError) -> str:
    problem = error.problem(language())
    return f"{problem[:1].upper()}{problem[1:]}. {error.remedy(language())}"


def _order(problem: Problem) -> tuple[int, int]:
    return problem.place.row, problem.place.column


def _told(filled: Filled, results: dict[int, Result]) -> Iterator[tuple[Problem, bool]]:
    """What stands in the way of answers, and whether it is a question."""
    for duty, result in results.items():
        place, name = filled.places[duty], result.duty.called
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
