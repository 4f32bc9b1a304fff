"""Numbers, days, names and verdicts in the reader's language."""

import re
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from camket.measures.periods import Period
from camket.observations.enums import Stage
from camket.portal import board, charts, findings, wording
from camket.records.enums import Kind, TaskState
from camket.resolutions.enums import SeatRole
from camket.reviews.enums import NoteKind, ObstacleKind, ObstacleState, Outcome, ProjectStage, Reporting
from camket.reviews.queries import Row
from camket.targets import queries
from camket.targets.queries import Fate

register = template.Library()
_CELL = re.compile(r"table (?P<table>\d+), row (?P<row>\d+), column (?P<column>\d+)")
_SPAN = re.compile(r"\d{4}–\d{4}")
_PLACES = {"trang": gettext_noop("trang"), "đoạn": gettext_noop("đoạn"), "ô": gettext_noop("ô")}

register.filter("number", wording.number)
register.filter("percent", wording.percent)
register.filter("sentence_case", wording.sentence_case)
register.filter("aim", wording.aim)
register.filter("promised", wording.promised)
register.filter("finding", findings.finding)
register.filter("spark", charts.spark)
register.simple_tag(wording.amount, name="amount")


@register.filter
def translated(text: str) -> str:
    """A word of the interface that came with the data, as the label of an enum."""
    return _(text) if text else ""


@register.filter
def day(value: date | datetime | None) -> str:
    """ "6/8/2020", or "6 Aug 2020" in English."""
    if value is None:
        return ""
    shown = localdate(value) if isinstance(value, datetime) else value
    if wording.language() == "en":
        return f"{shown.day} {shown:%b} {shown.year}"
    return f"{shown.day}/{shown.month}/{shown.year}"


@register.filter
def moment(value: datetime) -> str:
    """ "6/8/2020, 14:05"."""
    local = localtime(value)
    return f"{day(local)}, {local:%H:%M}"


@register.simple_tag
def period(start: date, end: date) -> str:
    return Period(start, end).name(wording.language())


@register.simple_tag
def fate(target_id: int) -> Fate | None:
    """What became of a target whose area is no more; none where the area is there."""
    return queries.fate(target_id, localdate())


@register.filter
def within_sentence(area: Any) -> str:
    """An area's name as it stands within a sentence: "phường Bắc Kạn", but "Thành phố Hồ Chí Minh"."""
    name = str(area.shown)
    if wording.language() == "en" or name == "Thành phố Hồ Chí Minh":
        return name
    return name[:1].lower() + name[1:]


@register.simple_tag
def named(thing: Any, capital: bool = True) -> SafeString | str:
    """The name in the reader's language; marked as Vietnamese where an English page has no English name."""
    shown = wording.sentence_case(thing.shown) if capital else thing.shown
    if wording.language() == "en" and thing.shown == thing.name:
        return format_html('<span lang="vi">{}</span>', shown)
    return shown


@register.simple_tag
def in_words(vietnamese: str, english: str) -> SafeString | str:
    """As ``named``, for a pair of texts."""
    if wording.language() == "en":
        return english or format_html('<span lang="vi">{}</span>', vietnamese)
    return vietnamese


@register.inclusion_tag("portal/parts/verdict.html")
def verdict(outcome: Outcome) -> dict[str, str]:
    """Shape, word and colour."""
    return {"value": outcome.value, "word": _(str(outcome.label))}


@register.inclusion_tag("portal/parts/shape.html")
def shape(outcome: Outcome) -> dict[str, str]:
    return {"value": outcome.value}


@register.simple_tag
def word(outcome: Outcome) -> str:
    return _(str(outcome.label))


@register.simple_tag
def attained(row: Row) -> str:
    """What was attained, with its unit: "187,2 tỷ đồng", a state, or nothing."""
    return wording.reached(row)


@register.filter
def reached_later(row: Row) -> str:
    """What the figures that came after the end of a term would make of it."""
    return wording.reached(replace(row, standing=row.later)) if row.later else ""


@register.filter
def share(ratio: Decimal | None) -> int:
    """How much of a bar a ratio fills: 0 to 100."""
    return 0 if ratio is None else max(0, min(100, round(ratio * 100)))


@register.filter
def stage(value: str) -> str:
    return _(str(Stage(value).label))


@register.filter
def seat_role(value: str) -> str:
    return _(str(SeatRole(value).label))


_WORDS = {
    "note": NoteKind,
    "obstacle": ObstacleKind,
    "obstacle_state": ObstacleState,
    "stage": ProjectStage,
    "reporting": Reporting,
    "task": TaskState,
    "outcome": Outcome,
}


@register.filter
def stored(value: str, kind: str) -> str:
    """A stored word in the reader's language: ``{{ one.kind|stored:"note" }}``."""
    return _(str(_WORDS[kind](value).label))


@register.simple_tag
def judged(value: str) -> SafeString:
    """Shape, word and colour of a stored outcome."""
    return render_to_string("portal/parts/verdict.html", verdict(Outcome(value)))


@register.simple_tag
def done(row: Any) -> str:
    """What was attained in a row of a review, with its unit."""
    return wording.attained(row, row.attained, row.attained_state, multiple=row.judged_as == "times")


@register.filter
def silence(why: str) -> str:
    return {"no_data": _("Chưa có số liệu"), "stale": _("Số liệu cũ"), "overdue": _("Quá hạn báo cáo")}[why]


@register.filter
def document_kind(value: str) -> str:
    return _(str(Kind(value).label))


@register.filter
def extension(file_name: str) -> str:
    """ "DOCX"."""
    return PurePath(file_name).suffix.lstrip(".").upper() or _("tệp")


@register.filter
def place(where: str) -> str:
    """Where a passage stands ("trang 3"), said in the reader's language."""
    kind, _space, rest = where.partition(" ")
    cell = _CELL.fullmatch(rest)
    if cell:
        return _("bảng %(table)s, hàng %(row)s, cột %(column)s") % cell.groupdict()
    return f"{_(_PLACES[kind])} {rest}" if kind in _PLACES else where


@register.filter
def whole_years(text: str) -> SafeString:
    """A span of years does not break at its dash."""
    return mark_safe(_SPAN.sub(r'<span class="nowrap">\g<0></span>', conditional_escape(text)))  # escaped just here


@register.filter
def cells(text: str) -> str:
    """A row of a table as a line: its cells parted so that their numbers do not run together."""
    return text.replace("\t", " | ")


@register.simple_tag
def asked(resolution: str, **filters: str) -> str:
    """A query for the scoreboard: ``{% asked slug ket_qua='met' %}``."""
    known = {"ket_qua": "verdict", "nhom": "group", "chuong_trinh": "programme", "co_quan": "office"}
    return board.Asked(**{known[name]: value for name, value in filters.items()}).address(resolution)
