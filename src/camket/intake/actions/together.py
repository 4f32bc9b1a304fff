"""Decisions on many statements of a document at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from camket.foundation.actions import Action
from camket.intake import queries
from camket.intake.actions.assenting import Assent
from camket.intake.actions.deciding import Refuse
from camket.intake.interpretation import Unclear, only_compares
from camket.intake.models import Statement
from camket.resolutions import queries as resolutions

if TYPE_CHECKING:
    from camket.records.models import Document


@dataclass(frozen=True)
class Assented:
    """What assenting to all confident statements of a document came to; ``refused`` went out of the way as before."""

    targets: int = 0
    observations: int = 0
    asked: int = 0
    refused: int = 0


@dataclass(kw_only=True)
class AssentConfident(Action[Assented]):
    """Assent together to what was read with high confidence; what turns out to be unclear goes on waiting, with why.

    A person who assents is spared an answer that the area's people have given before: by how much something rose or
    fell is refused where a statement on the same name was. See decision 11.
    """

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
                targets_made += done.target_id is not None and not assent.known_target
                observations_made += sum(one.observation_id is not None for one in (done, *assent.followed))
        self.tallied = Assented(targets_made, observations_made, asked, self._refuse_as_before())
        return self.tallied

    def _refuse_as_before(self) -> int:
        if self.by is None or not self.by.may("intake.refuse"):
            return 0
        names = queries.refused_changes(self.document.area_id)
        refused = 0
        for statement in queries.waiting_changes(self.document.pk, names):
            statement.document = self.document
            if only_compares(statement):
                Refuse(by=self.by, statement=statement).execute()
                refused += 1
        return refused

    def detail(self) -> dict[str, Any]:
        return vars(self.tallied)


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
