"""Old Vietnamese fonts by their names: which code page their text is in, and which draw small letters as capitals."""

import re

from camket.records.extract.codepages import TCVN3, VNI

_TCVN3 = re.compile(r"^\s*[\"']?\.vn[a-z]", re.IGNORECASE)
_VNI = re.compile(r"^\s*[\"']?vni[- ]?[a-z]", re.IGNORECASE)
_CAPITALS = re.compile(r"^\s*[\"']?\.[Vv]n.*[a-z ]H[\"']?\s*$")


def code_page(font: str) -> str:
    """The code page that a font's text is in; empty for a font of Unicode."""
    return TCVN3 if _TCVN3.match(font) else VNI if _VNI.match(font) else ""


def draws_capitals(font: str) -> bool:
    """Whether a font shows all letters as capitals, as .VnTimeH does: TCVN3 has no capitals with a tone."""
    return bool(_CAPITALS.match(font))
