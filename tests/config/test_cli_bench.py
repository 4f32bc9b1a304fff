"""`camket bench evaluation`: what its table shows. What it measures is measured by `make bench`."""

import json

import pytest

from camket.config.cli import main

KEYS = {
    *("s_vs_floor", "s_vs_pandas", "l_seconds", "l_peak_mb"),
    *("incremental_ms_1m", "incremental_ms_16m", "cold_seconds", "replay_seconds"),
}


@pytest.fixture
def few_days(monkeypatch):
    from benchmarks import evaluation

    monkeypatch.setattr(evaluation, "DAYS", 30)


def test_the_replay_is_measured_beside_its_days_one_by_one(few_days, capsys):
    assert main(["bench", "evaluation", "--only", "replay", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"replay_seconds", "replay_one_by_one_seconds"}


def test_a_figure_stands_beside_what_it_is_held_against(few_days, capsys):
    main(["bench", "evaluation", "--only", "replay"])
    first, second = capsys.readouterr().out.splitlines()
    assert first.split()[0] == "replay_seconds"
    assert first.endswith("at most 10")
    assert second.split()[0] == "replay_one_by_one_seconds"


def test_every_figure_that_counts_has_its_bar():
    from benchmarks.evaluation import BARS

    assert set(BARS) == KEYS
