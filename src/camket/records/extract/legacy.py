"""Text in an old Vietnamese code page: recognised by what its words become, converted, or refused.

A text is taken to be in TCVN3 (ABC), VNI or Windows-1258 where its words, read in that page, are Vietnamese syllables
and as they stand are not. Lines that hold a letter which only Unicode has are never touched; nor is plain ASCII.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from camket.records.extract import codepages
from camket.records.extract.codepages import READERS, TCVN3, VN1, VNI, WINDOWS_1258
from camket.records.extract.errors import ExtractError
from camket.records.extract.model import Notice
from camket.records.extract.notices import notice
from camket.records.extract.syllables import COMMON, is_syllable

_ENOUGH = 3  # words that are no syllables as they stand: fewer prove nothing
_MANY = 10  # a text that is Unicode but for a few odd words is not refused for their sake
_SURE = 0.85
_SUSPECTED = 0.6
_MARGIN = 0.25
_ALL_WORDS = 0.5  # of all words, names and abbreviations among them, so many must be syllables
_SAMPLE = 20_000
# What a word is made of while its code page is not known: all but ASCII signs, digits, blanks and printed quotes.
_LEGACY_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~“”‘’–—…°²³]+")
_ONLY_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ\u0300-\u0303\u0306\u0309\u031b\u0323]")
_HYPHENED = re.compile(f"{codepages.LETTER}*(?:[-\u2010]{codepages.LETTER}*)+")


_CODES = {TCVN3: "tcvn3", VN1: "tcvn3", VNI: "vni", WINDOWS_1258: "windows_1258"}


class Line(Enum):
    """What a line of a text is by itself."""

    UNICODE = "unicode"
    LEGACY = "legacy"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Finding:
    """The code page that a text is in; ``sure`` is False where the words do not prove it. ``mixed``: in part only."""

    name: str
    sure: bool
    mixed: bool


def settle(lines: Sequence[str]) -> tuple[list[str], tuple[Notice, ...]]:
    """Lines in Unicode, with a notice where they were converted.

    Raises :class:`ExtractError` (``legacy_encoding``) where they seem to be in an old code page, but not surely.
    """
    found = find(lines)
    if found is None:
        return list(lines), ()
    if not found.sure:
        raise ExtractError("legacy_encoding", "", found.name)
    return convert(lines, found), (told(found.name),)


def told(name: str) -> Notice:
    """The notice that text in that code page was converted."""
    return notice(_CODES[name], name=name)


def find(lines: Iterable[str]) -> Finding | None:
    """The old code page that lines are typed in, or None for text that reads as it stands."""
    doubtful, mixed = _doubtful(lines)
    words = {word for word in _words(doubtful) if not word.isascii()}
    wrong = sum(not is_syllable(word) for word in words)
    if wrong < _ENOUGH - 1:
        return None
    scores = {name: _share(codepages.trial(_whole(doubtful, name), name)) for name in READERS}
    name = max(scores, key=lambda name: scores[name])  # of equals the first: VN1 only where its capitals occur
    gained = scores[name] - (1 - wrong / len(words))
    if gained < _MARGIN or scores[name] < _SUSPECTED:
        return None
    sure = wrong >= _ENOUGH and scores[name] >= _SURE and _reads(doubtful, name)
    return Finding(name, sure, mixed) if sure or not mixed or wrong >= _MANY else None


def _doubtful(lines: Iterable[str]) -> tuple[str, bool]:
    """A sample of the lines that may be in an old code page, and whether others surely are not."""
    sample: list[str] = []
    length, mixed = 0, False
    for line in lines:
        if line.isascii():
            continue
        if _ONLY_UNICODE.search(line):
            mixed = True
        elif length < _SAMPLE:
            sample.append(line[:_SAMPLE])
            length += len(sample[-1])
        if mixed and length >= _SAMPLE:
            break
    return "\n".join(line for line in sample if not mixed or _share(line) < 1), mixed


def _words(text: str) -> list[str]:
    """Words with a letter in them: quotes and signs of other languages prove nothing."""
    return [word for word in _LEGACY_WORD.findall(text) if any(map(str.isalpha, word))]


def _share(text: str) -> float:
    """Of the words that are not plain ASCII, the share that are syllables; each counts once."""
    words = {word for word in _words(text) if not word.isascii()}
    return sum(map(is_syllable, words)) / max(len(words), 1)


def _reads(text: str, name: str) -> bool:
    """Whether the plain words beside the others are Vietnamese too: of a French text they are not."""
    words = _words(codepages.trial(_whole(text, name), name))
    return sum(map(is_syllable, words)) >= _ALL_WORDS * len(words)


def kind(line: str, name: str) -> Line:
    """What a line is by itself, if that code page is the other way to read it."""
    if line.isascii() or _ONLY_UNICODE.search(line):
        return Line.OPEN if line.isascii() else Line.UNICODE
    other = codepages.trial(_whole(line, name), name)
    gained = (_share(other) - _share(line)) or (_common(other) - _common(line))
    return Line.OPEN if not gained else Line.LEGACY if gained > 0 else Line.UNICODE


def _common(text: str) -> int:
    return sum(word.lower() in COMMON for word in _words(text))


def convert(lines: Sequence[str], found: Finding) -> list[str]:
    """The lines in Unicode.

    In a text that is Unicode in part, a line that may be either goes with the nearest lines that tell, if those before
    and behind it agree; else it stays as it stands.
    """
    if not found.mixed:
        return [converted(line, found.name) for line in lines]
    kinds = [kind(line, found.name) for line in lines]
    before, behind = _nearest(kinds), _nearest(kinds[::-1])[::-1]
    return [
        converted(line, found.name) if Line.UNICODE not in (kind, one, other) and not line.isascii() else line
        for line, kind, one, other in zip(lines, kinds, before, behind, strict=True)
    ]


def _nearest(kinds: Sequence[Line]) -> list[Line]:
    """For each line the last one up to it that tells what it is; OPEN where there is none."""
    last, found = Line.OPEN, []
    for kind in kinds:
        last = last if kind is Line.OPEN else kind
        found.append(last)
    return found


def converted(text: str, name: str) -> str:
    """Text of that code page in Unicode, NFC."""
    return READERS[name](_whole(text, name))


def _whole(text: str, name: str) -> str:
    """TCVN3's sign for ư is the soft hyphen, which many programs write as a plain one ("n-íc"): it is put back."""
    return _HYPHENED.sub(_horned, text) if name == TCVN3 else text


def _horned(word: re.Match[str]) -> str:
    beside = word.string[word.start() - 1 : word.start()] + word.string[word.end() : word.end() + 1]
    if any(map(str.isdigit, beside)):
        return word[0]
    parts = re.split("([-\u2010])", word[0])
    for number in range(1, len(parts), 2):
        left, right = parts[number - 1], parts[number + 1]
        if _is_horn(left, right):
            parts[number - 1 : number + 2] = ["", "", f"{left}\u00ad{right}"]
    return "".join(parts)


def _is_horn(left: str, right: str) -> bool:
    """Whether the halves make one syllable round an ư and are not both syllables by themselves."""
    if not left and right == "u":
        return True  # "ưu": nothing else begins so
    if not is_syllable(codepages.trial(f"{left}\u00ad{right}", TCVN3)):
        return False
    return not all(is_syllable(codepages.trial(part, TCVN3)) for part in (left, right) if part)
