"""Words and numbers of the pages of rounds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext as _

from camket.measures.decimals import format_number
from camket.measures.periods import Period, name_of_day
from camket.observations.enums import Rung
from camket.observations.rounds.doubts import figure, language
from camket.observations.rounds.queries import Known
from camket.observations.rounds.wording import filled
from camket.targets.wording import aim

register = template.Library()


@register.filter
def number(value: Decimal | None) -> str:
    return "" if value is None else format_number(value, language())


@register.filter
def measured(value: Decimal | None, unit: str) -> str:
    """With its unit, kept on one line."""
    return "" if value is None else figure(value, unit)


@register.filter
def stated(known: Known, unit: str) -> str:
    return known.said(unit)


@register.filter
def day(value: date | None) -> str:
    return name_of_day(value, language()) if value else ""


@register.filter
def named(period: Any) -> str:
    """The customary name of a period, or of what has a start and an end."""
    return Period(period.start, period.end).name(language())


@register.filter
def window(target: Any) -> str:
    return Period(target.start, target.due).name(language())


register.filter("aim", aim)


@register.simple_tag(takes_context=True)
def letter(context: Any, name: str, **given: Any) -> str:
    """A sentence of a letter as the site words it."""
    return filled(context["words"][name], given)


@register.filter
def entry(mapping: Any, key: Any) -> Any:
    return mapping.get(key)


@register.filter
def said(label: str) -> str:
    """The label of an enum in the reader's language."""
    return _(label) if label else ""


@register.filter
def rung(value: str) -> str:
    """Whom a letter is written to, in the reader's language."""
    name = _(str(Rung(value).label))
    return name[:1].lower() + name[1:]
