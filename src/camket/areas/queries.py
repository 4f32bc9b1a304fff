import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, F, ManyToOneRel, Max, Model, Q, QuerySet

from camket.areas.models import Area, Change, Naming, Parentage, Succession
from camket.measures.decimals import format_number
from camket.measures.folding import fold


def by_id(pk: int) -> Area | None:
    return Area.objects.filter(pk=pk).first()


def held(pk: int) -> Area | None:
    """An area that nobody else holds; others who ask for it wait until the transaction ends."""
    return Area.objects.select_for_update(no_key=True).filter(pk=pk).first()


def by_slug(slug: str) -> Area | None:
    return Area.objects.filter(slug=slug).first()


def first() -> Area | None:
    """The area that the site is about where nobody says which: the followed one that was recorded first."""
    return Area.objects.filter(followed=True).order_by("id").first()


def within(pk: int | None) -> QuerySet[Area]:
    """An area with all followed ones that lie in it, or lay in it last; every followed one where none is given."""
    if pk is None:
        return Area.objects.filter(followed=True)
    found, fresh = {pk}, {pk}
    while fresh:
        fresh = set(Area.objects.filter(parent__in=fresh).values_list("id", flat=True)) - found
        found |= fresh
    return Area.objects.filter(Q(followed=True, pk__in=found) | Q(pk=pk))


def inside(pk: int, on: date | None) -> list[Area]:
    """The followed areas that lie in an area, itself not, and are there on that day; where none is given, those without
    an end. One SQL statement a tier, and one more."""
    found = within(pk).exclude(pk=pk).order_by("name", "id")
    return [area for area in found if (area.valid_to is None if on is None else area.is_there(on))]


def meant(names: Collection[str], known: Collection[Area]) -> dict[str, Area]:
    """Which of the areas each name means, its kind told with it ("xã Tân Lập", "TP. Sông Hoa"); no answer for a name
    that none of them has, or two."""
    called: dict[str, list[Area]] = defaultdict(list)
    for area in known:
        called[_spelt(area.name)].append(area)
    found = {name: called[_spelt(name)] for name in names}
    return {name: areas[0] for name, areas in found.items() if len(areas) == 1}


_SHORT = {"tp": "thành phố", "tx": "thị xã", "tt": "thị trấn"}


def _spelt(name: str) -> str:
    """One form for what is spelled in two ways: small letters, kinds in full, "Hoà" as "Hòa"; other marks count."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", name).lower())
    full = " ".join([_SHORT.get(words[0], words[0]), *words[1:]] if words else words)
    return " ".join(_letters(word) for word in full.split())


def _letters(word: str) -> str:
    marks = sorted(mark for mark in unicodedata.normalize("NFD", word) if unicodedata.combining(mark))
    return fold(word) + "".join(marks)


def every() -> list[Area]:
    """The followed areas, the first recorded first."""
    return list(Area.objects.filter(followed=True).order_by("id"))


def in_bulk(pks: Collection[int]) -> dict[int, Area]:
    return Area.objects.in_bulk(pks)


def at(code: str, on: date) -> Area | None:
    """The area that has the code on that day: codes are given anew, with new borders. A real one comes before an
    invented one, and one of the country before one that a person recorded under its code. One SQL statement."""
    return Area.objects.filter(code=code).on(on).order_by("invented", "followed", "id").first() if code else None


def parent_on(area_id: int, on: date) -> int | None:
    """Where an area that is there on that day lies. One SQL statement."""
    return _alive(on).filter(area_id=area_id).values_list("parent_id", flat=True).first()


def children_on(area_id: int, on: date) -> list[int]:
    """What lies directly in an area on that day, by code. One SQL statement."""
    found = _alive(on).filter(parent_id=area_id).order_by("area__code", "area_id")
    return list(found.values_list("area_id", flat=True))


def ancestors_on(area_id: int, on: date) -> list[int]:
    """All that an area lies in on that day, the nearest first. One SQL statement a tier."""
    found: list[int] = []
    above = parent_on(area_id, on)
    while above is not None and above not in (area_id, *found):
        found.append(above)
        above = parent_on(above, on)
    return found


def _alive(on: date) -> QuerySet[Parentage]:
    begun = Q(area__valid_from=None) | Q(area__valid_from__lte=on)
    return Parentage.objects.on(on).filter(begun, Q(area__valid_to=None) | Q(area__valid_to__gte=on))


def name_on(area: Area, on: date) -> str:
    """What the area was called on that day. One SQL statement."""
    return Naming.objects.filter(area=area).on(on).values_list("name", flat=True).first() or str(area.name)


def beginning(area_id: int) -> date | None:
    """The first day of an area that a change has made. One SQL statement."""
    return Area.objects.filter(pk=area_id).values_list("valid_from", flat=True).first()


@dataclass(frozen=True)
class Part:
    """``share`` of an area that ended: 1 is the whole, none is a part that nobody has stated. ``on`` is the first day
    of what came after it. ``area_id`` is the other side: the one that ended, or the one that came after."""

    area_id: int
    share: Decimal | None
    on: date


def predecessors(area_id: int) -> list[Part]:
    """What an area was made of, directly. Empty where it came from nothing, or has never changed its borders. One SQL
    statement."""
    return _parts(Q(successor=area_id), "predecessor_id")


def successors(area_id: int) -> list[Part]:
    """What came after an area, directly. One SQL statement."""
    return _parts(Q(predecessor=area_id), "successor_id")


def followed_by(area_ids: Collection[int]) -> list[tuple[int, Part]]:
    """Of several areas each with what came after it, directly. One SQL statement."""
    rows = Succession.objects.filter(predecessor__in=area_ids).order_by("pk").select_related("change")
    return [(row.predecessor_id, Part(row.successor_id, row.share, row.change.on)) for row in rows]


def _parts(chosen: Q, other: str) -> list[Part]:
    found = Succession.objects.filter(chosen).order_by(f"{other.removesuffix('_id')}__code", other)
    return [Part(*row) for row in found.values_list(other, "share", "change__on")]


@dataclass(frozen=True)
class _Edge:
    predecessor: int
    successor: int
    share: Decimal | None
    on: date


def lineage(area_id: int) -> list[Part]:
    """All that an area came from, all the way back, the latest to end first. ``share`` is how much of each is in the
    area: multiplied along the way, summed over ways that meet again, and none where one step is none. One SQL statement
    a generation."""
    return _trace(area_id, back=True)


def posterity(area_id: int) -> list[Part]:
    """All that came after an area, all the way on, the earliest first: the reverse of :func:`lineage`. ``share`` is how
    much of the area went there, ``on`` the first day of the one that it went to. One SQL statement a generation."""
    return _trace(area_id, back=False)


def _trace(area_id: int, *, back: bool) -> list[Part]:
    """An edge is followed only where it is earlier (later) than the one before it, so that no chain comes round."""
    edges = sorted(_edges(area_id, back=back), key=lambda edge: edge.on, reverse=back)
    shares: dict[int, Decimal | None] = {area_id: Decimal(1)}
    days: dict[int, date] = {}
    for edge in edges:
        near, far = (edge.successor, edge.predecessor) if back else (edge.predecessor, edge.successor)
        way = _times(shares[near], edge.share)
        shares[far] = _plus(shares[far], way) if far in shares else way
        days[far] = edge.on
    return [Part(pk, shares[pk], on) for pk, on in days.items()]


def _edges(area_id: int, *, back: bool) -> set[_Edge]:
    near, far = ("successor", "predecessor") if back else ("predecessor", "successor")
    found: set[_Edge] = set()
    fresh = {area_id: date.max if back else date.min}
    while fresh:
        rows = Succession.objects.filter(**{f"{near}__in": fresh}).annotate(on=F("change__on"))
        step = {_Edge(row.predecessor_id, row.successor_id, row.share, row.on) for row in rows}
        step = {edge for edge in step if (edge.on < fresh[getattr(edge, near)]) == back} - found
        found |= step
        fresh = {getattr(edge, far): edge.on for edge in step}
    return found


def _times(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return None if a is None or b is None else a * b


def _plus(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return None if a is None or b is None else a + b


def heirs(area_id: int) -> list[Part]:
    """Who has the land of an area that ended: its successors, else those of what lay in it last.

    A district has no successor of its own, as it was not divided but done away with; its communes have, or go on.
    ``share`` is 1 where all of it went to one, else none. At most four SQL statements.
    """
    own, area = successors(area_id), by_id(area_id)
    if own or area is None or area.valid_to is None:
        return own
    inner = dict(_alive(area.valid_to).filter(parent_id=area_id).values_list("area_id", "area__valid_to"))
    stayed = [pk for pk, end in inner.items() if end != area.valid_to]
    found = _parts(Q(predecessor__in=inner.keys() - set(stayed)), "successor_id")
    found += [Part(pk, Decimal(1), area.valid_to + timedelta(days=1)) for pk in stayed]
    days = {part.area_id: part.on for part in found}
    whole = len(days) == 1 and all(part.share == 1 for part in found)
    return [Part(pk, Decimal(1) if whole else None, on) for pk, on in days.items()]


def takers(area_id: int) -> list[Area]:
    """Who may take on what an area that ended has left undone: its heirs, and what they lie in. About a dozen SQL
    statements."""
    found = {part.area_id: part.on for part in heirs(area_id)}
    above = {parent: on for pk, on in found.items() if (parent := parent_on(pk, on))}
    areas = Area.objects.in_bulk([*found, *above])
    return [areas[pk] for pk in {**found, **above}]


def latest_change(area_id: int) -> date | None:
    """The first day of the newest state of an area. One SQL statement."""
    found = Area.objects.filter(pk=area_id).aggregate(
        parent=Max("parentages__valid_from"), name=Max("namings__valid_from"), own=Max("valid_from")
    )
    return max((day for day in found.values() if day), default=None)


def by_code(codes: Collection[str]) -> dict[str, list[Area]]:
    """All areas that ever had one of the codes. One SQL statement."""
    found: dict[str, list[Area]] = defaultdict(list)
    for area in Area.objects.filter(code__in=codes).order_by("valid_from"):
        found[area.code].append(area)
    return dict(found)


def called(words: str, on: date) -> list[Area]:
    """The areas of that code or so called, without case and diacritics: those that are there on the day, else any that
    ever were. Whole names come before names that contain the words. Two SQL statements."""
    wanted = fold(words).strip()
    known = Area.objects.values_list("pk", "code", "name").order_by("code", "valid_from")
    hits = [(pk, _fit(wanted, code, name)) for pk, code, name in known]
    best = min((fit for _, fit in hits if fit), default=0)
    found = [pk for pk, fit in hits if fit and fit == best]
    areas = Area.objects.in_bulk(found)
    there = [pk for pk in found if areas[pk].is_there(on)]
    return [areas[pk] for pk in there or found]


def _fit(wanted: str, code: str, name: str) -> int:
    """1 is the code or the name, 2 the name without its kind, 3 a part of it, 0 none of these."""
    folded = fold(name)
    if wanted and wanted in (code.lower(), folded):
        return 1
    if wanted and folded.endswith(f" {wanted}") and folded.removesuffix(f" {wanted}") in _KIND_WORDS:
        return 2
    return 3 if wanted and wanted in folded else 0


_KIND_WORDS = frozenset(
    ("tinh", "thanh pho", "quan", "huyen", "thi xa", "thi tran", "xa", "phuong", "dac khu", "thon", "to dan pho")
)


@dataclass(frozen=True)
class Sheet:
    """An area as it was on a day: ``above`` is what it lay in, the nearest first; ``inside`` counts what lay in it
    directly. ``parts`` is what it was made of, ``heirs`` who has its land now."""

    area: Area
    name: str
    above: tuple[Area, ...]
    inside: int
    parts: tuple[tuple[Area, Part], ...]
    heirs: tuple[tuple[Area, Part], ...]


def sheet(area: Area, on: date) -> Sheet:
    """The area on that day, or on the day of its life that is nearest to it. About a dozen SQL statements."""
    day = min(max(on, area.valid_from or on), area.valid_to or on)
    above, parts, after = ancestors_on(area.pk, day), predecessors(area.pk), heirs(area.pk)
    known = in_bulk([*above, *(part.area_id for part in (*parts, *after))])
    return Sheet(
        area,
        name_on(area, day),
        tuple(known[pk] for pk in above),
        len(children_on(area.pk, day)),
        tuple((known[part.area_id], part) for part in parts),
        tuple((known[part.area_id], part) for part in after),
    )


def changes(words: str = "") -> QuerySet[Change]:
    """The newest first: those of followed areas, or of all areas of that code or name."""
    if words:
        keys = [area.pk for area in called(words, date.max)] + [area.pk for area in called(words, date.min)]
        concerned = Area.objects.filter(pk__in=keys)
    else:
        concerned = Area.objects.filter(followed=True)
    ways = (
        "successions__predecessor",
        "successions__successor",
        "namings__area",
        "parentages__area",
        "ended",
        "founded",
    )
    found = Change.objects.filter(pk__in=_united(Change.objects.filter(**{f"{way}__in": concerned}) for way in ways))
    rows = ("successions__predecessor", "successions__successor", "namings__area__namings", "parentages__area")
    return found.order_by("-on", "-pk").prefetch_related(*rows, "parentages__parent", "founded", "ended")


def _united(found: Iterator[QuerySet[Change]]) -> QuerySet[Any]:
    first, *others = (some.order_by().values("pk") for some in found)
    return first.union(*others)


class Told(NamedTuple):
    """One line of a change: what it was, what it became, and which part went there (none: not stated)."""

    before: str
    after: str
    share: Decimal | None

    @property
    def percent(self) -> str:
        return "" if self.share is None else format_number(round(self.share * 100, 2))


def told(change: Change) -> list[Told]:
    """What a change did, from rows that :func:`changes` has fetched. No SQL statement."""
    pieces = [Told(one.predecessor.shown, one.successor.shown, one.share) for one in change.successions.all()]
    if pieces:
        return pieces
    eve, whole = change.on - timedelta(days=1), Decimal(1)
    for naming in change.namings.all():
        old = next((one.shown for one in naming.area.namings.all() if one.valid_to == eve), "")
        pieces.append(Told(old, naming.shown, whole))
    alone = [*change.founded.all(), *change.ended.all()]
    if alone:
        return [Told(one.shown, "", whole) for one in alone]
    return pieces or [Told(one.area.shown, one.parent.shown, whole) for one in change.parentages.all()]


class Touched(NamedTuple):
    """What a change would touch of one area: rows of each kind, and the areas that lie in it."""

    area: Area
    rows: list[tuple[str, int]]
    inside: list[Area]


def preview(old: Collection[Area], on: date) -> list[Touched]:
    """One SQL statement for each kind of row that names areas, and three an area."""
    counted: dict[int, dict[str, int]] = {area.pk: {} for area in old}
    for model, field in pointing_at_areas():
        if model in (Parentage, Naming, Succession):
            continue
        label = str(model._meta.verbose_name_plural)
        rows = model._default_manager.filter(**{f"{field}__in": list(counted)}).order_by()
        for pk, number in rows.values_list(field).annotate(number=Count("pk")):
            counted[pk][label] = counted[pk].get(label, 0) + number
    inner = {area.pk: list(Area.objects.filter(pk__in=children_on(area.pk, on - timedelta(days=1)))) for area in old}
    return [Touched(area, sorted(counted[area.pk].items()), inner[area.pk]) for area in old]


def pointing_at_areas() -> Iterator[tuple[type[Model], str]]:
    """Every model of every room with a key to an area, and the key's name; whose parent it is, Parentage tells."""
    for relation in Area._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel) and relation.related_model is not Area:
            yield relation.related_model, relation.field.name


def came_to_be(result: object) -> list[int]:
    """The areas that an action on the map gave a history: a change's successors, or one said to be of the list."""
    if isinstance(result, Change):
        return sorted({one.successor_id for one in result.successions.all()})
    return [result.pk] if isinstance(result, Area) and result.valid_from is not None else []
