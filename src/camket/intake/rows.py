"""From what the reader found to what waits in the back office."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from camket.intake import interpretation
from camket.intake.enums import Question
from camket.intake.models import Statement
from camket.reading import Statement as Read

if TYPE_CHECKING:
    from camket.areas.models import Area
    from camket.records.models import Document


def row_of(document: Document, found: Read, places: Mapping[str, Area]) -> Statement:
    """The row, not yet saved, that waits for a person, with the question that is already clear from the reading.
    ``places`` gives the area that a name means."""
    years = found.period or {}
    first, last = years.get("start"), years.get("end")
    start, end = found.span
    place = places.get(found.area) if found.area else None
    row = Statement(
        document=document,
        start=start,
        end=end,
        sentence_start=found.sentence[0],
        sentence_end=found.sentence[1],
        role=found.role,
        indicator_name=_named(found, place)[:400],
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
        place=place,
        confident=found.confident,
        unsure_of=" ".join(found.unsure_of),
        rule=found.rule,
    )
    row.question = _question(row, found)
    return row


_LEADS_TO_A_PLACE = r"(?:\s+(?:của|tại|ở|trên địa bàn|trong|toàn))*\s*"


def _named(found: Read, place: Area | None) -> str:
    """The indicator without the place under which its figure is filed: "thu ngân sách" of Xã Tân Lập."""
    if place is None or not found.area:
        return found.indicator
    told = rf"{_LEADS_TO_A_PLACE}(?<!\w){re.escape(found.area.lower())}(?!\w)"
    return " ".join(re.sub(told, " ", found.indicator).split()) or found.indicator


def _question(row: Statement, found: Read) -> str:
    """What a person must answer before anything else can be said. A comparison cannot be recorded, well read or not."""
    if interpretation.only_compares(row):
        return Question.COMPARISON
    if not row.confident:
        return Question.UNSURE
    if row.place and not _stands_with(row.document.text, found):
        return Question.PLACE
    return Question.NONE if row.unit or row.aggregate == "state" else Question.NO_UNIT


def _stands_with(text: str, found: Read) -> bool:
    """Is the area named before the number, with no other number between them?"""
    before = text[found.sentence[0] : found.span[0]]
    _, named, between = before.rpartition(found.area or "")
    return bool(named) and not any(map(str.isdecimal, between))
