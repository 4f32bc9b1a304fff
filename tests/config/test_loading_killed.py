"""A load that is killed half-way and run again ends as one that was not."""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "samples" / "minh-hoa"
PARTS = ("place.toml", "01-nghi-quyet-2020-2025.docx", "08-bao-cao-9-thang-2026.txt")
NEWS = "tin/2024-01-18-giam-ngheo.html"
POINTS = 8


@pytest.fixture(scope="module")
def killed(tmp_path_factory):
    work = tmp_path_factory.mktemp("killed")
    folder = work / "minh-hoa"
    shutil.copytree(SAMPLES / "anh", folder / "anh")
    for name in (*PARTS, NEWS):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(SAMPLES / name, folder / name)
    harness = Path(__file__).with_name("killed.py")
    command = [sys.executable, str(harness), str(folder), str(work), str(POINTS)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=400, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_the_load_came_to_something(killed):
    assert min(killed["counts"].values()) > 0


def test_a_second_load_changes_nothing(killed):
    assert killed["again"] == []


def test_every_run_was_really_killed(killed):
    assert [run["ended_by"] for run in killed["runs"]] == [signal.SIGKILL] * POINTS


def test_killed_and_run_again_is_as_if_it_had_not_been_killed(killed):
    assert [run for run in killed["runs"] if run["differs"]] == []
