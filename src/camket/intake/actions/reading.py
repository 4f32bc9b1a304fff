"""From a document that came in to statements that wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from camket.foundation.actions import Action
from camket.foundation.errors import CamketError
from camket.intake import queries, repeats
from camket.intake.enums import State
from camket.intake.models import OtherNumber, Statement
from camket.intake.rows import row_of
from camket.reading import Statement as Read
from camket.reading import read
from camket.records.enums import Kind
from camket.resolutions.actions import RecordResolution

if TYPE_CHECKING:
    from camket.records.models import Document


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
        found = list(reading.statements)
        if any(notice["code"] == "ocr" for notice in self.document.warnings):
            found = [_of_a_scan(statement) for statement in found]
        places = queries.places_named(self.document, {one.area for one in found if one.area})
        rows = (row_of(self.document, one, places) for one in found)
        fresh = [row for row in rows if (row.start, row.end, row.role) not in decided]
        Statement.objects.bulk_create(fresh, batch_size=500)
        repeats.fold(self.document)
        OtherNumber.objects.filter(document=self.document).delete()
        # One number is named once: where two rules named it, the first one stands, and the document is not lost.
        named = {o.span: o.kind for o in reversed(reading.others)}
        others = [OtherNumber(document=self.document, start=a, end=b, kind=kind) for (a, b), kind in named.items()]
        OtherNumber.objects.bulk_create(others, batch_size=500)
        return len(fresh)


def _of_a_scan(found: Read) -> Read:
    """A scan's figures are never sure: a digit may have been recognised as another one."""
    return found._replace(confident=False, unsure_of=tuple(dict.fromkeys(("number", *found.unsure_of))))


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
