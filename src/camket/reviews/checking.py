"""The cross-checks run over what is stored of an area, and what they find kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from camket.areas import queries as areas
from camket.foundation.actions import Action
from camket.foundation.errors import CamketError
from camket.records.actions import KeepPassage
from camket.reviews import crosschecks
from camket.reviews.crosschecks.gathering import Desk, gather
from camket.reviews.models import Finding

if TYPE_CHECKING:
    from camket.areas.models import Area
    from camket.reviews.crosschecks import Cite, Disagreement


@dataclass(kw_only=True)
class FindDisagreements(Action[int]):
    """Hold against each other what documents say of an area. Answers with the number of findings.

    Findings that no longer hold go; one that still holds stays the same one, with its words brought up to date.
    """

    verb = "reviews.judge"
    area_id: int
    counted: dict[str, int] = field(default_factory=dict)

    def subject(self) -> Area | None:
        return areas.by_id(self.area_id)

    def perform(self) -> int:
        area = areas.held(self.area_id)  # of two at once the second finds what the first has kept
        if area is None:
            raise CamketError("Không có địa bàn này.", "There is no such area.")
        desk, facts = gather(area)
        found = {(check, one.key[:200]): one for check, one in crosschecks.disagreements(facts)}
        kept = {(row.check_name, row.key): row for row in self._stored()}
        for gone in kept.keys() - found.keys():
            kept.pop(gone).delete()
        for (check, key), one in found.items():
            row = kept.get((check, key)) or Finding(area_id=self.area_id, check_name=check, key=key)
            self._write(row, one, desk)
            self.counted[check] = self.counted.get(check, 0) + 1
        return len(found)

    def _stored(self) -> list[Finding]:
        return list(Finding.objects.filter(area_id=self.area_id).prefetch_related("passages"))

    def _write(self, row: Finding, found: Disagreement, desk: Desk) -> None:
        if (row.text, row.text_en) != (found.vi, found.en):
            row.text, row.text_en = found.vi, found.en
            row.save()
        passages = {self._passage(cite, desk) for cite in found.cites}
        if passages != {passage.pk for passage in row.passages.all()}:
            row.passages.set(passages)

    def _passage(self, cite: Cite, desk: Desk) -> int:
        """The passage of a number; one that only a waiting statement stood on is kept now."""
        known = desk.passages.get((cite.document, cite.span))
        if known is None:
            document = desk.documents[cite.document]
            action = KeepPassage(by=self.by, document=document, span=cite.span, sentence=cite.sentence)
            known = desk.passages[cite.document, cite.span] = action.execute().pk
        return known

    def detail(self) -> dict[str, Any]:
        return dict(self.counted)
