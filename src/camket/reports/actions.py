from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from camket.foundation.actions import Action
from camket.reports import queries, sheet, word
from camket.reports.composing import paper
from camket.reports.enums import Layout

if TYPE_CHECKING:
    from camket.resolutions.models import Resolution


@dataclass(kw_only=True)
class WriteReport(Action[bytes]):
    """The report of a resolution and a year as a Word file, after Decree 30/2020 or 36-HD/VPTW; answers with its bytes.

    The same data and the same day ``dated`` give the same bytes. Raises ``NoSuchResolution``, ``YearOutsideTerm``,
    ``YearToCome``. ``as_sheet``: its table as an Excel file instead.
    """

    verb = "reports.write"
    resolution: str
    year: int
    dated: date
    as_of: datetime | None = None
    layout: Layout = Layout.DECREE
    as_sheet: bool = False

    def subject(self) -> Resolution:
        return queries.resolution(self.resolution)

    def perform(self) -> bytes:
        moment = self.as_of or timezone.now()
        found = paper(queries.contents(self.resolution, self.year, self.dated, moment, self.layout))
        return sheet.workbook(found) if self.as_sheet else word.document(found)

    def detail(self) -> dict[str, Any]:
        return {
            "year": self.year,
            "dated": self.dated.isoformat(),
            "layout": "sheet" if self.as_sheet else self.layout.value,
        }
