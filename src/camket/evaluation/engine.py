"""The one door and its second form in place: the SQL text is run, and its rows become verdicts."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from camket.evaluation import memory
from camket.evaluation.dialects import SQLITE, Dialect
from camket.evaluation.known import visible
from camket.evaluation.model import (
    Aggregate,
    Evidence,
    Key,
    Nature,
    Observation,
    Reasons,
    Stage,
    Standing,
    Target,
    Verdict,
)
from camket.evaluation.outlook import projection, required
from camket.evaluation.relations import Row, fill
from camket.evaluation.scale import from_millionths
from camket.evaluation.sentences import why
from camket.evaluation.years import FULLNESS, Settled, stepped, yearly
from camket.measures.comparators import Comparator

_BEGINNING = datetime(1, 1, 2, tzinfo=UTC)
Execute = Callable[[str], Iterable[Sequence[Any]]]
_FROM_A_BASELINE = frozenset({Aggregate.LAST, Aggregate.GROWTH, Aggregate.CHANGE, Aggregate.RELATIVE, Aggregate.TIMES})

VERDICT_COLUMNS = [
    "target",
    "verdict",
    "attained",
    "ratio",
    "progress",
    "expected",
    "pace",
    "days_ahead",
    "is_stale",
    "aggregation",
    "comparator",
    "kind",
    "nature",
    "value",
    "upper",
    "unit",
    "name_vi",
    "name_en",
    "state",
    "start_day",
    "due_day",
    "on_day",
    "is_over",
    "last_start",
    "last_end",
    "first_start",
    "part_start",
    "part_end",
    "uses_part",
    "part_days",
    "part_of_days",
    "part_value",
    "season_year",
    "season_part",
    "season_whole",
    "baseline",
    "known_baseline",
    "base_year",
    "last_value",
    "last_year",
    "years_observed",
    "failed_year",
    "worst_year",
    "newest_day",
]
EVIDENCE_COLUMNS = [
    "target",
    "observation",
    "start_day",
    "end_day",
    "year_no",
    "value",
    "place",
    "is_whole",
    "stage",
    "state",
    "source",
    "recorded_at",
]


def evaluate(
    targets: Iterable[Target], observations: Iterable[Observation], on: date, as_of: datetime
) -> list[Verdict]:
    """How each target stands on the day ``on`` by what was known at ``as_of``, in the order of the targets.

    Observations of other indicators and areas are passed over. Raises ``TargetError``, ``ObservationError``,
    ``ScaleError``; a target without observations is no error but has the verdict ``no_data``.
    """
    given = list(targets)
    with memory.database(len(given), on, as_of) as connection:
        fill(connection, given, observations)
        found = _run(connection.execute, _chain_in_memory())
    by_target = {verdict.target: verdict for verdict in found}
    return [by_target[target.id] for target in given]


def evaluate_in(
    execute: Execute,
    target_relation: str,
    observation_relation: str,
    on: date,
    as_of: datetime,
    *,
    dialect: Dialect = SQLITE,
    explain: bool = True,
    has_superseded: bool = False,
) -> list[Verdict]:
    """The same verdicts where the data lies, in no particular order.

    ``execute`` takes one SQL statement without parameters and gives its rows. The relations are two SELECTs with the
    columns of ``TARGET_COLUMNS`` and ``OBSERVATION_COLUMNS``; their tables may not be called like a relation of
    ``verdicts.sql``. Without ``explain`` one statement is run instead of two, and ``evidence``, ``inputs`` and
    ``projection`` stay empty. ``has_superseded``: the observations carry the column that ``known.superseded`` adds.
    """
    chain = statement_chain(target_relation, observation_relation, on, as_of, dialect, has_superseded=has_superseded)
    return _run(execute, chain, explain=explain)


@cache
def _chain_in_memory() -> str:
    """One text whatever is asked: what is asked stands in a table."""
    return statement_chain("SELECT * FROM target", "SELECT * FROM observation", date.min, _BEGINNING, memory.ASKED)


def _run(execute: Execute, chain: str, *, explain: bool = True) -> list[Verdict]:
    rows = execute(f"{chain} SELECT {', '.join(VERDICT_COLUMNS)} FROM told")
    figures = [dict(zip(VERDICT_COLUMNS, row, strict=True)) for row in rows]
    evidence = _evidence(execute(f"{chain} SELECT {', '.join(EVIDENCE_COLUMNS)} FROM evidence")) if explain else {}
    return [_verdict(figure, evidence.get(figure["target"], ())) for figure in figures]


def statement_chain(
    target_relation: str,
    observation_relation: str,
    on: date,
    as_of: datetime,
    dialect: Dialect,
    *,
    has_superseded: bool = False,
    settled: Settled | None = None,
) -> str:
    """The chain of relations up to ``verdict``, ``told`` and ``evidence``; a SELECT from one makes it a statement."""
    text = chain_text().replace("{visible}", visible(is_led=dialect.is_led, has_superseded=has_superseded))
    open_day = dialect.day(settled.open_from) if settled and settled.open_from else ""
    text = text.replace("{yearly}", yearly(settled, open_day)).replace("{stepped}", stepped(settled, open_day))
    return (
        dialect.render(text)
        .replace("{on}", dialect.day(on))
        .replace("{as_of}", dialect.moment(as_of))
        .replace("{target}", target_relation)
        .replace("{observation}", observation_relation)
    )


@cache
def chain_text() -> str:
    """The text before its hooks are written out, without comments."""
    lines = Path(__file__).with_name("verdicts.sql").read_text(encoding="utf-8").splitlines()
    return "\n".join(line.partition("--")[0].rstrip() for line in lines).replace("{fullness}", FULLNESS)


def _evidence(rows: Iterable[Row | Sequence[Any]]) -> dict[Key, tuple[Evidence, ...]]:
    found: dict[Key, list[Evidence]] = {}
    for row in rows:
        one = dict(zip(EVIDENCE_COLUMNS, row, strict=True))
        found.setdefault(one["target"], []).append(_one_evidence(one))
    return {key: tuple(sorted(items, key=lambda item: (item.end, item.start))) for key, items in found.items()}


def _one_evidence(one: dict[str, Any]) -> Evidence:
    return Evidence(
        observation=one["observation"],
        start=_day(one["start_day"]),
        end=_day(one["end_day"]),
        year=one["year_no"],
        value=from_millionths(one["value"]),
        stage=Stage(one["stage"]),
        state=one["state"],
        source=one["source"] or "",
        recorded_at=_moment(one["recorded_at"]),
        inside=one["place"] == 1,
        whole=bool(one["is_whole"]),
    )


def _verdict(figure: dict[str, Any], evidence: tuple[Evidence, ...]) -> Verdict:
    reasons = _reasons(figure, evidence)
    standing = Standing(figure["verdict"])
    attained = _figure(figure["attained"])
    return Verdict(
        target=figure["target"],
        verdict=standing,
        attained=attained,
        ratio=_figure(figure["ratio"]),
        progress=_figure(figure["progress"]),
        expected=_figure(figure["expected"]),
        pace=_figure(figure["pace"]),
        days_ahead=figure["days_ahead"],
        stale=bool(figure["is_stale"]),
        reasons=reasons,
        telling=why,
        required=required(reasons, standing, attained, evidence),
        projection=projection(reasons, evidence),
        inputs=tuple(one.observation for one in evidence if _enters(one, reasons)),
        evidence=evidence,
    )


def _reasons(figure: dict[str, Any], evidence: tuple[Evidence, ...]) -> Reasons:
    start, end = _attained_period(figure)
    states = [one.state for one in evidence if one.inside and one.end == end]
    return Reasons(
        aggregate=Aggregate(figure["aggregation"]),
        comparator=Comparator(figure["comparator"]),
        kind=figure["kind"],
        nature=Nature(figure["nature"]),
        value=from_millionths(figure["value"]),
        upper=_figure(figure["upper"]),
        **{name: figure[name] for name in ("unit", "name_vi", "name_en", "state", "part_days", "part_of_days")},
        start=_day(figure["start_day"]),
        due=_day(figure["due_day"]),
        on=_day(figure["on_day"]),
        is_over=bool(figure["is_over"]),
        attained_start=start,
        attained_end=end,
        attained_state=states[-1] if states else None,
        is_part_year=bool(figure["uses_part"]),
        part_value=_figure(figure["part_value"]),
        part_end=_optional_day(figure["part_end"]),
        season_year=figure["season_year"],
        season_part=_figure(figure["season_part"]),
        season_whole=_figure(figure["season_whole"]),
        baseline=_figure(figure["known_baseline"]),
        baseline_year=figure["base_year"],
        baseline_is_stated=figure["baseline"] is not None,
        last_value=_figure(figure["last_value"]),
        **{name: figure[name] for name in ("last_year", "years_observed", "failed_year", "worst_year")},
        newest_end=_optional_day(figure["newest_day"]),
    )


def _attained_period(figure: dict[str, Any]) -> tuple[date | None, date | None]:
    if figure["attained"] is None:
        return None, None
    if figure["uses_part"]:
        return _optional_day(figure["part_start"]), _optional_day(figure["part_end"])
    start = "first_start" if figure["aggregation"] in ("mean", "every") else "last_start"
    return _optional_day(figure[start]), _optional_day(figure["last_end"])


def _enters(one: Evidence, reasons: Reasons) -> bool:
    """Whether an observation entered the attained value, or its baseline."""
    end, aggregate = reasons.attained_end, reasons.aggregate
    if end is None:
        return False
    needs_baseline = aggregate in _FROM_A_BASELINE
    if needs_baseline and one.whole and one.year == reasons.baseline_year and not reasons.baseline_is_stated:
        return True
    if not one.inside or one.whole == reasons.is_part_year:
        return False
    return aggregate in (Aggregate.SUM, Aggregate.MEAN, Aggregate.EVERY) or one.year == end.year


def _figure(stored: int | None) -> Decimal | None:
    return None if stored is None else from_millionths(stored)


def _day(stored: Any) -> date:
    return stored if isinstance(stored, date) else date.fromisoformat(stored)


def _optional_day(stored: Any) -> date | None:
    return None if stored is None else _day(stored)


def _moment(stored: Any) -> datetime:
    moment = stored if isinstance(stored, datetime) else datetime.fromisoformat(stored)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
