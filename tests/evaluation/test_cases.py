"""The worked cases of ``cases/*.toml``: written by hand from the definition, for a statistician to read and correct."""

import re
import tomllib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from camket.evaluation import Observation, Target, Verdict, evaluate
from camket.measures.periods import Period
from evaluation.reference import judge

FOLDER = Path(__file__).with_name("cases")
TARGET_FIELDS = (
    "aggregate comparator value upper baseline baseline_year direction nature state unit on_track at_risk cycle_days"
    " grace_days name_vi name_en"
)
FIGURES = ("attained", "ratio", "progress", "expected", "pace", "days_ahead", "stale")
PARTS = {"Q": Period.quarter, "H": Period.half}


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


INDICATORS = read(FOLDER / "indicators.toml")
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted(FOLDER.glob("*.toml"))
    for case in read(path).get("case", [])
]


def period(text: str) -> Period:
    """ "2024", "2020-2025", "2024-9M", "2024-Q1", "2024-H1", "2024-12-31", "2021-01-01..2023-06-30"."""
    if ".." in text:
        return Period(*map(date.fromisoformat, text.split("..")))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return Period(date.fromisoformat(text), date.fromisoformat(text))
    year, _, part = text.partition("-")
    if part.endswith("M"):
        return Period.months(int(year), int(part[:-1]))
    if part[:1] in PARTS:
        return PARTS[part[0]](int(year), int(part[1]))
    return Period.years(int(year), int(part or year))


def decimal(value: Any) -> Any:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def target_of(case: dict[str, Any]) -> Target:
    given = {**INDICATORS[case["indicator"]], **case}
    window = period(given.get("window", "2020-2025"))
    chosen = {name: given[name] for name in TARGET_FIELDS.split() if name in given}
    for name in ("value", "upper", "baseline"):
        chosen[name] = decimal(chosen.get(name))
    return Target(
        id="t",
        indicator="i",
        area="a",
        start=window.start,
        due=window.end,
        states=tuple(given.get("states", ())),
        **chosen,
    )


def observations_of(case: dict[str, Any]) -> list[Observation]:
    found: list[Observation] = []
    for text, figures in case["figures"].items():
        for figure in figures if isinstance(figures, list) else [figures]:
            found.append(
                observation(len(found), period(text), figure if isinstance(figure, dict) else {"value": figure})
            )
    return found


def observation(key: int, span: Period, figure: dict[str, Any]) -> Observation:
    """Recorded on the last day of its period unless the case says when."""
    value, recorded = figure.get("value"), figure.get("recorded", span.end)
    return Observation(
        id=key,
        indicator="i",
        area="a",
        start=span.start,
        end=span.end,
        value=None if isinstance(value, str) else decimal(value),
        state=value if isinstance(value, str) else None,
        stage=figure.get("stage", "final"),
        recorded_at=datetime(recorded.year, recorded.month, recorded.day, tzinfo=UTC),
        source="báo cáo",
    )


def moment(case: dict[str, Any]) -> datetime:
    """The end of the day."""
    day = case.get("as_of", case["on"])
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1, microseconds=-1)


def judged(case: dict[str, Any]) -> Verdict:
    return evaluate([target_of(case)], observations_of(case), case["on"], moment(case))[0]


def expected(case: dict[str, Any]) -> dict[str, Any]:
    return {name: None if case[name] == "none" else decimal(case[name]) for name in FIGURES if name in case}


def plain(sentence: str) -> str:
    return sentence.replace("\N{NO-BREAK SPACE}", " ")


def test_there_are_enough_cases_with_names_of_their_own() -> None:
    assert len({param.id for param in CASES}) == len(CASES) >= 120


@pytest.mark.parametrize("case", CASES)
def test_a_case_tells_its_verdict_ratio_and_sentence_in_both_languages(case: dict[str, Any]) -> None:
    assert {"indicator", "figures", "on", "verdict", "ratio", "vi", "en"} - case.keys() == set()


@pytest.mark.parametrize("case", CASES)
def test_the_verdict_and_its_figures(case: dict[str, Any]) -> None:
    verdict = judged(case)
    assert verdict.verdict == case["verdict"]
    assert {name: getattr(verdict, name) for name in expected(case)} == expected(case)


@pytest.mark.parametrize("case", CASES)
def test_the_reference_agrees(case: dict[str, Any]) -> None:
    row = judge(target_of(case), observations_of(case), case["on"], moment(case))
    assert row.verdict == case["verdict"]
    assert {name: getattr(row, name) for name in expected(case)} == expected(case)


@pytest.mark.parametrize("case", CASES)
def test_the_sentence(case: dict[str, Any]) -> None:
    verdict = judged(case)
    assert (plain(verdict.why_vi), plain(verdict.why_en)) == (case["vi"], case["en"])


@pytest.mark.parametrize("case", [param for param in CASES if "required" in param.values[0]])
def test_the_required_pace(case: dict[str, Any]) -> None:
    required = judged(case).required
    assert required is not None
    assert {name: getattr(required, name) for name in case["required"]} == {
        name: decimal(value) for name, value in case["required"].items()
    }
