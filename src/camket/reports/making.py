"""The files of a report. Equal papers give equal bytes, whatever the kind."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from camket.reports import sheet, word
from camket.reports.composing import Paper
from camket.reports.enums import FileKind
from camket.reports.errors import CannotWrite

_MEDIA = {
    FileKind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.SHEET: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PDF = "application/pdf"


class Made(NamedTuple):
    """A file: its bytes, its name and what a browser is told that it is."""

    content: bytes
    name: str
    media: str


def make(paper: Paper, kind: FileKind, stem: str) -> Made:
    """Raises ``CannotMakePdf`` where the machine lacks what PDF needs."""
    suffix = "-mot-trang.pdf" if kind == FileKind.LEADERS else f".{kind.value}"
    return Made(_content(paper, kind), f"{stem}{suffix}", _MEDIA.get(kind, PDF))


def kind_of(path: Path, one_page: bool = False) -> FileKind:
    """What a file of that name is to be. Raises ``CannotWrite`` where one page is asked for that is no PDF."""
    kind = FileKind(path.suffix.lower().removeprefix("."))
    if not one_page:
        return kind
    if kind != FileKind.PDF:
        raise CannotWrite.no_page(path)
    return FileKind.LEADERS


def _content(paper: Paper, kind: FileKind) -> bytes:
    if kind == FileKind.WORD:
        return word.document(paper)
    if kind == FileKind.SHEET:
        return sheet.workbook(paper)
    from camket.reports import pdf  # it loads libraries of the system, and takes half a second

    return pdf.leaders(paper) if kind == FileKind.LEADERS else pdf.document(paper)
