"""What the cross-checks say beside the statements of a document on the desk, before a person assents to them too.

Findings that are kept are shown at the numbers that they name. What stands on the sheet is held once more against all
that is recorded of its indicators, and what waits there as if it had been assented to; nothing of that is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import get_language

from camket.intake import interpretation
from camket.intake.enums import Role, State
from camket.intake.interpretation import Unclear, wording
from camket.intake.notes import Note
from camket.measures.folding import name_key
from camket.measures.periods import Period
from camket.observations import queries as observations
from camket.reviews import crosschecks
from camket.reviews.crosschecks import Facts, Measure, Promised, Seen, counts, gathering
from camket.reviews.crosschecks.facts import Span
from camket.reviews.crosschecks.gathering import Desk
from camket.reviews.models import Finding
from camket.targets import naming
from camket.targets import queries as targets

if TYPE_CHECKING:
    from camket.intake.models import OtherNumber, Statement
    from camket.records.models import Document
    from camket.targets.models import Indicator


_ABOUT_ONE = frozenset({"unit_slip"})
"""Checks that doubt one number, which their key names; the other passages are only what it is held against."""

BySpan = Mapping[Span, Sequence["Statement"]]


def beside(document: Document, statements: Sequence[Statement]) -> dict[int, list[Note]]:
    """Notes by the statements' keys. Four SQL statements."""
    if not statements:
        return {}
    by_span: dict[Span, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_span[statement.start, statement.end].append(statement)
    found: dict[int, list[Note]] = defaultdict(list)
    for statement, note in chain(_kept(document, by_span), _live(document, statements, by_span)):
        found[statement.pk].append(note)
    return found


def beside_numbers(document: Document, numbers: Sequence[OtherNumber]) -> dict[int, list[Note]]:
    """Notes on numbers that are no statements, as the "58" of "58 chỉ tiêu", by their keys. One SQL statement."""
    if not numbers:
        return {}
    by_start = {number.start: number for number in numbers}
    found: dict[int, list[Note]] = defaultdict(list)
    for check, _, vi, en, start, _ in _findings(document, by_start):
        found[by_start[start].pk].append(Note(check, _said(vi, en)))
    return found


def _findings(document: Document, starts: Collection[int]) -> Iterator[tuple[str, str, str, str, int, int]]:
    """Of the findings that are kept on passages beginning there: check, key, words in both languages, and the span."""
    rows = Finding.objects.filter(passages__document=document.pk, passages__start__in=starts)
    yield from rows.values_list("check_name", "key", "text", "text_en", "passages__start", "passages__end")


def _kept(document: Document, by_span: BySpan) -> Iterator[tuple[Statement, Note]]:
    for check, key, vi, en, start, end in _findings(document, {start for start, _ in by_span}):
        for statement in by_span.get((start, end), ()):
            if check not in _ABOUT_ONE or key in _keys(statement):
                yield statement, Note(check, _said(vi, en))


def _live(document: Document, statements: Sequence[Statement], by_span: BySpan) -> Iterator[tuple[Statement, Note]]:
    for check, found in crosschecks.disagreements(_facts(document, statements)):
        here = [cite.span for cite in found.cites if cite.document == document.pk]
        for statement in (one for span in here for one in by_span.get(span, ())):
            if statement.state != State.REFUSED and (check not in _ABOUT_ONE or found.key in _keys(statement)):
                yield statement, Note(check, _said(found.vi, found.en))


def _keys(statement: Statement) -> set[str]:
    """How the checks call the figure or the promise that a statement became, or would become."""
    figure, target = statement.observation_id or -statement.pk, statement.target_id or -statement.pk
    return {f"seen:{figure}", f"promised:{target}"}


def _said(vi: str, en: str) -> str:
    return en if get_language() == "en" else vi


def _facts(document: Document, statements: Sequence[Statement]) -> Facts:
    names = [name for one in statements for name in (wording(one), one.part_of) if name]
    sheet = _Sheet(document, targets.called(document.area_id, names))
    for statement in statements:
        if statement.state != State.REFUSED:
            sheet.add(statement)
    sheet.add_what_is_known()
    announced = gathering.announced(document.area_id, sheet.desk) if any(map(counts.tells_result, sheet.stated)) else ()
    return Facts(
        seen=tuple(sheet.seen), promised=sheet.promises(), stated=tuple(sheet.stated), announced=tuple(announced)
    )


@dataclass
class _Sheet:
    """Gathers the facts of one sheet. ``called`` gives the indicator that a name means, by the name's key."""

    document: Document
    called: Mapping[str, Indicator]
    desk: Desk = field(default_factory=Desk)
    measures: dict[int | str, Measure] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    promised: list[Promised] = field(default_factory=list)
    stated: list[crosschecks.Stated] = field(default_factory=list)
    wholes: dict[int, int | str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.desk.documents[self.document.pk] = self.document

    def add(self, statement: Statement) -> None:
        """What waits counts as if it were recorded now, under a key of its own below zero."""
        span = (statement.start, statement.end)
        sentence = self.document.text[statement.sentence_start : statement.sentence_end]
        self.desk.quotes[self.document.pk, span] = sentence
        measure, is_strange = self._measure(statement), False
        if statement.part_of:
            self.wholes[-statement.pk] = self._whole(statement.part_of)
        if statement.state == State.WAITING and not statement.place_id:  # the checks are of the document's own area
            try:
                self._would_be(statement, measure)
            except Unclear as unclear:
                is_strange = unclear.question == "unit"
        figure = statement.observation_id or -statement.pk
        self.stated.append(gathering.stated(statement, self.desk, figure, measure, is_strange))

    def _would_be(self, statement: Statement, measure: Measure) -> None:
        span, sentence = (statement.start, statement.end), (statement.sentence_start, statement.sentence_end)
        cite = self.desk.cite(self.document.pk, span, sentence)
        if statement.role == Role.TARGET:
            self.promised.append(_promise(statement, measure, cite))
            return
        found = interpretation.figure(statement, measure.unit)
        self.seen.append(
            Seen(
                key=-statement.pk,
                measure=measure,
                period=found.period,
                value=found.value,
                recorded_at=timezone.now(),
                stage=found.stage,
                denominator=found.denominator,
                state=found.state,
                cite=cite,
            )
        )

    def _measure(self, statement: Statement) -> Measure:
        """The indicator that is named; one that is not known yet is told apart by its wording."""
        name = name_key(wording(statement))
        indicator = self.called.get(name)
        key: int | str = indicator.pk if indicator else name
        if key not in self.measures:
            unknown = -len(self.measures) - 1
            self.measures[key] = gathering.measure(indicator) if indicator else _new_measure(unknown, statement)
        return self.measures[key]

    def _whole(self, name: str) -> int | str:
        """The key of the measure that a part names as its whole; what is recorded of it is looked at as well."""
        indicator = self.called.get(name_key(name))
        if indicator is None:
            return name_key(name)
        return self.measures.setdefault(indicator.pk, gathering.measure(indicator)).key

    def promises(self) -> tuple[Promised, ...]:
        """What is promised; what waits is part of the promise that it names, for the same day if there are several."""
        return tuple(replace(one, part_of=self._promised_whole(one)) if one.key < 0 else one for one in self.promised)

    def _promised_whole(self, part: Promised) -> int | None:
        measure = self.measures.get(self.wholes.get(part.key, ""))
        found = [one for one in self.promised if measure and one.measure.key == measure.key and one.key != part.key]
        found.sort(key=lambda one: one.window.end != part.window.end)
        return found[0].key if found else None

    def add_what_is_known(self) -> None:
        known = {key: measure for key, measure in self.measures.items() if isinstance(key, int)}
        if not known:
            return
        figures = observations.known(self.document.area_id, list(known), timezone.now())
        promised = targets.promised_of(known)
        cited = [row.passage for row in figures if row.passage] + [row.passage for row in promised if row.passage]
        for passage in cited:
            self.desk.documents.setdefault(passage.document_id, passage.document)
            self.desk.quotes[passage.document_id, (passage.start, passage.end)] = passage.quote
        self.seen += [gathering.seen(row, known, self.desk) for row in figures]
        self.promised += [gathering.promise(row, known, self.desk) for row in promised]


def _new_measure(key: int, statement: Statement) -> Measure:
    unit, aggregate = interpretation.indicator_unit(statement), interpretation.aggregate_of(statement)
    nature = naming.nature(statement.indicator_name, unit, aggregate)
    return Measure(key, statement.indicator_name, unit=unit, nature=nature)


def _promise(statement: Statement, measure: Measure, cite: crosschecks.Cite) -> Promised:
    """Its window is needed by no check that a single promise is held against: the year it is due stands for it."""
    year = statement.last_year or statement.document.year or timezone.localdate().year
    return Promised(
        key=-statement.pk,
        measure=measure,
        resolution=0,
        aggregate=interpretation.aggregate_of(statement),
        value=statement.value,
        unit=interpretation.unit_of(statement),
        window=Period.year(year),
        cite=cite,
    )
