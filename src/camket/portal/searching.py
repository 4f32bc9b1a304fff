"""Search without diacritics, case or order of words: "che phu rung" finds "Tỷ lệ rừng che phủ"."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from camket.measures.folding import fold
from camket.reviews.queries import Listed, Row

Thing = TypeVar("Thing")
LONGEST = 100


def words(query: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", fold(query[:LONGEST])))


def matching(things: Iterable[Thing], text_of: Callable[[Thing], str], sought: Sequence[str]) -> list[Thing]:
    """The things whose text has every word that is sought, whole words before beginnings of words."""
    if not sought:
        return []
    found: list[tuple[int, Thing]] = []
    for thing in things:
        rank = _rank(f" {' '.join(words_of(text_of(thing)))}", sought)
        if rank is not None:
            found.append((rank, thing))
    return [thing for _, thing in sorted(found, key=lambda pair: pair[0])]


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _rank(text: str, sought: Sequence[str]) -> int | None:
    """0 where the words stand together as typed, 1 where all occur; ``None`` where one is missing."""
    if not all(f" {word}" in text for word in sought):
        return None
    return 0 if f" {' '.join(sought)}" in text else 1


def row_text(row: Row) -> str:
    headings = [row.group.name if row.group else "", row.lead.name if row.lead else ""]
    return " ".join([row.name, row.name_en, row.promise.state, *headings, *(one.name for one in row.programmes)])


def document_text(document: Listed) -> str:
    return f"{document.name} {document.name_en} {document.symbol_line} {document.issuer}"
