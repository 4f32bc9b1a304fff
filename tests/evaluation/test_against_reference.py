"""The SQL text and the slow reference agree to the last digit of the stored scale, on generated targets and figures."""

from collections import Counter
from dataclasses import fields
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.evaluation import Standing, Verdict, evaluate
from evaluation.generated import a_case, a_vantage
from evaluation.reference import Row, judge


def row_of(verdict: Verdict) -> Row:
    return Row(**{field.name: getattr(verdict, field.name) for field in fields(Row)})


@settings(max_examples=200, deadline=None)
@given(st.randoms(use_true_random=False))
def test_sql_and_reference_give_the_same_row(chance: Random) -> None:
    (on, as_of), (target, observations) = a_vantage(chance), a_case(chance)
    assert row_of(evaluate([target], observations, on, as_of)[0]) == judge(target, observations, on, as_of)


@pytest.mark.parametrize("seed", range(6))
def test_a_thousand_targets_in_one_run_give_the_rows_of_the_reference(seed: int) -> None:
    chance = Random(seed)
    (on, as_of), cases = a_vantage(chance), [a_case(chance, key) for key in range(1000)]
    verdicts = evaluate([target for target, _ in cases], [one for _, many in cases for one in many], on, as_of)
    differing = [
        (target, row_of(verdict), expected)
        for verdict, (target, many) in zip(verdicts, cases, strict=True)
        if row_of(verdict) != (expected := judge(target, many, on, as_of))
    ]
    assert differing == []


def test_the_generated_cases_reach_every_verdict_often() -> None:
    chance = Random(7)
    standings: Counter[Standing] = Counter()
    for _ in range(6):
        (on, as_of), cases = a_vantage(chance), [a_case(chance, key) for key in range(500)]
        verdicts = evaluate([target for target, _ in cases], [one for _, many in cases for one in many], on, as_of)
        standings.update(verdict.verdict for verdict in verdicts)
    assert min(standings[standing] for standing in Standing) >= 10, standings
