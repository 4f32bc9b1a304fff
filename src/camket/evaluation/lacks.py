"""Why there is no figure: said in both languages, and never left out."""

from dataclasses import dataclass

from camket.measures.decimals import Language


@dataclass(frozen=True)
class Lack:
    """What stands in the way of a figure, as a sentence without its full stop."""

    vi: str
    en: str

    def message(self, language: Language = "vi") -> str:
        return self.en if language == "en" else self.vi
