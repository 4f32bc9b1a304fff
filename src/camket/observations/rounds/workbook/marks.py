"""What a form carries on its hidden sheet, so that it is known again: which round, which office, which line is which.

It is signed with the site's secret. Nothing in it opens anything: no link, no token.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

HIDDEN = "_camket"
LAYOUT = 1
"""Counted up where forms that are out can no longer be read as they are."""

_SALT = "camket.observations.rounds.workbook"
COLUMNS = ("key", "name", "answer", "unchanged", "note")


class NotOurs(ValueError):
    """No form of this site, or not for here; the message says what to do, in the reader's language."""


@dataclass(frozen=True)
class Slot:
    """A line: what is due, the answer that stood when the form was made (0 for none), and what the line is called."""

    duty: int
    seen: int
    name: str


@dataclass(frozen=True)
class Mark:
    """``sheet`` names this very file; ``headings`` are those of :data:`COLUMNS` as they were written."""

    round: int
    version: int
    office: int
    sheet: str
    headings: tuple[str, ...]
    slots: tuple[Slot, ...]


def fresh() -> str:
    return secrets.token_hex(16)


def written(mark: Mark) -> list[list[str]]:
    """The rows of the hidden sheet; all of them text, so that no program rounds or formats them."""
    rows = [
        ["camket", str(LAYOUT)],
        ["round", str(mark.round), str(mark.version), str(mark.office), mark.sheet],
        ["headings", *mark.headings],
        *(["line", str(slot.duty), str(slot.seen), slot.name] for slot in mark.slots),
    ]
    return [*rows, ["signed", _signature(rows)]]


def read(rows: Sequence[Sequence[str]]) -> Mark:
    """Raises :class:`NotOurs`."""
    kept = [list(row) for row in rows if row]
    if not kept or kept[0][0] != "camket":
        raise NotOurs(_told_foreign())
    if kept[0][1:] != [str(LAYOUT)]:
        raise NotOurs(_("Biểu này được lập theo mẫu cũ. Hãy tải biểu mới về rồi chép số liệu sang."))
    *told, last = kept
    if last[0] != "signed" or not constant_time_compare(last[-1], _signature(told)):
        raise NotOurs(_("Trang ẩn của biểu đã bị sửa nên không dùng được. Hãy tải biểu mới về rồi chép số liệu sang."))
    (_round, *numbers, sheet), (_headings, *headings), *lines = told[1:]
    number, version, office = (int(one) for one in numbers)
    slots = tuple(Slot(int(duty), int(seen), name) for _line, duty, seen, name in lines)
    return Mark(number, version, office, sheet, tuple(headings), slots)


def _told_foreign() -> str:
    return _(
        "Tệp này không phải là biểu do hệ thống lập, hoặc thiếu trang ẩn. "
        "Hãy tải biểu về, chép số liệu sang rồi tải lên lại."
    )


def _signature(rows: Sequence[Sequence[str]]) -> str:
    text = "\n".join("\t".join(row) for row in rows)
    return salted_hmac(_SALT, text, algorithm="sha256").hexdigest()
