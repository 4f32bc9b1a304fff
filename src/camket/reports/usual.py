"""How an office, or the committee of an area, has its reports: as it had the last one. What is chosen for one report is
thereby offered for the next, and nothing else has to be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camket.reports.enums import Layout, Section
from camket.reports.models import Part, Report
from camket.reports.sentences import is_of_the_party

if TYPE_CHECKING:
    from camket.people.models import Office

LINES = ("above", "issuer", "symbol", "place", "behalf", "post")
"""What of the head says who reports, and is the same from one report to the next."""


def layout(area_id: int, office: Office | None) -> Layout:
    """That of the last report; of a first one, after what the office is."""
    last = Report.objects.filter(resolution__area=area_id, office=office).order_by("-made_at", "-pk").first()
    if last:
        return Layout(last.layout)
    return Layout.PARTY if office and is_of_the_party(str(office.name)) else Layout.DECREE


def carry(report: Report) -> None:
    """The words for who reports as people put them in the last report of the same office and layout."""
    same = {"resolution__area": report.resolution.area_id, "office": report.office, "layout": report.layout}
    last = Report.objects.filter(**same).exclude(pk=report.pk).order_by("-made_at", "-pk").first()
    if last is None:
        return
    edited = last.parts.filter(section=Section.HEAD, key__in=LINES, edited__isnull=False)
    before = {part.key: part for part in edited}
    for part in Part.objects.filter(report=report, section=Section.HEAD, key__in=before):
        was = before[part.key]
        part.write(was.text, edited_by=was.edited_by, edited_at=was.edited_at)
        part.save()
