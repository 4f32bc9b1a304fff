"""What the name of an indicator says: its nature, its direction, its states. No database."""

import re
import tomllib
from functools import cache
from importlib import resources

from camket.measures.folding import fold, name_key
from camket.targets.enums import Direction, Nature

_CLASS = re.compile(r"\bloai (dac biet|i{1,3}|iv|v)\b")
_CLASSES = ("v", "iv", "iii", "ii", "i", "dac biet")
# Words of a designation that say that it was reached, not which one it is.
_REACHED = re.compile(
    r"\b(co ban|hoan thanh|(duoc )?cong nhan|dat|cac|tieu chi|tieu chuan|chuan|la|duy tri|giu vung|ve dich|cua)\b"
)


@cache
def _lexicon() -> dict[str, re.Pattern[str]]:
    raw = tomllib.loads(resources.files("camket.targets").joinpath("lexicon/natures.toml").read_text("utf8"))
    return {
        name: re.compile(rf"\b(?:{'|'.join(re.escape(fold(word)) for word in table['words'])})\b")
        for name, table in raw.items()
    }


def says(table: str, name: str) -> bool:
    """Does the name hold a word of that table of the lexicon?"""
    return bool(_lexicon()[table].search(fold(name)))


def nature(name: str, unit: str, aggregate: str) -> Nature:
    """How values of the indicator combine, from its name, unit of measure and the aggregate asked for."""
    if aggregate == "state":
        return Nature.STATE
    if unit.startswith(("%", "‰")) or (not unit and says("ratio", name)):
        return Nature.RATIO
    if says("level", name):
        return Nature.LEVEL
    if aggregate == "sum" or says("flow", name):
        return Nature.FLOW
    return Nature.STOCK


def direction(name: str, comparator: str) -> Direction:
    """Which way is better. A ceiling ("không quá") makes less the better side whatever the name."""
    if comparator in {"le", "lt"}:
        return Direction.DOWN
    if fold(name).startswith(("giam ", "ty le giam")):
        return Direction.UP
    if says("falling", name):
        return Direction.DOWN
    return Direction.NONE if says("neutral", name) else Direction.UP


def designation(text: str) -> str:
    """What is left of a designation's wording without the words for reaching it: its key."""
    return name_key(_REACHED.sub(" ", fold(text)))


def state_key(subject: str, state: str) -> str:
    """What wordings of one stateful indicator share: "thành phố", "đạt đô thị loại II" -> "thanh pho do thi loai"."""
    wording = _REACHED.sub(" ", fold(f"{subject} {state}"))
    return " ".join(_CLASS.sub("loai", wording).split())


def scale(state: str) -> list[str]:
    """The ordered states that a designation belongs to, lowest first; a single one where it has no classes."""
    found = _CLASS.search(fold(state))
    if not found:
        return [state]
    start, end = found.span(1)
    return [state[:start] + roman.upper() + state[end:] for roman in _CLASSES[:5]]


def rank(states: list[str], state: str) -> int | None:
    """The place of a state in the order, from 1; ``None`` where the order does not know it."""
    classes = [match.group(1) if (match := _CLASS.search(fold(known))) else None for known in states]
    found = _CLASS.search(fold(state))
    if found and any(classes):
        return classes.index(found.group(1)) + 1 if found.group(1) in classes else None
    wanted = set(designation(state).split())
    for place, known in enumerate(states, start=1):
        words = set(designation(known).split())
        if words and words <= wanted:
            return place
    return None


def restore_case(name: str, passage: str) -> str:
    """The name with its first letter large and abbreviations as the passage writes them ("ocop" -> "OCOP")."""
    capitals = {word.lower(): word for word in re.findall(r"\w+", passage) if len(word) > 1 and word.isupper()}
    whole = re.sub(r"\w+", lambda word: capitals.get(word[0].lower(), word[0]), name)
    return whole[:1].upper() + whole[1:]
