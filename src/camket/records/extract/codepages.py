"""Old Vietnamese code pages as tables: what each sign of them means in Unicode.

Text in an old code page arrives as the signs that Western computers show for its bytes (Windows-1252, or Latin-1 where
that leaves a byte free). Sources: TCVN 5712:1993 (VN3, the fonts named .VnTime and the like, and VN1 with capitals of
its own), the layout of the VNI fonts for Windows, and Microsoft's code page 1258.
"""

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from typing import Final

TCVN3: Final = "TCVN3 (ABC)"
VN1: Final = "TCVN 5712 (VN1)"
VNI: Final = "VNI"
WINDOWS_1258: Final = "Windows-1258"

LETTER: Final = r"(?:[^\W\d_]|[\u00a1-\u00af\u00b5-\u00b9\u00bb-\u00be\u00d7\u00f7])"
"""A pattern for one letter of a word in an old code page: there "®" is đ and the multiplication sign ì."""

LOST: Final = "\ufffd"
"""Stands for a letter that a code page does not have: a word that holds one is no word of that page."""


def western(byte: int) -> str:
    """The sign that Western computers show for a byte."""
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def _byte_table(rows: dict[int, str]) -> dict[str, str]:
    """Sign to letter, from runs of letters that begin at a byte; "." leaves a byte as it is."""
    table = {}
    for first, letters in rows.items():
        for byte, letter in enumerate(letters, first):
            if letter != ".":
                table[western(byte)] = table[chr(byte)] = letter
    return table


_VN3: Final = _byte_table(
    {
        **{0xA1: "ĂÂÊÔƠƯĐăâêôơưđ", 0xB5: "àảãáạ", 0xBB: "ằẳẵắ", 0xC6: "ặầẩẫấậè", 0xCE: "ẻẽéẹềểễếệìỉ"},
        **{0xDC: "ĩ", 0xDD: "íịò", 0xE1: "ỏõóọồổỗốộờởỡớợù", 0xF1: "ủũúụừửữứựỳỷỹýỵ"},
    }
)
_VN1_CAPITALS: Final = _byte_table(
    {
        **{0x01: "ÚỤ", 0x04: "ỪỬỮ", 0x11: "ỨỰỲỶỸÝỴ", 0x80: "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"},
        **{0xAF: "Ằ", 0xBA: "Ẳ", 0xBF: "ẴẮẦẨẪẤỀ", 0xCD: "Ể", 0xD9: "ỄẾỒ", 0xE0: "Ổ", 0xF0: "Ỗ", 0xFF: "Ố"},
    }
)
_FROM_VN3: Final = str.maketrans(_VN3)
_FROM_VN1: Final = str.maketrans(_VN3 | _VN1_CAPITALS)
_FROM_1258: Final = {
    ord(western(byte)): bytes((byte,)).decode("cp1258")
    for byte in range(0x80, 0x100)
    if bytes((byte,)).decode("cp1258", "ignore")
}

_VNI_MARKS: Final = {
    **{"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"},
    **{"â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303"},
    **{"ä": "\u0302\u0323", "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309"},
    **{"ü": "\u0306\u0303", "ë": "\u0306\u0323"},
}
_VNI_LETTERS: Final = {"ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "í": "í", "ì": "ì"}
_TONES_ONLY: Final = "ùøûõï"
_BREVES: Final = "êéèúüë"
# Which letters carry which marks: tones all vowels, the circumflex a, e and o, the breve a alone.
_VNI_SIGN: Final = re.compile(
    f"[aeiouyôö][{_TONES_ONLY}]|[aeo][âáàåãä]|a[{_BREVES}]|[{''.join(_VNI_LETTERS)}]",
    re.IGNORECASE,
)


def from_tcvn3(text: str) -> str:
    """Text of the fonts .VnTime and the like; each sign is one letter, so positions stay."""
    return _capitals(text, text.translate(_FROM_VN3))


def from_vn1(text: str) -> str:
    """The same with the capitals that VN1 has and the fonts have not."""
    return text.translate(_FROM_VN1)


def from_vni(text: str) -> str:
    """Text of the fonts VNI-Times and the like: a letter, then a sign for its marks."""
    return unicodedata.normalize("NFC", _VNI_SIGN.sub(_vni_letter, text))


def from_1258(text: str) -> str:
    """Text whose bytes were Windows-1258: tones are marks of their own after the letter."""
    return unicodedata.normalize("NFC", text.translate(_FROM_1258))


def _vni_letter(sign: re.Match[str]) -> str:
    written = sign[0]
    base = _VNI_LETTERS.get(written[0].lower(), written[0].lower())  # "ô" is ơ, whatever stands behind it
    letter = base + _VNI_MARKS[written[1].lower()] if len(written) > 1 else base
    return letter.upper() if written[0].isupper() else letter


READERS: Final[dict[str, Callable[[str], str]]] = {
    TCVN3: from_tcvn3,
    VNI: from_vni,
    WINDOWS_1258: from_1258,
    VN1: from_vn1,
}

# Every letter that a page can give; a letter of the text that it cannot give was not written in that page.
_UNKNOWN: Final = {
    TCVN3: re.compile("[ÀÁÂÃÄÅÙÚÛàðÿŠŒŽšœžŸƒ]"),
    VN1: re.compile("(?!)"),
    VNI: re.compile("[ÇÐÝÞßçðýþÿŠŒŽšœžŸƒ¡-¯µ-¿]|(?<![aeiouyôöAEIOUYÔÖ])[ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]"),
    WINDOWS_1258: re.compile("[ŠŽšž]"),
}


def trial(text: str, name: str) -> str:
    """The text as it would read in that page, with ``LOST`` for letters that the page does not have."""
    return READERS[name](_UNKNOWN[name].sub(LOST, text))


_RUN: Final = re.compile(f"{LETTER}+")
_CAPITALS_OF_BOTH: Final = frozenset("ĂÂÊÔƠƯĐ")
_SMALL_OF_BOTH: Final = frozenset("ăâêôơưđ")


def _capitals(raw: str, text: str) -> str:
    """Put back the capitals: VN3 has none with a tone, so that "THÀNH PHỐ" is kept as "THàNH PHố"."""
    words = list(_RUN.finditer(raw))
    sizes = [_size(raw[word.start() : word.end()], text[word.start() : word.end()]) for word in words]
    if "upper" not in sizes:
        return text
    # Two words are neighbours where nothing but blanks stands between them.
    beside = [not raw[one.end() : other.start()].strip() for one, other in pairwise(words)]
    before = _neighbours(sizes, [False, *beside])
    behind = _neighbours(sizes[::-1], [False, *beside[::-1]])[::-1]
    signs = list(text)
    for word, size, *around in zip(words, sizes, before, behind, strict=True):
        if size == "upper" or (size == "open" and "upper" in around and "lower" not in around):
            signs[word.start() : word.end()] = text[word.start() : word.end()].upper()
    return "".join(signs)


def _neighbours(sizes: list[str], beside: list[bool]) -> list[str]:
    """For each word the size of the last neighbour before it that tells one; "open" where there is none."""
    found, last = [], "open"
    for number, size in enumerate(sizes):
        last = last if beside[number] else "open"
        found.append(last)
        last = last if size == "open" else size
    return found


def _size(raw: str, text: str) -> str:
    """Whether a word is in capitals: "upper", "lower", or "open" where its letters do not tell ("Uỷ", "ở")."""
    capitals = [letter in _CAPITALS_OF_BOTH or "A" <= sign <= "Z" for sign, letter in zip(raw, text, strict=True)]
    if any(letter in _SMALL_OF_BOTH or "a" <= sign <= "z" for sign, letter in zip(raw, text, strict=True)):
        return "lower"
    if sum(capitals) > 1 or any(capitals[1:]):
        return "upper"
    return "open"
