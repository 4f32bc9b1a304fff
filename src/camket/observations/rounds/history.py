"""What a report form has asked from when to when, and what each of its versions changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from camket.foundation.days import counts
from camket.observations.rounds.models import FormLine, FormVersion


@dataclass(frozen=True)
class Edition:
    """A version of a form, from ``since`` to ``until``, both counting; none is open. One that another replaced on its
    own first day ends before it begins. The changes are those against the version before: ``owners`` and ``reporters``
    are pairs of a line as it was and as it is, with another office, or another post or address in the same one."""

    since: date
    until: date | None
    lines: tuple[FormLine, ...]
    added: tuple[FormLine, ...] = ()
    removed: tuple[FormLine, ...] = ()
    owners: tuple[tuple[FormLine, FormLine], ...] = ()
    reporters: tuple[tuple[FormLine, FormLine], ...] = ()
    is_first: bool = False

    @property
    def never_counted(self) -> bool:
        return self.until is not None and self.until < self.since

    @property
    def changes_order_only(self) -> bool:
        return not (self.is_first or self.added or self.removed or self.owners or self.reporters)

    def counts(self, on: date) -> bool:
        return counts(self.since, self.until, on)


def editions(versions: Iterable[FormVersion]) -> list[Edition]:
    """The newest first. The versions come with their lines."""
    known = sorted(versions, key=lambda one: (one.since, one.pk))
    return list(_told(known))[::-1]


def _told(known: list[FormVersion]) -> Iterator[Edition]:
    before: tuple[FormLine, ...] = ()
    for at, version in enumerate(known):
        following = known[at + 1].since - timedelta(days=1) if at + 1 < len(known) else None
        lines = tuple(version.lines.all())
        changed = _changes(before, lines) if at else {}
        yield Edition(version.since, following, lines, is_first=not at, **changed)
        before = lines


def _changes(before: tuple[FormLine, ...], lines: tuple[FormLine, ...]) -> dict[str, Any]:
    was, now = {_key(one): one for one in before}, {_key(one): one for one in lines}
    kept = [(was[key], one) for key, one in now.items() if key in was]
    return {
        "added": tuple(one for key, one in now.items() if key not in was),
        "removed": tuple(one for key, one in was.items() if key not in now),
        "owners": tuple((old, new) for old, new in kept if old.office_id != new.office_id),
        "reporters": tuple(
            (old, new) for old, new in kept if old.office_id == new.office_id and _who(old) != _who(new)
        ),
    }


def _key(line: FormLine) -> tuple[int, int]:
    return line.indicator_id, line.area_id


def _who(line: FormLine) -> tuple[str, str]:
    return line.post, line.contact
