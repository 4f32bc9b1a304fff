"""Words and numbers of the back office's pages."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext as _

from camket.intake import phrases
from camket.measures.periods import Period

register = template.Library()

register.filter("number", phrases.number)
register.filter("standing", phrases.standing)
register.filter("latest", phrases.latest)
register.filter("kind", phrases.kind)
register.filter("marked", phrases.marked)


@register.filter
def worded(text: str) -> str:
    """A word of the interface that came with the data, as the label of an enum, in the reader's language."""
    return _(text) if text else ""


@register.filter
def stood(standing: str) -> str:
    """ "sure" -> "Chờ duyệt, máy chắc chắn"."""
    return str(phrases.STANDINGS[standing])


@register.filter
def of_kind(kind: str) -> str:
    """Why a number is no statement: "date" -> "ngày tháng"."""
    return str(phrases.OTHER_KINDS.get(kind) or _("số khác"))


@register.filter
def share(part: int, whole: int) -> str:
    """A length for a bar's part, in percent."""
    return str(round(Decimal(100) * part / whole, 2)) if whole else "0"


@register.simple_tag
def period(start: Any, end: Any) -> str:
    return Period(start, end).name(phrases.language())


@register.filter
def entry(mapping: Mapping[str, Any], key: str) -> Any:
    return mapping.get(key, "")
