"""Judging that is killed at any point leaves each resolution as it was or as it will be, and the next run heals."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

POINTS = 200
TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def killed(tmp_path_factory):
    command = [
        sys.executable,
        str(Path(__file__).with_name("killed.py")),
        str(tmp_path_factory.mktemp("k")),
        str(POINTS),
    ]
    paths = [str(TESTS.parent / "src"), str(TESTS)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=400, check=False, env=environment)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_there_is_much_to_judge_and_each_point_is_another_one(killed):
    assert killed["targets"] >= 200
    assert len({run["at"] for run in killed["runs"]}) == POINTS


def test_the_work_goes_through_several_states(killed):
    assert min(killed["states"].values()) >= 3


def test_every_run_was_really_killed(killed):
    assert [run["ended_by"] for run in killed["runs"]] == [signal.SIGKILL] * POINTS


def test_no_resolution_is_ever_a_mixture(killed):
    assert [run for run in killed["runs"] if run["mixed"]] == []


def test_the_next_run_heals_as_if_nothing_had_happened(killed):
    assert [run["at"] for run in killed["runs"] if not run["healed"]] == []
