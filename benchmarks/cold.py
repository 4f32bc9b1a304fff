"""The command `camket evaluate` for 60 targets from a cold start, beside the start of Python with the framework.

And the same 60 targets through the pure door, beside the interpreter's bare start.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks import kept

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var" / "benchmarks" / "cold"
ROUNDS = 7
TARGETS = 60

PURE = """
from datetime import UTC, date, datetime
from decimal import Decimal
from camket.evaluation import Observation, Target, evaluate
kinds = ("last", "every", "mean", "sum", "growth", "change")
targets = [Target(id=n, indicator=n, area=1, start=date(2021, 1, 1), due=date(2025, 12, 31), value=Decimal(100 + n),
                  aggregate=kinds[n % 6], nature="flow", unit="tỷ đồng", name_vi="thu ngân sách") for n in range(60)]
observations = [Observation(id=100 * n + y, indicator=n, area=1, start=date(y, 1, 1), end=date(y, 12, 31),
                            value=Decimal(90 + y - 2020 + n), recorded_at=datetime(y + 1, 1, 15, tzinfo=UTC))
                for n in range(60) for y in range(2019, 2025)]
verdicts = evaluate(targets, observations, date(2025, 3, 1), datetime(2025, 3, 1, tzinfo=UTC))
assert len([verdict.why_vi for verdict in verdicts]) == 60
"""
# Frozen as the command does it, which spares the walk through all objects at the end as well.
FRAMEWORK = "import gc, django; django.setup(); gc.freeze()"
COMMAND = """
import sys
from camket.config.cli import main
sys.exit(main(["evaluate", "--resolution", "nq-1", "--on", "2025-03-01", "--explain"]))
"""


def measure() -> dict[str, float]:
    """``cold_seconds``: what the whole command takes over the framework's start; ``cold_pure_seconds`` likewise."""
    kept.make_room(VAR)
    if not kept.is_ready(VAR):
        _process("from benchmarks import cold; cold.build()")
    rounds = [tuple(_process(program) for program in (COMMAND, FRAMEWORK, PURE, "pass")) for _ in range(ROUNDS)]
    return {
        "cold_seconds": statistics.median(command - framework for command, framework, _, _ in rounds),
        "cold_command_seconds": statistics.median(one[0] for one in rounds),
        "cold_framework_seconds": statistics.median(one[1] for one in rounds),
        "cold_pure_seconds": statistics.median(pure - bare for _, _, pure, bare in rounds),
    }


def build() -> None:
    """A site with one resolution of 60 targets, each with five years of monthly figures; in a process of its own."""
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks import incremental
    from camket.observations.models import Observation

    call_command("migrate", verbosity=0)
    incremental.AREAS, incremental.TARGETS = 1, TARGETS
    areas = incremental._areas()
    incremental._indicators(areas, TARGETS)
    incremental._fill(Observation)
    incremental._promise(areas[0])
    kept.set_ready(VAR)


def _process(program: str) -> float:
    environment = {
        **os.environ,
        "CAMKET_VAR": str(VAR),
        "CAMKET_DATABASE": "",
        "DJANGO_SETTINGS_MODULE": "camket.config.settings.test",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin
