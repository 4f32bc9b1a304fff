from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q, QuerySet

from camket.areas import queries as areas_over_time
from camket.measures.folding import fold, name_key
from camket.targets.models import Carrying, InCharge, Indicator, Target, Wording

if TYPE_CHECKING:
    from camket.areas.models import Area

ALIKE = 0.75


@dataclass(frozen=True)
class Match:
    """Indicators of the area with that very wording, and those with one that is nearly the same."""

    exact: tuple[Indicator, ...]
    near: tuple[Indicator, ...]


def match(area_id: int, name: str) -> Match:
    """Who in the area is called so? Two SQL statements."""
    key = name_key(name)
    found = Indicator.objects.filter(wordings__area_id=area_id, wordings__key=key).distinct().order_by("id")
    exact = tuple(found)
    return Match(exact, () if exact else _near(area_id, key))


def _near(area_id: int, key: str) -> tuple[Indicator, ...]:
    words = key.split()
    wordings = Wording.objects.filter(area_id=area_id).select_related("indicator")
    found = {w.indicator_id: w.indicator for w in wordings if likeness(words, w.key.split()) >= ALIKE}
    return tuple(found[pk] for pk in sorted(found))


def likeness(a: list[str], b: list[str]) -> float:
    """F1 of the words that two names share, from 0 to 1."""
    rest = list(b)
    shared = 0
    for word in a:
        if word in rest:
            rest.remove(word)
            shared += 1
    return 2 * shared / (len(a) + len(b)) if a and b else 0.0


def targets_of(indicator: Indicator) -> list[Target]:
    return list(indicator.targets.select_related("resolution", "lead"))


def promised_in(document_id: int, indicators: Collection[int]) -> list[Target]:
    """What the resolution that a document holds promises of the indicators, with its term."""
    found = Target.objects.filter(resolution__document=document_id, indicator__in=indicators)
    return list(found.select_related("resolution__term"))


def promised_of(indicators: Collection[int]) -> list[Target]:
    """All that is promised of the indicators, with where it is said."""
    found = Target.objects.filter(indicator__in=indicators).select_related("indicator", "passage__document")
    return list(found.defer(*(f"passage__document__{name}" for name in ("text", "layout", "warnings"))))


def of_area(area_id: int) -> list[Target]:
    """All targets of an area with what judging them needs."""
    return list(Target.objects.filter(area_id=area_id).select_related("indicator", "resolution"))


def of_area_with_leads(area_id: int) -> list[Target]:
    """All targets of an area with who leads them, by resolution. One SQL statement."""
    return list(Target.objects.filter(area_id=area_id).select_related("indicator", "resolution", "lead"))


def a_target(pk: int, areas: QuerySet[Any]) -> Target | None:
    """A target of one of the areas with what its page needs. One SQL statement."""
    found = Target.objects.filter(pk=pk, area__in=areas)
    return found.select_related("indicator", "resolution", "area", "lead").first()


def in_charge(target_id: int) -> list[InCharge]:
    """Who was in charge of a target, and since when those are who are now, as far as it changed. One SQL statement."""
    found = InCharge.objects.filter(target=target_id).select_related("office")
    return list(found.order_by("until", "since", "charge", "pk"))


def in_charge_of(office_id: int, on: date) -> list[Target]:
    """The targets open on a day that an office leads or helps with. Two SQL statements."""
    found = Target.objects.filter(Q(lead=office_id) | Q(partners=office_id), due__gte=on).distinct()
    return list(found.select_related("indicator", "lead").prefetch_related("partners").order_by("pk"))


def resting_on(series: Collection[tuple[int, int]], indicators: Collection[int] = ()) -> list[Target]:
    """The targets of series, which are pairs of an indicator and an area, and all those of some indicators, with what
    judging them needs. One SQL statement, or none."""
    if not series and not indicators:
        return []
    # A condition for each pair would be deeper than SQLite takes where there are many.
    near = Q(indicator__in={one for one, _ in series}, area__in={area for _, area in series})
    found = Target.objects.filter(near | Q(indicator__in=indicators)).select_related("indicator", "resolution")
    whole, pairs = set(indicators), set(series)
    there = (
        one for one in found.order_by("pk") if one.indicator_id in whole or (one.indicator_id, one.area_id) in pairs
    )
    return list(there)


def everything() -> list[Target]:
    """The targets of all areas with what judging them needs."""
    return list(Target.objects.select_related("indicator", "resolution").order_by("pk"))


def of_resolutions(resolutions: Collection[int]) -> list[Target]:
    """All targets of some resolutions with what judging them needs."""
    found = Target.objects.filter(resolution__in=resolutions).select_related("indicator", "resolution")
    return list(found.order_by("pk"))


def of_resolution(resolution_id: int) -> list[Target]:
    """The targets of a resolution with what judging them needs, their group and office, in the order of the text."""
    found = Target.objects.filter(resolution_id=resolution_id)
    found = found.select_related("indicator", "resolution", "group", "lead")
    return list(found.order_by("order", "id"))


def called(area_id: int, names: Iterable[str] | None = None) -> dict[str, Indicator]:
    """The indicator that each wording of an area means, by the wording's key; none where it means several. All
    wordings, or only those of the names. One SQL statement."""
    found = Wording.objects.filter(area_id=area_id).select_related("indicator")
    if names is not None:
        found = found.filter(key__in={name_key(name) for name in names})
    meant: dict[str, list[Indicator]] = {}
    for wording in found:
        meant.setdefault(wording.key, []).append(wording.indicator)
    return {key: some[0] for key, some in meant.items() if len(some) == 1}


def alike(area_id: int, names: Iterable[str]) -> dict[str, tuple[Indicator, ...]]:
    """For each name the indicators of the area that are called so, else those called nearly so, the likest first. Two
    SQL statements."""
    by_key: dict[str, list[int]] = {}
    for key, pk in Wording.objects.filter(area_id=area_id).order_by("indicator_id").values_list("key", "indicator_id"):
        by_key.setdefault(key, []).append(pk)
    ranked = {name: _likest(name_key(name), by_key) for name in names}
    found = Indicator.objects.in_bulk({pk for some in ranked.values() for pk in some})
    return {name: tuple(found[pk] for pk in some) for name, some in ranked.items()}


def _likest(key: str, by_key: dict[str, list[int]]) -> list[int]:
    words = key.split()
    close = {key: 1.0} if key in by_key else {other: likeness(words, other.split()) for other in by_key}
    ranked = sorted((-how, pk) for other, how in close.items() if how >= ALIKE for pk in by_key[other])
    return list(dict.fromkeys(pk for _, pk in ranked))


def nicknames(indicator: Indicator, text: str) -> list[Wording]:
    """The wording that says so of an indicator, where that is not its own name."""
    key = name_key(text)[:400]
    return [] if key == name_key(indicator.name) else list(indicator.wordings.filter(key=key))


def listed(areas: QuerySet[Any], words: str = "") -> list[Indicator]:
    """Indicators of the areas by name, with ``targets_count`` and ``figures_count``. ``words`` are looked for in the
    name and the wordings, without case and diacritics."""
    found = Indicator.objects.filter(area__in=areas).select_related("area").prefetch_related("wordings")
    counted = found.annotate(
        targets_count=Count("targets", distinct=True),
        figures_count=Count("observations", filter=Q(observations__withdrawn_at=None), distinct=True),
    )
    wanted = fold(words).split()
    return [one for one in counted.order_by("name") if all(word in _called(one) for word in wanted)]


def _called(indicator: Indicator) -> str:
    return fold(" ".join((indicator.name, indicator.name_en, *(w.text for w in indicator.wordings.all()))))


def likest(indicator: Indicator) -> list[Indicator]:
    """The other indicators of the area, those called most like it first. One SQL statement."""
    others = Indicator.objects.filter(area_id=indicator.area_id).exclude(pk=indicator.pk)
    words = name_key(indicator.name).split()
    return sorted(others, key=lambda one: (-likeness(words, name_key(one.name).split()), one.name))


def of_id(pk: int, areas: QuerySet[Any]) -> Indicator | None:
    """An indicator of one of the areas."""
    return Indicator.objects.filter(pk=pk, area__in=areas).select_related("area").first()


def names(area_id: int) -> list[str]:
    """What the indicators of an area are called, for suggestions."""
    return list(Indicator.objects.filter(area_id=area_id).order_by("name").values_list("name", flat=True))


def units(area_id: int) -> list[str]:
    """The units of measure in use in an area, for suggestions."""
    used = Indicator.objects.filter(area_id=area_id).exclude(unit="").order_by("unit")
    return list(used.values_list("unit", flat=True).distinct())


def fed_by(indicators: Collection[int]) -> list[Indicator]:
    """The indicators whose formula names one of these, each with its ``inputs``; held until the transaction ends, so
    that of two changes at one moment the second sees the first. One SQL statement, two where there are any."""
    through = Indicator.inputs.through.objects
    fed = through.filter(to_indicator__in=indicators).values("from_indicator")
    found = Indicator.objects.filter(pk__in=fed).order_by("pk").select_for_update(no_key=True)
    return list(found.prefetch_related("inputs"))


def with_inputs(pks: Collection[int]) -> dict[int, Indicator]:
    """Indicators by key, each with its ``inputs``. Two SQL statements."""
    return {one.pk: one for one in Indicator.objects.filter(pk__in=pks).prefetch_related("inputs")}


def hold(pks: Collection[int]) -> None:
    """Nobody else derives figures of these indicators until the transaction ends. One SQL statement."""
    list(Indicator.objects.filter(pk__in=pks).order_by("pk").select_for_update(no_key=True).values_list("pk"))


def needs(area_id: int) -> dict[int, list[int]]:
    """What each indicator of an area that has a formula needs. One SQL statement."""
    pairs = Indicator.inputs.through.objects.filter(from_indicator__area=area_id)
    found: dict[int, list[int]] = {}
    for derived, needed in pairs.values_list("from_indicator", "to_indicator").order_by("id"):
        found.setdefault(derived, []).append(needed)
    return found


def is_in_a_formula(indicators: Collection[int]) -> bool:
    """Has one of them a formula, or is it named in one? One SQL statement."""
    either = Q(to_indicator__in=indicators) | Q(from_indicator__in=indicators)
    return Indicator.inputs.through.objects.filter(either).exists()


def resolutions_with(resolutions: Collection[int], condition: Q) -> set[int]:
    """Of some resolutions those that have a target for which the condition holds. One SQL statement."""
    found = Target.objects.filter(condition, resolution__in=resolutions).order_by()
    return set(found.values_list("resolution_id", flat=True).distinct())


def awaiting_decision(on: date, areas: QuerySet[Any] | None = None) -> list[Target]:
    """Targets whose area has ended before ``on`` and before their own window, and of which nobody has said who carries
    them on. By area and resolution. One SQL statement."""
    return list(_outlived(on, areas).filter(carrying=None))


def decided(on: date, areas: QuerySet[Any] | None = None) -> list[Target]:
    """Those of which it has been said, with ``carrying``. One SQL statement."""
    return list(_outlived(on, areas).exclude(carrying=None).select_related("carrying__successor"))


def _outlived(on: date, areas: QuerySet[Any] | None) -> QuerySet[Target]:
    found = Target.objects.filter(area__valid_to__lt=on, due__gt=F("area__valid_to"))
    found = found if areas is None else found.filter(area__in=areas)
    return found.select_related("area", "indicator", "resolution").order_by("area", "resolution", "order", "id")


@dataclass(frozen=True)
class Fate:
    """What became of a target whose area ended before its window. ``since`` is the first day without the area,
    ``heirs`` have its land, ``carrying`` is none as long as nothing is decided."""

    area: "Area"
    since: date
    heirs: tuple["Area", ...]
    carrying: Carrying | None


def fate(target_id: int, on: date) -> Fate | None:
    """None where the area is there on that day, or the window was over before it ended. One SQL statement then, else
    at most seven."""
    target = _outlived(on, None).filter(pk=target_id).select_related("carrying__successor").first()
    if target is None or target.area.valid_to is None:
        return None
    heirs = areas_over_time.heirs(target.area_id)
    known = areas_over_time.in_bulk([part.area_id for part in heirs])
    since = target.area.valid_to + timedelta(days=1)
    return Fate(target.area, since, tuple(known[part.area_id] for part in heirs), getattr(target, "carrying", None))
