"""Names in two languages: Vietnamese always, English where it has been given."""

from django.utils.translation import get_language

from camket.foundation.fields import NameField


class Named:
    """For models with ``name`` and ``name_en``."""

    name: NameField
    name_en: NameField

    def __str__(self) -> str:
        return str(self.name)

    @property
    def shown(self) -> str:
        """The name in the reader's language, or in Vietnamese where there is no other."""
        return in_language(str(self.name), str(self.name_en))


def in_language(vietnamese: str, english: str) -> str:
    return english if english and get_language() == "en" else vietnamese


def running(name: str) -> str:
    """A name as it begins inside a sentence: "Thu ngân sách" -> "thu ngân sách", "GRDP" stays."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
