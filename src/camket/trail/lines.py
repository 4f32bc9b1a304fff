"""One entry as a person reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from camket.foundation.models import AuditEntry
from camket.trail import saying, words

_PAGES = {
    "targets.indicator": "intake:indicator",
    "records.document": "intake:document",
    "intake.statement": "trail:statement",
}
_TOGETHER = 1_000
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Line:
    """``link`` is empty where the object has no page of its own. ``changes`` are field, old value, new value."""

    number: int
    at: datetime
    who: str
    what: str
    kind: str
    name: str
    link: str
    changes: list[tuple[str, str, str]]
    detail: str
    address: str
    reason: str
    hash: str


def lines(entries: Sequence[AuditEntry]) -> list[Line]:
    """Needs their persons. What they point to is looked up for all of them together."""
    known = saying.names(entries)
    return [_line(one, known) for one in entries]


def _line(entry: AuditEntry, known: saying.Names) -> Line:
    return Line(
        number=entry.number,
        at=localtime(entry.at),
        who=saying.who(entry, known),
        what=words.verb(entry.verb),
        kind=words.kind(entry.object_type),
        name=saying.name(entry),
        link=_link(entry),
        changes=saying.changes(entry),
        detail="; ".join(f"{name}: {value}" for name, value in saying.details(entry, known)),
        address=entry.address,
        reason=words.reason(entry.reason),
        hash=entry.hash,
    )


def _link(entry: AuditEntry) -> str:
    page = _PAGES.get(entry.object_type)
    return reverse(page, args=[entry.object_id]) if page and entry.object_id.isdecimal() else ""


def table(entries: Iterable[AuditEntry]) -> Iterator[list[str]]:
    """For a CSV file, its head first. What a sheet would take for a formula is put in as text."""
    yield [
        *(_("Số"), _("Lúc"), _("Người"), _("Việc"), _("Đối tượng"), _("Tên"), _("Thay đổi")),
        *(_("Chi tiết"), _("Từ địa chỉ"), _("Vì sao"), _("Mã băm")),
    ]
    for one in chain.from_iterable(lines(some) for some in _batches(entries)):
        changed = "; ".join(f"{name}: {old} → {new}" for name, old, new in one.changes)
        cells = (
            *(str(one.number), f"{one.at:%d/%m/%Y %H:%M:%S}", one.who, one.what, one.kind, one.name, changed),
            *(one.detail, one.address, one.reason, one.hash),
        )
        yield [f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell for cell in cells]


def _batches(entries: Iterable[AuditEntry]) -> Iterator[list[AuditEntry]]:
    waiting = iter(entries)
    while some := list(islice(waiting, _TOGETHER)):
        yield some
