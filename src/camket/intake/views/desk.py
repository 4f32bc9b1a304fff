"""The page of one document, put together: a sheet of its text, and a card beside each line's statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from camket.intake import paper, phrases, queries
from camket.intake.actions import wording
from camket.intake.enums import Question, State
from camket.intake.forms import StatementForm
from camket.targets import queries as targets

if TYPE_CHECKING:
    from camket.intake.models import Statement
    from camket.records.models import Document
    from camket.targets.models import Indicator

_ABOUT_INDICATORS = {Question.SAME, Question.SECOND_TARGET, Question.UNIT}


@dataclass(frozen=True)
class Card:
    """One statement with all that its small form shows. ``form`` is there where the card is open for editing."""

    statement: Statement
    alike: tuple[Indicator, ...] = ()
    form: StatementForm | None = None
    error: str = ""
    focus: str = ""
    may: frozenset[str] = frozenset()

    @property
    def standing(self) -> str:
        return phrases.standing(self.statement)

    @property
    def waits(self) -> bool:
        return self.statement.state == State.WAITING

    @property
    def amount(self) -> str:
        return phrases.amount(self.statement)

    @property
    def when(self) -> str:
        return phrases.when(self.statement)

    @property
    def details(self) -> list[str]:
        return phrases.details(self.statement)

    @property
    def question(self) -> str:
        """Why it needs a person; a doubtful reading is a question too."""
        if not self.waits or self.standing == "sure":
            return ""
        if self.statement.question or not self.statement.edited:
            return str(Question(self.statement.question or Question.UNSURE))
        return ""

    @property
    def question_title(self) -> str:
        label = _(str(Question(self.question).label)) if self.question else ""
        return label if not label or label.endswith("?") else f"{label}."

    @property
    def advice(self) -> str:
        return str(phrases.ADVICE[self.question]) if self.question else ""

    @property
    def asks_which(self) -> bool:
        return self.question == Question.SAME

    @property
    def indicator(self) -> Indicator | None:
        """What the statement has become part of."""
        if self.statement.target:
            return self.statement.target.indicator
        return self.statement.observation.indicator if self.statement.observation else None

    @property
    def is_public(self) -> bool:
        """Is there a commitment that the public can see it in?"""
        return bool(self.statement.target or (self.indicator and self.indicator.targets.all()))


@dataclass(frozen=True)
class Row:
    line: paper.Line
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Opened:
    """The card that is being worked on: its form where it is open, and what was wrong."""

    statement: Statement
    form: StatementForm | None = None
    error: str = ""


@dataclass(frozen=True)
class Desk:
    document: Document
    tally: queries.Tally
    sheet: paper.Sheet
    sheets: list[paper.Sheet]
    rows: list[Row]
    next_unsure: str = ""
    indicators: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)


def desk(document: Document, user: Any, number: int = 1, opened: Opened | None = None) -> Desk:
    """A sheet of the document by its number; the one with the opened card, where there is one. Nine SQL statements."""
    found = sheets_of(document)
    sheet = paper.sheet_at(found, opened.statement.start) if opened else found[min(max(number, 1), len(found)) - 1]
    statements, others = queries.on_sheet(document.pk, sheet)
    for statement in statements:
        statement.document = document
    by_id = {card.statement.pk: card for card in cards(statements, user, opened)}
    lines = paper.lines(document.text, sheet, statements, others, document.layout)
    return Desk(
        document=document,
        tally=queries.tally(document.pk),
        sheet=sheet,
        sheets=found,
        rows=[Row(line, tuple(by_id[s.pk] for s in line.statements)) for line in lines],
        next_unsure=next_address(document.pk, found, sheet.end),
        indicators=targets.names(document.area_id),
        units=targets.units(document.area_id),
    )


def cards(statements: Sequence[Statement], user: Any, opened: Opened | None = None) -> list[Card]:
    """A card for each statement; those that ask about indicators know which are meant."""
    may = frozenset(verb for verb in ("edit", "assent", "refuse", "undo") if user.may(f"intake.{verb}"))
    alike = _alike(statements)
    return [_card(s, alike.get(s.pk, ()), may, opened) for s in statements]


def _card(statement: Statement, alike: tuple[Indicator, ...], may: frozenset[str], opened: Opened | None) -> Card:
    if opened is None or opened.statement.pk != statement.pk:
        return Card(statement, alike, may=may)
    focus = phrases.FIELD.get(statement.question, "indicator_name")
    return Card(statement, alike, opened.form, opened.error, focus, may)


def _alike(statements: Iterable[Statement]) -> dict[int, tuple[Indicator, ...]]:
    asking = {s.pk: wording(s) for s in statements if s.question in _ABOUT_INDICATORS}
    if not asking:
        return {}
    area = next(s.document.area_id for s in statements)
    found = targets.alike(area, asking.values())
    return {pk: found[name] for pk, name in asking.items()}


def sheets_of(document: Document) -> list[paper.Sheet]:
    return paper.sheets(document.text, queries.starts(document.pk))


def next_address(document_id: int, sheets: Sequence[paper.Sheet], after: int) -> str:
    """Where the next statement is that needs a second look, behind a position; empty where none is left."""
    found = queries.next_waiting(document_id, after, unsure=True)
    return address(found, sheets) if found else ""


def address(statement: Statement, sheets: Sequence[paper.Sheet]) -> str:
    """The page of the document on which a statement stands, at its card."""
    page = reverse("intake:document", args=[statement.document_id])
    number = paper.sheet_at(sheets, statement.start).number
    return f"{page}{f'?trang={number}' if number > 1 else ''}#cau-{statement.pk}"
