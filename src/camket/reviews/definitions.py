"""What a verdict rests on, in a form that can be kept, hashed and judged again: the definition and the figures.

The form is plain JSON with sorted keys, so that the hash depends on no version of the code.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from camket import evaluation
from camket.measures.comparators import Comparator

Content = dict[str, Any]

OF_THE_TARGET = frozenset(
    {
        *("start", "due", "aggregate", "comparator", "value", "upper", "baseline", "baseline_year", "state", "unit"),
        *("indicator", "area"),
    }
)
"""What belongs to the target; the rest is its indicator's, or the thresholds of its resolution."""


def content(defined: evaluation.Target) -> Content:
    """All fields but the key."""
    return plain({one.name: getattr(defined, one.name) for one in fields(defined) if one.name != "id"})


def plain(values: Mapping[str, Any]) -> Content:
    return {key: _plain(value) for key, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def defined(kept: Content, key: int, indicator: int) -> evaluation.Target:
    """The target as it was judged, under keys of the caller's choice. Raises ``ValueError`` or ``KeyError`` where what
    was kept is no definition."""
    values = dict(kept)
    for name in ("start", "due"):
        values[name] = date.fromisoformat(values[name])
    for name in ("value", "upper", "baseline", "on_track", "at_risk"):
        values[name] = None if values[name] is None else Decimal(values[name])
    values["aggregate"] = evaluation.Aggregate(values["aggregate"])
    values["comparator"] = Comparator(values["comparator"])
    values["direction"] = evaluation.Direction(values["direction"])
    values["nature"] = evaluation.Nature(values["nature"])
    values["states"] = tuple(values["states"])
    return evaluation.Target(**{**values, "id": key, "indicator": indicator})


def figures(evidence: Iterable[evaluation.Evidence]) -> list[Content]:
    """The figures that entered a yearly value or the sum, in the order of their periods."""
    return [
        plain(
            {
                "id": one.observation,
                "start": one.start,
                "end": one.end,
                "value": one.value,
                "state": one.state or "",
                "stage": one.stage,
                "recorded_at": one.recorded_at,
            }
        )
        for one in sorted(evidence, key=lambda one: (one.end, one.start, one.observation))
    ]


def digest(of: Any) -> str:
    text = json.dumps(of, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def fingerprint(definition_hash: str, rows: list[Content]) -> str:
    """A hash over all that a verdict rests on, so that a published page can be proved."""
    return digest({"definition": definition_hash, "figures": rows})
