"""Two hundred at once leave one chain, on a file of SQLite and on PostgreSQL."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from benchmarks import postgresql

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("crowd.py")
_VERIFY = "from camket.config.cli import main; main(['verify', '--json'])"
PROCESSES, EACH, THREADS = 4, 50, 50


@contextmanager
def database(kind):
    with postgresql.cluster() if kind == "postgresql" else nullcontext() as socket:
        yield postgresql.address(socket) if socket else ""


def environment(var, address):
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    settings = "camket.config.settings.development"
    return {
        **os.environ,
        "CAMKET_VAR": str(var),
        "CAMKET_DATABASE": address,
        "PYTHONPATH": paths,
        "DJANGO_SETTINGS_MODULE": settings,
    }


def run(given, *words):
    return subprocess.run(
        [sys.executable, *words], env=given, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )


def crowd(given):
    """How long each action took, over all processes. What is started here is ended here."""
    command = [sys.executable, PROGRAM, str(EACH), str(THREADS)]
    started = [
        subprocess.Popen(command, env=given, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(PROCESSES)
    ]
    try:
        return sorted(took for one in started for took in json.loads(one.communicate(timeout=240)[0]))
    finally:
        for one in started:
            one.kill()


@pytest.mark.parametrize(
    "kind",
    [
        "sqlite",
        pytest.param(
            "postgresql", marks=pytest.mark.skipif(not postgresql.programs(), reason="PostgreSQL is not installed")
        ),
    ],
)
def test_two_hundred_at_once_leave_one_unbroken_chain(kind, tmp_path):
    with database(kind) as address:
        given = environment(tmp_path, address)
        made = run(given, "manage.py", "migrate", "-v0")
        assert made.returncode == 0, made.stderr
        took = crowd(given)
        told = json.loads(run(given, "-c", _VERIFY).stdout.splitlines()[-1])
    median, p95 = took[len(took) // 2], took[int(len(took) * 0.95)]
    sys.stdout.write(f"{kind}: median {median:.3f} s, p95 {p95:.3f} s, longest {took[-1]:.3f} s\n")
    assert len(took) == PROCESSES * EACH
    assert (told["trail"]["entries"], told["trail"]["faults"]) == (PROCESSES * (EACH + 1), [])
