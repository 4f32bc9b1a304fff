from dataclasses import dataclass

from camket.areas.models import Area
from camket.foundation.actions import Action
from camket.measures.folding import name_key


@dataclass(kw_only=True)
class RecordArea(Action[Area]):
    """Make an area that this site follows, or bring its names up to date.

    One of the country that is so called and has that code is that one: it keeps its span, its parents and its lineage.
    A code that an area has stays, and so do the names of one that was renamed.
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
        settled = _settled(area) if known else set()
        written = {name: value for name, value in named.items() if name not in settled}
        if known:
            self.changed.note(area, written)
        for name, value in written.items():
            setattr(area, name, value)
        area.save()
        return area


def _settled(area: Area) -> set[str]:
    """What an area keeps that has a code or has been renamed: a folder of documents may not know of either."""
    code = {"code"} if area.code and not area.invented else set()
    return code | ({"name", "name_en", "kind"} if area.namings.exists() else set())
