"""What actions write of figures, and from which moment on it counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from camket.foundation.clock import Tick
from camket.observations.models import Observation

_AT_ONCE = 500


@dataclass
class Written:
    """Figures that were made and figures that were withdrawn. ``is_told``: their moment was given, and stays."""

    made: list[Observation] = field(default_factory=list)
    withdrawn: list[Observation] = field(default_factory=list)
    is_told: bool = False

    def __iadd__(self, other: Written) -> Written:
        self.made += other.made
        self.withdrawn += other.withdrawn
        return self

    @property
    def series(self) -> set[tuple[int, int]]:
        """The indicators and areas whose figures have changed."""
        return {(row.indicator_id, row.area_id) for row in (*self.made, *self.withdrawn)}


def become_known(written: Iterable[Written], tick: Tick) -> None:
    """Before the commit: where somebody has looked since the figures were written, and has not seen them, they count
    from now on, all of a transaction together. No SQL statement where nobody has; two, where somebody has."""
    fresh = [one for one in written if not one.is_told]
    moments = {"recorded_at": [*_rows(fresh, "made")], "withdrawn_at": [*_rows(fresh, "withdrawn")]}
    if all(getattr(row, name) > tick.before for name, rows in moments.items() for row in rows):
        return
    for name, rows in moments.items():
        # What rests on a figure of a later moment, as somebody told it, is not known before that.
        early = [row for row in rows if getattr(row, name) < tick.now]
        for row in early:
            setattr(row, name, tick.now)
        Observation.objects.bulk_update(early, [name], batch_size=_AT_ONCE)


def _rows(written: Iterable[Written], what: str) -> Iterable[Observation]:
    return (row for one in written for row in getattr(one, what))
