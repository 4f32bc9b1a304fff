from dataclasses import dataclass

from camket.areas.models import Area
from camket.foundation.actions import Action


@dataclass(kw_only=True)
class RecordArea(Action[Area]):
    """Make an area, or bring its names up to date."""

    verb = "areas.manage"
    slug: str
    code: str
    name: str
    kind: str
    name_en: str = ""
    invented: bool = False
    note: str = ""
    note_en: str = ""

    def subject(self) -> Area | None:
        return Area.objects.filter(slug=self.slug).first()

    def perform(self) -> Area:
        named = {
            "code": self.code,
            "name": self.name,
            "name_en": self.name_en,
            "kind": self.kind,
            "invented": self.invented,
            "note": self.note,
            "note_en": self.note_en,
        }
        return Area.objects.update_or_create(slug=self.slug, defaults=named)[0]
