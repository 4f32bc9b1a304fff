"""The whole country into the database, with its change of 1 July 2025."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, count
from typing import Any

from camket.areas.actions.changing import CannotChange
from camket.areas.country import COMMUNES, DISTRICTS, FIRST_DAY, LAST_DAY, Act, Country, Unit, country, kind
from camket.areas.enums import ChangeKind
from camket.areas.models import Area, Change, Naming, Parentage, Succession
from camket.foundation.actions import Action
from camket.measures.folding import name_key

Follow = Callable[..., Iterator[Any]]
BATCH = 2000


@dataclass(frozen=True)
class Loaded:
    """What was new, and the areas that were there under a code of the country, which stay as they are."""

    areas: int
    successions: int
    kept: tuple[Area, ...]


def _plain(items: Iterable[Any], _what: str, _name: Callable[[Any], str] = str) -> Iterator[Any]:
    yield from items


@dataclass(kw_only=True)
class LoadCountry(Action[Loaded]):
    """All areas of Vietnam before and after 1 July 2025. Run again, it adds what is missing and changes nothing else.

    An area that a person has recorded is never changed. It counts as one of the country where its code and its span are
    the same; where it has the code and another span, that one of the country is left out, and ``kept`` names it.
    """

    verb = "areas.manage"
    follow: Follow = _plain
    plan: Country = field(default_factory=country, init=False)
    was: dict[str, Area] = field(default_factory=dict, init=False)
    now: dict[str, Area] = field(default_factory=dict, init=False)
    counts: dict[str, int] = field(default_factory=dict, init=False)

    def subject(self) -> None:
        return None

    def perform(self) -> Loaded:
        missing, kept = self._match()
        changes = self._changes()
        added = self._areas(missing, changes)
        self._parents(added)
        self._names()
        self.counts = {"areas": len(added), "successions": self._successions(changes)}
        return Loaded(**self.counts, kept=tuple(kept))

    def detail(self) -> dict[str, Any]:
        return self.counts

    def _match(self) -> tuple[list[Unit], list[Area]]:
        """Which units are there already, and which recorded areas stand in the way of one."""
        known: dict[str, list[Area]] = defaultdict(list)
        for area in Area.objects.filter(invented=False).exclude(code=""):
            known[area.code].append(area)
        missing: list[Unit] = []
        kept: dict[int, Area] = {}
        for unit in self.plan.units:
            same = next((one for one in known[unit.code] if _is(one, unit)), None)
            others = [one for one in known[unit.code] if _meets(one, unit)]
            if same:
                self._place(unit, same)
            elif others:
                kept |= {one.pk: one for one in others}
            else:
                missing.append(unit)
        return missing, list(kept.values())

    def _place(self, unit: Unit, area: Area) -> None:
        if unit.since is None:
            self.was[unit.code] = area
        if unit.until is None:
            self.now[unit.code] = area

    def _changes(self) -> dict[Act, Change]:
        """The change of each act: the one that its successions have already, else a new one."""
        known = {(row.predecessor_id, row.successor_id): row.change for row in _recorded()}
        found: dict[Act, Change] = {}
        for act in self.plan.acts:
            pairs = ((self.was.get(old), self.now.get(new)) for old, new, _ in act.pieces)
            pks = ((old.pk, new.pk) for old, new in pairs if old and new)
            found[act] = next(
                (known[pair] for pair in pks if pair in known),
                Change(kind=act.kind, on=FIRST_DAY, decree=act.decree),
            )
        Change.objects.bulk_create([one for one in found.values() if one.pk is None], batch_size=BATCH)
        return found

    def _areas(self, missing: list[Unit], changes: dict[Act, Change]) -> list[Unit]:
        ended = {old: change for act, change in changes.items() for old, _, _ in act.pieces}
        founded = {new: change for act, change in changes.items() for _, new, _ in act.pieces}
        closing = _shared(ChangeKind.ABOLISH, DISTRICTS) if missing else None
        taken = set(Area.objects.values_list("slug", flat=True))
        ordered = sorted(missing, key=lambda unit: len(unit.code))
        batches = [batch for tier in (2, 3, 5) for batch in _batches([u for u in ordered if len(u.code) == tier])]
        for batch in self.follow(batches, "Địa bàn / Areas", lambda batch: str(batch[0].name)):
            rows = [self._row(unit, taken) for unit in batch]
            for unit, row in zip(batch, rows, strict=True):
                row.founded_by = founded.get(unit.code) if unit.since else None
                row.ended_by = ended.get(unit.code, closing) if unit.until else None
            for unit, row in zip(batch, Area.objects.bulk_create(rows), strict=True):
                self._place(unit, row)
        return ordered

    def _row(self, unit: Unit, taken: set[str]) -> Area:
        base = unit.slug
        slug = next(one for one in chain([base], (f"{base}-{n}" for n in count(2))) if one not in taken)
        taken.add(slug)
        return Area(
            code=unit.code,
            name=unit.name,
            kind=kind(unit.name, unit.code),
            valid_from=unit.since,
            valid_to=unit.until,
            parent=self.was.get(unit.before) if unit.until else self.now.get(unit.after),
            slug=slug,
            followed=False,
        )

    def _parents(self, added: list[Unit]) -> None:
        known = set(Parentage.objects.values_list("area_id", flat=True))
        moving = _shared(ChangeKind.MOVE, COMMUNES) if added else None
        rows = [row for unit in self.plan.units for row in self._spans(unit, moving) if row.area_id not in known]
        for batch in self.follow(list(_batches(rows)), "Đơn vị cấp trên / Parents", _first):
            Parentage.objects.bulk_create(batch)

    def _spans(self, unit: Unit, moving: Change | None) -> Iterator[Parentage]:
        old, new = self.was.get(unit.before), self.now.get(unit.after)
        if old and unit.code in self.was:
            until = LAST_DAY if unit.stays else None
            yield Parentage(area=self.was[unit.code], parent=old, valid_to=until)
        if new and unit.code in self.now:
            change = moving if unit.stays else self.now[unit.code].founded_by
            yield Parentage(area=self.now[unit.code], parent=new, valid_from=FIRST_DAY, change=change)

    def _names(self) -> None:
        known = set(Naming.objects.values_list("area_id", flat=True))
        renamed = [unit for unit in self.plan.units if unit.old_name and unit.code in self.now]
        fresh = [unit for unit in renamed if self.now[unit.code].pk not in known]
        change = _shared(ChangeKind.RENAME, COMMUNES) if fresh else None
        for unit in fresh:
            area = self.now[unit.code]
            old = kind(unit.old_name, unit.code)
            Naming.objects.create(area=area, name=unit.old_name, kind=old, valid_to=LAST_DAY)
            new = {"name": unit.name, "kind": kind(unit.name, unit.code)}
            Naming.objects.create(area=area, valid_from=FIRST_DAY, change=change, **new)

    def _successions(self, changes: dict[Act, Change]) -> int:
        known = {(row.predecessor_id, row.successor_id) for row in _recorded()}
        rows = [
            Succession(change=change, predecessor=self.was[old], successor=self.now[new], share=share)
            for act, change in changes.items()
            for old, new, share in act.pieces
            if old in self.was and new in self.now and (self.was[old].pk, self.now[new].pk) not in known
        ]
        for batch in self.follow(list(_batches(rows)), "Kế thừa / Successions", _first):
            Succession.objects.bulk_create(batch)
        return len(rows)


def _recorded() -> Iterable[Succession]:
    return Succession.objects.filter(change__on=FIRST_DAY).select_related("change")


def _shared(kind_: ChangeKind, decree: str) -> Change:
    """The one change that many areas of the country went through."""
    return Change.objects.get_or_create(kind=kind_, on=FIRST_DAY, decree=decree)[0]


def _first(batch: list[Any]) -> str:
    row = batch[0]
    return str(row.predecessor if isinstance(row, Succession) else row.area)


def _batches(items: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def _is(area: Area, unit: Unit) -> bool:
    """The same span; and for an area that a person recorded, the same name, as codes are easily mistyped."""
    if area.followed and name_key(area.name) != name_key(unit.name):
        return False
    if unit.stays:
        return area.is_there(LAST_DAY) and area.is_there(FIRST_DAY)
    return area.valid_to == LAST_DAY if unit.until else area.valid_from == FIRST_DAY


def _meets(area: Area, unit: Unit) -> bool:
    """Would the two have one code on one day?"""
    before, after = unit.since is None, unit.until is None
    return (before and area.is_there(LAST_DAY)) or (after and area.is_there(FIRST_DAY))


@dataclass(kw_only=True)
class Identify(Action[Area]):
    """A followed area that a person recorded turns out to be one of the country: it takes over that one's code, span,
    parents and lineage, and keeps its names and all that rests on it."""

    verb = "areas.manage"
    area: Area
    listed: Area

    def subject(self) -> Area:
        return self.area

    def perform(self) -> Area:
        self._check()
        for model, names in ((Parentage, ("area", "parent")), (Naming, ("area",)), (Area, ("parent",))):
            for name in names:
                model._default_manager.filter(**{name: self.listed}).update(**{name: self.area})
        Succession.objects.filter(predecessor=self.listed).update(predecessor=self.area)
        Succession.objects.filter(successor=self.listed).update(successor=self.area)
        for name in ("code", "kind", "parent", "valid_from", "valid_to", "founded_by", "ended_by"):
            setattr(self.area, name, getattr(self.listed, name))
        self.listed.delete()
        self.area.save()
        return self.area

    def _check(self) -> None:
        if self.listed.followed or not self.area.followed:
            raise CannotChange(
                f"“{self.listed}” đang được theo dõi như một địa bàn riêng, nên không gộp được.",
                f"“{self.listed}” is followed as an area of its own, so it cannot be taken over.",
            )
        if name_key(self.area.name) != name_key(self.listed.name):
            raise CannotChange(
                f"“{self.area}” và “{self.listed}” không cùng tên. Kiểm tra lại mã.",
                f"“{self.area}” and “{self.listed}” have different names. Check the code.",
            )

    def detail(self) -> dict[str, Any]:
        return {"code": self.listed.code, "name": str(self.listed)}
