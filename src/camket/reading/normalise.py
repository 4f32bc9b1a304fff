"""Step 1: one form of the text for the rules, with a way back to the text that was given.

`text` and `folded` have the same length, so one position serves both. Where combining marks had to be composed (NFD
input), `offsets` leads each position back to the original.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from typing import Final

# Only the marks Vietnamese uses, at most three on a letter: longer piles ("zalgo") stay as they are, so time is linear.
_MARKS: Final = re.compile("[\u0300-\u0323]")
_DECOMPOSED: Final = re.compile(
    "[A-Za-z\u00c2\u00ca\u00d4\u00e2\u00ea\u00f4\u0102\u0103\u01a0\u01a1\u01af\u01b0][\u0300-\u0303\u0306\u0309\u031b\u0323]{1,3}"
)
_PLAIN: Final[dict[int, str]] = str.maketrans(
    dict.fromkeys(
        "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u202f\u205f\u2060\u2066\u2067\u2068\u2069\u3000\ufeff\r\x0b\x0c\x00\xad",
        " ",
    )
    | dict.fromkeys("‐‑‒–—―−－", "-")
    | {"\u2028": "\n", "\u2029": "\n", "\u0110": "Đ", "\u00d0": "Đ", "\uff05": "%"}
)
_ODD: Final = re.compile("[" + "".join(re.escape(chr(code)) for code in _PLAIN) + "]")
# Old and new tone places: "hoà", "thuỷ", "luỹ" are matched as "hòa", "thủy", "lũy"; "tỉ" as "tỷ".
_TONES: Final = re.compile(r"[ou](?<!q[ou])[àáảãạèéẻẽẹỳýỷỹỵ]\b")
_SPELLINGS: Final = (
    ("tỉ", re.compile(r"tỉ(?<!\wtỉ)\b"), "tỷ"),
    ("kì", re.compile(r"kì(?<!\wkì)\b"), "kỳ"),
    ("hàng năm", re.compile(r"hàng năm(?<!\whàng năm)\b"), "hằng năm"),
)
_VOWEL: Final = {"à": ("̀", "a"), "á": ("́", "a"), "ả": ("̉", "a"), "ã": ("̃", "a"), "ạ": ("̣", "a"), "è": ("̀",
    "e"), "é": ("́", "e"), "ẻ": ("̉", "e"),
          "ẽ": ("̃", "e"), "ẹ": ("̣", "e"), "ỳ": ("̀", "y"), "ý": ("́", "y"), "ỷ": ("̉", "y"), "ỹ": ("̃",
          "y"), "ỵ": ("̣", "y")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Normal:
    """`lower` is the text in lower case as written (indicators are cut from it), `folded` the form that rules match."""

    text: str
    lower: str
    folded: str
    offsets: array[int] | None

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span in the text as it was given."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end]


def normalise(given: str) -> Normal:
    """NFC for Vietnamese letters, plain spaces and dashes, lower case; positions one to one or with offsets."""
    composed, offsets = _compose(given)
    text = _unwrapped(_ODD.sub(_plain, composed))
    text, offsets = _squeezed(text, offsets)
    lower = _lower(text)
    return Normal(text, lower, _folded(lower), offsets)


_BREAK: Final = re.compile(r"\n *(?=[a-zà-ỹđ\d%])")
_CLOSES: Final = frozenset(("", *"\n\t.!?:;…"))
_GOES_ON: Final = re.compile(r"[a-zà-ỹđ]{2,}(?![.)\w])|%")
_MEASURED: Final = re.compile(r"\d+(?:[.,]\d+)* ?(?:%|(?:nghìn|triệu|tỷ|tấn|ha|tạ|con|người|hộ|lượt|vụ|km|m2|đồng)\b)")
_ASKS: Final = (
    "năm", "đạt", "ước", "trên", "hơn", "tăng", "giảm", "khoảng", "gần", "bằng", "được", "là", "còn", "có",
    " -",
)  # fmt: skip


def _unwrapped(text: str) -> str:
    """Blanks for the line breaks within a sentence, as pages of a fixed width have them; tables keep their lines."""
    if "\n" not in text or "\t" in text:
        return text
    pieces, at = [], 0
    for match in _BREAK.finditer(text):
        begin, end = _before_blanks(text, at, match.start()), match.end()
        if text[begin - 1 : begin] in _CLOSES:
            continue
        asks = text[end].isdecimal() and text.endswith(_ASKS, max(0, begin - 6), begin)
        if asks or _MEASURED.match(text, end) or _GOES_ON.match(text, end):
            pieces += [text[at:begin], " " * (end - begin)]
            at = end
    return "".join((*pieces, text[at:]))


def _before_blanks(text: str, floor: int, end: int) -> int:
    while end > floor and text[end - 1] == " ":
        end -= 1
    return end


_BLANKS: Final = re.compile(r"(?<=\S)  +(?=[^\s|])")


def _squeezed(text: str, offsets: array[int] | None) -> tuple[str, array[int] | None]:
    """One blank for many between words, as justified lines have them; positions with offsets from then on."""
    if "  " not in text or not _BLANKS.search(text):
        return text, offsets
    pieces: list[str] = []
    kept: array[int] = array("L")
    at = 0
    for match in _BLANKS.finditer(text):
        pieces.append(text[at : match.start() + 1])
        kept.extend(range(at, match.start() + 1))
        at = match.end()
    pieces.append(text[at:])
    kept.extend(range(at, len(text) + 1))
    return "".join(pieces), kept if offsets is None else array("L", [offsets[place] for place in kept])


def _plain(match: re.Match[str]) -> str:
    return _PLAIN[ord(match.group())]


def _compose(given: str) -> tuple[str, array[int] | None]:
    if not _MARKS.search(given):
        return given, None
    pieces: list[str] = []
    offsets: array[int] = array("L")
    at = 0
    for match in _DECOMPOSED.finditer(given):
        pieces.append(given[at : match.start()])
        offsets.extend(range(at, match.start()))
        letter = unicodedata.normalize("NFC", match.group())
        pieces.append(letter)
        offsets.extend([match.start()] * len(letter))
        at = match.end()
    pieces.append(given[at:])
    offsets.extend(range(at, len(given) + 1))
    return "".join(pieces), offsets


def _lower(text: str) -> str:
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)


def _folded(lower: str) -> str:
    """One spelling for words that have two, of the same length."""
    folded = _TONES.sub(_modern, lower)
    for old, pattern, new in _SPELLINGS:
        if old in folded:
            folded = pattern.sub(new, folded)
    return folded


def _modern(match: re.Match[str]) -> str:
    found = match.group()
    mark, bare = _VOWEL[found[1]]
    return unicodedata.normalize("NFC", found[0] + mark) + bare
