"""English names for what documents name in Vietnamese."""

from dataclasses import dataclass

from django.db import models

from camket.areas.models import Area
from camket.foundation.actions import Action
from camket.measures.folding import name_key
from camket.people.models import Office
from camket.records.models import Document
from camket.resolutions.models import Assignment, Group, Programme, Resolution
from camket.targets.models import Indicator


@dataclass(kw_only=True)
class NameInEnglish(Action[int]):
    """Give English names to an area's indicators, groups, programmes, offices, posts, fields and titles.

    ``english`` maps Vietnamese names to English ones; case and diacritics do not matter. Answers with how many fitted.
    """

    verb = "targets.edit"
    area_id: int
    english: dict[str, str]

    def subject(self) -> Area:
        return Area.objects.get(pk=self.area_id)

    def perform(self) -> int:
        by_key = {name_key(vietnamese): english for vietnamese, english in self.english.items()}
        area, resolution = {"area_id": self.area_id}, {"resolution__area_id": self.area_id}
        seats = Assignment.objects.filter(programme__resolution__area_id=self.area_id)
        return sum(
            (
                _name(Indicator.objects.filter(**area), "name", by_key),
                _name(Office.objects.filter(**area), "name", by_key),
                _name(Group.objects.filter(**resolution), "name", by_key),
                _name(Programme.objects.filter(**resolution), "name", by_key),
                _name(Resolution.objects.filter(**area), "title", by_key),
                _name(Document.objects.filter(**area), "title", by_key),
                _name(seats, "title", by_key),
                _name(seats, "field", by_key),
            )
        )


def _name(rows: models.QuerySet[models.Model], field: str, by_key: dict[str, str]) -> int:
    changed = []
    for row in rows:
        english = by_key.get(name_key(getattr(row, field)))
        if english and getattr(row, f"{field}_en") != english:
            setattr(row, f"{field}_en", english)
            changed.append(row)
    rows.model._default_manager.bulk_update(changed, [f"{field}_en"], batch_size=200)
    return len(changed)
