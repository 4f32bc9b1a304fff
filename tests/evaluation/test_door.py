"""The door: what goes in, in which order things come out, what is refused; and its second form over other tables."""

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from camket.evaluation import (
    OBSERVATION_COLUMNS,
    TARGET_COLUMNS,
    Observation,
    ObservationError,
    ScaleError,
    Target,
    TargetError,
    Verdict,
    evaluate,
    evaluate_in,
)
from evaluation.generated import a_case, a_vantage

D = Decimal
ON = date(2025, 3, 1)
NOW = datetime(2025, 3, 1, tzinfo=UTC)
LATER = datetime(2026, 6, 30, tzinfo=UTC)


def target(**given: Any) -> Target:
    defaults: dict[str, Any] = {
        "id": 1,
        "indicator": "thu",
        "area": 1,
        "start": date(2020, 1, 1),
        "due": date(2025, 12, 31),
        "value": D(200),
        "nature": "flow",
        "unit": "tỷ đồng",
        "name_vi": "thu ngân sách",
    }
    return Target(**{**defaults, **given})


def yearly(year: int, value: str, **given: Any) -> Observation:
    defaults: dict[str, Any] = {
        "id": year,
        "indicator": "thu",
        "area": 1,
        "start": date(year, 1, 1),
        "end": date(year, 12, 31),
        "value": D(value),
        "recorded_at": datetime(year + 1, 1, 15, tzinfo=UTC),
        "source": f"Báo cáo năm {year}",
    }
    return Observation(**{**defaults, **given})


SERIES = [yearly(2019, "135.33"), yearly(2023, "178"), yearly(2024, "187.2")]


def one(*observations: Observation, **given: Any) -> Verdict:
    return evaluate([target(**given)], observations, ON, NOW)[0]


def test_verdicts_come_in_the_order_of_the_targets() -> None:
    targets = [target(id=key) for key in (7, 3, "x", 5)]
    assert [verdict.target for verdict in evaluate(targets, SERIES, ON, NOW)] == [7, 3, "x", 5]


def test_nothing_in_gives_nothing_out() -> None:
    assert evaluate([], SERIES, ON, NOW) == []


def test_figures_of_other_indicators_and_areas_are_passed_over() -> None:
    foreign = [yearly(2024, "999", id=1, indicator="chi"), yearly(2024, "999", id=2, area=2)]
    assert one(*SERIES, *foreign) == one(*SERIES)


def test_the_inputs_are_the_figures_of_the_attained_value_and_the_baseline() -> None:
    assert one(*SERIES).inputs == (2019, 2024)
    assert one(*SERIES, baseline=D(130)).inputs == (2024,)
    assert one(*SERIES, aggregate="mean").inputs == (2023, 2024)
    assert one(*SERIES, aggregate="sum").inputs == (2023, 2024)
    assert one().inputs == ()


def test_the_evidence_keeps_source_stage_and_moment() -> None:
    newest = one(*SERIES).evidence[-1]
    assert (newest.source, newest.stage, newest.value) == ("Báo cáo năm 2024", "final", D("187.2"))
    assert newest.recorded_at == datetime(2025, 1, 15, tzinfo=UTC)


def test_the_reasons_hold_the_figures_of_the_sentence() -> None:
    reasons = one(*SERIES).reasons
    assert (reasons.baseline, reasons.baseline_year, reasons.baseline_is_stated) == (D("135.33"), 2019, False)
    assert (reasons.attained_start, reasons.attained_end) == (date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    "given",
    [
        {"start": date(2026, 1, 1)},
        {"value": None},
        {"upper": D(199)},
        {"aggregate": "state", "state": "loại II", "states": ("loại III",)},
        {"at_risk": D("0.99")},
    ],
)
def test_a_target_that_contradicts_itself_is_refused_by_name(given: dict[str, Any]) -> None:
    with pytest.raises(TargetError, match="thu ngân sách: "):
        target(**given)


def test_two_targets_with_one_id_are_refused() -> None:
    with pytest.raises(TargetError, match="trùng mã"):
        evaluate([target(), target()], [], ON, NOW)


def test_two_observations_with_one_id_are_refused() -> None:
    with pytest.raises(ObservationError, match="trùng mã"):
        one(yearly(2023, "1"), yearly(2024, "2", id=2023))


def test_two_orders_of_states_of_one_indicator_are_refused() -> None:
    state = {"aggregate": "state", "value": None, "state": "II"}
    with pytest.raises(TargetError, match="hai thứ tự"):
        evaluate([target(states=("III", "II"), **state), target(id=2, states=("II", "III"), **state)], [], ON, NOW)


def test_a_value_beyond_the_scale_is_refused() -> None:
    with pytest.raises(ScaleError, match="quá lớn"):
        one(yearly(2024, "1E15"))


@pytest.mark.parametrize(("field", "word"), [("aggregate", "average"), ("comparator", "ne"), ("nature", "sum")])
def test_an_unknown_word_is_refused(field: str, word: str) -> None:
    with pytest.raises(ValueError, match=word):
        one(**{field: word})


def test_words_and_members_of_the_enumerations_are_one() -> None:
    assert one(*SERIES, comparator="ge").ratio == D("0.936")


# --- over other tables, in place

SCHEMA = """
CREATE TABLE chi_tieu (ma INTEGER PRIMARY KEY, chi_so INTEGER, gia_tri DECIMAL, ten TEXT);
CREATE TABLE so_lieu (ma INTEGER PRIMARY KEY, chi_so INTEGER, tu DATE, den DATE, gia_tri DECIMAL, luc DATETIME);
INSERT INTO chi_tieu VALUES (1, 10, 200, 'thu ngân sách'), (2, 20, 65.5, 'tỷ lệ che phủ rừng');
INSERT INTO so_lieu VALUES
  (1, 10, '2025-01-01', '2025-12-31', 214, '2026-01-15 08:00:00'),
  (2, 20, '2025-01-01', '2025-12-31', 65.4, '2026-01-15 08:00:00'),
  (3, 20, '2025-01-01', '2025-12-31', 65.5, '2026-02-15 08:00:00.250000');
"""
TARGETS = """
SELECT ma AS target, chi_so AS indicator, 1 AS area, 'last' AS aggregation, 'level' AS nature, 'ge' AS comparator,
  'up' AS direction, CAST(ROUND(gia_tri * 1000000) AS BIGINT) AS value, NULL AS upper, NULL AS baseline,
  NULL AS baseline_year, '2020-01-01' AS start_day, '2025-12-31' AS due_day, 950000 AS on_track, 800000 AS at_risk,
  365 AS cycle_days, 90 AS grace_days, '' AS unit, ten AS name_vi, '' AS name_en, NULL AS state
FROM chi_tieu
"""
OBSERVATIONS = """
SELECT ma AS observation, chi_so AS indicator, 1 AS area, tu AS start_day, den AS end_day,
  CAST(ROUND(gia_tri * 1000000) AS BIGINT) AS value, 'final' AS stage, luc AS recorded_at, NULL AS state, '' AS source
FROM so_lieu
"""


@pytest.mark.parametrize(
    ("as_of", "verdicts"),
    [
        (datetime(2026, 3, 1, tzinfo=UTC), {1: "exceeded", 2: "met"}),
        (datetime(2026, 2, 1, tzinfo=UTC), {1: "exceeded", 2: "missed"}),
        (datetime(2026, 1, 15, 7, 59, tzinfo=UTC), {1: "no_data", 2: "no_data"}),
    ],
)
def test_other_tables_are_judged_where_they_lie(as_of: datetime, verdicts: dict[int, str]) -> None:
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA)
    found = evaluate_in(connection.execute, TARGETS, OBSERVATIONS, date(2026, 3, 1), as_of)
    assert {verdict.target: verdict.verdict for verdict in found} == verdicts


def test_a_chosen_few_are_judged_by_a_narrower_relation() -> None:
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA)
    found = evaluate_in(connection.execute, f"{TARGETS} WHERE ma = 2", OBSERVATIONS, date(2026, 3, 1), LATER)
    assert [verdict.target for verdict in found] == [2]


def test_without_explanation_one_statement_is_run_and_the_figures_are_the_same() -> None:
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA)
    statements: list[str] = []

    def execute(sql: str) -> sqlite3.Cursor:
        statements.append(sql)
        return connection.execute(sql)

    bare = evaluate_in(execute, TARGETS, OBSERVATIONS, date(2026, 3, 1), LATER, explain=False)
    full = evaluate_in(connection.execute, TARGETS, OBSERVATIONS, date(2026, 3, 1), LATER)
    assert len(statements) == 1
    assert bare == [replace(verdict, inputs=(), evidence=(), projection=None) for verdict in full]


def test_the_contract_names_every_column_that_the_text_reads() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE TABLE t ({', '.join(TARGET_COLUMNS)})")
    connection.execute(f"CREATE TABLE o ({', '.join(OBSERVATION_COLUMNS)})")
    assert evaluate_in(connection.execute, "SELECT * FROM t", "SELECT * FROM o", ON, NOW) == []


# --- properties

BETTER = ["missed", "off_track", "at_risk", "on_track", "achieved", "met", "exceeded"]


@pytest.mark.parametrize("seed", range(40))
def test_a_better_figure_never_gives_a_worse_verdict(seed: int) -> None:
    chance = Random(seed)
    on, as_of = a_vantage(chance)
    for aim, figures in (a_case(chance) for _ in range(10)):
        rising = replace(
            aim, direction="up", comparator=chance.choice(("ge", "gt", "eq")), baseline=D(chance.randint(1, 9))
        )
        more = D(chance.randint(1, 300)) / 10
        raised = [one if one.value is None else replace(one, value=one.value + more) for one in figures]
        before, after = (evaluate([rising], series, on, as_of)[0].verdict for series in (figures, raised))
        assert before == "no_data" or BETTER.index(after) >= BETTER.index(before), (rising, figures, more)


@pytest.mark.parametrize("seed", range(30))
def test_order_and_plans_change_nothing(seed: int) -> None:
    chance = Random(seed)
    (on, as_of), (aim, figures) = a_vantage(chance), a_case(chance)
    plans = [replace(one, id=10_000 + n, stage="plan", value=D(1)) for n, one in enumerate(figures)]
    mixed = chance.sample([*figures, *plans], len(figures) * 2)
    before, after = (evaluate([aim], series, on, as_of)[0] for series in (figures, mixed))
    assert (after, after.why_vi, after.why_en) == (before, before.why_vi, before.why_en)
