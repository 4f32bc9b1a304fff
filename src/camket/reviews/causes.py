"""What brought a verdict that differs from the one before, and how a change of outcome is told. No SQL.

Figures are compared as the judgements keep them. The causes are looked for in this order: the first judgement; another
definition; a better or later figure of a period; a new figure; a figure that counts no more; another version of the
method; nothing but the day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, override

from camket.measures.decimals import Language
from camket.measures.periods import Period, name_of_day
from camket.observations.enums import Stage
from camket.reviews.crosschecks.wording import amount
from camket.reviews.definitions import OF_THE_TARGET, Content
from camket.reviews.enums import Cause, Outcome

if TYPE_CHECKING:
    from camket.reviews.models import Judgement

Figure = Mapping[str, Any]
_TOLD_AT_MOST = 2
_WINDOW = {"start", "due"}
_THRESHOLDS = {"on_track", "at_risk"}


@dataclass(frozen=True)
class Found:
    """A cause with its figures: pairs of what counted before and what counts now, either may be missing.

    ``edited`` are the fields of the definition that differ, with their values before and now.
    """

    kind: Cause
    figures: tuple[tuple[Figure | None, Figure | None], ...] = ()
    edited: Mapping[str, tuple[Any, Any]] | None = None

    @property
    def keys(self) -> list[int]:
        return [one["id"] for pair in self.figures for one in reversed(pair) if one]


@dataclass(frozen=True)
class Change:
    """A change of outcome. ``sources`` are the titles of the documents of figures, by the figures' keys."""

    before: Outcome
    now: Outcome
    on: date
    cause: Found
    unit: str
    sources: Mapping[int, str]


def find(before: Judgement | None, content: Content, key: str, evidence: list[Content], on: date, method: str) -> Found:
    """Needs the former judgement's definition. ``method`` is the version that judges now."""
    if before is None:
        return Found(Cause.FIRST)
    if before.definition.hash != key:
        old = before.definition.content
        edited = {name: (old.get(name), value) for name, value in content.items() if old.get(name) != value}
        return Found(Cause.EDITED if edited.keys() & OF_THE_TARGET else Cause.DEFINED, edited=edited)
    is_another = before.method not in ("", method)
    return _of_figures(before, evidence) or Found(Cause.DEFINED if is_another or before.on == on else Cause.DAY)


def _of_figures(before: Judgement, evidence: list[Content]) -> Found | None:
    old, new = ({one["id"]: one for one in rows} for rows in (before.evidence, evidence))
    gone = {_period(one): one for key, one in old.items() if key not in new}
    come = [one for key, one in new.items() if key not in old]
    known_at = before.as_of.isoformat()
    fresh = [one for one in come if one["recorded_at"] > known_at]
    corrected = tuple((gone[_period(one)], one) for one in fresh if _period(one) in gone)
    if corrected:
        return Found(Cause.CORRECTED, corrected)
    if fresh:
        return Found(Cause.RECORDED, tuple((None, one) for one in fresh))
    if gone:
        back = {_period(one): one for one in come}
        return Found(Cause.WITHDRAWN, tuple((one, back.get(period)) for period, one in gone.items()))
    return None


def _period(figure: Figure) -> tuple[str, str]:
    return figure["start"], figure["end"]


def told(change: Change) -> tuple[str, str]:
    """The change in one sentence, in Vietnamese and in English, without a full stop."""
    vi = f"Từ {_outcome(change.before, 'vi')} thành {_outcome(change.now, 'vi')}: {_reason(change, 'vi')}"
    en = f"From {_outcome(change.before, 'en')} to {_outcome(change.now, 'en')}: {_reason(change, 'en')}"
    return vi, en


def _outcome(outcome: Outcome, language: Language) -> str:
    with override(language):
        return gettext(str(outcome.label))


_PHRASES = {
    "defined": ("cách tính được sửa", "the way it is computed was changed"),
    "thresholds": ("ngưỡng đánh giá của nghị quyết được đổi", "the thresholds of the resolution were changed"),
    "day": ("đến ngày {day} chưa có thêm số liệu", "no further figure by {day}"),
    "aim": ("mục tiêu được sửa từ {before} thành {value}", "the aim was changed from {before} to {value}"),
    "window": ("thời gian tính của chỉ tiêu được đổi", "the window of the target was changed"),
    "edited": ("nội dung chỉ tiêu được sửa", "the target was edited"),
    "withdrawn": ("số liệu {period} là {value} được rút lại", "the figure of {value} for {period} was withdrawn"),
    "recorded": ("có số liệu {period} là {value}{source}", "a figure of {value} for {period}{source}"),
    "surer": (
        "số liệu {period} là {value} nay là số {stage}{source}",
        "the figure of {value} for {period} is {stage} now{source}",
    ),
    "corrected": (
        "số liệu {period} được sửa từ {before} thành {value}{source}",
        "the figure for {period} was corrected from {before} to {value}{source}",
    ),
}


def _say(phrase: str, language: Language, **values: str) -> str:
    return _PHRASES[phrase][language == "en"].format(**values)


def _reason(change: Change, language: Language) -> str:
    if change.cause.kind == Cause.EDITED:
        return _edited(change, language)
    if change.cause.kind == Cause.DAY:
        return _say("day", language, day=name_of_day(change.on, language))
    if change.cause.kind == Cause.DEFINED:
        edited = change.cause.edited or {}
        return _say("thresholds" if edited and edited.keys() <= _THRESHOLDS else "defined", language)
    return _and([_one(old, new, change, language) for old, new in change.cause.figures], language)


def _edited(change: Change, language: Language) -> str:
    edited = change.cause.edited or {}
    if edited and edited.keys() <= _WINDOW:
        return _say("window", language)
    old, new = edited.get("value", (None, None))
    if len(edited) > 1 or not old or not new:
        return _say("edited", language)
    return _say("aim", language, before=_bare(old, "", change, language), value=_amount(new, "", change, language))


def _one(old: Figure | None, new: Figure | None, change: Change, language: Language) -> str:
    """How one figure has changed: ``old`` is what counted before for the same period, ``new`` what counts now."""
    is_gone = change.cause.kind == Cause.WITHDRAWN
    figure = old if is_gone else new
    if figure is None:
        return ""
    source = change.sources.get(figure["id"], "")
    values = {
        "period": Period(date.fromisoformat(figure["start"]), date.fromisoformat(figure["end"])).name(language),
        "value": _amount(figure["value"], figure["state"], change, language),
        "source": f" ({source})" if source else "",
        "stage": _stage(figure, language),
        "before": _bare(old["value"], old["state"], change, language) if old else "",
    }
    if is_gone or old is None:
        return _say("withdrawn" if is_gone else "recorded", language, **values)
    is_same = (old["value"], old["state"]) == (figure["value"], figure["state"])
    return _say("surer" if is_same else "corrected", language, **values)


def _amount(value: str, state: str, change: Change, language: Language) -> str:
    return f"“{state}”" if state else amount(Decimal(value), change.unit, language)


def _bare(value: str, state: str, change: Change, language: Language) -> str:
    """The former of two values, whose unit the latter one names."""
    unit = change.unit if change.unit.startswith(("%", "‰")) else ""
    return f"“{state}”" if state else amount(Decimal(value), unit, language)


def _stage(figure: Figure, language: Language) -> str:
    with override(language):
        return gettext(str(Stage(figure["stage"]).label)).lower()


def _and(said: list[str], language: Language) -> str:
    more = len(said) - _TOLD_AT_MOST
    text = "; ".join(said[:_TOLD_AT_MOST])
    if more <= 0:
        return text
    return f"{text}; và {more} số liệu khác" if language == "vi" else f"{text}; and {more} more"
