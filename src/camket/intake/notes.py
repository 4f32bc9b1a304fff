"""A door for rooms above: what they have to say beside a statement on the desk. Blocks nothing.

A provider is given a document and the statements of one sheet of it, and answers with notes by the statements' keys.
It is put into ``providers`` once, when its app is ready.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from camket.intake.models import OtherNumber, Statement
    from camket.records.models import Document


@dataclass(frozen=True)
class Note:
    """A sentence in the reader's language; ``check`` names what it comes from."""

    check: str
    text: str


Provider = Callable[["Document", Sequence["Statement"]], Mapping[int, Sequence[Note]]]

NumberProvider = Callable[["Document", Sequence["OtherNumber"]], Mapping[int, Sequence[Note]]]

providers: list[Provider] = []
number_providers: list[NumberProvider] = []
"""The same for numbers that are no statements, as the "58" of "58 chỉ tiêu"."""


def beside(document: Document, statements: Sequence[Statement]) -> dict[int, tuple[Note, ...]]:
    """What there is to say of each statement, each sentence once."""
    return _joined(provider(document, statements) for provider in providers)


def beside_numbers(document: Document, numbers: Sequence[OtherNumber]) -> dict[int, tuple[Note, ...]]:
    """What there is to say of each of the other numbers, each sentence once."""
    return _joined(provider(document, numbers) for provider in number_providers)


def _joined(answers: Iterable[Mapping[int, Sequence[Note]]]) -> dict[int, tuple[Note, ...]]:
    found: dict[int, dict[Note, None]] = {}
    for answer in answers:
        for pk, notes in answer.items():
            found.setdefault(pk, {}).update(dict.fromkeys(notes))
    return {pk: tuple(notes) for pk, notes in found.items()}
