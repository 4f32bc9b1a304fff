from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When

from camket.areas import queries as areas_over_time
from camket.intake.enums import Question, Role, State
from camket.intake.models import OtherNumber, Statement

if TYPE_CHECKING:
    from camket.areas.models import Area
    from camket.intake.paper import Sheet
    from camket.records.models import Document
    from camket.targets.models import Indicator

TIME = ("first_year", "last_year", "part")
"""The fields that say of which time a statement is."""

_OFFERED = Q(state=State.WAITING, repeats=None)
"""What waits for a person's word of its own: what only repeats another statement goes with that one."""
_COMPARED = _OFFERED & Q(confident=True, question=Question.COMPARISON)
_SURE = _OFFERED & Q(confident=True, question="")


@dataclass(frozen=True)
class Tally:
    """How far a document has been worked through. ``sure`` are those of the waiting that need no second look,
    ``comparisons`` those that only say by how much something rose or fell, ``folded`` those that say again what
    another one does and go with it."""

    waiting: int = 0
    folded: int = 0
    comparisons: int = 0
    sure: int = 0
    assented: int = 0
    refused: int = 0

    @property
    def total(self) -> int:
        return self.waiting + self.assented + self.refused

    @property
    def decided(self) -> int:
        return self.assented + self.refused

    @property
    def unsure(self) -> int:
        return self.waiting - self.sure - self.folded


_COUNTS = {
    "waiting": Count("id", filter=Q(state=State.WAITING)),
    "folded": Count("id", filter=Q(state=State.WAITING, repeats__isnull=False)),
    "sure": Count("id", filter=_SURE),
    "comparisons": Count("id", filter=_COMPARED),
    "assented": Count("id", filter=Q(state=State.ASSENTED)),
    "refused": Count("id", filter=Q(state=State.REFUSED)),
}


def tally(document_id: int) -> Tally:
    return Tally(**Statement.objects.filter(document_id=document_id).aggregate(**_COUNTS))


def tallies(documents: Collection[int]) -> dict[int, Tally]:
    """How far each of the documents is, in one SQL statement."""
    rows: Any = Statement.objects.filter(document_id__in=documents).order_by().values("document_id").annotate(**_COUNTS)
    found = {row.pop("document_id"): Tally(**row) for row in rows}
    return {pk: found.get(pk, Tally()) for pk in documents}


def ready(document_id: int) -> list[Statement]:
    """Statements of high confidence that nobody has decided on, in reading order; whole before part."""
    return list(Statement.objects.filter(_SURE, document_id=document_id).order_by("start", "role"))


def comparisons(document_id: int) -> list[Statement]:
    """Waiting statements that surely only say by how much something rose or fell."""
    return list(Statement.objects.filter(_COMPARED, document_id=document_id).order_by("start", "role"))


def repeats_of(pk: int, states: Collection[State]) -> list[Statement]:
    """What the same document says again of a statement's figure, in reading order."""
    return list(Statement.objects.filter(repeats=pk, state__in=states).order_by("start", "role"))


@dataclass(frozen=True)
class Repeat:
    """A statement that says again what ``leader`` says, and where in the text both begin."""

    pk: int
    start: int
    leader: int
    leader_start: int


def repeats_among(statements: Collection[int]) -> list[Repeat]:
    """The repeats that are one of the statements, or that repeat one of them, in reading order. One SQL statement."""
    found = Statement.objects.filter(repeats__isnull=False).filter(Q(pk__in=statements) | Q(repeats__in=statements))
    rows = found.order_by("start", "role").values_list("pk", "start", "repeats_id", "repeats__start")
    return [Repeat(*row) for row in rows]


_TELLS_A_CHANGE = Q(aggregate__in=("growth", "change")) & ~Q(role=Role.TARGET)


def refused_changes(area_id: int) -> set[str]:
    """The names of which people have refused a statement that only says by how much they rose or fell."""
    found = Statement.objects.filter(_TELLS_A_CHANGE, document__area_id=area_id, state=State.REFUSED)
    return set(found.exclude(decided_by=None).order_by().values_list("indicator_name", flat=True).distinct())


def waiting_changes(document_id: int, names: Collection[str]) -> list[Statement]:
    """What waits and says by how much one of the names rose or fell, in reading order."""
    found = Statement.objects.filter(_OFFERED, _TELLS_A_CHANGE, document_id=document_id, indicator_name__in=names)
    return list(found.order_by("start", "role"))


def places(document: Document) -> list[Area]:
    """The areas under which a statement of the document may be filed besides the document's own: those in it that are
    there on the document's day."""
    day = document.issued_on or (date(document.year, 12, 31) if document.year else None)
    return areas_over_time.inside(document.area_id, day)


def places_named(document: Document, names: Collection[str]) -> dict[str, Area]:
    """Which of those places each name means; no answer for a name that none of them has, or two."""
    return areas_over_time.meant(names, places(document)) if names else {}


def is_read(document_id: int) -> bool:
    return (
        Statement.objects.filter(document_id=document_id).exists()
        or OtherNumber.objects.filter(document_id=document_id).exists()
    )


def starts(document_id: int) -> list[int]:
    """Where the statements of a document begin, in reading order."""
    return list(Statement.objects.filter(document_id=document_id).order_by("start").values_list("start", flat=True))


def on_sheet(document_id: int, sheet: Sheet) -> tuple[list[Statement], list[OtherNumber]]:
    """What was read between two positions of a document, in reading order. Two SQL statements."""
    here = {"document_id": document_id, "start__gte": sheet.start, "start__lt": max(sheet.end, sheet.start + 1)}
    statements = _shown().filter(**here).order_by("start", "role")
    return list(statements), list(OtherNumber.objects.filter(**here).order_by("start"))


def _shown() -> QuerySet[Statement]:
    """Statements with all that their cards show."""
    found = Statement.objects.select_related(
        "target__indicator", "target__resolution", "observation__indicator", "decided_by", "place"
    )
    return found.prefetch_related("observation__indicator__targets")


@dataclass(frozen=True)
class News:
    """A statement that somebody has decided on: its version since then, and where it begins."""

    pk: int
    version: int
    start: int
    decided_at: datetime


def decided_since(document_id: int, areas: QuerySet[Any], moment: datetime, besides: int) -> list[News]:
    """The statements of a document of those areas that somebody has decided on since then, ``besides`` an account.
    One SQL statement."""
    found = Statement.objects.filter(document_id=document_id, document__area__in=areas, decided_at__gte=moment)
    rows: Any = found.exclude(decided_by=besides).order_by("decided_at")
    return [News(*row) for row in rows.values_list("pk", "version", "start", "decided_at")]


def figures_of(document_id: int, indicators: Collection[int]) -> list[Statement]:
    """What a document was taken to say of the indicators."""
    found = Statement.objects.filter(document_id=document_id, observation__indicator__in=indicators)
    return list(found.select_related("observation"))


def of_same_time(statement: Statement) -> QuerySet[Statement]:
    """What else waits in the document and was read in the same role to be of the same time."""
    time = {name: getattr(statement, name) for name in ("role", *TIME)}
    found = Statement.objects.filter(document_id=statement.document_id, state=State.WAITING, edited=False, **time)
    return found.exclude(pk=statement.pk).order_by("start")


def statement(pk: int, areas: QuerySet[Any]) -> Statement | None:
    """A statement of one of the areas, with its document."""
    found = Statement.objects.filter(pk=pk, document__area__in=areas)
    return found.select_related("document__area", "target__resolution", "observation__indicator", "place").first()


def next_waiting(document_id: int, after: int, *, unsure: bool) -> Statement | None:
    """The next statement behind a position that needs a person, round the end; only the unsure ones, or any."""
    waiting = Statement.objects.filter(_OFFERED, document_id=document_id)
    wanted = waiting.exclude(confident=True, question="") if unsure else waiting
    return wanted.order_by(_round_from(after), "start", "role").first()


def _round_from(after: int) -> Case:
    """Sorts what begins behind a position before what begins up to it."""
    # "Greater than -1" always holds, and of the whole only a 0 is left: PostgreSQL takes it for the number of a column.
    return Case(When(start__gte=after + 1, then=Value(0)), default=Value(1))


def waiting_documents(areas: QuerySet[Any], most: int) -> Sequence[tuple[int, int]]:
    """The documents with most waiting statements: pairs of document and number."""
    waiting = Statement.objects.filter(state=State.WAITING, document__area__in=areas).order_by()
    counted = waiting.values("document_id").annotate(n=Count("id")).order_by("-n", "document_id")[:most]
    return [(row["document_id"], row["n"]) for row in counted]


def waiting_in(documents: Collection[int]) -> set[int]:
    """Those of the documents in which a statement waits."""
    waiting = Statement.objects.filter(document_id__in=documents, state=State.WAITING).order_by()
    return set(waiting.values_list("document_id", flat=True).distinct())


def number_at(document_id: int, span: tuple[int, int]) -> OtherNumber | None:
    """The number there that is no statement."""
    return OtherNumber.objects.filter(document_id=document_id, start=span[0], end=span[1]).first()


def next_unread(document_id: int, after: int) -> int | None:
    """Where the next number begins, behind a position or round the end, that no rule has read and no person has made
    a statement of."""
    stated = Statement.objects.filter(document_id=document_id, start=OuterRef("start"))
    unread = OtherNumber.objects.filter(~Exists(stated), document_id=document_id, kind="unread")
    return unread.order_by(_round_from(after), "start").values_list("start", flat=True).first()


def stated_at(document_id: int, span: tuple[int, int]) -> Statement | None:
    """The first statement whose number shares a character with that stretch of the text."""
    found = Statement.objects.filter(document_id=document_id, start__lt=span[1], end__gt=span[0])
    return found.select_related("decided_by").order_by("start", "role").first()


def recorded_as(statement: Statement) -> Indicator | None:
    """The indicator that a statement has become part of."""
    if statement.target:
        return statement.target.indicator
    return statement.observation.indicator if statement.observation else None


def says_again(statement: Statement, indicator_id: int) -> bool:
    """Has the same name in another statement become part of that indicator too?"""
    same = Statement.objects.filter(
        Q(target__indicator=indicator_id) | Q(observation__indicator=indicator_id),
        indicator_name__iexact=statement.indicator_name,
        state_name__iexact=statement.state_name,
        state=State.ASSENTED,
    )
    return same.exclude(pk=statement.pk).exists()


def spoken_for(statement: Statement, role: str) -> bool:
    """Is there another statement at the same number in that role?"""
    same = Statement.objects.filter(
        document_id=statement.document_id, start=statement.start, end=statement.end, role=role
    )
    return same.exclude(pk=statement.pk).exists()


def assented(document_id: int) -> QuerySet[Statement]:
    """What a document was taken to say."""
    return Statement.objects.filter(document_id=document_id, state=State.ASSENTED)
