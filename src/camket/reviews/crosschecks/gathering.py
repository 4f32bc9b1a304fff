"""From stored rows to the facts that the checks look at, in a bounded number of SQL statements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects
from django.utils import timezone

from camket.intake.enums import Question, Role, State
from camket.measures.periods import Period, name_of_day
from camket.observations import queries as observations
from camket.observations.enums import Stage
from camket.resolutions import queries as resolutions
from camket.reviews.crosschecks.facts import Announced, Cite, Facts, Measure, Promised, Seen, Span, Stated
from camket.reviews.enums import GOOD
from camket.reviews.models import Verdict
from camket.targets import queries as targets

if TYPE_CHECKING:
    from camket.areas.models import Area
    from camket.intake.models import Statement
    from camket.observations.models import Observation
    from camket.records.models import Document, Passage
    from camket.resolutions.models import Resolution
    from camket.targets.models import Indicator, Target

_BULKY = ("text", "layout", "warnings")
_KINDS_EN = {"resolution": "Resolution", "report": "Report", "plan": "Plan", "news": "News item", "other": "Document"}


@dataclass
class Desk:
    """The rows that facts were made of: documents by key, passages' keys by document and span."""

    documents: dict[int, Document] = field(default_factory=dict)
    passages: dict[tuple[int, Span], int] = field(default_factory=dict)
    quotes: dict[tuple[int, Span], str] = field(default_factory=dict)

    def cite(self, document: int, span: Span, sentence: Span) -> Cite:
        found = self.documents[document]
        quote = self.quotes.get((document, span), "")
        return Cite(document, span, sentence, named(found), named_in_english(found), quote)

    def cite_passage(self, passage: Passage | None) -> Cite | None:
        if passage is None:
            return None
        sentence = (passage.sentence_start, passage.sentence_end)
        return self.cite(passage.document_id, (passage.start, passage.end), sentence)


def gather(area: Area) -> tuple[Desk, Facts]:
    """All that is known of the area now; withdrawn figures and refused statements are left out."""
    desk = _desk(area)
    measures = {one.pk: measure(one) for one in area.indicators.all()}
    known = observations.known(area.pk, list(measures), timezone.now())
    promised = targets.of_area(area.pk)
    prefetch_related_objects(promised, "passage", "resolution__term", "resolution__document", "resolution__groups")
    facts = Facts(
        seen=tuple(seen(row, measures, desk) for row in known if not row.is_derived),
        promised=tuple(promise(row, measures, desk) for row in promised),
        stated=tuple(_stated(area, {row.pk: row for row in known}, measures, desk)),
        announced=tuple(_announced(promised, desk)),
    )
    return desk, facts


def _desk(area: Area) -> Desk:
    documents = list(area.documents.defer(*_BULKY).prefetch_related("statements", "passages"))
    desk = Desk({document.pk: document for document in documents})
    for document in documents:
        for passage in document.passages.all():
            place = (document.pk, (passage.start, passage.end))
            desk.passages[place], desk.quotes[place] = passage.pk, passage.quote
    return desk


def named(document: Document) -> str:
    """ "Báo cáo số 151-BC/TU ngày 12/01/2024", or the title of what has no number."""
    day = f" ngày {name_of_day(document.issued_on)}" if document.issued_on else ""
    kind = document.get_kind_display()
    return f"{kind} {f'số {document.symbol_line}' if document.symbol_line else f'“{document.title}”'}{day}"


def named_in_english(document: Document) -> str:
    day = f" of {name_of_day(document.issued_on, 'en')}" if document.issued_on else ""
    name = document.symbol_line or f"“{document.title_en or document.title}”"
    return f"{_KINDS_EN.get(document.kind, 'Document')} {name}{day}"


def measure(indicator: Indicator) -> Measure:
    return Measure(indicator.pk, str(indicator.name), str(indicator.name_en), indicator.unit, indicator.nature)


def seen(row: Observation, measures: dict[int, Measure], desk: Desk) -> Seen:
    return Seen(
        key=row.pk,
        measure=measures[row.indicator_id],
        period=Period(row.start, row.end),
        value=row.value,
        recorded_at=row.recorded_at,
        stage=Stage(row.stage),
        denominator=row.denominator,
        state=str(row.state),
        cite=desk.cite_passage(row.passage),
    )


def promise(row: Target, measures: dict[int, Measure], desk: Desk) -> Promised:
    return Promised(
        key=row.pk,
        measure=measures[row.indicator_id],
        resolution=row.resolution_id,
        aggregate=row.aggregate,
        value=row.value,
        unit=row.unit,
        window=Period(row.start, row.due),
        part_of=row.part_of_id,
        cite=desk.cite_passage(row.passage),
    )


def _stated(area: Area, known: dict[int, Observation], measures: dict[int, Measure], desk: Desk) -> Iterable[Stated]:
    rows = [row for document in desk.documents.values() for row in document.statements.all()]
    rows = [row for row in rows if row.state != State.REFUSED]
    strange = {row.indicator_name for row in rows if _has_strange_unit(row)}
    alike = targets.alike(area.pk, strange) if strange else {}
    for row in rows:
        figure = known.get(row.observation_id or 0)
        called = alike.get(row.indicator_name, ()) if _has_strange_unit(row) else ()
        indicator = figure.indicator_id if figure else called[0].pk if len(called) == 1 else None
        yield stated(row, desk, figure.pk if figure else None, measures.get(indicator or 0), _has_strange_unit(row))


def stated(row: Statement, desk: Desk, figure: int | None, meant: Measure | None, is_strange: bool) -> Stated:
    """``figure`` is the key of what the statement became, ``meant`` the indicator that it names."""
    return Stated(
        role=row.role,
        name=row.indicator_name,
        value=row.value,
        unit=row.unit,
        cite=desk.cite(row.document_id, (row.start, row.end), (row.sentence_start, row.sentence_end)),
        denominator=row.denominator,
        aggregate=row.aggregate,
        years=(row.first_year, row.last_year),
        versus=row.versus,
        percent=row.percent,
        part_of=row.part_of,
        seen=figure,
        measure=meant,
        unit_is_strange=is_strange,
    )


def _has_strange_unit(row: Statement) -> bool:
    return row.state == State.WAITING and row.question == Question.UNIT


def announced(area_id: int, desk: Desk) -> Iterable[Announced]:
    """What the resolutions of an area announce. Their documents come onto the desk with all that was read in them."""
    promised = targets.of_area(area_id)
    prefetch_related_objects(promised, "resolution__term", "resolution__groups", "resolution__document__statements")
    desk.documents |= {target.resolution.document_id: target.resolution.document for target in promised}
    return _announced(promised, desk)


def _announced(promised: Sequence[Target], desk: Desk) -> Iterable[Announced]:
    """What each resolution with recorded targets announces, as a whole and by group."""
    verdicts = {row.target_id: row for row in Verdict.objects.filter(target__in=[one.pk for one in promised])}
    by_resolution: dict[int, list[Target]] = {}
    for target in promised:
        by_resolution.setdefault(target.resolution_id, []).append(target)
    for found in by_resolution.values():
        resolution = found[0].resolution
        yield _of_resolution(resolution, found, verdicts, desk)
        yield from _of_groups(resolution, found, desk)


def _of_groups(resolution: Resolution, found: list[Target], desk: Desk) -> Iterable[Announced]:
    spans = {one.order: (one.start, one.end) for one in resolutions.outlined(resolution.document.text).groups}
    for group in resolution.groups.all():
        inside = [target for target in found if target.group_id == group.pk]
        span = spans.get(group.order, (0, 0))
        yield Announced(
            resolution=resolution.pk,
            group=group.order,
            name=f"{resolution.title}, nhóm “{group.name}”",
            name_en=f"{resolution.title_en or resolution.title}, group “{group.name_en or group.name}”",
            number=group.announced,
            recorded=len(_wholes(inside)),
            fitting=_fitting(inside, _waiting(resolution, span, desk)),
            years=(resolution.term.first_year, resolution.term.last_year),
            cite=_where_announced(resolution, group.announced, span, desk),
        )


def _of_resolution(resolution: Resolution, found: list[Target], verdicts: dict[int, Verdict], desk: Desk) -> Announced:
    counted = found if resolution.counts_parts else _wholes(found)
    everywhere = (0, len(resolution.document.text))
    return Announced(
        resolution=resolution.pk,
        name=resolution.title,
        name_en=resolution.title_en,
        number=resolution.announced,
        recorded=len(counted),
        fitting=_fitting(found, _waiting(resolution, everywhere, desk)),
        years=(resolution.term.first_year, resolution.term.last_year),
        cite=_where_announced(resolution, resolution.announced, everywhere, desk),
        good=sum(verdicts[target.pk].outcome in GOOD for target in counted if target.pk in verdicts),
        plausible=_plausible(found, verdicts) | _plausible(_wholes(found), verdicts),
    )


def _wholes(found: list[Target]) -> list[Target]:
    return [target for target in found if target.part_of_id is None]


def _waiting(resolution: Resolution, span: Span, desk: Desk) -> int:
    """Targets read in that part of the text that nobody has decided on."""
    read = desk.documents[resolution.document_id].statements.all()
    undecided = [row for row in read if row.role == Role.TARGET and row.state == State.WAITING]
    return sum(span[0] <= row.start < span[1] for row in undecided)


def _fitting(found: list[Target], waiting: int) -> frozenset[int]:
    """With parts, without, or by the numbers that the text gives them: texts count in each of these ways.

    Targets that wait for a person may yet be added.
    """
    numbers = {target.number for target in found if target.number is not None}
    counts = {len(found), len(_wholes(found)), *([len(numbers)] if numbers else [])}
    return frozenset(count + more for count in counts for more in range(waiting + 1))


def _plausible(found: list[Target], verdicts: dict[int, Verdict]) -> frozenset[int]:
    """From those that are good to those that may still be: what has no figure of its last year is open."""
    judged = [(target.due, verdicts.get(target.pk)) for target in found]
    if any(row is None or row.on < due for due, row in judged):
        return frozenset()
    good = sum(row is not None and row.outcome in GOOD for _, row in judged)
    others = [(due, row.attained_end) for due, row in judged if row is not None and row.outcome not in GOOD]
    still_open = sum(end is None or end < due for due, end in others)
    return frozenset(range(good, good + still_open + 1))


def _where_announced(resolution: Resolution, number: int | None, span: Span, desk: Desk) -> Cite | None:
    """The number itself in that part of the text: "37 chỉ tiêu", "(14 chỉ tiêu)"."""
    if number is None:
        return None
    text = resolution.document.text
    said = re.compile(rf"\b0?{number}(?=\s+(?:chỉ tiêu|mục tiêu))").search(text, *span)
    return desk.cite(resolution.document_id, said.span(), _sentence(text, said.span())) if said else None


def _sentence(text: str, span: Span) -> Span:
    """From the last full stop or line end before the number to the next one after it."""
    start = max(text.rfind("\n", 0, span[0]) + 1, text.rfind(". ", 0, span[0]) + 2 if ". " in text[: span[0]] else 0)
    ends = [place for place in (text.find("\n", span[1]), text.find(". ", span[1]) + 1) if place > 0]
    return start, min(ends, default=len(text))
