"""Checks of the numbers of targets that texts announce."""

import re
from collections.abc import Iterator
from decimal import Decimal

from camket.measures.folding import fold
from camket.reviews.crosschecks import wording
from camket.reviews.crosschecks.facts import Announced, Disagreement, Facts, Stated

_TARGETS_MET = re.compile(r"\bchi tieu\b.*\b(dat|vuot|hoan thanh)\b|\b(dat|vuot|hoan thanh)\b.*\bchi tieu\b")
_OF_A_TERM = re.compile(r"\bnghi quyet\b|\bnhiem ky\b|\bdai hoi\b")


def announced_count(facts: Facts) -> Iterator[Disagreement]:
    """A resolution says that it has another number of targets than were recorded, as a whole or in a group."""
    for announced in facts.announced:
        if announced.number is not None and announced.number not in announced.fitting:
            yield Disagreement(
                key=f"{announced.resolution}:{announced.group}",
                vi=f"{announced.name}: văn bản nêu {announced.number} chỉ tiêu, đã ghi nhận {announced.recorded}.",
                en=(
                    f"{announced.name_en or announced.name}: the text announces {announced.number} targets, "
                    f"{announced.recorded} are recorded."
                ),
                cites=(announced.cite,) if announced.cite else (),
            )


def announced_result(facts: Facts) -> Iterator[Disagreement]:
    """ "54/58 chỉ tiêu đạt và vượt" does not fit the targets recorded, or how many of them were met by the figures."""
    for stated in facts.stated:
        announced = _of_term(stated, facts.announced)
        if announced is None or stated.value is None or stated.denominator is None:
            continue
        if int(stated.denominator) not in announced.fitting:
            vi, en = f"đã ghi nhận {announced.recorded} chỉ tiêu", f"{announced.recorded} targets are recorded"
            yield _misfit(stated, announced, vi, en)
        elif announced.plausible and int(stated.value) not in announced.plausible:
            vi = f"theo số liệu đã ghi nhận thì {announced.good} chỉ tiêu đạt và vượt"
            yield _misfit(stated, announced, vi, f"by the recorded figures {announced.good} were met or exceeded")


def _of_term(stated: Stated, announced: tuple[Announced, ...]) -> Announced | None:
    """The resolution whose term a sentence on targets met speaks of."""
    if not tells_result(stated):
        return None
    first, last = stated.years
    for one in announced:
        if not one.group and last == one.years[1] and first in {None, one.years[0], one.years[0] + 1}:
            return one
    return None


def tells_result(stated: Stated) -> bool:
    """Does it say how many of a term's targets were met?"""
    name = fold(stated.name)
    speaks = _TARGETS_MET.search(f"{name} {fold(stated.unit)}") and _OF_A_TERM.search(name)
    return stated.role == "result" and stated.denominator is not None and bool(speaks)


def _misfit(stated: Stated, announced: Announced, vi: str, en: str) -> Disagreement:
    said = wording.amount(stated.value or Decimal(0), "", "vi", stated.denominator)
    return Disagreement(
        key=stated.place,
        vi=f"{stated.cite.source} nêu {said} chỉ tiêu đạt và vượt; {vi}.",
        en=f"{stated.cite.source_en or stated.cite.source} says that {said} targets were met or exceeded; {en}.",
        cites=tuple(cite for cite in (stated.cite, announced.cite) if cite),
    )
