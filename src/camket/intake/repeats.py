"""A figure that a document says more than once is offered to a person once: the others are folded under it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING

from camket.intake import interpretation
from camket.intake.enums import Role, State
from camket.intake.interpretation import Unclear, wording
from camket.intake.models import Statement
from camket.measures.folding import name_key
from camket.measures.units import scale
from camket.targets import naming
from camket.targets import queries as targets

if TYPE_CHECKING:
    from camket.records.models import Document
    from camket.targets.models import Indicator

_COMPARED = frozenset({"growth", "change"})


def fold(document: Document) -> set[int]:
    """Link what waits in a document and says the same: all but one of them repeat that one.

    The one that is offered is the first that was read with confidence, else the first. Answers with the keys of those
    that are offered in another way than before. Three SQL statements.
    """
    called = targets.called(document.area_id)
    same: dict[Hashable, list[Statement]] = defaultdict(list)
    for row in Statement.objects.filter(document=document, state=State.WAITING).order_by("start", "role"):
        row.document = document
        same[said(row, called)].append(row)
    changed, touched = [], set[int | None]()
    for rows in same.values():
        offered = min(rows, key=_is_doubtful)
        for row in rows:
            leader = None if row is offered else offered.pk
            if row.repeats_id != leader:
                touched |= {row.pk, row.repeats_id, leader}
                row.repeats_id = leader
                changed.append(row)
    Statement.objects.bulk_update(changed, ("repeats",), batch_size=500)
    return {pk for pk in touched if pk is not None}


def _is_doubtful(row: Statement) -> bool:
    return not row.confident or bool(row.question)


def said(row: Statement, called: Mapping[str, Indicator]) -> Hashable:
    """What two statements of one document share that say the same: indicator, area, role, value and period.

    ``called`` gives the indicator of a wording, by the wording's key. Values are compared in one unit of measure.
    """
    key = name_key(wording(row))
    measured = called[key].pk if key in called else key
    unit = interpretation.unit_of(row)
    base, factor = scale(unit) if unit else ("", 1)
    amounts = tuple(None if one is None else one * factor for one in (row.value, row.upper))
    state = naming.designation(row.state_name) if row.state_name else ""
    return measured, row.place_id, row.role, base, amounts, row.denominator, state, _when(row), _kind(row)


def _when(row: Statement) -> Hashable:
    if row.role == Role.TARGET:
        return row.first_year, row.last_year
    try:
        return interpretation.period(row, row.document)
    except Unclear:
        return row.first_year, row.last_year, row.part


def _kind(row: Statement) -> Hashable:
    """How it is counted; of what is observed only whether it is a level, a designation or a comparison."""
    aggregate = interpretation.aggregate_of(row)
    if row.role == Role.TARGET:
        return aggregate
    if aggregate in _COMPARED:
        return aggregate, row.versus
    return aggregate == "state", row.stage
