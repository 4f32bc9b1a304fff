"""The root of what a person can be told about."""


class CamketError(Exception):
    """Something a person can meet: says what was wrong and what to do, in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(vi)
        self.vi = vi
        self.en = en

    def message(self, language: str = "vi") -> str:
        return self.en if language == "en" else self.vi
