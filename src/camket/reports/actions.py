from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from camket.foundation.actions import Action
from camket.reports import making, queries
from camket.reports.composing import paper
from camket.reports.enums import FileKind, Layout

if TYPE_CHECKING:
    from camket.resolutions.models import Resolution


@dataclass(kw_only=True)
class WriteReport(Action[bytes]):
    """A file of the report of a resolution and a year, or of a review by its slug, as it is composed; answers with its
    bytes and keeps nothing.

    The same data and the same day ``dated`` give the same bytes. Raises ``NoSuchResolution``, ``NoSuchReview``,
    ``YearOutsideTerm``, ``YearToCome``, ``CannotMakePdf``.
    """

    verb = "reports.write"
    resolution: str
    dated: date
    year: int = 0
    review: str = ""
    as_of: datetime | None = None
    layout: Layout = Layout.DECREE
    kind: FileKind = FileKind.WORD

    def subject(self) -> Resolution:
        return queries.resolution(self.resolution)

    def perform(self) -> bytes:
        if self.review:
            found = queries.of_review(queries.review(self.resolution, self.review), self.dated, self.layout)
        else:
            moment = self.as_of or timezone.now()
            found = queries.contents(self.resolution, self.year, self.dated, moment, self.layout)
        return making.make(paper(found), self.kind, "").content

    def detail(self) -> dict[str, Any]:
        of = {"review": self.review} if self.review else {"year": self.year}
        return {**of, "dated": self.dated.isoformat(), "layout": str(self.layout), "kind": str(self.kind)}
