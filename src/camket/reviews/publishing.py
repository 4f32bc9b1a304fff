"""From verdicts to what is published: the row that pages show, and a judgement wherever what is shown has changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from camket.reviews import causes, definitions, judging, method
from camket.reviews.enums import Outcome
from camket.reviews.models import Definition, Judged, Judgement, Verdict

SHOWN = tuple(one.name for one in Judged._meta.get_fields())
MOVING = frozenset({"on", "as_of", "expected", "pace"})
"""What moves from day to day by the definition and the figures alone: no judgement of its own for that."""

_COMPARED = tuple(name for name in SHOWN if name not in MOVING | {"previous"})
_KEPT = (*SHOWN, "judgement", "changed_at", "method", "seal")


def shown(row: Judged) -> dict[str, Any]:
    return {name: getattr(row, name) for name in SHOWN}


def seal(row: Judgement | Verdict) -> str:
    """A hash over all that a row shows and the version that made it: it proves the row where that version is gone."""
    kept = {**shown(row), "method": row.method, "target": row.target_id}
    return definitions.digest(definitions.plain(kept))


def publish(found: Sequence[judging.Judged], on: date, as_of: datetime) -> int:
    """Store the verdicts; answers with the number of new judgements. At most seven SQL statements for each hundred
    verdicts, and four where nothing changed but the day."""
    targets = [one.target.pk for one in found]
    rows = Verdict.objects.filter(target__in=targets).select_related("judgement__definition")
    former = {row.target_id: row for row in rows}
    now = [_Publishing(one, former.get(one.target.pk), on, as_of) for one in found]
    changed = [one for one in now if one.is_changed]
    if changed:
        _judge(changed)
    kept = [one.row for one in now]
    Verdict.objects.bulk_create(kept, update_conflicts=True, unique_fields=["target"], update_fields=list(_KEPT))
    return len(changed)


@dataclass
class _Publishing:
    """One verdict on its way: what it was before, and what it is now."""

    found: judging.Judged
    former: Verdict | None
    on: date
    as_of: datetime
    row: Verdict = field(init=False)
    content: definitions.Content = field(init=False)
    hash: str = field(init=False)
    evidence: list[definitions.Content] = field(init=False)

    def __post_init__(self) -> None:
        self.content = definitions.content(self.found.definition)
        self.hash = definitions.digest(self.content)
        self.evidence = definitions.figures(self.found.verdict.evidence)
        self.row = Verdict(target_id=self.found.target.pk)
        judging.write(self.row, self.found.verdict, self.on, self.as_of)
        self.row.inputs_hash = definitions.fingerprint(self.hash, self.evidence)
        if self.former:
            self.row.judgement, self.row.changed_at = self.former.judgement, self.former.changed_at
            self.row.previous = self.former.previous
            if self.former.outcome != self.row.outcome:
                self.row.previous, self.row.changed_at = self.former.outcome, self.as_of
        self.row.method = method.version()
        self.row.seal = seal(self.row)

    @property
    def is_changed(self) -> bool:
        before = self.former.judgement if self.former else None
        return before is None or any(getattr(before, name) != getattr(self.row, name) for name in _COMPARED)

    def judgement(self, definition: Definition) -> Judgement:
        before = self.former.judgement if self.former else None
        cause = causes.find(before, self.content, self.hash, self.evidence, self.on, method.version())
        made = Judgement(
            target_id=self.found.target.pk,
            number=before.number + 1 if before else 1,
            definition=definition,
            evidence=self.evidence,
            published_at=timezone.now(),
            cause=cause.kind,
            cause_figures=cause.keys,
            **{**shown(self.row), "previous": before.outcome if before else ""},
        )
        if before and before.outcome != made.outcome:
            sources = {int(one.observation): one.source for one in self.found.verdict.evidence}
            unit = self.found.target.indicator.unit
            change = causes.Change(Outcome(before.outcome), Outcome(made.outcome), self.on, cause, unit, sources)
            made.told, made.told_en = causes.told(change)
        made.method = method.version()
        made.seal = seal(made)
        return made


def _judge(changed: Iterable[_Publishing]) -> None:
    known = _defined(changed)
    made = [one.judgement(known[one.hash]) for one in changed]
    for one, judgement in zip(changed, Judgement.objects.bulk_create(made), strict=True):
        one.row.judgement = judgement


def _defined(changed: Iterable[_Publishing]) -> dict[str, Definition]:
    """The definitions of the verdicts by their hash; those that are new are kept now."""
    known = {one.former.judgement.definition.hash: one.former.judgement.definition
             for one in changed if one.former and one.former.judgement}  # fmt: skip
    new = {one.hash: one for one in changed if one.hash not in known}
    if new:
        rows = [
            Definition(
                hash=key, content=one.content, indicator=one.found.target.indicator_id, area=one.found.target.area_id
            )
            for key, one in new.items()
        ]
        Definition.objects.bulk_create(rows, ignore_conflicts=True)
        known |= {one.hash: one for one in Definition.objects.filter(hash__in=list(new))}
    return known
