"""Words and numbers of the pages of reviews."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from camket.intake import phrases
from camket.records.enums import Step, TaskState
from camket.reviews import enums
from camket.targets import wording
from camket.targets.wording import aim, dated

register = template.Library()
_KINDS: dict[str, Any] = {
    "note": enums.NoteKind,
    "obstacle": enums.ObstacleKind,
    "obstacle_state": enums.ObstacleState,
    "stage": enums.ProjectStage,
    "reporting": enums.Reporting,
    "review": enums.ReviewKind,
    "review_state": enums.ReviewState,
    "task": TaskState,
    "step": Step,
}
_SILENT = {
    "no_data": enums.Outcome.NO_DATA.label,
    "stale": gettext_noop("Số liệu cũ"),
    "due": enums.Reporting.DUE.label,
    "overdue": enums.Reporting.OVERDUE.label,
}
register.simple_tag(aim)
register.simple_tag(dated)


@register.filter
def label(value: str, kind: str) -> str:
    """A stored word in the reader's language: ``{{ one.kind|label:"note" }}``."""
    return _(str(_KINDS[kind](value).label)) if value else ""


@register.simple_tag
def outcome(value: str) -> SafeString:
    """Shape and word."""
    known = enums.Outcome(value)
    return format_html(
        '<span class="rv-out rv-out--{}"><span aria-hidden="true">{}</span> {}</span>',
        known.value,
        enums.SHAPES[known],
        _(str(known.label)),
    )


@register.filter
def silence(why: str) -> str:
    return _(str(_SILENT[why]))


@register.simple_tag
def attained(row: Any) -> str:
    return wording.attained(row, row.attained, row.attained_state, multiple=row.judged_as == "times")


def _with_unit(value: str, unit: str) -> str:
    shown = _(unit) if unit else ""
    return f"{value}{'' if not shown or shown.startswith('%') else ' '}{shown}"


@register.filter
def entry(mapping: Mapping[Any, Any], key: Any) -> Any:
    return mapping.get(key, ())


@register.filter
def measured(value: Any, unit: str) -> str:
    return _with_unit(phrases.number(value), unit)


@register.filter
def pace(value: Any) -> str:
    return phrases.number(round(value, 3).normalize())
