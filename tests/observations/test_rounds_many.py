"""Many offices at one moment: none is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
OFFICES = 40


def test_forty_links_that_answer_at_once_lose_nothing(tmp_path):
    script = Path(__file__).with_name("many_links.py")
    paths = os.pathsep.join(str(ROOT / part) for part in ("src", "tests"))
    done = subprocess.run(
        [sys.executable, script, tmp_path, str(OFFICES)],
        env={**os.environ, "PYTHONPATH": paths, "CAMKET_DATABASE": ""},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told.pop("slowest") < 60
    both = 2 * OFFICES
    expected = {"statuses": [302], "answers": both, "figures": both, "right": both, "judged": both, "uses": OFFICES}
    assert told == expected
