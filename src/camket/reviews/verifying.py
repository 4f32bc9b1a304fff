"""All that was ever published, judged again by what was known then, and what comes out otherwise.

Each judgement is judged on its day by the figures known at its moment, under its own definition: a target that was
edited since is no difference. So is the verdict in force of each target, which has moved on with the days. Judgements
of one day are judged together, each as a target of its own with a copy of its series.

What comes out otherwise by a later version of the method than it was made by is no difference, as long as the row has
its own hash, its definition and its figures as they were.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import Min

from camket import evaluation
from camket.observations import queries as observations
from camket.observations.queries import Vintage
from camket.reviews import definitions, judging, method, publishing, signed
from camket.reviews.definitions import Content
from camket.reviews.models import Definition, Judged, Judgement, Verdict
from camket.targets import queries as targets

Follow = Callable[[Sequence[Any], str], Iterable[Any]]

_TOGETHER = 1_000
_KEY_BITS = 40
_COMPARED = tuple(name for name in publishing.SHOWN if name not in ("on", "as_of", "previous"))


@dataclass(frozen=True)
class Difference:
    """One thing that differs. ``number`` is that of the judgement, ``None`` for the verdict in force.

    ``what`` is the field of the verdict, or "figure" (an input was changed), "missing" (an input is gone), "added" (a
    figure counts that was not known), "seal" (the hash of a row that an earlier method made), "definition", "sequence"
    (a judgement is gone or its former outcome is another), "judgement" (the verdict in force rests on none), "review",
    "review_row" or "addendum" (what was signed is another; ``target`` is then the key of the review).
    """

    target: int
    name: str
    number: int | None
    on: date
    as_of: datetime
    what: str
    published: str
    now: str


@dataclass
class Report:
    """``edited`` are the targets that were edited since they were judged; ``unproved`` the verdicts in force that were
    made before judgements were kept. Of what comes out otherwise now, ``earlier`` were judged by an earlier method and
    are proved by their own hash, ``unknown`` by one from before methods were kept: only their figures are proved."""

    judgements: int = 0
    verdicts: int = 0
    unproved: int = 0
    earlier: int = 0
    unknown: int = 0
    reviews: int = 0
    edited: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)


@dataclass
class _Item:
    """What is to be proved: a judgement, or a verdict in force with the judgement that it rests on."""

    row: Judgement | Verdict
    rests_on: Judgement

    @property
    def definition(self) -> Definition:
        return self.rests_on.definition

    @property
    def series(self) -> tuple[int, int]:
        return self.definition.indicator, self.definition.area

    @property
    def named_only(self) -> bool:
        """Proved by the figures that it names alone, as its series is another one now."""
        regrouped = self.definition.regrouped_at
        return regrouped is not None and self.rests_on.published_at < regrouped

    def differs(self, what: str, published: Any, now: Any) -> Difference:
        is_judgement = isinstance(self.row, Judgement)
        return Difference(
            target=self.rests_on.target_id,
            name=str(self.definition.content.get("name_vi", "")) if isinstance(self.definition.content, dict) else "",
            number=self.rests_on.number if is_judgement else None,
            on=self.row.on,
            as_of=self.row.as_of,
            what=what,
            published=_text(published),
            now=_text(now),
        )


def verify(follow: Follow) -> Report:
    """``follow`` goes through batches and may tell how far the work is."""
    report = Report(unproved=Verdict.objects.filter(judgement=None).count(), edited=_edited())
    report.differences += _sequence()
    report.reviews = signed.count()
    report.differences += (Difference(*one) for one in signed.differences())
    published = Judgement.objects.order_by("on", "pk").values_list("pk", flat=True)
    in_force = Verdict.objects.filter(judgement__definition__isnull=False).order_by("on", "pk")
    first = Judgement.objects.exclude(method="").aggregate(first=Min("pk"))["first"]
    batches = [*_batches(Judgement, published), *_batches(Verdict, in_force.values_list("pk", flat=True))]
    for items in follow(batches, "Kiểm tra / Verifying"):
        found = _items(*items)
        is_judgement = items[0] is Judgement
        report.judgements += len(found) if is_judgement else 0
        report.verdicts += 0 if is_judgement else len(found)
        _prove(found, report, first)
    return report


def _batches(model: type[Judged], keys: Iterable[int]) -> Iterator[tuple[type[Judged], list[int]]]:
    ordered = list(keys)
    for start in range(0, len(ordered), _TOGETHER):
        yield model, ordered[start : start + _TOGETHER]


def _items(model: type[Judged], keys: list[int]) -> list[_Item]:
    if model is Judgement:
        made = Judgement.objects.filter(pk__in=keys).select_related("definition")
        return [_Item(row, row) for row in made.order_by("on", "pk")]
    rows = Verdict.objects.filter(pk__in=keys).select_related("judgement__definition").order_by("on", "pk")
    return [_Item(row, row.judgement) for row in rows if row.judgement]


def _prove(items: list[_Item], report: Report, first: int | None) -> None:
    """``first`` is the key of the first judgement that has its method."""
    figures = _Figures.of(items)
    for _, same_day in groupby(items, key=lambda item: item.row.on):
        together = list(same_day)
        again = _again(together, figures)
        for place, item in enumerate(together):
            differences = list(_compared(item, again.get(place), figures))
            if differences and item.row.method != method.version():
                differences = list(_by_itself(item, figures, first))
                report.earlier += not differences and bool(item.row.method)
                report.unknown += not differences and not item.row.method
            report.differences += differences


def _by_itself(item: _Item, figures: _Figures, first: int | None) -> Iterator[Difference]:
    """What of a row can be said without its method: its own hash, its definition, and the figures that it names."""
    row, kept, named = item.row, item.definition.hash, item.rests_on.evidence
    is_old = not row.method and (first is None or item.rests_on.pk < first)
    if not is_old and row.seal != publishing.seal(row):
        yield item.differs("seal", row.seal, publishing.seal(row))
    if definitions.digest(item.definition.content) != kept:
        yield item.differs("definition", kept, definitions.digest(item.definition.content))
    if row.inputs_hash != definitions.fingerprint(kept, named):
        yield item.differs("inputs_hash", row.inputs_hash, definitions.fingerprint(kept, named))
    for one in named:
        stored = figures.by_key.get(one["id"])
        if stored is None:
            yield item.differs("missing", _figure(one), "")
        elif (now := _as_named(stored.seen(row.on), one)) != one:
            yield item.differs("figure", _figure(one), _figure(now))


def _as_named(stored: Vintage, named: Content) -> Content:
    """A stored figure in the form in which a judgement names it; of a state the word that was judged stays."""
    told = {"start": stored.start, "end": stored.end, "stage": stored.stage, "recorded_at": stored.recorded_at}
    value = {} if named["state"] else {"value": stored.value}
    return {**named, **definitions.plain({**told, **value})}


@dataclass
class _Figures:
    """The figures of the items' series as they are now, those withdrawn among them, and those named by key."""

    of_series: dict[tuple[int, int], list[Vintage]]
    by_key: dict[int, Vintage]

    @classmethod
    def of(cls, items: Iterable[_Item]) -> _Figures:
        wanted: dict[int, set[int]] = defaultdict(set)
        named: set[int] = set()
        for item in items:
            wanted[item.definition.area].add(item.definition.indicator)
            named.update(one["id"] for one in item.rests_on.evidence)
        rows = [row for area, indicators in wanted.items() for row in observations.vintages(area, indicators)]
        of_series: dict[tuple[int, int], list[Vintage]] = defaultdict(list)
        for row in rows:
            of_series[row.indicator, row.area].append(row)
        by_key = {row.key: row for row in rows}
        by_key |= {row.key: row for row in observations.vintages_of(named - by_key.keys())}
        return cls(of_series, by_key)

    def known(self, item: _Item) -> list[Vintage]:
        """What was known of the item's series at its moment and not withdrawn by then."""
        moment, on = item.row.as_of, item.row.on
        if item.named_only:
            named = (self.by_key.get(one["id"]) for one in item.rests_on.evidence)
            return [row.seen(on) for row in named if row]
        return [
            row.seen(on)
            for row in self.of_series.get(item.series, ())
            if row.recorded_at <= moment and (row.withdrawn_at is None or row.withdrawn_at > moment)
        ]


def _again(items: list[_Item], figures: _Figures) -> dict[int, evaluation.Verdict]:
    """What comes out now, by the item's place; nothing where a definition cannot be judged."""
    defined: list[evaluation.Target] = []
    columns: list[evaluation.Observation] = []
    for place, item in enumerate(items):
        try:
            target = definitions.defined(item.definition.content, place, place)
        except (AttributeError, KeyError, TypeError, ValueError, ArithmeticError):
            continue
        defined.append(target)
        columns += (one for row in figures.known(item) if (one := _column(row, place, target)))
    if not defined:
        return {}
    on, as_of = items[0].row.on, max(item.row.as_of for item in items)
    try:
        found = evaluation.evaluate(defined, columns, on, as_of)
    except (evaluation.TargetError, evaluation.ScaleError):
        return {} if len(items) == 1 else _one_by_one(items, figures)
    return {int(one.target): one for one in found}


def _one_by_one(items: list[_Item], figures: _Figures) -> dict[int, evaluation.Verdict]:
    again = ((place, _again([item], figures)) for place, item in enumerate(items))
    return {place: found[0] for place, found in again if found}


def _column(row: Vintage, place: int, target: evaluation.Target) -> evaluation.Observation | None:
    state = judging.named_state(target.states, row.state)
    if row.state and state is None:
        return None
    return evaluation.Observation(
        id=place << _KEY_BITS | row.key,
        indicator=place,
        area=target.area,
        start=row.start,
        end=row.end,
        recorded_at=row.recorded_at,
        value=None if state else row.value,
        state=state,
        stage=evaluation.Stage(row.stage),
    )


def _compared(item: _Item, found: evaluation.Verdict | None, figures: _Figures) -> Iterator[Difference]:
    content, kept = item.definition.content, item.definition.hash
    if definitions.digest(content) != kept:
        yield item.differs("definition", kept, definitions.digest(content))
    if found is None:
        yield item.differs("definition", kept, "")
        return
    evidence = [replace(one, observation=int(one.observation) % (1 << _KEY_BITS)) for one in found.evidence]
    rows = definitions.figures(evidence)
    yield from _inputs(item, rows, figures)
    again = Verdict()
    judging.write(again, found, item.row.on, item.row.as_of)
    again.inputs = [int(key) % (1 << _KEY_BITS) for key in found.inputs]
    again.inputs_hash = definitions.fingerprint(kept, rows)
    for name in _COMPARED:
        published, now = getattr(item.row, name), getattr(again, name)
        if published != now:
            yield item.differs(name, published, now)


def _inputs(item: _Item, rows: list[Content], figures: _Figures) -> Iterator[Difference]:
    """Which inputs are another now, gone, or come in addition."""
    named = {one["id"]: one for one in item.rests_on.evidence}
    now = {one["id"]: one for one in rows}
    for key, one in named.items():
        if key not in figures.by_key:
            yield item.differs("missing", _figure(one), "")
        elif now.get(key) != one:
            yield item.differs("figure", _figure(one), _figure(now[key]) if key in now else "")
    for key in now.keys() - named.keys():
        yield item.differs("added", "", _figure(now[key]))


def _figure(one: Content) -> str:
    return f"#{one['id']} {one['start']}–{one['end']} {one['stage']}: {one['state'] or one['value']}"


def _sequence() -> Iterator[Difference]:
    """Judgements that are gone, or whose former outcome is another; verdicts that do not rest on the newest one."""
    rows = Judgement.objects.select_related("definition").defer("evidence", "inputs", "projection", "why", "why_en")
    newest: dict[int, int] = {}
    for target, made in groupby(rows.order_by("target_id", "number").iterator(), key=lambda row: row.target_id):
        number, outcome = 0, ""
        for row in made:
            if row.number != number + 1:
                yield _Item(row, row).differs("sequence", row.number, number + 1)
            elif row.previous != outcome:
                yield _Item(row, row).differs("sequence", row.previous, outcome)
            number, outcome = row.number, row.outcome
            newest[target] = row.pk
    verdicts = Verdict.objects.filter(judgement_id__isnull=False).values_list(
        "target_id", "judgement_id", "on", "as_of"
    )
    for target, judgement, on, as_of in verdicts:
        if newest.get(target) != judgement:
            yield Difference(target, "", None, on, as_of, "judgement", str(judgement), str(newest.get(target, "")))


def _edited() -> list[str]:
    """Targets whose definition is no longer the one that was judged last."""
    given = targets.everything()
    kept = dict(Verdict.objects.values_list("target_id", "judgement__definition__hash"))
    now = zip(given, judging.define(given), strict=True)
    return [
        str(target.slug)
        for target, defined in now
        if kept.get(target.pk) and definitions.digest(definitions.content(defined)) != kept[target.pk]
    ]


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
