"""Figures, names and sources in the sentences of the checks, in both languages."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext, override

from camket.measures.decimals import Language, format_number
from camket.observations.enums import Stage
from camket.reviews.crosschecks.facts import Cite, Measure, Promised, Seen

NBSP = "\u00a0"
_ENTERED = {"vi": "số nhập trực tiếp", "en": "a figure entered by hand"}
_STAGES = {
    Stage.PLAN: (" (kế hoạch)", " (plan)"),
    Stage.ESTIMATE: (" (ước)", " (estimate)"),
    Stage.PROVISIONAL: (" (sơ bộ)", " (provisional)"),
}


def name(measure: Measure, language: Language) -> str:
    """The indicator's name at the beginning of a sentence."""
    text = (measure.name_en or measure.name) if language == "en" else measure.name
    return text[:1].upper() + text[1:]


def amount(value: Decimal, unit: str, language: Language, denominator: Decimal | None = None) -> str:
    """ "2,41%", "17/22 trường", "0,842 tỷ đồng"; in English the unit too where it has an English name."""
    over = f"/{format_number(denominator, language)}" if denominator else ""
    shown = unit
    if unit and language == "en":
        with override("en"):
            shown = gettext(unit)
    space = "" if not shown or shown.startswith(("%", "‰")) else NBSP
    return f"{format_number(value, language)}{over}{space}{shown}"


def figure(seen: Seen, language: Language) -> str:
    """A figure's value or state."""
    if seen.value is None:
        return f"“{seen.state}”"
    return amount(seen.value, seen.measure.unit, language, seen.denominator)


def stage(seen: Seen, language: Language) -> str:
    return _STAGES.get(seen.stage, ("", ""))[language == "en"]


def source(cite: Cite | None, language: Language) -> str:
    if cite is None:
        return _ENTERED[language]
    return (cite.source_en or cite.source) if language == "en" else cite.source


def percent(value: Decimal, language: Language) -> str:
    """A percentage with one decimal, as reports write ratios."""
    return f"{format_number(value.quantize(Decimal('0.1'), ROUND_HALF_UP), language)}%"


def cited(things: Iterable[Seen | Promised]) -> tuple[Cite, ...]:
    """The passages of figures and targets, each once."""
    found = dict.fromkeys(thing.cite for thing in things)
    return tuple(cite for cite in found if cite is not None)


def decimals(value: Decimal) -> int:
    """How many decimal places a value was given with, trailing zeros left out: 2.410000 has 2."""
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def half_unit(value: Decimal) -> Decimal:
    """What rounding may have taken off or added: 0.005 for 2.41."""
    return Decimal(5).scaleb(-decimals(value) - 1)
