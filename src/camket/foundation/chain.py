"""The audit trail as a chain: each entry carries the hash of the one before it.

Whoever changes, removes or moves an entry breaks the chain at that place. Whoever rewrites everything from there on
does not: for that, the newest hash has to lie somewhere else as well, as ``camket verify`` prints it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from camket.foundation.models import AuditEntry

BEGINNING = "0" * 64
_LOCK = 0x43616D4B6574
_NEWEST = "SELECT number, hash FROM foundation_auditentry ORDER BY number DESC LIMIT 1"
_TOLD = (
    *("actor_id", "verb", "object_type", "object_id", "object_name", "area"),
    *("detail", "before", "after", "address", "reason", "previous_hash"),
)
_NAMED = 100
"""How many of a row of entries that are gone are named one by one."""
GUARDS = ("auditentry_no_update", "auditentry_no_delete")


def plain(value: Any) -> Any:
    """A value as JSON holds it on every database alike: no floats, no NUL, keys are texts."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    return str(value).replace("\x00", "")


def digest(told: dict[str, Any]) -> str:
    """Over all of an entry but its number and key: its place is held by the hash of the entry before it."""
    canonical = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def told(entry: Any) -> dict[str, Any]:
    """What an entry says, as the hash is taken over it. For rows of the model, also that of a migration."""
    return {"at": moment(entry.at), **{name: getattr(entry, name) for name in _TOLD}}


def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def append(entries: Sequence[AuditEntry]) -> None:
    """Continue the chain, in their order. Two SQL statements; inside a transaction, whose end lets the next one go on.

    On PostgreSQL writers wait for each other here; SQLite has one writer anyway.
    """
    number, previous = newest()
    for place, entry in enumerate(entries, number + 1):
        entry.number, entry.previous_hash = place, previous
        entry.hash = previous = digest(told(entry))
    AuditEntry.objects.bulk_create(entries)


def newest() -> tuple[int, str]:
    """Number and hash of the last entry, held until the transaction ends where others could write meanwhile.

    One round trip: the second statement looks after the wait, at what the one before has committed.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SELECT pg_advisory_xact_lock({_LOCK}); {_NEWEST}")
            cursor.nextset()
        else:
            cursor.execute(_NEWEST)
        row = cursor.fetchone()
    return (int(row[0]), str(row[1])) if row else (0, BEGINNING)


@dataclass(frozen=True)
class Fault:
    """``what`` is "missing", "changed", "reordered", "head" (the hash that was kept outside is not there) or
    "unguarded" (the database would let entries be changed). ``number`` is 0 where no entry is meant."""

    number: int
    what: str


@dataclass
class Chain:
    """What a look along the chain has found. ``newest`` is for keeping outside."""

    entries: int = 0
    newest: str = BEGINNING
    faults: list[Fault] = field(default_factory=list)


def check(head: str = "") -> Chain:
    """Every entry, from the first to the last. ``head`` is a hash that was written down before."""
    chain, seen = Chain(), head in ("", BEGINNING)
    expected = 1
    for entry in AuditEntry.objects.order_by("number").iterator(chunk_size=2_000):
        chain.faults += _faults(entry, expected, chain.newest)
        chain.entries, chain.newest, expected = chain.entries + 1, entry.hash, entry.number + 1
        seen = seen or entry.hash == head
    chain.faults += [] if seen else [Fault(0, "head")]
    chain.faults += [] if is_guarded() else [Fault(0, "unguarded")]
    return chain


def _faults(entry: AuditEntry, expected: int, previous: str) -> Iterator[Fault]:
    gap = range(expected, entry.number)
    yield from (Fault(number, "missing") for number in gap[:_NAMED])
    if digest(told(entry)) != entry.hash:
        yield Fault(entry.number, "changed")
    if entry.previous_hash != previous and not gap:
        follows = AuditEntry.objects.filter(hash=entry.previous_hash).exists()
        yield Fault(entry.number, "reordered" if follows else "missing")


def is_guarded() -> bool:
    """Are the database's own refusals in place?"""
    asked = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return {row[0] for row in cursor.fetchall()}.issuperset(GUARDS)
