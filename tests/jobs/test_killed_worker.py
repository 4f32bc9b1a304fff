"""A worker that is killed: its job is taken up again, and done."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_job_of_a_killed_worker_is_done_by_the_next_one_which_starts_by_itself(tmp_path):
    paths = os.pathsep.join(str(ROOT / part) for part in ("src", "tests"))
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("killed_worker.py"), tmp_path],
        env={**os.environ, "PYTHONPATH": paths, "CAMKET_DATABASE": ""},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    schedule = ["danh-gia", "don-dep", "nhac-viec", "so-lieu-nop"]
    expected = {"begun": 2, "file": "1 2 3", "schedule": schedule, "others_left": 0, "status": 0}
    assert json.loads(done.stdout.splitlines()[-1]) == expected
