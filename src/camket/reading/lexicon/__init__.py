"""The words that reading knows, in files a clerk can read: each entry has its words, what they mean, and why."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def load(name: str) -> dict[str, list[dict[str, object]]]:
    """The sections of `lexicon/<name>.toml`; each section is a list of entries with `words`, `is` and `why`."""
    import tomllib  # here, since importing the room must stay cheap

    return tomllib.loads((_HERE / f"{name}.toml").read_text("utf-8"))


@cache
def table(name: str, section: str) -> dict[str, str]:
    """word or phrase (folded) -> what it is."""
    found: dict[str, str] = {}
    for entry in load(name)[section]:
        for words in _words(entry):
            found[words.replace(",", " ,")] = words if entry["is"] == "=" else str(entry["is"])
    return found


@cache
def words(name: str, section: str) -> frozenset[str]:
    """All phrases of a section."""
    return frozenset(table(name, section))


@cache
def firsts(name: str, section: str) -> dict[str, tuple[int, ...]]:
    """First word -> lengths in words of the phrases that begin with it, longest first."""
    return _lengths(name, section, 0)


@cache
def lasts(name: str, section: str) -> dict[str, tuple[int, ...]]:
    """Last word -> lengths in words of the phrases that end with it, longest first."""
    return _lengths(name, section, -1)


def _lengths(name: str, section: str, at: int) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for phrase in table(name, section):
        words = phrase.split(" ")
        found.setdefault(words[at], set()).add(len(words))
    return {word: tuple(sorted(sizes, reverse=True)) for word, sizes in found.items()}


def _words(entry: dict[str, object]) -> list[str]:
    listed = entry["words"]
    return listed if isinstance(listed, list) else [str(listed)]
