"""Many days in one go give the rows of each day alone."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest

from camket.evaluation import evaluate, replay
from evaluation.generated import a_case

FIGURES = ("target", "verdict", "attained", "ratio", "progress", "expected", "pace", "days_ahead", "stale")


def days(first: date, many: int, step: int) -> list[tuple[date, datetime]]:
    found = [first + timedelta(days=n * step) for n in range(many)]
    return [(day, datetime.combine(day, time.max, tzinfo=UTC)) for day in found]


def row(one: object) -> tuple[object, ...]:
    return tuple(getattr(one, name) for name in FIGURES)


@pytest.mark.parametrize("seed", range(3))
def test_each_day_is_as_it_would_be_alone(seed: int) -> None:
    cases = [a_case(Random(seed * 100 + key), key) for key in range(40)]
    targets, figures = [target for target, _ in cases], [one for _, some in cases for one in some]
    asked = days(date(2021, 1, 20), 30, 61)
    for (on, as_of), rows in zip(asked, replay(targets, figures, asked), strict=True):
        assert [row(one) for one in rows] == [row(one) for one in evaluate(targets, figures, on, as_of)]


def test_the_days_may_go_backwards() -> None:
    cases = [a_case(Random(key), key) for key in range(20)]
    targets, figures = [target for target, _ in cases], [one for _, some in cases for one in some]
    asked = days(date(2020, 1, 20), 12, 180)
    forwards = [[row(one) for one in rows] for rows in replay(targets, figures, asked)]
    assert [[row(one) for one in rows] for rows in replay(targets, figures, asked[::-1])] == forwards[::-1]


def test_no_figures_are_no_error() -> None:
    target, _ = a_case(Random(1))
    assert [[one.verdict for one in rows] for rows in replay([target], [], days(date(2022, 1, 1), 2, 1))] == [
        ["no_data"],
        ["no_data"],
    ]
