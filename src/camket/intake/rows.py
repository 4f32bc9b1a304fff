"""From what the reader found to what waits in the back office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camket.intake import interpretation
from camket.intake.enums import Question
from camket.intake.models import Statement
from camket.reading import Statement as Read

if TYPE_CHECKING:
    from camket.records.models import Document


def row_of(document: Document, found: Read) -> Statement:
    """The row, not yet saved, that waits for a person, with the question that is already clear from the reading."""
    years = found.period or {}
    first, last = years.get("start"), years.get("end")
    start, end = found.span
    row = Statement(
        document=document,
        start=start,
        end=end,
        sentence_start=found.sentence[0],
        sentence_end=found.sentence[1],
        role=found.role,
        indicator_name=found.indicator[:400],
        value=found.value,
        upper=found.upper,
        denominator=found.denominator,
        unit=found.unit or "",
        comparator=found.comparator or "",
        aggregate=found.aggregate,
        first_year=int(first) if first else None,
        last_year=int(last) if last else None,
        part=found.part or "",
        stage=found.stage or "",
        versus=found.versus["of"] if found.versus else "",
        percent=found.versus["percent"] if found.versus else None,
        part_of=(found.part_of or "")[:400],
        state_name=document.text[start:end] if found.aggregate == "state" else "",
        confident=found.confident,
        rule=found.rule,
    )
    row.question = _question(row)
    return row


def _question(row: Statement) -> str:
    """What a person must answer before anything else can be said. A comparison cannot be recorded, well read or not."""
    if interpretation.only_compares(row):
        return Question.COMPARISON
    if not row.confident:
        return Question.UNSURE
    return Question.NONE if row.unit or row.aggregate == "state" else Question.NO_UNIT
