"""Where in the back office a statement is found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from camket.intake import paper, queries

if TYPE_CHECKING:
    from camket.intake.models import Statement
    from camket.records.models import Document


def sheets_of(document: Document) -> list[paper.Sheet]:
    return paper.sheets(document.text, queries.starts(document.pk))


def next_address(document_id: int, sheets: Sequence[paper.Sheet], after: int) -> str:
    """Where the next statement is that needs a second look, behind a position; empty where none is left."""
    found = queries.next_waiting(document_id, after, unsure=True)
    return address(found, sheets) if found else ""


def next_number_address(document_id: int, sheets: Sequence[paper.Sheet], sheet: paper.Sheet) -> str:
    """Where the next number is that nobody has read, on another sheet; empty where none is left there."""
    found = queries.next_unread(document_id, sheet.end)
    if found is None or sheet.start <= found < sheet.end:
        return ""
    return f"{sheet_address(document_id, found, sheets)}#so-{found}"


def address(statement: Statement, sheets: Sequence[paper.Sheet]) -> str:
    """The page of the document on which a statement stands, at its card."""
    return address_at(statement.document_id, statement.pk, statement.start, sheets)


def address_at(document_id: int, pk: int, start: int, sheets: Sequence[paper.Sheet]) -> str:
    return f"{sheet_address(document_id, start, sheets)}#cau-{pk}"


def sheet_address(document_id: int, start: int, sheets: Sequence[paper.Sheet]) -> str:
    """The page of the document on which a position of its text stands."""
    page = reverse("intake:document", args=[document_id])
    number = paper.sheet_at(sheets, start).number
    return f"{page}{f'?trang={number}' if number > 1 else ''}"
