"""A form that was filled in, brought to the figures of its office by the actions that the page behind a link uses; one
that comes by a link is received first, as what is typed there."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import OperationalError
from django.utils.translation import gettext as _

from camket.observations.rounds import queries
from camket.observations.rounds.actions.answering import Given, Result, SaveAnswers, Sent, SubmitAnswers, outcome
from camket.observations.rounds.actions.receiving import put_in, work_off_at_once
from camket.observations.rounds.doubts import language
from camket.observations.rounds.workbook import understanding
from camket.observations.rounds.workbook.marks import NotOurs
from camket.observations.rounds.workbook.understanding import Filled, Problem
from camket.records.extract import ExtractError, cells
from camket.records.extract.limits import MAX_FORM_BYTES

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.db.models import QuerySet

    from camket.observations.rounds.models import Delivery, Duty, Round

log = logging.getLogger(__name__)


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
class Read:
    """What stands in a file for an office; or why it is not taken."""

    owed: list[Duty] = field(default_factory=list)
    filled: Filled | None = None
    refused: str = ""

    @property
    def given(self) -> list[Given]:
        return [*self.filled.given.values()] if self.filled else []


@dataclass(frozen=True)
class Taking:
    """Who brings it, for which round and which of its offices, and whether it is sent at once."""

    by: Any
    round: Round
    offices: Collection[int]
    sends: bool

    def take(self, file: UploadedFile) -> Taken:
        name, refused = str(file.name), too_large(file)
        if refused:
            return Taken(name, refused=refused)
        found = read(file.read(), self.round, self.offices)
        return told(name, found, self._answer(found) if found.given else Sent((), {}))

    def _answer(self, found: Read) -> Sent:
        given = {"by": self.by, "round": self.round, "office_id": found.owed[0].office_id, "given": found.given}
        return SubmitAnswers(**given).execute() if self.sends else Sent((), SaveAnswers(**given).execute())


def take_in(kept: Delivery) -> Taken:
    """What becomes of a form that was received."""
    found = read_in(kept)
    done = work_off_at_once(kept) if found.given and not kept.worked_at else None
    if done is None:
        link = kept.link
        results = outcome(link.round, queries.duties(link.round_id, link.office_id), found.given)
        clear = [one.duty for one in results.values() if not (one.error or one.doubts or one.aside)]
        done = Sent(tuple(clear) if kept.sends else (), results)
    return told(kept.form_name, found, done)


def read_in(kept: Delivery) -> Read:
    """Read a form that was received; from then on it waits as what is typed does."""
    link = kept.link
    found = read(bytes(kept.form or b""), link.round, (link.office_id,))
    if kept.unread:
        put_in(kept, found.given)
    return found


def read_all(found: QuerySet[Delivery]) -> None:
    """The forms among deliveries that nobody has read yet. One that fails by our own fault keeps no other from it."""
    for kept in found.filter(unread=True).select_related("link__round__form", "link__office"):
        try:
            read_in(kept)
        except OperationalError:
            raise
        except Exception:
            log.exception("form_not_read delivery=%s", kept.pk)


def too_large(file: UploadedFile) -> str:
    """Such a file is not even looked at: its bytes would fill the memory."""
    return _refusal(ExtractError("form_too_large")) if (file.size or 0) > MAX_FORM_BYTES else ""


def read(form: bytes, held: Round, offices: Collection[int]) -> Read:
    try:
        book = cells.read(form)
        mark = understanding.mark_of(book)
        understanding.check(mark, held, offices)
        owed = queries.duties(held.pk, mark.office)
        filled = understanding.understand(book, mark, owed)
    except ExtractError as error:
        return Read(refused=_refusal(error))
    except NotOurs as error:
        return Read(refused=str(error))
    if not filled.given and not filled.problems:
        return Read(owed, refused=_("Biểu chưa có số nào. Hãy gõ vào các ô màu vàng rồi tải lên lại."))
    return Read(owed, filled)


def told(name: str, found: Read, done: Sent) -> Taken:
    office = str(found.owed[0].office.shown) if found.owed else ""
    if found.filled is None:
        return Taken(name, office, refused=found.refused)
    problems = list(_told(found.filled, done.results))
    wrong = sorted([*found.filled.problems, *(one for one, asks in problems if not asks)], key=_order)
    asked = sorted((one for one, asks in problems if asks), key=_order)
    return Taken(name, office, len(done.results), len(done.sent), "", tuple(wrong), tuple(asked))


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
