"""The words that reading knows, in files a clerk can read: each entry has its words, what they mean, and why."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


@cache
def load(name: str) -> dict[str, list[dict[str, object]]]:
    """The sections of `lexicon/<name>.toml`; each section is a list of entries with `words`, `is` and `why`."""
    import tomllib  # here, since importing the room must stay cheap

    return tomllib.loads((_HERE / f"{name}.toml").read_text("utf-8"))


def text(name: str) -> str:
    """The text of `lexicon/<name>.txt`."""
    return (_HERE / f"{name}.txt").read_text("utf-8")


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
def nouns(section: str) -> frozenset[str]:
    """The nouns of a section as a reading spells them: "xã, phường"."""
    return frozenset(table("nouns", section).values())


Phrases = dict[str, Any]


@cache
def firsts(name: str, section: str) -> Phrases:
    """The phrases of a section as a tree: word -> what may follow; under "" what a phrase that ends there is."""
    return _tree((phrase.split(" "), meaning) for phrase, meaning in table(name, section).items())


@cache
def lasts(name: str, section: str) -> Phrases:
    """The same tree from the last word of each phrase to its first."""
    return _tree((phrase.split(" ")[::-1], meaning) for phrase, meaning in table(name, section).items())


def _tree(phrases: Iterable[tuple[list[str], str]]) -> Phrases:
    tree: Phrases = {}
    for phrase, meaning in phrases:
        node = tree
        for word in phrase:
            node = node.setdefault(word, {})
        node[""] = meaning
    return tree


def opens(text: str, name: str, section: str) -> bool:
    """Does a text begin with a phrase of a section, be it within a word?"""
    return text.startswith(_by_letters(name, section).get(text[:2], ()))


@cache
def _by_letters(name: str, section: str) -> dict[str, tuple[str, ...]]:
    """First two letters -> the phrases that begin with them."""
    found: dict[str, list[str]] = {}
    for phrase in table(name, section):
        found.setdefault(phrase[:2], []).append(phrase)
    return {letters: tuple(phrases) for letters, phrases in found.items()}


def _words(entry: dict[str, object]) -> list[str]:
    listed = entry["words"]
    return listed if isinstance(listed, list) else [str(listed)]
