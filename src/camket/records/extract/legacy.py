"""Old Vietnamese code pages, recognised by what their words become.

A text is taken to be TCVN3 (ABC), VNI or Windows-1258 where its words, mapped by that table, are Vietnamese syllables
and as they stand are not. Tables: TCVN 5712:1993 and the VNI layout, both for small letters, which make up a text.
"""

import re
import unicodedata

_TCVN3 = dict(
    zip(
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊËÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ®¡¢£¤¥¦§",
        "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_VNI_MARKS = {
    **{"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"},
    **{"â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303"},
    **{"ä": "\u0302\u0323", "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309"},
    **{"ü": "\u0306\u0303", "ë": "\u0306\u0323"},
}
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "í": "í", "ì": "ì"}
_VNI_PAIR = re.compile("([aeouyôöAEOUYÔÖ])([ùøûõïâáàåãäêéèúüë])")

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_ONSET = "(?:ngh|ng|nh|gh|gi|ch|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
_RHYME = (
    "(?:a[cimnoptuy]?|ach|ang|anh|ă[cmnpt]|ăng|â[cmnptuy]|âng|e[cmnopt]?|eng|ê[mnptu]?|ênh|êch|êng|i[amnptu]?|ich|inh|iê[cmnptu]|iêng"
    "|o[aceimnpt]?|oa[cimnopty]|oach|oang|oanh|oay|oă[cmnt]|oăng|oe[nt]?|oeo|ong|oo[cn]|oong|ô[cimnpt]?|ông|ơ[imnpt]?"
    "|u[aceimnptyơ]?|uâ[nty]|uâng|uê|uêch|uênh|ung|uô[cimnt]|uông|uơ|uy[anptu]?|uych|uynh|uyê[nt]"
    "|ư[acimntu]?|ưng|ươ[cimnptu]|ương|y|yê[mntu]|ynh|uăng|uă[cnt]|uang|uan|uai|uay|uao|uat|uac|uach|uanh)"
)
_SYLLABLE = re.compile(f"^{_ONSET}{_RHYME}$")
_WORD = re.compile(r"[^\W\d_]+(?:[\u00ad][^\W\d_]*)*")
_LEGACY_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~“”‘’–—…]+")
_ENOUGH = 3
_SAMPLE = 20_000


def is_syllable(word: str) -> bool:
    """Whether a word is spelt as one Vietnamese syllable: onset, rhyme, at most one tone."""
    marks = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in marks if mark in _TONES]
    bare = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    return len(tones) <= 1 and bool(_SYLLABLE.match(bare))


def recognise(text: str) -> str:
    """The name of the old code page that the text is typed in; empty for text that reads as it stands."""
    words = [word for word in _LEGACY_WORD.findall(_sample(text)) if not word.isascii()]
    if len(words) < _ENOUGH or _share(words) > 0.5:
        return ""
    scores = {"TCVN3 (ABC)": _share(map(_from_tcvn3, words)), "VNI": _share(map(_from_vni, words))}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= 0.8 else ""


def windows_1258(data: bytes) -> str | None:
    """The text of Windows-1258 bytes in NFC, or None where its words would not be Vietnamese."""
    try:
        text = unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        return None
    words = [word for word in _WORD.findall(_sample(text)) if not word.isascii()]
    return text if len(words) >= _ENOUGH and _share(words) >= 0.8 else None


def _sample(text: str) -> str:
    """Enough words to tell: those that are not plain ASCII decide."""
    first = next((number for number, sign in enumerate(text) if sign > "\x7f"), 0)
    return text[max(first - 20, 0) : first + _SAMPLE]


def _share(words: "list[str] | map[str]") -> float:
    known = [is_syllable(word) for word in words]
    return sum(known) / max(len(known), 1)


def _from_tcvn3(word: str) -> str:
    return "".join(_TCVN3.get(sign, sign) for sign in word)


def _from_vni(word: str) -> str:
    marked = _VNI_PAIR.sub(lambda pair: _vni_letter(pair[1]) + _VNI_MARKS[pair[2]], word.lower())
    return unicodedata.normalize("NFC", "".join(_VNI_LETTERS.get(sign, sign) for sign in marked))


def _vni_letter(letter: str) -> str:
    return _VNI_LETTERS.get(letter, letter)
