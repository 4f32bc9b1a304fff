"""The page of one document, put together: a sheet of its text, and a card beside each line's statements."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from camket.intake import paper, queries
from camket.intake.views.addresses import next_address, next_number_address, sheets_of
from camket.intake.views.cards import Card, NumberCard, Opened, cards, number_cards
from camket.targets import queries as targets

if TYPE_CHECKING:
    from camket.records.models import Document


@dataclass(frozen=True)
class Row:
    """A line, and what stands beside it in reading order."""

    line: paper.Line
    cards: tuple[Card | NumberCard, ...]


@dataclass(frozen=True)
class Desk:
    """``noted`` are the keys of the statements that there is something to say of; ``seen`` is the moment from which
    the work of others is not yet on the page."""

    document: Document
    tally: queries.Tally
    sheet: paper.Sheet
    sheets: list[paper.Sheet]
    rows: list[Row]
    seen: datetime
    next_unsure: str = ""
    next_unread: str = ""
    noted: frozenset[int] = frozenset()
    indicators: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)


def desk(document: Document, user: Any, number: int = 1, opened: Opened | None = None) -> Desk:
    """A sheet of the document by its number; the one with the opened card, where there is one."""
    seen = timezone.now()
    found = sheets_of(document)
    sheet = paper.sheet_at(found, opened.statement.start) if opened else sheet_numbered(found, number)
    statements, others = queries.on_sheet(document.pk, sheet)
    beside: list[Card | NumberCard] = [*cards(document, found, statements, user, opened)]
    noted = frozenset(card.statement.pk for card in beside if isinstance(card, Card) and card.notes)
    stated = {statement.start for statement in statements}
    beside += number_cards(document, found, [one for one in others if one.start not in stated], user, opened)
    beside.sort(key=_start)
    lines = paper.lines(document.text, sheet, statements, others, document.layout)
    return Desk(
        document=document,
        tally=queries.tally(document.pk),
        sheet=sheet,
        sheets=found,
        rows=[Row(line, tuple(card for card in beside if line.start <= _start(card) < line.end)) for line in lines],
        seen=seen,
        next_unsure=next_address(document.pk, found, sheet.end),
        next_unread=next_number_address(document.pk, found, sheet),
        noted=noted,
        indicators=targets.names(document.area_id),
        units=targets.units(document.area_id),
    )


def _start(card: Card | NumberCard) -> int:
    return card.number.start if isinstance(card, NumberCard) else card.statement.start


def sheet_numbered(sheets: list[paper.Sheet], number: int) -> paper.Sheet:
    """That sheet; where there is none of that number, the nearest."""
    return sheets[min(max(number, 1), len(sheets)) - 1]


def cards_on_sheet(
    document: Document, position: int, wanted: Collection[int], user: Any, opened: Opened | None = None
) -> list[Card]:
    """The cards of some statements, as they stand on the sheet that holds a position of the text."""
    found = sheets_of(document)
    statements, _others = queries.on_sheet(document.pk, paper.sheet_at(found, position))
    return [card for card in cards(document, found, statements, user, opened) if card.statement.pk in wanted]


def cards_between(document: Document, stretch: range, wanted: Collection[int], user: Any) -> list[Card]:
    """The cards of some statements of a stretch of the text, as an open page shows it: what people add moves where
    sheets begin."""
    sheet = paper.Sheet(0, stretch.start, min(stretch.stop, len(document.text) + 1))
    statements, _others = queries.on_sheet(document.pk, sheet)
    return [card for card in cards(document, sheets_of(document), statements, user) if card.statement.pk in wanted]
