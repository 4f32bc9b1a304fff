"""Values that an entry keeps, as a person writes them: numbers, days, times, choices and the names of objects."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from django.apps import apps
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext

from camket.foundation.models import AuditEntry
from camket.foundation.traces import called
from camket.jobs.schedule import entries as recurring
from camket.measures.decimals import Language, format_number
from camket.measures.periods import Period, name_of_day
from camket.trail import words

# Which kind of object a detail names by key; where it keeps a list, each of them.
KEYS: Mapping[str, str] = MappingProxyType(
    {
        "document": "records.document",
        "from": "targets.target",
        "office": "people.office",
        "parent": "areas.area",
        "review": "reviews.review",
        "successor": "areas.area",
    }
)
LISTS: Mapping[str, str] = MappingProxyType({"areas": "areas.area", "targets": "targets.target"})
# The fields whose choices a detail of that name is one of, the likelier first.
CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "kind": ("reviews.review", "reviews.obstacle", "areas.change"),
        "layout": ("reports.report",),
        "question": ("intake.statement",),
        "role": ("people.user", "resolutions.assignment"),
        "what": ("observations.linkuse",),
    }
)
_NUMBERS = ("value", "upper", "baseline", "denominator", "figure", "share", "on_track", "at_risk")
_MEASURED = ("value", "figure")
_PLAIN = ("year", "link", "note", "form")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*")
_TIME = re.compile(r"(\d{2}:\d{2}):\d{2}(\.\d+)?")


def language() -> Language:
    return "en" if get_language() == "en" else "vi"


@dataclass(frozen=True)
class Names:
    """What the objects are called to which entries point by key."""

    known: Mapping[tuple[str, int], str] = field(default_factory=dict)

    def of(self, label: str, key: int) -> str:
        return self.known.get((label, key), str(key))


def names(entries: Iterable[AuditEntry]) -> Names:
    """Of all that the entries point to: one SQL statement for each kind of object, and none where there is none."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        for name, value in entry.detail.items():
            if label := _points_to(name, value):
                wanted[label] |= {value} if isinstance(value, int) else set(value)
    found: dict[tuple[str, int], str] = {}
    for label, keys in wanted.items():
        rows = _rows(label).in_bulk(keys)
        found |= {(label, key): _named(row) for key, row in rows.items()}
    return Names(found)


def _named(row: Any) -> str:
    """A review by its kind and day too: what it holds is its resolution, of which there are many reviews."""
    own = called(row) or str(row)
    return f"{row}, {own}" if row._meta.label_lower == "reviews.review" else own


def _rows(label: str) -> Any:
    held = {"targets.target": ("indicator",), "reviews.review": ("resolution",)}.get(label, ())
    return apps.get_model(label)._default_manager.select_related(*held)


def _points_to(name: str, value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return KEYS.get(name, "")
    return LISTS.get(name, "") if isinstance(value, list) and all(isinstance(one, int) for one in value) else ""


def details(entry: AuditEntry, known: Names) -> list[tuple[str, str]]:
    """What was kept beside the object's name, without what its changes tell already: name and value, in words."""
    kept = {
        name: value
        for name, value in entry.detail.items()
        if value not in (None, "", [], {}, "None") and name not in entry.after and name != "unit"
    }
    told = _period(kept)
    for name, value in kept.items():
        label, unit = _points_to(name, value), entry.detail.get("unit") or ""
        if label:
            keys = value if isinstance(value, list) else [value]
            told.append((words.detail(name), ", ".join(known.of(label, key) for key in keys)))
        else:
            told.append((words.detail(name), said(name, value, unit)))
    return told


def _period(kept: dict[str, Any]) -> list[tuple[str, str]]:
    """Takes first and last day out, and calls the period by its name."""
    if not all(_DAY.fullmatch(str(kept.get(name))) for name in ("start", "end")):
        return []
    first, last = (date.fromisoformat(kept.pop(name)) for name in ("start", "end"))
    return [(words.detail("periods"), Period(first, last).name(language()))]


def said(name: str, value: Any, unit: str = "") -> str:
    if isinstance(value, bool):
        return gettext("có") if value else gettext("không")
    if isinstance(value, list):
        return ", ".join(said(name, one, unit) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{words.detail(key)}: {said(key, one)}" for key, one in value.items())
    return _number(name, value, unit) or _when(str(value)) or _chosen(name, str(value))


def _number(name: str, value: Any, unit: str) -> str:
    if not (name in _NUMBERS or isinstance(value, int)) or name in _PLAIN or name.endswith("year"):
        return ""
    try:
        shown = format_number(Decimal(str(value)), language())
    except InvalidOperation:
        return ""
    between = "" if unit in ("", "%", "‰") else "\N{NO-BREAK SPACE}"
    return f"{shown}{between}{unit}" if name in _MEASURED else shown


def _when(text: str) -> str:
    try:
        if _DAY.fullmatch(text):
            return name_of_day(date.fromisoformat(text), language())
        if _MOMENT.fullmatch(text):
            return f"{localtime(datetime.fromisoformat(text)):%H:%M %d/%m/%Y}"
    except ValueError:
        return ""
    short = _TIME.fullmatch(text)
    return short[1] if short else ""


def _chosen(name: str, text: str) -> str:
    """Of choices and words of the code what a person reads; what a person typed as it was typed."""
    for label in CHOICES.get(name, ()):
        choices = dict(words.of_model(label, name).flatchoices)
        if text in choices:
            return gettext(str(choices[text]))
    return str(words.SAID.get(text, text))


def changes(entry: AuditEntry) -> list[tuple[str, str, str]]:
    """Field, old value, new value, each in words."""
    label, before, after = entry.object_type, entry.before, entry.after
    unit = entry.detail.get("unit") or ""
    named = sorted(before.keys() | after.keys(), key=lambda name: (name != "value", name))
    told = ((name, _changed(label, name, before.get(name), unit)) for name in named)
    return [(words.field(label, name), old, _changed(label, name, after.get(name), unit)) for name, old in told]


def _changed(label: str, name: str, value: Any, unit: str) -> str:
    if value in (None, "", [], {}):
        return "–"
    choices = dict(getattr(words.of_model(label, name, "observations.observation"), "flatchoices", ()))
    shown = isinstance(value, str) and value in choices
    return gettext(str(choices[value])) if shown else said(name, value, unit)


def name(entry: AuditEntry) -> str:
    """What the object is called: a line of the schedule by its title, which the table does not hold."""
    line = recurring.get(entry.object_name) if entry.object_type == "jobs.recurring" else None
    return str(line.title) if line else entry.object_name


def who(entry: AuditEntry, known: Names) -> str:
    """A person; an office where it came by its link; the system where nobody did it."""
    actor, office = entry.actor, entry.detail.get("office")
    if actor:
        return str(actor.get_full_name() or actor.get_username())
    if isinstance(office, int) and entry.detail.get("link"):
        return gettext("%(office)s, qua đường dẫn") % {"office": known.of(KEYS["office"], office)}
    return gettext("Hệ thống")
