"""Checks between figures, targets and plans."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from camket.measures.decimals import Language
from camket.measures.folding import fold, name_key
from camket.measures.periods import Period
from camket.reviews.crosschecks import wording
from camket.reviews.crosschecks.facts import Cite, Disagreement, Facts, Promised, Seen, Stated
from camket.reviews.crosschecks.units import slipped

_HUNDRED = Decimal(100)
_LEAST_TOLERANCE = Decimal("0.1")
_PER_SHARE = Decimal("0.1")
_NEARLY_ALL = Decimal(90)
_FEWEST_SHARES = 3
_STRUCTURE = re.compile(r"\bco cau\b")
_IS_SHARE_OF_WHOLE = re.compile(r"\bchiem\b")
# Reports give the growth of these in constant prices, their level in current ones.
_CONSTANT_PRICES = re.compile(r"\b(gia tri san xuat|gia tri gia tang|grdp|tong san pham|gia tri tang them)\b")
_LANGUAGES: tuple[Language, Language] = ("vi", "en")
_LEVELS = frozenset({"last", "every", "mean"})
_BASES = {
    "resolution": ("mục tiêu nghị quyết", "the target of the resolution"),
    "plan": ("kế hoạch", "the plan"),
    "previous_year": ("cùng kỳ năm trước", "the year before"),
}


Thing = TypeVar("Thing", Seen, Promised)
Counting = dict[tuple[int, Period, bool], Seen]


@dataclass(frozen=True)
class Base:
    """A recorded value that a stated ratio may speak of."""

    value: Decimal
    cite: Cite | None


def stated_ratio(facts: Facts) -> Iterator[Disagreement]:
    """ "bằng 107%" of a target, a plan or last year's figure fits none of the recorded ones.

    Room is left for the rounding of all three numbers. Growth of what is also counted in constant prices is not held
    against levels.
    """
    wrong = slipped(facts)
    right = [seen for seen in facts.seen if seen.key not in wrong and seen.value]
    by_key, known = {seen.key: seen for seen in right}, _by_measure(right)
    promised = _by_measure(facts.promised)
    for stated in facts.stated:
        seen = by_key.get(stated.seen or 0)
        if seen is None or seen.value is None or stated.percent is None:
            continue
        measure = seen.measure.key
        bases = [base for base in _bases(stated.versus, seen, known[measure], promised[measure]) if base.value]
        if bases and not any(_fits(stated.percent, seen.value, base.value) for base in bases):
            yield _misfit(stated, seen, bases[-1])


def _by_measure(things: Iterable[Thing]) -> dict[int, list[Thing]]:
    found: dict[int, list[Thing]] = defaultdict(list)
    for thing in things:
        found[thing.measure.key].append(thing)
    return found


def _bases(versus: str, seen: Seen, known: list[Seen], promised: list[Promised]) -> list[Base]:
    """``known`` and ``promised`` are of the figure's indicator."""
    if versus == "resolution":
        return [_base(target.value, target.cite) for target in promised if _binds(target, seen)]
    if versus == "plan":
        wholes = {seen.period, Period.year(seen.period.end.year)}
        return [_base(one.value, one.cite) for one in known if one.is_plan and one.period in wholes]
    if versus == "previous_year" and not _CONSTANT_PRICES.search(fold(seen.measure.name)):
        before = _year_before(seen.period)
        return [_base(one.value, one.cite) for one in known if not one.is_plan and one.period == before]
    return []


def _base(value: Decimal | None, cite: Cite | None) -> Base:
    return Base(value or Decimal(0), cite)


def _binds(target: Promised, seen: Seen) -> bool:
    """A level is held against any figure in its window, a sum only against a figure over more than one year."""
    if not target.window.contains(seen.period.end):
        return False
    over_years = seen.period.start.year < seen.period.end.year
    return over_years if target.aggregate == "sum" else target.aggregate in _LEVELS


def _year_before(period: Period) -> Period:
    return Period(_back(period.start), _back(period.end))


def _back(day: date) -> date:
    last_of_february = (day.month, day.day) in {(2, 28), (2, 29)}
    return Period.month(day.year - 1, 2).end if last_of_february else day.replace(year=day.year - 1)


def _fits(percent: Decimal, value: Decimal, base: Decimal) -> bool:
    ratio = value / base * _HUNDRED
    spread = wording.half_unit(value) / abs(value) + wording.half_unit(base) / abs(base)
    room = wording.half_unit(percent) + abs(ratio) * spread
    return abs(ratio - percent) <= max(room, _LEAST_TOLERANCE)


def _misfit(stated: Stated, seen: Seen, base: Base) -> Disagreement:
    vi, en = _BASES[stated.versus]
    said = stated.percent or Decimal(0)
    ratio = (seen.value or Decimal(0)) / base.value * _HUNDRED
    unit = seen.measure.unit
    return Disagreement(
        key=stated.place,
        vi=(
            f"{wording.name(seen.measure, 'vi')} {seen.period.name('vi')}: {stated.cite.source} nêu "
            f"{wording.figure(seen, 'vi')}, bằng {wording.percent(said, 'vi')} {vi}; nhưng so với "
            f"{wording.amount(base.value, unit, 'vi')} đã ghi nhận thì bằng {wording.percent(ratio, 'vi')}."
        ),
        en=(
            f"{wording.name(seen.measure, 'en')}, {seen.period.name('en')}: "
            f"{stated.cite.source_en or stated.cite.source} says {wording.figure(seen, 'en')}, "
            f"{wording.percent(said, 'en')} of {en}; against the recorded {wording.amount(base.value, unit, 'en')} "
            f"it is {wording.percent(ratio, 'en')}."
        ),
        cites=tuple(cite for cite in (stated.cite, base.cite) if cite),
    )


def shares_do_not_sum(facts: Facts) -> Iterator[Disagreement]:
    """The shares that one sentence gives of a structure sum to something else than 100%, by more than 0.1 a share.

    A sentence that leaves a share out sums to much less: below 90 nothing is said.
    """
    for shares in _structures(facts.stated):
        total = sum((share.value or Decimal(0) for share in shares), Decimal(0))
        if len(shares) >= _FEWEST_SHARES and total >= _NEARLY_ALL and abs(total - 100) > _PER_SHARE * len(shares):
            yield _sum(shares, total)


def _structures(stated: tuple[Stated, ...]) -> Iterator[list[Stated]]:
    by_sentence: dict[tuple[object, ...], list[Stated]] = defaultdict(list)
    for one in stated:
        if one.unit == "%" and one.value is not None and one.aggregate == "last":
            by_sentence[one.cite.document, one.cite.sentence, one.role, one.years].append(one)
    for same in by_sentence.values():
        quote = next((one.cite.quote for one in same if one.cite.quote), "")
        if _STRUCTURE.search(fold(quote)):
            yield [one for one in same if _is_share(one)]
        else:
            yield [one for one in same if _STRUCTURE.search(fold(f"{one.part_of} {one.name}"))]


def _is_share(stated: Stated) -> bool:
    """In a sentence on a structure: what is named as part of it, a "tỷ trọng", or a plain sector."""
    name = fold(stated.name)
    return "ty le" not in name and "toc do" not in name and "tang" not in name


def _sum(shares: list[Stated], total: Decimal) -> Disagreement:
    first, year = shares[0].cite, shares[0].years[1]
    return Disagreement(
        key=f"{first.document}:{first.span[0]}",
        vi=(
            f"{first.source}: các tỷ trọng trong cơ cấu{f' năm {year}' if year else ''} cộng lại không bằng 100%: "
            f"{_added(shares, 'vi')} = {wording.amount(total, '%', 'vi')}."
        ),
        en=(
            f"{first.source_en or first.source}: the shares of the structure{f' in {year}' if year else ''} do not sum "
            f"to 100%: {_added(shares, 'en')} = {wording.amount(total, '%', 'en')}."
        ),
        cites=tuple(share.cite for share in shares),
    )


def _added(shares: list[Stated], language: Language) -> str:
    return " + ".join(wording.amount(one.value or Decimal(0), "%", language) for one in shares)


def part_exceeds_whole(facts: Facts) -> Iterator[Disagreement]:
    """A target that is part of another one, or a figure of it, is more than its whole in the same unit."""
    targets = {target.key: target for target in facts.promised}
    counting = _counting(facts)
    for part in facts.promised:
        whole = targets.get(part.part_of or 0)
        if whole is None or whole.measure.key == part.measure.key or _is_another_base(part):
            continue
        if _exceeds(part.value, whole.value) and (part.unit, part.aggregate) == (whole.unit, whole.aggregate):
            shown = [[_amount(one, lang) for one in (part, whole)] for lang in _LANGUAGES]
            yield _excess(f"promised:{part.key}", (part, whole), shown, ("mục tiêu", "as promised"))
        if part.measure.unit == whole.measure.unit:
            yield from _seen_excesses(part.measure.key, whole.measure.key, counting)
    yield from _said_excesses(facts, counting)


def _said_excesses(facts: Facts, counting: Counting) -> Iterator[Disagreement]:
    """A sentence gives an amount as part of another one of the same period, and it is more. Percentages are left out:
    "trong đó 80% là nữ" is a share of the whole."""
    by_key = {seen.key: seen for seen in counting.values()}
    named = {name_key(seen.measure.name): seen.measure for seen in counting.values()}
    for stated in facts.stated:
        seen, whole = by_key.get(stated.seen or 0), named.get(name_key(stated.part_of))
        if not (stated.part_of and seen and whole) or whole.key == seen.measure.key:
            continue
        if seen.measure.unit == whole.unit != "%":
            yield from _seen_excesses(seen.measure.key, whole.key, counting)


def _is_another_base(part: Promised) -> bool:
    """ "trong đó nữ chiếm 45%" is a share of the whole, not an amount beside it."""
    return part.cite is not None and bool(_IS_SHARE_OF_WHOLE.search(fold(part.cite.quote)))


def _exceeds(part: Decimal | None, whole: Decimal | None) -> bool:
    return part is not None and whole is not None and part > whole >= 0


def _amount(target: Promised, language: Language) -> str:
    return wording.amount(target.value or Decimal(0), target.unit, language)


def _counting(facts: Facts) -> Counting:
    """The figure that counts of each indicator and period, plans apart; slips of a unit left out."""
    wrong = slipped(facts)
    by_weight = sorted(facts.seen, key=lambda seen: seen.weight)
    return {(seen.measure.key, seen.period, seen.is_plan): seen for seen in by_weight if seen.key not in wrong}


def _seen_excesses(part: int, whole: int, counting: Counting) -> Iterator[Disagreement]:
    for (measure, period, plan), seen in counting.items():
        of_whole = counting.get((whole, period, plan))
        if measure == part and of_whole and _exceeds(seen.value, of_whole.value):
            pair = (seen, of_whole)
            shown = [[wording.figure(one, lang) for one in pair] for lang in _LANGUAGES]
            yield _excess(f"seen:{seen.key}:{of_whole.key}", pair, shown, (period.name("vi"), period.name("en")))


def _excess(
    key: str, pair: tuple[Seen | Promised, Seen | Promised], shown: list[list[str]], when: tuple[str, str]
) -> Disagreement:
    part, whole = pair
    (vi, of_vi), (en, of_en) = shown
    name = wording.name(whole.measure, "en")
    return Disagreement(
        key=key,
        vi=(
            f"{wording.name(part.measure, 'vi')} ({vi}) là một phần của “{whole.measure.name}” ({of_vi}) "
            f"mà lại lớn hơn ({when[0]})."
        ),
        en=f"{wording.name(part.measure, 'en')} ({en}) is a part of “{name}” ({of_en}), but is more ({when[1]}).",
        cites=wording.cited(pair),
    )
