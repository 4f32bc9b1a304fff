"""One entry as a person reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from camket.foundation.models import AuditEntry
from camket.trail import words

_PAGES = {
    "targets.indicator": "intake:indicator",
    "records.document": "intake:document",
    "intake.statement": "trail:statement",
}
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


def line(entry: AuditEntry) -> Line:
    actor = entry.actor
    return Line(
        number=entry.number,
        at=localtime(entry.at),
        who=(actor.get_full_name() or actor.get_username()) if actor else _("Hệ thống"),
        what=words.verb(entry.verb),
        kind=words.kind(entry.object_type),
        name=entry.object_name,
        link=_link(entry),
        changes=words.changes(entry.object_type, entry.before, entry.after),
        detail=_detail(entry.detail),
        address=entry.address,
        reason=words.reason(entry.reason),
        hash=entry.hash,
    )


def _link(entry: AuditEntry) -> str:
    page = _PAGES.get(entry.object_type)
    return reverse(page, args=[entry.object_id]) if page and entry.object_id.isdecimal() else ""


def _detail(detail: dict[str, Any]) -> str:
    """What else was kept."""
    shown = {name: value for name, value in detail.items() if value not in (None, "", [], {}, "None")}
    return "; ".join(f"{words.detail(name)}: {words.said(value)}" for name, value in shown.items())


def table(entries: Iterable[AuditEntry]) -> Iterator[list[str]]:
    """For a CSV file, its head first. What a sheet would take for a formula is put in as text."""
    yield [
        *(_("Số"), _("Lúc"), _("Người"), _("Việc"), _("Đối tượng"), _("Tên"), _("Thay đổi")),
        *(_("Chi tiết"), _("Từ địa chỉ"), _("Vì sao"), _("Mã băm")),
    ]
    for one in map(line, entries):
        changed = "; ".join(f"{name}: {old} → {new}" for name, old, new in one.changes)
        cells = (
            *(str(one.number), f"{one.at:%d/%m/%Y %H:%M:%S}", one.who, one.what, one.kind, one.name, changed),
            *(one.detail, one.address, one.reason, one.hash),
        )
        yield [f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell for cell in cells]
