"""The words that reading knows, in files a clerk can read: each entry has its words, what they mean, and why."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def load(name: str) -> dict[str, list[dict[str, object]]]:
    """The sections of `lexicon/<name>.toml`; each section is a list of entries with `words`, `is` and `why`."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))


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
def longest(name: str, section: str) -> int:
    """The number of words of the section's longest phrase."""
    return max(len(phrase.split(" ")) for phrase in table(name, section))


def _words(entry: dict[str, object]) -> list[str]:
    listed = entry["words"]
    return listed if isinstance(listed, list) else [str(listed)]
