"""Every engine that is installed gives the rows of the slow reference, to the last digit of the stored scale."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from camket.evaluation import Dialect, Observation, Target, Verdict, evaluate, evaluate_elsewhere, from_millionths
from evaluation.engines import ENGINES, Execute, engine, missing
from evaluation.generated import a_case, a_vantage
from evaluation.reference import Row, judge

# Spark plans for long, whatever the number of rows.
ROUNDS = {"duckdb": 12, "postgresql": 12, "spark": 1}
TARGETS = {"duckdb": 250, "postgresql": 250, "spark": 500}


@pytest.fixture(scope="module", params=ENGINES)
def opened(request: pytest.FixtureRequest) -> Iterator[tuple[str, Execute, Dialect]]:
    if why := missing(request.param):
        pytest.skip(why)
    with engine(request.param) as (execute, dialect):
        yield request.param, execute, dialect


def row_of(verdict: Verdict) -> Row:
    return Row(**{field.name: getattr(verdict, field.name) for field in fields(Row)})


def shown(columns: dict[str, Any]) -> Row:
    """A row of columns, figures in millionths, as the reference gives it."""
    figures = ("attained", "ratio", "progress", "expected", "pace")
    decimals = {name: None if columns[name] is None else from_millionths(columns[name]) for name in figures}
    stale = bool(columns["is_stale"])
    return Row(verdict=columns["verdict"], days_ahead=columns["days_ahead"], stale=stale, **decimals)


def drawn(chance: Random, many: int) -> tuple[list[Target], list[Observation]]:
    cases = [a_case(chance, key) for key in range(many)]
    return [target for target, _ in cases], [one for _, some in cases for one in some]


def test_thousands_of_cases_give_the_rows_of_the_reference(opened: tuple[str, Execute, Dialect]) -> None:
    name, execute, dialect = opened
    chance = Random(29)
    for _ in range(ROUNDS[name]):
        (on, as_of), (targets, figures) = a_vantage(chance), drawn(chance, TARGETS[name])
        found = evaluate_elsewhere(execute, dialect, targets, figures, on, as_of, explain=False)
        wrong = [
            (target, row_of(verdict), expected)
            for target, verdict in zip(targets, found, strict=True)
            if row_of(verdict) != (expected := judge(target, figures, on, as_of))
        ]
        assert wrong == []


def test_reasons_evidence_and_sentences_are_those_of_the_door(opened: tuple[str, Execute, Dialect]) -> None:
    _, execute, dialect = opened
    chance = Random(30)
    (on, as_of), (targets, figures) = a_vantage(chance), drawn(chance, 150)
    there, here = (
        evaluate_elsewhere(execute, dialect, targets, figures, on, as_of),
        evaluate(targets, figures, on, as_of),
    )
    assert [(one, one.why_vi, one.why_en) for one in there] == [(one, one.why_vi, one.why_en) for one in here]


def test_names_with_quotes_and_backslashes_come_back_whole(opened: tuple[str, Execute, Dialect]) -> None:
    _, execute, dialect = opened
    name = "thu 'ngân sách' \\ \"khác\" ''"
    target = Target(
        id="a", indicator="b", area=1, start=date(2021, 1, 1), due=date(2025, 12, 31), value=Decimal(1), name_vi=name
    )
    found = evaluate_elsewhere(execute, dialect, [target], [], date(2024, 1, 1), datetime(2024, 1, 1, tzinfo=UTC))
    assert [(one.target, one.reasons.name_vi, one.verdict) for one in found] == [("a", name, "no_data")]
