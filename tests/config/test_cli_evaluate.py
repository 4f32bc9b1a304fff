"""`camket evaluate`: how the targets of a resolution stand, and what it says to a call that it cannot answer."""

import json
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib.util import find_spec

import pytest

from camket.config.cli import main, words
from factories import IndicatorFactory, ObservationFactory, PassageFactory, ResolutionFactory, TargetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def resolution():
    found = ResolutionFactory(at_risk=Decimal("0.75"))
    target = TargetFactory(resolution=found, indicator=IndicatorFactory(area=found.area))
    known = {"indicator": target.indicator, "recorded_at": datetime(2025, 2, 1, tzinfo=UTC)}
    ObservationFactory(year=2019, value=Decimal("135.33"), **known)
    ObservationFactory(year=2024, value=Decimal("187.2"), passage=PassageFactory(), **known)
    return found


@pytest.fixture
def call(monkeypatch, capsys):
    def run(*arguments, locale="vi_VN.UTF-8"):
        monkeypatch.setenv("LC_ALL", locale)
        monkeypatch.setattr("camket.config.cli.django_ready.start", lambda: None)
        words.language.cache_clear()
        status = main(["evaluate", *arguments])
        said = capsys.readouterr()
        return status, said.out.replace("\N{NO-BREAK SPACE}", " "), said.err

    yield run
    words.language.cache_clear()


def test_each_target_with_its_sentence_its_source_and_the_result_of_all(resolution, call):
    status, out, _ = call("--resolution", resolution.slug, "--on", "2025-03-01", "--explain")
    first, why, source, result = out.splitlines()
    assert (status, first.split()[0]) == (0, "at_risk")
    assert why.strip().startswith(
        "Thu ngân sách trên địa bàn năm 2024 đạt 187,2 tỷ đồng, bằng 93,6% mục tiêu 200 tỷ đồng"
    )
    assert source.strip().startswith("Nguồn: Báo cáo số")
    assert result == ("0/1 chỉ tiêu đạt và vượt. Ngưỡng: đúng tiến độ khi nhịp độ từ 0,95 trở lên, có nguy cơ từ 0,75.")


def test_the_same_in_english(resolution, call):
    _, out, _ = call("--resolution", resolution.slug, "--on", "2026-03-01", locale="en_GB.UTF-8")
    result = "0/1 targets met or exceeded. Thresholds: on track at a pace of 0.95 or more, at risk from 0.75."
    assert out.splitlines()[-1] == result


def test_a_line_of_json_for_each_target_and_nothing_else(resolution, call):
    _, out, _ = call("--resolution", resolution.slug, "--on", "2025-03-01", "--json")
    (row,) = map(json.loads, out.splitlines())
    told = {"verdict": "at_risk", "ratio": "0.936", "on_track": "0.95", "at_risk": "0.75"}
    assert told.items() <= row.items()


def test_a_past_moment_by_what_was_known_then(resolution, call):
    _, out, _ = call("--resolution", resolution.slug, "--on", "2025-03-01", "--as-of", "2025-01-31")
    assert out.split()[0] == "no_data"


def test_each_of_some_days(resolution, call):
    _, out, _ = call("--resolution", resolution.slug, "--on", "2025-02-02", "--days", "3")
    assert [line.split()[:2] for line in out.splitlines()] == [
        ["2025-01-31", "no_data"],
        ["2025-02-01", "at_risk"],
        ["2025-02-02", "at_risk"],
    ]


@pytest.mark.parametrize("days", ["0", "-3", "1.5", "ba"])
def test_a_number_of_days_that_is_none_is_refused(resolution, call, capsys, days):
    with pytest.raises(SystemExit) as left:
        call("--resolution", resolution.slug, "--days", days)
    assert left.value.code == 2
    assert "số nguyên từ 1 trở lên" in capsys.readouterr().err


@pytest.mark.parametrize("with_", [["--explain"], ["--engine", "duckdb"]])
def test_what_days_do_not_go_with_is_said_and_not_passed_over(resolution, call, with_):
    status, out, err = call("--resolution", resolution.slug, "--days", "3", *with_)
    assert (status, out) == (2, "")
    assert "--days" in err


def test_an_unknown_resolution_is_told_with_those_there_are(resolution, call):
    status, _, err = call("--resolution", "khong-co")
    assert (status, resolution.slug in err) == (1, True)


def test_an_engine_that_is_not_installed_is_told_by_its_extra(resolution, call, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert call("--resolution", resolution.slug, "--engine", "duckdb") == (1, "", "Chưa cài camket[bulk].\n")


@pytest.mark.skipif(not find_spec("pyspark"), reason="pyspark is not installed")
def test_spark_without_java_is_told_in_a_sentence(resolution, call, monkeypatch):
    from pyspark.errors import PySparkRuntimeError
    from pyspark.sql import SparkSession

    def gone(_builder):
        raise PySparkRuntimeError(errorClass="JAVA_GATEWAY_EXITED", messageParameters={})

    monkeypatch.setattr(SparkSession.Builder, "getOrCreate", gone)
    status, _, err = call("--resolution", resolution.slug, "--engine", "spark")
    assert (status, err) == (1, "Spark không chạy được: cần Java 17 trở lên.\n")


def test_a_day_before_the_first_figure_has_no_data(resolution, call):
    _, out, _ = call("--resolution", resolution.slug, "--on", date(1990, 1, 1).isoformat())
    assert out.split()[0] == "no_data"
