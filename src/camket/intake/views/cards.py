"""The small form beside a number: what was read, what there is to say of it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from camket.intake import doubted, notes, paper, phrases, queries
from camket.intake.choices import Choice, choices
from camket.intake.enums import Question, State
from camket.intake.forms import StatementForm
from camket.intake.notes import Note
from camket.intake.views.addresses import address_at, sheet_address
from camket.targets.naming import restore_case

if TYPE_CHECKING:
    from camket.intake.models import OtherNumber, Statement
    from camket.records.models import Document
    from camket.targets.models import Indicator


_MAY = {
    "add": "intake.add",
    "edit": "intake.edit",
    "assent": "intake.assent",
    "refuse": "intake.refuse",
    "undo": "intake.undo",
    "merge": "targets.edit",
}


@dataclass(frozen=True)
class Place:
    """Another place of the document: how it is called, and its address on the desk."""

    name: str
    address: str


@dataclass(frozen=True)
class Opened:
    """The card that is being worked on: its form where it is open, what was typed as the name of a known indicator
    where that is asked for, and what was wrong. With ``number`` the statement
    is not one yet, but what that number would become."""

    statement: Statement
    form: StatementForm | None = None
    error: str = ""
    number: OtherNumber | None = None
    join: str | None = None


@dataclass(frozen=True)
class Card:
    """One statement with all that its small form shows. ``form`` is there where the card is open for editing.

    ``repeats`` are the places that say the same again; ``leader`` is the place of the statement that this one repeats.
    """

    statement: Statement
    user: Any
    choices: tuple[Choice, ...] = ()
    notes: tuple[Note, ...] = ()
    repeats: tuple[Place, ...] = ()
    leader: Place | None = None
    form: StatementForm | None = None
    join: str | None = None
    error: str = ""
    focus: str = ""
    may: frozenset[str] = frozenset()

    @property
    def anchor(self) -> str:
        return f"#cau-{self.statement.pk}"

    @property
    def standing(self) -> str:
        return phrases.standing(self.statement)

    @property
    def waits(self) -> bool:
        return self.statement.state == State.WAITING

    @property
    def is_open(self) -> bool:
        return self.form is not None or self.join is not None

    @property
    def decided(self) -> bool:
        return not self.waits

    @property
    def folded(self) -> bool:
        """Is it shown as a mere repeat of another statement?"""
        return self.leader is not None and not self.is_open and not self.error

    @property
    def name(self) -> str:
        """As its sentence writes it: "sản phẩm OCOP", which is kept in small letters."""
        found = self.statement
        return restore_case(found.indicator_name, found.document.text[found.sentence_start : found.sentence_end])

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
    def look_at(self) -> str:
        """Of what the reader was not sure; nothing where that is not known, as of what was read long ago."""
        return phrases.look_at(self.statement)

    @property
    def question_title(self) -> str:
        if self.question == Question.UNSURE and self.look_at:
            return self.look_at
        label = _(str(Question(self.question).label)) if self.question else ""
        return label if not label or label.endswith("?") else f"{label}."

    @property
    def advice(self) -> str:
        return str(phrases.ADVICE[self.question]) if self.question else ""

    @property
    def asks_which(self) -> bool:
        return self.question == Question.SAME

    @property
    def prefers_new(self) -> bool:
        return not any(choice.preferred for choice in self.choices)

    @property
    def decided_by(self) -> str:
        """Who else it was that decided; nothing where it was the reader."""
        someone = self.statement.decided_by
        return "" if someone is None or someone == self.user else str(someone.get_full_name() or someone.username)

    @property
    def indicator(self) -> Indicator | None:
        return queries.recorded_as(self.statement)

    @property
    def is_public(self) -> bool:
        """Is there a commitment that the public can see it in?"""
        return bool(self.statement.target or (self.indicator and self.indicator.targets.all()))


@dataclass(frozen=True)
class NumberCard:
    """A number that is no statement, where there is something to say of it, or where a person makes it one."""

    number: OtherNumber
    notes: tuple[Note, ...] = ()
    form: StatementForm | None = None
    error: str = ""
    may: frozenset[str] = frozenset()
    cancel: str = ""

    @property
    def text(self) -> str:
        return str(self.number.document.text[self.number.start : self.number.end])

    @property
    def kind(self) -> str:
        return self.number.kind

    @property
    def focus(self) -> str:
        """The field where typing begins: the name, unless the row of a table has given it."""
        named = self.form is not None and self.form.statement.indicator_name
        return "value" if named else "indicator_name"


@dataclass(frozen=True)
class Beside:
    """All that stands beside the statements of one sheet, by their keys."""

    choices: dict[int, tuple[Choice, ...]] = field(default_factory=dict)
    notes: dict[int, tuple[Note, ...]] = field(default_factory=dict)
    repeats: dict[int, tuple[Place, ...]] = field(default_factory=dict)
    leaders: dict[int, Place] = field(default_factory=dict)


def cards(
    document: Document,
    sheets: Sequence[paper.Sheet],
    statements: Sequence[Statement],
    user: Any,
    opened: Opened | None = None,
) -> list[Card]:
    """A card for each statement of one sheet. What is noted of one may rest on the others, so all are given."""
    may = may_do(user)
    for statement in statements:
        statement.document = document
    found = _beside(document, sheets, statements)
    return [_card(statement, user, found, may, opened) for statement in statements]


def may_do(user: Any) -> frozenset[str]:
    """What the account may do with a card, in the words of the templates."""
    return frozenset(verb for verb, needed in _MAY.items() if user.may(needed))


def number_cards(
    document: Document,
    sheets: Sequence[paper.Sheet],
    numbers: Sequence[OtherNumber],
    user: Any,
    opened: Opened | None = None,
) -> list[NumberCard]:
    """A card for each of the numbers that somebody has opened, or that there is something to say of."""
    found = notes.beside_numbers(document, numbers)
    mine = opened.number.pk if opened is not None and opened.number else None
    shown = []
    for number in numbers:
        number.document = document
        if number.pk == mine or number.pk in found:
            here = opened if number.pk == mine else None
            shown.append(
                NumberCard(
                    number,
                    notes=found.get(number.pk, ()),
                    form=here.form if here else None,
                    error=here.error if here else "",
                    may=may_do(user),
                    cancel=f"{sheet_address(document.pk, number.start, sheets)}#so-{number.start}",
                )
            )
    return shown


def _card(statement: Statement, user: Any, found: Beside, may: frozenset[str], opened: Opened | None) -> Card:
    pk = statement.pk
    mine = opened if opened is not None and opened.statement.pk == pk else None
    return Card(
        statement,
        user,
        choices=found.choices.get(pk, ()),
        notes=found.notes.get(pk, ()),
        repeats=found.repeats.get(pk, ()),
        leader=found.leaders.get(pk),
        form=mine.form if mine else None,
        join=mine.join if mine else None,
        error=mine.error if mine else "",
        focus=_focus(mine) if mine else "",
        may=may,
    )


def _focus(mine: Opened) -> str:
    """The field where typing begins."""
    if mine.join is not None:
        return "joined"
    unsure = doubted.fields(mine.statement)
    return phrases.FIELD.get(mine.statement.question) or (unsure[0] if unsure else "indicator_name")


def _beside(document: Document, sheets: Sequence[paper.Sheet], statements: Sequence[Statement]) -> Beside:
    places = paper.Places(document.layout)
    repeats: dict[int, tuple[Place, ...]] = {}
    leaders: dict[int, Place] = {}

    def place(pk: int, start: int) -> Place:
        return Place(phrases.place(places.segment(start)), address_at(document.pk, pk, start, sheets))

    for one in queries.repeats_among([statement.pk for statement in statements]):
        repeats[one.leader] = (*repeats.get(one.leader, ()), place(one.pk, one.start))
        leaders[one.pk] = place(one.leader, one.leader_start)
    return Beside(choices(statements), notes.beside(document, statements), repeats, leaders)
