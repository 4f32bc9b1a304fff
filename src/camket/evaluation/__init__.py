"""Judges targets by observations. One door, ``evaluate``; ``evaluate_in`` is the same where the data lies.

Pure: no clock, no framework, no file but its own SQL text. See ``docs/decisions/0010``.
"""

from camket.evaluation.dialects import BY_NAME, DUCKDB, POSTGRESQL, SPARK, SQLITE, Dialect
from camket.evaluation.elsewhere import evaluate_elsewhere
from camket.evaluation.engine import evaluate, evaluate_in
from camket.evaluation.model import (
    Aggregate,
    Direction,
    Evidence,
    Nature,
    Observation,
    ObservationError,
    Projection,
    Reasons,
    Required,
    Stage,
    Standing,
    Target,
    TargetError,
    Verdict,
)
from camket.evaluation.replay import Past, replay
from camket.evaluation.relations import OBSERVATION_COLUMNS, TARGET_COLUMNS
from camket.evaluation.scale import ScaleError, from_millionths, to_millionths

__all__ = [
    "BY_NAME",
    "DUCKDB",
    "OBSERVATION_COLUMNS",
    "POSTGRESQL",
    "SPARK",
    "SQLITE",
    "TARGET_COLUMNS",
    "Aggregate",
    "Dialect",
    "Direction",
    "Evidence",
    "Nature",
    "Observation",
    "ObservationError",
    "Past",
    "Projection",
    "Reasons",
    "Required",
    "ScaleError",
    "Stage",
    "Standing",
    "Target",
    "TargetError",
    "Verdict",
    "evaluate",
    "evaluate_elsewhere",
    "evaluate_in",
    "from_millionths",
    "replay",
    "to_millionths",
]
