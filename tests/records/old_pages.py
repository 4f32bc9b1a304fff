"""Unicode text written in old code pages, as the computers of the nineties did: the way back of what is tested."""

import unicodedata

ALPHABET = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
_TONES = "\u0300\u0309\u0303\u0301\u0323"

# TCVN 5712 by vowel: without a tone, then huyền, hỏi, ngã, sắc, nặng.
_SMALL = {
    "a": (None, 0xB5, 0xB6, 0xB7, 0xB8, 0xB9),
    "ă": (0xA8, 0xBB, 0xBC, 0xBD, 0xBE, 0xC6),
    "â": (0xA9, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB),
    "e": (None, 0xCC, 0xCE, 0xCF, 0xD0, 0xD1),
    "ê": (0xAA, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6),
    "i": (None, 0xD7, 0xD8, 0xDC, 0xDD, 0xDE),
    "o": (None, 0xDF, 0xE1, 0xE2, 0xE3, 0xE4),
    "ô": (0xAB, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9),
    "ơ": (0xAC, 0xEA, 0xEB, 0xEC, 0xED, 0xEE),
    "u": (None, 0xEF, 0xF1, 0xF2, 0xF3, 0xF4),
    "ư": (0xAD, 0xF5, 0xF6, 0xF7, 0xF8, 0xF9),
    "y": (None, 0xFA, 0xFB, 0xFC, 0xFD, 0xFE),
    "đ": (0xAE,),
}
_CAPITAL = {"Ă": 0xA1, "Â": 0xA2, "Ê": 0xA3, "Ô": 0xA4, "Ơ": 0xA5, "Ư": 0xA6, "Đ": 0xA7}
_CAPITAL_WITH_TONE = {
    "A": (0x80, 0x81, 0x82, 0x83, 0x84),
    "Ă": (0xAF, 0xBA, 0xBF, 0xC0, 0x85),
    "Â": (0xC1, 0xC2, 0xC3, 0xC4, 0x86),
    "E": (0x87, 0x88, 0x89, 0x8A, 0x8B),
    "Ê": (0xC5, 0xCD, 0xD9, 0xDA, 0x8C),
    "I": (0x8D, 0x8E, 0x8F, 0x90, 0x91),
    "O": (0x92, 0x93, 0x94, 0x95, 0x96),
    "Ô": (0xDB, 0xE0, 0xF0, 0xFF, 0x97),
    "Ơ": (0x98, 0x99, 0x9A, 0x9B, 0x9C),
    "U": (0x9D, 0x9E, 0x9F, 0x01, 0x02),
    "Ư": (0x04, 0x05, 0x06, 0x11, 0x12),
    "Y": (0x13, 0x14, 0x15, 0x16, 0x17),
}


def _with_tones(vowel: str) -> list[str]:
    return [vowel, *(unicodedata.normalize("NFC", vowel + tone) for tone in _TONES)]


def _bytes_of(rows: dict[str, tuple[int | None, ...]]) -> dict[str, int]:
    pairs = (pair for vowel, codes in rows.items() for pair in zip(_with_tones(vowel), codes, strict=False))
    return {letter: code for letter, code in pairs if code is not None}


VN3 = _bytes_of(_SMALL) | _CAPITAL
VN3 |= {letter.upper(): code for letter, code in VN3.items() if letter.upper() not in VN3}
_VN1 = _bytes_of(_SMALL) | _CAPITAL
_VN1 |= _bytes_of({vowel: (None, *codes) for vowel, codes in _CAPITAL_WITH_TONE.items()})

_VNI_PLAIN = {"ơ": "ô", "ư": "ö", "đ": "ñ", "ì": "ì", "í": "í", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}
_VNI_TONES = dict(zip(_TONES, "øûõùï", strict=True))
_VNI_HATS = {"â": dict(zip(_TONES, "àåãáä", strict=True)), "ă": dict(zip(_TONES, "èúüéë", strict=True))}


def tcvn3(text: str) -> bytes:
    """As the fonts .VnTime and .VnTimeH show it: a capital with a tone has the byte of the small letter."""
    return b"".join(bytes((VN3[sign],)) if sign in VN3 else sign.encode("cp1252") for sign in text)


def vn1(text: str) -> bytes:
    return b"".join(bytes((_VN1[sign],)) if sign in _VN1 else sign.encode("ascii") for sign in text)


def vni(text: str) -> bytes:
    return "".join(_vni_sign(sign) for sign in text).encode("cp1252")


def _vni_sign(sign: str) -> str:
    small = sign.lower()
    parts = unicodedata.normalize("NFD", small)
    if small in _VNI_PLAIN:
        written = _VNI_PLAIN[small]
    elif "\u0302" in parts or "\u0306" in parts:
        hat = "â" if "\u0302" in parts else "ă"
        tone = next((mark for mark in parts if mark in _TONES), "")
        written = parts[0] + (_VNI_HATS[hat][tone] if tone else {"â": "â", "ă": "ê"}[hat])
    elif len(parts) > 1 and parts[-1] in _TONES and parts[0] in "aeiouy":
        written = _vni_sign(unicodedata.normalize("NFC", parts[:-1])) + _VNI_TONES[parts[-1]]
        written = _vni_horned(parts) or written
    else:
        return sign
    return written.upper() if sign != small else written


def _vni_horned(parts: str) -> str:
    """ơ and ư with a tone: NFD may put the dot below before the horn."""
    if "\u031b" not in parts:
        return ""
    tone = next(mark for mark in parts if mark in _TONES)
    return {"o": "ô", "u": "ö"}[parts[0]] + _VNI_TONES[tone]


def windows_1258(text: str) -> bytes:
    """Tones are marks of their own after the letter."""
    written = []
    for sign in text:
        parts = unicodedata.normalize("NFD", sign)
        tones = "".join(mark for mark in parts if mark in _TONES)
        written.append(unicodedata.normalize("NFC", "".join(m for m in parts if m not in tones)) + tones)
    return "".join(written).encode("cp1258")


def as_western(data: bytes) -> str:
    """What a Western computer shows for bytes: Windows-1252, Latin-1 where that has nothing."""
    return "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in data)
