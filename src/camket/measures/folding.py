"""Text without diacritics, for finding and comparing names."""

import re
import unicodedata

_STROKES = str.maketrans({"đ": "d", "Đ": "d"})


def fold(text: str) -> str:
    """Lower case, marks off, đ as d: "Bắc Kạn" -> "bac kan". As long as the text itself where that is NFC."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(unicodedata.normalize("NFD", c)[0] for c in composed.translate(_STROKES)).lower()


def name_key(text: str) -> str:
    """What two wordings of one name share: their words, folded, in alphabetical order.

    "Tỷ lệ che phủ rừng" and "TỶ LỆ RỪNG CHE PHỦ" have one key.
    """
    return " ".join(sorted(re.findall(r"\w+", fold(text))))


def slug(text: str, longest: int = 80) -> str:
    """An address made from a name: "Thu ngân sách" -> "thu-ngan-sach". Cut at a word."""
    whole = "-".join(re.findall(r"[a-z0-9]+", fold(text)))
    if len(whole) <= longest:
        return whole
    return whole[: longest + 1].rsplit("-", 1)[0]
