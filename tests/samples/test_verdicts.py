"""The verdicts that were worked out by hand for the first term are those of the evaluation."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from camket.evaluation import Aggregate, Direction, Nature, Observation, Target, evaluate
from camket.measures.comparators import Comparator

EXPECTED = tomllib.loads(
    (Path(__file__).parents[2] / "samples" / "minh-hoa" / "expected.toml").read_text(encoding="utf-8")
)
ON = date(2026, 1, 31)
FALLING = {
    "tỷ lệ hộ nghèo đa chiều",
    "tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể nhẹ cân",
    "số vụ tai nạn giao thông",
}
# The news that disagrees with its report, and the figure whose unit slipped: a person refuses both.
REFUSED = {("tin/2024-01-18-giam-ngheo.html", "2,14"), ("04-bao-cao-2022.pdf", "842")}

Statement = dict[str, Any]


def _name(statement: Statement) -> str:
    name = statement["indicator"].lower()
    return f"{name} {statement['shown']}" if statement["aggregate"] == "state" else name


def _is_yearly(statement: Statement) -> bool:
    """A level of one year, or up to the end of one: not a change, not a total of the term, not a part of a year."""
    whole = not {"9M", "M06"} & set(statement.get("flags", []))
    one_year = statement["end"] and statement["start"] in ("", statement["end"])
    return bool(statement["role"] == "result" and statement["aggregate"] in ("last", "state") and whole and one_year)


def _results() -> Iterator[Statement]:
    for document in EXPECTED["document"]:
        for statement in document["statements"]:
            if _is_yearly(statement) and (document["name"], statement["shown"]) not in REFUSED:
                yield statement


def _observation(key: int, statement: Statement) -> Observation:
    year = int(statement["end"])
    is_state = statement["aggregate"] == "state"
    return Observation(
        id=key,
        indicator=_name(statement),
        area="minh-hoa",
        start=date(year, 1, 1),
        end=date(year, 12, 31),
        recorded_at=datetime(year + 1, 1, 20, tzinfo=UTC),
        value=None if is_state else Decimal(statement["value"]),
        state=statement["shown"] if is_state else None,
    )


def _target(key: int, statement: Statement) -> Target:
    name, aggregate = _name(statement), Aggregate(statement["aggregate"])
    stated = next((flag for flag in statement.get("flags", []) if flag in ("ge", "gt", "le")), "eq")
    is_state = aggregate == Aggregate.STATE
    return Target(
        id=key,
        indicator=name,
        area="minh-hoa",
        start=date(int(statement["start"] or 2020), 1, 1),
        due=date(int(statement["end"]), 12, 31),
        aggregate=aggregate,
        comparator=Comparator(stated),
        value=None if is_state else Decimal(statement["value"]),
        direction=Direction.DOWN if name in FALLING else Direction.UP,
        nature=Nature.STATE if is_state else Nature.LEVEL,
        state=statement["shown"] if is_state else None,
        states=("chưa đạt", statement["shown"]) if is_state else (),
    )


@pytest.fixture(scope="module")
def verdicts() -> list[str]:
    promised = [s for s in EXPECTED["document"][0]["statements"] if s["role"] == "target"]
    targets = [_target(key, statement) for key, statement in enumerate(promised)]
    observations = [_observation(key, statement) for key, statement in enumerate(_results())]
    found = {v.target: str(v.verdict) for v in evaluate(targets, observations, ON, datetime(2026, 2, 1, tzinfo=UTC))}
    return [found[target.id] for target in targets]


@pytest.mark.parametrize("key", range(len(EXPECTED["verdict"])), ids=lambda key: EXPECTED["verdict"][key]["indicator"])
def test_the_verdict_by_hand_is_the_verdict_by_rule(key: int, verdicts: list[str]) -> None:
    assert verdicts[key] == EXPECTED["verdict"][key]["verdict"]


def test_the_mix_announced_is_that_of_the_list() -> None:
    counted = Counter(v["verdict"] for v in EXPECTED["verdict"] if not v.get("part"))
    announced = {kind: EXPECTED["verdicts"][kind] for kind in ("exceeded", "met", "missed", "no_data")}
    assert counted == announced
    assert sum(announced.values()) == EXPECTED["verdicts"]["counted"] == 37
