from dataclasses import dataclass

from camket.areas.models import Area
from camket.foundation.actions import Action
from camket.measures.folding import name_key


@dataclass(kw_only=True)
class RecordArea(Action[Area]):
    """Make an area that this site follows, or bring its names up to date.

    One of the country that is so called and has that code is that one: it keeps its span, its parents and its lineage.
    """

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
        return Area.objects.filter(slug=self.slug).first() or self._of_the_country()

    def _of_the_country(self) -> Area | None:
        if not self.code or self.invented:
            return None
        same = [
            one
            for one in Area.objects.filter(code=self.code, followed=False)
            if name_key(one.name) == name_key(self.name)
        ]
        return same[-1] if same else None

    def perform(self) -> Area:
        known = self.subject()
        named = {
            "slug": self.slug,
            "followed": True,
            "code": self.code,
            "name": self.name,
            "name_en": self.name_en,
            "kind": self.kind,
            "invented": self.invented,
            "note": self.note,
            "note_en": self.note_en,
        }
        area = known or Area()
        for name, value in named.items():
            setattr(area, name, value)
        area.save()
        return area
